"""Bugs caused by one article: they are listed as its problem, and the others go on."""

import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from reader.library.errors import ReaderError
from reader.library.safe_text import line

_PACKAGE = Path(__file__).parents[1]
_LONGEST = 160

# A context for work on the article with that id.
Apart = Callable[[str], AbstractContextManager[None]]


def unguarded(_: str) -> AbstractContextManager[None]:
    """Let errors pass: the `Apart` of a caller that keeps no list."""
    return nullcontext()


class Faults:
    """The articles on which a *stage* of a run met a bug, each with a sentence."""

    def __init__(self, stage: str) -> None:
        self.stage = stage
        self.found: dict[str, str] = {}

    @contextmanager
    def apart(self, article: str) -> Iterator[None]:
        """Run the block; a bug in it becomes the fault of *article* and stops there.

        Expected errors pass: a damaged cache, a cancelled run.
        """
        try:
            yield
        except ReaderError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever kind of bug one article sets off, the others go on
            self.found[article] = f"{self.stage} failed: {_told(error)}."

    def each(self, articles: Sequence[str], work: Callable[[Sequence[str]], None]) -> None:
        """Do *work* on all *articles* at once; after a bug, on ever smaller parts, to lose only one."""
        trial = Faults(self.stage)
        with trial.apart(articles[0]):
            work(articles)
        if trial.found and len(articles) > 1:
            half = len(articles) // 2
            self.each(articles[:half], work)
            self.each(articles[half:], work)
        else:
            self.found |= trial.found


def _told(error: Exception) -> str:
    """Return what went wrong; of a bug its kind, where in our code it was met, and what it says."""
    if isinstance(error, MemoryError):
        return "there was not enough memory for it"
    if isinstance(error, OSError):
        return error.strerror or str(error)
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)] or frames
    place = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    said = line(f"{type(error).__name__}{place}: {error}")[:_LONGEST].rstrip(": ")
    return f"a bug in reader ({said})"
