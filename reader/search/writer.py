"""Adding articles to the index and taking them out, a generation at a time."""

# Whoosh is typed in part: what it left untyped is called all the same.
# mypy: allow-untyped-calls

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from reader.search.codec import PackedCodec
from reader.search.entry import IndexEntry
from reader.search.schema import make_schema
from reader.search.snapshot import INDEX_NAME
from reader.search.storage import WritableStorage

# The first articles can be searched after a moment; later batches are larger, since each makes a segment.
FIRST_BATCH = 200
LARGEST_BATCH = 2000
MOST_SEGMENTS = 12
KEPT_SEGMENTS = 8
# Postings beyond this many megabytes are sorted on disk.
_MEMORY = 24


def batches(entries: Iterable[IndexEntry]) -> Iterator[dict[str, IndexEntry]]:
    """Yield *entries* by id in batches that grow; of two with one id in a batch the later counts."""
    batch: dict[str, IndexEntry] = {}
    size = FIRST_BATCH
    for entry in entries:
        batch[entry.id] = entry
        if len(batch) >= size:
            yield batch
            batch = {}
            size = min(size * 2, LARGEST_BATCH)
    if batch:
        yield batch


def write(generation: Path, documents: Iterable[dict[str, Any]], gone: Iterable[int]) -> None:
    """Add *documents* to the files of *generation* and take the articles numbered *gone* out.

    What *documents* raises ends the writing, and the generation is not to be used.
    """
    storage = WritableStorage(generation)
    schema = make_schema()
    if not any(generation.glob("*.toc")):
        FileIndex.create(storage, schema, INDEX_NAME)
    writer = SegmentWriter(FileIndex(storage, schema, INDEX_NAME), codec=PackedCodec(), limitmb=_MEMORY)
    try:
        for number in gone:
            writer.delete_document(number)
        for each in documents:
            writer.add_document(**each)
        writer.commit(mergetype=_merged)
    except BaseException:
        # A writer left open holds its lock and its files.
        writer.cancel()
        raise


def _merged(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    """Choose which segments stay: the emptied go, half-emptied ones and the smallest of too many are written anew."""
    living = [segment for segment in segments if segment.doc_count()]
    living.sort(key=lambda segment: -int(segment.doc_count()))
    stay = [segment for segment in living if segment.deleted_count() * 2 <= segment.doc_count_all()]
    if len(stay) > MOST_SEGMENTS:
        stay = stay[:KEPT_SEGMENTS]
    for segment in living:
        if segment not in stay:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    return stay
