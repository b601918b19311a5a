"""Notes that are gone: absence is never taken for a delete; and the cache that remembers what was there."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reader.notes.model import Annotation
from reader.notes.note_file import format_note
from reader.notes.store import NoteStore
from tests.notes.stores import everything, file_of, made, write


def remembering(tmp_path: Path, notes: Path) -> NoteStore:
    """Return a store of this machine as a new start opens it."""
    return NoteStore(notes, tmp_path / "state", tmp_path / "cache" / "notes.json")


def filled(store: NoteStore, count: int) -> list[Annotation]:
    return [store.save(replace(made(), id=f"note-{number:03}", article=f"a{number % 3}")) for number in range(count)]


Look = Callable[[NoteStore], object]
LOOKS: dict[str, Look] = {
    "at the article": lambda store: store.refresh("a0"),
    "at another article": lambda store: store.refresh("a1"),
    "at all": lambda store: store.refresh(),
    "for the notes of the article": lambda store: store.of("a0"),
    "for all notes": lambda store: store.all(),
    "for one note": lambda store: store.get("note-000", "a0"),
    "for problems": lambda store: store.problems,
    "for what was known": lambda store: store.recalled(),
    "and deletes another note": lambda store: store.delete(store.of("a1")[0]),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("is_new_start", [False, True], ids=["while open", "at a new start"])
def test_notes_without_their_files_are_missed_whoever_looks_first(
    tmp_path: Path, notes: Path, look: Look, is_new_start: bool
) -> None:
    store = remembering(tmp_path, notes)
    filled(store, 9)
    store.save_cache()
    lost = [each for each in store.all() if each.article == "a0"]
    for each in lost:
        file_of(notes, each).unlink()
    if is_new_start:
        store = remembering(tmp_path, notes)

    look(store)
    store.save_cache()
    later = remembering(tmp_path, notes)

    for opened in (store, later):
        assert list(opened.of("a0")) == lost
        assert [each for each in opened.all() if each.article == "a0"] == lost
        opened.refresh()
        assert list(opened.vanished) == lost
        assert any("3 notes are missing" in each for each in opened.problems)
    assert later.restore_vanished() == 3
    assert len(everything(notes / "a0")) == 3
    assert later.problems == ()


@pytest.mark.parametrize("gone", [1, 2, 9])
def test_however_few_or_many_notes_are_gone_absence_is_no_delete(store: NoteStore, notes: Path, gone: int) -> None:
    saved = filled(store, 9)
    for each in saved[:gone]:
        file_of(notes, each).unlink()

    store.refresh()

    assert len(store.all()) == 9
    assert len(store.vanished) == gone
    assert any("missing from the notes folder" in each for each in store.problems)


def test_what_was_accepted_as_deleted_is_not_missed_at_the_next_start(tmp_path: Path, notes: Path) -> None:
    store = remembering(tmp_path, notes)
    saved = filled(store, 4)
    file_of(notes, saved[0]).unlink()
    store.refresh()
    store.forget_vanished()
    store.save_cache()

    later = remembering(tmp_path, notes)

    assert len(later.all()) == 3
    assert later.vanished == ()


def test_a_delete_of_another_machine_is_one_also_if_the_trash_comes_after_the_absence(
    tmp_path: Path, notes: Path, other: NoteStore
) -> None:
    store = remembering(tmp_path, notes)
    saved = filled(store, 1)
    other.delete(other.all()[0])
    trash = notes / ".trash"
    trash.rename(tmp_path / "on its way")

    store.refresh()
    assert list(store.vanished) == saved
    (tmp_path / "on its way").rename(trash)
    store.refresh()

    assert not store.all()
    assert not store.vanished
    assert not store.problems


@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("name", ["20261122t231501-1a2b3c", "by-hand"])
def test_a_note_that_another_machine_carried_to_another_article_is_not_missing(
    store: NoteStore, notes: Path, other: NoteStore, name: str, edited: bool
) -> None:
    store.save(replace(made(), id=name))
    other.move_article("harbor", "port")
    if edited and name != "by-hand":
        other.save(replace(other.of("port")[0], body="Edited there."))

    store.refresh("harbor")

    assert [each.article for each in store.all()] == ["port"]
    assert (store.of("harbor"), store.vanished, store.problems) == ((), (), ())


def test_a_note_of_the_same_chosen_name_in_another_article_is_another_note(store: NoteStore, notes: Path) -> None:
    lost = store.save(replace(made("Ours."), id="idea", article="harbor", created="2026-11-22T23:15:01Z"))
    store.save(replace(made("Theirs."), id="idea", article="mill"))
    file_of(notes, lost).unlink()

    store.refresh()

    assert store.vanished == (lost,)


@pytest.mark.parametrize("modified", ["", "2020-01-01T00:00:00Z"], ids=["as old", "older"])
def test_a_copy_that_somebody_made_of_a_note_does_not_stand_in_for_what_it_does_not_say(
    store: NoteStore, notes: Path, modified: str
) -> None:
    note = store.save(replace(made(), id="mine", article="a0", body="What was noted."))
    copy = replace(note, article="a1", body="Of the copy.", modified=modified or note.modified)
    (notes / "a1").mkdir(exist_ok=True)
    (notes / "a1" / "mine.md").write_text(format_note(copy), encoding="utf-8")
    store.refresh()

    file_of(notes, note).unlink()
    store.refresh()

    assert [each.body for each in store.vanished] == ["What was noted."]


@pytest.mark.parametrize("is_same", [True, False])
def test_a_note_by_hand_that_lies_in_another_article_is_moved_if_it_says_the_same(
    store: NoteStore, notes: Path, is_same: bool
) -> None:
    old = write(notes / "harbor" / "idea.md", "A thought.\n")
    store.refresh()
    old.unlink()
    write(notes / "mill" / "idea.md", "A thought.\n" if is_same else "Another thought.\n")

    store.refresh()

    assert len(store.vanished) == (0 if is_same else 1)


def test_an_unreadable_file_of_its_name_elsewhere_does_not_stand_in_for_a_note(store: NoteStore, notes: Path) -> None:
    lost = store.save(made())
    file_of(notes, lost).unlink()
    write(notes / "mill" / f"{lost.id}.md", "---\nquote: [\n---\n")

    store.refresh()

    assert store.vanished == (lost,)


def test_a_version_put_aside_in_the_trash_is_no_delete_of_the_note(store: NoteStore, notes: Path) -> None:
    saved = store.save(made("Mine."))
    text = file_of(notes, saved).read_text(encoding="utf-8")
    write(notes / saved.article / f"{saved.id} (1).md", text.replace("Mine.", "Theirs."))
    store.refresh()
    (conflict,) = store.conflicts
    assert conflict.there is not None
    kept = store.settle(conflict, "right")
    assert kept is not None
    file_of(notes, kept).unlink()

    store.refresh()

    assert store.vanished == (kept,)


def test_a_folder_that_is_not_there_for_a_while_loses_nothing(store: NoteStore, notes: Path) -> None:
    saved = filled(store, 5)
    notes.rename(notes.with_name("unplugged"))
    store.refresh()
    assert len(store.all()) == 5

    notes.with_name("unplugged").rename(notes)
    store.refresh()

    assert sorted(each.id for each in store.all()) == sorted(each.id for each in saved)
    assert (store.vanished, store.problems) == ((), ())


BY_HAND = """---
# My own remark.
mood:   grave
quote: 'wall'
start: 4
end: 8
---

They counted 1,204.\r
"""


@pytest.mark.parametrize("how", ["now", "at the next start", "after its article moved"])
def test_a_vanished_note_comes_back_byte_for_byte_if_its_versions_have_it(
    how: str, tmp_path: Path, notes: Path
) -> None:
    store = remembering(tmp_path, notes)
    path = write(notes / "harbor" / "one.md", BY_HAND)
    store.history.keep("harbor", "one", data := path.read_bytes())
    store.all()
    store.save_cache()
    path.unlink()
    if how == "at the next start":
        store = remembering(tmp_path, notes)
    store.refresh()
    if how == "after its article moved":
        store.move_article("harbor", "port")
        path = notes / "port" / "one.md"

    assert store.restore_vanished() == 1

    assert path.read_bytes() == data
    assert (store.vanished, store.problems) == ((), ())


def test_a_vanished_note_whose_versions_are_others_comes_back_as_it_was_last_seen(tmp_path: Path, notes: Path) -> None:
    store = remembering(tmp_path, notes)
    saved = store.save(made("Before."))
    text = file_of(notes, saved).read_text(encoding="utf-8")
    write(file_of(notes, saved), text.replace("Before.", "Changed on another machine."))
    store.refresh()
    file_of(notes, saved).unlink()
    store.refresh()

    assert store.restore_vanished() == 1

    assert [each.body for each in store.all()] == ["Changed on another machine."]


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


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("remarked", '---\nquote: "wall"\narticle: "mill"\n---\nHm.\n', "folder of another"),
        ("merged", "---\n---\n<<<<<<< ours\nA\n=======\nB\n>>>>>>> theirs\n", "two versions"),
        ("one 2", "---\nid: one\n---\nTheirs.\n", "two versions"),
    ],
)
def test_what_is_told_of_a_file_is_told_at_the_next_start_too(
    tmp_path: Path, notes: Path, name: str, text: str, told: str
) -> None:
    write(notes / "harbor" / "one.md", "---\nid: one\n---\nOurs.\n")
    write(notes / "harbor" / f"{name}.md", text)
    first = remembering(tmp_path, notes)
    problems = first.problems
    first.save_cache()

    again = remembering(tmp_path, notes)

    assert any(told in each for each in problems)
    assert again.problems == problems


def test_a_look_that_finds_no_news_does_not_write_the_cache_again(tmp_path: Path, notes: Path) -> None:
    write(notes / "harbor" / "one.md", "---\nid: one\n---\nOurs.\n")
    write(notes / "harbor" / "one 2.md", "---\nid: one\n---\nTheirs.\n")
    remembering(tmp_path, notes).all()
    first = remembering(tmp_path, notes)
    first.all()
    first.save_cache()
    written = (tmp_path / "cache" / "notes.json").stat().st_ino

    again = remembering(tmp_path, notes)
    again.all()
    again.save_cache()

    assert (tmp_path / "cache" / "notes.json").stat().st_ino == written


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
    head = f'[2, "{notes}"]\n'.encode() if has_head else b""
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
