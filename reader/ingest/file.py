"""One file becomes an article, whatever it is: what it is, and what is read out of it."""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from reader.ingest.encodings import decoded
from reader.ingest.formats.other_kinds import kind_of
from reader.ingest.formats.part import FilePart
from reader.ingest.formats.registry import packing_of
from reader.ingest.formats.source import BytesSource
from reader.ingest.html import HtmlError, decoded_html, read_page
from reader.ingest.html_text import text_of
from reader.ingest.html_tree import harmless
from reader.ingest.parsing import scrape_guarded
from reader.ingest.text import NO_RULES, AsideRange, asides_of
from reader.library.article import Aside
from reader.library.dates import iso
from reader.library.errors import ReaderError
from reader.library.folder import HouseRules
from reader.library.front_matter import CUT, parse_article, split
from reader.library.guarded_file import UndecodableError, UnreadableError, decode
from reader.library.inline import read_inline
from reader.library.other_heads import has_head_of_hugo
from reader.library.record import Record
from reader.library.safe_text import clean, line
from reader.text.languages import language_of

LARGEST = 20_000_000
Form = Literal["article", "html", "text"]
_SEEN = 4_096
# Suffixes of texts that no person reads as an article.
_DATA = frozenset(
    """
    css js mjs ts json jsonl xml csv tsv yaml yml toml ini cfg conf log py c h cpp java go rs sh bat ps1 sql lua svg map
    lock tex bib ris edn base canvas ipynb torrent url webloc desktop srt vtt ics vcf opml rss atom
    """.split()
)
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]{0,60})")
_HTML = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"</?(?:p|div|a|span|h[1-6]|br|li|ul|td|tr|table|body|html|article|section|main)\b[^<>]{0,2000}>", re.IGNORECASE
)
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_MOST_CONTROL = 0.05
_POST = re.compile(r"(\d{4}-\d\d-\d\d)-[^/]+\.(?:md|markdown|html?)\Z")
_OPENING = re.compile(r"\ufeff?\s*---")
# In the two forms of Markdown.
_HEADING = re.compile(r"^ {0,3}(?:#[ \t]+(\S.{0,500}?)[ \t]*#*[ \t]*|(\S.{0,500})\n {0,3}={3,}[ \t]*)$", re.MULTILINE)


class IngestError(ReaderError):
    """A file out of which no article can be made; the sentence says why."""


class UnknownFileError(IngestError):
    """A file of a kind that holds no article, such as a picture or a program."""


@dataclass(frozen=True, slots=True)
class FileContent:
    """What a file is, and its text, decoded but not cleaned.

    *note* is a sentence on what was guessed or repaired in it; *url* and *saved* are what whoever packed it says.
    """

    form: Form
    text: str
    note: str | None = None
    url: str | None = None
    saved: str | None = None


def detect(name: str, data: bytes, *, is_plain: bool = False) -> FileContent:
    """Tell what the file *name* with the content *data* is; *is_plain* says that it is known to be in no format.

    Raises: IngestError for a file that is empty, too large or no text.
    """
    shown = line(name)
    if len(data) > LARGEST:
        raise IngestError(f"{shown} is larger than {LARGEST // 1_000_000} MB.")
    if not data.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        raise IngestError(f"{shown} is empty.")
    suffix = suffix_of(name)
    try:
        found = None if is_plain else _unpacked(name, data)
        if found is None:
            refuse_other(name, data)
            found = _content(suffix, data)
    except UndecodableError as error:
        raise UnknownFileError(f"{shown} {error}.") from error
    except UnreadableError as error:
        raise IngestError(str(error)) from error
    if found.form == "text" and suffix in _DATA:
        raise UnknownFileError(f"{shown} is a .{suffix} file in no format that reader knows.")
    if found.form == "text" and found.text.lstrip().startswith("<?xml"):
        root = _ROOT.search(found.text[:_SEEN])
        raise UnknownFileError(f"{shown} is XML{f' ({root[1]})' if root else ''} in no format that reader knows.")
    return _with_text(shown, found)


def _with_text(shown: str, found: FileContent) -> FileContent:
    seen = found.text[:_SEEN]
    if len(_CONTROL.findall(seen)) > _MOST_CONTROL * len(seen):
        raise UnknownFileError(f"{shown} is not text (it is full of control characters).")
    if not found.text.strip():
        raise IngestError(f"{shown} is empty.")
    return found


def refuse_other(name: str, head: bytes) -> None:
    """Refuse what is no text by its first bytes. Raises: UnknownFileError."""
    kind = kind_of(head)
    if kind:
        raise UnknownFileError(f"{line(name)} is {kind}, not a text file.")


def refuse_binary(name: str, head: bytes) -> None:
    """Refuse what is no text by its first bytes, of whatever kind it is. Raises: UnknownFileError."""
    refuse_other(name, head)
    try:
        decode(head[:_SEEN])
    except UndecodableError as error:
        raise UnknownFileError(f"{line(name)} {error}.") from error


def suffix_of(name: str) -> str:
    """Return the ending of a name, in small letters without the dot; empty where it has none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _unpacked(name: str, data: bytes) -> FileContent | None:
    """Return the page or text that was taken out of a file which is kept itself; None for another file.

    Raises: UndecodableError, UnreadableError.
    """
    source = BytesSource(name, data)
    packed = packing_of(source)
    part = next(packed.read(source), None) if packed else None
    if not isinstance(part, FilePart) or not part.original or part.form not in {"page", "scrape"}:
        return None
    text = decoded_html(part.data) if part.form == "page" else decoded(part.data)
    return FileContent(
        "html" if part.form == "page" else "text", text.text, text.note, part.record.url, part.record.saved
    )


def _content(suffix: str, data: bytes) -> FileContent:
    form = _form(suffix, decode(data))
    if form == "article":
        # A person's own file stays as it is.
        return FileContent(form, decode(data))
    text = decoded_html(data) if form == "html" else decoded(data)
    return FileContent(form, text.text, text.note)


def _form(suffix: str, text: str) -> Form:
    if suffix in {"md", "markdown"} or _has_front_matter(text) or has_head_of_hugo(text):
        return "article"
    if _HTML.match(text[:_SEEN]) or (suffix in {"html", "htm", "xhtml"} and _TAG.search(text)):
        return "html"
    return "text"


def _has_front_matter(text: str) -> bool:
    # A line of hyphens may open any text: only properties between two of them make a front matter.
    if not _OPENING.match(text):
        return False
    head, _ = split(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    return head is not None and bool(re.search(r"^[A-Za-z_][\w -]{0,40}:(?:\s|\Z)", head, re.MULTILINE))


@dataclass(frozen=True, slots=True)
class IngestedFile:
    """What was read out of a file.

    *set_aside* are the parts of a scrape that are not the article; *problem* a sentence where something could not be
    read as it should; *id* the id that the file itself gives.
    """

    record: Record
    markdown: str
    set_aside: tuple[AsideRange, ...] = ()
    problem: str | None = None
    id: str | None = None


def ingest(
    name: str,
    data: bytes,
    house: HouseRules = NO_RULES,
    repeated: Container[str] = (),
    *,
    is_plain: bool = False,
) -> IngestedFile:
    """Make an article of the file *name* whose content is *data*; *is_plain* as for `detect`.

    Raises: IngestError if it holds none: it is empty, too large, no text, or a page without an article.
    """
    found = detect(name, data, is_plain=is_plain)
    if found.form == "html":
        return page_in(name, found)
    if found.form == "article":
        return dated_by_name(name, article_in(found.text))
    return scraped(found, house, repeated)


def scraped(found: FileContent, house: HouseRules, repeated: Container[str]) -> IngestedFile:
    """Return the article in the text of a page."""
    page = scrape_guarded(found.text, house, repeated)
    problem = joined(found.note, page.problem)
    return IngestedFile(_with_cut(page.record, problem), page.markdown, page.set_aside, problem)


def page_in(name: str, found: FileContent, *, is_marked: bool = False) -> IngestedFile:
    """Return the article in a web page; *is_marked* as for `read_page`. Raises: IngestError."""
    try:
        page = read_page(found.text, is_marked=is_marked)
    except HtmlError as error:
        raise IngestError(f"{line(name)}: {error}") from error
    record = replace(page.record, url=page.record.url or found.url, saved=page.record.saved or found.saved)
    problem = joined(found.note, page.problem)
    return IngestedFile(_with_cut(record, problem), page.markdown, page.set_aside, problem)


def asides_in(name: str, data: bytes, ranges: Iterable[AsideRange]) -> tuple[Aside, ...]:
    """Return the texts of the *ranges* of a file; those of an HTML page count the lines of what it shows.

    Raises: IngestError as `detect`.
    """
    found = detect(name, data)
    if found.form != "html":
        return asides_of(found.text, ranges)
    return asides_of(text_of(harmless(clean(found.text))), ranges)


def joined(*sentences: str | None) -> str | None:
    """Return what is said of a file as one text; None if nothing is."""
    return " ".join(filter(None, sentences)) or None


def _with_cut(record: Record, problem: str | None) -> Record:
    """Return the record with what of the page could not be read, which stays with the article."""
    return replace(record, extra={**record.extra, CUT: problem}) if problem else record


def dated_by_name(name: str, found: IngestedFile) -> IngestedFile:
    """Return an article with the day that its name begins with, where that is how its program keeps it: Jekyll."""
    day = _POST.match(name)
    if day is None or found.record.published or "layout" not in found.record.extra:
        return found
    return replace(found, record=replace(found.record, published=iso(day[1])))


def article_in(text: str) -> IngestedFile:
    """Return an article in Markdown, with or without a front matter."""
    record, identity, markdown, problem = parse_article(text)
    if record.title is None:
        heading = _HEADING.search(markdown[:4_000])
        record = replace(record, title=line(read_inline(heading[1] or heading[2], {})[0]) if heading else None)
    if record.language is None:
        record = replace(record, language=language_of(clean(markdown)))
    return IngestedFile(record, markdown, problem=problem, id=identity)
