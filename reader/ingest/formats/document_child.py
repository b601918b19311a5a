"""The child processes in which documents are parsed, and what becomes of its answers."""

import atexit
from html import escape

from reader.ingest.formats.content import document
from reader.ingest.formats.part import FilePart
from reader.ingest.formats.source import Source
from reader.library.child_pool import ChildPool
from reader.library.guarded_child import ChildError, ChildLimits
from reader.library.guarded_file import UnreadableError
from reader.library.record import Record
from reader.library.safe_text import line

LARGEST = 100_000_000
LIMITS = ChildLimits(clock=120.0, processor=90, memory=1_500_000_000)
_SAID = ("title", "author", "published", "url")

DOCUMENTS = ChildPool("reader.ingest.formats.document_parser", LIMITS)
atexit.register(DOCUMENTS.close)


def read_document(source: Source, form: str) -> FilePart:
    """Return the one part that a document is. Raises: UnreadableError."""
    name = line(source.name)
    data = source.read(LARGEST)
    try:
        answer = DOCUMENTS.ask({"form": form}, data)
    except ChildError as error:
        raise UnreadableError(f"{name} could not be read: {line(str(error))}.") from error
    if "problem" in answer:
        raise UnreadableError(f"{name} {line(answer['problem'])}.")
    title, author, published, url = (line(answer.get(key) or "") or None for key in _SAID)
    # What a browser printed is a whole page, under the title that the page has.
    page = line(answer.get("page_title") or "")
    heading = f"<h1>{escape(title)}</h1>\n" if page and title else ""
    return FilePart(
        form="page" if page else "content",
        data=document(f"{heading}{answer['body']}", page or title),
        suffix=f".{form}",
        original=data,
        record=Record(title=title, author=author, published=published, url=url),
        is_told=not page,
        note=answer.get("note"),
    )
