"""Bringing the index up to date in a child process, so that no key waits for it."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from reader.library.child_process import ChildProcess, index_arguments
from reader.room.progress import Progress
from reader.tui.child_command import ChildCommand, raise_bug


class IndexRun:
    """Runs `reader index` beside the app, one run at a time; asked again meanwhile, it runs once more after.

    The first run is that of *begun* where it was begun before the app.
    """

    def __init__(
        self,
        library: Path,
        progress: Callable[[Progress], None],
        done: Callable[[str], None],
        begun: ChildProcess | None = None,
    ) -> None:
        self._child = ChildCommand(index_arguments(library), lambda row: progress(Progress(**row)), done)
        self._begun = begun
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
            begun, self._begun = self._begun, None
            error = await self._child.run(begun)
            if not self._again:
                self._done(error)
                return
