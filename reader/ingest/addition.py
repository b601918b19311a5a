"""Adding files to a library: each becomes an article, its original is kept byte for byte."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from reader.ingest.accession import Accession, AddedFile
from reader.ingest.arrival import FileReader, Found
from reader.ingest.file import IngestedFile
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

_COUNTED_PAGES = 400
_TEXTS = (".txt", ".text")


def add(
    library: Library,
    paths: Iterable[Path | Source | FoundFile],
    holdings: Holdings | None = None,
    progress: Callable[[int, int], None] = lambda *_: None,
    *,
    is_dry: bool = False,
) -> Iterator[AddedFile]:
    """Add the files that *paths* name, telling of each what became of it; with *is_dry* nothing is written.

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
    accession = Accession(library, holdings, is_dry=is_dry)

    def interrupt() -> None:
        PARSERS.interrupt()
        DOCUMENTS.interrupt()

    def task_of(each: tuple[int, Found]) -> Task[IngestedFile] | None:
        found = each[1]
        if isinstance(found, AddedFile) or holdings.same(found.incoming.digest):
            return None
        # Not its cached property: that of Python 3.11 lets one thread in at a time.
        return Task(found.incoming.read, len(found.incoming.data))

    items = ((done, found) for done, each in enumerate(files) for found in reader.read(each))
    progress(0, len(files))
    for (done, found), answer in Lookahead(processors(), task_of, interrupt).over(items):
        progress(done, len(files))
        yield found if isinstance(found, AddedFile) else found.taken(accession, answer)


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
