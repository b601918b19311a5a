"""A web page that a browser saved "complete": an HTML file, and a folder beside it with its pictures."""

import re
from html import unescape
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
    found = list(dict.fromkeys(_WITHIN.findall(source.head)))[:_LOOKED_AT]
    return any(_beside(source, unescape(each.decode("utf-8", "replace"))) for each in found)


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
    return source.beside(unquote(address).removeprefix("./"))


FORMATS = (FileFormat("a saved page with its folder", _recognizes, _read),)
