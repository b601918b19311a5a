"""The bookmarks of browsers as they keep them: Firefox's and Chrome's JSON, Safari's property list, saved sessions."""

from collections.abc import Iterator

from reader.ingest.formats.fields import Fields
from reader.ingest.formats.json_exports import has_keys
from reader.ingest.formats.json_text import keys_of, read_json, values_of
from reader.ingest.formats.part import FileFormat, Parts
from reader.ingest.formats.property_list import has_name, parse_property_list
from reader.ingest.formats.saved_item import ItemMapping, SavedItem
from reader.ingest.formats.source import Source
from reader.library.guarded_file import UnreadableError
from reader.library.safe_text import line

LARGEST = 100_000_000
_DEEPEST = 60
_FIREFOX = ItemMapping(url=("uri",), saved=("dateAdded",))
_CHROME = ItemMapping(title=("name",), saved=("date_added",), tags=())
_SAFARI = ItemMapping(
    url=("URLString",),
    title=("URIDictionary.title", "ReadingListNonSync.Title"),
    description=("ReadingList.PreviewText",),
    saved=("ReadingList.DateAdded",),
    tags=(),
)
_READING_LIST = "com.apple.ReadingList"


def _leaves(top: Fields, children: str, title: str) -> Iterator[tuple[Fields, tuple[str, ...]]]:
    """Yield what has no *children* below *top*, in order, with the titles of the folders that it lies in."""
    stack: list[tuple[Fields, tuple[str, ...]]] = [(top, ())]
    while stack:
        node, folders = stack.pop()
        if node.value(children) is None:
            yield node, folders
        elif len(folders) < _DEEPEST:
            # What a browser makes itself has a name in its own language.
            is_own = node is not top and not node.value("root")
            inner = (*folders, node.line(title)) if is_own else folders
            stack += [(each, inner) for each in reversed([*node.items(children)])]


def _firefox(source: Source) -> Parts:
    for node, folders in _leaves(Fields.of(read_json(source)), "children", "title"):
        if node.value("uri"):
            item = _FIREFOX.item(node)
            item.folders = folders
            notes = (each for each in node.items("annos") if each.line("name").endswith("/description"))
            item.description = next((each.line("value") for each in notes), "")
            yield item.part()


def _chrome(source: Source) -> Parts:
    roots = Fields.of(Fields.of(read_json(source)).value("roots"))
    for name in roots.values:
        for node, folders in _leaves(Fields.of(roots.value(name)), "children", "name"):
            if node.value("url"):
                item = _CHROME.item(node)
                item.folders = folders
                yield item.part()


def _safari(source: Source) -> Parts:
    try:
        top = Fields.of(parse_property_list(source.read(LARGEST)))
    except ValueError as error:
        raise UnreadableError(f"{line(source.name)} is a list of bookmarks that is damaged.") from error
    for node, folders in _leaves(top, "Children", "Title"):
        if node.value("URLString"):
            item = _SAFARI.item(node)
            item.folders = folders
            item.read = False if _READING_LIST in folders else None
            yield item.part()


def _sessions(source: Source) -> Parts:
    """Yield the tabs of saved sessions, each once."""
    mapping = ItemMapping(saved=("lastAccessed",), tags=())
    seen: set[str] = set()
    for session in map(Fields.of, values_of(source)):
        for window in Fields.of(session.value("windows")).values.values():
            for tab in map(Fields.of, Fields.of(window).values.values()):
                item: SavedItem = mapping.item(tab)
                item.saved = item.saved if item.saved.date else session.moment("date")
                if item.url not in seen:
                    seen.add(item.url)
                    yield item.part()


def _is_firefox(source: Source) -> bool:
    keys = keys_of(source.head)
    return "{}" in keys and any(each.endswith(("children[].typeCode", "children[].uri")) for each in keys)


FORMATS = (
    FileFormat("Firefox's bookmarks", _is_firefox, _firefox),
    FileFormat("Chrome's bookmarks", has_keys("roots.bookmark_bar"), _chrome),
    FileFormat("Safari's bookmarks", lambda source: has_name(source, b"WebBookmarkType"), _safari),
    FileFormat("saved sessions", has_keys("[].windows", "[].date"), _sessions),
)
