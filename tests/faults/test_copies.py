"""Two copies of a library that were changed apart and come together: by git, or by a program that syncs folders."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from reader.notes.note_file import format_bytes
from reader.notes.store import NoteStore
from tests.faults.actions import kept, note

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
    path = store.path / "harbor" / (name if name.endswith(".orig") and ".md" in name else f"{name}.md")
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


@pytest.mark.xfail(strict=True, reason="git carries the change into the trash, as into a renamed file")
@HOW
@pytest.mark.parametrize("deleted_here", [True, False])
def test_a_note_deleted_in_one_copy_and_changed_in_the_other_is_not_hidden(
    how: str, deleted_here: bool, clones: tuple[Clone, Clone]
) -> None:
    here, there = clones
    deleting, changing = (here, there) if deleted_here else (there, here)
    deleting.store.delete(kept(deleting.store, "note-0"))
    found = kept(changing.store, "note-0")
    changing.store.save(replace(found, body=f"{found.body} And what was thought of it since."))

    bring_together(here, there, how)

    assert "what was thought of it since" in every_text(here) or any("note-0" in each for each in here.store.problems)
