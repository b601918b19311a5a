"""Notes changed in two places at once, or that cannot be read: nothing is written over, both are shown."""

import errno
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from reader.library.errors import ReaderError
from reader.notes.conflicts import SaveConflict
from reader.notes.note_file import format_note
from reader.notes.store import NoteStore
from tests.notes.stores import file_of, made, write


def test_a_note_changed_elsewhere_is_not_written_over_and_both_are_shown(
    store: NoteStore, other: NoteStore, notes: Path
) -> None:
    opened = store.save(made("Before."))
    theirs = other.save(replace(other.all()[0], body="Theirs."))

    # Looking again in between does not make our stale version a fresh one.
    store.refresh()
    with pytest.raises(SaveConflict, match="Both versions are kept") as caught:
        store.save(replace(opened, body="Ours."))

    assert store.all() == (theirs,)
    assert "Theirs." in file_of(notes, opened).read_text(encoding="utf-8")
    assert "Ours." in caught.value.path.read_text(encoding="utf-8")
    (conflict,) = store.conflicts
    assert conflict.here is not None
    assert conflict.there is not None
    assert (conflict.here.body, conflict.there.body) == ("Theirs.", "Ours.")
    assert any("two versions" in each for each in store.problems)


@pytest.mark.parametrize(
    ("side", "bodies"), [("left", ["Theirs."]), ("right", ["Ours."]), ("both", ["Theirs.", "Ours."])]
)
def test_a_settled_conflict_leaves_what_was_kept_and_the_rest_in_the_trash(
    store: NoteStore, other: NoteStore, notes: Path, side: str, bodies: list[str]
) -> None:
    opened = store.save(made("Before."))
    other.save(replace(other.all()[0], body="Theirs."))
    with pytest.raises(SaveConflict):
        store.save(replace(opened, body="Ours."))
    (conflict,) = store.conflicts

    kept = store.settle(conflict, side)

    assert sorted(each.body for each in store.all()) == sorted(bodies)
    assert store.conflicts == ()
    assert store.get(opened.id) == kept
    assert kept is not None
    assert kept.body == bodies[0]
    trashed = "".join(each.read_text(encoding="utf-8") for each in (notes / ".trash").iterdir())
    assert "Theirs." in trashed
    assert "Ours." in trashed


def test_a_version_that_cannot_be_read_cannot_be_kept(store: NoteStore, notes: Path) -> None:
    saved = store.save(made("Mine."))
    write(notes / saved.article / f"{saved.id} 2.md", "---\nquote: [\n---\n")
    store.refresh()
    (conflict,) = store.conflicts

    for side in ("right", "both", "neither"):
        with pytest.raises(ReaderError, match="cannot be kept"):
            store.settle(conflict, side)

    assert store.all() == (saved,)
    assert store.conflicts == (conflict,)


def test_a_copy_whose_note_is_gone_is_a_conflict_still(store: NoteStore, notes: Path) -> None:
    text = format_note(made("Alone."))
    write(notes / "harbor" / "one.sync-conflict-20261123-101112-ABCDEFG.md", text)

    (conflict,) = store.conflicts
    assert conflict.here is None
    assert conflict.there is not None
    store.settle(conflict, "right")

    assert [(each.id, each.body) for each in store.all()] == [("one", "Alone.")]


MERGED = """---
id: "one"
article: "harbor"
<<<<<<< HEAD
color: "blue"
||||||| 1234567
color: "yellow"
=======
color: "green"
>>>>>>> theirs
---
Same words.
"""


def test_a_note_that_git_could_not_merge_is_shown_and_never_written_over(store: NoteStore, notes: Path) -> None:
    path = write(notes / "harbor" / "one.md", MERGED)
    (conflict,) = store.conflicts
    assert conflict.here is not None
    assert conflict.there is not None
    assert (conflict.kind, conflict.here.color, conflict.there.color) == ("markers", "blue", "green")

    with pytest.raises(SaveConflict):
        store.save(replace(store.all()[0], body="Other."))

    assert path.read_text(encoding="utf-8") == MERGED
    store.settle(conflict, "right")
    assert [each.color for each in store.all()] == ["green"]


def test_a_second_version_that_the_disk_did_not_confirm_is_told_to_be_unsure(
    store: NoteStore, other: NoteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = store.save(made("Mine."))
    other.all()
    other.save(replace(saved, body="Theirs."))
    flush = os.fsync

    def refuse(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(SaveConflict, match=r"Both versions are kept, .* did not confirm yours \(Input/output error\)"):
        store.save(replace(saved, body="Mine, changed."))

    assert [each.there.body for each in store.conflicts if each.there] == ["Mine, changed."]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\nquote: [\n---\nWords.", "not YAML"),
        ("", "empty"),
        ("\0" * 200, "not text"),
        ("---\nquote: x\n", "does not end"),
        ("---\narticle: [harbor, mill]\n---\n", "more than one article"),
    ],
)
def test_a_note_that_cannot_be_read_is_told_of_and_never_written_over(
    store: NoteStore, notes: Path, text: str, reason: str
) -> None:
    path = write(notes / "harbor" / "one.md", text)

    assert store.all() == ()
    assert any(reason in each and "harbor/one.md" in each for each in store.problems)
    with pytest.raises(SaveConflict):
        store.save(replace(made("Ours."), id="one"))
    assert path.read_text(encoding="utf-8") == text


def test_a_note_in_another_encoding_is_told_of_and_never_written_over(store: NoteStore, notes: Path) -> None:
    path = write(notes / "harbor" / "one.md", "")
    path.write_bytes(b"---\nquote: caf\xe9\n---\n")

    assert any("not UTF-8" in each for each in store.problems)
    with pytest.raises(SaveConflict):
        store.save(replace(made(), id="one"))
    assert path.read_bytes() == b"---\nquote: caf\xe9\n---\n"


def test_a_note_changed_elsewhere_is_not_deleted(store: NoteStore, other: NoteStore) -> None:
    opened = store.save(made("Before."))
    theirs = other.save(replace(other.all()[0], body="Theirs."))

    with pytest.raises(ReaderError, match="Look at it"):
        store.delete(opened)

    store.refresh()
    assert store.all() == (theirs,)


def test_a_line_that_only_looks_like_a_marker_is_none(store: NoteStore, notes: Path) -> None:
    write(notes / "harbor" / "one.md", "An arrow <<<<<<< in a note.\n")

    assert [each.body for each in store.all()] == ["An arrow <<<<<<< in a note."]
    assert store.conflicts == ()


def test_what_stands_in_the_place_of_a_note_and_is_no_file_is_not_touched_and_ours_is_kept(
    store: NoteStore, notes: Path, tmp_path: Path
) -> None:
    (notes / "harbor").mkdir(parents=True)
    target = write(tmp_path / "elsewhere.md", "Theirs.")
    (notes / "harbor" / "one.md").symlink_to(target)

    with pytest.raises(SaveConflict):
        store.save(replace(made("Ours."), id="one"))

    assert target.read_text(encoding="utf-8") == "Theirs."
    assert [each.there and each.there.body for each in store.conflicts] == ["Ours."]


def test_what_another_machine_saves_while_ours_is_being_written_is_not_written_over(
    store: NoteStore, other: NoteStore, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = store.save(made("Before."))
    theirs = replace(other.all()[0], body="Theirs.")
    flush = os.fsync

    def meanwhile(descriptor: int) -> None:
        flush(descriptor)
        monkeypatch.setattr(os, "fsync", flush)
        other.save(theirs)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(SaveConflict):
        store.save(replace(opened, body="Ours."))

    assert [each.body for each in store.all()] == ["Theirs."]
    assert [each.there and each.there.body for each in store.conflicts] == ["Ours."]
    assert sorted(each.name[:4] for each in (notes / "harbor").iterdir()) == [opened.id[:4]] * 2
