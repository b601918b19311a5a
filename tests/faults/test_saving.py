"""A change of notes that is killed or refused at any system call loses none, and what is told of it is true."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import pytest

from reader.notes.store import NoteStore
from tests.faults.actions import ACTIONS, Action, StoreType, check, expected, note, opened, prepared, told
from tests.faults.naive_store import BoastingStore, NaiveStore
from tests.faults.system_calls import ERRORS, Faults, Killed

PROJECT = Path(__file__).parents[2]
EVERY_ACTION = pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
# Hard links are missing on FAT and on many network folders.
LINKS = pytest.mark.parametrize("has_links", [True, False], ids=["with links", "without links"])
# A full disk refuses everything from then on, a broken one refuses now and then.
KINDS = [("disk full", False), ("I/O error", True)]
MORE_KINDS = [(name, once) for name in ERRORS for once in (True, False)]
# What says that nothing was changed; it may not be told of what was.
DENIALS = ("could not be", "was not", "Nothing was")


@contextmanager
def links(has_links: bool) -> Iterator[None]:
    """Have a file system that knows hard links, or none."""
    with pytest.MonkeyPatch.context() as patch:
        if not has_links:
            patch.setattr(os, "link", _refused)
        yield


def _refused(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def litter_in(root: Path) -> list[Path]:
    return [each for each in (root / "notes").rglob(".*") if each.name != ".trash"]


def killed_everywhere(action: Action, folder: Path, *, has_links: bool = True, kind: StoreType = NoteStore) -> int:
    """Kill the action at every system call, look what is there; return how often."""
    wanted = expected(folder / "expected", action)
    for at in count(1):
        root = folder / str(at)
        store = prepared(root, action, kind)
        with links(has_links), Faults(root, at, "kill").injected() as faults, suppress(Killed):
            told(action, store)
        check(root, action, wanted, is_done=faults.count < at)
        if faults.count < at:
            return at - 1
    raise AssertionError


def refused_everywhere(
    action: Action, folder: Path, error: str, *, once: bool, kind: StoreType = NoteStore
) -> tuple[int, list[str]]:
    """Refuse every system call of the action; return how often, and the sentences that deny what was done."""
    wanted = expected(folder / "expected", action)
    falsely_told = []
    for at in count(1):
        root = folder / str(at)
        store = prepared(root, action, kind)
        with Faults(root, at, ERRORS[error], once=once).injected() as faults:
            is_done, sentences = told(action, store)
        done = {name for name, sentence in sentences.items() if not sentence}
        found = check(root, action, wanted, is_done=is_done, done=done)
        for name, sentence in sentences.items():
            assert not sentence or sentence.endswith(".")
            is_there = found.notes.get(name) == wanted.after.notes.get(name) if name else found == wanted.after
            if is_there and any(each in sentence for each in DENIALS):
                falsely_told.append(sentence)
        # Only what could not be removed is left.
        assert litter_in(root) == [] or faults.calls[at - 1] == "unlink"
        if not is_done and found.notes == wanted.before.notes:
            # What was refused can be done again once there is room: nothing of it stands in the way.
            assert told(action, opened(root))[0]
            check(root, action, wanted, is_done=True)
        if faults.count < at:
            return at - 1, falsely_told
    raise AssertionError


@LINKS
@EVERY_ACTION
def test_killed_at_any_system_call_no_note_is_lost(action: Action, has_links: bool, tmp_path: Path) -> None:
    assert killed_everywhere(action, tmp_path, has_links=has_links) > 6


@EVERY_ACTION
def test_refused_at_any_system_call_no_note_is_lost_and_what_is_told_is_true(
    action: Action, long: bool, tmp_path: Path
) -> None:
    for error, once in MORE_KINDS if long else KINDS:
        refused, falsely_told = refused_everywhere(action, tmp_path / f"{error} {once}", error, once=once)

        assert refused > 6
        assert falsely_told == []


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_store_that_writes_over_the_old_file_fails_when_killed(number: int, tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        killed_everywhere(ACTIONS[number], tmp_path, kind=NaiveStore)


def test_a_store_that_writes_over_the_old_file_fails_on_a_full_disk(tmp_path: Path) -> None:
    with pytest.raises((AssertionError, OSError)):
        refused_everywhere(ACTIONS[1], tmp_path, "disk full", once=False, kind=NaiveStore)


def test_a_store_that_tells_no_error_fails_on_a_full_disk(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        refused_everywhere(ACTIONS[1], tmp_path, "disk full", once=False, kind=BoastingStore)


CHILD = """
import os, signal, sys
from pathlib import Path
from tests.faults import actions, system_calls
class Deadly(system_calls.Faults):
    def step(self, call):
        self.count += 1
        if self.count == self._at:
            os.kill(os.getpid(), signal.SIGKILL)
action = next(each for each in actions.ACTIONS if each.name == sys.argv[1])
for at in range(1, 1000, int(sys.argv[3])):
    root = Path(sys.argv[2]) / str(at)
    actions.prepared(root, action)
    child = os.fork()
    if child == 0:
        store = actions.opened(root)
        store.all()
        with Deadly(root, at, "kill").injected():
            actions.told(action, store)
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        break
    print(at, flush=True)
"""


@pytest.mark.parametrize("action", [ACTIONS[1], ACTIONS[6]], ids=lambda action: action.name)
def test_a_process_that_really_dies_loses_no_note_and_its_lock(action: Action, long: bool, tmp_path: Path) -> None:
    wanted = expected(tmp_path / "expected", action)
    command = [sys.executable, "-c", CHILD, action.name, str(tmp_path), "1" if long else "4"]
    died = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout.split()

    assert len(died) > 2
    for at in died:
        check(tmp_path / at, action, wanted, is_done=False)
        opened(tmp_path / at).save(note("After it.", "third"))


def test_a_note_that_could_not_be_read_once_is_there_at_the_next_look(tmp_path: Path) -> None:
    store = prepared(tmp_path, ACTIONS[1])
    shown = store.all()

    for at in count(1):
        fresh = opened(tmp_path)
        fresh.path.joinpath("harbor", "one.md").touch()
        with Faults(tmp_path, at, ERRORS["I/O error"]).injected() as faults:
            fresh.refresh()
            assert fresh.all() == shown or fresh.problems
        fresh.refresh()

        assert fresh.all() == shown
        assert not fresh.problems
        if faults.count < at:
            break
