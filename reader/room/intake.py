"""Read files into the catalog: new and changed ones are read, missing ones are dropped.

Nothing is written into the library. Files are told apart by path, size and time; a file that was only touched is
known by its hash.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.catalog import Catalog, CatalogEntry
from reader.library.conflict_copies import copied_path
from reader.library.errors import ReaderError
from reader.library.faults import Faults
from reader.library.folder import Library
from reader.library.front_matter import parse_article
from reader.library.guarded_file import decode
from reader.library.identity import assign_ids, id_of_path, usable_id
from reader.library.record import Record
from reader.library.scan import ScannedFile, scan
from reader.room.progress import Progress, batched

if TYPE_CHECKING:
    from reader.library.article import Aside

_READ_AT_ONCE = 200
# Facts that the catalog notes: whether all files were read once, whether every article has the id that follows from all
# files, and of which state it is known what has moved.
READ_WHOLE = "read whole"
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
        files = {each.path: each for each in scan(self._library)}
        changed = [each for each in files.values() if stamps.get(each.path) != (each.size, each.mtime)]
        with self._catalog.writing():
            self.dropped |= {*self._catalog.remove(_gone(stamps, files))}
            if self.dropped:
                self._catalog.note(SETTLED, "")
        self.gone |= self.dropped
        self._count_lines([each for each in changed if each.path not in stamps])
        is_whole = self._read_all(changed, stamps)
        if is_whole:
            self._settle()
        self.gone -= self._catalog.known_ids([*self.gone])

    def _read_all(self, changed: list[ScannedFile], stamps: Mapping[str, object]) -> bool:
        """Read files into the catalog; tell whether all were."""
        repeated = self._catalog.repeated_lines()
        done = 0
        for batch in batched(changed, _READ_AT_ONCE):
            if self._cancelled():
                return False
            entries = [self._read(each, repeated) for each in batch]
            with self._catalog.writing():
                for entry in entries:
                    if self._catalog.is_known(entry):
                        self._catalog.restamp(entry.path, entry.size, entry.mtime)
                    else:
                        self._put(entry, is_new=entry.path not in stamps)
            done += len(batch)
            self._progress(Progress("reading", done, len(changed)))
        return True

    def _put(self, entry: CatalogEntry, *, is_new: bool) -> None:
        """Put an article in under an id that is free; which is its own can be told once all files are read."""
        own = id_of_path(entry.path)
        wanted = own if copied_path(entry.path) else usable_id(entry.wanted_id) or own
        before = self._catalog.id_at(entry.path)
        numbered = (f"{own}-{number}" for number in count(2))
        ids = chain((wanted, own), numbered)
        free = next(each for each in ids if self._catalog.owner_of(each) in (None, entry.path))
        self._catalog.put(replace(entry, id=free))
        self._catalog.note(SETTLED, "")
        if before not in (None, free):
            self.gone.add(str(before))
        (self.added if is_new else self.updated).add(free)

    def _settle(self) -> None:
        """Give every article its id, which follows from all files together."""
        with self._catalog.writing():
            if not self._catalog.fact(SETTLED):
                self.gone |= {*self._catalog.identities.settle(assign_ids(self._catalog.identities.claims()))}
                self._catalog.note(SETTLED, "yes")
            if self.gone or self.added:
                self._catalog.note(MOVES_KNOWN, "")
            self._catalog.note(READ_WHOLE, "yes")

    def _count_lines(self, files: list[ScannedFile]) -> None:
        """Count in how many pages each line stands: what a site prints under every article is not the article."""
        from reader.ingest.text import line_prints

        # A bug that a page sets off here is told of it when it is read for the catalog.
        faults = Faults("Reading")
        pages = [each for each in files if each.problem is None and each.path.endswith((".txt", ".text"))]
        for batch in batched(pages, _READ_AT_ONCE):
            with self._catalog.writing():
                for each in batch:
                    try:
                        text = decode(self._library.read(each.path))
                    except (ReaderError, OSError):
                        # It is listed with its problem when it is read for the catalog.
                        continue
                    prints: frozenset[str] = frozenset()
                    with faults.apart(each.path):
                        prints = line_prints(text)
                    self._catalog.count_lines(prints)

    def _read(self, file: ScannedFile, repeated: frozenset[str]) -> CatalogEntry:
        # What cannot be read now keeps the id that it asked for when it could be.
        wanted, own = self._catalog.wanted_at(file.path), id_of_path(file.path)
        failed = CatalogEntry(own, wanted, file.path, file.size, file.mtime, Record(), 0, file.problem)
        if file.problem is not None:
            return failed
        faults = Faults("Reading")
        try:
            data = self._library.read(file.path)
            with faults.apart(own):
                return self._ingested(file, data, repeated)
        except FileNotFoundError:
            return replace(failed, problem="The file disappeared while it was being read.")
        except ReaderError as error:
            return replace(failed, problem=str(error))
        return replace(failed, problem=faults.found[own])

    def _ingested(self, file: ScannedFile, data: bytes, repeated: frozenset[str]) -> CatalogEntry:
        from reader.ingest.file import asides_in, ingest

        name = Path(file.path).name
        found = ingest(name, data, self._library.house, repeated)
        problem = found.problem
        if found.id and usable_id(found.id) is None:
            told = f"Its id “{found.id}” cannot be used: an id needs letters a-z or digits."
            problem = f"{problem} {told}" if problem else told
        cleaned: str | None = found.markdown
        asides: tuple[Aside, ...] = ()
        if found.set_aside:
            asides = asides_in(name, data, found.set_aside)
        elif file.path.endswith(".md") and parse_article(decode(data))[2] == found.markdown:
            # The file itself holds the Markdown; a copy in the catalog would be a second truth.
            cleaned = None
        words = len(found.markdown.split())
        digest = hashlib.sha256(data).hexdigest()
        return CatalogEntry(
            id_of_path(file.path),
            found.id or "",
            file.path,
            file.size,
            file.mtime,
            found.record,
            words,
            problem,
            cleaned,
            asides,
            digest,
        )
