"""PDF documents with a text layer; they are read in a child process, by a library that is an extra."""

from importlib.util import find_spec

from reader.ingest.formats.document_child import read_document
from reader.ingest.formats.part import FileFormat, Parts
from reader.ingest.formats.source import Source
from reader.library.guarded_file import UnreadableError
from reader.library.safe_text import line

# Some programs write a line before it.
_SEEN = 1_024


def _is_pdf(source: Source) -> bool:
    return b"%PDF-" in source.head[:_SEEN] and not source.head.lstrip().startswith(b"<")


def _read(source: Source) -> Parts:
    if find_spec("pypdfium2") is None:
        extra = "pip install 'reading-room[pdf]'"
        raise UnreadableError(f"{line(source.name)} is a PDF document; to read it, install the extra: {extra}.")
    yield read_document(source, "pdf")


FORMATS = (FileFormat("a PDF document", _is_pdf, _read, ".pdf"),)
