"""What reference managers export, read as the items of the Citation Style Language; CSL-JSON itself."""

import re
from codecs import BOM_UTF8 as BOM
from collections.abc import Iterable, Mapping
from typing import Any

from reader.ingest.formats.elements import XmlElement, element_of
from reader.ingest.formats.fields import Fields
from reader.ingest.formats.json_text import keys_of, values_of
from reader.ingest.formats.link_files import text_of
from reader.ingest.formats.markup import plain
from reader.ingest.formats.moments import FIRST_PAGES, FIRST_PRINT, Moment, moment
from reader.ingest.formats.part import FileFormat, Highlight, Parts
from reader.ingest.formats.saved_item import ItemMapping, SavedItem, is_web
from reader.ingest.formats.source import Source
from reader.ingest.formats.tables import header_of, rows_of
from reader.ingest.formats.zotero_item import parts_with_file
from reader.library.safe_text import line

_ITEM = ItemMapping(
    url=("URL",),
    site=("container-title", "publisher"),
    language=("language",),
    description=("abstract",),
    tags=("keyword",),
    read=("read-status", {"read": True, "unread": False}),
)
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>{}]+")
_PAGES = (".html", ".htm", ".xhtml")


def items_of(values: Iterable[Mapping[str, Any]], source: Source) -> Parts:
    """Yield a part for each item, with its file where that lies beside the list."""
    for value in values:
        fields = Fields(value)
        files = [
            (str(each), "text/html" if str(each).lower().endswith(_PAGES) else "") for each in value.get("file", ())
        ]
        yield from parts_with_file(source, _item(fields), files)


def _item(fields: Fields) -> SavedItem:
    item = _ITEM.item(fields)
    names = (f"{each.line('given')} {each.line('family', 'literal')}" for each in fields.items("author"))
    item.author = ", ".join(filter(None, map(line, names)))
    item.saved, item.published = (
        _date_of(fields, "accessed", FIRST_PAGES),
        _date_of(fields, "issued", FIRST_PRINT),
    )
    doi = _DOI.search(fields.line("DOI"))
    if doi:
        item.doi = doi.group()
        item.url = item.url if is_web(item.url) else f"https://doi.org/{item.doi}"
    said = fields.value("note")
    notes = said if isinstance(said, list) else [said] if said else []
    item.highlights = tuple(Highlight(note=told) for each in notes if (told := plain(str(each))))
    return item


def person(written: str) -> str:
    """Return a name in the order in which it is said: `Lee, Ann` and `Lee, Jr, Ann` begin with the family's."""
    family, *rest = [each.strip() for each in written.split(",")]
    if "=" in family:
        named = dict(each.split("=", 1) for each in (family, *rest) if "=" in each)
        return line(" ".join(filter(None, map(named.get, ("given", "prefix", "family", "suffix")))))
    return line(" ".join((*rest[-1:], family, *rest[:-1])))


def _date_of(fields: Fields, name: str, earliest: int) -> Moment:
    said = Fields.of(fields.value(name))
    parts = said.value("date-parts")
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    written = "-".join(str(each).zfill(2) for each in first)
    return moment(written or said.line("raw", "literal"), earliest)


def _csl(source: Source) -> Parts:
    return items_of((each if isinstance(each, Mapping) else {} for each in values_of(source)), source)


_CSL_MARKS = frozenset(("issued", "accessed", "container-title", "DOI", "citation-key", "publisher", "abstract"))


def _is_csl(source: Source) -> bool:
    keys = keys_of(source.head)
    return {"[].id", "[].type", "[].title"} <= keys and any(f"[].{each}" in keys for each in _CSL_MARKS)


def _of_row(row: Fields) -> dict[str, Any]:
    """Return an item of the table that Zotero writes, in whose cells semicolons part what is listed."""

    def listed(name: str) -> list[str]:
        return [each.strip() for each in row.line(name).split(";") if each.strip()]

    return {
        "title": row.line("Title"),
        "author": [{"literal": person(each)} for each in listed("Author")],
        "container-title": row.line("Publication Title"),
        "publisher": row.line("Publisher"),
        "URL": row.line("Url"),
        "DOI": row.line("DOI"),
        "issued": {"raw": row.line("Date") or row.line("Publication Year")},
        "accessed": {"raw": row.line("Access Date") or row.line("Date Added")},
        "keyword": [*listed("Manual Tags"), *listed("Automatic Tags")],
        "abstract": row.text("Abstract Note"),
        "note": row.raw("Notes"),
        "language": row.line("Language"),
        "file": listed("File Attachments"),
    }


def _of_endnote(record: XmlElement) -> dict[str, Any]:
    """Return an item of EndNote's XML, in which all words stand in an element for their look."""

    def listed(name: str) -> list[str]:
        inner = (each for each in record.walk() if each.name == name)
        return list(filter(None, (line(" ".join(part.text for part in each.walk())) for each in inner)))

    def said(name: str) -> str:
        return next(iter(listed(name)), "")

    date, year = said("date"), said("year")
    return {
        "title": said("title"),
        "author": [{"literal": person(each)} for each in listed("author")],
        "container-title": said("secondary-title") or said("full-title"),
        "publisher": said("publisher"),
        "URL": next(filter(is_web, listed("url")), ""),
        "DOI": said("electronic-resource-num"),
        "issued": {"raw": date if year in date else f"{date} {year}".strip()},
        "accessed": {"raw": said("access-date")},
        "keyword": listed("keyword"),
        "abstract": said("abstract"),
        "note": [*listed("notes"), *listed("research-notes")],
        "language": said("language"),
    }


_ENDNOTE = re.compile(rb"\s*(?:<\?xml[^<>]{0,200}>\s*)?<xml>\s*<records>\s*<record>")


def _endnote(source: Source) -> Parts:
    records = (each for each in element_of(text_of(source, source.read()), source.name).walk() if each.name == "record")
    return items_of(map(_of_endnote, records), source)


FORMATS = (
    FileFormat("CSL-JSON", _is_csl, _csl),
    FileFormat("EndNote's XML", lambda source: _ENDNOTE.match(source.head.removeprefix(BOM)) is not None, _endnote),
    FileFormat(
        "Zotero's table",
        lambda source: header_of(source.head).has("Key", "Item Type", "Title", "Url", "Abstract Note"),
        lambda source: items_of(map(_of_row, rows_of(source)), source),
    ),
)
