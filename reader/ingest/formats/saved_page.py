"""A web page that lies beside its pictures, as browsers (with a folder), wget, HTTrack and calibre (HTMLZ) save it."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from urllib.parse import unquote

from reader.ingest.formats.part import FileFormat, FilePart, Parts
from reader.ingest.formats.pictures import LARGEST, addresses_in, pictures_of
from reader.ingest.formats.source import Source
from reader.library.guarded_file import UnreadableError

# How browsers call the folder, in the languages of their systems.
_FOLDER = (
    rb"(?:[_-](?:files?|fichiers|archivos|arquivos|ficheiros|dateien|filer|bestanden|tiedostot|pliki|soubory|elemei"
    rb"|dosyalar)|\.files)"
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head)\b", re.IGNORECASE)
_WITHIN = re.compile(
    rb"""\s(?:src|href)\s{0,4}=\s{0,4}["']?\s{0,4}((?:\./)?[^"'<>/?#]{1,250}"""
    + _FOLDER
    + rb"""/[^"'<>?#]{1,250})["'\s>]""",
    re.IGNORECASE,
)
_LOOKED_AT = 40


def _recognizes(source: Source) -> bool:
    if not _HTML.search(source.head[:8_192]):
        return False
    return any(_beside(source, each) for each in islice(dict.fromkeys(_told(source.head)), _LOOKED_AT))


def _told(head: bytes) -> Iterator[str]:
    """Yield the addresses of what the beginning of a page says that it shows."""
    for each in _WITHIN.findall(head):
        yield unescape(each.decode("utf-8", "replace"))
    yield from addresses_in(head)


def _read(source: Source) -> Parts:
    def find(address: str) -> bytes | None:
        there = _beside(source, address)
        try:
            return there.read(LARGEST) if there else None
        except UnreadableError:
            return None

    data = source.read()
    yield FilePart(form="page", data=data, pictures=pictures_of(addresses_in(data), find))


def _beside(source: Source, address: str) -> Source | None:
    """Return the file that an address leads to from the page; None if none is there."""
    return None if ":" in address[:12] else source.beside(unquote(address))


FORMATS = (FileFormat("a saved page with its pictures", _recognizes, _read),)
