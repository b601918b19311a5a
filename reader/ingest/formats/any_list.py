"""What no program of its own is known for: a table or an object with addresses and titles."""

import re

from reader.ingest.formats.fields import Fields
from reader.ingest.formats.json_text import keys_of, values_of
from reader.ingest.formats.part import FileFormat
from reader.ingest.formats.saved_item import ItemMapping, SavedItem
from reader.ingest.formats.source import Source
from reader.ingest.formats.tables import header_of, rows_of

# What nobody writes in a text without tags.
_TAG = re.compile(r"</(?:p|div|a|li|h[1-6]|span|em|strong)>|<(?:p|br)\b", re.IGNORECASE)


def _told_apart(_: Fields, item: SavedItem) -> None:
    """Take what is called content for the text that it is where no tag stands in it."""
    if item.html and not _TAG.search(item.html):
        item.html, item.text = "", item.text or item.html


_ANY_LIST = ItemMapping(
    url=("url", "link", "href", "uri", "address"),
    title=("title", "name"),
    author=("author", "authors", "creator", "byline"),
    site=("site", "site_name", "publisher", "publication", "hostname"),
    language=("language", "lang"),
    html=("html", "content_html", "content"),
    text=("text", "content_text", "text_content", "full_text"),
    published=("published", "published_at", "date_published", "published_time", "publish_date"),
    description=("description", "excerpt", "summary"),
    comment=("note", "notes", "comment", "comments"),
    tags=("tags", "labels", "keywords"),
    folders=("folder", "collection"),
    saved=("saved", "created", "created_at", "date added", "added", "time_added", "timestamp", "date"),
    read="is_archived",
    starred="favorite",
    amend=_told_apart,
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
