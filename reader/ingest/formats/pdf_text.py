"""The rows of a PDF become paragraphs, headings, tables and notes: HTML that is the article and nothing else."""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from reader.ingest.formats.pdf_layout import Row
from reader.library.safe_text import line

# Against the size of most letters: a heading's, a note's; against the usual distance of lines: a new paragraph's.
_HEADING, _NOTE, _APART = 1.12, 0.9, 1.35
_LONGEST_HEADING = 25
_INDENT, _SHORT_LINE = 0.7, 0.2
_OTHER_SIZE = 0.12
_ENDS = re.compile(r"[.!?…。؟।:;][\"'”’»)\]]*[⁰-⁹¹²³\d]{0,3}\Z")
_MARKED = re.compile(r"(?:[•◦▪‣●○–—-]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+\S")
_BULLET = re.compile(r"[•◦▪‣●○]\s+")
_NOTE_START = re.compile(r"(?:\d{1,3}|[*†‡§⁰-⁹¹²³]{1,3})\W?\s?\S")
_BROKEN_WORD = re.compile(r"(\w+)-\Z")
# Words that stand before a hyphen of their own more often than they begin a word that a line cuts.
_BEFORE_HYPHENS = frozenset("self well half twenty thirty forty fifty sixty seventy eighty ninety".split())
_LEAST_TABLE = 2


@dataclass(slots=True)
class PdfBlock:
    """A paragraph: *kind* is "text", "heading", "table" or "note"."""

    kind: str
    rows: list[Row]
    text: str = ""


def body_size(rows: Sequence[Row]) -> float:
    """Return the size that most letters have."""
    count: Counter[float] = Counter()
    for row in rows:
        count[round(row.size * 2) / 2] += len(row.text)
    return count.most_common(1)[0][0] if count else 0.0


def blocks_of(regions: Sequence[Sequence[Row]], size: float, words: Counter[str]) -> list[PdfBlock]:
    """Return the paragraphs of a page's or of several pages' regions in order; *words* are those of the document."""
    blocks: list[PdfBlock] = []
    for rows in regions:
        found = list(_paragraphs(rows, size))
        for block in found:
            block.text = _joined(block, words) if block.kind != "table" else ""
        last = next((each for each in reversed(blocks) if each.kind != "note"), None)
        if found and last and _goes_on(last, found[0]):
            last.text = _with(last.text, found[0].text, words)
            last.rows += found.pop(0).rows
        blocks += found
    return blocks


def words_of(rows: Sequence[Row]) -> Counter[str]:
    """Return the words of a document, those with hyphens whole: how a word that a line cuts is written elsewhere."""
    return Counter(word for row in rows for word in re.findall(r"\w+(?:-\w+)*", row.text.casefold()))


def written(blocks: Sequence[PdfBlock], title: str | None) -> str:
    """Return paragraphs as HTML, without the heading that is the *title*, notes at the end."""
    heads = [each for each in blocks if each.kind == "heading"]
    sizes = sorted({round(each.rows[0].size) for each in heads}, reverse=True)
    title_block = next(filter(lambda each: line(each.text) == title, heads), None)
    notes = [each for each in blocks if each.kind == "note"]
    parts = [_html(each, sizes) for each in blocks if each.kind != "note" and each is not title_block]
    return "\n".join((*parts, *["<hr>"][: len(notes)], *(_html(each, sizes) for each in notes)))


def _html(block: PdfBlock, sizes: Sequence[int]) -> str:
    if block.kind == "table":
        cells = ("".join(f"<td>{html.escape(cell, quote=False)}</td>" for cell in row.cells) for row in block.rows)
        return "<table>" + "".join(f"<tr>{each}</tr>" for each in cells) + "</table>"
    text = html.escape(block.text, quote=False)
    if block.kind == "heading":
        level = min(4, 2 + sizes.index(round(block.rows[0].size)))
        return f"<h{level}>{text}</h{level}>"
    if _BULLET.match(text):
        return f"<ul><li>{_BULLET.sub('', text, count=1)}</li></ul>"
    return f"<p>{text}</p>"


def _paragraphs(rows: Sequence[Row], size: float) -> Iterator[PdfBlock]:
    starts = _starts(rows)
    at = 0
    while at < len(rows):
        end = next((each for each in range(at + 1, len(rows)) if starts[each] or _begins_table(rows, each)), len(rows))
        table = _table_end(rows, at)
        if table - at >= _LEAST_TABLE:
            yield PdfBlock("table", list(rows[at:table]))
            at = table
        else:
            yield _block(list(rows[at:end]), size, is_low=at > 0)
            at = end


def _begins_table(rows: Sequence[Row], at: int) -> bool:
    return len(rows[at].cells) > 1 and _table_end(rows, at) - at >= _LEAST_TABLE


def _table_end(rows: Sequence[Row], at: int) -> int:
    """Return where the rows end that have several cells each, standing below one another."""
    end = at
    while end < len(rows) and len(rows[end].cells) > 1 and (end == at or _is_below(rows[end - 1], rows[end])):
        end += 1
    return end


def _is_below(above: Row, row: Row) -> bool:
    return row.top - above.bottom < 2 * row.size and row.left < above.right and above.left < row.right


def _block(rows: list[Row], size: float, *, is_low: bool) -> PdfBlock:
    words = sum(len(each.text.split()) for each in rows)
    if rows[0].size > _HEADING * size and words <= _LONGEST_HEADING and not _BULLET.match(rows[0].text):
        return PdfBlock("heading", rows)
    is_note = is_low and all(each.size < _NOTE * size for each in rows) and _NOTE_START.match(rows[0].text)
    return PdfBlock("note" if is_note else "text", rows)


class _Margins(NamedTuple):
    """Where the rows of a region begin and end, and how far apart those of a size usually are."""

    left: float
    usual: float
    right: float
    distances: dict[int, float]

    def is_apart(self, above: Row, row: Row) -> bool:
        """Whether a row is further below the one above than usual, or of another size."""
        usual = self.distances.get(round(row.size), row.size * 1.3)
        return row.top - above.top > _APART * usual or abs(row.size - above.size) > _OTHER_SIZE * row.size

    def indent(self, row: Row) -> float:
        """Return how far from the margin a row begins."""
        return self.right - row.right if row.is_rtl else row.left - self.usual

    def is_short(self, row: Row) -> bool:
        """Whether a row ends well before the other margin."""
        rest = row.left - self.left if row.is_rtl else self.right - row.right
        return rest > _SHORT_LINE * max(1.0, self.right - self.left)


def _starts(rows: Sequence[Row]) -> list[bool]:
    """Return for each row of a region whether a paragraph begins with it."""
    if not rows:
        return []
    lefts = [each.left for each in rows]
    margins = _Margins(min(lefts), median(lefts), max(each.right for each in rows), _leading(rows))
    return [True, *(margins.is_apart(*pair) or _begins(*pair, margins) for pair in pairwise(rows))]


def _begins(above: Row, row: Row, margins: _Margins) -> bool:
    """Whether a paragraph begins with a row that stands close below another."""
    is_ended = bool(_ENDS.search(above.text))
    is_marked = bool(_MARKED.match(row.text)) and (is_ended or bool(_MARKED.match(above.text)))
    is_indented = margins.indent(row) > _INDENT * row.size and margins.indent(above) < _INDENT * row.size / 2
    return is_indented or is_marked or (is_ended and margins.is_short(above))


def _leading(rows: Sequence[Row]) -> dict[int, float]:
    """Return the usual distance of lines by the size of their letters: that within paragraphs, not between them."""
    found: dict[int, list[float]] = {}
    for above, row in pairwise(rows):
        if round(above.size) == round(row.size) and 0 < row.top - above.top < 3 * row.size:
            found.setdefault(round(row.size), []).append(row.top - above.top)
    return {size: sorted(distances)[(len(distances) - 1) // 4] for size, distances in found.items()}


def _joined(block: PdfBlock, words: Counter[str]) -> str:
    text = ""
    for row in block.rows:
        text = _with(text, row.text, words) if text else row.text
    return text


def _with(text: str, following: str, words: Counter[str]) -> str:
    """Return two lines as one; a word that was cut is whole again, with its hyphen if it is written so."""
    cut = _BROKEN_WORD.search(text)
    first = re.match(r"\w+", following)
    if cut is None or first is None:
        return f"{text} {following}"
    return text + following if _has_hyphen(cut[1], first.group(), words) else text[:-1] + following


def _has_hyphen(start: str, end: str, words: Counter[str]) -> bool:
    """Whether two parts of a word, of which the first ends a line, have a hyphen between them anyway."""
    whole, hyphened = (f"{start}{mark}{end}".casefold() for mark in ("", "-"))
    if words[hyphened] != words[whole]:
        return words[hyphened] > words[whole]
    is_name = not end[0].islower() and not (start.isupper() and end.isupper())
    return is_name or start[-1].isdigit() or start.casefold() in _BEFORE_HYPHENS


def _goes_on(last: PdfBlock, block: PdfBlock) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    if last.kind != "text" or block.kind != "text" or _ENDS.search(last.text) or _MARKED.match(block.text):
        return False
    begins_small = block.text[:1].islower() or (block.text[:1].isalpha() and not block.text[:1].isupper())
    return abs(last.rows[-1].size - block.rows[0].size) < _OTHER_SIZE * last.rows[-1].size and begins_small
