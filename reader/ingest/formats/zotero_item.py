"""What Zotero's database and its exports have in common: dates, and the file that belongs to an item."""

import re
from collections.abc import Iterable

from reader.ingest.formats.archive_exports import within
from reader.ingest.formats.moments import FIRST_PRINT, NEVER, Moment, moment
from reader.ingest.formats.page_bytes import PAGE_TYPES
from reader.ingest.formats.part import Parts
from reader.ingest.formats.saved_item import SavedItem
from reader.ingest.formats.source import Source
from reader.library.guarded_file import UnreadableError
from reader.library.safe_text import line

# In its database a date stands twice: sortable, with zeros for what is not known, then as it was typed.
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def date_of(text: str) -> Moment:
    """Return the date of an item, as precise as it is."""
    if not text:
        return NEVER
    found = _DATE.match(text)
    if found is None:
        return moment(text, FIRST_PRINT)
    year, month, day = found.groups()
    return moment("-".join((year, *(each for each in (month, day) if each != "00"))), FIRST_PRINT)


def parts_with_file(source: Source, item: SavedItem, files: Iterable[tuple[str, str]]) -> Parts:
    """Yield an item with the first of its *files*, path and type, that is there; else what is known of it."""
    for path, kind in files:
        kept = source.beside(path)
        if kept is None:
            missing = f"its file {line(path.rpartition('/')[2])} is not there" if path else None
            item.notes = (*item.notes, missing) if missing else item.notes
            continue
        if kind in PAGE_TYPES:
            try:
                yield item.part(kept.read(), "page")
            except UnreadableError as error:
                item.notes = (*item.notes, str(error).rstrip("."))
                continue
        else:
            yield from within(kept, item)
        return
    yield item.part()
