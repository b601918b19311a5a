"""Bringing the index up to date in a child process, so that no key waits for it."""

import asyncio
import contextlib
import json
from collections.abc import Callable
from pathlib import Path

from reader.library.child_process import child_command, child_environment
from reader.room.progress import Progress


class Indexing:
    """Runs `reader index` beside the app, one run at a time; asked again meanwhile, it runs once more after."""

    def __init__(self, library: Path, progress: Callable[[Progress], None], done: Callable[[str], None]) -> None:
        self._command = child_command("reader", "index", "--progress", "--library", str(library))
        self._progress = progress
        self._done = done
        self._task: asyncio.Task[None] | None = None
        self._again = False

    @property
    def is_running(self) -> bool:
        """Whether a run is under way."""
        return self._task is not None and not self._task.done()

    def start(self) -> None:
        """Begin a run, or ask for another one after the one under way."""
        if self.is_running:
            self._again = True
        else:
            self._task = asyncio.create_task(self._run())
            self._task.add_done_callback(_raise_bug)

    async def stop(self) -> None:
        """End the run under way; the next one goes on where it stopped."""
        self._again = False
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        while True:
            self._again = False
            error = await self._run_once()
            if not self._again:
                self._done(error)
                return

    async def _run_once(self) -> str:
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=pipe,
            stderr=pipe,
            env=child_environment(),
        )
        try:
            assert process.stdout is not None and process.stderr is not None  # noqa: S101, PT018 - pipes were asked for
            async for row in process.stdout:
                self._progress(Progress(**json.loads(row)))
            error = (await process.stderr.read()).decode("utf-8", "replace")
            status = await process.wait()
        finally:
            if process.returncode is None:
                process.terminate()
                await process.wait()
        return error.strip().rpartition("\n")[2] if status else ""


def _raise_bug(task: asyncio.Task[None]) -> None:
    """Let the event loop hear of a bug; else nobody would, and the list would say for ever that it is being read."""
    if not task.cancelled() and (error := task.exception()) is not None:
        raise error
