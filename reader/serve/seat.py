"""A pseudo-terminal with reader in it, for one window of a browser."""

import asyncio
import fcntl
import os
import pty
import struct
import termios
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple, Self

_AT_ONCE = 65_536
# Seconds for reader to save what was typed when its window is closed.
PATIENCE = 5.0
_Watch = Callable[[int, Callable[[], object]], object]


class WindowSize(NamedTuple):
    """The size of a window in cells."""

    columns: int
    lines: int


class Seat:
    """A process on a pseudo-terminal: read what it draws, and write what is typed."""

    def __init__(self, process: asyncio.subprocess.Process, master: int) -> None:
        self.process = process
        self._master = master
        self._loop = asyncio.get_running_loop()

    @classmethod
    async def opened(cls, command: Sequence[str], size: WindowSize, environment: Mapping[str, str]) -> Self:
        """Start *command*, which takes over the terminal, in a window of that size. Raises: OSError."""
        master, slave = pty.openpty()
        try:
            _set_size(slave, size)
            process = await asyncio.create_subprocess_exec(
                *command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
            )
        except BaseException:
            os.close(master)
            raise
        finally:
            os.close(slave)
        os.set_blocking(master, False)
        return cls(process, master)

    async def read(self) -> bytes:
        """Return new output as soon as there is some; nothing once the terminal is closed."""
        while True:
            try:
                return os.read(self._master, _AT_ONCE)
            except BlockingIOError:
                await self._until_ready(self._loop.add_reader, self._loop.remove_reader)
            except OSError:
                return b""

    def rest(self) -> bytes:
        """Return the last output of an ended process."""
        try:
            return os.read(self._master, _AT_ONCE)
        except OSError:
            return b""

    async def write(self, data: bytes) -> None:
        """Write *data* as typed, in pieces, as a terminal takes it."""
        while data:
            try:
                data = data[os.write(self._master, data) :]
            except BlockingIOError:
                await self._until_ready(self._loop.add_writer, self._loop.remove_writer)
            except OSError:
                return

    def resize(self, size: WindowSize) -> None:
        """Change the size of the window; the system tells the process."""
        with suppress(OSError):
            _set_size(self._master, size)

    async def leave(self) -> None:
        """Hang up, as when a window of a terminal is closed, and wait until the process has ended.

        One that does not end is killed.
        """
        os.close(self._master)
        try:
            await asyncio.wait_for(self.process.wait(), PATIENCE)
        except TimeoutError:
            self.process.kill()
            await self.process.wait()

    async def _until_ready(self, add: _Watch, remove: Callable[[int], bool]) -> None:
        ready = asyncio.Event()
        add(self._master, ready.set)
        try:
            await ready.wait()
        finally:
            remove(self._master)


def _set_size(descriptor: int, size: WindowSize) -> None:
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", size.lines, size.columns, 0, 0))
