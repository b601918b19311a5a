"""Files that are links and nothing else: shortcuts of desktops, and plain lists, of OneTab and buku among them."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator

from reader.ingest.encodings import decoded
from reader.ingest.formats.fields import Fields
from reader.ingest.formats.part import FileFormat, Parts
from reader.ingest.formats.property_list import BINARY, XML, parse_property_list
from reader.ingest.formats.saved_item import SavedItem
from reader.ingest.formats.source import Source
from reader.library.guarded_file import UndecodableError, UnreadableError
from reader.library.safe_text import clean, line

_LARGEST_SHORTCUT = 20_000
_FIRST = 2_000
_SHORTCUT = re.compile(r"^\[(?:InternetShortcut|Desktop Entry)\]\s*$", re.MULTILINE)
_ADDRESS = r"(?:https?://|www\.)[^\s<>|]{3,8000}"
_WEB = re.compile(r"https?://|www\.")
_BULLET = r"\s{0,20}(?:(?:[-*+•]|\d{1,4}[.)])\s{1,4})?"
# A line of a list, in one of the ways that people and programs write it.
_LINES = tuple(
    re.compile(rf"{_BULLET}{form}[\s,;]{{0,20}}\Z")
    for form in (
        rf"<?(?P<url>{_ADDRESS})>?",
        rf"\[(?P<title>[^\n]{{0,1000}})\]\(<?(?P<url>{_ADDRESS}?)>?\)(?:\s*<!--\s*TAGS:\s*(?P<tags>[^<>]{{0,1000}}?)\s*-->)?",
        rf"\[\[(?P<url>{_ADDRESS}?)\](?:\[(?P<title>[^\n]{{0,1000}}?)\])?\](?:\s+:(?P<org>[^\s]{{1,500}}):)?",
        rf"(?P<url>{_ADDRESS})\s+(?:\|\s+)?(?P<title>\S[^\n]{{0,1000}})",
        # Tabs of a browser's own pages, which are told of.
        r"(?P<url>[a-z][a-z+.-]{2,30}:[^\s|]{3,8000})\s+\|\s+(?P<title>\S[^\n]{0,1000})",
    )
)
_HEADING = re.compile(r"\s{0,3}(?:#{1,6}|\*{2,6})\s+(\S[^\n]{0,300})\Z")
# A remark, or the name of a table's only column.
_COMMENT = re.compile(r"\s{0,20}(?:#|;|//|(?:url|link|address)s?\s{0,20}\Z)", re.IGNORECASE)


def text_of(source: Source, data: bytes) -> str:
    """Return the text of *data*, in whatever encoding. Raises: UnreadableError."""
    try:
        return clean(decoded(data).text)
    except UndecodableError as error:
        raise UnreadableError(f"{line(source.name)} {error}.") from error


def _is_list(source: Source) -> bool:
    head = source.head
    # A text ends the look at its first lines.
    if not head or b"\x00" in head[:_FIRST] or not _are_links(head[:_FIRST].decode("utf-8", "replace"), len(head)):
        return False
    try:
        return _are_links(text_of(source, head), len(source.head))
    except UnreadableError:
        return False


def _are_links(text: str, length: int) -> bool:
    """Whether the lines of a beginning of *length* bytes are links, headings and remarks; the last line may be cut."""
    lines = text.removeprefix("\ufeff").split("\n")
    told = [each for each in (lines[:-1] if len(lines) > 1 and length >= _FIRST else lines) if each.strip()]
    is_list = all(_link(each) or _HEADING.match(each) or _COMMENT.match(each) for each in told)
    return is_list and any(found and _WEB.match(found["url"]) for found in map(_link, told))


def _link(text: str) -> re.Match[str] | None:
    return next((found for form in _LINES if (found := form.match(text))), None)


def _listed(source: Source) -> Parts:
    folder = ""
    for each in text_of(source, source.read()).split("\n"):
        found, heading = _link(each), _HEADING.match(each)
        if found:
            said = {name: value or "" for name, value in found.groupdict().items()}
            tags = said.get("tags", "").split(",") + said.get("org", "").split(":")
            url = f"https://{said['url']}" if said["url"].startswith("www.") else said["url"]
            yield SavedItem(url=url, title=said.get("title", ""), tags=tags, folders=(folder,)).part()
        elif heading:
            folder = heading[1].strip()


def _is_shortcut(source: Source) -> bool:
    head = source.head
    is_one = len(head) < _LARGEST_SHORTCUT and b"URL" in head
    return is_one and bool(_SHORTCUT.search(head.removeprefix(BOM_UTF8).decode("latin-1")))


def _shortcut(source: Source) -> Parts:
    values = dict(_values(text_of(source, source.read())))
    yield SavedItem(url=values.get("url", ""), title=values.get("name", "") or _stem(source)).part()


def _values(text: str) -> Iterator[tuple[str, str]]:
    for each in text.split("\n"):
        name, mark, value = each.partition("=")
        if mark:
            yield name.strip().casefold(), value.strip()


def _is_location(source: Source) -> bool:
    head = source.head
    if len(head) >= _LARGEST_SHORTCUT or not (XML in head[:2_000] or head.startswith(BINARY)):
        return False
    return bool(_location(head))


def _location(data: bytes) -> str:
    try:
        return Fields.of(parse_property_list(data)).line("URL")
    except ValueError:
        return ""


def _read_location(source: Source) -> Parts:
    yield SavedItem(url=_location(source.read()), title=_stem(source)).part()


def _stem(source: Source) -> str:
    return source.name.rpartition(".")[0] or source.name


FORMATS = (
    FileFormat("a shortcut", _is_shortcut, _shortcut),
    FileFormat("a shortcut", _is_location, _read_location),
    FileFormat("a list of links", _is_list, _listed),
)
