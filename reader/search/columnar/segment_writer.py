"""Writing a segment: Whoosh keeps the table of segments, what is deleted and merged, and the lock.

What is in a segment is written here, as one file of flat arrays.
"""

# Whoosh is typed in part: what it left untyped is called all the same.
# mypy: allow-untyped-calls

from array import array
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from reader.search.analysis import ArticleAnalysis
from reader.search.columnar.batch import ArticleBatch, ChunkVocabulary
from reader.search.columnar.kept_text import KeptTextWriter
from reader.search.columnar.posting_file import PostingParts, write_postings
from reader.search.columnar.postings import PostingSource, merged, tell_nobody
from reader.search.columnar.section_file import SectionWriter
from reader.search.columnar.segment import OpenSegment, segment_path
from reader.search.schema import BYTES_COLUMNS, NUMBER_COLUMNS


class _NoPart:
    """Stands where Whoosh has a writer for a part of a segment: ours are not in parts."""

    is_closed = True


class ColumnarCodec(W3Codec):
    """Says to Whoosh that a segment's files are written elsewhere."""

    length_stats = False

    def per_document_writer(self, *_: Any) -> Any:
        """Return what writes nothing."""
        return _NoPart()

    def field_writer(self, *_: Any) -> Any:
        """Return what writes nothing."""
        return _NoPart()


class ColumnarWriter(SegmentWriter):
    """Adds a segment to an index; *add* its articles, then `commit`."""

    def __init__(
        self,
        index: FileIndex,
        folder: Path,
        vocabulary: ChunkVocabulary,
        progress: Callable[[int, int], None] = tell_nobody,
    ) -> None:
        super().__init__(index, codec=ColumnarCodec(), compound=False)
        self._progress = progress
        self._folder = folder
        self._batch = ArticleBatch(vocabulary)
        # Of the articles that are added, before those that are taken over from other segments.
        self._numbers = {name: array("I") for name in NUMBER_COLUMNS}
        self._texts: dict[str, list[bytes]] = {name: [] for name in BYTES_COLUMNS}
        self._postings: list[tuple[PostingSource, list[int] | None]] = []
        # Segments that are taken over, with those of their articles that stay.
        self._sources: list[tuple[OpenSegment, list[int]]] = []

    @cached_property
    def _file(self) -> SectionWriter:
        return SectionWriter(segment_path(self._folder, self.newsegment))

    @cached_property
    def _kept(self) -> KeptTextWriter:
        return KeptTextWriter(self._file)

    def add(self, found: ArticleAnalysis) -> None:
        """Add an article, before any segment."""
        kept = self._batch.add(found)
        self._kept.add(kept)
        for name in NUMBER_COLUMNS[1:]:
            self._numbers[name].append(found.columns[name])
        for name in BYTES_COLUMNS[1:]:
            self._texts[name].append(found.columns[name])
        self._count(1)

    def _add_batch(self) -> None:
        """Add what is known of all added articles at once, if that was not done."""
        if self._postings:
            return
        self._postings.append((self._batch.table(), None))
        self._numbers["length"] = self._batch.lengths()
        self._texts["figures"] = self._batch.figures()

    def add_segment(self, segment: Any) -> None:
        """Add what is left of a segment that is to be written anew. Raises: IndexSuspect."""
        self._add_batch()
        source = OpenSegment(self._folder, segment)
        stays = [number for number in range(source.count) if not segment.is_deleted(number)]
        self._sources.append((source, stays))
        new = [-1] * source.count
        for place, number in enumerate(stays, self.docnum):
            new[number] = place
            self._kept.copy(source.kept_texts, number)
        self._postings.append((PostingParts(source.postings), new))
        self._count(len(stays))

    def _count(self, articles: int) -> None:
        self.docnum += articles
        self._added = True

    def _flush_segment(self) -> None:
        self._add_batch()
        self._kept.finish()
        write_postings(self._file, merged(self._postings, self._progress))
        for name, numbers in self._numbers.items():
            for source, stays in self._sources:
                column = source.numbers(name)
                numbers.extend(column[number] for number in stays)
            self._file.add(name, numbers)
        for name, texts in self._texts.items():
            self._file.begin(name)
            ends = array("Q")
            for text in chain(texts, self._held_texts(name)):
                self._file.append(text)
                ends.append((ends[-1] if ends else 0) + len(text))
            self._file.add(f"ends of {name}", ends)
        self._file.close()

    def _held_texts(self, name: str) -> Iterator[bytes]:
        for source, stays in self._sources:
            yield from map(source.column(name).__getitem__, stays)

    def _close_segment(self) -> None:
        self.pool.cleanup()
        self._close_sources()

    def _close_sources(self) -> None:
        for source, _ in self._sources:
            source.close()

    def abandon(self) -> None:
        """Close what is open; nothing is added to the index. Once committing has failed, Whoosh is done already."""
        if "_file" in self.__dict__:
            self._file.abandon()
        self._close_sources()
        if not self.is_closed:
            self.cancel()
