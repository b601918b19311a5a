"""Pages saved by SingleFile: one HTML file with everything in it, its notes and highlights, and its zip archives."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import islice

from reader.ingest.formats.archive import is_archive
from reader.ingest.formats.part import FileFormat, FilePart, Highlight, Parts, Skipped
from reader.ingest.formats.pictures import addresses_in, article_region, pictures_of
from reader.ingest.formats.source import Source
from reader.ingest.formats.zip_file import ZipEntries, entries_of
from reader.library.addresses import plain_address
from reader.library.dates import iso
from reader.library.guarded_file import MAX_BYTES, UnreadableError
from reader.library.record import Record
from reader.library.safe_text import line

LARGEST = 100_000_000
_LARGEST_MANIFEST = 1_000_000
_SEEN = 20_000
_COMMENT = re.compile(rb"<!--\s{0,8}(?:Page saved with SingleFile|Archive processed by SingleFile)\b")
_ARCHIVE = re.compile(rb"<html\b[^<>]{0,4000}\sdata-sfz\b", re.IGNORECASE)
_PAGE, _MANIFEST = "index.html", "manifest.json"
_HIDDEN = re.compile(
    rb"<(?:p|div|section|details|ul|ol|table|blockquote|figure)\b[^<>]{0,3000}\bsf-hidden\b", re.IGNORECASE
)
_FOLDED = "Parts of the page were folded away when it was saved, and are not in it."
_HIGHLIGHT = re.compile(rb"<(\w{1,20})\b([^<>]{0,3000}\bsingle-file-highlight\b[^<>]{0,3000})>", re.IGNORECASE)
_NUMBER = re.compile(rb"""data-singlefile-highlight-id=["']?(\d{1,9})""")
_COLOR = re.compile(rb"single-file-highlight-(yellow|green|pink|blue)")
_NOTE = re.compile(rb"<single-file-note\b", re.IGNORECASE)
_NOTE_TEXT = re.compile(rb"<textarea\b[^<>]{0,4000}>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,4000}>")
_MOST, _LONGEST = 500, 100_000


def _is_page(source: Source) -> bool:
    return not is_archive(source) and bool(_COMMENT.search(source.head[:_SEEN]))


def _is_archive(source: Source) -> bool:
    if not is_archive(source):
        return bool(_ARCHIVE.search(source.head[:_SEEN]))
    if not {_PAGE, _MANIFEST} <= set(source.members()):
        return False
    try:
        return "originalUrl" in _manifest(source.member(_MANIFEST).read(_LARGEST_MANIFEST))
    except UnreadableError:
        return False


def _read_page(source: Source) -> Parts:
    data = source.read(LARGEST)
    yield FilePart(
        form="page",
        data=data,
        highlights=(*_highlights(data), *_notes(data)),
        pictures=pictures_of(addresses_in(data), lambda _: None),
        note=_FOLDED if _HIDDEN.search(data[slice(*article_region(data))]) else None,
    )


def _read_archive(source: Source) -> Parts:
    with entries_of(source) as entries:
        folders = [
            name.removesuffix(_MANIFEST)
            for name in entries.names
            if name.rpartition("/")[2] == _MANIFEST and f"{name.removesuffix(_MANIFEST)}{_PAGE}" in entries.names
        ]
        if not folders and _PAGE in entries.names:
            folders = [""]
        if not folders:
            raise UnreadableError(f"{line(source.name)} is a page saved by SingleFile that is damaged: it has no page.")
        original = source.read(LARGEST) if len(folders) == 1 else b""
        for folder in folders:
            try:
                yield _archived(entries, folder, original)
            except UnreadableError as error:
                yield Skipped(folder, str(error), is_refused=True)


def _archived(entries: ZipEntries, folder: str, original: bytes) -> FilePart:
    page = entries.read(f"{folder}{_PAGE}", MAX_BYTES)
    told = (
        _manifest(entries.read(f"{folder}{_MANIFEST}", _LARGEST_MANIFEST))
        if folder or _MANIFEST in entries.names
        else {}
    )
    url, title, saved = (told.get(key) for key in ("originalUrl", "title", "archiveTime"))

    def find(address: str) -> bytes | None:
        name = f"{folder}{address}"
        try:
            return entries.read(name, LARGEST) if name in entries.names else None
        except UnreadableError:
            return None

    return FilePart(
        name="" if original else url or title or folder,
        form="page",
        data=page,
        original=original,
        record=Record(title=title, url=plain_address(url or ""), saved=iso(saved or "")),
        highlights=(*_highlights(page), *_notes(page)),
        pictures=pictures_of(addresses_in(page), find),
        note=_FOLDED if _HIDDEN.search(page[slice(*article_region(page))]) else None,
    )


def _manifest(data: bytes) -> dict[str, str]:
    """Return what a manifest says in words; nothing if it is none."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return {key: line(value) for key, value in told.items() if isinstance(value, str)} if isinstance(told, dict) else {}


def _highlights(page: bytes) -> Iterator[Highlight]:
    """Yield the passages that somebody marked in the saved page: the pieces of one have its number."""
    pieces: defaultdict[bytes, list[bytes]] = defaultdict(list)
    colors: dict[bytes, str] = {}
    for found in islice(_HIGHLIGHT.finditer(page), _MOST):
        said = _NUMBER.search(found.group(2))
        number = said.group(1) if said else b"at %d" % found.start()
        pieces[number].append(_until(page, found.end(), b"</" + found.group(1)))
        color = _COLOR.search(found.group(2))
        colors[number] = color.group(1).decode("ascii") if color else ""
    for number, written in pieces.items():
        exact = _words(written)
        if exact:
            yield Highlight(exact=exact, color=colors[number])


def _notes(page: bytes) -> Iterator[Highlight]:
    """Yield the notes that somebody stuck onto the saved page."""
    for note in islice(_NOTE.finditer(page), _MOST):
        begin = _NOTE_TEXT.search(page, note.end(), note.end() + _LONGEST)
        written = _until(page, begin.end(), b"</textarea") if begin else b""
        text = unescape(written.decode("utf-8", "replace")).strip()
        if text:
            yield Highlight(note=text)


def _until(page: bytes, start: int, end: bytes) -> bytes:
    """Return what stands from *start* to the next *end*, nothing where that is far away."""
    at = page.find(end, start, start + _LONGEST)
    return page[start:at] if at >= 0 else b""


def _words(pieces: Sequence[bytes]) -> str:
    text = "".join(_TAG.sub("", piece.decode("utf-8", "replace")) for piece in pieces)
    return " ".join(unescape(text).split())


FORMATS = (
    FileFormat("an archive saved by SingleFile", _is_archive, _read_archive),
    FileFormat("a page saved by SingleFile", _is_page, _read_page),
)
