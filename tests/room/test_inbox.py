"""A watched folder gives its files once nothing in it changes any more, each once."""

import os
from pathlib import Path

import pytest

from reader.room.inbox import Inbox


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Goats")
    return tmp_path


def _ready(inbox: Inbox) -> list[str]:
    return [each.path.name for each in inbox.ready()]


def test_a_file_is_ready_when_two_looks_see_the_same_and_only_once(folder: Path) -> None:
    inbox = Inbox(folder)

    assert [_ready(inbox) for _ in range(3)] == [[], ["a.txt"], []]


def test_while_one_file_is_being_written_all_wait(folder: Path) -> None:
    inbox = Inbox(folder)
    _ready(inbox)
    (folder / "b.txt").write_text("Gee")
    assert _ready(inbox) == []
    (folder / "b.txt").write_text("Geese")
    assert _ready(inbox) == []

    assert _ready(inbox) == ["a.txt", "b.txt"]


def test_a_file_that_changed_is_ready_again(folder: Path) -> None:
    inbox = Inbox(folder)
    _ready(inbox), _ready(inbox)
    os.utime(folder / "a.txt", ns=(1, 1))

    assert [_ready(inbox), _ready(inbox)] == [[], ["a.txt"]]


def test_a_folder_that_is_gone_for_a_while_is_empty(folder: Path, tmp_path: Path) -> None:
    inbox = Inbox(folder / "none")
    assert _ready(inbox) == []
    (folder / "none").mkdir()
    (folder / "none" / "c.txt").write_text("Goats")

    assert [_ready(inbox), _ready(inbox)] == [[], ["c.txt"]]
