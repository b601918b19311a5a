"""References in lines that begin with a tag: RIS, and EndNote's own form, which is called Refer."""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from reader.ingest.formats.link_files import text_of
from reader.ingest.formats.part import FileFormat, Parts
from reader.ingest.formats.references import items_of, person
from reader.ingest.formats.saved_item import is_web
from reader.ingest.formats.source import Source
from reader.library.safe_text import line

# Of each tag, the property that it tells.
_RIS = {
    "TI": "title", "T1": "title", "AU": "author", "A1": "author", "T2": "container-title", "JO": "container-title",
    "JF": "container-title", "JA": "container-title", "T3": "container-title", "PB": "publisher", "UR": "URL",
    "L2": "link", "LK": "URL", "DO": "DOI", "DA": "date", "PY": "year", "Y1": "year", "Y2": "accessed",
    "RD": "accessed", "KW": "keyword", "AB": "abstract", "N2": "abstract", "N1": "note", "RN": "note", "LA": "language",
    "L1": "link", "ED": "editor", "A2": "editor",
}  # fmt: skip
_REFER = {
    "T": "title", "A": "author", "J": "container-title", "B": "container-title", "I": "publisher", "U": "URL",
    "R": "DOI", "D": "year", "8": "date", "[": "accessed", "K": "keyword", "X": "abstract", "Z": "note", "F": "label",
    "G": "language", ">": "link", "E": "editor",
}  # fmt: skip
_RIS_LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?:[ \t](.*))?\Z")
_REFER_LINE = re.compile(r"%(\S)[ \t](.*)\Z")
# A database may say above what it is, in lines of a name and a value.
_RIS_BEGIN = re.compile(
    r"\s*(?:[A-Za-z]\w{0,20}(?: \w{1,20}){0,2}: ?\S[^\n]{0,300}\n\s*){0,12}TY {1,2}- ?[A-Z]{3,8}[ \t]*$", re.MULTILINE
)
_REFER_BEGIN = re.compile(r"\s*%0 [A-Z][\w -]{2,40}\n(?:%\S [^\n]*\n?|[^%\n][^\n]*\n)+")


def _tagged(begins: str, form: re.Pattern[str], names: Mapping[str, str]) -> Callable[[Source], Parts]:
    """Return what reads files of tagged lines: an item from each tag that *begins* one on; other lines go on."""

    def records(text: str) -> Iterator[dict[str, list[str]]]:
        record: dict[str, list[str]] = {}
        open_: list[str] = []
        for each in text.split("\n"):
            found = form.match(each.rstrip("\r"))
            if found is None:
                if open_ and each.strip():
                    open_[-1] += f"\n{each.strip()}"
                continue
            if found[1] == begins:
                yield record
                record = {}
            open_ = record.setdefault(names.get(found[1], "other"), [])
            open_.append((found[2] or "").strip())
        yield record

    def read(source: Source) -> Parts:
        # What stands before the first record is the database's own.
        _, *told = records(text_of(source, source.read()))
        return items_of(map(_of_record, told), source)

    return read


def _of_record(record: Mapping[str, list[str]]) -> dict[str, Any]:
    def said(name: str) -> str:
        return next((line(each) for each in record.get(name, ()) if each), "")

    people = record.get("author") or record.get("editor") or []
    return {
        **{name: said(name) for name in ("title", "container-title", "publisher", "DOI", "abstract", "language")},
        "author": [{"literal": person(each.strip(", "))} for each in people],
        "URL": next(filter(is_web, _apart(record, "URL", "link")), ""),
        "issued": {"raw": _slashed(said("date"), said("year"))},
        "accessed": {"raw": _slashed(said("accessed"), "")},
        "keyword": [part.strip() for each in record.get("keyword", ()) for part in re.split("[;\n]", each)],
        "note": [*itertools.filterfalse(is_web, record.get("note", ()))],
        "file": [*itertools.filterfalse(is_web, record.get("link", ()))],
    }


def _apart(record: Mapping[str, list[str]], *names: str) -> Iterator[str]:
    """Yield the words of all that the tags of *names* tell: there may be several addresses in one."""
    return (part for name in names for each in record.get(name, ()) for part in each.split())


def _slashed(date: str, year: str) -> str:
    """Return a date of RIS, `2016/12/15/` with what is not known left empty, or of EndNote, which parts the year."""
    told = date if not year or re.search(r"\d{4}", date) else f"{date} {year.strip('/')}".strip()
    parts = told.split("/")
    if not re.fullmatch(r"\d{4}", parts[0]):
        return told
    return "-".join((parts[0], *(each.zfill(2) for each in parts[1:3] if each.isdecimal())))


FORMATS = (
    FileFormat(
        "RIS",
        lambda source: bool(_RIS_BEGIN.match(source.head_text)),
        _tagged("TY", _RIS_LINE, _RIS),
    ),
    FileFormat(
        "EndNote's references",
        lambda source: bool(_REFER_BEGIN.match(source.head_text)),
        _tagged("0", _REFER_LINE, _REFER),
    ),
)
