"""The real app in a pseudo-terminal: its bytes as they came, and the screen that a terminal makes of them."""

import codecs
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping
from typing import Any, Self

import pyte

State = Callable[[str], bool]

# A bound for a program that hangs, not a measure: what is waited for is a state of the screen.
PATIENCE = 120.0


class Pty:
    """A pseudo-terminal with a program in it; *env* is added to this process's environment."""

    def __init__(
        self, command: list[str], columns: int = 120, lines: int = 40, env: Mapping[str, str] | None = None
    ) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, _size(columns, lines))
        # The size is the terminal's: what pytest tells its workers of its own would win over it.
        inherited = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
        given = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"} | dict(env or {})
        self._process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=inherited | given, start_new_session=True
        )
        os.close(slave)
        self.settings = self.mode()
        os.set_blocking(self._master, False)

    def mode(self) -> list[Any]:
        """Return how the terminal treats what is typed."""
        return termios.tcgetattr(self._master)

    def fileno(self) -> int:
        """Return the terminal's descriptor, to be waited for."""
        return self._master

    @property
    def process(self) -> int:
        """The number of the program's process."""
        return self._process.pid

    @property
    def is_gone(self) -> bool:
        """Whether the terminal was taken away."""
        return self._master < 0

    def send(self, keys: str) -> None:
        """Send keys, taking in what comes meanwhile: a program that waits to be read would not read them."""
        data = keys.encode()
        while data:
            try:
                data = data[os.write(self._master, data) :]
            except BlockingIOError:
                self.read()
            except OSError:
                return

    def read(self, seconds: float = 0.1) -> bool:
        """Take in what has come, waiting up to *seconds* for some; tell whether the program still has the terminal."""
        if not select.select([self], [], [], seconds)[0]:
            return self._process.poll() is None
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        self.take(data)
        return bool(data)

    def take(self, data: bytes) -> None:
        """Receive bytes of the program."""

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, _size(columns, lines))

    def end(self, seconds: float = PATIENCE) -> int:
        """Read until the program has ended; return its exit status. Raises: subprocess.TimeoutExpired."""
        until = time.monotonic() + seconds
        while self.read() and time.monotonic() < until:
            pass
        return self._process.wait(max(0.1, until - time.monotonic()))

    def vanish(self) -> int:
        """Take the terminal away; return the program's exit status."""
        os.close(self._master)
        self._master = -1
        return self._process.wait(PATIENCE)

    def terminate(self, number: int = signal.SIGTERM) -> None:
        """Send a signal, the one to end unless another is given."""
        self._process.send_signal(number)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        if self._master >= 0:
            self.vanish()


class Terminal(Pty):
    """A pseudo-terminal with a program in it, and the screen that a terminal makes of what comes."""

    def __init__(
        self, command: list[str], columns: int = 120, lines: int = 40, env: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(command, columns, lines, env)
        self.received = b""
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self.screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    @property
    def shown(self) -> str:
        """What is on the screen, a line a row."""
        return "\n".join(self.screen.display)

    def wait(self, state: State | str) -> None:
        """Wait until a text is on the screen, or until *state* holds of it. Raises: AssertionError after `PATIENCE`."""
        holds = state if callable(state) else lambda shown: state in shown
        end = time.monotonic() + PATIENCE
        while not holds(self.shown):
            assert time.monotonic() < end, f"{state!r} never came:\n{self.shown}"
            assert self.read(), f"the program ended before {state!r} came:\n{self.shown}"

    def press(self, keys: str, state: State | str) -> None:
        """Send keys, then wait for the state that they lead to."""
        self.send(keys)
        self.wait(state)

    def take(self, data: bytes) -> None:
        """Draw what has come."""
        self.received += data
        self._stream.feed(self._decode(data))

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size."""
        self.screen.resize(lines, columns)
        super().resize(columns, lines)


def _size(columns: int, lines: int) -> bytes:
    return struct.pack("HHHH", lines, columns, 0, 0)
