"""Exports in JSON: wallabag, Karakeep, Linkwarden, Pocket, Pinboard, GoodLinks, FreshRSS, Miniflux and others."""

import html
from collections.abc import Callable, Iterable, Iterator

from reader.ingest.formats.fields import Fields
from reader.ingest.formats.json_text import keys_of, read_json, values_of
from reader.ingest.formats.moments import FIRST_PRINT
from reader.ingest.formats.part import FileFormat, FilePart, Parts, Skipped
from reader.ingest.formats.passages import PassageMapping, gathered
from reader.ingest.formats.saved_item import ItemMapping, SavedItem
from reader.ingest.formats.source import Source
from reader.library.guarded_file import UnreadableError

# What wallabag puts in place of a page that it did not get.
_NO_CONTENT = "wallabag can't retrieve contents for this article"
_STATE = "/state/com.google/"
# What ArchiveBox kept of a page, the best to read first.
_KEPT = ("readability/content.html", "mercury/content.html", "singlefile.html", "output.html", "htmltotext.txt")


def objects(name: str, paths: Iterable[str], mapping: ItemMapping, *, within: str = "") -> FileFormat:
    """Return the format of JSON in which all these *paths* stand: a list of items, or an object with it *within*."""

    def read(source: Source) -> Parts:
        values = Fields.of(read_json(source)).items(within) if within else map(Fields.of, values_of(source))
        return (mapping.part(each) for each in values)

    return FileFormat(name, has_keys(*paths), read)


def has_keys(*paths: str) -> Callable[[Source], bool]:
    """Return what tells whether all these *paths* of keys stand at the beginning of a file."""
    wanted = frozenset(paths)
    return lambda source: wanted <= keys_of(source.head)


_WALLABAG_PASSAGES = PassageMapping(exact=("quote",), note=("text",))


def _wallabag(fields: Fields, item: SavedItem) -> None:
    item.highlights = _WALLABAG_PASSAGES.highlights(fields.items("annotations"))
    if _NO_CONTENT in item.html[:2_000].replace("’", "'"):
        item.html = ""
        item.notes = ("there is only its link: wallabag had not got the page",)


def _pocket_passages(fields: Fields, item: SavedItem) -> None:
    item.highlights = PassageMapping().highlights(fields.items("highlights"))


_POCKET_ITEMS = ItemMapping(tags=(), amend=_pocket_passages)


def _pocket_collection(source: Source) -> Parts:
    collection = Fields.of(read_json(source))
    mapping = ItemMapping(description=("excerpt",), comment=("note",), tags=())
    for each in collection.items("items"):
        item = mapping.item(each)
        item.folders = (collection.line("title"),)
        item.saved = collection.moment("createdAt")
        yield item.part()


def _karakeep(source: Source) -> Iterator[FilePart | Skipped]:
    whole = Fields.of(read_json(source))
    lists = {each.line("id"): each.line("name") for each in whole.items("lists")}
    mapping = ItemMapping(
        url=("content.url",), text=("content.text",), comment=("note",), saved=("createdAt",), read="archived"
    )
    for each in whole.items("bookmarks"):
        item = mapping.item(each)
        item.folders = [lists.get(name, "") for name in each.words("lists")]
        if each.value("content") is None:
            yield Skipped(
                item.title or "an entry without a title", "It is a picture or a PDF, which the export leaves out."
            )
        else:
            yield item.part()


_LINKWARDEN = ItemMapping(
    title=("name",), comment=("description",), text=("textContent",), saved=("importDate", "createdAt")
)


def _linkwarden(source: Source) -> Parts:
    whole = Fields.of(read_json(source))
    # Before version 2.8 nothing has an id.
    pinned = {each.line("id", "url") for each in whole.items("pinnedLinks")} - {""}
    for collection in whole.items("collections"):
        for link in collection.items("links"):
            item = _LINKWARDEN.item(link)
            item.title, item.comment = html.unescape(item.title), html.unescape(item.comment)
            item.folders = (html.unescape(collection.line("name")),)
            item.starred = True if link.line("id", "url") in pinned else None
            yield item.part()


def _goodlinks(fields: Fields, item: SavedItem) -> None:
    item.read = True if fields.value("readAt") else None


def _pinboard(fields: Fields, item: SavedItem) -> None:
    item.read = False if fields.flag("toread") else None


def _reader(fields: Fields, item: SavedItem) -> None:
    """Take what Google Reader's heirs say by their categories: states, labels and the page's own tags."""
    item.title, item.author = html.unescape(item.title), html.unescape(item.author)
    states = {each.partition(_STATE)[2] for each in item.tags if _STATE in each}
    labels = [each.partition("/label/")[2] if each.startswith("user/") else each for each in item.tags]
    item.tags = [each for each in labels if each]
    item.read = True if "read" in states else False if "unread" in states else None
    item.starred = True if "starred" in states or fields.value("starred") else None
    item.published = fields.moment("published", earliest=FIRST_PRINT)


def _archived(source: Source) -> Parts:
    whole = values_of(source)
    for value in whole:
        fields = Fields.of(value)
        links = fields.items("links") if fields.value("links") else iter((fields,))
        for link in links:
            yield _snapshot(source, link, f"archive/{link.line('timestamp')}/")


def _one_archived(source: Source) -> Parts:
    yield _snapshot(source, Fields.of(read_json(source)), "")


_SNAPSHOT = ItemMapping(saved=("bookmarked_at", "timestamp"))


def _snapshot(source: Source, link: Fields, folder: str) -> FilePart | Skipped:
    """Return a page with the best text that is kept of it in a *folder* beside the file."""
    item = _SNAPSHOT.item(link)
    for name in _KEPT:
        kept = source.beside(f"{folder}{name}")
        if kept is None:
            continue
        try:
            data = kept.read()
        except UnreadableError as error:
            item.notes = (*item.notes, str(error))
            continue
        if data.strip():
            return item.part(
                data, "content" if "content.html" in name else "scrape" if name.endswith("txt") else "page"
            )
    return item.part()


_READER = ItemMapping(
    url=("canonical.href", "alternate.href", "url"),
    author=("author",),
    site=("origin.title",),
    html=("content.content", "summary.content"),
    tags=("categories",),
    saved=("starred", "crawlTimeMsec"),
    amend=_reader,
)

FORMATS = (
    objects(
        "wallabag's JSON",
        ("[].is_archived", "[].is_starred", "[].url"),
        ItemMapping(
            author=("published_by",),
            url=("url", "given_url", "origin_url"),
            language=("language",),
            html=("content",),
            saved=("created_at",),
            published=("published_at",),
            read="is_archived",
            starred="is_starred",
            amend=_wallabag,
        ),
    ),
    objects(
        "JSON of wallabag before its second version",
        ("[].is_read", "[].is_fav", "[].url"),
        ItemMapping(html=("content",), read="is_read", starred="is_fav", amend=_wallabag),
    ),
    objects(
        "entries of Miniflux",
        ("entries[].status", "entries[].url", "entries[].published_at"),
        ItemMapping(
            author=("author",),
            site=("feed.title",),
            html=("content",),
            published=("published_at",),
            read=("status", {"read": True, "unread": False}),
            starred="starred",
        ),
        within="entries",
    ),
    FileFormat("Karakeep's JSON", has_keys("bookmarks[].createdAt", "bookmarks[].content"), _karakeep),
    FileFormat("Linkwarden's JSON", has_keys("collections[].links", "collections[].name"), _linkwarden),
    FileFormat(
        "Pocket's highlights",
        has_keys("[].url", "[].highlights[].quote"),
        lambda source: gathered(_POCKET_ITEMS.item(Fields.of(each)) for each in values_of(source)),
    ),
    FileFormat("a collection of Pocket", has_keys("slug", "items[].url", "items[].excerpt"), _pocket_collection),
    objects(
        "Pinboard's JSON",
        ("[].href", "[].description", "[].time", "[].toread"),
        ItemMapping(
            url=("href",),
            title=("description",),
            comment=("extended",),
            separator=" ",
            saved=("time",),
            amend=_pinboard,
        ),
    ),
    objects(
        "GoodLinks' JSON",
        ("[].url", "[].addedAt", "[].starred"),
        ItemMapping(description=("summary",), saved=("addedAt",), starred="starred", amend=_goodlinks),
    ),
    objects("starred articles of FreshRSS", ("items[].crawlTimeMsec", "items[].title"), _READER, within="items"),
    objects("starred articles of Inoreader", ("items[].canonical", "items[].title"), _READER, within="items"),
    FileFormat("ArchiveBox's index", has_keys("links[].timestamp", "links[].url"), _archived),
    FileFormat("a page of ArchiveBox", has_keys("timestamp", "url", "history", "base_url"), _one_archived),
    FileFormat("ArchiveBox's links", has_keys("[].timestamp", "[].url", "[].history"), _archived),
    FileFormat("ArchiveBox's snapshots", has_keys("[].timestamp", "[].url", "[].bookmarked_at"), _archived),
)
