"""What was read and starred: saving it may be killed, refused or lose its power at any call, and no entry is lost."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from reader.library import state as state_module
from reader.library.atomic_file import UnconfirmedError
from reader.library.errors import ReaderError
from reader.library.state import ReadingState
from tests.faults.disk import MODELS, Disk, Model
from tests.faults.system_calls import ERRORS, Faults, Killed, careless_open, careless_rename

ARTICLES = [f"article-{number}" for number in range(40)]
# The positions of an article that was read, in a file that is there already and in one that is not.
BEFORE, AFTER = 100, 200
FIRST = pytest.mark.parametrize("is_first", [False, True], ids=["again", "for the first time"])


def opened(root: Path) -> ReadingState:
    return ReadingState(root / "state", "here", root / "locks")


def prepared(root: Path, *, is_first: bool) -> ReadingState:
    """Return a state with changes that are not saved yet, in a library that has another machine's."""
    other = ReadingState(root / "state", "there", root / "locks there")
    other.change("theirs", starred=True)
    other.save()
    state = opened(root)
    if not is_first:
        for each in ARTICLES:
            state.change(each, read=True, position=BEFORE)
        state.save()
    for each in ARTICLES:
        state.change(each, read=True, position=AFTER)
    return state


def check(root: Path, *, is_first: bool, is_done: bool) -> bool:
    """Check what a new start finds: all as before or all as it was to be; tell whether it is as it was to be."""
    state = opened(root)
    found = {state.of(each).position for each in ARTICLES}
    before = {0} if is_first else {BEFORE}
    assert found in ([{AFTER}] if is_done else [before, {AFTER}])
    assert state.of("theirs").starred
    assert state.problems == []
    return found == {AFTER}


def wronged(folder: Path, how: str | int, *, is_first: bool, once: bool = True) -> Iterator[tuple[Path, bool, str]]:
    """Save while each call goes wrong; yield where, whether it was told as done, and what was told."""
    for at in count(1):
        root = folder / str(at)
        state = prepared(root, is_first=is_first)
        is_done, sentence = False, ""
        with Faults(root, at, how, once=once).injected() as faults, suppress(Killed):
            try:
                state.save()
                is_done = True
            except UnconfirmedError:
                is_done = True
            except ReaderError as error:
                sentence = str(error)
        yield root, is_done, sentence
        if faults.count < at:
            assert at > 8
            return


@FIRST
def test_killed_at_any_system_call_no_entry_is_lost(is_first: bool, tmp_path: Path) -> None:
    for root, is_done, _ in wronged(tmp_path, "kill", is_first=is_first):
        check(root, is_first=is_first, is_done=is_done)


@FIRST
@pytest.mark.parametrize(("error", "once"), [("disk full", False), ("I/O error", True)])
def test_refused_at_any_system_call_no_entry_is_lost_and_what_is_told_is_true(
    error: str, once: bool, is_first: bool, tmp_path: Path
) -> None:
    for root, is_done, sentence in wronged(tmp_path, ERRORS[error], is_first=is_first, once=once):
        is_there = check(root, is_first=is_first, is_done=is_done)

        assert is_done or sentence.endswith(".")
        assert not (is_there and sentence)


def powerless(root: Path, model: Model, *, is_first: bool) -> int:
    """Have the power go after every call of a save; return in how many states of the disk."""
    state = prepared(root / "real", is_first=is_first)
    disk = Disk(root / "real" / "state", model)
    states = 0

    def look(*, is_done: bool) -> None:
        nonlocal states
        for number, files in enumerate(disk.states()):
            states += 1
            found = root / f"{states} {number}"
            (found / "state").mkdir(parents=True)
            for name, data in files.items():
                (found / "state" / name).write_bytes(data)
            check(found, is_first=is_first, is_done=is_done)

    with disk.recording(lambda _call: look(is_done=False)):
        state.save()
    look(is_done=True)
    return states


@FIRST
@pytest.mark.parametrize("model", MODELS)
def test_when_the_power_goes_no_entry_is_lost(model: Model, is_first: bool, tmp_path: Path) -> None:
    assert powerless(tmp_path, model, is_first=is_first) > 5


def careless(save: Callable[[Path, bytes], None], patch: pytest.MonkeyPatch) -> None:
    patch.setattr(state_module, "write_text", lambda path, text: save(path, text.encode()))


def test_a_state_that_is_written_over_the_old_one_fails_when_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    careless(careless_open, monkeypatch)

    with pytest.raises(AssertionError):
        test_killed_at_any_system_call_no_entry_is_lost(is_first=False, tmp_path=tmp_path)


@pytest.mark.parametrize("model", MODELS)
def test_a_state_that_does_not_wait_for_the_disk_fails_when_the_power_goes(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    careless(careless_rename, monkeypatch)

    with pytest.raises(AssertionError):
        powerless(tmp_path, model, is_first=False)


def test_two_windows_and_another_machine_that_save_in_turn_keep_what_each_of_them_changed(tmp_path: Path) -> None:
    windows = [opened(tmp_path), opened(tmp_path), ReadingState(tmp_path / "state", "there", tmp_path / "locks there")]
    for number, each in enumerate(ARTICLES):
        window = windows[number % 3]
        window.change(each, position=number + 1)
        # Each saves what it changed while the others have saved something else.
        if number % 2:
            window.save()
    for window in windows:
        window.save()

    fresh = opened(tmp_path)
    assert [fresh.of(each).position for each in ARTICLES] == [*range(1, len(ARTICLES) + 1)]
    assert sorted(each.name for each in (tmp_path / "state").iterdir()) == ["here.yaml", "there.yaml"]
