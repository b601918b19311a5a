"""The store of notes: what it keeps, what it refuses, what it tells."""

import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from reader.library import atomic_file
from reader.library.atomic_file import WriteError
from reader.library.errors import ReaderError
from reader.library.guarded_file import UnreadableError
from reader.library.locks import BusyError, locked
from reader.notes import file_writer
from reader.notes.conflicts import SaveConflict
from reader.notes.folder import revision_of
from reader.notes.model import TextQuoteSelector, new_annotation, new_id
from reader.notes.note_file import NoteError, format_note
from reader.notes.store import NoteStore
from tests.notes.stores import everything, file_of, made, write


def test_a_saved_note_is_one_file_and_is_there_after_a_restart(store: NoteStore, notes: Path, tmp_path: Path) -> None:
    saved = store.save(made("Is it *old*?"))

    again = NoteStore(notes, tmp_path / "state")

    assert again.all() == store.all() == (saved,)
    assert again.all()[0].revision == saved.revision == revision_of(file_of(notes, saved).read_bytes())
    assert list(everything(notes)) == [f"harbor/{saved.id}.md"]


def test_looking_writes_nothing(notes: Path, tmp_path: Path, store: NoteStore) -> None:
    assert (store.all(), store.of("harbor"), store.problems, store.refresh()) == ((), (), (), False)

    assert not notes.exists()
    assert not (tmp_path / "state").exists()


def test_the_notes_of_an_article_come_in_the_order_of_its_text(store: NoteStore) -> None:
    for start in (90, 5, 40):
        store.save(made(start=start))
    whole = store.save(new_annotation("harbor", body="On all of it."))

    assert [each.position and each.position.start for each in store.of("harbor")] == [None, 5, 40, 90]
    assert store.of("harbor")[0] == whole


def test_tags_are_counted_the_most_frequent_first(store: NoteStore) -> None:
    for tags in (("sea", "wall"), ("wall",)):
        store.save(replace(made(), id=new_id(), tags=tags))

    assert list(store.tag_counts().items()) == [("wall", 2), ("sea", 1)]


def test_saving_sets_the_date_and_an_import_keeps_it(store: NoteStore) -> None:
    old = replace(made(), created="2001-02-03T04:05:06Z", modified="2001-02-03T04:05:06Z")

    assert store.save(old, modified=False).modified == "2001-02-03T04:05:06Z"
    assert store.save(replace(store.all()[0], body="New.")).modified > "2026"


def test_saving_the_same_again_does_not_touch_the_file(store: NoteStore, notes: Path) -> None:
    saved = store.save(made())
    before = file_of(notes, saved).stat()

    assert store.save(saved, modified=False) == saved
    assert file_of(notes, saved).stat() == before


def test_a_change_made_outside_appears(store: NoteStore, notes: Path) -> None:
    saved = store.save(made("Before."))
    path = file_of(notes, saved)

    write(path, path.read_text(encoding="utf-8").replace("Before.", "After, by hand."))

    assert store.refresh("harbor")
    assert store.all()[0].body == "After, by hand."
    assert not store.refresh()


def test_what_another_program_added_to_the_file_is_kept(store: NoteStore, notes: Path) -> None:
    saved = store.save(made("Before."))
    path = file_of(notes, saved)
    write(path, path.read_text(encoding="utf-8").replace("---\nBefore", "# mine\nrating: 5\n---\nBefore"))
    store.refresh()

    store.save(replace(store.all()[0], body="After.", color="pink"))

    assert "\n# mine\nrating: 5\n---\nAfter.\n" in path.read_text(encoding="utf-8")
    assert store.all()[0].extra == {"rating": "5"}


def test_links_pipes_folders_and_files_of_other_names_are_told_of_and_do_no_harm(
    store: NoteStore, notes: Path, tmp_path: Path
) -> None:
    saved = store.save(made())
    secret = write(tmp_path / "secret.md", "---\nquote: secret\n---\n")
    (notes / "harbor" / "link.md").symlink_to(secret)
    os.mkfifo(notes / "harbor" / "pipe.md")
    (notes / "harbor" / "folder.md").mkdir()
    write(notes / "harbor" / "My Note.md", "Hello.")
    write(notes / "README.txt", "Hello.")
    (notes / "mill").symlink_to(tmp_path)
    store.refresh()

    assert store.all() == (saved,)
    assert not store.refresh("mill")
    assert store.of("mill") == store.of("..") == ()
    for name in ("link.md", "pipe.md", "folder.md", "My Note.md", "README.txt", "mill"):
        assert any(name in each for each in store.problems), name
    with pytest.raises(ReaderError, match="link"):
        store.save(made(article="mill"))


@pytest.mark.parametrize(
    ("article", "name"), [("..", "one"), ("harbor", "../one"), ("", "one"), ("a/b", "one"), ("A", "b")]
)
def test_an_id_is_never_a_path(store: NoteStore, article: str, name: str) -> None:
    with pytest.raises(NoteError, match="not the id"):
        store.save(replace(made(), article=article, id=name))


def test_equal_ids_in_two_articles_are_two_notes_and_told_of(store: NoteStore) -> None:
    first = store.save(replace(made("One."), id="same"))
    second = store.save(replace(made("Two."), id="same", article="mill"))

    assert store.all() == (first, second)
    assert store.get("same", "mill") == second
    assert any("the same id" in each for each in store.problems)


def test_a_note_that_would_not_be_read_back_is_refused_before_anything_is_written(
    store: NoteStore, notes: Path
) -> None:
    huge = replace(made(), quote=TextQuoteSelector("x" * 1_000_001))

    with pytest.raises(ReaderError):
        store.save(huge)

    assert everything(notes) == {}


def test_a_deleted_note_is_in_the_trash_and_comes_back_after_a_restart(
    store: NoteStore, notes: Path, tmp_path: Path
) -> None:
    first, second = store.save(made("One.")), store.save(made("Two.", start=9))
    before = everything(notes)
    store.delete(first)
    store.delete(second)
    assert store.all() == ()

    again = NoteStore(notes, tmp_path / "state")

    assert again.undo() == second
    assert again.undo() == first
    assert again.undo() is None
    assert everything(notes) == before


def test_undo_brings_back_only_what_was_deleted_here(store: NoteStore, other: NoteStore) -> None:
    saved = store.save(made())
    other.delete(other.all()[0])

    assert store.undo() is None
    assert other.undo() == saved


def test_undo_never_replaces_a_note_that_has_the_name_by_now(store: NoteStore, notes: Path) -> None:
    saved = store.save(made("Old."))
    store.delete(saved)
    write(file_of(notes, saved), format_note(replace(saved, body="New.")))

    restored = store.undo()

    assert restored is not None
    assert {each.body for each in store.all()} == {"Old.", "New."}


def test_deleting_what_is_gone_is_no_error(store: NoteStore, notes: Path) -> None:
    saved = store.save(made())
    file_of(notes, saved).unlink()

    store.delete(saved)

    assert (store.all(), store.problems) == ((), ())


def test_a_note_whose_file_is_gone_is_written_again_by_saving(store: NoteStore, notes: Path) -> None:
    saved = store.save(made("Before."))
    file_of(notes, saved).unlink()

    store.save(replace(saved, body="After."))

    assert [each.body for each in NoteStore(notes, notes).all()] == ["After."]


def test_a_folder_that_cannot_be_written_is_told_and_the_note_is_not_taken_for_saved(
    store: NoteStore, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    # The tests may run as a user who may write everywhere.
    monkeypatch.setattr("reader.notes.file_writer.create_bytes", refuse)

    with pytest.raises(WriteError, match="Permission denied"):
        store.save(made())
    assert store.all() == ()


def test_a_file_system_without_hard_links_will_do(
    store: NoteStore, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: str, target: str) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    saved = store.save(made())
    store.delete(saved)

    assert store.undo() == saved
    assert list(everything(notes)) == [f"harbor/{saved.id}.md"]


def test_four_stores_at_once_lose_no_note(notes: Path, tmp_path: Path) -> None:
    def write_many(number: int) -> None:
        mine = NoteStore(notes, tmp_path / f"state{number % 2}")
        for count in range(15):
            mine.save(replace(made(f"{number}-{count}"), id=f"n{number}-{count}"))

    threads = [threading.Thread(target=write_many, args=(number,)) for number in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(NoteStore(notes, tmp_path).all()) == 60


def test_a_lock_held_by_another_process_is_told_after_a_while(tmp_path: Path) -> None:
    with locked(tmp_path, "harbor"), pytest.raises(BusyError), locked(tmp_path, "harbor", patience=0):
        pass
    with locked(tmp_path, "harbor", patience=0), locked(tmp_path, "mill", patience=0):
        pass
    with pytest.raises(ValueError, match="no name"), locked(tmp_path, "../harbor"):
        pass


def test_a_folder_that_cannot_be_read_is_told_and_what_was_known_stays(
    store: NoteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = store.save(made())
    real = os.scandir
    refused: list[str] = []

    def refuse(path: Path) -> object:
        if path.name in refused:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    for name in ("harbor", "notes"):
        refused[:] = [name]
        assert not store.refresh()
        assert store.all() == (saved,)
        assert any("cannot be read: Permission denied" in each for each in store.problems)
    refused.clear()
    store.refresh()

    assert store.problems == ()


def test_where_no_lock_can_be_taken_the_note_is_not_saved_and_the_folder_is_named(notes: Path, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where a folder belongs")

    with pytest.raises(WriteError, match=r"The note could not be saved: .* \(in .*state\)\."):
        NoteStore(notes, tmp_path / "state").save(made())

    assert not notes.exists()


def test_a_note_whose_file_the_system_refuses_is_not_told_to_be_gone(
    store: NoteStore, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = store.save(made())

    def refuse(path: Path, _: int) -> bytes:
        raise UnreadableError(f"{path.name} cannot be read: input/output error.")

    with monkeypatch.context() as patch:
        patch.setattr("reader.notes.folder.read_bytes", refuse)
        again = NoteStore(notes, tmp_path / "other state")
        with pytest.raises(UnreadableError, match="input/output error"):
            again.get(saved.id)

    again.refresh()
    assert again.get(saved.id) == saved


def test_the_notes_of_one_article_can_be_had_without_looking_at_the_others(store: NoteStore, notes: Path) -> None:
    saved = store.save(made())
    write(notes / "mill" / "two.md", "Another.")
    again = NoteStore(notes, store.path.parent / "state")

    assert again.of("harbor") == (saved,)
    assert again.get("two") is not None
    assert store.path == notes


def test_a_trash_that_is_a_link_takes_no_note(store: NoteStore, notes: Path, tmp_path: Path) -> None:
    saved = store.save(made())
    (tmp_path / "elsewhere").mkdir()
    (notes / ".trash").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(WriteError, match="link"):
        store.delete(saved)

    assert store.all() == (saved,)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_note_left_in_both_places_by_a_crash_is_undone_to_one(store: NoteStore, notes: Path) -> None:
    saved = store.save(made())
    data = file_of(notes, saved).read_bytes()
    store.delete(saved)
    file_of(notes, saved).write_bytes(data)

    assert store.undo() == saved
    assert list(everything(notes)) == [f"harbor/{saved.id}.md"]


def test_a_note_that_comes_while_it_is_saved_is_a_conflict(
    store: NoteStore, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = made("Ours.")

    def come_first(path: Path, data: bytes) -> None:
        monkeypatch.undo()
        write(path, "Theirs.")
        raise FileExistsError(path)

    monkeypatch.setattr("reader.notes.file_writer.create_bytes", come_first)

    with pytest.raises(SaveConflict):
        store.save(new)

    assert [each.body for each in store.all()] == ["Theirs."]
    assert [each.there and each.there.body for each in store.conflicts] == ["Ours."]


def test_saving_again_what_is_there_already_is_no_conflict(store: NoteStore) -> None:
    saved = store.save(made())

    assert store.save(replace(saved, revision=""), modified=False) == saved


def test_a_file_that_goes_while_the_folder_is_read_is_passed_over(
    store: NoteStore, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(path: Path, limit: int) -> bytes:
        raise FileNotFoundError(path)

    write(notes / "harbor" / "one.md", "Words.")
    monkeypatch.setattr("reader.notes.folder.read_bytes", gone)

    assert (store.all(), store.problems) == ((), ())


def test_a_note_that_would_say_something_else_is_refused(store: NoteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.notes.note_file.format_note", lambda *_: "Something else.")

    with pytest.raises(NoteError, match="not read back the same"):
        store.save(made())


def test_a_line_in_the_list_of_deletions_that_names_nothing_is_passed_over(store: NoteStore, tmp_path: Path) -> None:
    saved = store.save(made())
    store.delete(saved)
    with (tmp_path / "state" / "trashed").open("a", encoding="utf-8") as log:
        log.write("rubbish\n../x~harbor~one.md\n20261122t231501-1a2b3c~harbor~gone.md\n")

    assert store.undo() == saved


def test_what_comes_back_under_another_name_is_a_note_without_a_problem(store: NoteStore) -> None:
    saved = store.save(made("First."))
    store.delete(saved)
    store.save(replace(saved, body="Second.", revision=""))

    back = store.undo()

    assert back is not None
    assert back.id != saved.id
    assert sorted(each.body for each in store.all()) == ["First.", "Second."]
    assert store.problems == ()


def test_what_is_known_of_an_article_is_told_while_a_save_waits_for_a_slow_disk(
    store: NoteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = store.save(made("First."))
    assert store.known("harbor") == (first,)
    begun, gate = threading.Event(), threading.Event()
    create = atomic_file.create_bytes

    def slow(path: Path, data: bytes) -> None:
        begun.set()
        assert gate.wait(60)
        create(path, data)

    monkeypatch.setattr(file_writer, "create_bytes", slow)
    thread = threading.Thread(target=store.save, args=(replace(made("Second."), id=new_id()),))
    thread.start()
    assert begun.wait(60)

    assert (store.known("harbor"), store.known("elsewhere")) == ((first,), ())
    gate.set()
    thread.join()

    assert sorted(each.body for each in store.known("harbor")) == ["First.", "Second."]
