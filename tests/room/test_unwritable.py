"""A library that cannot be written for a while: what it holds is there, and what is made meanwhile stays."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from reader.notes.store import NoteStore
from reader.room import ReadingRoom, new_annotation
from reader.room.settings import Places, Settings
from tests.notes.stores import everything, made
from tests.tui.conftest import write_library


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library")


@contextmanager
def opened(root: Path, places: Places, *, is_writable: bool = True) -> Iterator[ReadingRoom]:
    """Open the library as the system allows it, whose word is taken for it: root may write everywhere."""
    with pytest.MonkeyPatch.context() as patched:
        if not is_writable:
            patched.setattr(os, "access", lambda path, _mode: root not in (Path(path), *Path(path).parents))
        with ReadingRoom.open(root, settings=Settings(machine="desk"), places=places) as room:
            room.index()
            yield room


def bodies(room: ReadingRoom) -> set[str]:
    return {each.body for each in room.notes.all()}


def test_notes_are_there_whether_or_not_the_library_can_be_written(root: Path, places: Places) -> None:
    with opened(root, places) as room:
        room.notes.save(new_annotation("flood", body="Before."))
        assert room.notes_told == ""
    before = everything(root)
    with opened(root, places, is_writable=False) as room:
        assert bodies(room) == {"Before."}
        assert "in your data folder" in room.notes_told
        room.notes.save(new_annotation("flood", body="Meanwhile."))
        assert bodies(room) == {"Before.", "Meanwhile."}
        assert room.notebook.counts() == {"flood": 2}
    assert everything(root) == before
    with ReadingRoom.open(root, settings=Settings(machine="desk"), places=places) as room:
        assert bodies(room) == {"Before.", "Meanwhile."}

        told: list[str] = []
        room.index(lambda progress: told.append(progress.told))

        assert bodies(room) == {"Before.", "Meanwhile."}
    assert "1 note that was kept in your data folder is in the library now." in told
    assert len(everything(root / "notes")) == 2
    assert not any("/notes/" in each for each in everything(places.data))


def test_of_two_notes_that_differ_in_both_places_none_is_lost(root: Path, places: Places) -> None:
    with opened(root, places) as room:
        note = room.notes.save(replace(new_annotation("flood", body="Here."), id="one"))
        own = room.session.own_folder("notes")
    NoteStore(own, places.state / "locks").save(replace(note, body="There.", revision=""))

    with opened(root, places) as room:
        (conflict,) = room.notes.conflicts

        assert {each.body for each in (conflict.here, conflict.there) if each} == {"Here.", "There."}


def test_what_was_read_and_corrected_is_there_whether_or_not_the_library_can_be_written(
    root: Path, places: Places
) -> None:
    with opened(root, places) as room:
        room.state.change("flood", starred=True)
        room.state.save()
        room.correct("flood", {"title": "Before", "site": "Kept"})
    before = everything(root)
    with opened(root, places, is_writable=False) as room:
        assert room.state.ids(starred=True) == {"flood"}
        assert room.catalog.entry("flood").record.title == "Before"  # type: ignore[union-attr]  # it is there
        room.state.change("music", starred=True)
        room.state.save()
        room.correct("flood", {"title": "Meanwhile"})
    assert everything(root) == before

    with opened(root, places) as room:
        assert room.state.ids(starred=True) == {"flood", "music"}
        record = room.catalog.entry("flood").record  # type: ignore[union-attr]  # as above
        assert (record.title, record.site) == ("Meanwhile", "Kept")


def test_on_another_disk_than_their_trash_notes_are_deleted_brought_back_and_moved_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def link_on_one_disk(source: Path, target: Path) -> None:
        if "drive" in str(source) and "drive" not in str(target):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        link(source, target)

    monkeypatch.setattr(os, "link", link_on_one_disk)
    NoteStore(tmp_path / "drive", tmp_path / "state").save(replace(made("On the drive."), id="one"))
    store = NoteStore(tmp_path / "notes", tmp_path / "state", others=[tmp_path / "drive"])
    note = store.all()[0]

    store.delete(note)
    assert store.all() == ()
    assert store.undo() == note
    assert store.gather() == 0
    NoteStore(tmp_path / "drive", tmp_path / "state").save(replace(made("Another."), id="two"))
    store.refresh()
    assert store.gather() == 1

    assert {each.body for each in store.all()} == {"On the drive.", "Another."}
    assert store.problems == ()
    assert not [path for path in everything(tmp_path / "drive") if path.endswith(".md")]
