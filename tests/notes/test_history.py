"""Earlier versions of a note: kept on this machine, found again after anything, and no hindrance to a save."""

import errno
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from reader.notes.history import DAYS, NoteHistory
from reader.notes.model import Annotation
from reader.notes.store import NoteStore
from tests.notes.stores import file_of, made


def edited(store: NoteStore, *bodies: str) -> Annotation:
    note = store.save(made(bodies[0]))
    for each in bodies[1:]:
        note = store.save(replace(note, body=each))
    return note


def bodies(history: NoteHistory, note: Annotation) -> list[str]:
    return [each.annotation.body for each in history.of(note.id)]


@pytest.fixture
def history(tmp_path: Path) -> NoteHistory:
    """Return the history that the store keeps, as another start reads it."""
    return NoteHistory(tmp_path / "state" / "history")


def test_all_that_a_note_has_said_is_listed_the_latest_first(store: NoteStore, history: NoteHistory) -> None:
    note = edited(store, "one", "two", "three")
    edited(store, "of another note")

    assert bodies(history, note) == ["three", "two", "one"]


def test_a_version_that_is_restored_is_the_note_and_what_it_was_can_be_had_again(
    store: NoteStore, history: NoteHistory
) -> None:
    note = edited(store, "one", "two")
    first = history.of(note.id)[-1]

    restored = store.restore(first)

    assert store.get(note.id) == restored
    assert restored.body == "one"
    assert bodies(history, note)[:2] == ["one", "two"]


@pytest.mark.parametrize("name", ["20261122t231501-1a2b3c", "by-hand"])
def test_what_a_note_said_is_had_also_after_its_article_has_moved(
    store: NoteStore, history: NoteHistory, name: str
) -> None:
    note = store.save(replace(made("one"), id=name))

    store.move_article("harbor", "port")

    (moved,) = store.all()
    assert [(each.annotation.article, each.annotation.revision) for each in history.of(name, "port")][:2] == [
        ("port", moved.revision),
        ("port", note.revision),
    ]


def test_a_note_that_was_deleted_or_has_vanished_is_restored_from_its_versions(
    store: NoteStore, history: NoteHistory, notes: Path
) -> None:
    for go in (store.delete, lambda each: file_of(notes, each).unlink()):
        note = edited(store, "one", "two")
        go(note)
        store.refresh()

        assert store.restore(history.of(note.id)[0]).body == "two"
        assert file_of(notes, note).is_file()
        assert store.vanished == ()


def test_a_note_that_was_moved_is_restored_where_it_is_now(store: NoteStore, history: NoteHistory) -> None:
    note = edited(store, "one", "two")
    store.move(note, replace(note, article="mill"))

    assert store.restore(history.of(note.id)[-1]).article == "mill"
    assert len(store.all()) == 1


def test_what_another_program_wrote_over_is_had_from_the_versions(
    store: NoteStore, history: NoteHistory, notes: Path
) -> None:
    note = edited(store, "What I thought.")
    file_of(notes, note).write_text("Emptied by another program.", encoding="utf-8")
    store.refresh()

    store.restore(history.of(note.id)[0])

    assert [each.body for each in store.all()] == ["What I thought."]
    assert "Emptied by another program." in bodies(history, note)


def test_a_disk_without_room_for_versions_stops_no_save(store: NoteStore, history: NoteHistory, tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "history").write_text("a file where the folder belongs")

    note = edited(store, "one", "two")

    assert store.get(note.id) == note
    assert store.history.problem.startswith("Earlier versions of notes cannot be kept: ")
    assert history.of(note.id) == []


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_what_a_crash_cut_short_costs_that_line_and_no_other(cut: int, store: NoteStore, history: NoteHistory) -> None:
    note = edited(store, "one", "two")
    (path,) = history._parts()
    path.write_bytes(path.read_bytes()[:-cut])

    store.save(replace(note, body="three"))

    assert bodies(history, note) == (["three", "two", "one"] if cut == 1 else ["three", "one"])


def test_a_damaged_version_is_no_version(store: NoteStore, history: NoteHistory) -> None:
    note = edited(store, "They counted 1,204.", "two")
    (path,) = history._parts()
    path.write_bytes(path.read_bytes().replace(b"1,204", b"9,204"))

    assert bodies(history, note) == ["two"]


def test_no_more_is_kept_than_there_is_room_for_and_the_oldest_goes_first(tmp_path: Path) -> None:
    history = NoteHistory(tmp_path, most=20_000, part=2_000)
    for number in range(100):
        history.keep("harbor", f"note-{number}", f"Thought {number}. {'x' * 500}".encode())

    assert 10_000 < sum(each.stat().st_size for each in tmp_path.iterdir()) < 25_000
    assert [number for number in range(100) if history.of(f"note-{number}")][-1] == 99
    assert history.of("note-0") == []


@pytest.mark.parametrize(("age", "is_there"), [(DAYS - 1, True), (DAYS + 1, False)])
def test_versions_older_than_a_month_go(age: int, is_there: bool, tmp_path: Path) -> None:
    NoteHistory(tmp_path).keep("harbor", "old", b"An old thought.")
    (path,) = tmp_path.iterdir()
    os.utime(path, (time.time() - age * 86_400,) * 2)

    for name in ("new", "newer"):
        # Another start, since the newest file always stays.
        NoteHistory(tmp_path).keep("harbor", name, b"A new thought.")

    assert bool(NoteHistory(tmp_path).of("old")) is is_there


def test_two_notes_of_one_chosen_name_have_each_its_own_versions(history: NoteHistory) -> None:
    history.keep("harbor", "one", b"On the harbor.")
    history.keep("mill", "one", b"On the mill.")

    assert [each.annotation.body for each in history.of("one", "mill")] == ["On the mill."]


def test_a_disk_that_takes_a_part_of_a_version_is_told_to_keep_none(
    store: NoteStore, history: NoteHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, written = os.write, 0

    def write_a_part(descriptor: int, data: bytes) -> int:
        nonlocal written
        if written:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = write(descriptor, data[:9])
        return written

    with monkeypatch.context() as full:
        full.setattr(os, "write", write_a_part)
        store.history.keep("harbor", "one", b"---\n---\nA thought.\n")
    assert "No space left" in store.history.problem
    store.history.keep("harbor", "one", b"---\n---\nA thought.\n")

    assert store.history.problem == ""
    assert [each.annotation.body for each in history.of("one")] == ["A thought."]
