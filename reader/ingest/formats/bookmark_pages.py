"""Lists of links in HTML: the bookmarks of browsers and of many programs, and the exports of Pocket and Instapaper."""

import re
from collections.abc import Callable, Iterator

from reader.ingest.encodings import decoded
from reader.ingest.formats.fields import Fields
from reader.ingest.formats.listing import ListedLink, links_in
from reader.ingest.formats.part import FileFormat, Parts
from reader.ingest.formats.saved_item import ItemMapping, SavedItem, is_web
from reader.ingest.formats.source import Source
from reader.library.guarded_file import UndecodableError, UnreadableError
from reader.library.safe_text import clean, line

LARGEST = 100_000_000
_SEEN = 4_000
_NOTES = re.compile(r"\[linkding-notes\](.*?)\[/linkding-notes\]", re.DOTALL)
_ARCHIVED = "linkding:bookmarks.archived"
# Attributes of programs whose descriptions a person has written; a browser takes them from the page.
_OF_PROGRAMS = ("private", "toread", "tags")
_STATES = {"unread": False, "archive": True, "read archive": True}

_NETSCAPE = ItemMapping(
    url=("href",),
    title=(),
    saved=("add_date", "time_added"),
    starred="data-important",
)


def _text(source: Source) -> str:
    try:
        return clean(decoded(source.read(LARGEST)).text)
    except UndecodableError as error:
        raise UnreadableError(f"{line(source.name)} {error}.") from error


def _has(*signs: bytes) -> Callable[[Source], bool]:
    """Return what tells whether all these *signs*, in small letters, stand at the beginning of a file."""
    return lambda source: all(sign in source.head[:_SEEN].lower() for sign in signs)


def _items(source: Source) -> Iterator[tuple[ListedLink, SavedItem]]:
    for link in links_in(_text(source)):
        item = _NETSCAPE.item(Fields(link.attributes))
        item.title = link.title
        yield link, item


def _bookmarks(source: Source) -> Parts:
    for link, item in _items(source):
        # The first heading is that of the whole, and no folder.
        item.folders = link.headings
        item.read = False if link.attributes.get("toread") == "1" else None
        tags = [each for each in item.tags if each not in {"no_tag", _ARCHIVED}]
        item.read = True if _ARCHIVED in item.tags else item.read
        item.tags = tags
        _describe(link, item)
        yield item.part()


def _describe(link: ListedLink, item: SavedItem) -> None:
    text = _NOTES.sub("", link.description).strip()
    notes = [each.strip() for each in _NOTES.findall(link.description)]
    has_own = any(each in link.attributes for each in _OF_PROGRAMS) and "data-cover" not in link.attributes
    if not is_web(item.url) and item.url.startswith(("?", "/shaare/")):
        # Shaarli's own texts have an address in itself only.
        item.url, item.text = "", text
    elif has_own:
        item.comment = "\n\n".join(filter(None, (text, *notes)))
    else:
        item.description, item.comment = text, "\n\n".join(notes)


def _sections(source: Source) -> Parts:
    """Yield the links of Pocket and Instapaper, whose headings are states or folders."""
    for link, item in _items(source):
        state = link.section.casefold()
        item.read = _STATES.get(state)
        item.starred = True if state == "starred" else None
        item.folders = (link.section,)
        yield item.part()


FORMATS = (
    FileFormat("browser bookmarks", _has(b"netscape-bookmark-file"), _bookmarks),
    FileFormat("Pocket's page", _has(b"<title>pocket export"), _sections),
    FileFormat("Pocket's page", _has(b"time_added=", b"<h1>", b"<li>"), _sections),
    FileFormat("Instapaper's page", _has(b"<title>instapaper", b"<h1>"), _sections),
)
