"""A command of the command line beside the app, in a child process that prints a line of JSON for each step."""

import asyncio
import contextlib
import json
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from typing import IO, Any

from reader.library.child_process import ChildProcess, start_reader

Row = dict[str, Any]
# A line of JSON may hold messages about a file.
_LONGEST_LINE = 1_000_000


class ChildCommand:
    """Runs `reader` with *arguments* once; *row* takes each line, and *done* the error or an empty text."""

    def __init__(self, arguments: Sequence[str], row: Callable[[Row], object], done: Callable[[str], object]) -> None:
        self._arguments = arguments
        self._row = row
        self._done = done
        self._process: ChildProcess | None = None
        self._task: asyncio.Task[None] | None = None
        self._is_interrupted = False

    @property
    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self._task is not None and not self._task.done()

    def start(self) -> None:
        """Begin."""
        self._task = asyncio.create_task(self._run())
        self._task.add_done_callback(raise_bug)

    def interrupt(self) -> None:
        """Stop it as Ctrl+C does: it finishes what it is doing and ends."""
        self._is_interrupted = True
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(signal.SIGINT)

    async def run(self, begun: ChildProcess | None = None) -> str:
        """Run it to its end, and return the error or an empty text.

        *begun* is the process if it was started already; it still belongs to whoever started it.
        """
        process = self._process = begun or start_reader(*self._arguments)
        try:
            if self._is_interrupted:
                self.interrupt()
            async with _lines(process.stdout) as told, _lines(process.stderr) as complaints:
                async for line in told:
                    self._row(json.loads(line))
                error = (await complaints.read()).decode("utf-8", "replace")
            status = await asyncio.to_thread(process.wait)
        finally:
            if process.poll() is None:
                process.terminate()
                await asyncio.to_thread(process.wait)
        return error.strip().rpartition("\n")[2] if status else ""

    async def _run(self) -> None:
        self._done(await self.run())


def raise_bug(task: asyncio.Task[None]) -> None:
    """Raise a bug in the event loop; otherwise it would be lost, and the app would wait forever."""
    if not task.cancelled() and (error := task.exception()) is not None:
        raise error


@contextlib.asynccontextmanager
async def _lines(pipe: IO[bytes] | None) -> AsyncIterator[asyncio.StreamReader]:
    """Read a pipe of a process without blocking, and close it at the end."""
    told = asyncio.StreamReader(_LONGEST_LINE)
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(told), pipe)
    try:
        yield told
    finally:
        transport.close()
