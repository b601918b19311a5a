"""What can be copied of an article: its words, a quotation with its reference, a link. Computed without Textual."""

from typing import TYPE_CHECKING

from reader.view.caret import Caret

if TYPE_CHECKING:
    from reader.library.catalog import CatalogEntry
    from reader.library.record import Record

# The name of each choice in the message after copying.
NAMES = {
    "words": "Words", "paragraph": "Paragraph", "reference": "Reference", "link": "Link", "address": "Address",
    "title": "Title", "quotation": "Quotation", "note": "Note",
}  # fmt: skip


def marked_span(caret: Caret, what: str) -> tuple[int, int] | None:
    """Return the passage to copy: the selection or sentence, or for `paragraph` the paragraph."""
    start, end = caret.paragraph() if what == "paragraph" and caret.anchor is None else caret.marked() or (0, 0)
    return (start, end) if start < end else None


def listed_line(entry: "CatalogEntry") -> str:
    """Return an article as a line of columns: id, date, site, title."""
    record = entry.record
    columns = (entry.id, record.published or "", record.site or "", entry.title)
    return "\t".join(" ".join(each.split()) for each in columns) + "\n"


def copied_text(what: str, article_id: str, record: "Record", style: str) -> str:
    """Return the `reference`, `link`, `address` or `title` of an article; empty if it has none."""
    from reader.notes.exports.cite import STYLES
    from reader.notes.model import format_link

    if what == "reference":
        return STYLES[style]({article_id: record}).strip()
    return {"link": format_link(article_id), "address": record.url or "", "title": record.title or article_id}[what]
