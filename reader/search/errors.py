"""Errors that end a search: a newer query, too much time, a damaged index."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from types import TracebackType

from reader.library.errors import Cancelled, ReaderError, never

PATIENCE = 2.0


class SearchTooLong(ReaderError):
    """The search was stopped, or not begun, since it takes too long."""


@dataclass(slots=True)
class Watch:
    """Stops a search that was cancelled or takes too long: it is asked between short pieces of work."""

    is_cancelled: Callable[[], bool] = never
    patience: float = PATIENCE
    clock: Callable[[], float] = monotonic
    _deadline: float | None = None

    def is_over(self) -> bool:
        """Whether it takes too long. Raises: Cancelled."""
        if self.is_cancelled():
            raise Cancelled
        now = self.clock()
        if self._deadline is None:
            self._deadline = now + self.patience
        return now > self._deadline

    def check(self) -> None:
        """Do nothing while the search may go on. Raises: Cancelled, SearchTooLong."""
        if self.is_over():
            told = f"The search stopped after {self.patience:g} seconds. Use a longer prefix or fewer words."
            raise SearchTooLong(told)


class IndexSuspect(ReaderError):
    """The index is damaged, foreign or of another version, and must be rebuilt."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The search index is damaged ({reason}) and will be rebuilt.")


class IndexBusy(ReaderError):
    """Another process is indexing this library."""

    def __init__(self) -> None:
        super().__init__("Another window is indexing this library.")


class SuspectGuard:
    """A context in which every error is blamed on the index.

    Only what reads files of the index runs in it. Whoosh meets a damaged one with a dozen kinds of exceptions, bare
    `Exception` among them: so the kind is not asked, and nothing else may run in here.
    """

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception) and not isinstance(error, ReaderError):
            raise IndexSuspect(f"{type(error).__name__}: {error}"[:160]) from error
