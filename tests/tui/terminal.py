"""The real app in a pseudo-terminal: its bytes as they came, and the screen that a terminal makes of them."""

import codecs
import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable
from typing import Self

import pyte

State = Callable[[str], bool]

# A bound for a program that hangs, not a measure: what is waited for is a state of the screen.
PATIENCE = 120.0


class Terminal:
    """A pseudo-terminal with a program in it."""

    def __init__(self, command: list[str], columns: int = 120, lines: int = 40) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        # The size is the terminal's: what pytest tells its workers of its own would win over it.
        env = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
        env |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        self._process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True
        )
        os.close(slave)
        self.received = b""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self._screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    @property
    def shown(self) -> str:
        """What is on the screen, a line a row."""
        return "\n".join(self._screen.display)

    def wait(self, state: State | str) -> None:
        """Wait until a text is on the screen, or until *state* holds of it. Raises: AssertionError after `PATIENCE`."""
        holds = state if callable(state) else lambda shown: state in shown
        end = time.monotonic() + PATIENCE
        while not holds(self.shown):
            assert time.monotonic() < end, f"{state!r} never came:\n{self.shown}"
            assert self._read(), f"the program ended before {state!r} came:\n{self.shown}"

    def press(self, keys: str, state: State | str) -> None:
        """Send keys, then wait for the state that they lead to."""
        self.send(keys)
        self.wait(state)

    def send(self, keys: str) -> None:
        """Send keys."""
        os.write(self._master, keys.encode())

    def end(self) -> int:
        """Read until the program has ended; return its exit status."""
        while self._read():
            pass
        return self._process.wait(PATIENCE)

    def vanish(self) -> int:
        """Take the terminal away; return the program's exit status."""
        os.close(self._master)
        self._master = -1
        return self._process.wait(PATIENCE)

    def terminate(self) -> None:
        """Send the signal to end."""
        self._process.terminate()

    def _read(self) -> bool:
        """Take in what has come, waiting for some; tell whether the program still has the terminal."""
        if not select.select([self._master], [], [], 0.1)[0]:
            return self._process.poll() is None
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        self.received += data
        self._stream.feed(self._decode(data))
        return bool(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        if self._master >= 0:
            self.vanish()
