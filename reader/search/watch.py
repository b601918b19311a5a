"""When a search has to stop: a newer key was pressed, or it takes too long."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from reader.library.errors import ReaderError

PATIENCE = 2.0


class SearchCancelled(ReaderError):
    """Nobody waits for this search any more."""

    def __init__(self) -> None:
        super().__init__("The search was cancelled.")


class SearchTooLong(ReaderError):
    """The search was stopped."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"The search was stopped after {seconds:g} seconds; a longer prefix or fewer words make it faster."
        )


def never() -> bool:
    """Nobody cancels."""
    return False


@dataclass(slots=True)
class Watch:
    """Asked between two pieces of work, each of which is short."""

    is_cancelled: Callable[[], bool] = never
    patience: float = PATIENCE
    clock: Callable[[], float] = monotonic
    _deadline: float | None = None

    def check(self) -> None:
        """Go on, or not. Raises: SearchCancelled, SearchTooLong."""
        if self.is_cancelled():
            raise SearchCancelled
        now = self.clock()
        if self._deadline is None:
            self._deadline = now + self.patience
        elif now > self._deadline:
            raise SearchTooLong(self.patience)
