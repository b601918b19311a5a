"""Several windows and machines save notes into one folder at once: all are kept, none is hidden."""

import subprocess
import sys
from pathlib import Path

import pytest

from reader.library.errors import ReaderError
from reader.notes.store import NoteStore
from tests.faults.actions import note
from tests.faults.naive_store import OneFileStore

PROJECT = Path(__file__).parents[2]
# Windows of one machine share its locks; those of two machines share only the folder of notes.
LOCKS = pytest.mark.parametrize("locks", [("state",), ("state here", "state there")], ids=["one machine", "two"])


def rivals(root: Path, task: str, names: str, count: int, kind: str, locks: tuple[str, ...] = ("state",)) -> list[str]:
    """Let a process for each of *names* do the task at the same time; return what they were told is saved."""
    (root / "notes").mkdir(parents=True, exist_ok=True)
    started = []
    for number, name in enumerate(names):
        arguments = [str(root), name, task, str(count), kind, locks[number % len(locks)]]
        command = [sys.executable, "-m", "tests.faults.rivals", *arguments]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        started.append(subprocess.Popen(command, cwd=PROJECT, text=True, **pipes))  # type: ignore[call-overload]  # pipes
    for each in started:
        assert each.stdout.readline() == "ready\n"
    for each in started:
        each.stdin.write("\n")
        each.stdin.flush()
    # All are waited for before any is judged: none is left behind to be warned of in another test.
    told = [line for each in started for line in each.communicate()[0].splitlines()]
    assert [each.returncode for each in started] == [0] * len(started)
    return told


def check_made(root: Path, told: list[str], count: int) -> None:
    store = NoteStore(root / "notes", root / "state")
    assert sorted(each.body for each in store.all()) == sorted(told)
    assert len(told) == count
    assert store.problems == ()


@LOCKS
def test_four_windows_that_make_notes_at_once_keep_all(locks: tuple[str, ...], long: bool, tmp_path: Path) -> None:
    count = 250 if long else 10

    told = rivals(tmp_path, "made", "abcd", count, "real", locks)

    check_made(tmp_path, told, 4 * count)


def check_edited(root: Path, told: list[str], count: int) -> tuple[int, int]:
    """Check that all words that were added stand in the note or in a copy that is shown; return how many in each."""
    store = NoteStore(root / "notes", root / "state")
    (kept,) = store.all()
    beside = [each.there.body for each in store.conflicts if each.there]
    assert len(told) == count
    for line in told:
        place, _, words = line.rpartition(" ")
        assert words in kept.body.split() if not place else any(words in body.split() for body in beside), line
    # Nothing twice: what was saved was saved once.
    assert len(kept.body.split()) == 1 + sum(" " not in line for line in told)
    return len(kept.body.split()) - 1, len(beside)


def test_two_windows_that_change_one_note_at_once_lose_no_change(long: bool, tmp_path: Path) -> None:
    count = 500 if long else 25
    NoteStore(tmp_path / "notes", tmp_path / "state").save(note("Begun."))

    told = rivals(tmp_path, "edited", "ab", count, "real")

    saved, beside = check_edited(tmp_path, told, 2 * count)
    print({"saved": saved, "beside": beside})
    assert saved + beside == 2 * count


def test_a_store_with_one_file_for_all_loses_notes(tmp_path: Path) -> None:
    with pytest.raises((AssertionError, ReaderError)):
        assert len(rivals(tmp_path, "made", "abcd", 25, "one file")) == len(OneFileStore(tmp_path / "notes").all())


def test_a_store_that_does_not_look_loses_changes(tmp_path: Path) -> None:
    NoteStore(tmp_path / "notes", tmp_path / "state").save(note("Begun."))

    with pytest.raises(AssertionError):
        check_edited(tmp_path, rivals(tmp_path, "edited", "ab", 40, "naive"), 80)
