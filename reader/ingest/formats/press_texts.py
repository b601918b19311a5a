"""Bundles of articles that press databases give as text: LexisNexis, Nexis Uni, Factiva, ProQuest."""

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile

from reader.ingest.dates import find_dates
from reader.ingest.formats.content import first_date, paragraphs
from reader.ingest.formats.part import FileFormat, Parts
from reader.ingest.formats.press_part import author_of, press_part, text_of_bundle
from reader.ingest.formats.source import Source
from reader.library.record import Record
from reader.library.safe_text import line

# `3 of 20 DOCUMENTS`, `Dokument 3 von 20`, `Document 3 de 20`.
_LEXIS = re.compile(
    r"^[ \t]*(?:(\d{1,5}) of \d{1,5} DOCUMENTS?|(?:Dokument|DOKUMENT) \d{1,5} von \d{1,5}"
    r"|Document \d{1,5} (?:de|of) \d{1,5})[ \t]*$",
    re.MULTILINE,
)
_OF_LEXIS = (b" DOCUMENT", b"Dokument ", b"DOKUMENT ", b"Document ")
_LABEL = re.compile(r"([A-ZÄÖÜÉÈÀ][A-ZÄÖÜÉÈÀ-]{2,24}):[ \t]*(.*)\Z")
_LEXIS_HEAD = {
    **dict.fromkeys(("BYLINE", "AUTOR", "AUTEUR"), "author"),
    **dict.fromkeys(
        "SECTION RUBRIK RUBRIQUE LENGTH LÄNGE LONGUEUR DATELINE HIGHLIGHT SERIES DISTRIBUTION BODY TEXT".split(), ""
    ),
}
_LEXIS_TAIL = re.compile(
    r"^(?:(?:LOAD-DATE|UPDATE|LANGUAGE|SPRACHE|LANGUE|PUBLICATION-TYPE|SUBJECT|COMPANY|ORGANIZATION|GEOGRAPHIC|PERSON"
    r"|TICKER|INDUSTRY|COUNTRY|CITY|STATE|DOCUMENT-TYPE|JOURNAL-CODE|ISSN|GRAPHIC|NOTES|URL|ZEITUNGS-CODE"
    r"|DATE-CHARGEMENT|TYPE-PUBLICATION):|[ \t]*Copyright (?:©\s?)?\d{4}\b)",
    re.MULTILINE,
)
# How far to the right a line begins that stands in the middle.
_CENTERED = 8
_LONGEST_DATE = 90

_NEXIS_END = re.compile(r"End of Document", re.IGNORECASE)
_NEXIS_BODY = re.compile(r"^[ \t]*(?:Body|Text)[ \t]*$", re.MULTILINE)
_NEXIS_TAIL = re.compile(r"^[ \t]*(?:Classification|Load-Date:.*|Graphic|Notes)[ \t]*$", re.MULTILINE)
_NEXIS_LABEL = re.compile(r"^[ \t]*(Length|Byline|Section|Dateline|Highlight):[ \t]*(.*)$", re.MULTILINE)

# `Document DAILY00020161215ecc800012`, `AN Document …`.
_FACTIVA_END = re.compile(
    r"^[ \t]*(?:AN[ \t]+)?(?:(?:Document|Dokument|document) |(?<=AN[ \t]))[A-Z]{2,12}0{0,6}\w{14,30}[ \t]*$",
    re.MULTILINE,
)
_FACTIVA_CODE = re.compile(
    r"^(SE|HD|CR|BY|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|ART|CO|IN|NS|RE|IPD|IPC|PUB|AN)(?:[ \t]+|[ \t]*$)",
    re.MULTILINE,
)

_PROQUEST_RULE = re.compile(r"^_{40,}[ \t]*$", re.MULTILINE)
_PROQUEST_LABEL = re.compile(
    r"^(Full [Tt]ext|Abstract|Title|Publication title|Publication date|Publication year|Author|Authors|Links"
    r"|Document URL"
    r"|ProQuest document ID|Copyright|Last updated|Database|Section|Pages?|Publisher|Place of publication|Subject"
    r"|Country of publication|Publication subject|Source type|Language of publication|Document type|Location|People"
    r"|Company / organization|Identifier / keyword|ISSN|Volume|Issue|First page|Dateline|Column):[ \t]*",
    re.MULTILINE,
)


def _head(source: Source) -> str:
    return source.head.decode("utf-8", "replace").replace("\u00a0", " ").replace("\r", "")


def _is_lexis(source: Source) -> bool:
    return any(each in source.head for each in _OF_LEXIS) and bool(_LEXIS.search(_head(source)))


def _is_nexis(source: Source) -> bool:
    head = _head(source) if b"Length:" in source.head else ""
    return bool(
        _NEXIS_BODY.search(head) and _NEXIS_LABEL.search(head) and ("Load-Date:" in head or "End of Doc" in head)
    )


def _is_factiva(source: Source) -> bool:
    head = _head(source) if b"HD" in source.head else ""
    codes = {each[1] for each in _FACTIVA_CODE.finditer(head)}
    return {"HD", "PD", "SN"} <= codes and bool(codes & {"LP", "TD"})


def _is_proquest(source: Source) -> bool:
    return b"ProQuest document ID:" in source.head and bool(_PROQUEST_RULE.search(_head(source)))


def _read_lexis(source: Source) -> Parts:
    text = text_of_bundle(source)
    marks = list(_LEXIS.finditer(text))
    ends = [*(each.start() for each in marks[1:]), len(text)]
    for number, (mark, end) in enumerate(zip(marks, ends, strict=False), 1):
        record, body = _lexis_article(text[mark.end() : end])
        yield press_part(number, paragraphs(body), record, text[mark.start() : end])


def _lexis_article(text: str) -> tuple[Record, str]:
    """Return the record and the text of an article: paper, date and headline, lines with labels, then the text."""
    begin = _end_of_head(text)
    tail = _LEXIS_TAIL.search(text, begin)
    lines = text[:begin].split("\n")
    dated = next((at for at, each in enumerate(lines) if _is_date(each)), 0)
    labels = dict(_labels(lines))
    record = Record(
        title=_headline(lines[dated + 1 :]),
        author=author_of(labels.get("author", "")),
        site=next(filter(None, map(line, lines[:dated])), None),
        published=first_date(lines[dated]),
    )
    return record, text[begin : tail.start() if tail else len(text)]


def _headline(lines: list[str]) -> str | None:
    """Return the headline between date and labels: unlike the edition, it does not stand in the middle."""
    between = [each for each in takewhile(lambda each: not _is_label(each), lines) if each.strip()]
    flush = [each for each in between if len(each) - len(each.lstrip()) < _CENTERED]
    return line(" ".join(flush or between[-1:])) or None


def _end_of_head(text: str) -> int:
    """Return where the lines with labels above an article's text end."""
    end = at = 0
    is_open = False
    for each in text.split("\n"):
        at += len(each) + 1
        label = _is_label(each)
        if label or (is_open and each.strip()):
            end = at
        # A label's value may go on in the next lines, up to an empty one.
        is_open = (label or is_open) and bool(each.strip())
        if end and at - end > 400:
            break
    return min(end, len(text))


def _is_label(text: str) -> bool:
    found = _LABEL.match(text)
    return bool(found and found[1] in _LEXIS_HEAD)


def _labels(lines: list[str]) -> Iterator[tuple[str, str]]:
    for at, each in enumerate(lines):
        found = _LABEL.match(each)
        if found and _LEXIS_HEAD.get(found[1]):
            rest = next((end for end in range(at + 1, len(lines)) if not lines[end].strip()), len(lines))
            yield _LEXIS_HEAD[found[1]], " ".join((found[2], *lines[at + 1 : rest]))


def _is_date(text: str) -> bool:
    return len(text.strip()) < _LONGEST_DATE and any(len(each.iso) >= 10 for each in find_dates(line(text), "de"))


def _read_nexis(source: Source) -> Parts:
    pieces = [each for each in _NEXIS_END.split(text_of_bundle(source)) if _NEXIS_BODY.search(each)]
    for number, text in enumerate(pieces, 1):
        found = _NEXIS_BODY.search(text)
        tail = _NEXIS_TAIL.search(text, found.end()) if found else None
        body = text[found.end() : tail.start() if tail else len(text)] if found else ""
        record = _nexis_record(text[: found.start() if found else 0])
        yield press_part(number, paragraphs(body), record, f"{text.strip()}\n\nEnd of Document\n")


def _nexis_record(head: str) -> Record:
    labels = {each[1]: each[2] for each in _NEXIS_LABEL.finditer(head)}
    lines = [each for each in head.split("\n") if each.strip()]
    above = list(takewhile(lambda each: not _NEXIS_LABEL.match(each), lines))
    # Before it may stand the list of all articles: the last date above the labels is this one's.
    dated = max((at for at, each in enumerate(above) if _is_date(each)), default=-1)
    title, site, date = (above[at] if at >= 0 else "" for at in (dated - 2, dated - 1, dated))
    return Record(
        title=line(title) or None,
        author=author_of(labels.get("Byline", "")),
        site=line(site) or None,
        published=first_date(date),
    )


def _read_factiva(source: Source) -> Parts:
    text = text_of_bundle(source)
    at = number = 0
    for end in (*(each.end() for each in _FACTIVA_END.finditer(text)), len(text)):
        said = _sections(_FACTIVA_CODE, text[at:end])
        if "HD" not in said:
            # What ends an article may stand twice.
            continue
        number += 1
        body = "\n\n".join(filter(None, (said.get("LP"), _FACTIVA_END.sub("", said.get("TD", "")))))
        yield press_part(number, paragraphs(body), factiva_record(said), text[at:end].strip() + "\n")
        at = end


def factiva_record(said: Mapping[str, str]) -> Record:
    """Return the record that Factiva's codes tell."""
    return Record(
        title=line(said.get("HD", "")) or None,
        author=author_of(said.get("BY", "")),
        site=line(said.get("SN", "")) or None,
        published=first_date(said.get("PD", ""), "de"),
    )


def _read_proquest(source: Source) -> Parts:
    pieces = _PROQUEST_RULE.split(text_of_bundle(source))
    rule = "_" * 60
    for number, text in enumerate((each for each in pieces if "ProQuest document ID:" in each), 1):
        said = _sections(_PROQUEST_LABEL, text)
        body = said.get("Full text") or said.get("Full Text") or ""
        first = next(filter(None, map(line, text.split("\n"))), "")
        yield press_part(number, paragraphs(body), _proquest_record(said, first), f"{rule}\n{text.strip()}\n{rule}\n")


def _proquest_record(said: Mapping[str, str], first: str) -> Record:
    # Under a label that is not known here the next one begins after an empty line.
    said = {name: value.partition("\n\n")[0] for name, value in said.items()}
    return Record(
        title=line(said.get("Title", "")) or first or None,
        author=author_of(said.get("Author", said.get("Authors", ""))),
        site=line(said.get("Publication title", "")) or None,
        published=first_date(said.get("Publication date", "")),
        url=next(iter(re.findall(r"https?://\S+", said.get("Document URL", ""))), None),
    )


def _sections(label: re.Pattern[str], text: str) -> dict[str, str]:
    """Return what stands behind each label, up to the next; the first of each counts."""
    marks = list(label.finditer(text))
    ends = [*(each.start() for each in marks[1:]), len(text)]
    found: dict[str, str] = {}
    for mark, end in zip(marks, ends, strict=False):
        found.setdefault(mark[1], text[mark.end() : end].strip())
    return found


FORMATS = (
    FileFormat("a bundle of LexisNexis", _is_lexis, _read_lexis),
    FileFormat("a bundle of ProQuest", _is_proquest, _read_proquest),
    FileFormat("a bundle of Factiva", _is_factiva, _read_factiva),
    FileFormat("a bundle of Nexis Uni", _is_nexis, _read_nexis),
)
