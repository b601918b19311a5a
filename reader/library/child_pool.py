"""Several guarded children of one kind: as many files are parsed at once as there are processors to do it."""

import os
from collections.abc import Mapping
from queue import LifoQueue
from typing import Any

from reader.library.guarded_child import ChildLimits, GuardedChild

# Each child may hold what a page takes.
_MOST = 8


class ChildPool:
    """Guarded children that run *module*, each with its own *limits*; whoever asks waits for one that is free.

    They start when they are needed: who asks from one thread has one child.
    """

    def __init__(self, module: str, limits: ChildLimits, size: int | None = None) -> None:
        self.children = [GuardedChild(module, limits) for _ in range(size or processors())]
        # The last one that was used is used again, and the others may end.
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
        """End what is being parsed; whoever waits for it is told that it crashed."""
        for child in self.children:
            child.interrupt()

    def close(self) -> None:
        """End the processes."""
        for child in self.children:
            child.close()


def processors() -> int:
    """Return how many processes of ours can work at once."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(count, _MOST)
