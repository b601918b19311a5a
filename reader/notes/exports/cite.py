"""The articles that are quoted: for reference managers in BibTeX, RIS and CSL-JSON, for people in written styles."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from reader.library.authors import Author, parse_authors
from reader.library.identity import slug
from reader.library.record import Record
from reader.notes.exports.written_styles import WRITTEN_STYLES, bibliography
from reader.text.months import MONTHS

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def bibtex(records: Mapping[str, Record]) -> str:
    """Return an entry for each article; *records* are by article id."""
    return "\n".join(_entry(key, record) for key, record in _keyed(records))


def ris(records: Mapping[str, Record]) -> str:
    """Return a record for each article, in the lines of RIS."""
    return "".join(_reference(key, record) for key, record in _keyed(records))


def csl_json(records: Mapping[str, Record]) -> str:
    """Return the items of the Citation Style Language; ASCII."""
    return json.dumps([_item(key, record) for key, record in _keyed(records)], indent=2) + "\n"


STYLES: Mapping[str, Callable[[Mapping[str, Record]], str]] = {
    "bibtex": bibtex, "ris": ris, "csl": csl_json,
    **{style: partial(bibliography, style=style) for style in WRITTEN_STYLES},
}  # fmt: skip


def _keyed(records: Mapping[str, Record]) -> Sequence[tuple[str, Record]]:
    """Return a key of author or site, year and first word of the title for each article, no two alike."""
    keyed: dict[str, Record] = {}
    for article, record in records.items():
        named = [each.name for each in parse_authors(record.author)]
        name = slug((named or [record.site or ""])[0], 30).replace("-", "")
        word = slug(record.title or article, 60).partition("-")[0]
        key = base = f"{name or 'anon'}{(record.published or '')[:4]}{word}"
        number = 1
        # Two entries of one key are an error to BibTeX, and it drops the second.
        while key in keyed:
            number += 1
            key = f"{base}{number}"
        keyed[key] = record
    return [*keyed.items()]


def _date(text: str | None) -> list[int]:
    """Return year, month and day of an ISO date, as many as are known."""
    return [int(part) for part in (text or "")[:10].split("-") if part.isdecimal()]


def _entry(key: str, record: Record) -> str:
    date = _date(record.published)
    fields = {
        "author": " and ".join(map(_tex_author, parse_authors(record.author))),
        "title": f"{{{_tex(record.title)}}}" if record.title else "",
        "organization": _tex(record.site or ""),
        "year": str(date[0]) if date else "",
        "day": str(date[2]) if len(date) > 2 else "",
        # In a URL these stand as they are; only braces would end the field.
        "url": (record.url or "").replace("{", "%7B").replace("}", "%7D"),
        "urldate": (record.saved or "")[:10],
        "langid": record.language or "",
        "note": _tex(_origin(record)),
    }
    month = f"  month = {MONTHS[date[1] - 1][:3].lower()},\n" if len(date) > 1 else ""
    return (
        f"@misc{{{key},\n"
        + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        + month
        + "}\n"
    )


def _reference(key: str, record: Record) -> str:
    date = _date(record.published)
    first = _origin(record)
    lines = [
        ("TY", "ELEC"),
        ("ID", key),
        *(("AU", _by_family(each)) for each in parse_authors(record.author)),
        ("TI", record.title),
        ("T2", record.site),
        ("PY", f"{date[0]:04}" if date else None),
        (
            "DA",
            "/".join([f"{date[0]:04}", *(f"{part:02}" for part in date[1:])]) + "/" * (3 - len(date)) if date else "",
        ),
        ("UR", record.url),
        ("Y2", (record.saved or "")[:10].replace("-", "/")),
        ("LA", record.language),
        ("N1", first),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in lines if value or tag == "ER")


def _item(key: str, record: Record) -> dict[str, object]:
    published, saved = _date(record.published), _date(record.saved)
    item: dict[str, object] = {
        "id": key,
        "type": "webpage",
        "title": record.title,
        "author": [_csl_author(each) for each in parse_authors(record.author)],
        "container-title": record.site,
        "issued": {"date-parts": [published]} if published else None,
        "accessed": {"date-parts": [saved]} if saved else None,
        "URL": record.url,
        "language": record.language,
        "note": _origin(record),
    }
    return {name: value for name, value in item.items() if value}


def _tex_author(author: Author) -> str:
    """Return an author for BibTeX, in braces if it is a body or nothing tells which part is the family's name."""
    return _tex(_by_family(author)) if author.family else f"{{{_tex(author.name)}}}"


def _by_family(author: Author) -> str:
    return f"{author.family}, {author.given}" if author.family else author.name


def _csl_author(author: Author) -> dict[str, str]:
    return {"family": author.family, "given": author.given} if author.family else {"literal": author.name}


def _origin(record: Record) -> str:
    first = record.first_published
    return f"First published: {', '.join(filter(None, (first.site, first.published)))}" if first else ""


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in text)
