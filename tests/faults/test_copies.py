"""Two copies of a library that were changed apart and come together: by git, or by a program that syncs folders."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from reader.library.errors import ReaderError
from reader.notes.conflicts import Conflict
from reader.notes.note_file import format_bytes
from reader.notes.selectors import attach
from reader.notes.store import NoteStore
from reader.room import ReadingRoom
from reader.room.settings import Places
from tests.faults.actions import kept, note
from tests.tui.conftest import write_library

# As programs and people name a second version of `one.md`.
NAMES = """
one.sync-conflict-20261123-101112-ABCDEFG
one.sync-conflict-20261123-101112
one (conflicted copy 2026-11-23 101112)
one (Anna's conflicted copy 2026-11-23)
one (Anna's conflicted copy 2026-11-23 (1))
one (Konfliktkopie von Anna 2026-11-23)
one (copie en conflit de Anna 2026-11-23)
one (SFConflict anna@example.org 2026-11-23-10-11-12)
one_conflict-20261123-101112
one (case conflict)
one (1)
one (2)
one 2
one-DESKTOP-4F2K9QX
one-ANNAS-LAPTOP
one - Copy
one - Copy (2)
one copy
one~
one.conflict-20261123t101112-1a2b3c
one.orig
one_BACKUP_4711
one_REMOTE_4711
one-annas-laptop
one.md.orig
one.md.conflict1
one.md..path1
one.md.mine
one.md.r12
one.md.txt
one.md.save
one.MD
""".split("\n")[1:-1]


@pytest.fixture
def store(tmp_path: Path) -> NoteStore:
    store = NoteStore(tmp_path / "notes", tmp_path / "state")
    store.save(note("Here."))
    return store


def test_there_are_twenty_names_of_copies_and_more() -> None:
    assert len({*NAMES}) >= 20


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_under_any_of_their_names_is_a_version_that_is_shown_and_kept(store: NoteStore, name: str) -> None:
    path = store.path / "harbor" / (name if ".md" in name.lower() else f"{name}.md")
    path.write_bytes(format_bytes(note("There."), None))

    store.refresh()

    assert [(each.id, each.body) for each in store.all()] == [("one", "Here.")]
    (conflict,) = store.conflicts
    assert conflict.there is not None
    assert (conflict.id, conflict.kind, conflict.there.body) == ("one", "copy", "There.")
    assert any("two versions" in each for each in store.problems)
    store.settle(conflict, "both")
    assert sorted(each.body for each in store.all()) == ["Here.", "There."]
    assert store.problems == ()


@pytest.mark.parametrize("name", ["names.yaml", "library.yaml", "corrections/flood.yaml"])
@pytest.mark.parametrize("added", [".sync-conflict-20261123-101112-ABCDEFG", " (conflicted copy 2026-11-23)", " 2"])
def test_a_copy_of_names_settings_or_corrections_is_told_of(
    tmp_path: Path, places: Places, name: str, added: str
) -> None:
    root = write_library(tmp_path / "library")
    path = root / name
    path.parent.mkdir(exist_ok=True)
    path.touch()
    path.with_stem(f"{path.stem}{added}").touch()

    with ReadingRoom.open(root, places=places) as room:
        assert any(f"{path.stem}{added}.yaml is another version of {path.name}" in each for each in room.problems)


def test_a_store_that_knows_no_copies_hides_them(store: NoteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.notes.folder.copied_id", lambda _name: None)

    with pytest.raises(ValueError, match="not enough values"):
        test_a_copy_under_any_of_their_names_is_a_version_that_is_shown_and_kept(store, NAMES[0])


@pytest.mark.parametrize("name", ["one.md.rej", "one.md~", "one.md.bak"])
def test_a_copy_with_another_suffix_is_left_where_it_is(store: NoteStore, name: str) -> None:
    path = store.path / "harbor" / name
    path.write_bytes(format_bytes(note("There."), None))

    store.refresh()
    store.delete(kept(store))

    assert path.read_bytes().endswith(b"There.\n")


class Clone:
    """A copy of a library under git, and the store of the machine that it is on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = NoteStore(folder / "notes", folder.with_name(f"{folder.name} state"))

    def git(self, *arguments: str, may_fail: bool = False) -> None:
        names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        command = ["git", "-C", str(self.folder), *names, *arguments]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert may_fail or done.returncode == 0, done.stderr

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", "Notes.")


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Clone, Clone]:
    """Two clones of one library with six notes."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    (tmp_path / "here").mkdir()
    here = Clone(tmp_path / "here")
    here.git("init", "-q", "-b", "main")
    for number in range(6):
        here.store.save(note(f"First line of {number}.\n\nLast line of {number}.", f"note-{number}"))
    here.commit()
    here.git("clone", "-q", ".", str(tmp_path / "there"))
    return here, Clone(tmp_path / "there")


def bring_together(here: Clone, there: Clone, how: str) -> None:
    """Merge what was done there, or put what was done here on top of it, as a person would: all at once."""
    here.commit()
    there.commit()
    here.git("fetch", "-q", str(there.folder), "main")
    here.git(how, "FETCH_HEAD", may_fail=True)
    here.store.refresh()


def every_text(clone: Clone) -> str:
    """Return all that the store shows: notes, and the versions of those that have two."""
    shown = [each.body for each in clone.store.all()]
    shown += [side.body for each in clone.store.conflicts for side in (each.here, each.there) if side]
    return "\n".join(shown)


HOW = pytest.mark.parametrize("how", ["merge", "rebase"])


@HOW
def test_git_brings_two_copies_together_and_no_note_is_lost_or_hidden(how: str, clones: tuple[Clone, Clone]) -> None:
    here, there = clones
    for clone, name in ((here, "here"), (there, "there")):
        clone.store.save(note(f"New {name}.", f"new-{name}"))
        # One that both change, one that each changes alone, one that both tag.
        clone.store.save(replace(kept(clone.store, "note-0"), body=f"Rewritten {name}."))
        mine = "note-1" if clone is here else "note-2"
        clone.store.save(replace(kept(clone.store, mine), body=f"Only {name}."))
        clone.store.save(replace(kept(clone.store, "note-3"), tags=(name,)))

    bring_together(here, there, how)

    shown = every_text(here)
    for text in ("New here.", "New there.", "Rewritten here.", "Rewritten there.", "Only here.", "Only there."):
        assert text in shown
    assert {each.id for each in here.store.all()} == {f"note-{each}" for each in range(6)} | {"new-here", "new-there"}
    tagged = [each for each in here.store.conflicts if each.id == "note-3"]
    assert [{*each.here.tags, *each.there.tags} for each in tagged if each.here and each.there] == [{"here", "there"}]
    for conflict in here.store.conflicts:
        here.store.settle(conflict, "both")
    for text in ("Rewritten here.", "Rewritten there."):
        assert text in every_text(here)
    assert here.store.problems == ()


def test_a_store_that_does_not_know_the_markers_of_git_hides_a_version(
    clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.notes.folder.sides", lambda _text: None)

    with pytest.raises(AssertionError):
        test_git_brings_two_copies_together_and_no_note_is_lost_or_hidden("merge", clones)


SINCE = "And what was thought of it since."


def carried(store: NoteStore) -> Conflict:
    """Return what git put into the trash."""
    (conflict,) = store.conflicts
    assert conflict.kind == "trash"
    assert any("in the trash that nobody deleted" in each for each in store.problems)
    return conflict


def rewrite(clone: Clone, name: str, before: str = "", after: str = "") -> None:
    found = kept(clone.store, name)
    clone.store.save(replace(found, body=f"{before}{found.body}{after}"))


@pytest.mark.parametrize(
    ("how", "deleted_here", "side"),
    [("merge", True, "left"), ("merge", False, "right"), ("rebase", True, "both"), ("rebase", False, "left")],
)
def test_a_note_deleted_in_one_copy_and_changed_in_the_other_is_told_and_can_be_kept(
    how: str, deleted_here: bool, side: str, clones: tuple[Clone, Clone]
) -> None:
    here, there = clones
    deleting, changing = (here, there) if deleted_here else (there, here)
    deleting.store.delete(kept(deleting.store, "note-0"))
    rewrite(changing, "note-0", after=SINCE)

    bring_together(here, there, how)

    conflict = carried(here.store)
    assert (conflict.article, conflict.id, conflict.here) == ("harbor", "note-0", None)
    assert SINCE in every_text(here)
    kept_note = here.store.settle(conflict, side)
    assert (kept_note is None) == (side == "left")
    assert (SINCE in every_text(here)) == (side != "left")
    for store in (here.store, NoteStore(here.store.path, here.folder.with_name("third state"))):
        assert (store.conflicts, store.problems, store.vanished) == ((), (), ())
    if side == "left":
        back = here.store.undo()
        assert back is not None
        assert SINCE in back.body


@pytest.mark.parametrize(("how", "deleted_here"), [("merge", True), ("rebase", False)])
def test_a_note_changed_in_both_copies_and_deleted_in_one_is_told_in_both_versions(
    how: str, deleted_here: bool, clones: tuple[Clone, Clone]
) -> None:
    here, there = clones
    deleting, changing = (here, there) if deleted_here else (there, here)
    rewrite(deleting, "note-0", before="Changed and deleted. ")
    deleting.store.delete(kept(deleting.store, "note-0"))
    rewrite(changing, "note-0", before=SINCE)

    bring_together(here, there, how)

    assert SINCE in every_text(here)
    assert "Changed and deleted." in every_text(here)
    here.store.settle(carried(here.store), "right")
    assert here.store.problems == ()


@pytest.mark.parametrize(("how", "moved_here"), [("merge", True), ("rebase", False)])
def test_a_note_moved_in_one_copy_and_changed_in_the_other_is_told_where_it_is(
    how: str, moved_here: bool, clones: tuple[Clone, Clone]
) -> None:
    here, there = clones
    moving, changing = (here, there) if moved_here else (there, here)
    found = kept(moving.store, "note-0")
    moved = moving.store.move(found, attach(found, "At the mill the wheel stood still.", 7, 11, "mill"))
    rewrite(changing, "note-0", after=SINCE)

    bring_together(here, there, how)

    conflict = carried(here.store)
    assert (conflict.article, conflict.id, conflict.here and conflict.here.body) == ("mill", "note-0", moved.body)
    if moved_here:
        with pytest.raises(ReaderError, match="two versions"):
            here.store.undo()
    kept_note = here.store.settle(conflict, "right")
    assert kept_note is not None
    assert (kept_note.article, kept_note.exact, SINCE in kept_note.body) == ("mill", "mill", True)
    assert here.store.problems == ()


@pytest.mark.parametrize(("how", "deleted_here"), [("merge", True), ("rebase", False)])
def test_a_new_note_that_git_puts_into_the_trash_with_all_others_of_its_article_is_told(
    how: str, deleted_here: bool, clones: tuple[Clone, Clone]
) -> None:
    here, there = clones
    deleting, writing = (here, there) if deleted_here else (there, here)
    for each in deleting.store.all():
        deleting.store.delete(each)
    writing.store.save(note(SINCE, "new"))

    bring_together(here, there, how)

    assert SINCE in every_text(here)
    # Where git leaves it in its place, there is nothing to settle.
    for conflict in here.store.conflicts:
        here.store.settle(conflict, "right")
    assert [each.body for each in here.store.all()] == [SINCE]
    assert here.store.problems == ()


@pytest.mark.parametrize("ends", ["true", "false"])
def test_in_a_new_clone_whose_files_are_all_new_nothing_is_told_of_the_trash(
    ends: str, clones: tuple[Clone, Clone], tmp_path: Path
) -> None:
    here, _ = clones
    for each in here.store.all():
        here.store.delete(each)
    here.commit()

    here.git("-c", f"core.autocrlf={ends}", "clone", "-q", ".", str(tmp_path / "third"))

    third = Clone(tmp_path / "third").store
    assert len([*(third.path / ".trash").iterdir()]) == 6
    assert (third.all(), third.problems) == ((), ())


def test_a_store_that_does_not_look_into_the_trash_hides_what_git_put_there(
    clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.notes.trash.TrashedNote.holds_still", lambda *_: True)

    with pytest.raises(ValueError, match="not enough values"):
        test_a_note_deleted_in_one_copy_and_changed_in_the_other_is_told_and_can_be_kept("merge", True, "left", clones)
