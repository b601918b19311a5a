"""BibTeX and BibLaTeX: the entries of a file, of which a broken one does not stop the others, as references."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from reader.ingest.formats.link_files import text_of
from reader.ingest.formats.part import FileFormat, Parts, Skipped
from reader.ingest.formats.references import items_of, person
from reader.ingest.formats.saved_item import is_web
from reader.ingest.formats.source import Source
from reader.ingest.formats.tex import plain_tex
from reader.library.safe_text import line

_FIRST, _MOST_ABOVE = 3_000, 4

# Whatever stands between entries is a remark.
ENTRY = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]+)\s*[{(]", re.MULTILINE)
_NO_REFERENCES = frozenset(("comment", "preamble"))
_KEY = re.compile(r"\s*([^\s,={}\"]*)\s*(?:,|\Z)")
_NAME = re.compile(r"[\s,]*([\w:.+-]+)\s*=\s*")
_PIECE = re.compile(r"[{\"]|[^\s,#{}\"]+")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTE = re.compile(r"\\.|[{}\"]", re.DOTALL)
_JOIN = re.compile(r"\s*#\s*")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


class BibEntry(NamedTuple):
    """An entry: type and names in small letters; *values* as they are written, without the marks around them."""

    kind: str
    key: str
    values: dict[str, str]


def entries_of(text: str) -> Iterator[BibEntry]:
    """Yield the entries of a file, with the months and the file's own abbreviations put in."""
    known = {month: month for month in _MONTHS}
    begun = [*ENTRY.finditer(text)]
    for at, opening in enumerate(begun):
        kind = opening[1].lower()
        body = text[opening.end() : begun[at + 1].start() if at + 1 < len(begun) else len(text)]
        if kind == "string":
            known |= _values(body, 0, known)
        elif kind not in _NO_REFERENCES:
            key = _KEY.match(body)
            yield BibEntry(kind, key[1] if key else "", _values(body, key.end() if key else 0, known))


def _values(body: str, at: int, known: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    while name := _NAME.match(body, at):
        value, at = _value(body, name.end(), known)
        found.setdefault(name[1].lower(), value)
    return found


def _value(body: str, at: int, known: dict[str, str]) -> tuple[str, int]:
    """Return the value that begins at *at*, in pieces joined by `#`, and where it ends."""
    pieces: list[str] = []
    while piece := _PIECE.match(body, at):
        if piece.group() in {"{", '"'}:
            end = _closing(body, piece.end(), is_quoted=piece.group() == '"')
            pieces.append(body[piece.end() : end])
            at = end + 1
        else:
            pieces.append(known.get(piece.group().lower(), piece.group().rstrip(")")))
            at = piece.end()
        joint = _JOIN.match(body, at)
        if joint is None:
            break
        at = joint.end()
    return "".join(pieces), at


def _closing(body: str, at: int, *, is_quoted: bool) -> int:
    """Return where the mark stands that closes what begins at *at*; the end of *body* where none does."""
    depth = 0
    for mark in (_QUOTE if is_quoted else _BRACE).finditer(body, at):
        if mark.group() == "{":
            depth += 1
        elif depth == 0 and (mark.group() == '"' or (mark.group() == "}" and not is_quoted)):
            return mark.start()
        elif mark.group() == "}":
            depth -= 1
    return len(body)


def parts_outside_braces(value: str, mark: str) -> Iterator[str]:
    """Yield the parts of *value* between what the pattern *mark* matches, but for where it stands in braces."""
    depth = start = 0
    for found in re.finditer(rf"\\.|[{{}}]|{mark}", value, re.DOTALL):
        if found.group() in {"{", "}"}:
            depth += 1 if found.group() == "{" else -1
        elif depth == 0 and not found.group().startswith("\\"):
            yield value[start : found.start()]
            start = found.end()
    yield value[start:]


# Where an entry has what an item tells: the names of its fields, by preference.
_OF_BIBTEX = {
    "container-title": ("journaltitle", "journal", "titleaddon", "booktitle", "newspaper"),
    "publisher": ("organization", "publisher", "institution"),
    "language": ("language", "langid"),
    "abstract": ("abstract",),
    "read-status": ("readstatus", "read"),
}
_NOTES = ("annote", "annotation", "note", "comment", "review")
_KEYWORDS = ("keywords", "keyword", "mendeley-tags", "groups", "mendeley-groups")
_SAVED = ("urldate", "date-added", "creationdate", "timestamp")


def _is_bibtex(source: Source) -> bool:
    text = source.head_text
    first = ENTRY.search(text, 0, _FIRST)
    if first is None or not _BIBTEX.match(text, first.start()) or _PROSE.search(text, 0, first.start()):
        return False
    # Before the first entry stand remarks of a few lines; in a text that shows an entry, words go on below it.
    above = [each for each in text[: first.start()].split("\n") if each.strip() and not each.startswith("%")]
    rest = text[_closing(text, first.end(), is_quoted=False) + 1 :].lstrip()
    return len(above) <= _MOST_ABOVE and (not rest or rest[0] in "@%" or first.group().endswith("("))


# An entry (`@article{key, title = {`), or what may stand above the first: `@comment{`, `@string{`.
_BIBTEX = re.compile(
    r"[ \t]*@[ \t]*(?:(?:comment|preamble|string)\s*[{(]"
    r"|[A-Za-z]+\s*[{(]\s*[^\s,={}\"]*\s*,\s*[\w:.+-]+\s*=\s*[\w{\"])",
    re.IGNORECASE,
)
_PROSE = re.compile(r"^(?!%)[^\n]{200}|^[ \t]*[#<>]", re.MULTILINE)


def _bibtex(source: Source) -> Parts:
    for entry in entries_of(text_of(source, source.read())):
        if entry.values:
            yield from items_of([_of_entry(entry.values)], source)
        else:
            yield Skipped(entry.key or f"@{entry.kind}", "It is an entry without fields.", is_refused=bool(entry.key))


def _of_entry(values: Mapping[str, str]) -> dict[str, Any]:
    def said(*names: str) -> str:
        return next((told for name in names if (told := plain_tex(values.get(name, "")).strip())), "")

    title = said("title")
    subtitle = said("subtitle")
    return {
        "title": f"{title}: {subtitle}" if title and subtitle else title,
        "author": [{"literal": person(each)} for each in _persons(values)],
        "URL": _address_in(values),
        "DOI": plain_tex(values.get("doi", ""), is_address=True),
        "issued": {"raw": _first_day(said("date")) or _day_of(said("year"), said("month"), said("day"))},
        "accessed": {"raw": said(*_SAVED)},
        "keyword": [word for name in _KEYWORDS for word in _keywords(values.get(name, ""))],
        "note": [told for name in _NOTES if (told := said(name)) and not is_web(told)],
        "file": [*_files(values.get("file", ""))],
        **{name: said(*theirs) for name, theirs in _OF_BIBTEX.items()},
    }


def _persons(values: Mapping[str, str]) -> list[str]:
    told = next((values[name] for name in ("author", "editor") if values.get(name, "").strip()), "")
    people = (" ".join(plain_tex(each).split()) for each in parts_outside_braces(told, r"\sand\s"))
    return [each for each in people if each and each != "others"]


def _address_in(values: Mapping[str, str]) -> str:
    told = (plain_tex(values.get(name, ""), is_address=True) for name in ("url", "howpublished", "bdsk-url-1", "note"))
    return next((url for each in told if is_web(url := "".join(each.split()))), "")


def _first_day(date: str) -> str:
    """Return the first day of what BibLaTeX calls a date, which may be a span."""
    return date.partition("/")[0].strip()


def _day_of(year: str, month: str, day: str) -> str:
    """Return a date from its parts; in a month may be a day too: `dec # "~15"`."""
    if month.isdecimal():
        return "-".join((year, *(each.zfill(2) for each in (month, day) if each.isdecimal())))
    return line(f"{day} {month} {year}" if day or not re.search(r"\d", month) else f"{month} {year}")


def _keywords(value: str) -> Iterator[str]:
    mark = ";" if ";" in value and "," not in value else ","
    return (plain_tex(each).strip() for each in parts_outside_braces(value, mark))


def _files(value: str) -> Iterator[str]:
    """Yield the paths in what Zotero, Mendeley and JabRef write of files: `title:path:type`, parted by `;`."""
    for each in re.split(r"(?<!\\);", value):
        pieces = re.split(r"(?<!\\):", each.strip("{} \n"))
        path = re.sub(r"\\(.)", r"\1", pieces[-2] if len(pieces) > 2 else pieces[-1])
        if path.strip():
            yield path.strip()


FORMATS = (FileFormat("BibTeX", _is_bibtex, _bibtex),)
