"""However the app ends, the note that is being written is kept, the terminal is as it was, and the exit status tells.

The real app in a pseudo-terminal: signals, a terminal that goes away, and faults planted in it.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.faults.failing_app import QUOTED
from tests.tui.conftest import write_library
from tests.tui.terminal import Terminal

APP = Path(__file__).with_name("failing_app.py")
NOTE = "The dam had been old!"


class Ending(NamedTuple):
    """How an app ended: its exit status, what it said, the mode of its terminal, the drafts and reports it left."""

    status: int
    received: str
    is_restored: bool
    drafts: list[str]
    reports: list[str]


def ended(library: Path, state: Path, fault: str, end: Callable[[Terminal], int]) -> Ending:
    """Write a note in an app with *fault* in it, *end* it, and look at what is left."""
    with Terminal([sys.executable, str(APP), fault, str(library)]) as terminal:
        terminal.wait("Keller wins again")
        terminal.press("\r", "v select")
        terminal.press("a", "$EDITOR")
        terminal.press(NOTE[:-1], NOTE[:-1])
        if fault == "none":
            terminal.press(NOTE[-1], NOTE)
        else:
            terminal.send(NOTE[-1])
        before = terminal.settings
        status = end(terminal)
        received = terminal.received.decode("utf-8", "replace")
        left = all(f"\x1b[?{mode}l" in received.rpartition(f"\x1b[?{mode}h")[2] for mode in (1049, 1000, 2004))
        is_restored = terminal.is_gone or (left and terminal.mode() == before)
    drafts, reports = (
        [path.read_text() for path in state.rglob(pattern)] for pattern in ("drafts/**/*.md", "crashes/*.txt")
    )
    return Ending(status, received, is_restored, drafts, reports)


def assert_kept(ending: Ending) -> None:
    assert ending.status != 0
    assert ending.is_restored
    assert len(ending.drafts) == 1
    assert NOTE in ending.drafts[0]


def by_signal(number: int) -> Callable[[Terminal], int]:
    def send(terminal: Terminal) -> int:
        terminal.terminate(number)
        return terminal.end()

    return send


SIGNALS = {"SIGHUP": signal.SIGHUP, "SIGTERM": signal.SIGTERM, "SIGINT": signal.SIGINT}
BUGS = ["handler", "thread", "task", "leaving", "memory"]


@pytest.fixture
def state(places: object) -> Path:
    return Path(os.environ["XDG_STATE_HOME"])


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library")


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_ends_the_app_with_the_note_kept(name: str, library: Path, state: Path, *, long: bool) -> None:
    if name != "SIGINT" and not long:
        pytest.skip("the others go the same way: --long runs them")

    ending = ended(library, state, "none", by_signal(SIGNALS[name]))

    assert_kept(ending)
    assert ending.status == 128 + SIGNALS[name]
    assert ending.reports == []


def test_a_terminal_that_goes_away_ends_the_app_with_the_note_kept(library: Path, state: Path, *, long: bool) -> None:
    if not long:
        pytest.skip("as long as the app looks for its terminal: --long runs it")

    assert_kept(ended(library, state, "none", Terminal.vanish))


@pytest.mark.parametrize("fault", BUGS)
def test_a_bug_ends_the_app_with_the_note_kept_and_a_report_without_texts(
    fault: str, library: Path, state: Path, *, long: bool
) -> None:
    if fault not in {"leaving"} and not long:
        pytest.skip("the others go the same way: --long runs them")

    ending = ended(library, state, fault, Terminal.end)

    assert_kept(ending)
    assert ending.status == 1
    assert QUOTED not in ending.received
    if fault == "memory":
        assert "There is not enough memory" in ending.received
        return
    assert "this is a bug in reader" in ending.received
    assert len(ending.reports) == 1
    assert "failing_app.py" in ending.reports[0]
    assert not any(words in ending.reports[0] for words in (QUOTED, "dam", "Keller", str(library)))
    with Terminal([sys.executable, "-m", "reader", "--library", str(library)]) as again:
        again.wait("You were writing this note")
        again.wait(NOTE)
        again.send("\x13")
        again.wait("The note is saved")
        again.send("q")
        assert again.end() == 0


def test_the_harness_finds_an_app_that_keeps_a_note_only_when_it_is_saved(library: Path, state: Path) -> None:
    ending = ended(library, state, "naive", Terminal.end)

    with pytest.raises(AssertionError):
        assert_kept(ending)
    assert ending.drafts == []
