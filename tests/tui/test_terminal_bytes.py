"""The real app in a pseudo-terminal that ends it; what it sends there is looked at in tests/faults/test_bytes.py."""

import sys
from pathlib import Path

import pytest
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip

from reader.tui import guard
from reader.view.commands import COMMAND_BY_ID
from tests.tui.conftest import write_library
from tests.tui.terminal import State, Terminal


def offered(*commands: str) -> State:
    """Return whether the footer offers these commands, so that the pane which has them has the keys."""
    labels = [f" {COMMAND_BY_ID[each].label}" for each in commands]
    return lambda shown: all(label in shown.splitlines()[-1] for label in labels)


def launched(library: Path) -> Terminal:
    """Return a terminal with the app in it, as soon as it shows the list and an article."""
    terminal = Terminal([sys.executable, "-m", "reader", "--library", str(library)])
    terminal.wait("Keller wins again")
    terminal.wait(offered("search", "quit"))
    return terminal


def test_the_app_parses_no_markup_whatever_a_widget_asks_for() -> None:
    guard.install()

    assert Content.from_markup("[b]x[/] [/INST]").plain == "[b]x[/] [/INST]"
    assert Content.from_markup("[@click=app.quit]x[/]").spans == []


@pytest.mark.parametrize("sign", ["\x1b", "\x9b", "\u202e", "\ufffe", "\uffff"], ids=ascii)
def test_whatever_a_widget_draws_no_sign_reaches_the_terminal_that_is_no_text(sign: str) -> None:
    guard.install()

    drawn = Strip([Segment(f"a{sign}b", Style(link=f"http://example.org/{sign}"))]).render(Console(force_terminal=True))

    assert sign not in drawn.replace("\x1b[0m", "").replace("\x1b]8;", "")
    assert "a\ufffdb" in drawn


def test_the_signal_to_end_is_heeded_with_everything_kept(tmp_path: Path) -> None:
    library = write_library(tmp_path / "library")
    with launched(library) as terminal:
        terminal.press("s", "★")
        terminal.terminate()
        status = terminal.end()

    assert status == 128 + 15
    assert "starred: true" in next((library / "state").glob("*.yaml")).read_text()


def test_the_app_ends_when_its_terminal_is_gone(tmp_path: Path) -> None:
    library = write_library(tmp_path / "library")
    with launched(library) as terminal:
        terminal.press("s", "★")
        status = terminal.vanish()

    assert status == 128 + 1
    assert "starred: true" in next((library / "state").glob("*.yaml")).read_text()
