"""What Medium, Substack and Ghost export: stories of one author or one site."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from html import escape

from reader.ingest.encodings import decoded
from reader.ingest.formats.content import document
from reader.ingest.formats.ghost_text import lexical_html, mobiledoc_html
from reader.ingest.formats.json_text import keys_of, read_json
from reader.ingest.formats.part import FileFormat, FilePart, Parts, Skipped
from reader.ingest.formats.source import Source
from reader.ingest.formats.zip_file import entries_of
from reader.ingest.html_text import text_of
from reader.library.dates import iso
from reader.library.errors import ReaderError
from reader.library.guarded_file import UnreadableError
from reader.library.record import Record
from reader.library.safe_text import line

_LARGEST_TABLE, _LARGEST_STORY = 50_000_000, 10_000_000
_COLUMNS = (b"post_id,post_date,is_published,", b'"post_id","post_date","is_published",')
_DRAFT = "It is a draft."

_MEDIUM_BODY = re.compile(r"""<section\b[^<>]{0,300}\bclass=["'][^"'<>]{0,60}\be-content\b[^<>]{0,300}>""")
_MEDIUM_FOOT = re.compile(r"</section>\s{0,40}<footer\b")
_MEDIUM_TITLE = re.compile(
    r"""<h1\b[^<>]{0,300}\bclass=["'][^"'<>]{0,60}\bp-name\b[^<>]{0,100}>(.{0,2000}?)</h1>""", re.DOTALL
)
_GRAF_TITLE = re.compile(r"""<(h[1-4])\b[^<>]{0,500}\bgraf--title\b[^<>]{0,500}>.{0,4000}?</\1>""", re.DOTALL)
_TIME = re.compile(
    r"""<time\b[^<>]{0,200}\bclass=["'][^"'<>]{0,60}\bdt-published\b[^<>]{0,200}?\bdatetime=["']([^"'<>]{4,40})["']"""
)
_AUTHOR = re.compile(
    r"""<a\b[^<>]{0,300}\bclass=["'][^"'<>]{0,60}\bp-author\b[^<>]{0,400}>(.{0,400}?)</a>""", re.DOTALL
)
_LINK = re.compile(r"<a\b[^<>]{0,1000}>")
_HREF = re.compile(r"""\bhref=["'](https?://[^"'<>\s]{1,2000})["']""")


def _is_medium(source: Source) -> bool:
    head = source.head
    return (
        head.lstrip()[:1] in {b"<", b"\xef"}
        and b"h-entry" in head
        and b"e-content" in head
        and b"p-name" in head
        and b"graf" in head
    )


def _read_medium(source: Source) -> Parts:
    data = source.read()
    try:
        text = decoded(data).text
    except ReaderError as error:
        raise UnreadableError(f"{line(source.name)} {error}.") from error
    opened = _MEDIUM_BODY.search(text)
    feet = list(_MEDIUM_FOOT.finditer(text))
    # Within the section of the story there are others.
    end = feet[-1].start() if feet else len(text)
    body = text[opened.end() : end] if opened else ""
    record = _of_medium(text, end)
    if feet and not record.published:
        yield Skipped(record.title or "", _DRAFT)
        return
    yield FilePart(
        form="content",
        data=document(_GRAF_TITLE.sub("", body, count=1), record.title),
        suffix=".html",
        original=data,
        record=record,
        is_told=True,
        note=None if feet else "The file is cut short.",
    )


def _of_medium(text: str, end: int) -> Record:
    """Return what is said of a story, before it and behind its *end*."""
    time = _TIME.search(text, end)
    canonical = next((each for each in _LINK.findall(text) if "p-canonical" in each), "")
    address = _HREF.search(canonical)
    return Record(
        title=_words(_MEDIUM_TITLE.search(text)),
        author=_words(_AUTHOR.search(text)),
        site="Medium" if address and re.match(r"https?://(?:[\w-]+\.)?medium\.com/", address[1]) else None,
        published=iso(re.sub(r"\.\d+", "", time[1])) if time else None,
        url=address[1] if address else None,
    )


def _words(found: re.Match[str] | None) -> str | None:
    return line(text_of(found[1])) or None if found else None


def _is_substack(source: Source) -> bool:
    if source.head.removeprefix(b"\xef\xbb\xbf").startswith(_COLUMNS):
        return True
    if not source.head.startswith(b"PK\x03\x04"):
        return False
    with suppress(UnreadableError), entries_of(source) as entries:
        return "posts.csv" in entries.names and any(each.startswith("posts/") for each in entries.names)
    return False


def _read_substack(source: Source) -> Parts:
    if not source.head.startswith(b"PK\x03\x04"):

        def beside(path: str) -> bytes | None:
            there = source.beside(path)
            return there.read(_LARGEST_STORY) if there else None

        yield from _substack(source.read(_LARGEST_TABLE), beside)
        return
    with entries_of(source) as entries:
        names = entries.names
        yield from _substack(
            entries.read("posts.csv", _LARGEST_TABLE),
            lambda path: entries.read(path, _LARGEST_STORY) if path in names else None,
        )


def _substack(table: bytes, find: Callable[[str], bytes | None]) -> Parts:
    rows = csv.DictReader(io.StringIO(table.decode("utf-8-sig", "replace"), newline=""))
    for each in _sound(rows):
        row = {key: line(value) for key, value in each.items() if key and isinstance(value, str)}
        name = row.get("title") or row.get("post_id", "")
        if row.get("is_published", "").lower() != "true":
            yield Skipped(name, _DRAFT)
            continue
        try:
            yield _substack_part(name, row, find(f"posts/{row.get('post_id', '')}.html") or b"")
        except UnreadableError as error:
            yield Skipped(name, str(error), is_refused=True)


def _substack_part(name: str, row: Mapping[str, str], data: bytes) -> FilePart | Skipped:
    if not data.strip():
        return Skipped(name, "The export holds no text of it.")
    title = row.get("title") or None
    deck = f"<p><em>{escape(row['subtitle'], quote=False)}</em></p>\n" if row.get("subtitle") else ""
    page = document(deck + data.decode("utf-8", "replace"), title)
    record = Record(title=title, published=iso(re.sub(r"\.\d+", "", row.get("post_date", ""))))
    return FilePart(name, "content", page, original=data, record=record, is_told=True)


def _sound(rows: "csv.DictReader[str]") -> Iterator[dict[str, str]]:
    try:
        yield from rows
    except csv.Error as error:
        raise UnreadableError(
            f"The list of posts is damaged ({line(str(error))}); what stands before was read."
        ) from error


def _is_ghost(source: Source) -> bool:
    keys = keys_of(source.head)
    # Its tables may begin behind what is looked at.
    return any(
        {f"{top}meta.version", f"{top}meta.exported_on"} & keys and any(each.startswith(f"{top}data") for each in keys)
        for top in ("db[].", "")
    )


def _read_ghost(source: Source) -> Parts:
    tables = _tables(read_json(source))
    names, tags = _names(tables, "users"), _names(tables, "tags")
    settings = {str(each.get("key")): line(str(each.get("value") or "")) for each in _rows(tables, "settings")}
    authors, tags_of = _pairs(tables, "posts_authors", "author_id"), _pairs(tables, "posts_tags", "tag_id")
    for post in _rows(tables, "posts"):
        identity = str(post.get("id"))
        writers = authors.get(identity) or [str(post.get("author_id"))]
        record = Record(
            title=line(str(post.get("title") or "")) or None,
            author=", ".join(filter(None, map(names.get, writers))) or None,
            site=settings.get("title") or None,
            published=_ghost_moment(post.get("published_at")),
            tags=tuple(filter(None, map(tags.get, tags_of.get(identity, ())))),
        )
        yield _ghost_part(post, record)


def _tables(export: object) -> Mapping[str, object]:
    """Return the tables of an export, which may stand in a list of one."""
    whole = export if isinstance(export, dict) else {}
    several = whole.get("db")
    first = several[0] if isinstance(several, list) and several else whole
    data = first.get("data") if isinstance(first, dict) else None
    return data if isinstance(data, dict) else {}


def _names(tables: Mapping[str, object], name: str) -> dict[str, str]:
    return {str(each.get("id")): line(str(each.get("name") or "")) for each in _rows(tables, name)}


def _ghost_part(post: Mapping[str, object], record: Record) -> FilePart | Skipped:
    name = record.title or str(post.get("id"))
    if post.get("status") not in {"published", "sent"}:
        return Skipped(name, _DRAFT)
    html, markdown = str(post.get("html") or ""), str(post.get("markdown") or "")
    # The newer editors' own text stands for HTML that was not exported.
    html = html if html.strip() else lexical_html(str(post.get("lexical") or ""))
    html = html if html.strip() else mobiledoc_html(str(post.get("mobiledoc") or ""))
    if html.strip():
        return FilePart(name, "content", document(html, record.title), record=record, is_told=True)
    if markdown.strip():
        return FilePart(name, "article", markdown.encode(), ".md", record=record, is_told=True)
    return Skipped(name, "The export holds no text of it.", is_refused=True)


def _rows(tables: Mapping[str, object], name: str) -> list[dict[str, object]]:
    rows = tables.get(name)
    return [each for each in rows if isinstance(each, dict)] if isinstance(rows, list) else []


def _pairs(tables: Mapping[str, object], name: str, other: str) -> dict[str, list[str]]:
    """Return what a table gives each post, in its order."""
    found: dict[str, list[str]] = {}
    for each in sorted(_rows(tables, name), key=lambda row: str(row.get("sort_order") or "0").zfill(6)):
        found.setdefault(str(each.get("post_id")), []).append(str(each.get(other)))
    return found


def _ghost_moment(said: object) -> str | None:
    """Return a moment, which older versions have in milliseconds, and all of them in universal time."""
    if isinstance(said, int) and 0 < said < 10**14:
        return datetime.fromtimestamp(said // 1_000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = iso(re.sub(r"\.\d+", "", str(said or "")))
    return f"{told}Z" if told and re.search(r"T[\d:]+\Z", told) else told


FORMATS = (
    FileFormat("a story of Medium", _is_medium, _read_medium),
    FileFormat("an export of Substack", _is_substack, _read_substack),
    FileFormat("an export of Ghost", _is_ghost, _read_ghost),
)
