"""What disks and other programs do to the notes from outside while a store has them: nothing of it costs a note."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from reader.library.atomic_file import WriteError
from reader.notes.conflicts import SaveConflict
from reader.notes.folder import MAX_BYTES
from reader.notes.note_file import NoteError
from reader.notes.store import NoteStore
from tests.notes.stores import everything, file_of, made


def test_a_note_that_nobody_could_read_again_is_refused_before_anything_is_written(
    store: NoteStore, notes: Path
) -> None:
    note = store.save(made("Short."))

    with pytest.raises(NoteError, match="larger than 4 MB"):
        store.save(replace(note, body="w" * MAX_BYTES))

    assert [each.body for each in store.all()] == ["Short."]
    assert len(everything(notes)) == 1


def test_a_damaged_list_of_deletions_stops_no_deletion(store: NoteStore, tmp_path: Path) -> None:
    first, second = store.save(made("First.")), store.save(made("Second."))
    store.delete(first)
    (tmp_path / "state" / "trashed").write_bytes(bytes(9) + b"\xff\n" + (tmp_path / "state" / "trashed").read_bytes())

    store.delete(second)

    assert [undone.body for undone in (store.undo(), store.undo()) if undone] == ["Second.", "First."]


@pytest.mark.parametrize("has_links", [True, False])
def test_what_a_sync_puts_in_the_place_of_a_note_while_it_is_deleted_stays(
    store: NoteStore, notes: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    note = store.save(made("What is deleted."))
    path = file_of(notes, note)

    def flush(folder: Path) -> None:
        path.with_suffix(".new").write_text("What has just come.")
        path.with_suffix(".new").replace(path)

    def refuse(source: str, target: str) -> None:
        raise PermissionError(1, "Operation not permitted")

    if not has_links:
        monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr("reader.notes.trash.sync_folder", flush)

    with pytest.raises(WriteError, match="changed elsewhere at the same moment"):
        store.delete(note)
    store.refresh()

    assert [each.body for each in store.all()] == ["What has just come."]


def test_what_a_sync_puts_in_the_place_of_a_note_while_it_moves_goes_beside_it(
    store: NoteStore, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = store.save(made("What moves."))
    path = file_of(notes, note)

    def confirmed(folder: Path, done: str) -> None:
        if not path.with_suffix(".old").exists():
            path.rename(path.with_suffix(".old"))
            path.write_text("What has just come.")

    monkeypatch.setattr("reader.notes.relocation.confirm", confirmed)

    store.move_article("harbor", "port")
    store.refresh()

    (conflict,) = store.conflicts
    assert [each and each.body for each in (conflict.here, conflict.there)] == ["What moves.", "What has just come."]


def restarted(tmp_path: Path, notes: Path) -> NoteStore:
    """Return a store of this machine as a new start opens it."""
    return NoteStore(notes, tmp_path / "state", tmp_path / "cache" / "notes.json")


SAYING_NOTHING = {"emptied": b"", "zeros, as after a power cut": bytes(200), "broken": b"---\nno end of it"}


@pytest.mark.parametrize("held", SAYING_NOTHING.values(), ids=SAYING_NOTHING)
@pytest.mark.parametrize("is_new_start", [False, True], ids=["while open", "at a new start"])
def test_a_note_whose_file_says_nothing_any_more_is_shown_as_last_seen_and_missed_when_the_file_goes_too(
    tmp_path: Path, notes: Path, held: bytes, is_new_start: bool
) -> None:
    store = restarted(tmp_path, notes)
    note = store.save(made("Only here."))
    store.save_cache()
    path = file_of(notes, note)
    path.write_bytes(held)
    if is_new_start:
        store = restarted(tmp_path, notes)

    store.refresh()
    store.save_cache()
    assert [each.body for each in store.all()] == ["Only here."]
    assert store.vanished == ()
    (told,) = store.problems
    assert told.endswith("; it is shown as last seen.")
    assert path.read_bytes() == held
    path.unlink()
    later = restarted(tmp_path, notes)

    assert [each.body for each in later.all()] == ["Only here."]
    assert [each.body for each in later.vanished] == ["Only here."]


def test_what_is_changed_in_a_note_whose_file_says_nothing_is_kept_beside_it_and_can_take_its_place(
    store: NoteStore, notes: Path
) -> None:
    note = store.save(made("Only here."))
    file_of(notes, note).write_bytes(bytes(200))
    store.refresh()

    with pytest.raises(SaveConflict):
        store.save(replace(note, body="And more."))
    (conflict,) = store.conflicts
    store.settle(conflict, "right")

    assert [each.body for each in store.all()] == ["And more."]
    assert store.problems == ()
    assert bytes(200) in everything(notes / ".trash").values()


def test_the_notes_of_a_folder_that_is_a_link_to_one_that_is_away_are_shown_as_last_seen(
    tmp_path: Path, notes: Path
) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    notes.parent.mkdir()
    notes.symlink_to(drive)
    store = restarted(tmp_path, notes)
    store.save(made("On the drive."))
    store.save_cache()
    drive.rename(tmp_path / "away")

    later = restarted(tmp_path, notes)

    assert [each.body for each in later.all()] == ["On the drive."]
    assert any("link to a folder that is not there" in each for each in later.problems)
    with pytest.raises(WriteError, match="link to one that is not there"):
        later.save(made("Another."))
    (tmp_path / "away").rename(drive)
    assert later.refresh()
    assert later.problems == ()
