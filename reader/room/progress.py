"""The progress and the result of a refresh of the caches."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from reader.room.moves import Move

_T = TypeVar("_T")
# The stage in which it is told what has moved, or why that could not be followed.
MOVED = "moved"
# The stage that ends what was known to have changed; all the others are looked at after it.
KNOWN = "known"
# The fact of a catalog that all files were read once.
READ_WHOLE = "read whole"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh is: *stage* is `reading`, `indexing`, `relating` or `merging`, *done* of *total* articles.

    `known` tells that those are done that were known to have changed. *total* is 0 as long as the library is looked
    through. *told* is a sentence for the user: of a cache that was found damaged, or in the stage `moved` of articles,
    and of what could not be brought up to date.
    """

    stage: str
    done: int
    total: int
    told: str = ""


@dataclass
class RefreshResult:
    """What a refresh did: how many articles it added, updated, dropped and indexed, which moved, what was wrong."""

    added: int = 0
    updated: int = 0
    dropped: int = 0
    indexed: int = 0
    moved: "list[Move]" = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def changed(self) -> int:
        """How many articles came, changed, moved or went."""
        return self.added + self.updated + self.dropped + len(self.moved)

    @property
    def told(self) -> str:
        """A sentence about the articles that have moved; empty if none has."""
        if not self.moved:
            return ""
        if len(self.moved) == 1:
            move = self.moved[0]
            return f"“{move.title}” has moved to {move.path}; its notes, tags and reading state moved with it."
        count = len(self.moved)
        return f"{count:,} articles have moved or were renamed; their notes, tags and reading states moved with them."


def batched(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Yield *items* in lists of *size*."""
    iterator = iter(items)
    while batch := list(itertools.islice(iterator, size)):
        yield batch
