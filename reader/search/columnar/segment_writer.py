"""Writing a segment: Whoosh keeps the table of segments, what is deleted and merged, and the lock.

What is in a segment is written here, as one file of flat arrays.
"""

# Whoosh is typed in part: what it left untyped is called all the same.
# mypy: allow-untyped-calls

from array import array
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from reader.search.analysis import ArticleAnalysis
from reader.search.columnar.batch import ArticleBatch, StringVocabulary
from reader.search.columnar.kept_text import KeptTextWriter
from reader.search.columnar.posting_file import PostingParts, write_postings
from reader.search.columnar.postings import Ends, PostingSource, PostingTable, merged, tell_nobody
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
        vocabulary: StringVocabulary,
        progress: Callable[[int, int], None] = tell_nobody,
    ) -> None:
        super().__init__(index, codec=ColumnarCodec(), compound=False)
        self._progress = progress
        self._folder = folder
        self._batch = ArticleBatch(vocabulary)
        # Of the articles that are added, before those that are taken over from other segments.
        self._numbers = {name: array("I") for name in NUMBER_COLUMNS}
        self._texts: dict[str, list[bytes]] = {name: [] for name in BYTES_COLUMNS}
        self._added_postings: PostingTable | None = None
        self._postings: list[tuple[PostingSource, Ends | None]] = []
        # Segments that are taken over, with those of their articles that stay, in runs.
        self._sources: list[tuple[OpenSegment, list[tuple[int, int]]]] = []

    @cached_property
    def _file(self) -> SectionWriter:
        return SectionWriter(segment_path(self._folder, self.newsegment.segment_id()))

    @cached_property
    def _kept(self) -> KeptTextWriter:
        return KeptTextWriter(self._file)

    def add(self, found: ArticleAnalysis) -> None:
        """Add an article, before any segment."""
        self._batch.add(found)
        for name in NUMBER_COLUMNS[1:]:
            self._numbers[name].append(found.columns[name])
        for name in BYTES_COLUMNS[1:]:
            self._texts[name].append(found.columns[name])
        self._count(1)

    def _add_batch(self) -> PostingTable:
        """Add what is known of all added articles at once, if that was not done; return their postings."""
        if self._added_postings is None:
            self._kept.add(self._batch.kept_texts())
            self._added_postings = self._batch.table()
            self._numbers["length"] = self._batch.lengths()
            self._texts["figures"] = self._batch.figures()
        return self._added_postings

    def add_segment(self, segment: Any) -> None:
        """Add what is left of a segment that is to be written anew. Raises: IndexSuspect."""
        self._add_batch()
        source = OpenSegment(self._folder, segment.segment_id(), segment.doc_count_all())
        stays = np.ones(source.count, np.bool_)
        stays[list(segment.deleted_docs())] = False
        runs = _runs(stays)
        self._sources.append((source, runs))
        for low, high in runs:
            self._kept.copy(source.kept_texts, low, high)
        new = np.where(stays, self.docnum + np.cumsum(stays) - 1, -1)
        self._postings.append((PostingParts(source.postings), new))
        self._count(int(stays.sum()))

    def _count(self, articles: int) -> None:
        self.docnum += articles
        self._added = True

    def _flush_segment(self) -> None:
        added = self._add_batch()
        self._kept.finish()
        tables = merged([(added, None), *self._postings], self._progress) if self._postings else [added]
        write_postings(self._file, tables)
        for name, numbers in self._numbers.items():
            for source, runs in self._sources:
                column = source.numbers(name)
                for low, high in runs:
                    numbers.extend(column[low:high])
            self._file.add(name, numbers)
        for name, texts in self._texts.items():
            self._file.begin(name)
            sizes = array("I", map(len, texts))
            self._file.append(b"".join(texts))
            for source, runs in self._sources:
                held = source.column(name)
                for low, high in runs:
                    data, more = held.between(low, high)
                    self._file.append(data)
                    sizes += more
            self._file.add(f"ends of {name}", array("Q", accumulate(sizes)))
        self._file.close()

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


def _runs(stays: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the first and the end of each run of what *stays*."""
    edges = np.flatnonzero(np.diff(stays, prepend=False, append=False)).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))
