"""PDF documents with a text layer; they are read in a child process, by a library that is an extra."""

import atexit
from importlib.util import find_spec

from reader.ingest.formats.content import document
from reader.ingest.formats.part import FileFormat, FilePart, Parts
from reader.ingest.formats.source import Source
from reader.library.guarded_child import ChildError, ChildLimits, GuardedChild
from reader.library.guarded_file import UnreadableError
from reader.library.record import Record
from reader.library.safe_text import line

LARGEST = 100_000_000
LIMITS = ChildLimits(clock=120.0, processor=90, memory=1_500_000_000)
# Some programs write a line before it.
_SEEN = 1_024
_MISSING = "{name} is a PDF document; to read it, install the extra: pip install 'reading-room[pdf]'."
_PROBLEMS = {
    "locked": "{name} is protected by a password, so its text cannot be read.",
    "pictures": "{name} holds only pictures of pages. Run text recognition (OCR) on it first, then add it again.",
    "damaged": "{name} is a damaged PDF document.",
}

_child = GuardedChild("reader.ingest.formats.document_parser", LIMITS)
atexit.register(_child.close)


def _is_pdf(source: Source) -> bool:
    return b"%PDF-" in source.head[:_SEEN] and not source.head.lstrip().startswith(b"<")


def _read(source: Source) -> Parts:
    name = line(source.name)
    if find_spec("pypdfium2") is None:
        raise UnreadableError(_MISSING.format(name=name))
    data = source.read(LARGEST)
    try:
        answer = _child.ask({"form": "pdf"}, data)
    except ChildError as error:
        raise UnreadableError(f"{name} could not be read: {line(str(error))}.") from error
    if "problem" in answer:
        raise UnreadableError(_PROBLEMS[answer["problem"]].format(name=name))
    record = Record(title=answer["title"], author=answer["author"], published=answer["published"], url=answer["url"])
    yield FilePart(
        form="content",
        data=document(answer["body"], answer["title"]),
        suffix=".pdf",
        original=data,
        record=record,
        is_told=True,
        note=_note(answer["empty"], answer["pages"]),
    )


def _note(empty: int, pages: int) -> str | None:
    return f"{empty} of its {pages} pages hold no text, only pictures." if empty else None


FORMATS = (FileFormat("a PDF document", _is_pdf, _read),)
