"""Exports that are tables: Pocket, Instapaper, Readwise, wallabag, Raindrop, Readeck, LinkAce, Diigo, Matter."""

import re
from collections.abc import Iterator

from reader.ingest.formats.fields import Fields
from reader.ingest.formats.moments import moment
from reader.ingest.formats.part import FileFormat, Highlight, Parts, Skipped
from reader.ingest.formats.passages import PassageMapping, gathered
from reader.ingest.formats.saved_item import ItemMapping, SavedItem
from reader.ingest.formats.source import Source
from reader.ingest.formats.tables import header_of, rows_of
from reader.library.safe_text import clean

_ARCHIVED = {"archive": True, "archived": True, "unread": False, "read": True}
_RAINDROP_MARK = re.compile(r"^(?:Highlight|Note|Colou?r|Created):", re.MULTILINE)
_DIIGO_MARK = re.compile(r"(Highlight|Sticky note|Comment)s?:", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|div|br|li|ul)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")


def table(name: str, columns: tuple[str, ...], mapping: ItemMapping) -> FileFormat:
    """Return the format of a table that has *columns*; each row is an item."""

    def recognizes(source: Source) -> bool:
        return header_of(source.head).has(*columns)

    def read(source: Source) -> Parts:
        return (mapping.part(row) for row in rows_of(source))

    return FileFormat(name, recognizes, read)


def passage_table(name: str, columns: tuple[str, ...], mapping: ItemMapping, passages: PassageMapping) -> FileFormat:
    """Return the format of a table in which each row is a highlight, and the article that it is on."""

    def items(source: Source) -> Iterator[SavedItem]:
        for row in rows_of(source):
            item = mapping.item(row)
            item.highlights = passages.highlights([row])
            yield item

    return FileFormat(name, lambda source: header_of(source.head).has(*columns), lambda source: gathered(items(source)))


def _instapaper(row: Fields, item: SavedItem) -> None:
    # A folder of the person's own takes the place of the state, which is then not told.
    folder = row.line("Folder")
    state = folder.casefold()
    item.starred = True if state == "starred" else None
    item.read = {"archive": True, "unread": False}.get(state)
    item.folders = () if state in {"starred", "archive", "unread"} else (folder,)


def _readwise(_: Fields, item: SavedItem) -> None:
    tags = [*item.tags]
    item.starred = True if "favorite" in tags else None
    item.tags = [each for each in tags if each != "favorite"]


def _wallabag(row: Fields, item: SavedItem) -> None:
    # Twelve hours without AM or PM: only the day is told.
    day = re.match(r"(\d\d)/(\d\d)/(\d{4})", row.line("Creation date"))
    item.saved = moment(f"{day[3]}-{day[2]}-{day[1]}") if day else moment(row.line("Creation date"))


def _raindrop(row: Fields, item: SavedItem) -> None:
    item.highlights = tuple(_labeled(clean(row.raw("highlights"))))


def _labeled(text: str) -> Iterator[Highlight]:
    """Yield the highlights in a text of `Highlight:`, `Note:` and `Color:` lines."""
    for block in re.split(r"^Highlight:", text, flags=re.MULTILINE)[1:]:
        first = _RAINDROP_MARK.search(block)
        note = re.search(r"^Note:(.*?)(?=^(?:Colou?r|Created):|\Z)", block, re.MULTILINE | re.DOTALL)
        color = re.search(r"^Colou?r:(.*)$", block, re.MULTILINE)
        exact = block[: first.start()] if first else block
        if exact.strip():
            yield Highlight(
                exact.strip(), note[1].strip() if note else "", color=color[1].strip().lower() if color else ""
            )


def _diigo(row: Fields, item: SavedItem) -> None:
    tags = row.line("tags")
    item.tags = () if tags == "no_tag" else row.words("tags", separator="," if "," in tags else " ")
    pieces = _DIIGO_MARK.split(clean(_TAG.sub("", _BLOCK.sub("\n", row.raw("annotations")))))
    marks = [(kind.casefold(), text.strip()) for kind, text in zip(pieces[1::2], pieces[2::2], strict=False)]
    item.highlights = tuple(
        Highlight(text) if kind == "highlight" else Highlight(note=text) for kind, text in marks if text
    )


def _linkace(row: Fields, item: SavedItem) -> None:
    item.notes = () if not row.line("deleted_at") else ("It was in the trash there",)


_READWISE_READER = ItemMapping(
    tags=("Document tags",),
    saved=("Saved date",),
    read=("Location", {"archive": True, "new": False, "later": False, "shortlist": False}),
    amend=_readwise,
)


def _without_feeds(source: Source) -> Parts:
    """Yield the rows of Readwise Reader but for those that a feed brought and nobody saved."""
    for row in rows_of(source):
        if row.line("Location") == "feed":
            yield Skipped(row.line("Title", "URL"), "A feed brought it; nobody saved it.")
        else:
            yield _READWISE_READER.part(row)


FORMATS = (
    table(
        "Pocket's table",
        ("title", "url", "time_added", "tags", "status"),
        ItemMapping(saved=("time_added",), separator="|", read=("status", _ARCHIVED)),
    ),
    table(
        "Instapaper's table",
        ("URL", "Title", "Selection", "Folder"),
        ItemMapping(description=("Selection",), saved=("Timestamp",), amend=_instapaper),
    ),
    FileFormat(
        "Readwise Reader's table",
        lambda source: header_of(source.head).has("URL", "Document tags", "Saved date", "Location"),
        _without_feeds,
    ),
    passage_table(
        "Readwise's highlights",
        ("Highlight", "Book Title"),
        ItemMapping(url=("URL",), title=("Book Title",), author=("Book Author",), tags=("Document tags",)),
        PassageMapping(exact=("Highlight",), note=("Note",), tags=("Tags",), created=("Highlighted at",)),
    ),
    passage_table(
        "a table of highlights",
        ("Highlight", "Title"),
        ItemMapping(url=("URL",), author=("Author",), tags=()),
        PassageMapping(exact=("Highlight",), note=("Note",), created=("Date",)),
    ),
    passage_table(
        "Matter's highlights",
        ("Title", "Publisher", "Highlighted Date", "Text"),
        ItemMapping(author=("Author",), site=("Publisher",), tags=()),
        PassageMapping(exact=("Text",), note=("Note",), created=("Highlighted Date",)),
    ),
    passage_table(
        "Hypothesis' table",
        ("Created at", "Author", "URL", "Group", "Comment"),
        # Its `Page` is the number of one, in a document.
        ItemMapping(title=(), tags=()),
        PassageMapping(exact=("Quote/description", "Quote"), note=("Comment",), created=("Created at",)),
    ),
    table(
        "wallabag's table",
        ("Title", "URL", "Content", "MIME Type", "Creation date"),
        ItemMapping(html=("Content",), language=("Language",), amend=_wallabag),
    ),
    table(
        "Raindrop's table",
        ("title", "url", "folder", "tags", "created", "cover"),
        ItemMapping(
            comment=("note",),
            description=("excerpt", "description"),
            folders=("folder",),
            folder_separator=" / ",
            saved=("created",),
            starred="favorite",
            amend=_raindrop,
        ),
    ),
    table(
        "Readeck's table",
        ("url", "title", "created", "labels", "is_archived", "is_marked"),
        ItemMapping(tags=("labels",), saved=("created",), read="is_archived", starred="is_marked"),
    ),
    table(
        "LinkAce's table",
        ("url", "title", "check_disabled", "tags", "lists"),
        ItemMapping(
            comment=("description",), folders=("lists",), folder_separator=",", saved=("created_at",), amend=_linkace
        ),
    ),
    table(
        "Diigo's table",
        ("title", "url", "tags", "description", "comments", "annotations"),
        ItemMapping(comment=("description",), saved=("created_at",), amend=_diigo),
    ),
)
