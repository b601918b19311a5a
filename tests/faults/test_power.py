"""Whatever a disk holds after the power went in the middle of a change, no note is lost."""

import shutil
from pathlib import Path

import pytest

from reader.notes.store import NoteStore
from tests.faults.actions import ACTIONS, Action, StoreType, check, expected, prepared, told
from tests.faults.disk import MODELS, Disk, Model
from tests.faults.naive_store import HastyStore, NaiveStore

EVERY_ACTION = pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
EVERY_MODEL = pytest.mark.parametrize("model", MODELS)


def powerless_everywhere(action: Action, folder: Path, model: Model, kind: StoreType = NoteStore) -> int:
    """Have the power go after every call of the action, look what a new start finds; return in how many states."""
    wanted = expected(folder / "expected", action)
    store = prepared(folder / "real", action, kind)
    disk = Disk(folder / "real" / "notes", model)
    seen: set[frozenset[tuple[str, bytes]]] = set()

    def look(*, is_done: bool) -> None:
        for state in disk.states():
            key = frozenset(state.items())
            if key not in seen or is_done:
                seen.add(key)
                write_notes(folder / "found", state)
                check(folder / "found", action, wanted, is_done=is_done)

    with disk.recording(lambda _call: look(is_done=False)):
        assert told(action, store)[0]
    look(is_done=True)
    return len(seen)


def write_notes(root: Path, state: dict[str, bytes]) -> None:
    """Have the notes under *root* be as a disk holds them."""
    shutil.rmtree(root / "notes", ignore_errors=True)
    for name, data in state.items():
        path = root / "notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@EVERY_MODEL
@EVERY_ACTION
def test_when_the_power_goes_no_note_is_lost(action: Action, model: Model, tmp_path: Path) -> None:
    assert powerless_everywhere(action, tmp_path, model) > 2


@EVERY_MODEL
@pytest.mark.parametrize("action", ACTIONS[:2], ids=lambda action: action.name)
@pytest.mark.parametrize("kind", [NaiveStore, HastyStore])
def test_stores_that_do_not_wait_for_the_disk_fail_when_the_power_goes(
    kind: StoreType, action: Action, model: Model, tmp_path: Path
) -> None:
    with pytest.raises(AssertionError):
        powerless_everywhere(action, tmp_path, model, kind)
