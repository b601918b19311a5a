"""The text in which every offset counts, with the blocks and spans that give it its looks."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from reader.text.word_count import count_words

BlockKind = Literal["paragraph", "heading", "item", "code", "table", "rule"]
SpanKind = Literal[
    "emphasis",
    "strong",
    "code",
    "strike",
    "link",
    "wikilink",
    "image",
    "raised",
    "lowered",
    "footnote",
    "definition",
    "marked",
]


class Block(NamedTuple):
    """A paragraph-like part of the text, `text[start:end]`.

    *level* is a heading's (1-6), *depth* how deep in lists it stands, *quote* how deep in quotations, *marker* a
    list item's bullet or number, *info* the language of code, or for each column of a table how it is aligned: one of
    `l r c`, or `-` where nothing is said.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    depth: int = 0
    quote: int = 0
    marker: str = ""
    info: str = ""


class Span(NamedTuple):
    """A run of words with a look or a target: an address, the title in `[[title]]`, the label of a footnote.

    A *footnote* is a mark in the text or the label before its words; a *definition* what is said of a term, with the
    colon before it. *title* is what an image is called beside the words in its place.
    """

    kind: SpanKind
    start: int
    end: int
    target: str = ""
    title: str = ""

    @property
    def is_link(self) -> bool:
        """Whether it is a link to a page or another article."""
        return self.kind in {"link", "wikilink"}


class PlacedImage(NamedTuple):
    """An image and its place: in the *block* of that number, or (*is_alone*) above it, without words of its own.

    One alone below all blocks has the number after the last one.
    """

    block: int
    target: str
    title: str = ""
    is_alone: bool = False


@dataclass(frozen=True)
class PlainText:
    """*text* and, in its order, its *blocks* (they never overlap), *spans* (they may nest) and *images*."""

    text: str
    blocks: tuple[Block, ...] = ()
    spans: tuple[Span, ...] = ()
    images: tuple[PlacedImage, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def block_at(self, offset: int) -> int:
        """Return the index of the block that holds *offset* or precedes it; 0 before the first."""
        return max(0, bisect_right(self._starts, offset) - 1)

    @cached_property
    def words(self) -> int:
        """The number of words of the text."""
        return count_words(self.text)
