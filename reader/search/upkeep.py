"""Keeping the index up to date with the articles of a library."""

# Whoosh is typed in part: what it left untyped is called all the same.
# mypy: allow-untyped-calls

import contextlib
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.library.atomic_file import WriteError
from reader.library.errors import CacheUnwritable
from reader.library.faults import Apart
from reader.library.private_folder import FolderNotOurs
from reader.library.text_store import TextStore
from reader.search.analysis import ArticleAnalysis, analyze
from reader.search.columnar.batch import StringVocabulary
from reader.search.columnar.postings import tell_nobody
from reader.search.document import IndexEntry, fingerprint
from reader.search.generation import IndexFolder, SegmentEntry, write_segments
from reader.search.spellings import Spellings

if TYPE_CHECKING:
    from reader.search.columnar.segment_writer import ColumnarWriter

# The first articles can be searched after a moment; later batches are larger, since each makes a segment.
FIRST_BATCH = 200
LARGEST_BATCH = 2000
# What a batch holds is put in order in memory: so many letters, and the article that passes them.
LARGEST_LETTERS = 1 << 22
# A word is looked up in each of them.
MOST_SEGMENTS = 7
MERGED_SEGMENTS = 4
# Where the articles beside the largest segment are no fewer than these, and than one of so many, all become one.
FEWEST_MERGED = 1000
ONE_IN = 4

Progress = Callable[[int], None]
MergeProgress = Callable[[int, int], None]


def batches(entries: Iterable[IndexEntry], first: int = FIRST_BATCH) -> Iterator[dict[str, IndexEntry]]:
    """Yield *entries* by id in batches that grow from *first*; of two with one id in a batch the later counts."""
    batch: dict[str, IndexEntry] = {}
    size, letters = first, 0
    for entry in entries:
        batch[entry.id] = entry
        letters += len(entry.text)
        if len(batch) >= size or letters >= LARGEST_LETTERS:
            yield batch
            batch, letters = {}, 0
            size = min(size * 2, LARGEST_BATCH)
    if batch:
        yield batch


def write(
    generation: Path,
    articles: Iterable[ArticleAnalysis],
    gone: Iterable[int],
    vocabulary: StringVocabulary,
    merging: MergeProgress | None = None,
) -> None:
    """Add *articles* to the files of *generation* and take those numbered *gone* out.

    With *merging*, which is told how many parts of the work are done, of how many, segments become few. What
    *articles* or *merging* raises ends the writing, and the generation is not to be used.
    """
    # Whoosh is imported only where an index is written: a search has no use for it, and the app has that done in a
    # process of its own. `storage` makes its pickles harmless.
    from whoosh.fields import Schema
    from whoosh.index import FileIndex

    from reader.search.columnar.segment_writer import ColumnarWriter
    from reader.search.storage import INDEX_NAME, WritableStorage, read_table

    storage = WritableStorage(generation)
    if not any(generation.glob("*.toc")):
        FileIndex.create(storage, Schema(), INDEX_NAME)
    else:
        # Of a damaged table nothing is known that is worth adding to.
        read_table(generation)
    index = FileIndex(storage, Schema(), INDEX_NAME)
    writer = ColumnarWriter(index, generation, vocabulary, merging or tell_nobody)
    try:
        for number in gone:
            writer.delete_document(number)
        for each in articles:
            writer.add(each)
        writer.commit(mergetype=_fewest if merging else _merged)
    except BaseException:
        # A writer left open holds its lock and its files.
        try:
            writer.abandon()
        finally:
            storage.abandon()
        raise
    write_segments(
        generation,
        (
            SegmentEntry(each.segment_id(), each.doc_count_all(), tuple(sorted(each.deleted_docs())))
            for each in read_table(generation)
        ),
    )


def _merged(writer: "ColumnarWriter", segments: list[Any]) -> list[Any]:
    """Choose which segments stay: empty ones go; half-empty ones, and the smaller of too many, are rewritten."""
    living = [segment for segment in segments if segment.doc_count()]
    living.sort(key=lambda segment: -int(segment.doc_count()))
    stay = [segment for segment in living if segment.deleted_count() * 2 <= segment.doc_count_all()]
    if len(stay) > MOST_SEGMENTS:
        stay = stay[: staying([int(segment.doc_count()) for segment in stay])]
    for segment in living:
        if segment not in stay:
            writer.add_segment(segment)
    return stay


def staying(counts: Sequence[int]) -> int:
    """Return how many of the largest segments, of so many articles each in descending order, stay beside a new one.

    The smallest four become one, with each next that has no more than they together: so an article is rewritten only
    where what it is in at least doubles, three or four times until there are a million.
    """
    stay = max(0, len(counts) - MERGED_SEGMENTS)
    while stay and counts[stay - 1] <= sum(counts[stay:]):
        stay -= 1
    return stay


def staying_in_merge(counts: Sequence[int]) -> int:
    """Return how many of the largest segments stay as they are where others are merged; all, if that is not worth it.

    All become one where many articles are beside the largest: each is rewritten a few times at most. Else those do of
    which the largest has no more than the others: a first index leaves several of one size, each of which is looked
    into for every word.
    """
    others = sum(counts[1:])
    if others >= FEWEST_MERGED and others * ONE_IN >= sum(counts):
        return 0
    stay = next((each for each, count in enumerate(counts) if count <= sum(counts[each + 1 :])), len(counts))
    return stay if sum(counts[stay:]) >= FEWEST_MERGED else len(counts)


def _fewest(writer: "ColumnarWriter", segments: list[Any]) -> list[Any]:
    """Choose which segments stay in a merge; the others are written anew as one."""
    living = sorted((segment for segment in segments if segment.doc_count()), key=lambda each: -int(each.doc_count()))
    stay = staying_in_merge([int(segment.doc_count()) for segment in living])
    for segment in living[stay:]:
        writer.add_segment(segment)
    return living[:stay]


class IndexUnwritable(CacheUnwritable):
    """The index cannot be written; what was there can still be searched."""


@dataclass(frozen=True, slots=True)
class IndexContents:
    """What the index holds: how many articles, the numbers and fingerprints of some, what its terms were made with."""

    generation: Path | None
    count: int
    number_by_id: dict[str, int]
    print_by_id: dict[str, str]
    stamp: tuple[str, str]


# Looks at the index anew: at those of its articles that have one of these ids.
Indexed = Callable[[Collection[str]], IndexContents]


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Writes the index of one library, with the names and the default language that its terms are made with.

    The *texts* of articles are kept apart.
    """

    folder: IndexFolder
    texts: TextStore
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
        """Hold the lock for writing. Raises: IndexBusy, IndexUnwritable."""
        try:
            with self.folder.lock():
                yield
        except (OSError, WriteError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise IndexUnwritable(f"The search index was not brought up to date: {reason.rstrip('.')}.") from error
        except FolderNotOurs as error:
            raise IndexUnwritable(f"{error} The search index is not saved there.") from error

    def update(
        self,
        entries: Iterable[IndexEntry],
        gone: Iterable[str],
        progress: Progress,
        indexed: Indexed,
        apart: Apart,
    ) -> None:
        """Bring the index up to date, batch by batch; *indexed* looks at it anew. Needs `writing`."""
        before = indexed(())
        leaving = set(gone)
        stamp = before.stamp if before.count else self.stamp
        # What was there before and was looked at; what was added.
        seen: set[str] = set()
        added: set[str] = set()
        done = 0
        vocabulary = StringVocabulary(self.spellings)
        # Each batch makes a segment, and a word is looked up in all of them: only a first search is worth small ones.
        for batch in batches(entries, LARGEST_BATCH if before.count else FIRST_BATCH):
            # In an empty index is what was added now.
            now = indexed(leaving | (batch.keys() if before.count else batch.keys() & added))
            prints = now.print_by_id
            changed = [
                each for name, each in batch.items() if name not in prints or prints[name] != self.fingerprint(each)
            ]
            seen |= now.number_by_id.keys() - added
            added |= batch.keys() - seen
            done += len(batch) - len(changed)
            progress(done)
            self._write(now, changed, leaving - batch.keys(), _Run(progress, done, apart, vocabulary), stamp)
            done += len(changed)
            vocabulary = StringVocabulary(self.spellings) if vocabulary.is_full else vocabulary
            leaving = leaving & batch.keys()
        now = indexed(leaving := set(gone) - seen - added)
        seen |= now.number_by_id.keys()
        self._write(now, [], leaving, _Run(progress, done, apart, vocabulary), stamp)
        now = indexed(())
        if now.stamp != self.stamp and now.generation and len(seen) == before.count:
            with self._next(now.generation, self.stamp):
                pass

    def merge(self, now: IndexContents, progress: MergeProgress) -> None:
        """Make few segments of all. Needs `writing`."""
        if now.generation is not None:
            self.folder.verify(now.generation)
            with self._next(now.generation, now.stamp) as generation:
                write(generation, (), (), StringVocabulary(), progress)

    def _write(
        self, now: IndexContents, changed: list[IndexEntry], leaving: set[str], run: "_Run", stamp: tuple[str, str]
    ) -> None:
        """Make the next generation, if it differs."""
        replaced = leaving | {entry.id for entry in changed}
        numbers = sorted(now.number_by_id[name] for name in replaced & now.number_by_id.keys())
        if changed or numbers:
            self.texts.put(each.text for each in changed)
            with self._next(now.generation, stamp) as generation:
                write(generation, self._documents(changed, run), numbers, run.vocabulary)

    def _documents(self, entries: list[IndexEntry], run: "_Run") -> Iterator[ArticleAnalysis]:
        for entry in entries:
            made = None
            with run.apart(entry.id):
                made = analyze(entry, self.spellings, self.language)
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
            # Half a generation is of no use to anybody. What fails last, to flush its name to disk, leaves a whole one.
            if self.folder.current() != generation:
                shutil.rmtree(generation, ignore_errors=True)
            raise


@dataclass(slots=True)
class _Run:
    """One update: how far it is, what guards the work on each article, and the words that were met in it."""

    progress: Progress
    done: int
    apart: Apart
    vocabulary: StringVocabulary

    def count_one(self) -> None:
        self.done += 1
        self.progress(self.done)
