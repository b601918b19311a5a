"""Bringing the index up to date in a child process, so that no key waits for it."""

import asyncio
from collections.abc import Callable, Collection
from pathlib import Path

from reader.library.child_process import ChildProcess, index_arguments
from reader.room.progress import Progress
from reader.tui.child_command import ChildCommand, raise_bug

# A change of more files counts as one of the whole library.
_MOST_KNOWN = 100


class IndexRun:
    """Runs `reader index` beside the app, one run at a time; asked again meanwhile, it runs once more after.

    What is known to have changed comes first.

    The first run is that of *begun* where it was begun before the app.
    """

    def __init__(
        self,
        library: Path,
        progress: Callable[[Progress], None],
        done: Callable[[str], None],
        begun: ChildProcess | None = None,
    ) -> None:
        self._library = library
        self._progress = progress
        self._begun = begun
        self._done = done
        self._task: asyncio.Task[None] | None = None
        self._again = False
        self._known: set[Path] = set()
        # Whether something else may have changed.
        self._is_other = False

    @property
    def is_running(self) -> bool:
        """Whether a run is under way."""
        return self._task is not None and not self._task.done()

    def start(self, known: Collection[Path] = ()) -> None:
        """Begin a run, or ask for another one after the one under way; only the files *known* have changed, if any."""
        self._known |= {*known}
        self._is_other |= not known
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

    def _command(self, known: Collection[Path]) -> ChildCommand:
        arguments = index_arguments(self._library, known if len(known) <= _MOST_KNOWN else ())
        return ChildCommand(arguments, lambda row: self._progress(Progress(**row)), self._done)

    async def _run(self) -> None:
        while True:
            self._again = False
            begun, self._begun = self._begun, None
            known, self._known = () if self._is_other else self._known, set()
            self._is_other = False
            error = await self._command(known).run(begun)
            if not self._again:
                self._done(error)
                return
