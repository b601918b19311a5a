"""Many notes at once: deleted together, back together; and notes that are known before the folder is looked at."""

import threading
from pathlib import Path

import pytest

from reader.library.errors import ReaderError
from reader.notes.folder import NoteFile, NotesFolder, Stamp
from reader.notes.store import NoteStore
from tests.notes.stores import everything, file_of, made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of the notes."""
    return tmp_path / "notes"


def opened(tmp_path: Path, cache: Path | None = None) -> NoteStore:
    return NoteStore(tmp_path / "notes", tmp_path / "state", cache)


def test_one_undo_brings_a_batch_back_as_it_was_also_after_a_restart(tmp_path: Path, folder: Path) -> None:
    store = opened(tmp_path)
    notes = [store.save(made(f"Thought {number}", "harbor" if number % 2 else "mill")) for number in range(30)]
    before = everything(folder)

    assert [error for _, error in store.delete_all(notes)] == [None] * 30
    assert store.all() == ()
    back = opened(tmp_path).undo_batch()

    assert {each.id for each in back} == {each.id for each in notes}
    assert {path: data for path, data in everything(folder).items() if ".trash" not in path} == before


def test_batches_and_single_deletions_are_undone_in_their_order(tmp_path: Path) -> None:
    store = opened(tmp_path)
    first, second, third, fourth, fifth, sixth = [store.save(made(f"{number}")) for number in range(6)]
    store.delete(first)
    list(store.delete_all([second, third]))
    list(store.delete_all([fourth]))
    store.delete(fifth)
    store.delete(sixth)

    undone = [[each.body for each in store.undo_batch()] for _ in range(6)]

    assert undone == [["5"], ["4"], ["3"], ["1", "2"], ["0"], []]


def test_a_single_undo_brings_the_whole_batch_back(tmp_path: Path) -> None:
    store = opened(tmp_path)
    notes = [store.save(made(f"{number}")) for number in range(3)]
    list(store.delete_all(notes))

    assert store.undo() == notes[0]
    assert len(store.all()) == 3
    assert store.undo() is None


def test_a_note_that_was_changed_elsewhere_is_not_deleted_and_the_others_are(tmp_path: Path, folder: Path) -> None:
    store = opened(tmp_path)
    changed, other = store.save(made("one")), store.save(made("two"))
    path = file_of(folder, changed)
    path.write_text(path.read_text().replace("one", "another"))

    outcomes = {each.id: error for each, error in store.delete_all([changed, other])}

    assert isinstance(outcomes[changed.id], ReaderError)
    assert outcomes[other.id] is None
    assert "another" in path.read_text()
    assert [each.id for each in store.undo_batch()] == [other.id]


def test_where_the_list_of_deletions_cannot_be_written_nothing_is_deleted(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(tmp_path)
    notes = [store.save(made("one")), store.save(made("two"))]
    before = everything(folder)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ReaderError):
        list(store.delete_all(notes))

    assert everything(folder) == before


def test_a_batch_that_was_cut_short_brings_back_what_went(tmp_path: Path) -> None:
    store = opened(tmp_path)
    notes = [store.save(made(f"{number}")) for number in range(4)]
    outcomes = store.delete_all(notes)
    # After two the process ends.
    next(outcomes)
    next(outcomes)

    assert [each.body for each in opened(tmp_path).undo_batch()] == ["0", "1"]
    assert len(opened(tmp_path).all()) == 4


def test_what_the_cache_knows_is_recalled_and_what_has_changed_is_told_afterwards(tmp_path: Path, folder: Path) -> None:
    cache = tmp_path / "notes.json"
    first = opened(tmp_path, cache)
    kept, edited = first.save(made("kept", "mill")), first.save(made("edited"))
    assert not opened(tmp_path, cache).is_recalled
    first.all()
    first.save_cache()
    path = file_of(folder, edited)
    path.write_text(path.read_text().replace("edited", "edited elsewhere"))
    store = opened(tmp_path, cache)

    assert store.is_recalled
    assert [each.body for each in store.recalled()] == ["edited", "kept"]
    assert [each.body for each in store.recalled(lambda articles: sorted(articles)[-1:])] == ["kept"]
    assert store.refresh()
    assert [each.body for each in store.recalled()] == ["edited elsewhere", "kept"]
    assert not store.refresh()
    assert store.of("mill") == (kept,)


def test_an_article_is_read_from_its_files_and_never_from_the_cache_alone(tmp_path: Path, folder: Path) -> None:
    cache = tmp_path / "notes.json"
    first = opened(tmp_path, cache)
    edited = first.save(made("edited"))
    first.all()
    first.save_cache()
    path = file_of(folder, edited)
    path.write_text(path.read_text().replace("edited", "edited elsewhere"))
    store = opened(tmp_path, cache)
    store.recalled()

    assert [each.body for each in store.of("harbor")] == ["edited elsewhere"]


@pytest.mark.parametrize("damage", ["", "{", '[1, "elsewhere"]\n["harbor", []]', "[[[[", "[1]\nx"])
def test_a_broken_cache_is_no_cache_and_the_files_are_read(damage: str, tmp_path: Path) -> None:
    cache = tmp_path / "notes.json"
    note = opened(tmp_path).save(made("kept"))
    cache.write_text(damage)
    store = opened(tmp_path, cache)

    assert store.recalled() == (note,)
    assert store.all() == (note,)


def test_a_line_of_the_cache_that_is_broken_is_read_from_the_files(tmp_path: Path) -> None:
    cache = tmp_path / "notes.json"
    first = opened(tmp_path, cache)
    notes = {first.save(made("one")), first.save(made("two", "mill"))}
    first.all()
    first.save_cache()
    head, harbor, mill = cache.read_text().split("\n")
    cache.write_text("\n".join([head, harbor[: len(harbor) // 2], mill]))

    assert {*opened(tmp_path, cache).all()} == notes


def test_the_notes_of_an_article_can_be_had_while_those_of_all_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened(tmp_path)
    for number in range(6):
        first.save(made(f"{number}", f"article-{number}"))
    store = opened(tmp_path)
    read = NotesFolder.read
    asked: list[int] = []
    others = [threading.Thread(target=lambda: asked.append(len(store.of("article-5"))))]

    def reading(folder: NotesFolder, article: str, name: str, stamp: Stamp) -> NoteFile | None:
        if article == "article-2":
            # Another thread asks in the midst of it.
            others[0].start()
        return read(folder, article, name, stamp)

    def pause(_: float) -> None:
        if others[0].ident is not None:
            # It is answered before the next article is read, or this never ends.
            others[0].join()

    monkeypatch.setattr(NotesFolder, "read", reading)
    monkeypatch.setattr("time.sleep", pause)

    assert len(store.all()) == 6
    assert asked == [1]
