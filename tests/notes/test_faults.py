"""A save that is killed, refused or loses its power at any system call loses no note."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from reader.library.errors import ReaderError
from reader.notes import store as store_module
from reader.notes.model import Annotation, TextPositionSelector, TextQuoteSelector
from reader.notes.store import NoteStore
from tests.notes.faults import ERRORS, Disk, Faults, Killed, careless_open, careless_rename

OLD, NEW = "What I thought before.\n" * 40 + "So.", "What I think now.\n" * 60 + "So."
SELECTORS = (TextQuoteSelector("wall", "the ", " is"), TextPositionSelector(4, 8))


@dataclass(frozen=True)
class Action:
    """Something done to one note, and which of its two bodies may be there after it was cut short."""

    name: str
    do: Callable[[NoteStore], object]
    before: str | None
    after: str | None


def note(body: str) -> Annotation:
    return Annotation("one", "harbor", "commenting", *SELECTORS, body, created="2026-11-22T23:15:01Z")


def kept(store: NoteStore) -> Annotation:
    found = store.get("one")
    assert found is not None
    return found


def undone(store: NoteStore) -> None:
    store.undo()


ACTIONS = [
    Action("create", lambda store: store.save(note(NEW)), None, NEW),
    Action("change", lambda store: store.save(replace(kept(store), body=NEW)), OLD, NEW),
    Action("delete", lambda store: store.delete(kept(store)), OLD, None),
    Action("undo", undone, None, OLD),
]


def prepared(root: Path, action: Action) -> NoteStore:
    """Return a store with another note, and with the one that the action is about as it must be."""
    store = NoteStore(root / "notes", root / "state")
    store.save(replace(note("Another."), id="other"))
    if action.name != "create":
        store.save(note(OLD))
    if action.name == "undo":
        store.delete(kept(store))
    store.all()
    return store


def found_in(root: Path) -> dict[str, str]:
    """Return what a new start finds: the body of each note. Nothing may be unreadable."""
    store = NoteStore(root / "notes", root / "state")
    assert store.problems == ()
    return {each.id: each.body for each in store.all()}


def trashed_in(root: Path) -> bool:
    return any(OLD in each.read_text(encoding="utf-8") for each in (root / "notes").glob(".trash/*"))


def litter_in(root: Path) -> list[Path]:
    return [each for each in (root / "notes").rglob(".*") if each.name != ".trash"]


def steps_of(action: Action, root: Path) -> int:
    store = prepared(root, action)
    with Faults(root, 0, "kill").injected() as faults:
        faults._at = 10**9
        action.do(store)
    return faults.count


def check_state(action: Action, root: Path, *, finished: bool) -> None:
    found = found_in(root)
    allowed = {action.after} if finished else {action.before, action.after}
    assert found.pop("other") == "Another."
    body = found.pop("one", None)
    # An undo that was cut short may have brought the note back already and not yet emptied the trash.
    assert body in allowed
    assert found == {}
    if body is None and action.name in {"delete", "undo"}:
        assert trashed_in(root)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_killed_at_any_system_call_no_note_is_lost(action: Action, tmp_path: Path) -> None:
    count = steps_of(action, tmp_path / "counted")
    assert count > 6

    for at in range(1, count + 1):
        root = tmp_path / str(at)
        store = prepared(root, action)
        with Faults(root, at, "kill").injected(), pytest.raises(Killed):
            action.do(store)

        check_state(action, root, finished=False)


@pytest.mark.parametrize("persists", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_refused_at_any_system_call_no_note_is_lost_and_the_person_is_told(
    action: Action, error: int, persists: bool, tmp_path: Path
) -> None:
    count = steps_of(action, tmp_path / "counted")

    for at in range(1, count + 1):
        root = tmp_path / str(at)
        store = prepared(root, action)
        finished = True
        with Faults(root, at, error, once=not persists).injected() as faults:
            try:
                action.do(store)
            except ReaderError as caught:
                finished = False
                sentence = str(caught)

        assert finished or sentence.endswith(".")
        check_state(action, root, finished=finished)
        # Only what could not be removed is left.
        assert litter_in(root) == [] or faults.calls[at - 1] == "unlink"
        if not finished:
            # What was refused can be done again, once there is room: nothing of it stands in the way.
            again = NoteStore(root / "notes", root / "state")
            if action.before != action.after and found_in(root).get("one") != action.after:
                again.all()
                action.do(again)
                check_state(action, root, finished=True)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_when_the_power_goes_no_note_is_lost(action: Action, tmp_path: Path) -> None:
    root = tmp_path / "real"
    store = prepared(root, action)
    disk = Disk(root / "notes")
    seen = 0

    def look(call: str) -> None:
        nonlocal seen
        for state in disk.states():
            seen += 1
            assert_no_loss(action, state, finished=call == "finished")

    with disk.recording():
        disk.operations = Watched(look)
        action.do(store)
    look("finished")

    assert seen > 5


class Watched(list[tuple[str, object]]):
    """A list that says when something is put into it."""

    def __init__(self, told: Callable[[str], None]) -> None:
        super().__init__()
        self._told = told

    def append(self, operation: tuple[str, object]) -> None:
        super().append(operation)
        self._told(operation[0])


def assert_no_loss(action: Action, state: dict[str, bytes], *, finished: bool) -> None:
    """Check one state of the disk: the note whole where it was, or as it was to be, or in the trash."""
    there = state.get("harbor/one.md")
    trashed = [data for name, data in state.items() if name.startswith(".trash/") and OLD.encode() in data]
    assert b"Another." in state["harbor/other.md"]
    if there is None:
        assert action.name == "create" or trashed
        assert not (finished and action.after)
        return
    bodies = {body.encode() for body in (action.before, action.after, OLD) if body}
    assert any(there.endswith(body + b"\n") for body in bodies), there[-80:]
    if finished and action.after:
        assert there.endswith(action.after.encode() + b"\n")


def careless(save: Callable[[Path, bytes], None], patch: pytest.MonkeyPatch) -> None:
    patch.setattr(store_module, "create_bytes", save)
    patch.setattr(store_module, "write_bytes", save)


@pytest.mark.parametrize("action", ACTIONS[:2], ids=lambda action: action.name)
def test_a_careless_way_of_saving_fails_when_killed(
    action: Action, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    careless(careless_open, monkeypatch)

    with pytest.raises(AssertionError):
        test_killed_at_any_system_call_no_note_is_lost(action, tmp_path)


def test_a_careless_way_of_saving_fails_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    careless(careless_open, monkeypatch)

    with pytest.raises(AssertionError):
        test_refused_at_any_system_call_no_note_is_lost_and_the_person_is_told(
            ACTIONS[1], ERRORS["disk full"], True, tmp_path
        )


@pytest.mark.parametrize("save", [careless_open, careless_rename])
@pytest.mark.parametrize("action", ACTIONS[:2], ids=lambda action: action.name)
def test_careless_ways_of_saving_fail_when_the_power_goes(
    action: Action, save: Callable[[Path, bytes], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    careless(save, monkeypatch)

    with pytest.raises(AssertionError):
        test_when_the_power_goes_no_note_is_lost(action, tmp_path)


CHILD = """
import os, sys
from pathlib import Path
from tests.notes import faults, test_faults
root, action, at = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
store = test_faults.NoteStore(root / "notes", root / "state")
store.all()
class Deadly(faults.Faults):
    def step(self, call):
        self.count += 1
        if self.count == self._at:
            os._exit(9)
with Deadly(root, at, "kill").injected():
    next(each for each in test_faults.ACTIONS if each.name == action).do(store)
"""


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_a_process_that_really_dies_loses_no_note_and_its_lock(action: Action, tmp_path: Path) -> None:
    count = steps_of(action, tmp_path / "counted")

    # Every third call: a process takes its time to start.
    for at in range(2, count, 3):
        root = tmp_path / str(at)
        prepared(root, action)
        command = [sys.executable, "-c", CHILD, str(root), action.name, str(at)]
        died = subprocess.run(command, cwd=Path(__file__).parents[2], check=False, env={**os.environ})

        assert died.returncode == 9
        check_state(action, root, finished=False)
        NoteStore(root / "notes", root / "state").save(replace(note("After it."), id="third"))
