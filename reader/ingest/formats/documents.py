"""Documents of word processors: DOCX, ODT and RTF, each one article."""

from contextlib import suppress
from functools import partial

from reader.ingest.formats.document_child import read_document
from reader.ingest.formats.docx import MAIN
from reader.ingest.formats.part import FileFormat, Parts
from reader.ingest.formats.source import Source
from reader.ingest.formats.zip_file import entries_of, says_of_itself
from reader.library.guarded_file import UnreadableError

_ODT = b"application/vnd.oasis.opendocument.text"


def _is_docx(source: Source) -> bool:
    if not source.head.startswith(b"PK\x03\x04"):
        return False
    with suppress(UnreadableError), entries_of(source) as entries:
        return MAIN in entries.names
    return False


def _is_odt(source: Source) -> bool:
    return says_of_itself(source, _ODT)


def _is_rtf(source: Source) -> bool:
    return source.head.lstrip().startswith(b"{\\rtf")


def _read(form: str, source: Source) -> Parts:
    yield read_document(source, form)


FORMATS = (
    FileFormat("a text document of LibreOffice", _is_odt, partial(_read, "odt"), ".odt"),
    FileFormat("a Word document", _is_docx, partial(_read, "docx"), ".docx"),
    FileFormat("an RTF document", _is_rtf, partial(_read, "rtf"), ".rtf"),
)
