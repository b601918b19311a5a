"""What reaches the terminal, byte for byte: the real app in a pseudo-terminal, on a hostile library."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from textual.content import Content

from reader.tui import guard
from reader.view.commands import COMMAND_BY_ID
from tests.tui.conftest import write_library
from tests.tui.terminal import State, Terminal

# All that the app may send: text, colors, cursor movement, and modes that are switched by number.
_GRAMMAR = re.compile(
    rb"(?:[\x20-\x7e\r\n]|[\xc2-\xf4][\x80-\xbf]{1,3}"
    rb"|\x1b\[[0-9;:]*m"
    rb"|\x1b\[[0-9;]*[HJKABCDG]"
    rb"|\x1b\[\?[0-9;]+(?:h|l|\$p)"
    rb"|\x1b\[[<>=?]?[0-9;]*[ucntq]"
    rb"|\x1b\[[0-9;]*t"
    # The shape of the mouse pointer, by a name of Textual's own.
    rb"|\x1b\]22;[a-z-]*(?:\x07|\x1b\\\\))*"
)
_C1 = re.compile(rb"\xc2[\x80-\x9f]")
_BIDI = ("\u202e".encode(), "\u2066".encode())
EVIL = "\x1b]2;owned\x07\x9d2;owned\x9c\x1b\u202egnp[@click=app.quit]x[/] [/INST] :bomb:"


@pytest.fixture
def evil_library(tmp_path: Path) -> Path:
    """Return a library in which every field of every file is hostile."""
    library = write_library(tmp_path / "library")
    escaped = EVIL.encode("unicode_escape").decode().replace('"', '\\"')
    fields = "\n".join(
        f'{name}: "{escaped}"' for name in ("title", "author", "site", "url", "language", "published_from", "x")
    )
    head = f'---\nid: "evil"\n{fields}\ntags: ["{escaped}"]\npublished: "2099-01-01"\n---\n\n'
    body = f"# {EVIL}\n\n{EVIL} [{EVIL}](http://a.b/{EVIL})\n\n&#27;]0;owned&#7; &#x202e;x\n"
    (library / "articles" / "evil.md").write_text(head + body)
    (library / "articles" / f"bro{EVIL.replace('/', '')}ken.txt").write_bytes(b"\x00\x01")
    (library / "library.yaml").write_text(f'title: "{escaped}"\nsearches: {{"{escaped}": "{escaped}"}}\n')
    (library / "names.yaml").write_text(f'"{escaped}": {{kind: person, spellings: ["{escaped}"]}}\n')
    note = f'---\nid: "20200101t000000-abcdef"\narticle: "evil"\ntags: ["{escaped}"]\ncolor: "{escaped}"\n---\n{EVIL}\n'
    (library / "notes" / "evil").mkdir(parents=True)
    (library / "notes" / "evil" / "20200101t000000-abcdef.md").write_text(note)
    return library


def offered(*commands: str) -> State:
    """Return whether the footer offers these commands, so that the pane which has them has the keys."""
    labels = [f" {COMMAND_BY_ID[each].label}" for each in commands]
    return lambda shown: all(label in shown.splitlines()[-1] for label in labels)


def is_over(shown: str) -> bool:
    """Tell whether something lies over the screen."""
    return "╰" in shown


def is_uncovered(shown: str) -> bool:
    """Tell whether nothing lies over the screen."""
    return not is_over(shown)


def launched(library: Path) -> Terminal:
    """Return a terminal with the app in it, as soon as it shows the list and an article."""
    terminal = Terminal([sys.executable, "-m", "reader", "--library", str(library)])
    terminal.wait("Keller wins again")
    terminal.wait(offered("search", "quit"))
    return terminal


THROUGH_THE_APP: list[tuple[str, State | str]] = [
    ("g", "Notes · 1"),
    ("\r", offered("highlight")),
    (")H", "Notes · 2"),
    ("a", "$EDITOR"),
    ("X", "X"),
    ("\x1b", "Notes · 3"),
    ("3", offered("dismiss")),
    ("j4", offered("edit-note")),
    # An editor that is not there leaves the terminal to the app.
    ("\x05", "could not be run: No such file"),
    ("j1", offered("quit", "sort")),
    ("i", is_over),
    ("\x1b", is_uncovered),
    ("o", is_over),
    ("\x1b", is_uncovered),
    ("P", is_over),
    ("\x1b", is_uncovered),
    ("?", is_over),
    ("\x1b", is_uncovered),
    ("B", offered("mark-note")),
    ("\x1b", offered("quit", "sort")),
    ("/", "Ctrl+S"),
    ("gnp", " of 3"),
    ("\r", offered("sort")),
]


def test_nothing_in_a_hostile_library_reaches_the_terminal_as_a_command(
    evil_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", f"/nowhere/{EVIL}")
    with launched(evil_library) as terminal:
        for keys, state in THROUGH_THE_APP:
            terminal.press(keys, state)
        terminal.send("q")
        status = terminal.end()

    received = terminal.received
    rest = received[_GRAMMAR.match(received).end() :]  # type: ignore[union-attr]  # it matches the empty string
    assert rest[:80] == b""
    assert not _C1.search(received)
    assert not any(mark in received for mark in _BIDI)
    assert b"click=app.quit" in received
    assert status == 0


@pytest.mark.parametrize(
    "command",
    [
        ["list"],
        ["list", "--problems"],
        ["read", "evil"],
        ["search", "gnp"],
        ["notes"],
        ["related", "evil"],
        ["read", EVIL.replace("\x00", "")],
        [EVIL],
    ],
)
def test_nothing_that_the_command_line_prints_is_a_command(command: list[str], evil_library: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "--library", str(evil_library), *command]
        if command[0] != EVIL
        else [sys.executable, "-m", "reader", *command],
        capture_output=True,
        check=False,
    )

    for stream in (done.stdout, done.stderr):
        assert b"\x1b" not in stream
        assert b"\x07" not in stream
        assert not _C1.search(stream)
        assert not any(mark in stream for mark in _BIDI)
    assert b"Traceback" not in done.stderr
    assert done.returncode in {0, 1}


def test_the_app_parses_no_markup_whatever_a_widget_asks_for() -> None:
    guard.install()

    assert Content.from_markup("[b]x[/] [/INST]").plain == "[b]x[/] [/INST]"
    assert Content.from_markup("[@click=app.quit]x[/]").spans == []


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
