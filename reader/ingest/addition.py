"""Adding files to a library: each becomes an article, its original is kept byte for byte."""

import hashlib
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from reader.ingest.accession import Accession, AddedFile
from reader.ingest.arrival import FileReader, Found
from reader.ingest.file import IngestedFile
from reader.ingest.file_writer import FileWriter
from reader.ingest.formats.document_child import DOCUMENTS
from reader.ingest.formats.source import Source
from reader.ingest.found_files import FoundFile, find_files
from reader.ingest.holdings import Holdings, read_holdings
from reader.ingest.lookahead import Lookahead, Task
from reader.ingest.parsing import PARSERS
from reader.ingest.text import Repetition
from reader.library.child_pool import processors
from reader.library.errors import ReaderError
from reader.library.folder import Library
from reader.library.guarded_file import decode

if TYPE_CHECKING:
    from concurrent.futures import Future

_COUNTED_PAGES = 400
# Of so many files each is told before the next; then others are taken while these are written.
_TOLD_AT_ONCE, _MOST_WAITING = 12, 16
_TEXTS = (".txt", ".text")


class Recipient:
    """Whoever is told of each file; this one keeps nothing."""

    def announce(self, path: Path, data: bytes, *, is_new: bool) -> None:
        """Take note of a file that is about to be written, or written anew where it is not *is_new*."""

    def receive(self, added: AddedFile) -> AddedFile:
        """Take what was added, which is on disk now, and return what is to be told of it."""
        return added


class _UnconfirmedFiles:
    """What became of files whose articles are being written, in their order; *recipient* is given it once they are."""

    def __init__(self, writer: FileWriter, recipient: Recipient) -> None:
        self._writer = writer
        self._recipient = recipient
        self._waiting: deque[tuple[AddedFile, Future[None]]] = deque()

    def put(self, added: AddedFile) -> None:
        """Begin to write what was planned for it."""
        self._waiting.append((added, self._writer.begin()))

    def confirmed(self, most: int) -> Iterator[AddedFile]:
        """Yield what is on disk by now, and wait for it where more than *most* are not. Raises: WriteError."""
        while self._waiting and (len(self._waiting) > most or self._waiting[0][1].done()):
            added, written = self._waiting[0]
            written.result()
            self._waiting.popleft()
            yield self._recipient.receive(added)

    def close(self) -> None:
        """Wait for the rest, and have what could be written received, which is told to nobody."""
        self._writer.close()
        for added, written in self._waiting:
            if written.exception() is None:
                self._recipient.receive(added)


def add(
    library: Library,
    paths: Iterable[Path | Source | FoundFile],
    holdings: Holdings | None = None,
    progress: Callable[[int, int], None] = lambda *_: None,
    recipient: Recipient | None = None,
    *,
    is_dry: bool = False,
) -> Generator[AddedFile]:
    """Add the files that *paths* name, telling of each what became of it; with *is_dry* nothing is written.

    Each is told once it is on disk, as *recipient* returns it, who is given all that is, also where this is stopped.
    Without *holdings* the library's files are looked through. *progress* is told how many files are done, of how many.
    A file that cannot be read is refused with the reason, and the others go on. Raises: WriteError if the library
    cannot be written to.
    """
    files: list[FoundFile | Source] = []
    for path in paths:
        files += find_files(path) if isinstance(path, Path) else [path]
    holdings = Holdings(read_holdings(library)) if holdings is None else holdings
    recurring = _recurring(library, [each for each in files if isinstance(each, FoundFile)])
    reader = FileReader(library, recurring)
    recipient = recipient or Recipient()
    writer = FileWriter(recipient.announce)
    accession = Accession(library, holdings, writer, is_dry=is_dry)
    items = ((done, found) for done, each in enumerate(files) for found in reader.read(each))
    progress(0, len(files))
    unconfirmed = _UnconfirmedFiles(writer, recipient)
    with closing(unconfirmed):
        for count, ((done, found), answer) in enumerate(_lookahead(holdings).over(items)):
            progress(done, len(files))
            writer.forget()
            unconfirmed.put(found if isinstance(found, AddedFile) else found.taken(accession, answer))
            yield from unconfirmed.confirmed(_MOST_WAITING if count >= _TOLD_AT_ONCE else 0)
        yield from unconfirmed.confirmed(0)


def _lookahead(holdings: Holdings) -> Lookahead[tuple[int, Found], IngestedFile]:
    """Return what reads files ahead, those that are not there already."""

    def interrupt() -> None:
        PARSERS.interrupt()
        DOCUMENTS.interrupt()

    def task_of(each: tuple[int, Found]) -> Task[IngestedFile] | None:
        found = each[1]
        if isinstance(found, AddedFile) or holdings.same(found.incoming.digest):
            return None
        # Not its cached property: that of Python 3.11 lets one thread in at a time.
        return Task(found.incoming.read, len(found.incoming.data))

    return Lookahead(processors(), task_of, interrupt)


def _recurring(library: Library, files: Iterable[FoundFile]) -> frozenset[str]:
    """Return the lines that recur over some of the library's pages and some of those to be added."""
    pages = [*_texts(files)[:_COUNTED_PAGES], *_texts(find_files(library.originals))[-_COUNTED_PAGES:]]
    repetition = Repetition()
    seen: set[bytes] = set()
    for page in pages:
        try:
            data = page.read()
            digest = hashlib.sha256(data).digest()
            if digest not in seen:
                seen.add(digest)
                repetition.add(decode(data))
        except (ReaderError, OSError):
            # It is told of when it is its turn to be added.
            continue
    return repetition.recurring()


def _texts(files: Iterable[FoundFile]) -> list[FoundFile]:
    return [found for found in files if not found.problem and found.path.suffix.lower() in _TEXTS]
