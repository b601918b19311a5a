"""What others put into the trash is told, and files that are what they were are read once only."""

from dataclasses import replace
from pathlib import Path

import pytest

from reader.library.guarded_file import read_bytes
from reader.notes import carried
from reader.notes.note_file import format_note
from reader.notes.store import NoteStore
from tests.notes.stores import made, write


@pytest.fixture
def store(notes: Path, tmp_path: Path) -> NoteStore:
    """Return a store of one note, with two in the trash."""
    store = started(notes, tmp_path)
    for name in ("one", "two", "three"):
        store.save(replace(made(f"Words of {name}."), id=name))
    for each in store.all()[:2]:
        store.delete(each)
    return store


def started(notes: Path, tmp_path: Path) -> NoteStore:
    return NoteStore(notes, tmp_path / "state", tmp_path / "cache.json")


def in_trash(notes: Path) -> list[Path]:
    return sorted((notes / ".trash").iterdir())


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files of the trash that are read from now on."""
    names: list[str] = []

    def counted(path: Path, limit: int) -> bytes:
        names.append(path.name)
        return read_bytes(path, limit)

    monkeypatch.setattr(carried, "read_bytes", counted)
    return names


def test_a_file_of_the_trash_is_read_once_also_by_later_starts(
    store: NoteStore, notes: Path, tmp_path: Path, reads: list[str]
) -> None:
    store.refresh()
    store.refresh()
    assert sorted(reads) == [each.name for each in in_trash(notes)]
    store.save_cache()
    reads.clear()

    later = started(notes, tmp_path)

    later.refresh()
    assert (len(later.all()), later.problems, reads) == (1, (), [])
    (tmp_path / "cache.json").unlink()
    later.save_cache()
    assert not (tmp_path / "cache.json").exists(), "nothing was news"


def test_a_file_that_comes_later_is_looked_at(store: NoteStore, notes: Path, tmp_path: Path, reads: list[str]) -> None:
    store.refresh()
    store.save_cache()
    reads.clear()
    changed = in_trash(notes)[0]
    text = changed.read_text(encoding="utf-8")
    changed.unlink()
    changed.write_text(text.replace("Words", "Other words"), encoding="utf-8")

    (conflict,) = started(notes, tmp_path).conflicts

    assert reads == [changed.name]
    assert conflict.there is not None
    assert conflict.there.body.startswith("Other words")


def test_of_names_that_older_versions_gave_nothing_is_read(store: NoteStore, notes: Path, reads: list[str]) -> None:
    for each in in_trash(notes):
        moment, _, rest = each.name.partition("~")
        each.rename(each.with_name(f"{moment.partition('.')[0]}~{rest}"))
        write(notes / ".trash" / "20261122t231501-1a2b3c~harbor~old.md", "Anything.")

    assert len(store.all()) == 1
    assert (store.problems, reads) == ((), [])


def test_what_cannot_be_read_as_a_note_is_told_and_can_stay_there(store: NoteStore, notes: Path) -> None:
    in_trash(notes)[0].write_text("---\nquote: [\n---\n", encoding="utf-8")
    store.refresh()
    (conflict,) = store.conflicts
    assert (conflict.here, conflict.there) == (None, None)

    assert store.settle(conflict, "left") is None

    assert store.problems == ()
    assert len(in_trash(notes)) == 2


def test_a_name_that_was_only_taken_is_no_version(store: NoteStore, notes: Path) -> None:
    in_trash(notes)[0].write_bytes(b"")

    store.refresh()

    assert store.problems == ()


def test_a_note_that_is_the_same_in_both_places_has_no_other_version(store: NoteStore, notes: Path) -> None:
    trashed = in_trash(notes)[0]
    path = notes / "harbor" / trashed.name.split("~")[2]
    trashed.write_text(trashed.read_text(encoding="utf-8").replace("Words", "Other words"), encoding="utf-8")
    path.hardlink_to(trashed)

    store.refresh()

    assert len(store.all()) == 2
    assert store.problems == ()


@pytest.mark.parametrize("name", ["new", "new.conflict-20261123t101112-1a2b3c"])
def test_a_note_that_nobody_deleted_is_told_and_can_be_brought_back(store: NoteStore, notes: Path, name: str) -> None:
    new = replace(made("New."), id="new", article="mill")
    write(notes / ".trash" / f"{name}.md", format_note(new))
    store.refresh()
    (conflict,) = store.conflicts
    assert (conflict.article, conflict.id) == ("mill", "new")

    store.settle(conflict, "right")

    assert [each.body for each in store.of("mill")] == ["New."]
    assert store.problems == ()


def test_a_note_that_nobody_deleted_and_that_names_no_article_is_told(store: NoteStore, notes: Path) -> None:
    write(notes / ".trash" / "thought.md", "By hand.")
    write(notes / ".trash" / "readme.txt", "No note.")

    store.refresh()

    assert store.conflicts == ()
    assert [each for each in store.problems if "thought.md" in each and "nobody deleted" in each]
