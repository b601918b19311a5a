"""Adding files while another window brings the index up to date."""

import os
from pathlib import Path

import pytest

from reader.cli.main import main
from reader.room import Progress, ReadingRoom
from reader.room.import_log import ImportLog
from reader.room.settings import Places, Settings
from tests.tui.conftest import write_library

PAGE = "# A zeppelin over Marlow\n\nA zeppelin was seen over the town of Marlow on Thursday.\n"


def opened(path: Path, places: Places) -> ReadingRoom:
    return ReadingRoom.open(path, settings=Settings(machine="desk"), places=places)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "zeppelin.md"
    path.write_text(PAGE)
    return path


@pytest.fixture(autouse=True)
def _impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nobody wait long for who will not end before the test does."""
    monkeypatch.setattr("reader.room.reading_room._PATIENCE", 0.05)


def test_a_file_is_added_while_another_window_is_indexing_and_that_one_indexes_it(
    library: Path, page: Path, places: Places
) -> None:
    added: list[str] = []
    with opened(library, places) as other, opened(library, places) as room:

        def add_meanwhile(progress: Progress) -> None:
            # The other window has read all files, and is busy with the index.
            if progress.stage == "indexing" and not added:
                added.extend(each.result for each in room.add([page]))
                assert room.index_follows

        other.index(add_meanwhile)

        assert added == ["added"]
        assert [each.entry.title for each in other.search("zeppelin").hits] == ["A zeppelin over Marlow"]


def test_the_same_file_is_known_while_another_window_is_indexing(library: Path, page: Path, places: Places) -> None:
    with opened(library, places) as room:
        (first,) = room.add([page])
    with opened(library, places) as other, opened(library, places) as room, other.session.caches.locked():
        (again,) = room.add([page])

    assert (again.result, again.id) == ("same", first.id)


def test_adding_tells_of_each_file_before_it_goes_on_to_the_next(library: Path, tmp_path: Path, places: Places) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(f"# Flood {name}\n\nA flood of {name}s.\n")

    with opened(library, places) as room:
        results = room.add([tmp_path / "one.md", tmp_path / "two.md"])
        next(results)

        assert [path.name for path in (library / "originals").iterdir()] == ["one.md"]


def test_nobody_waits_for_a_window_that_has_just_ended(library: Path, page: Path, places: Places) -> None:
    with opened(library, places) as room:
        list(room.add([page]))

        assert not room.index_follows
        assert not room.session.caches.is_run_wanted


def test_the_command_line_says_that_the_index_follows(
    library: Path, page: Path, places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(library, places) as other, other.session.caches.locked():
        status = main(["add", str(page), "--library", str(library)])

    printed = capsys.readouterr()
    assert status == 0
    assert "added" in printed.out
    assert "indexing" in printed.err


@pytest.mark.parametrize("is_undone", [False, True])
def test_what_a_killed_import_was_writing_goes_once_that_import_is_complete_or_undone(
    library: Path, tmp_path: Path, places: Places, is_undone: bool
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name in ("one", "two"):
        (pages / f"{name}.md").write_text(f"# Flood {name}\n\nA flood of {name}s.\n")
    with opened(library, places) as room:
        killed = ImportLog(room.session, [str(pages)])
        killed.announce("flood-one", b"")
        left = [library / folder / ".flood-one.md.0123abcd.tmp" for folder in ("articles", "originals")]
        for path in left:
            path.parent.mkdir(exist_ok=True)
            path.write_text("# Fl")
            os.utime(path, (1e9, 1e9))

        list(room.undo_add() if is_undone else room.add([pages]))

        assert [path.name for path in left if path.exists()] == []
