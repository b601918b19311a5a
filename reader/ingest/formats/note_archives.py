"""Archives of note programs: Joplin's JEX and Notion's zip."""

import re
from collections.abc import Iterator
from itertools import islice

from reader.ingest.encodings import decoded
from reader.ingest.formats.fields import Fields
from reader.ingest.formats.part import FileFormat, FilePart, Parts, Skipped
from reader.ingest.formats.saved_item import ItemMapping, SavedItem
from reader.ingest.formats.source import Source
from reader.library.guarded_file import UndecodableError, UnreadableError
from reader.library.safe_text import clean, line

_ITEM = re.compile(r"(?:.*/)?[0-9a-f]{32}\.md\Z")
_PROPERTY = re.compile(r"([a-z_]{2,40}): ?([^\n]*)\Z")
_NOTE, _FOLDER, _TAG, _NOTE_TAG = "1", "2", "5", "6"
_PAGE = re.compile(r"(?:.*/)?[^/]{0,400}[ -][0-9a-f]{32}(?:_all)?\.(md|html|csv)\Z")
_NAME = re.compile(r"[ -][0-9a-f]{32}(?=\.|\Z)")
_HEADING = re.compile(r"\s*#[ \t]+([^\n]{1,500})\n+")
_LINE = re.compile(r"([^\n:#]{1,60}): ?([^\n]{0,2000})\Z")
_MOST_PROPERTIES = 60
_SEEN = 30


def _text(source: Source) -> str:
    try:
        return clean(decoded(source.read()).text)
    except UndecodableError as error:
        raise UnreadableError(f"{line(source.name)} {error}.") from error


def _is_joplin(source: Source) -> bool:
    items = islice((path for path in source.members() if _ITEM.match(path)), _SEEN)
    # Its last line tells what an item is.
    return any(re.search(rb"^type_: \d+\s*\Z", source.member(path).head, re.MULTILINE) for path in items)


_JOPLIN = ItemMapping(
    url=("source_url",), author=("author",), tags=(), saved=("user_created_time", "created_time"), title=()
)


def _joplin(source: Source) -> Parts:
    folders: dict[str, str] = {}
    names: dict[str, str] = {}
    tagged: dict[str, list[str]] = {}
    for _, title, _, said in _items(source, _FOLDER, _TAG, _NOTE_TAG):
        if said.line("type_") == _NOTE_TAG:
            tagged.setdefault(said.line("note_id"), []).append(said.line("tag_id"))
        else:
            (folders if said.line("type_") == _FOLDER else names)[said.line("id")] = title
    for path, title, body, said in _items(source, _NOTE):
        item = _JOPLIN.item(said)
        item.title, item.folders = title or line(path), (folders.get(said.line("parent_id"), ""),)
        item.tags = [names.get(each, "") for each in tagged.get(said.line("id"), ())]
        yield markdown_part(item, body)


def _items(source: Source, *kinds: str) -> Iterator[tuple[str, str, str, Fields]]:
    """Yield path, title, body and properties of the items of these *kinds*; what cannot be read is passed over."""
    for path in source.members():
        if not _ITEM.match(path):
            continue
        title, body, said = _item(_text(source.member(path)))
        if said.line("type_") in kinds:
            yield path, title, body, said


def _item(text: str) -> tuple[str, str, Fields]:
    """Return title, body and the properties at the end of an item."""
    lines = text.rstrip().split("\n")
    said: dict[str, str] = {}
    while lines and (found := _PROPERTY.match(lines[-1])):
        said[found[1]] = found[2].replace("\\n", "\n")
        lines.pop()
    title, _, body = "\n".join(lines).partition("\n")
    return line(title), body.strip(), Fields(said)


def markdown_part(item: SavedItem, body: str) -> FilePart | Skipped:
    """Return an item whose text is Markdown."""
    return item.part(body.strip().encode("utf-8"), "article", suffix=".md") if body.strip() else item.part()


_NOTION = ItemMapping(
    url=("URL", "Link", "Source", "url"),
    title=(),
    author=("Author", "Authors", "By"),
    site=("Publisher", "Site"),
    tags=("Tags", "Tag", "Topics"),
    saved=("Created", "Created time", "Date added", "Added"),
    published=("Published", "Date", "Publication date"),
    read="Read",
)


def _notion(source: Source) -> Parts:
    for path in source.members():
        found = _PAGE.match(path)
        if not found:
            continue
        name = _NAME.sub("", path.rpartition("/")[2]).rpartition(".")[0]
        if found[1] == "csv":
            yield Skipped(name, "It is a table whose rows are the pages beside it.")
            continue
        try:
            yield _page(source.member(path), name, is_html=found[1] == "html")
        except UnreadableError as error:
            yield Skipped(name, str(error), is_refused=True)


def _page(member: Source, name: str, *, is_html: bool) -> FilePart | Skipped:
    if is_html:
        return SavedItem(title=name).part(member.read(), "page")
    text = _text(member)
    heading = _HEADING.match(text)
    said, rest = _properties(text[heading.end() :] if heading else text)
    item = _NOTION.item(said)
    item.title = heading[1] if heading else name
    return markdown_part(item, rest)


def _properties(text: str) -> tuple[Fields, str]:
    """Return the properties under a title and the text behind them: an empty line parts the two."""
    said: dict[str, str] = {}
    lines = text.split("\n", _MOST_PROPERTIES)
    for at, each in enumerate(lines):
        found = _LINE.match(each)
        if found is None:
            return (Fields(said), "\n".join(lines[at:])) if not each.strip() else (Fields(), text)
        said[line(found[1])] = found[2]
    return Fields(said), ""


FORMATS = (
    FileFormat("Joplin's export", _is_joplin, _joplin),
    FileFormat("Notion's export", lambda source: any(map(_PAGE.match, source.members())), _notion),
)
