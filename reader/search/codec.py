"""Whoosh's own storage with one change: the positions of a block are packed as one string.

Whoosh pickles them one by one, which makes reading a common word fifteen times slower.
"""

# Whoosh is typed in part: what it left untyped is called all the same.
# mypy: allow-untyped-calls

from array import array
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher, W3PostingsWriter

BLOCK = 512


class PackedWriter(W3PostingsWriter):
    """Writes blocks whose values are `(lengths, values run together)`."""

    def _mini_values(self) -> Any:
        form: Any = self._format
        if form.fixed_value_size() is not None:
            return super()._mini_values()
        return array("I", map(len, self._values)).tobytes(), b"".join(self._values)


class PackedMatcher(W3LeafMatcher):
    """Reads them back, for whatever of Whoosh goes posting by posting."""

    def _read_values(self) -> None:
        if self._fixedsize is not None:
            super()._read_values()
            return
        if self._data is None:
            self._read_data()
        data: Any = self._data
        self._values = unpacked(data[2])


class PackedCodec(W3Codec):
    """The codec of the index's segments."""

    def __init__(self) -> None:
        super().__init__(blocklimit=BLOCK)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        """Return a writer of postings to *dbfile*."""
        return PackedWriter(dbfile, blocklimit=self._blocklimit, byteids=byteids, compression=self._compression)

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        """Return a matcher over the postings that *terminfo* tells of."""
        offset, length = terminfo.extent()
        # Abstract in name: Whoosh never copies a matcher that it reads from disk.
        matcher: Any = PackedMatcher
        return matcher(dbfile, offset, length, format_, term=term, scorer=scorer)


def unpacked(packed: tuple[bytes, bytes]) -> list[bytes]:
    """Return the values of a block, one for each posting."""
    lengths, values = packed
    found = []
    start = 0
    for length in array("I", lengths):
        found.append(values[start : start + length])
        start += length
    return found
