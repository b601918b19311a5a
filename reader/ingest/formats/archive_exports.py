"""Exports that are archives, with a list and a file for each text: Omnivore, Matter, Readeck."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from reader.ingest.formats.fields import Fields
from reader.ingest.formats.json_text import read_json, values_of
from reader.ingest.formats.part import FileFormat, FilePart, Highlight, Parts, Skipped
from reader.ingest.formats.passages import PassageMapping
from reader.ingest.formats.pictures import addresses_in, pictures_of
from reader.ingest.formats.saved_item import ItemMapping, SavedItem
from reader.ingest.formats.source import Source
from reader.ingest.formats.tables import rows_of
from reader.library.guarded_file import UnreadableError
from reader.library.safe_text import clean

_METADATA = re.compile(r"(?:.*/)?metadata_(\d+)_to_\d+\.json\Z")
_INFO = re.compile(r"(.*/)?bookmarks/[^/]{1,100}/info\.json\Z")
_HISTORY, _MARKS = "_matter_history.csv", "_matter_highlights.csv"


def _has_member(is_it: Callable[[str], object]) -> Callable[[Source], bool]:
    return lambda source: any(is_it(path) for path in source.members())


def folder_of(path: str) -> str:
    """Return the folder of a path in an archive, with `/` at its end; empty at the top."""
    return path.rpartition("/")[0] + "/" * ("/" in path)


def _kept(source: Source, path: str, item: SavedItem) -> bytes:
    """Return a file of the archive, empty where it cannot be read, which the item then says."""
    if not path or not source.has_member(path):
        return b""
    try:
        return source.member(path).read()
    except UnreadableError as error:
        item.notes = (*item.notes, str(error).rstrip("."))
        return b""


_OMNIVORE = ItemMapping(
    author=("author",),
    description=("description",),
    tags=("labels",),
    saved=("savedAt",),
    published=("publishedAt",),
    read=("state", {"archived": True, "active": False}),
)


def _omnivore(source: Source) -> Parts:
    lists = sorted((path for path in source.members() if _METADATA.match(path)), key=_number)
    used: Counter[str] = Counter()
    for path in lists:
        for value in values_of(source.member(path)):
            fields = Fields.of(value)
            slug = fields.line("slug")
            used[slug] += 1
            yield from _article(source, folder_of(path), slug, _OMNIVORE.item(fields), is_first=used[slug] == 1)


def _number(path: str) -> int:
    found = _METADATA.match(path)
    return int(found[1]) if found else 0


def _article(source: Source, folder: str, slug: str, item: SavedItem, *, is_first: bool) -> Parts:
    if not is_first:
        # The file of that name is the first one's.
        item.notes = ("its text is in a file whose name stands twice in the archive, so there is only its link",)
        yield item.part()
        return
    marks = _kept(source, f"{folder}highlights/{slug}.md", item)
    item.highlights = tuple(_quoted(clean(marks.decode("utf-8", "replace"))))
    html = _kept(source, f"{folder}content/{slug}.html", item)
    document = f"{folder}content/{slug}.pdf"
    if not html.strip() and source.has_member(document):
        yield from within(source.member(document), item)
    else:
        yield item.part(html, "content") if html.strip() else item.part()


def within(member: Source, item: SavedItem) -> Parts:
    """Yield what a document of the archive holds, with what the list says of it; its link where it cannot be read."""
    from reader.ingest.formats.registry import format_of

    told = item.part()
    found = format_of(member)
    parts = found.read(member) if found and isinstance(told, FilePart) else iter(())
    is_read = False
    for part in parts:
        if isinstance(part, FilePart) and isinstance(told, FilePart) and not is_read:
            is_read = True
            yield replace(part, name=told.name, record=told.record, is_told=True, read=told.read,
                          starred=told.starred, highlights=(*part.highlights, *told.highlights))  # fmt: skip
        else:
            yield part
    if not is_read:
        item.notes = ("its text is a document in the archive that could not be read, so there is only its link",)
        yield item.part()


def _quoted(text: str) -> Iterator[Highlight]:
    """Yield the highlights in Markdown: a quotation, labels with `#`, the note; what stands before is on the whole."""
    pieces = re.split(r"^((?:>[^\n]*\n?)+)", text, flags=re.MULTILINE)
    if pieces[0].strip():
        yield Highlight(note=pieces[0].strip())
    for quote, after in zip(pieces[1::2], pieces[2::2], strict=True):
        exact = re.sub(r"^> ?", "", quote, flags=re.MULTILINE).strip()
        paragraphs = [each.strip() for each in after.split("\n\n") if each.strip()]
        is_labeled = bool(paragraphs) and all(word.startswith("#") and word[1:] for word in paragraphs[0].split())
        labels = paragraphs.pop(0).split() if is_labeled else []
        if exact:
            yield Highlight(exact, "\n\n".join(paragraphs), tags=tuple(each[1:] for each in labels))


_MATTER = ItemMapping(
    author=("Author",), site=("Publisher",), separator=";", saved=("Last Interaction Date",), starred="Favorited"
)
_MATTER_MARKS = PassageMapping(exact=("Text",), note=("Note",), tags=(), created=("Highlighted Date",))


def _matter(source: Source) -> Parts:
    path = next(path for path in source.members() if path.endswith(_HISTORY))
    folder = folder_of(path)
    marks = _matter_marks(source, f"{folder}{_MARKS}")
    for row in rows_of(source.member(path)):
        item = _MATTER.item(row)
        # What is no longer in the queue was archived.
        item.read = True if row.flag("Read") or row.flag("In Queue") is False else row.flag("Read")
        item.highlights = tuple(marks.pop(item.title.casefold(), ()))
        html = _kept(source, f"{folder}{row.line('File Id').lstrip('/')}", item) if row.line("File Id") else b""
        yield item.part(html, "content") if html.strip() else item.part()
    for title, left in marks.items():
        yield SavedItem(title=title, highlights=tuple(left)).part()


def _matter_marks(source: Source, path: str) -> dict[str, list[Highlight]]:
    """Return the highlights by the titles that they are on; they have no address."""
    found: dict[str, list[Highlight]] = {}
    for row in rows_of(source.member(path)) if source.has_member(path) else ():
        found.setdefault(row.line("Title").casefold(), []).extend(_MATTER_MARKS.highlights([row]))
    return found


_READECK = ItemMapping(
    url=("URL", "InitialURL"),
    title=("Title",),
    author=("Authors",),
    language=("Lang",),
    description=("Description",),
    tags=("Labels",),
    saved=("Created",),
    published=("Published",),
    read="IsArchived",
    starred="IsMarked",
)
_READECK_MARKS = PassageMapping(exact=("text",), note=("note",), tags=(), created=("created",))


def _readeck(source: Source) -> Parts:
    # `data.json` holds secrets; it is not looked at.
    for path in source.members():
        if _INFO.match(path):
            yield _bookmark(source, path)


def _bookmark(source: Source, path: str) -> FilePart | Skipped:
    try:
        info = Fields.of(read_json(source.member(path)))
    except UnreadableError as error:
        return Skipped(path, str(error), is_refused=True)
    item = _READECK.item(info)
    item.highlights = _READECK_MARKS.highlights(info.items("Annotations"))
    container = f"{folder_of(path)}container/"
    html = _kept(source, f"{container}index.html", item)
    if not html.strip():
        item.text = info.raw("Text")
        return item.part()
    part = item.part(html, "content")
    pictures = pictures_of(addresses_in(html), lambda address: _kept(source, f"{container}{address}", item) or None)
    return replace(part, pictures=pictures) if isinstance(part, FilePart) else part


FORMATS = (
    FileFormat("Omnivore's export", _has_member(_METADATA.match), _omnivore),
    FileFormat("Matter's export", _has_member(lambda path: path.endswith(_HISTORY)), _matter),
    FileFormat("Readeck's export", _has_member(_INFO.match), _readeck),
)
