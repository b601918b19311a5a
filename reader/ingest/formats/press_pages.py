"""Bundles of articles that press databases give as one web page: Factiva, Europresse."""

import re
from collections.abc import Iterator

from reader.ingest.formats.content import first_date
from reader.ingest.formats.part import FileFormat, Parts
from reader.ingest.formats.press_part import author_of, press_part, text_of_bundle
from reader.ingest.formats.press_texts import factiva_record
from reader.ingest.formats.source import Source
from reader.ingest.html_text import text_of
from reader.library.record import Record
from reader.library.safe_text import line

_FACTIVA = re.compile(r"""<div\b[^<>]{0,300}\bclass=["']article [a-z]{2,4}Article\b[^<>]{0,300}>""")
# A row of the table of an article: a code (`HD`), and what it says.
_ROW = re.compile(
    r"<tr\b[^<>]{0,500}>\s{0,40}<td\b[^<>]{0,500}>(?:\s|<[^<>]{0,200}>){0,12}([A-Z]{2,3})(?:\s|&nbsp;|<[^<>]{0,200}>){0,20}</td>"
    r"\s{0,40}<td\b[^<>]{0,500}>(.{0,1000000}?)</td>",
    re.DOTALL,
)
_EUROPRESSE = re.compile(r"<article\b[^<>]{0,500}>")
_END = re.compile(r"</article\s{0,8}>")
_BODY = re.compile(r"""<div\b[^<>]{0,300}\bclass=["'][^"'<>]{0,100}\bdocOcurrContainer\b[^<>]{0,300}>""")
_PARAGRAPH = re.compile(r"<(p|h[2-6]|li)\b[^<>]{0,500}>.{0,200000}?</\1\s{0,8}>", re.DOTALL)
_FOOT = re.compile(
    r"""<(?:div|footer)\b[^<>]{0,300}\bclass=["'][^"'<>]{0,100}\b(?:docFooter|publiC|copyright|apd-wrapper)"""
)


def _is_factiva(source: Source) -> bool:
    return b"Article" in source.head and bool(_FACTIVA.search(source.head.decode("utf-8", "replace")))


def _is_europresse(source: Source) -> bool:
    return b"DocPublicationName" in source.head and b"<article" in source.head


def _read_factiva(source: Source) -> Parts:
    for number, text in enumerate(_pieces(_FACTIVA, text_of_bundle(source)), 1):
        cells = {each[1]: each[2] for each in reversed(list(_ROW.finditer(text)))}
        record = factiva_record({code: line(text_of(cell)) for code, cell in cells.items()})
        body = "\n".join(filter(None, (cells.get("LP"), cells.get("TD"))))
        yield press_part(number, body, record, text, ".html")


def _read_europresse(source: Source) -> Parts:
    for number, piece in enumerate(_pieces(_EUROPRESSE, text_of_bundle(source)), 1):
        end = _END.search(piece)
        text = piece[: end.end()] if end else piece
        opened = _BODY.search(text)
        foot = _FOOT.search(text, opened.end()) if opened else None
        inside = text[opened.end() : foot.start() if foot else len(text)] if opened else ""
        record = Record(
            title=_said(text, "titreArticleVisu") or _said(text, "titreArticle"),
            author=author_of(_said(text, "docAuthors") or ""),
            site=_said(text, "DocPublicationName"),
            published=first_date(_said(text, "DocHeader") or "", "fr"),
        )
        body = "\n".join(each.group() for each in _PARAGRAPH.finditer(inside))
        yield press_part(number, body, record, text, ".html")


def _pieces(mark: re.Pattern[str], text: str) -> Iterator[str]:
    starts = [each.start() for each in mark.finditer(text)]
    return (text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=False))


def _said(text: str, name: str) -> str | None:
    """Return the words of the first element of a class."""
    found = re.search(
        rf"""<(\w+)\b[^<>]{{0,300}}\bclass=["'][^"'<>]{{0,100}}\b{name}\b[^<>]{{0,300}}>(.{{0,4000}}?)</\1\s{{0,8}}>""",
        text,
        re.DOTALL,
    )
    return line(text_of(found[2])) or None if found else None


FORMATS = (
    FileFormat("a bundle of Factiva", _is_factiva, _read_factiva),
    FileFormat("a bundle of Europresse", _is_europresse, _read_europresse),
)
