"""One file becomes an article, whatever it is."""

import re
from collections.abc import Container
from dataclasses import dataclass, replace

from reader.ingest.detect import Detected, IngestError, LinksError, detect
from reader.ingest.html import HtmlError, decode_html, read_page
from reader.ingest.text import NO_RULES, AsideRange, scrape
from reader.library.folder import HouseRules
from reader.library.front_matter import parse_article
from reader.library.inline import read_inline
from reader.library.record import Record
from reader.library.safe_text import clean, line
from reader.text.languages import language_of

__all__ = ["IngestError", "Ingested", "LinksError", "ingest"]

_HEADING = re.compile(r"^ {0,3}#[ \t]+(\S.{0,500}?)[ \t]*#*[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Ingested:
    """What was read out of a file.

    *set_aside* are the parts of a scrape that are not the article; *problem* a sentence where something could not be
    read as it should; *id* the id that the file itself gives.
    """

    record: Record
    markdown: str
    set_aside: tuple[AsideRange, ...] = ()
    problem: str | None = None
    id: str | None = None


def ingest(name: str, data: bytes, house: HouseRules = NO_RULES, repeated: Container[str] = ()) -> Ingested:
    """Make an article of the file *name* whose content is *data*.

    Raises: IngestError if it holds none: it is empty, too large, no text, only links, or a page without an article.
    """
    found = detect(name, data)
    if found.form == "links":
        raise LinksError(f"{line(name)} holds only links; there is nothing in it to read.")
    if found.form == "html":
        return _page(name, data, found)
    if found.form == "article":
        return _article(found.text)
    page = scrape(found.text, house, repeated)
    return Ingested(page.record, page.markdown, page.set_aside)


def _page(name: str, data: bytes, found: Detected) -> Ingested:
    is_named = name.lower().endswith((".html", ".htm", ".xhtml"))
    try:
        page = read_page(found.text if is_named else decode_html(data))
    except HtmlError as error:
        raise IngestError(f"{line(name)}: {error}") from error
    return Ingested(page.record, page.markdown, problem=page.problem)


def _article(text: str) -> Ingested:
    record, identity, markdown, problem = parse_article(text)
    if record.title is None:
        heading = _HEADING.search(markdown[:4_000])
        record = replace(record, title=line(read_inline(heading.group(1), {})[0]) if heading else None)
    if record.language is None:
        record = replace(record, language=language_of(clean(markdown)))
    return Ingested(record, markdown, problem=problem, id=identity)
