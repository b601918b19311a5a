"""Several guarded children of one kind, to parse as many files at once as there are processors."""

import os
from collections.abc import Mapping
from queue import LifoQueue
from typing import Any

from reader.library.guarded_child import ChildLimits, GuardedChild

# Each child may take the memory of a page.
_MOST = 8


class ChildPool:
    """Guarded children that run *module*, each with its own *limits*; whoever asks waits for one that is free.

    They start when needed: a caller with one thread has one child.
    """

    def __init__(self, module: str, limits: ChildLimits, size: int | None = None) -> None:
        self.children = [GuardedChild(module, limits) for _ in range(size or processors())]
        # The last used one is used again, so that the others may end.
        self._free: LifoQueue[GuardedChild] = LifoQueue()
        for child in reversed(self.children):
            self._free.put(child)

    def ask(self, settings: Mapping[str, object], data: bytes) -> dict[str, Any]:
        """Return what a child makes of *data* with these *settings*. Raises: ChildError."""
        child = self._free.get()
        try:
            return child.ask(settings, data)
        finally:
            self._free.put(child)

    def interrupt(self) -> None:
        """Stop parsing; whoever waits is told that the child crashed."""
        for child in self.children:
            child.interrupt()

    def close(self) -> None:
        """End the processes."""
        for child in self.children:
            child.close()


def processors() -> int:
    """Return how many of our processes can work at once."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(count, _MOST)
