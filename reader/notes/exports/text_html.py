"""A plain text as XHTML, with its blocks, its spans and further marks: the one place where text becomes tags.

What comes out is well-formed XML whatever the text holds: books are made of it, and pages.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from reader.library.markdown import parse
from reader.library.plain_text import Block, PlainText, Span

_TAG_BY_SPAN = {
    "emphasis": "em", "strong": "strong", "code": "code", "strike": "del", "raised": "sup", "lowered": "sub",
    "marked": "mark",
}  # fmt: skip
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# How the cells of a row stand in a plain text.
_CELL_END = " | "


class TaggedRun(NamedTuple):
    """Tags around `text[start:end]`; *again* opens it where it goes on in another block, *behind* follows its end."""

    start: int
    end: int
    opening: str
    closing: str
    again: str = ""
    behind: str = ""


def to_html(markdown: str) -> str:
    """Return Markdown as XHTML: what the reading view shows of it, and no HTML that stands in it."""
    return text_html(parse(markdown), heading=3)


def text_html(
    plain: PlainText,
    marks: Iterable[TaggedRun] = (),
    *,
    heading: int = 0,
    pictures: Mapping[int, str] = MappingProxyType({}),
) -> str:
    """Return a text as XHTML with *marks*; its highest headings stand *heading* levels down.

    *pictures* are the addresses of its images that are shown, by their numbers.
    """
    runs = [*(run for span in plain.spans if (run := _of_span(span))), *marks]
    by_block = _by_block(plain, runs)
    alone, inside = _figures(plain, pictures)
    nesting = _Nesting()
    for number, block in enumerate(plain.blocks):
        if alone[number]:
            nesting.close()
            nesting.parts += alone[number]
        nesting.turn_to(block)
        nesting.parts += [_block(plain.text, block, by_block[number], heading), *inside[number]]
    nesting.close()
    nesting.parts += alone[len(plain.blocks)]
    return "\n".join(nesting.parts)


def escaped(text: str) -> str:
    """Return a text or the value of an attribute for XML, without the characters that it may not hold."""
    return escape(_NOT_XML.sub("\ufffd", text))


def is_web(address: str) -> bool:
    """Whether an address is one of the web, and no script or file."""
    return address.lower().startswith(("http://", "https://"))


class _Nesting:
    """The quotations and lists that are open."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._quote = 0
        # Depth and tag of each open list, the outermost first; each has an open item.
        self._lists: list[tuple[int, str]] = []

    def turn_to(self, block: Block) -> None:
        """Close and open what is around a block."""
        if block.quote != self._quote:
            self._shorten(0)
            step = 1 if block.quote > self._quote else -1
            self.parts += ["<blockquote>" if step > 0 else "</blockquote>"] * abs(block.quote - self._quote)
            self._quote = block.quote
        self._shorten(block.depth)
        if block.kind != "item":
            return
        level = (block.depth, "ol" if block.marker[:1].isdigit() else "ul")
        if self._lists and self._lists[-1] == level:
            self.parts.append("</li>")
        else:
            self._shorten(block.depth - 1)
            self._lists.append(level)
            self.parts.append(f"<{level[1]}>")
        number = block.marker[:-1]
        self.parts.append(f'<li value="{int(number)}">' if number.isdecimal() else "<li>")

    def close(self) -> None:
        """Close everything."""
        self._shorten(0)
        self.parts += ["</blockquote>"] * self._quote
        self._quote = 0

    def _shorten(self, depth: int) -> None:
        while self._lists and self._lists[-1][0] > depth:
            self.parts.append(f"</li></{self._lists.pop()[1]}>")


def _figures(
    plain: PlainText, pictures: Mapping[int, str]
) -> tuple[defaultdict[int, list[str]], defaultdict[int, list[str]]]:
    """Return the figures that stand alone above each block, and those of the images in it, which come after it."""
    alone: defaultdict[int, list[str]] = defaultdict(list)
    inside: defaultdict[int, list[str]] = defaultdict(list)
    for number, image in enumerate(plain.images):
        address = pictures.get(number, "")
        shown = f'<img src="{escaped(address)}" alt="{escaped(image.title)}" />' if address else ""
        # The words of an image within a block stand in it.
        caption = f"<figcaption>{escaped(image.title)}</figcaption>" if image.title else ""
        if shown or (caption and image.is_alone):
            (alone if image.is_alone else inside)[image.block].append(f"<figure>{shown}{caption}</figure>")
    return alone, inside


def _block(text: str, block: Block, runs: Sequence[TaggedRun], heading: int) -> str:
    if block.kind == "rule":
        return "<hr />"
    if block.kind == "table":
        return _table(text, block, runs)
    inner = _inline(text, block.start, block.end, runs)
    if block.kind == "item":
        return inner
    if block.kind == "code":
        return f"<pre><code>{inner}</code></pre>"
    tag = f"h{min(6, max(block.level, heading + 1))}" if block.kind == "heading" else "p"
    return f"<{tag}>{inner}</{tag}>".replace("\n", "<br />\n")


def _table(text: str, block: Block, runs: Sequence[TaggedRun]) -> str:
    rows: list[str] = []
    start = block.start
    for line in text[block.start : block.end].split("\n"):
        tag = "td" if rows else "th"
        cells = "".join(f"<{tag}>{_inline(text, *cell, runs)}</{tag}>" for cell in _cells(line, start))
        rows.append(f"<tr>{cells}</tr>")
        start += len(line) + 1
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def _cells(line: str, start: int) -> Iterator[tuple[int, int]]:
    for cell in line.split(_CELL_END):
        yield start, start + len(cell)
        start += len(cell) + len(_CELL_END)


def _by_block(plain: PlainText, runs: Iterable[TaggedRun]) -> dict[int, list[TaggedRun]]:
    found: dict[int, list[TaggedRun]] = defaultdict(list)
    for run in runs:
        if run.start < run.end:
            for number in range(plain.block_at(run.start), plain.block_at(run.end - 1) + 1):
                found[number].append(run)
    return found


def _inline(text: str, start: int, end: int, runs: Sequence[TaggedRun]) -> str:
    """Return `text[start:end]` with its runs; where two cross, the inner one is closed and opened again."""
    inside = [each for each in runs if each.start < end and each.end > start]
    by_start: dict[int, list[TaggedRun]] = defaultdict(list)
    for run in sorted(inside, key=lambda each: -each.end):
        by_start[max(start, run.start)].append(run)
    edges = sorted({start, end, *by_start, *(min(end, each.end) for each in inside)})
    parts: list[str] = []
    opened: list[TaggedRun] = []
    for edge, following in pairwise([*edges, end]):
        parts += _closed(opened, edge, is_last=edge == end)
        opened += by_start[edge]
        parts += (run.opening if run.start == edge else run.again or run.opening for run in by_start[edge])
        parts.append(escaped(text[edge:following]))
    return "".join(parts)


def _closed(opened: list[TaggedRun], edge: int, *, is_last: bool) -> Iterator[str]:
    """Close the runs that end at *edge*, with what is inside of them; what goes on is opened again."""
    ending = [each for each in opened if each.end <= edge or is_last]
    if not ending:
        return
    again: list[TaggedRun] = []
    while ending:
        run = opened.pop()
        yield run.closing
        if run in ending:
            ending.remove(run)
            if run.end <= edge:
                yield run.behind
        else:
            again.insert(0, run)
    for run in again:
        opened.append(run)
        yield run.again or run.opening


def _of_span(span: Span) -> TaggedRun | None:
    if span.kind == "link" and is_web(span.target):
        return TaggedRun(span.start, span.end, f'<a href="{escaped(span.target)}">', "</a>")
    tag = _TAG_BY_SPAN.get(span.kind)
    return TaggedRun(span.start, span.end, f"<{tag}>", f"</{tag}>") if tag else None
