"""What no program of its own is known for: a table or an object with addresses and titles."""

from reader.ingest.formats.fields import Fields
from reader.ingest.formats.json_text import keys_of, values_of
from reader.ingest.formats.part import FileFormat
from reader.ingest.formats.saved_item import ItemMapping
from reader.ingest.formats.source import Source
from reader.ingest.formats.tables import header_of, rows_of

_ANY_LIST = ItemMapping(
    url=("url", "link", "href", "uri", "address"),
    title=("title", "name"),
    author=("author", "authors", "creator"),
    description=("description", "excerpt", "summary"),
    comment=("note", "notes", "comment", "comments"),
    tags=("tags", "labels", "keywords"),
    folders=("folder", "collection"),
    saved=("saved", "created", "created_at", "date added", "added", "time_added", "timestamp", "date"),
    read="is_archived",
    starred="favorite",
)


def _is_table(source: Source) -> bool:
    header = header_of(source.head)
    return any(header.has(each) for each in _ANY_LIST.url) and any(header.has(each) for each in _ANY_LIST.title)


def _is_list(source: Source) -> bool:
    keys = keys_of(source.head)
    return any(f"[].{each}" in keys for each in _ANY_LIST.url) and any(f"[].{each}" in keys for each in _ANY_LIST.title)


FORMATS = (
    FileFormat("a table of links", _is_table, lambda source: (_ANY_LIST.part(row) for row in rows_of(source))),
    FileFormat(
        "a list of links in JSON",
        _is_list,
        lambda source: (_ANY_LIST.part(Fields.of(each)) for each in values_of(source)),
    ),
)
