"""Web archives (WARC, and WACZ, which is a zip of them): every page out of its own record, none out of a packer's text.

What a crawl keeps besides pages is counted and told in one sentence: pictures, scripts, redirects, pages not found.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.parser import BytesHeaderParser
from io import BytesIO
from typing import IO

from reader.ingest.formats.archive import MemberSource
from reader.ingest.formats.http_body import BodyError, joined_chunks, unpacked
from reader.ingest.formats.page_bytes import PAGE_TYPES, charset_of, media_type_of, self_contained
from reader.ingest.formats.part import FileFormat, FilePart, Parts, Skipped
from reader.ingest.formats.source import Source
from reader.ingest.formats.warc_records import WarcRecord, records
from reader.ingest.formats.zstandard_stream import DICTIONARY, MAGIC, begins_with
from reader.library.addresses import plain_address
from reader.library.dates import iso
from reader.library.guarded_file import MAX_BYTES, UnreadableError
from reader.library.record import Record
from reader.library.safe_text import line

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})\b[^\r\n]{0,2000}\r?\n")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LONGEST_HEAD = 65_536
_FOR_FRAME = re.compile(rb"^sec-fetch-dest:\s{0,4}(?:i?frame|embed|object)\b", re.IGNORECASE | re.MULTILINE)
_ARCHIVES = re.compile(r"(?:\A|/)archive/[^/]{1,250}\.warc(?:\.gz|\.zst)?\Z", re.IGNORECASE)
# Whether what was unpacked is sound is known at its end.
_DOUBTFUL = "The archive is damaged behind this page, so the page may be damaged too."
_DESCRIPTION = "datapackage.json"
_PLURALS = {
    "picture": "pictures", "script": "scripts", "style sheet": "style sheets", "redirect": "redirects",
    "page not found or refused": "pages not found or refused", "repeated capture": "repeated captures",
    "frame in a page": "frames in pages", "empty answer": "empty answers", "other file": "other files",
}  # fmt: skip
# How the kinds of content are called that are no pages.
_KINDS = (
    ("image/", "picture"), ("text/css", "style sheet"), ("text/javascript", "script"),
    ("application/javascript", "script"), ("application/x-javascript", "script"), ("application/json", "script"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the head of a server's answer says: its status, what the content is, and how it was sent."""

    status: int
    content_type: str
    encoding: str
    is_chunked: bool


def _is_warc(source: Source) -> bool:
    from gzip import BadGzipFile, GzipFile
    from zlib import error as zlib_error

    head = source.head
    if head.startswith(b"\x1f\x8b"):
        try:
            head = GzipFile(fileobj=BytesIO(head)).read(16)
        except (BadGzipFile, EOFError, zlib_error, OSError):
            return False
    if head.startswith(MAGIC):
        found = begins_with(head, b"WARC/")
        return source.name.lower().endswith(".warc.zst") if found is None else found
    # Nobody else writes a dictionary so.
    return head.startswith((b"WARC/", DICTIONARY))


def _is_wacz(source: Source) -> bool:
    return source.has_member(_DESCRIPTION) and any(map(_ARCHIVES.search, source.members()))


def _read_warc(source: Source) -> Parts:
    crawl = _Crawl()
    with source.open() as stream:
        yield from crawl.parts(stream)
    yield from crawl.left_out()


def _read_wacz(source: Source) -> Parts:
    archive = source.archive
    if archive is None:
        raise UnreadableError(source.archive_problem or f"{line(source.name)} is damaged.")
    crawl = _Crawl()
    for path in filter(_ARCHIVES.search, archive.names):
        with MemberSource(archive, path).streamed() as stream:
            yield from crawl.parts(stream, path)
    yield from crawl.left_out()


class _Crawl:
    """The pages among the records of one crawl, and how many of what else were met."""

    def __init__(self) -> None:
        self._others: Counter[str] = Counter()
        # The page read last: the request for it, which tells whether it was shown in a frame, may follow it.
        self._waiting: tuple[str, FilePart | Skipped] | None = None

    def parts(self, stream: IO[bytes], name: str = "") -> Parts:
        """Yield the pages in one archive; where it is damaged, what came before, and what is wrong."""
        try:
            for record in records(stream):
                if self._is_for_frame(record):
                    self._waiting = None
                    self._others["frame in a page"] += 1
                    continue
                found = self._part(record)
                if found:
                    yield from self._released()
                    self._waiting = (record.field("warc-record-id"), found)
        except UnreadableError as error:
            yield from self._released(_DOUBTFUL)
            yield Skipped(name, str(error), is_refused=True)
        yield from self._released()

    def left_out(self) -> Parts:
        """Yield a sentence on what is no page."""
        if self._others:
            counted = (
                f"{count:,} {_PLURALS[kind] if count > 1 else kind}" for kind, count in self._others.most_common()
            )
            yield Skipped("", f"Left out as no articles: {', '.join(counted)}.")

    def _released(self, doubt: str | None = None) -> Iterator[FilePart | Skipped]:
        waiting, self._waiting = self._waiting, None
        if waiting:
            part = waiting[1]
            yield replace(part, note=doubt) if doubt and isinstance(part, FilePart) else part

    def _is_for_frame(self, record: WarcRecord) -> bool:
        """Whether a record is the request for the page before it, made by another page for a frame of its own."""
        if record.field("warc-type") != "request" or not self._waiting or record.length > _LONGEST_HEAD:
            return False
        if record.field("warc-concurrent-to") != self._waiting[0]:
            return False
        return bool(_FOR_FRAME.search(record.block.read(_LONGEST_HEAD)))

    def _part(self, record: WarcRecord) -> FilePart | Skipped | None:
        kind = record.field("warc-type")
        url = record.field("warc-target-uri").strip("<>")
        if kind == "revisit":
            self._others["repeated capture"] += 1
        if kind not in {"response", "resource", "conversion"} or not url.startswith(("http://", "https://")):
            return None
        told = Record(url=plain_address(url), saved=iso(record.field("warc-date")))
        try:
            if kind == "response":
                return self._response(record, told)
            if kind == "conversion":
                return self._conversion(record, told)
            return self._resource(record, told)
        except BodyError as error:
            return Skipped(url, f"{line(url)} could not be read: {error}.", is_refused=True)

    def _response(self, record: WarcRecord, told: Record) -> FilePart | Skipped | None:
        head, body = _split(record)
        answer = _answer(head)
        if answer is None or answer.status != 200:
            is_moved = answer is not None and 300 <= answer.status < 400
            self._others["redirect" if is_moved else "page not found or refused"] += 1
            return None
        if not self._is_page(answer.content_type):
            return None
        body += _rest(record)
        content = unpacked(joined_chunks(body) if answer.is_chunked else body, answer.encoding, MAX_BYTES)
        return self._page(record, told, content, answer.content_type)

    def _resource(self, record: WarcRecord, told: Record) -> FilePart | Skipped | None:
        content_type = record.field("content-type")
        return self._page(record, told, _rest(record), content_type) if self._is_page(content_type) else None

    def _conversion(self, record: WarcRecord, told: Record) -> FilePart | Skipped | None:
        """Return the text that a crawl made of a page, where it gives nothing else of it."""
        if media_type_of(record.field("content-type")) != "text/plain":
            self._others["other file"] += 1
            return None
        return FilePart(
            name=record.field("warc-target-uri").strip("<>"),
            form="scrape",
            data=_rest(record),
            suffix=".txt",
            record=told,
        )

    def _page(self, record: WarcRecord, told: Record, data: bytes, content_type: str) -> FilePart | Skipped | None:
        is_unlike = not media_type_of(content_type) and not data.lstrip().startswith(b"<")
        if is_unlike or not data.strip():
            self._others["other file" if is_unlike else "empty answer"] += 1
            return None
        cut = "The crawl kept only a part of the page." if record.field("warc-truncated") else None
        page = self_contained(data, charset_of(content_type))
        return FilePart(name=record.field("warc-target-uri").strip("<>"), form="page", data=page, record=told, note=cut)

    def _is_page(self, content_type: str) -> bool:
        kind = media_type_of(content_type)
        # Where nothing is said, the content tells.
        if kind in PAGE_TYPES or not kind:
            return True
        self._others[next((name for start, name in _KINDS if kind.startswith(start)), "other file")] += 1
        return False


def _split(record: WarcRecord) -> tuple[bytes, bytes]:
    """Return the head of an answer, and what of its body was read with it."""
    data = record.block.read(_LONGEST_HEAD)
    end = _HEAD_END.search(data)
    return (data[: end.end()], data[end.end() :]) if end else (b"", data)


def _rest(record: WarcRecord) -> bytes:
    """Return what is left of a record's block. Raises: BodyError, UnreadableError."""
    if record.length > MAX_BYTES + _LONGEST_HEAD:
        raise BodyError(f"it is larger than {MAX_BYTES // 1_000_000} MB")
    return record.block.read(record.length)


def _answer(head: bytes) -> _Answer | None:
    """Return what the head of an answer says; None where it is none."""
    status = _STATUS.match(head)
    if status is None:
        return None
    fields = BytesHeaderParser().parsebytes(head[status.end() :])
    is_chunked = str(fields.get("Transfer-Encoding") or "").strip().lower() == "chunked"
    encoding = str(fields.get("Content-Encoding") or "")
    return _Answer(int(status.group(1)), str(fields.get("Content-Type") or ""), encoding, is_chunked)


FORMATS = (
    FileFormat("a web archive (WACZ)", _is_wacz, _read_wacz),
    FileFormat("a web archive (WARC)", _is_warc, _read_warc),
)
