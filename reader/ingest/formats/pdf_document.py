"""A PDF with a text layer: its text in reading order, and what of its properties the text bears out."""

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from reader.ingest.formats.document_record import borne_out_author, borne_out_date, borne_out_title
from reader.ingest.formats.pdf_layout import regions, rows, without_margins
from reader.ingest.formats.pdf_page import PdfPiece, page_pieces
from reader.ingest.formats.pdf_text import PdfBlock, blocks_of, body_size, words_of, written
from reader.library.safe_text import line

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MOST_PAGES = 2_000
LOCKED = "is protected by a password, so its text cannot be read"
PICTURES = "holds only pictures of pages. Run text recognition (OCR) on it first, then add it again"
DAMAGED = "is a damaged PDF document"
# How much larger than the text a line is that may be the title of the whole.
_TITLE_SIZE = 1.25
_ADDRESS = re.compile(r"https?://[^\s…]+(?=\s|\Z)")
# How many paragraphs, and how many lines, are the beginning.
# What browsers say of themselves where they print a page.
_BROWSER = re.compile(r"Mozilla/\d|Chromium\Z|Firefox\b|Safari\b")
_FIRST, _OPENING = 12, 40


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
        "page_title": _page_title(said),
        "author": borne_out_author(said.get("Author", ""), opening),
        "published": borne_out_date(said.get("CreationDate", ""), opening),
        "url": next((address.group() for address in map(_ADDRESS.match, dropped) if address), None),
        "note": f"{empty} of its {len(document)} pages hold no text that can be read, only pictures."
        if empty
        else None,
    }


def _page_title(said: Mapping[str, str]) -> str:
    """Return the title of the page that a browser printed; empty for other documents."""
    return said.get("Title", "") if _BROWSER.match(said.get("Creator", "")) else ""


def _page(document: "PdfDocument", number: int) -> tuple[list[PdfPiece], float]:
    """Return the pieces of a page and its height; of a page that is damaged, nothing."""
    import pypdfium2

    try:
        pieces, _, height = page_pieces(document, number)
    except pypdfium2.PdfiumError:
        return [], 0.0
    return [each for each in pieces if each.text], height


def _title(blocks: Sequence[PdfBlock], said: str, size: float) -> str | None:
    """Return the title that the properties name if the text begins with it, else the largest line of the beginning."""
    first = blocks[:_FIRST]
    heads = [each for each in first if each.kind == "heading" and each.rows[0].size >= _TITLE_SIZE * size]
    largest = max(heads, key=lambda each: each.rows[0].size, default=None)
    own = line(largest.text) if largest and re.search(r"\w", largest.text) else None
    return borne_out_title(said, [each.text for each in first]) or own
