"""What reaches the terminal, byte for byte: the real app in a pseudo-terminal, on a hostile library."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import Self

import pytest

from tests.tui.conftest import write_library

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
EVIL = "\x1b]52;c;aGFjaw==\x07\x1b[31m\x9b2J\u202egnp\x1b[?1049l[@click=app.quit]x[/] [/INST] :bomb:"


class Terminal:
    """A pseudo-terminal with the app in it."""

    def __init__(self, command: list[str], columns: int = 120, lines: int = 40) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        env = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        self._process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True
        )
        os.close(slave)
        self.received = b""

    def read_until(self, text: bytes, seconds: float = 30) -> bool:
        """Read until *text* has come since the last call; tell whether it has."""
        begun = len(self.received)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if text in self.received[begun:]:
                return True
            if select.select([self._master], [], [], 0.1)[0]:
                try:
                    self.received += os.read(self._master, 65536)
                except OSError:
                    return text in self.received[begun:]
        return False

    def press(self, keys: str) -> None:
        """Send keys one after the other, reading what they bring."""
        for key in keys:
            os.write(self._master, key.encode())
            self.read_until(b"never comes", 0.25)

    def end(self) -> int:
        """Wait for the app to end; return its exit status."""
        self.read_until(b"never comes", 1)
        return self._process.wait(20)

    def vanish(self) -> None:
        """Take the terminal away."""
        os.close(self._master)
        self._master = -1

    def terminate(self) -> None:
        """Send the signal to end."""
        self._process.terminate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        if self._master >= 0:
            self.vanish()


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
    (library / "names.yaml").write_text(f'"{escaped}": {{kind: person, spellings: ["{escaped}"]}}\n')
    note = f'---\nid: "20200101t000000-abcdef"\narticle: "evil"\ntags: ["{escaped}"]\ncolor: "{escaped}"\n---\n{EVIL}\n'
    (library / "notes" / "evil").mkdir(parents=True)
    (library / "notes" / "evil" / "20200101t000000-abcdef.md").write_text(note)
    return library


def test_nothing_in_a_hostile_library_reaches_the_terminal_as_a_command(evil_library: Path) -> None:
    with Terminal([sys.executable, "-m", "reader", "--library", str(evil_library)]) as terminal:
        assert terminal.read_until(b"Keller wins again")
        terminal.read_until(b"never comes", 2)
        terminal.press("g\r)HaX\x1b3j4j1i\x1bo\x1bP\x1b?\x1bB\x1b/gnp\r")
        terminal.press("q")
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


def test_the_signal_to_end_is_heeded_with_everything_kept(tmp_path: Path) -> None:
    library = write_library(tmp_path / "library")
    with Terminal([sys.executable, "-m", "reader", "--library", str(library)]) as terminal:
        assert terminal.read_until(b"Keller wins again")
        terminal.read_until(b"never comes", 1)
        terminal.press("s")
        terminal.terminate()
        status = terminal.end()

    assert status == 128 + 15
    assert "starred: true" in next((library / "state").glob("*.yaml")).read_text()


def test_the_app_ends_when_its_terminal_is_gone(tmp_path: Path) -> None:
    library = write_library(tmp_path / "library")
    with Terminal([sys.executable, "-m", "reader", "--library", str(library)]) as terminal:
        assert terminal.read_until(b"Keller wins again")
        terminal.press("s")
        terminal.vanish()
        status = terminal._process.wait(30)

    assert status == 128 + 1
    assert "starred: true" in next((library / "state").glob("*.yaml")).read_text()
