"""A part of a file that somebody brings becomes what an article is made of, by its form."""

from collections.abc import Container
from dataclasses import fields, replace
from hashlib import sha256

from reader.ingest.assembly import assemble, is_markdown
from reader.ingest.encodings import DecodedText, decoded
from reader.ingest.facts import UPDATE
from reader.ingest.file import FileContent, IngestedFile, IngestError, article_in, joined, page_in, scraped
from reader.ingest.formats.part import FilePart
from reader.ingest.formats.pictures import with_marks
from reader.ingest.html import HtmlError, decoded_html, read_content
from reader.ingest.lines import read_lines
from reader.ingest.text import NO_RULES
from reader.library.folder import HouseRules
from reader.library.front_matter import CUT
from reader.library.guarded_file import UndecodableError
from reader.library.record import Record
from reader.library.safe_text import clean, line
from reader.text.languages import language_of

# What the library says of a file that it keeps, and no file of another program.
_OURS = frozenset(("original", "sha256", "extra", "tags"))
_TEXTS = (".txt", ".text")


def ingest_part(
    part: FilePart, shown: str, house: HouseRules = NO_RULES, repeated: Container[str] = ()
) -> IngestedFile:
    """Make an article of a part; *shown* is what it is called in sentences.

    That of a link has no text. Raises: ReaderError if it holds none.
    """
    found = IngestedFile(Record(), "") if part.form == "link" else _read(part, shown, house, repeated)
    record, told = (part.record, found.record) if part.is_told else (found.record, part.record)
    return replace(found, record=filled(record, told), problem=joined(found.problem, part.note))


def _read(part: FilePart, shown: str, house: HouseRules, repeated: Container[str]) -> IngestedFile:
    if not part.data.strip():
        raise IngestError(f"{line(shown)} is empty.")
    try:
        if part.form == "page":
            return _page(part, shown)
        if part.form == "content":
            return _content(part, shown)
        if part.form == "scrape":
            text = decoded(part.data)
            return scraped(FileContent("text", text.text, text.note), house, repeated)
        text = decoded(part.data)
    except UndecodableError as error:
        raise IngestError(f"{line(shown)} {error}.") from error
    return _plain(text.text) if part.suffix in _TEXTS else article_in(text.text)


def _page(part: FilePart, shown: str) -> IngestedFile:
    text = _decoded(part)
    try:
        return page_in(shown, FileContent("html", text.text, text.note), is_marked=bool(part.pictures))
    except IngestError:
        if part.suffix == ".html":
            raise
        # A document that was made of a page, in which no article can be told from the rest.
        return _content(part, shown)


def _content(part: FilePart, shown: str) -> IngestedFile:
    text = _decoded(part)
    try:
        page = read_content(text.text, part.record.url, part.record.title, is_marked=bool(part.pictures))
    except HtmlError as error:
        raise IngestError(f"{line(shown)}: {error}") from error
    problem = joined(text.note, page.problem)
    record = replace(page.record, extra={CUT: problem}) if problem else page.record
    return IngestedFile(record, page.markdown, problem=problem)


def _decoded(part: FilePart) -> DecodedText:
    """Return the text of HTML, in which the pictures that are kept of it have their numbers."""
    return decoded_html(with_marks(part.data, part.pictures) if part.pictures else part.data)


def _plain(text: str) -> IngestedFile:
    """Return a plain text, all of which is the article."""
    text = clean(text)
    lines = [each for each in read_lines(text) if each.raw.strip()]
    return IngestedFile(Record(language=language_of(text)), assemble(lines, is_marked=is_markdown(text)))


def filled(record: Record, told: Record) -> Record:
    """Return *record* with what only *told* says; tags and unknown keys are those of both.

    A date of publication that is told goes before one that is only that of a change.
    """
    if record.published_from == UPDATE and told.published and told.published_from is None:
        record = replace(record, published=None, published_from=None)
    missing = {
        each.name: getattr(told, each.name)
        for each in fields(Record)
        if each.name not in _OURS and getattr(record, each.name) is None
    }
    if record.published is not None:
        # Where a date was found belongs to that date.
        missing.pop("published_from", None)
    tags = tuple(dict.fromkeys((*told.tags, *record.tags)))
    return replace(record, **missing, tags=tags, extra={**told.extra, **record.extra})


def part_name(shown: str, name: str) -> str:
    """Return what a part is called beside its file."""
    return f"{shown} · {line(name)}" if name else shown


def original_name(file_name: str, part: FilePart) -> str:
    """Return what the original of a part may be called: by the part's name, or by the file's where that says little."""
    stem = file_name.rpartition(".")[0] or file_name
    if not part.name:
        return f"{stem}{part.suffix}"
    own = part.name if any(map(str.isalpha, part.name)) else f"{stem} {part.name}"
    return f"{own.removesuffix(part.suffix)}{part.suffix}"


def digest_of(part: FilePart) -> str:
    """Return the SHA-256 of a part's original; that of a link is of its address, or else of its title."""
    if part.form == "link":
        return sha256(f"link {part.record.url or part.record.title or part.name}".encode()).hexdigest()
    return sha256(part.original or part.data).hexdigest()
