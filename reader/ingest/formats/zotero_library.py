"""Zotero's database: its items with the snapshots in `storage/` and the annotations on them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from sqlite3 import Connection
from sqlite3 import Error as SqliteError
from typing import Any

from reader.ingest.formats.databases import has_tables, open_copy
from reader.ingest.formats.markup import plain
from reader.ingest.formats.moments import moment
from reader.ingest.formats.part import FileFormat, Highlight, Parts
from reader.ingest.formats.saved_item import SavedItem
from reader.ingest.formats.source import Source
from reader.ingest.formats.zotero_item import date_of, parts_with_file
from reader.library.guarded_file import UnreadableError
from reader.library.safe_text import line

_COLORS = {
    "#ffd400": "yellow",
    "#ff6666": "red",
    "#5fb236": "green",
    "#2ea8e5": "blue",
    "#a28ae5": "purple",
    "#e56eee": "magenta",
    "#f19837": "orange",
    "#aaaaaa": "gray",
}


@dataclass(slots=True)
class _Entry:
    """What the database has of an item."""

    key: str
    kind: str
    added: str
    said: dict[str, str] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    marks: list[Highlight] = field(default_factory=list)
    files: list[tuple[int, str, str]] = field(default_factory=list)

    def item(self) -> SavedItem:
        return SavedItem(
            url=line(self.said.get("url", "")),
            title=self.said.get("title", ""),
            author=", ".join(self.authors),
            site=self.said.get("publicationTitle") or self.said.get("websiteTitle") or self.said.get("blogTitle", ""),
            language=self.said.get("language", ""),
            description=self.said.get("abstractNote", ""),
            tags=self.tags,
            saved=moment(self.said.get("accessDate") or self.added),
            published=date_of(self.said.get("date", "")),
            highlights=tuple(self.marks),
        )


_ITEMS = (
    "SELECT itemID, key, typeName, dateAdded FROM items JOIN itemTypes USING (itemTypeID)"
    " WHERE itemID NOT IN (SELECT itemID FROM deletedItems) ORDER BY itemID"
)
_VALUES = (
    "SELECT itemID, fieldName, value FROM itemData JOIN fields USING (fieldID) JOIN itemDataValues USING (valueID)"
)
_CREATORS = (
    "SELECT itemID, trim(coalesce(firstName, '') || ' ' || lastName) FROM itemCreators JOIN creators USING (creatorID)"
    " ORDER BY itemID, orderIndex"
)
_TAGS = "SELECT itemID, name FROM itemTags JOIN tags USING (tagID)"
_NOTES = "SELECT coalesce(parentItemID, itemID), note FROM itemNotes"
_FILES = "SELECT itemID, coalesce(parentItemID, itemID), contentType, path FROM itemAttachments"
_MARKS = "SELECT itemID, parentItemID, text, comment, color FROM itemAnnotations ORDER BY parentItemID, sortIndex"


def _library(source: Source) -> Parts:
    with closing(open_copy(source)) as connection:
        try:
            entries = _entries(connection)
        except (SqliteError, MemoryError, OverflowError) as error:
            raise UnreadableError(f"{line(source.name)} is a database that cannot be read any further.") from error
    for entry in entries.values():
        if entry.kind in {"annotation", "note"} or (entry.kind == "attachment" and not entry.files):
            continue
        # A file lies in the folder of its own key.
        files = (
            (f"storage/{entries[number].key}/{path.removeprefix('storage:')}", kind)
            for number, path, kind in entry.files
            if path.startswith("storage:") and number in entries
        )
        yield from parts_with_file(source, entry.item(), files)


def _entries(connection: Connection) -> dict[int, _Entry]:
    """Return the items by number, each with all that is told of it. Raises: sqlite3.Error."""
    query = connection.execute
    entries = {number: _Entry(str(key), str(kind), str(added)) for number, key, kind, added in query(_ITEMS)}
    for number, name, value in _known(query(_VALUES), entries):
        entries[number].said[str(name)] = str(value)
    for number, name in _known(query(_CREATORS), entries):
        entries[number].authors.append(str(name))
    for number, name in _known(query(_TAGS), entries):
        entries[number].tags.append(str(name))
    for number, note in _known(query(_NOTES), entries):
        text = plain(str(note or ""))
        entries[number].marks += [Highlight(note=text)] if text else []
    _take_files(connection, entries)
    return entries


def _known(rows: Iterable[tuple[Any, ...]], entries: Mapping[int, _Entry]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of items that were not deleted."""
    return (row for row in rows if row[0] in entries)


def _take_files(connection: Connection, entries: Mapping[int, _Entry]) -> None:
    """Take the files of items, and the annotations in them."""
    owner: dict[int, _Entry] = {}
    for number, parent, kind, path in _known(connection.execute(_FILES), entries):
        if parent in entries:
            owner[number] = entries[parent]
            owner[number].files += [(number, str(path), str(kind))] if path else []
    for number, parent, text, comment, color in _known(connection.execute(_MARKS), entries):
        if parent in owner and (text or comment):
            mark = Highlight(str(text or ""), str(comment or ""), color=_COLORS.get(str(color).lower(), ""))
            mark = replace(mark, tags=tuple(entries[number].tags), created=moment(entries[number].added).date)
            owner[parent].marks.append(mark)


FORMATS = (
    FileFormat(
        "Zotero's library",
        has_tables(
            items="itemID key dateAdded itemTypeID",
            itemTypes="itemTypeID typeName",
            deletedItems="itemID",
            itemData="itemID fieldID valueID",
            fields="fieldID fieldName",
            itemDataValues="valueID value",
            creators="creatorID firstName lastName",
            itemCreators="itemID creatorID orderIndex",
            tags="tagID name",
            itemTags="itemID tagID",
            itemNotes="itemID parentItemID note",
            itemAttachments="itemID parentItemID contentType path",
            itemAnnotations="itemID parentItemID text comment color sortIndex",
        ),
        _library,
    ),
)
