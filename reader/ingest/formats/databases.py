"""Databases of other programs, copied and never trusted: newsboat's cache, buku's bookmarks."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing

from reader.ingest.formats.fields import Fields
from reader.ingest.formats.moments import Moment
from reader.ingest.formats.part import FileFormat, Parts, Skipped
from reader.ingest.formats.saved_item import ItemMapping
from reader.ingest.formats.source import Source
from reader.library.guarded_file import UnreadableError
from reader.library.safe_text import line

LARGEST = 300_000_000
_MAGIC = b"SQLite format 3\x00"
_LONGEST_VALUE = 20_000_000
# Steps of SQLite's machine between two looks, and looks until a query has taken too long.
_STEPS, _MOST_LOOKS = 1_000_000, 2_000
# So many articles of a feed with one moment were dated when they were loaded.
_AT_ONCE = 3


def open_copy(source: Source) -> sqlite3.Connection:
    """Return a copy of a database in memory, in which nothing of its own is run. Raises: UnreadableError."""
    data = bytearray(source.read(LARGEST))
    # What was left in a journal beside the file is not read; without this a copy of it could not be opened.
    data[18:20] = b"\x01\x01"
    connection = sqlite3.connect(":memory:")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.text_factory = lambda value: value.decode("utf-8", "replace")
    looks = Counter[str]()

    def look() -> bool:
        looks["all"] += 1
        return looks["all"] > _MOST_LOOKS

    connection.set_progress_handler(look, _STEPS)
    try:
        connection.deserialize(bytes(data))
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA cell_size_check = ON")
    except sqlite3.Error as error:
        connection.close()
        raise UnreadableError(f"{line(source.name)} is a database that is damaged.") from error
    return connection


def rows_of_table(source: Source, table: str) -> Iterator[Fields]:
    """Yield the rows of a table, each by the names of its columns. Raises: UnreadableError."""
    with closing(open_copy(source)) as connection:
        try:
            cursor = connection.execute(f'SELECT * FROM "{table}"')
            names = [each[0] for each in cursor.description]
            for row in cursor:
                yield Fields(dict(zip(names, row, strict=False)))
        except (sqlite3.Error, MemoryError, OverflowError) as error:
            raise UnreadableError(f"{line(source.name)} is a database that cannot be read any further.") from error


def has_tables(**columns: str) -> Callable[[Source], bool]:
    """Return what tells whether a file is a database that has these tables, each with these columns."""

    def recognizes(source: Source) -> bool:
        if not source.head.startswith(_MAGIC):
            return False
        try:
            with closing(open_copy(source)) as connection:
                return all({*names.split()} <= _columns(connection, table) for table, names in columns.items())
        except (UnreadableError, sqlite3.Error):
            return False

    return recognizes


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    found = connection.execute("SELECT type FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    # A view would run what somebody wrote into it.
    if found != ("table",):
        return set()
    return {row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))}


_NEWSBOAT = ItemMapping(author=("author",), html=("content",), published=("pubDate",), tags=())


def _newsboat(source: Source) -> Parts:
    feeds = {each.line("rssurl"): each.line("title") for each in rows_of_table(source, "rss_feed")}
    times = Counter((each.line("feedurl"), each.line("pubDate")) for each in rows_of_table(source, "rss_item"))
    for row in rows_of_table(source, "rss_item"):
        item = _NEWSBOAT.item(row)
        item.site = feeds.get(row.line("feedurl"), "")
        unread = row.flag("unread")
        item.read = None if unread is None else not unread
        if row.line("content_mime_type") == "text/plain":
            item.html, item.text = "", item.html
        if times[row.line("feedurl"), row.line("pubDate")] >= _AT_ONCE and item.published.date:
            item.published = Moment(None, "its date is the moment at which newsboat loaded it and was left out")
        yield Skipped(item.title or item.url, "It was deleted there.") if row.flag("deleted") else item.part()


_BUKU = ItemMapping(url=("URL",), title=("metadata",), comment=("desc",))


def _is_cut(source: Source) -> bool:
    """Whether a database has fewer bytes than it says of itself."""
    head = source.head[:100]
    if len(head) < 100 or not head.startswith(_MAGIC) or head[24:28] != head[92:96]:
        return False
    page, pages = int.from_bytes(head[16:18], "big"), int.from_bytes(head[28:32], "big")
    with source.open() as stream:
        return stream.seek(0, 2) < (65_536 if page == 1 else page) * pages


def _refuse_cut(source: Source) -> Parts:
    raise UnreadableError(f"{line(source.name)} is a database that is cut short.")


FORMATS = (
    FileFormat(
        "newsboat's cache", has_tables(rss_item="title url pubDate content unread", rss_feed="rssurl title"), _newsboat
    ),
    FileFormat(
        "buku's bookmarks",
        has_tables(bookmarks="URL metadata tags desc"),
        lambda source: (_BUKU.part(row) for row in rows_of_table(source, "bookmarks")),
    ),
    # Behind all others: of some, what there is can still be read.
    FileFormat("a database", _is_cut, _refuse_cut),
)
