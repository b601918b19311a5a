"""What saves leave that are killed: removed at the next start, and kept as a draft where it is text of its own."""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from reader.notes.journal import DraftJournal
from reader.notes.model import Annotation
from reader.notes.note_file import format_bytes
from reader.notes.store import NoteStore
from tests.notes.stores import file_of, made


@pytest.fixture
def journal(tmp_path: Path) -> DraftJournal:
    return DraftJournal(tmp_path / "drafts")


def left(notes: Path, note: Annotation, data: bytes, *, age: float = 120) -> Path:
    """Leave the temporary file of a save of *note*, as a kill does."""
    path = notes / note.article / f".{note.id}.md.0123abcd.tmp"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (time.time() - age,) * 2)
    return path


def cleared(notes: Path, journal: DraftJournal) -> NoteStore:
    store = NoteStore(notes, notes.parent / "other state")
    store.all()
    store.clear_unfinished(journal)
    return store


def test_a_new_note_that_was_not_saved_any_more_is_offered_as_a_draft(notes: Path, journal: DraftJournal) -> None:
    note = made("A thought.")
    path = left(notes, note, format_bytes(note, None))

    store = cleared(notes, journal)

    assert not path.exists()
    (draft,) = journal.recovered()
    assert draft.annotation == note
    assert store.save(draft.annotation).body == "A thought."


def test_a_change_that_was_not_saved_any_more_is_a_change_of_the_note_and_no_second_version(
    store: NoteStore, notes: Path, journal: DraftJournal
) -> None:
    note = store.save(made("Before."))
    os.utime(file_of(notes, note), (time.time() - 300,) * 2)
    left(notes, note, format_bytes(replace(note, body="After."), None))

    again = cleared(notes, journal)
    (draft,) = journal.recovered()
    again.save(draft.annotation)

    assert [each.body for each in again.all()] == ["After."]
    assert again.conflicts == ()


def test_a_change_of_a_note_that_was_changed_since_becomes_a_second_version(
    store: NoteStore, notes: Path, journal: DraftJournal
) -> None:
    note = store.save(made("Before."))
    left(notes, note, format_bytes(replace(note, body="After."), None), age=300)

    cleared(notes, journal)

    assert [each.annotation.revision for each in journal.recovered()] == [""]


def test_what_the_note_says_anyway_is_no_draft(store: NoteStore, notes: Path, journal: DraftJournal) -> None:
    note = store.save(made())
    path = left(notes, note, file_of(notes, note).read_bytes())

    cleared(notes, journal)

    assert not path.exists()
    assert journal.recovered() == ()


def test_half_of_a_note_goes_to_the_trash_and_nothing_is_lost(notes: Path, journal: DraftJournal) -> None:
    note = made("A thought.")
    data = format_bytes(note, None)[:60]
    path = left(notes, note, data)

    cleared(notes, journal)

    assert not path.exists()
    assert [each.read_bytes() for each in (notes / ".trash").iterdir()] == [data]


@pytest.mark.parametrize("age", [0, 30])
def test_what_somebody_may_be_writing_is_left_alone(age: int, notes: Path, journal: DraftJournal) -> None:
    note = made()
    path = left(notes, note, format_bytes(note, None), age=age)

    cleared(notes, journal)

    assert path.exists()
    assert journal.recovered() == ()


def test_a_file_of_another_program_is_left_alone(store: NoteStore, notes: Path, journal: DraftJournal) -> None:
    store.save(made())
    theirs = [notes / "harbor" / name for name in (".hidden", ".one.md.swp", "draft.tmp", ".x.tmp")]
    for each in theirs:
        each.write_text("theirs")
        os.utime(each, (0, 0))

    cleared(notes, journal)

    assert all(each.read_text() == "theirs" for each in theirs)
