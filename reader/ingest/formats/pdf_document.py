"""A PDF with a text layer: its text in reading order, and what of its properties the text bears out."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from reader.ingest.dates import find_dates
from reader.ingest.formats.pdf_layout import regions, rows, without_margins
from reader.ingest.formats.pdf_page import PdfPiece, page_pieces
from reader.ingest.formats.pdf_text import PdfBlock, blocks_of, body_size, words_of, written
from reader.library.safe_text import line
from reader.text.languages import language_of

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MOST_PAGES = 2_000
LOCKED, PICTURES, DAMAGED = "locked", "pictures", "damaged"
_WORD = re.compile(r"\w+")
# How much larger than the text a line is that may be the title of the whole.
_TITLE_SIZE = 1.25
_LONGEST_TITLE = 30
_ADDRESS = re.compile(r"https?://[^\s…]+(?=\s|\Z)")
_CREATED = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_OPENING = 40


def read_pdf(data: bytes) -> dict[str, Any]:
    """Return a PDF's text and record; *problem* tells why there is none: it is locked, or only pictures."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        is_locked = "password" in str(error).lower() or "security" in str(error).lower()
        return {"problem": LOCKED if is_locked else DAMAGED}
    try:
        return _read(document)
    finally:
        document.close()


def _read(document: "PdfDocument") -> dict[str, Any]:
    pages = [_page(document, number) for number in range(min(len(document), MOST_PAGES))]
    empty = sum(not pieces for pieces, _ in pages)
    if empty == len(pages):
        return {"problem": PICTURES}
    kept, dropped = without_margins(pages)
    found = [rows(region) for pieces in kept for region in regions(pieces)]
    every = [*chain.from_iterable(found)]
    size = body_size(every)
    blocks = blocks_of(found, size, words_of(every))
    said = {key: line(value or "") for key, value in document.get_metadata_dict().items()}
    title = _title(blocks, said.get("Title", ""), size)
    opening = " ".join(row.text for row in every[:_OPENING])
    return {
        "body": written(blocks, title),
        "title": title,
        "author": _author(said.get("Author", ""), opening),
        "published": _date(said.get("CreationDate", ""), opening),
        "url": next((address.group() for address in map(_ADDRESS.match, dropped) if address), None),
        "pages": len(document),
        "empty": empty,
    }


def _page(document: "PdfDocument", number: int) -> tuple[list[PdfPiece], float]:
    pieces, _, height = page_pieces(document, number)
    return [each for each in pieces if each.text], height


def _title(blocks: Sequence[PdfBlock], said: str, size: float) -> str | None:
    """Return the title that the properties name if the text begins with it, else the largest line of the beginning."""
    first = blocks[:12]
    heads = [each for each in first if each.kind == "heading" and each.rows[0].size >= _TITLE_SIZE * size]
    largest = max(heads, key=lambda each: each.rows[0].size, default=None)
    words = _WORD.findall(said.casefold())
    if words and len(words) <= _LONGEST_TITLE:
        for each in first:
            if _WORD.findall(each.text.casefold())[: len(words)] == words:
                return said
    return line(largest.text) if largest and _WORD.search(largest.text) else None


def _author(said: str, opening: str) -> str | None:
    """Return the author that the properties name if the beginning names him too: else it is who made the file."""
    words = _WORD.findall(said.casefold())
    known = Counter(_WORD.findall(opening.casefold()))
    return said if len(words) > 1 and all(known[each] for each in words) else None


def _date(said: str, opening: str) -> str | None:
    """Return the day on which the file was made if the beginning tells it too, as exactly as it does."""
    created = _CREATED.match(said)
    if created is None:
        return None
    day = "-".join(created.groups())
    dates = [each.iso for each in find_dates(opening, language_of(opening))]
    return next((each for each in dates if each[:10] == day or (len(each) == 7 and day.startswith(each))), None)
