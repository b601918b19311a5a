"""One segment of the index, opened for reading: postings, terms and columns, each read in one piece.

The files are Whoosh's own. Its matchers go posting by posting, at some two microseconds each; here a block of 512
is unpacked at once.
"""

# Whoosh is typed in part: what it left untyped is called all the same.
# mypy: allow-untyped-calls

import os
import struct
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from io import BytesIO
from itertools import accumulate, chain
from pathlib import Path
from typing import Any, NamedTuple

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec
from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.filetables import OrderedHashReader

from reader.search.columnar.kept_text import KeptTextFile
from reader.search.errors import IndexSuspect, SuspectGuard
from reader.search.storage import IndexUnpickler, ReadOnlyStorage, kept_texts_name, loads, unpack

# What a key and its value are preceded by, and what a term's value starts and ends with (Whoosh 3's term table).
_LENGTHS = struct.Struct("!ii")
_TERM = struct.Struct("!BfIBBfIIqi")
# What is read of it: flags, how often, in how many articles, where its postings are, how long.
_PLACE = struct.Struct("!BfI14xqi")
_FIELD = struct.Struct("!H")
# A slot of its hash tables: the hash of a key, and where it is.
_SLOT = struct.Struct("!Iq")
_INT = struct.Struct("!i")
_FIRST_SLAB = 1 << 11
_SLAB = 1 << 16
_LARGEST_BLOCK = 1 << 24
_KEPT_KEYS = 1_000


class PostingBlock(NamedTuple):
    """Postings that were stored together: ascending numbers of articles, their weights, packed positions."""

    ids: list[int]
    weights: list[float]
    values: Any

    def packed_positions(self) -> "tuple[list[int], array[int]]":
        """Return how many positions each posting has, and all of them run together."""
        with SuspectGuard():
            lengths, values = self.values
            positions = array("I", values)
            counts = [length // positions.itemsize for length in array("I", lengths)]
            if sum(counts) != len(positions) or len(counts) != len(self.ids):
                raise IndexSuspect("positions of a block are cut")
            return counts, positions

    def counts_below(self, end: int) -> list[int]:
        """Return of each posting how many of its positions, which ascend, come before *end*."""
        lengths, positions = self.packed_positions()
        if max(positions, default=0) < end:
            return lengths
        stops = list(accumulate(lengths))
        starts = [0, *stops[:-1]]
        return [bisect_left(positions, end, start, stop) - start for start, stop in zip(starts, stops, strict=True)]

    def positions(self) -> list[bytes]:
        """Return the packed positions of each posting."""
        with SuspectGuard():
            return unpack(self.values)


class TermPlace(NamedTuple):
    """Where a term's postings are, in how many articles it is, and how often (in a title it counts as it weighs)."""

    term: bytes
    articles: int
    times: float
    offset: int
    length: int


class Extent(NamedTuple):
    """A file within an open one; read at once where it is wanted, without the seeking of Whoosh's own."""

    file: Any
    start: int
    size: int

    def get(self, position: int, length: int) -> bytes:
        """Return the bytes at *position*, fewer where the file ends."""
        return os.pread(self.file.fileno(), max(0, min(length, self.size - position)), self.start + position)


class TermTable(OrderedHashReader):
    """Whoosh's table of terms, which keeps the keys that each search for a beginning halves it by."""

    def __init__(self, file: Any, length: int) -> None:
        self._keys: dict[int, bytes] = {}
        super().__init__(file, length)

    def key_at(self, pos: int) -> bytes:
        """Return the key at a position of the file."""
        key = self._keys.get(pos)
        if key is None:
            key = bytes(super().key_at(pos))
            if len(self._keys) < _KEPT_KEYS:
                self._keys[pos] = key
        return key


class OpenSegment:
    """A segment that is open. Numbers of articles count from 0 within it. Not for two threads at once."""

    def __init__(self, storage: ReadOnlyStorage, segment: Any) -> None:
        with SuspectGuard():
            self._segment = segment
            self._whole = storage.open_file(segment.make_filename(segment.COMPOUND_EXT))
            self._files = CompoundStorage(self._whole, use_mmap=False)
            self._terms = self._open_terms()
            self._term_table = self._extent(W3Codec.TERMS_EXT)
            self._postings = self._extent(W3Codec.POSTS_EXT)
            self._fields: dict[str, int] = dict(self._terms.extras["fieldmap"])
            self._slots: dict[int, bytes] = {}
            self.name: str = segment.segment_id()
            self.count: int = segment.doc_count_all()
            # Opened now: the generation may be swept away while it is in use.
            self.texts_kept = KeptTextFile(Path(storage.folder) / kept_texts_name(segment), self.count)

    def _open_terms(self) -> TermTable:
        name = self._segment.make_filename(W3Codec.TERMS_EXT)
        return TermTable(self._files.open_file(name), self._files.file_length(name))

    def _extent(self, extension: str) -> "Extent":
        return Extent(self._whole, *self._files.range(self._segment.make_filename(extension)))

    def close(self) -> None:
        """Close the files."""
        self.texts_kept.close()
        with SuspectGuard():
            self._files.close()

    def place(self, field: str, term: bytes) -> TermPlace | None:
        """Return where *term* is, `None` where it is not. Raises: IndexSuspect."""
        if field not in self._fields:
            return None
        key = _FIELD.pack(self._fields[field]) + term
        with SuspectGuard():
            value = self._value(key)
            return None if value is None else _place(term, value)

    def _value(self, key: bytes) -> Any:
        """Return what the table of terms holds under *key*, as Whoosh's own reader does with three times the reads."""
        terms = self._terms
        hashed = terms.hashfn(key)
        which = hashed & 0xFF
        start, count = terms.tables[which]
        if not count:
            return None
        slots = self._slots.get(which)
        if slots is None:
            slots = self._slots[which] = self._term_table.get(start, count * _SLOT.size)
        first = (hashed >> 8) % count
        for slot in chain(range(first, count), range(first)):
            there, position = _SLOT.unpack_from(slots, slot * _SLOT.size)
            if not position:
                return None
            if there == hashed:
                record = self._term_table.get(position, _LENGTHS.size + len(key) + _TERM.size)
                if _LENGTHS.unpack_from(record) == (len(key), _TERM.size) and record[_LENGTHS.size :].startswith(key):
                    return record[_LENGTHS.size + len(key) :]
        return None

    def blocks(self, place: TermPlace) -> Iterator[PostingBlock]:
        """Yield the postings of a term. Raises: IndexSuspect."""
        with SuspectGuard():
            data = self._postings.get(place.offset, place.length)
            if data[: len(WHOOSH3_HEADER_MAGIC)] != WHOOSH3_HEADER_MAGIC:
                raise IndexSuspect("postings do not begin as postings")
        position = len(WHOOSH3_HEADER_MAGIC)
        is_last = False
        while not is_last:
            with SuspectGuard():
                block, position, is_last = _block(data, position)
                if block.ids[-1] >= self.count:
                    raise IndexSuspect("postings name articles that are not there")
            yield block

    def terms(self, field: str, start: bytes) -> Iterator[TermPlace]:
        """Yield the terms of *field* that begin with *start*, in order. Raises: IndexSuspect."""
        if field not in self._fields:
            return
        number = _FIELD.pack(self._fields[field])
        with SuspectGuard():
            position = self._terms.closest_key_pos(number + start)
            end = self._terms.endofdata
        size = _FIRST_SLAB
        while position is not None and position < end:
            with SuspectGuard():
                slab = self._term_table.get(position, min(size, end - position))
                places, used, is_over = _places(slab, number + start)
            yield from places
            if is_over:
                return
            if not used and size >= _SLAB:
                raise IndexSuspect("a term is longer than terms are")
            position += used
            size = min(size * 4, _SLAB)

    def numbers(self, column: str, code: str) -> "array[int]":
        """Return a whole column of numbers, one for each article. Raises: IndexSuspect."""
        with SuspectGuard():
            found = array(code, self._raw(column))
            _swap(found)
            # Trailing articles without a value are not written.
            found.extend([0] * (self.count - len(found)))
            return found[: self.count]

    def texts(self, column: str) -> list[bytes]:
        """Return a whole column of byte strings, one for each article. Raises: IndexSuspect."""
        with SuspectGuard():
            data = self._raw(column)
            code = chr(data[-1])
            size = struct.calcsize(code)
            lengths = array(code, data[len(data) - 1 - self.count * size : -1])
            _swap(lengths)
            ends = list(accumulate(lengths))
            if len(ends) != self.count or (ends and ends[-1] != len(data) - 1 - self.count * size):
                raise IndexSuspect(f"the column {column} has another length")
            return [data[end - length : end] for end, length in zip(ends, lengths, strict=True)]

    def _raw(self, column: str) -> bytes:
        name = W3Codec.column_filename(self._segment, column)
        with self._files.open_file(name) as file:
            data: bytes = file.read()
        return data


def _swap(numbers: "array[int]") -> None:
    # Whoosh writes the most significant byte first.
    if sys.byteorder == "little":  # pragma: no branch - depends on the machine
        numbers.byteswap()


def _place(term: bytes, values: bytes, at: int = 0) -> TermPlace:
    flags, times, count, offset, length = _PLACE.unpack_from(values, at)
    if flags:
        raise IndexSuspect("a term's postings are not where they belong")
    return TermPlace(term, count, times, offset, length)


def _places(slab: bytes, prefix: bytes) -> tuple[list[TermPlace], int, bool]:
    """Return the terms with *prefix* that a piece of the term table holds whole, its length so far, if that is all."""
    found: list[TermPlace] = []
    position = 0
    while position + _LENGTHS.size <= len(slab):
        key_length, value_length = _LENGTHS.unpack_from(slab, position)
        middle = position + _LENGTHS.size + key_length
        if key_length < _FIELD.size or value_length != _TERM.size:
            raise IndexSuspect("the table of terms is damaged")
        if middle + value_length > len(slab):
            break
        key = slab[position + _LENGTHS.size : middle]
        if not key.startswith(prefix):
            return found, position, True
        found.append(_place(key[_FIELD.size :], slab, middle))
        position = middle + value_length
    return found, position, False


def _block(data: bytes, position: int) -> tuple[PostingBlock, int, bool]:
    (length,) = _INT.unpack_from(data, position)
    start = position + _INT.size
    end = start + abs(length)
    if end > len(data) or not length:
        raise IndexSuspect("a block of postings is cut")
    stream = BytesIO(data[start:end])
    count, _, _, compression, _, _ = IndexUnpickler(stream).load()
    body = stream.read()
    if compression:
        inflater = zlib.decompressobj()
        body = inflater.decompress(body, _LARGEST_BLOCK)
        if inflater.unconsumed_tail:
            raise IndexSuspect("a block of postings is too large")
    deltas, weights, values = loads(body)
    # Through arrays, which take nothing but numbers.
    ids = list(accumulate(array("I", deltas)))
    if weights is None or isinstance(weights, float):
        weights = [1.0 if weights is None else weights] * count
    weights = array("f", weights).tolist()
    if not count or len(ids) != count or len(weights) != count:
        raise IndexSuspect("a block of postings has another length")
    return PostingBlock(ids, weights, values), end, length < 0
