"""The cache of notes: whatever happens to it, a note's file says what the person wrote, and nothing else."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reader.notes.checked_line import with_checksum
from reader.notes.conflicts import SaveConflict
from reader.notes.model import Annotation, TextPositionSelector
from reader.notes.selectors import attach
from reader.notes.store import NoteStore
from tests.notes.stores import file_of, made

BODY = "They counted 1,204 people."
LIE = "They counted 9,204 people."
TEXT = "The mill stands by the wall of the harbor."


@pytest.fixture
def cache(tmp_path: Path, notes: Path) -> Path:
    """Return a cache that knows one note."""
    store = NoteStore(notes, tmp_path / "state", tmp_path / "notes.json")
    store.save(replace(made(BODY), tags=("old",), link="mill"))
    store.all()
    store.save_cache()
    return tmp_path / "notes.json"


def reopened(notes: Path, cache: Path) -> NoteStore:
    return NoteStore(notes, cache.parent / "state", cache)


def falsify(cache: Path) -> None:
    """Have the cache say something else of the note, with a checksum that is right: the worst that may happen."""
    head, line = cache.read_bytes().split(b"\n")
    said = json.dumps(json.loads(line[16:])).replace("1,204", "9,204").encode("ascii")
    cache.write_bytes(head + b"\n" + with_checksum(said))


def test_of_a_line_with_one_figure_changed_nothing_is_believed(notes: Path, cache: Path) -> None:
    cache.write_bytes(cache.read_bytes().replace(b"1,204", b"9,204"))

    assert [each.body for each in reopened(notes, cache).all()] == [BODY]


@pytest.mark.parametrize("at", range(0, 400, 7))
def test_a_cache_with_any_letter_changed_tells_nothing_false(at: int, notes: Path, cache: Path) -> None:
    data = bytearray(cache.read_bytes())
    data[at % len(data)] ^= 0x01
    cache.write_bytes(data)

    store = reopened(notes, cache)

    assert [each.body for each in store.all()] == [BODY]
    assert store.vanished == ()


def tag(store: NoteStore, note: Annotation) -> None:
    store.save(replace(note, tags=(*note.tags, "new")))


def color(store: NoteStore, note: Annotation) -> None:
    store.save(replace(note, color="green"))


def move(store: NoteStore, note: Annotation) -> None:
    store.move(note, attach(note, TEXT, 4, 8, "mill"))


def move_within(store: NoteStore, note: Annotation) -> None:
    store.move(note, attach(note, TEXT, 4, 8, "harbor"))


def relink(store: NoteStore, _: Annotation) -> None:
    store.move_article("mill", "old-mill")


def move_article(store: NoteStore, _: Annotation) -> None:
    store.move_article("harbor", "port")


def delete(store: NoteStore, note: Annotation) -> None:
    store.delete(note)
    store.undo()


@pytest.mark.parametrize("change", [tag, color, move, move_within, relink, move_article, delete])
def test_what_a_cache_says_falsely_is_never_written_into_a_note(
    change: Callable[[NoteStore, Annotation], None], notes: Path, cache: Path
) -> None:
    falsify(cache)
    store = reopened(notes, cache)
    (recalled,) = store.all()
    assert recalled.body == LIE

    change(store, recalled)

    (found,) = NoteStore(notes, cache.parent / "other state").all()
    assert found.body == BODY
    assert found.exact in {"wall", "mill"}
    assert all(LIE not in each.read_text(encoding="utf-8") for each in notes.rglob("*.md"))


def test_what_is_opened_to_be_changed_is_what_its_file_says(notes: Path, cache: Path) -> None:
    falsify(cache)
    store = reopened(notes, cache)
    (recalled,) = store.all()

    found = store.get(recalled.id, recalled.article)

    assert found is not None
    assert found.body == BODY
    assert [each.body for each in store.all()] == [BODY]


def test_the_change_of_a_person_is_saved_whatever_the_cache_said(notes: Path, cache: Path) -> None:
    falsify(cache)
    store = reopened(notes, cache)
    (recalled,) = store.all()

    store.save(replace(recalled, body="Nobody counted.", position=TextPositionSelector(9, 13)))

    (found,) = NoteStore(notes, cache.parent / "other state").all()
    assert (found.body, found.position) == ("Nobody counted.", TextPositionSelector(9, 13))


def test_a_note_changed_since_the_cache_was_written_becomes_two_versions(notes: Path, cache: Path) -> None:
    store = reopened(notes, cache)
    (recalled,) = store.all()
    path = file_of(notes, recalled)
    path.write_text(path.read_text(encoding="utf-8").replace("counted", "saw"), encoding="utf-8")

    with pytest.raises(SaveConflict, match="Both versions are kept"):
        tag(store, recalled)

    assert "They saw" in path.read_text(encoding="utf-8")
