"""The characters of a PDF's pages, put together to pieces of lines: what stands side by side and close together."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_double, c_float
from dataclasses import dataclass
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any

from reader.ingest.formats.pdf_direction import Glyph, has_letters_from_right, is_from_right, stretches, with_marks

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

# Letters in the form that they have within a word, and letters joined to one sign.
_FORMS = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]+")
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# What the library gives for a hyphen at the end of a line.
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\u00ad": "-", "\u2010": "-"})
# How far apart, in heights of the letters, words are, and the cells of a table or two columns.
_WORD_GAP, _CELL_GAP = 0.22, 0.95
_SAME_LINE = 0.5
# A figure that is so much smaller than the word before it, and stands so much higher, is raised: browsers make it .83.
_RAISED_SIZE, _RAISED_BY = 0.86, 0.15
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MOST_CHARACTERS = 100_000


@dataclass(slots=True)
class PdfPiece:
    """A piece of a line: its text, where it stands (the origin is above on the left), and the size of its letters."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """Half of its height."""
        return (self.top + self.bottom) / 2


def page_pieces(document: "PdfDocument", number: int) -> tuple[list[PdfPiece], float, float]:
    """Return the pieces of a page, its width and its height."""
    page = document[number]
    try:
        width, height = page.get_size()
        text = page.get_textpage()
        try:
            return list(_pieces([*_glyphs(text, height)])), width, height
        finally:
            text.close()
    finally:
        page.close()


def _glyphs(page: Any, height: float) -> Iterator[Glyph]:
    from pypdfium2 import raw

    left, right, bottom, top = (c_double() for _ in range(4))
    box = raw.FS_RECTF(c_float(), c_float(), c_float(), c_float())
    for at in range(min(page.count_chars(), MOST_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(page.raw, at)
        if 0xD800 <= code <= 0xDFFF:
            continue
        character = chr(code) if code else "\ufffd"
        if raw.FPDFText_IsGenerated(page.raw, at) == 1:
            yield Glyph(" ", 0, 0, 0, 0, 0)
            continue
        raw.FPDFText_GetLooseCharBox(page.raw, at, box)
        raw.FPDFText_GetCharBox(page.raw, at, left, right, bottom, top)
        size = abs(box.top - box.bottom) or abs(top.value - bottom.value)
        shown = " " if character.isspace() else character
        yield Glyph(shown, box.left, height - box.top, box.right, height - box.bottom, size)


def _pieces(glyphs: Sequence[Glyph]) -> Iterator[PdfPiece]:
    if not has_letters_from_right(glyphs):
        # Most pages have no such letters, and need not be taken apart into lines.
        yield from _in_order(glyphs)
        return
    is_rtl = is_from_right(glyphs)
    marks = [each for each in glyphs if unicodedata.combining(each.text)]
    lines = with_marks(_lines(each for each in glyphs if not unicodedata.combining(each.text)), marks)

    def is_visual(line: Sequence[Glyph]) -> bool:
        # The numbers of a list stand alone.
        return has_letters_from_right(line) or (is_rtl and all(each.kind != "L" for each in line))

    for is_seen, some in groupby(lines, is_visual):
        if is_seen:
            for line in some:
                yield from (_cleaned(PdfPiece(*each)) for each in stretches(line, _CELL_GAP, is_rtl=is_rtl))
        else:
            yield from _in_order(chain.from_iterable(some))


def _lines(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the glyphs that come one after the other on one line."""
    line: list[Glyph] = []
    top = bottom = 0.0
    for glyph in glyphs:
        if glyph.is_space:
            # One that was drawn may be of the next line.
            line += [glyph] if glyph.left == glyph.right or _is_beside(top, bottom, glyph) else []
            continue
        if bottom and min(bottom, glyph.bottom) - max(top, glyph.top) < _SAME_LINE * min(
            bottom - top, glyph.bottom - glyph.top
        ):
            yield line
            line, bottom = [], 0.0
        top, bottom = (min(top, glyph.top), max(bottom, glyph.bottom)) if bottom else (glyph.top, glyph.bottom)
        line.append(glyph)
    yield line


def _in_order(glyphs: Iterable[Glyph]) -> Iterator[PdfPiece]:
    """Yield the pieces of lines from left to right."""
    piece: PdfPiece | None = None
    is_spaced = False
    for glyph in glyphs:
        if glyph.is_space:
            is_spaced = True
            continue
        gap = _gap(piece, glyph) if piece else None
        if piece is None or gap is None or gap > _CELL_GAP * piece.size:
            if piece:
                yield _cleaned(piece)
            piece = PdfPiece(glyph.text, glyph.left, glyph.top, glyph.right, glyph.bottom, glyph.size)
        else:
            is_word = is_spaced or gap > _WORD_GAP * piece.size
            piece.text += f" {glyph.text}" if is_word else _raised(piece, glyph)
            piece.left, piece.right = min(piece.left, glyph.left), max(piece.right, glyph.right)
            piece.top, piece.bottom = min(piece.top, glyph.top), max(piece.bottom, glyph.bottom)
            piece.size = max(piece.size, glyph.size)
        is_spaced = False
    if piece:
        yield _cleaned(piece)


def _raised(piece: PdfPiece, glyph: Glyph) -> str:
    is_small = glyph.size < _RAISED_SIZE * piece.size and glyph.bottom < piece.bottom - _RAISED_BY * piece.size
    return glyph.text.translate(_RAISED) if is_small else glyph.text


def _gap(piece: PdfPiece, glyph: Glyph) -> float | None:
    """Return how far a glyph is from a piece on its line, on either side; None if it stands on another line."""
    if not _is_beside(piece.top, piece.bottom, glyph):
        return None
    return max(0.0, glyph.left - piece.right, piece.left - glyph.right)


def _is_beside(top: float, bottom: float, glyph: Glyph) -> bool:
    """Whether a glyph stands on the line that reaches from *top* to *bottom*."""
    overlap = min(bottom, glyph.bottom) - max(top, glyph.top)
    return overlap >= _SAME_LINE * min(bottom - top, glyph.bottom - glyph.top)


def _cleaned(piece: PdfPiece) -> PdfPiece:
    text = _UNSEEN.sub("", piece.text.translate(_HYPHENS))
    piece.text = " ".join(_FORMS.sub(lambda form: unicodedata.normalize("NFKC", form.group()), text).split())
    return piece
