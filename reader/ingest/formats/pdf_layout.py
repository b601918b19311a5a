"""The reading order of a PDF's page: columns one after the other, rows of a table cell by cell."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from statistics import median

from reader.ingest.formats.pdf_page import PdfPiece

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
# `- 12 -`, `Page 3 of 9`, `3 / 9`.
_PAGE_NUMBER = re.compile(
    r"\W*(?:p(?:age|ágina|agina)?\.?|seite|strana|стр(?:аница)?\.?|صفحة)?\s*(\d{1,4})(?:\s*(?:/|of|von|de|sur|из|من)\s*\d{1,4})?\W*\Z",
    re.IGNORECASE,
)
# What stands apart before an item of a list.
_ITEM = re.compile(r"[•◦▪‣●○–—*-]|\(?(?:\d{1,3}|[a-z])[.)]")
# In which part of a page's height headers and footers stand, and on how many of the pages they recur.
_MARGIN, _RECURS = 0.12, 0.3
# Two columns: a gap of so many heights of the letters, which few lines cross; as many lines on both sides.
_GUTTER, _MOST_CROSSING, _LEAST_LINES, _LEAST_WORDS = 0.7, 0.2, 4, 2.5
_STEP = 2.0
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a region: its cells in reading order, usually one."""

    cells: tuple[str, ...]
    left: float
    right: float
    top: float
    bottom: float
    size: float
    is_rtl: bool

    @property
    def text(self) -> str:
        """All that it says."""
        return " ".join(self.cells)


def without_margins(pages: Sequence[tuple[list[PdfPiece], float]]) -> tuple[list[list[PdfPiece]], list[str]]:
    """Return the pieces of pages (each with its height) without headers, footers and page numbers, and what those say.

    What recurs at the edge of several pages, figures aside, is one of them.
    """
    recurring = _recurring(pages)
    numbers = [_numbers(pieces, height, at) for at, (pieces, height) in enumerate(pages)]
    counting = _counting(numbers)
    edges = [
        {id(each) for each in _edge(pieces, height) if _key(each) in recurring or page.get(id(each)) in counting}
        for (pieces, height), page in zip(pages, numbers, strict=True)
    ]
    parted = [_parted(pieces, edge) for (pieces, _), edge in zip(pages, edges, strict=True)]
    return [inner for inner, _ in parted], [each.text for _, outer in parted for each in outer]


def _counting(numbers: Sequence[Mapping[int, int]]) -> set[int]:
    """Return by how much the numbers that count the pages are off their places: by one, or alike on several pages."""
    counts = Counter(chain.from_iterable(set(page.values()) for page in numbers))
    return {1} | {offset for offset, count in counts.items() if count > 1}


def _parted(pieces: Sequence[PdfPiece], edge: set[int]) -> tuple[list[PdfPiece], list[PdfPiece]]:
    return [each for each in pieces if id(each) not in edge], [each for each in pieces if id(each) in edge]


def _recurring(pages: Sequence[tuple[list[PdfPiece], float]]) -> set[str]:
    counts = Counter(key for pieces, height in pages for key in {_key(each) for each in _edge(pieces, height)})
    return {key for key, count in counts.items() if count >= max(2, _RECURS * len(pages))}


def _edge(pieces: Sequence[PdfPiece], height: float) -> Iterator[PdfPiece]:
    return (each for each in pieces if each.bottom < _MARGIN * height or each.top > (1 - _MARGIN) * height)


def _key(piece: PdfPiece) -> str:
    return re.sub(r"\d+", "#", piece.text.casefold())


def _numbers(pieces: Sequence[PdfPiece], height: float, at: int) -> dict[int, int]:
    """Return what may be the number of a page, by the identity of its piece, less the page's place *at*."""
    found: dict[int, int] = {}
    for piece in _edge(pieces, height):
        number = _PAGE_NUMBER.match(piece.text)
        others = [each for each in pieces if each is not piece]
        is_outside = all(each.middle < piece.top for each in others) or all(
            each.middle > piece.bottom for each in others
        )
        if number and is_outside:
            found[id(piece)] = int(number[1]) - at
    return found


def regions(pieces: Sequence[PdfPiece], depth: int = 0) -> Iterator[list[PdfPiece]]:
    """Yield the pieces of a page in the order in which its columns, and what crosses them, are read."""
    gutter = _gutter(pieces) if depth < _DEEPEST else None
    if gutter is None:
        if pieces:
            yield list(pieces)
        return
    bands = groupby(sorted(pieces, key=lambda each: each.top), lambda each: each.left < gutter < each.right)
    is_rtl = _is_rtl(" ".join(each.text for each in pieces))
    for crosses, band in bands:
        inside = list(band)
        if crosses:
            yield inside
            continue
        sides = [[each for each in inside if (each.left < gutter) == is_left] for is_left in (not is_rtl, is_rtl)]
        for side in sides:
            yield from regions(side, depth + 1)


def _gutter(pieces: Sequence[PdfPiece]) -> float | None:
    """Return where the gap between two columns is; None if there are none."""
    if len(pieces) < 2 * _LEAST_LINES:
        return None
    left, right = min(each.left for each in pieces), max(each.right for each in pieces)
    size = median(each.size for each in pieces)
    crossing = _crossing(pieces, left, right)
    gaps = groupby(range(len(crossing)), key=lambda at: crossing[at] <= _MOST_CROSSING * len(pieces))
    runs = [[*steps] for is_gap, steps in gaps if is_gap]
    wide = [each for each in runs if len(each) * _STEP >= _GUTTER * size]
    for places in sorted(wide, key=len, reverse=True):
        middle = left + (places[0] + places[-1] + 1) / 2 * _STEP
        if _are_columns(pieces, middle):
            return middle
    return None


def _crossing(pieces: Sequence[PdfPiece], left: float, right: float) -> list[int]:
    """Return how many pieces stand at each step from *left* to *right*."""
    crossing = [0] * (int((right - left) / _STEP) + 2)
    for each in pieces:
        for at in range(int((each.left - left) / _STEP), int((each.right - left) / _STEP) + 1):
            crossing[at] += 1
    return crossing


def _are_columns(pieces: Sequence[PdfPiece], gutter: float) -> bool:
    """Whether prose stands on both sides; the cells of a table are few words."""
    sides = ([each for each in pieces if each.right <= gutter], [each for each in pieces if each.left >= gutter])
    if any(
        len(side) < _LEAST_LINES or median(len(each.text.split()) for each in side) < _LEAST_WORDS for side in sides
    ):
        return False
    one, other = ((min(each.top for each in side), max(each.bottom for each in side)) for side in sides)
    return min(one[1], other[1]) > max(one[0], other[0])


def rows(region: Sequence[PdfPiece]) -> list[Row]:
    """Return the rows of a region from above to below."""
    found: list[list[PdfPiece]] = []
    for piece in sorted(region, key=lambda each: each.middle):
        if found and piece.top < median(each.middle for each in found[-1]) < piece.bottom:
            found[-1].append(piece)
        else:
            found.append([piece])
    return [_row(each) for each in found]


def _row(pieces: list[PdfPiece]) -> Row:
    is_rtl = _is_rtl(" ".join(each.text for each in pieces))
    ordered = sorted(pieces, key=lambda each: each.left, reverse=is_rtl)
    cells = [each.text for each in ordered if each.text]
    if len(cells) > 1 and _ITEM.fullmatch(cells[0]):
        cells[:2] = [" ".join(cells[:2])]
    return Row(
        tuple(cells),
        min(each.left for each in pieces),
        max(each.right for each in pieces),
        min(each.top for each in pieces),
        max(each.bottom for each in pieces),
        max(each.size for each in pieces),
        is_rtl,
    )


def _is_rtl(text: str) -> bool:
    return len(_RTL.findall(text)) * 2 > len(_LETTER.findall(text))
