"""One note moved to another article, and back: whole in one of the two, whatever happens on the way."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from reader.library.errors import ReaderError
from reader.notes.model import Annotation
from reader.notes.selectors import attach
from reader.notes.store import NoteStore
from tests.faults.system_calls import ERRORS, Faults, Killed
from tests.notes.stores import file_of, made, write

TEXT = "At the mill the wheel stood still."


def at_mill(note: Annotation) -> Annotation:
    """Return the note as it is to be: on two words of the article on the mill."""
    return attach(note, TEXT, 7, 11, "mill")


def moved(store: NoteStore) -> tuple[Annotation, Annotation]:
    """Return a note before and after it was moved to the article on the mill."""
    before = store.save(replace(made("A thought.", "harbor"), id="one", tags=("sea",)))
    return before, store.move(before, at_mill(before))


def test_a_moved_note_keeps_its_id_its_words_and_what_it_was_on(store: NoteStore, notes: Path) -> None:
    before, after = moved(store)

    assert store.all() == (after,)
    assert (after.id, after.body, after.tags, after.created) == ("one", "A thought.", ("sea",), before.created)
    assert (after.article, after.exact, after.extra["quote_before"]) == ("mill", "mill", "wall")
    assert NoteStore(notes, notes.parent / "later").all() == (after,)
    assert (store.problems, store.vanished) == ((), ())


def test_undo_moves_it_back_as_it_was(store: NoteStore, notes: Path) -> None:
    before = store.save(replace(made(), id="one"))
    data = file_of(notes, before).read_bytes()
    store.move(before, at_mill(before))

    assert store.undo() == before

    assert store.all() == (before,)
    assert file_of(notes, before).read_bytes() == data
    assert store.undo() is None
    assert (store.problems, store.vanished) == ((), ())


def test_what_was_written_after_a_move_stays_when_it_is_undone(store: NoteStore) -> None:
    before, after = moved(store)
    store.save(replace(after, body="A second thought.", tags=("sea", "wheel")))

    back = store.undo()

    assert back is not None
    assert (back.article, back.quote, back.position) == ("harbor", before.quote, before.position)
    assert (back.body, back.tags) == ("A second thought.", ("sea", "wheel"))
    assert store.all() == (back,)


def test_undo_brings_a_moved_note_back_that_has_vanished_since(store: NoteStore, notes: Path) -> None:
    before, after = moved(store)
    file_of(notes, after).unlink()
    store.refresh()

    assert store.undo() == before

    assert store.all() == (before,)
    assert store.vanished == ()


def test_deletions_and_moves_are_undone_in_their_order(store: NoteStore) -> None:
    before, after = moved(store)
    store.delete(after)

    assert [store.undo(), store.undo()] == [after, before]


def test_another_machine_follows_a_move_and_its_undo(store: NoteStore, other: NoteStore) -> None:
    before = store.save(replace(made(), id="one"))
    other.all()
    after = store.move(before, at_mill(before))
    other.refresh("harbor")
    assert (other.all(), other.vanished) == ((after,), ())

    store.undo()
    other.refresh("mill")

    assert (other.all(), other.vanished) == ((before,), ())
    assert other.undo() is None


def test_a_note_that_vanishes_after_a_move_is_missing_and_not_taken_for_deleted(store: NoteStore, notes: Path) -> None:
    before = store.save(made())
    after = store.move(before, at_mill(before))
    file_of(notes, after).unlink()

    store.refresh()

    assert store.vanished == (after,)


def test_a_note_is_not_moved_over_another_one_nor_after_it_was_changed_elsewhere(
    store: NoteStore, other: NoteStore
) -> None:
    before = store.save(replace(made(), id="one"))
    there = store.save(replace(made("Theirs.", "mill"), id="one"))
    with pytest.raises(ReaderError, match="already has a note “one”"):
        store.move(before, at_mill(before))
    store.delete(there)
    other.refresh()
    changed = other.save(replace(before, body="Changed there."))

    with pytest.raises(ReaderError, match="changed elsewhere"):
        store.move(before, at_mill(before))

    store.refresh()
    assert store.all() == (changed,)


def test_a_move_within_its_article_is_a_save(store: NoteStore) -> None:
    before = store.save(made())

    after = store.move(before, attach(before, TEXT, 7, 11))

    assert (after.article, after.exact) == (before.article, "mill")
    assert store.all() == (after,)


def test_what_stands_at_the_old_place_by_then_is_kept_beside(store: NoteStore, notes: Path) -> None:
    before, _ = moved(store)
    write(file_of(notes, before), "Another one.\n")

    store.undo()

    store.refresh()
    (conflict,) = store.conflicts
    assert {each.body for each in (conflict.here, conflict.there) if each} == {"Another one.", "A thought."}


def done_with_faults(root: Path, at: int, how: str | int, *, back: bool) -> Faults:
    store = NoteStore(root / "notes", root / "state")
    before = store.save(replace(made(), id="one"))
    if back:
        store.move(before, at_mill(before))
    with Faults(root, at, how).injected() as faults, suppress(ReaderError, Killed):
        if back:
            store.undo()
        else:
            store.move(before, at_mill(before))
    return faults


@pytest.mark.parametrize("how", ["kill", *ERRORS.values()], ids=["kill", *ERRORS])
@pytest.mark.parametrize("back", [False, True], ids=["there", "back"])
def test_cut_short_at_any_system_call_a_move_leaves_one_whole_note(how: str | int, back: bool, tmp_path: Path) -> None:
    count = done_with_faults(tmp_path / "counted", 10**9, how, back=back).count
    assert count > 15

    for at in range(1, count + 1):
        root = tmp_path / str(at)
        done_with_faults(root, at, how, back=back)

        store = NoteStore(root / "notes", root / "state")
        (note,) = store.all()
        assert (note.body, note.exact) in {("A thought.", "wall"), ("A thought.", "mill")}
        assert len([*store.of("harbor"), *store.of("mill")]) == 1
        assert not store.conflicts
        # Doing it once more, or undoing it, ends it.
        while store.undo():
            pass
        (note,) = store.all()
        assert (note.article, note.exact) in {("harbor", "wall"), ("mill", "mill")}
        assert not store.problems
