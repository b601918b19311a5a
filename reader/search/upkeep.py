"""Keeping the index up to date with the articles of a library."""

import contextlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.library.errors import ReaderError
from reader.library.faults import Apart
from reader.library.private_folder import FolderNotOurs
from reader.search.document import document
from reader.search.entry import IndexEntry, fingerprint
from reader.search.generation import IndexFolder
from reader.search.spellings import Spellings
from reader.search.writer import batches, write

Progress = Callable[[int], None]


class IndexUnwritable(ReaderError):
    """The index cannot be written; what was there can still be searched."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the index holds: the number and the fingerprint of each article, and what its terms were made with."""

    generation: Path | None
    number_by_id: dict[str, int]
    print_by_id: dict[str, str]
    stamp: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Writes the index of one library, with the names and the default language that its terms are made with."""

    folder: IndexFolder
    spellings: Spellings
    language: str

    @property
    def stamp(self) -> tuple[str, str]:
        """What terms are made with now."""
        return self.spellings.digest, self.language

    def fingerprint(self, entry: IndexEntry) -> str:
        """Return the fingerprint that *entry* has once it is indexed."""
        return fingerprint(entry, self.spellings.digest)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one that writes. Raises: IndexBusy, IndexUnwritable."""
        try:
            with self.folder.lock():
                yield
        except OSError as error:
            raise IndexUnwritable(f"The search index cannot be written: {error.strerror or error}.") from error
        except FolderNotOurs as error:
            raise IndexUnwritable(f"{error} The search index is not kept in it.") from error

    def update(
        self,
        entries: Iterable[IndexEntry],
        gone: Iterable[str],
        progress: Progress,
        indexed: Callable[[], Indexed],
        apart: Apart,
    ) -> None:
        """Bring the index up to date, batch by batch; *indexed* looks at it anew. Needs `writing`."""
        before = indexed()
        if before.generation is not None:
            self.folder.verify(before.generation)
        leaving = set(gone)
        stamp = before.stamp if before.number_by_id else self.stamp
        seen: set[str] = set()
        done = 0
        for batch in batches(entries):
            seen |= batch.keys()
            now = indexed()
            changed = [each for name, each in batch.items() if now.print_by_id.get(name) != self.fingerprint(each)]
            done += len(batch) - len(changed)
            progress(done)
            self._write(now, changed, leaving - batch.keys(), _Run(progress, done, apart), stamp)
            done += len(changed)
            leaving = leaving & batch.keys()
        leaving = set(gone) - seen
        self._write(indexed(), [], leaving, _Run(progress, done, apart), stamp)
        now = indexed()
        if now.stamp != self.stamp and now.generation and before.number_by_id.keys() <= seen | set(gone):
            with self._next(now.generation, self.stamp):
                pass

    def _write(
        self, now: Indexed, changed: list[IndexEntry], leaving: set[str], run: "_Run", stamp: tuple[str, str]
    ) -> None:
        """Make the next generation, if it differs."""
        replaced = leaving | {entry.id for entry in changed}
        numbers = sorted(now.number_by_id[name] for name in replaced & now.number_by_id.keys())
        if changed or numbers:
            with self._next(now.generation, stamp) as generation:
                write(generation, self._documents(changed, run), numbers)

    def _documents(self, entries: list[IndexEntry], run: "_Run") -> Iterator[dict[str, Any]]:
        for entry in entries:
            made = None
            with run.apart(entry.id):
                made = document(entry, self.spellings, self.language)
            if made is not None:
                yield made
            run.count_one()

    @contextlib.contextmanager
    def _next(self, base: Path | None, stamp: tuple[str, str]) -> Iterator[Path]:
        generation = self.folder.begin(base)
        try:
            yield generation
            self.folder.finish(generation, base, stamp)
        except BaseException:
            # Half a generation is of no use to anybody.
            shutil.rmtree(generation, ignore_errors=True)
            raise


@dataclass(slots=True)
class _Run:
    """One update: how far it is, and what guards the work on each article."""

    progress: Progress
    done: int
    apart: Apart

    def count_one(self) -> None:
        self.done += 1
        self.progress(self.done)
