"""Read files into the catalog: new and changed ones are read, missing ones are dropped.

Nothing is written into the library. Files are told apart by path, size and time; a file that was only touched is
known by its hash.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from itertools import chain, count, islice
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.catalog import Catalog, CatalogEntry
from reader.library.child_pool import processors
from reader.library.conflict_copies import copied_path
from reader.library.errors import ReaderError
from reader.library.faults import Faults
from reader.library.folder import Library
from reader.library.front_matter import parse_body
from reader.library.guarded_file import decode
from reader.library.identity import assign_ids, id_of_path, usable_id
from reader.library.record import Record
from reader.library.scan import ScannedFile, regular_files, scan
from reader.room.progress import READ_WHOLE, Progress

if TYPE_CHECKING:
    from reader.ingest.file import IngestedFile
    from reader.ingest.lookahead import Lookahead
    from reader.library.article import Aside

    _Ingested = tuple[IngestedFile, tuple[Aside, ...]]

# So few that no child has to be started for them, which takes longer than they do.
_READ_FIRST = 10
_READ_AT_ONCE = 200
_BYTES_AT_ONCE = 20_000_000
# What a line of a page is counted in: the text of a page, which holds what its site prints on all of them.
_PAGES = (".txt", ".text")
# Facts that the catalog notes, besides that all files were read once: whether every article has the id that follows
# from all files, and of which state it is known what has moved.
SETTLED = "ids settled"
MOVES_KNOWN = "moves known"


def _gone(stamps: Mapping[str, object], files: Mapping[str, ScannedFile]) -> list[str]:
    """Return the paths that are known and not there; what a folder holds that cannot be read now is not gone."""
    unread = tuple("" if path == "." else f"{path}/" for path, each in files.items() if each.is_folder)
    return [path for path in stamps if path not in files and not path.startswith(unread)]


class Intake:
    """One reading of a library's files into its *catalog*; *cancelled* is asked between parts.

    Afterwards *added*, *updated* and *dropped* are the ids of articles, and *gone* the ids that nothing has any more.
    """

    def __init__(
        self,
        library: Library,
        catalog: Catalog,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._library = library
        self._catalog = catalog
        self._progress = progress
        self._cancelled = cancelled
        self.added: set[str] = set()
        self.updated: set[str] = set()
        self.dropped: set[str] = set()
        self.gone: set[str] = set()

    def run(self) -> None:
        """Read what is new or has changed, and give every article its id."""
        stamps = self._catalog.stamps()
        scanned = scan(self._library)
        # The first articles of a new library are listed before all of its folders were looked through.
        first = [] if stamps else list(islice(scanned, _READ_FIRST))
        is_whole = self._read_all(first, stamps, len(first) if len(first) < _READ_FIRST else 0)
        files = {each.path: each for each in chain(first, scanned)}
        changed = [each for each in islice(files.values(), len(first), None) if _differs(each, stamps)]
        with self._catalog.writing():
            self.dropped |= {*self._catalog.remove(_gone(stamps, files))}
            if self.dropped:
                self._catalog.note(SETTLED, "")
        self.gone |= self.dropped
        if is_whole and self._read_all(changed, stamps, len(changed)) and self._clean_again(files):
            self._settle()
        self.gone -= self._catalog.known_ids([*self.gone])

    def run_known(self, paths: Iterable[Path]) -> list[str]:
        """Read those of the files at *paths* that are new or have changed; return what all of them are in the catalog.

        No other file is looked at. What has gone or is no regular file is left to `run`.
        """
        files = {each.path: each for each in regular_files(self._library, paths)}
        stamps = self._catalog.stamps_of([*files])
        changed = [each for each in files.values() if _differs(each, stamps)]
        if self._read_all(changed, stamps, len(changed)):
            self._settle()
        self.gone -= self._catalog.known_ids([*self.gone])
        return [*files]

    def _read_all(self, files: list[ScannedFile], stamps: Mapping[str, object], total: int = 0) -> bool:
        """Read files into the catalog, *total* of them where that is known; tell whether all were."""
        done = 0
        for part in _parts(files):
            if self._cancelled():
                return False
            entries = self._read(part)
            with self._catalog.writing():
                for entry, recurring in entries:
                    if self._catalog.is_known(entry):
                        self._catalog.restamp(entry.path, entry.size, entry.mtime)
                        continue
                    self._put(entry, is_new=entry.path not in stamps)
                    self._catalog.lines.set_cleaned(entry.path, recurring)
            done += len(part)
            self._progress(Progress("reading", done, total))
        return True

    def _clean_again(self, files: Mapping[str, ScannedFile]) -> bool:
        """Clean those pages again of which other lines recur than when they were cleaned; tell whether all were."""
        lines = self._catalog.lines
        with self._catalog.writing():
            lines.forget_unlisted()
        for part in _parts([files[path] for path in lines.unsettled() if path in files]):
            if self._cancelled():
                return False
            entries = self._read(part)
            with self._catalog.writing():
                for entry, recurring in entries:
                    known = self._catalog.entry(self._catalog.id_at(entry.path) or "")
                    if known is None or not _reads_alike(known, entry):
                        self._put(entry, is_new=False)
                    lines.set_cleaned(entry.path, recurring)
        if not lines.unsettled():
            with self._catalog.writing():
                lines.settle()
        return True

    def _put(self, entry: CatalogEntry, *, is_new: bool) -> None:
        """Put an article in under an id that is free; which is its own can be told once all files are read."""
        own = id_of_path(entry.path)
        wanted = own if copied_path(entry.path) else usable_id(entry.wanted_id) or own
        before = self._catalog.id_at(entry.path)
        numbered = (f"{own}-{number}" for number in count(2))
        ids = chain((wanted, own), numbered)
        free = next(each for each in ids if self._catalog.owner_of(each) in (None, entry.path))
        if free != wanted or not self._stays_settled(entry, before):
            self._catalog.note(SETTLED, "")
        self._catalog.put(replace(entry, id=free))
        if before not in (None, free):
            self.gone.add(str(before))
        if before not in self.added:
            (self.added if is_new else self.updated).add(free)

    def _stays_settled(self, entry: CatalogEntry, before: str | None) -> bool:
        """Whether the ids of all others stay what they are, once the article that was called *before* has its own."""
        is_same = before is None or self._catalog.wanted_at(entry.path) == entry.wanted_id
        return is_same and bool(self._catalog.fact(SETTLED)) and self._catalog.identities.is_alone(entry.path)

    def _settle(self) -> None:
        """Give every article its id, which follows from all files together."""
        with self._catalog.writing():
            if not self._catalog.fact(SETTLED):
                self.gone |= {*self._catalog.identities.settle(assign_ids(self._catalog.identities.claims()))}
                self._catalog.note(SETTLED, "yes")
            self._catalog.identities.forget_departed(self._catalog.known_ids([*self.added]))
            if self.gone or self.added:
                self._catalog.note(MOVES_KNOWN, "")
            self._catalog.note(READ_WHOLE, "yes")

    def _read(self, files: list[ScannedFile]) -> "list[tuple[CatalogEntry, frozenset[str]]]":
        """Return the entries of files, each with the fingerprints of its lines that recur on other pages."""
        found = [(each, self._bytes(each)) for each in files]
        lines = {each.path: _lines_of(data) for each, data in found if each.path.lower().endswith(_PAGES)}
        with self._catalog.writing():
            self._catalog.lines.put(lines)
        pages = [(each, data, self._catalog.lines.recurring(lines.get(each.path, ()))) for each, data in found]
        return [
            (self._entry(each, data, answer), recurring)
            for (each, data, recurring), answer in self._lookahead.over(pages)
        ]

    @cached_property
    def _lookahead(self) -> "Lookahead[tuple[ScannedFile, bytes | str, frozenset[str]], _Ingested]":
        from reader.ingest.lookahead import Lookahead, Task
        from reader.ingest.parsing import PARSERS

        def task_of(page: tuple[ScannedFile, bytes | str, frozenset[str]]) -> "Task[_Ingested] | None":
            file, data, recurring = page
            return None if isinstance(data, str) else Task(lambda: self._ingested(file, data, recurring), len(data))

        return Lookahead(processors(), task_of, PARSERS.interrupt)

    def _bytes(self, file: ScannedFile) -> bytes | str:
        """Return what is in a file, or a sentence that says why it cannot be read."""
        if file.problem is not None:
            return file.problem
        try:
            return self._library.read(file.path)
        except FileNotFoundError:
            return "The file disappeared while it was being read."
        except ReaderError as error:
            return str(error)

    def _entry(self, file: ScannedFile, data: bytes | str, answer: "Callable[[], _Ingested] | None") -> CatalogEntry:
        if isinstance(data, str) or answer is None:
            return self._failed(file, str(data))
        faults = Faults("Reading")
        try:
            with faults.apart(file.path):
                return self._with_keys(_listed(file, data, *answer()))
        except ReaderError as error:
            return self._failed(file, str(error))
        return self._failed(file, faults.found[file.path])

    def _with_keys(self, entry: CatalogEntry) -> CatalogEntry:
        # Nothing is added to a folder that is read in place.
        if self._library.in_place:
            return entry
        from reader.ingest.holdings import version_keys

        return replace(entry, version_keys=version_keys(entry.record))

    def _failed(self, file: ScannedFile, problem: str) -> CatalogEntry:
        # What cannot be read now keeps the id that it asked for when it could be.
        wanted, own = self._catalog.wanted_at(file.path), id_of_path(file.path)
        return CatalogEntry(own, wanted, file.path, file.size, file.mtime, Record(), 0, problem)

    def _ingested(self, file: ScannedFile, data: bytes, recurring: frozenset[str]) -> "_Ingested":
        from reader.ingest.file import asides_in, ingest

        name = Path(file.path).name
        # An article is what it is, whatever its text looks like.
        found = ingest(name, data, self._library.house, recurring, is_plain=name.endswith(".md"))
        return found, asides_in(name, data, found.set_aside) if found.set_aside else ()


def _listed(file: ScannedFile, data: bytes, found: "IngestedFile", asides: "tuple[Aside, ...]") -> CatalogEntry:
    """Return the entry of a file out of which an article was read."""
    problem = found.problem
    if found.id and usable_id(found.id) is None:
        told = f"Its id “{found.id}” cannot be used: an id needs letters a-z or digits."
        problem = f"{problem} {told}" if problem else told
    # The file itself may hold the Markdown; a copy in the catalog would be a second truth.
    is_copy = not found.set_aside and file.path.endswith(".md") and parse_body(decode(data)) == found.markdown
    return CatalogEntry(
        id_of_path(file.path),
        found.id or "",
        file.path,
        file.size,
        file.mtime,
        found.record,
        _words(found.markdown),
        problem,
        None if is_copy else found.markdown,
        asides,
        hashlib.sha256(data).hexdigest(),
    )


def _words(markdown: str) -> int:
    """Return how many words the head of an article tells."""
    from reader.library.markdown import parse

    with Faults("Counting words").apart("words"):
        return parse(markdown).words
    # What sets off a bug there is told when it is indexed; the article has its record all the same.
    return len(markdown.split())


def _differs(file: ScannedFile, stamps: Mapping[str, object]) -> bool:
    return stamps.get(file.path) != (file.size, file.mtime)


def _parts(files: Iterable[ScannedFile]) -> Iterator[list[ScannedFile]]:
    """Yield files in lists that are read at once: not too many, and not too much."""
    part: list[ScannedFile] = []
    size = 0
    for each in files:
        if part and (len(part) == _READ_AT_ONCE or size + each.size > _BYTES_AT_ONCE):
            yield part
            part, size = [], 0
        part.append(each)
        size += each.size
    if part:
        yield part


def _lines_of(data: bytes | str) -> frozenset[str]:
    """Return the fingerprints of the lines of a page."""
    from reader.ingest.text import line_prints

    if isinstance(data, bytes):
        # A bug that a page sets off here is told of it when it is cleaned, and so is what is no text.
        with suppress(ReaderError), Faults("Reading").apart(""):
            return line_prints(decode(data))
    return frozenset()


def _reads_alike(known: CatalogEntry, entry: CatalogEntry) -> bool:
    return (known.page_record, known.cleaned, known.asides) == (entry.record, entry.cleaned, entry.asides)
