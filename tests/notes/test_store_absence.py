"""Notes that are gone: absence is never taken for a delete; and the cache that remembers what was there."""

from dataclasses import replace
from pathlib import Path

import pytest

from reader.notes.model import Annotation
from reader.notes.store import NoteStore
from tests.notes.stores import everything, file_of, made, write


def filled(store: NoteStore, count: int) -> list[Annotation]:
    return [store.save(replace(made(), id=f"note-{number:03}", article=f"a{number % 3}")) for number in range(count)]


@pytest.mark.parametrize(("count", "gone", "kept"), [(200, 19, False), (200, 20, True), (10, 2, False), (10, 3, True)])
def test_many_notes_gone_at_once_are_kept_and_told_of(
    store: NoteStore, notes: Path, count: int, gone: int, kept: bool
) -> None:
    saved = filled(store, count)
    for each in saved[:gone]:
        file_of(notes, each).unlink()

    store.refresh()

    assert len(store.all()) == (count if kept else count - gone)
    assert len(store.vanished) == (gone if kept else 0)
    assert any(f"{gone} notes are gone" in each for each in store.problems) == kept


def test_a_folder_that_is_not_there_for_a_while_loses_nothing(store: NoteStore, notes: Path) -> None:
    saved = filled(store, 5)
    notes.rename(notes.with_name("unplugged"))
    store.refresh()
    assert len(store.all()) == 5

    notes.with_name("unplugged").rename(notes)
    store.refresh()

    assert sorted(each.id for each in store.all()) == sorted(each.id for each in saved)
    assert (store.vanished, store.problems) == ((), ())


def test_vanished_notes_are_written_again_or_let_go_as_the_person_says(store: NoteStore, notes: Path) -> None:
    saved = filled(store, 6)
    for each in saved:
        file_of(notes, each).unlink()
    store.refresh("a0")
    store.refresh()

    assert store.restore_vanished() == 6
    assert len(everything(notes)) == 6
    assert store.vanished == ()
    for each in saved:
        file_of(notes, each).unlink()
    store.refresh()
    store.forget_vanished()

    assert (store.all(), store.problems) == ((), ())


def test_what_another_machine_deleted_is_in_the_trash_and_not_taken_for_lost(
    store: NoteStore, other: NoteStore
) -> None:
    filled(store, 4)
    for each in other.all():
        other.delete(each)

    store.refresh()

    assert (store.all(), store.problems) == ((), ())


def test_the_cache_gives_back_what_was_read_and_reads_what_has_changed(
    store: NoteStore, notes: Path, tmp_path: Path
) -> None:
    saved = filled(store, 6)
    write(notes / "a0" / "broken.md", "---\nquote: [\n---\n")
    cached = NoteStore(notes, tmp_path / "state", tmp_path / "cache" / "notes.json")
    cached.all()
    cached.save_cache()
    path = file_of(notes, saved[0])
    write(path, path.read_text(encoding="utf-8").replace("A thought.", "Changed."))

    again = NoteStore(notes, tmp_path / "state", tmp_path / "cache" / "notes.json")

    assert {each.id: each.body for each in again.all()} == {
        each.id: "Changed." if each.id == saved[0].id else each.body for each in saved
    }
    assert [each.revision for each in again.all()[1:]] == [each.revision for each in store.all()[1:]]
    assert len(again.problems) == 1


def test_notes_that_went_between_two_starts_are_missed_through_the_cache(
    store: NoteStore, notes: Path, tmp_path: Path
) -> None:
    saved = filled(store, 6)
    cached = NoteStore(notes, tmp_path / "state", tmp_path / "notes.json")
    cached.all()
    cached.save_cache()
    for each in saved:
        file_of(notes, each).unlink()

    again = NoteStore(notes, tmp_path / "state", tmp_path / "notes.json")

    assert len(again.all()) == 6
    assert len(again.vanished) == 6


DAMAGES = [
    b"{}",
    b"\xff\xfe",
    b"[1]\n[[",
    b'["a", [[1]]]',
    b'["a", [["n", 1, 2, 3, 4, null, null, [], {}, 5, "", "", "", "", "", "", ""]]]',
    b"[" * 50,
]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("has_head", [True, False])
def test_a_damaged_cache_is_no_cache(
    store: NoteStore, notes: Path, tmp_path: Path, damage: bytes, has_head: bool
) -> None:
    saved = store.save(made())
    head = f'[1, "{notes}"]\n'.encode() if has_head else b""
    (tmp_path / "notes.json").write_bytes(head + damage)

    assert NoteStore(notes, tmp_path / "state", tmp_path / "notes.json").all() == (saved,)


def test_a_cache_that_was_not_asked_for_is_not_written(store: NoteStore, tmp_path: Path) -> None:
    store.all()
    store.save_cache()
    NoteStore(store.path, tmp_path / "state", tmp_path / "notes.json").save_cache()

    assert not (tmp_path / "notes.json").exists()


def test_a_start_later_still_misses_what_is_gone_and_can_write_it_again(tmp_path: Path, notes: Path) -> None:
    def opened() -> NoteStore:
        return NoteStore(notes, tmp_path / "locks", tmp_path / "cache" / "notes.json")

    store = opened()
    saved = filled(store, 5)
    store.all()
    store.save_cache()
    for each in saved:
        file_of(notes, each).unlink()
    for _ in range(3):
        later = opened()
        later.refresh()
        assert len(later.vanished) == 5
        later.save_cache()

    again = opened()
    again.refresh()
    assert again.restore_vanished() == 5
    assert sorted(each.id for each in opened().all()) == sorted(each.id for each in saved)
