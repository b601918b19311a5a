"""A text's table of contents, and counts of its words and other parts. Computed without Textual."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from reader.library.plain_text import Block, PlainText, Span
from reader.text.sentences import sentences
from reader.view.phrases import minutes

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
# Blocks that have sentences.
_PROSE = frozenset({"paragraph", "item"})


class ContentsRow(NamedTuple):
    """A heading: where it stands, how deep, its words, and how far into the text in percent."""

    start: int
    level: int
    words: str
    percent: int


def contents(plain: PlainText) -> list[ContentsRow]:
    """Return the headings of a text, the highest of them at level 0."""
    headings = [each for each in plain.blocks if each.kind == "heading"]
    top = min((each.level for each in headings), default=1)
    length = max(1, len(plain.text))
    return [
        ContentsRow(
            each.start,
            each.level - top,
            " ".join(plain.text[each.start : each.end].split()),
            100 * each.start // length,
        )
        for each in headings
    ]


def section_at(rows: Sequence[ContentsRow], offset: int) -> int:
    """Return the number of the heading that *offset* stands under; 0 before the first."""
    return max(0, sum(each.start <= offset for each in rows) - 1)


class TextCounts(NamedTuple):
    """The counts of a text or a part of it."""

    words: int
    different_words: int
    letters: int
    sentences: int
    paragraphs: int
    headings: int
    links: int

    @property
    def time(self) -> str:
        """The reading time."""
        return minutes(self.words)


def counts(plain: PlainText, start: int = 0, end: int | None = None) -> TextCounts:
    """Count the text between two offsets."""
    end = len(plain.text) if end is None else end
    text = plain.text[start:end]
    blocks = _touching(plain.blocks, start, end)
    prose = [plain.text[max(start, each.start) : min(end, each.end)] for each in blocks if each.kind in _PROSE]
    links = [each for each in _touching(plain.spans, start, end) if each.is_link]
    # As the list counts words: by spaces.
    return TextCounts(
        len(text.split()), len({word.casefold() for word in _WORD.findall(text)}), len("".join(text.split())),
        sum(len(sentences(each)) for each in prose), len(prose), [each.kind for each in blocks].count("heading"),
        len(links),
    )  # fmt: skip


_Part = TypeVar("_Part", Block, Span)


def _touching(parts: Iterable[_Part], start: int, end: int) -> list[_Part]:
    return [each for each in parts if each.start < end and each.end > start]


NAMES = {
    "words": "words", "different_words": "different words", "letters": "letters", "sentences": "sentences",
    "paragraphs": "paragraphs", "headings": "headings", "links": "links",
}  # fmt: skip


def counts_page(whole: TextCounts, part: TextCounts | None, read: int, notes: int) -> list[str | tuple[str, str]]:
    """Return the counts as a page, with those of the selection beside them if there is one."""
    rows = [(name, getattr(whole, key), getattr(part, key) if part else None) for key, name in NAMES.items()]
    head = [(f"{'':<18}{'article':>12}{'selection':>12}\n", "bold")] if part else []
    lines = [f"{name:<18}{of:>12,}" + (f"{inner:>12,}" if inner is not None else "") + "\n" for name, of, inner in rows]
    return [*head, *lines, f"{'notes':<18}{notes:>12,}\n", f"{'reading time':<18}{whole.time:>12}\n",
            f"{'read so far':<18}{read:>11}%\n"]  # fmt: skip
