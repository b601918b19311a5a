"""Bringing the index up to date in a child process, so that no key waits for it."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from reader.room.progress import Progress
from reader.tui.child_command import ChildCommand, raise_bug


class Indexing:
    """Runs `reader index` beside the app, one run at a time; asked again meanwhile, it runs once more after."""

    def __init__(self, library: Path, progress: Callable[[Progress], None], done: Callable[[str], None]) -> None:
        arguments = ("index", "--progress", "--library", str(library))
        self._child = ChildCommand(arguments, lambda row: progress(Progress(**row)), done)
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
            self._task.add_done_callback(raise_bug)

    async def stop(self) -> None:
        """End the run under way; the next one goes on where it stopped."""
        self._again = False
        if self._task is not None:
            self._task.cancel()
            # What it failed with was told; here it would stop what else is saved as the app ends.
            await asyncio.wait({self._task})

    async def _run(self) -> None:
        while True:
            self._again = False
            error = await self._child.run()
            if not self._again:
                self._done(error)
                return
