"""Numbers that are nearly always small, written narrow, and the few others beside them."""

from array import array
from collections.abc import Iterator
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from reader.search.columnar.postings import Ends, Numbers
from reader.search.columnar.section_file import SectionFile, SectionWriter
from reader.search.errors import IndexSuspect

_PIECE = 1 << 20


def write_spool(writer: SectionWriter, name: str, spool: IO[bytes]) -> None:
    """Write what waits in *spool* as the section *name*."""
    writer.begin(name)
    spool.seek(0)
    while piece := spool.read(_PIECE):
        writer.append(piece)


class NarrowWriter:
    """Collects numbers that nearly all fit into *kind*, and beside them those that do not.

    All sections are written one after the other, so those that are long wait in a *spool*.
    """

    def __init__(self, name: str, kind: str, spool: IO[bytes]) -> None:
        self._name = name
        self._kind = np.dtype(kind)
        self._spool = spool
        self._where, self._wide = array("Q"), array("Q")
        self.count = 0

    def add(self, numbers: Numbers, meant: Numbers | npt.NDArray[np.uint64]) -> None:
        """Take *numbers*; of those that do not fit, those at their places are *meant*."""
        most = int(np.iinfo(self._kind).max)
        wide = np.flatnonzero(numbers >= most)
        self._where.frombytes((wide + self.count).astype(np.uint64).tobytes())
        self._wide.frombytes(meant[wide].astype(np.uint64).tobytes())
        self._spool.write(np.minimum(numbers, most).astype(self._kind).tobytes())
        self.count += len(numbers)

    def spooled(self) -> Iterator[tuple[npt.NDArray[np.unsignedinteger[Any]], Ends, npt.NDArray[np.uint64]]]:
        """Yield what `NarrowNumbers.read` will return, in parts of an even length but the last."""
        where, wide = np.array(self._where, np.int64), np.array(self._wide, np.uint64)
        self._spool.seek(0)
        start = 0
        while piece := self._spool.read(_PIECE):
            found = np.frombuffer(piece, self._kind)
            first, last = np.searchsorted(where, (start, start + len(found))).tolist()
            yield found, where[first:last] - start, wide[first:last]
            start += len(found)

    def finish(self, writer: SectionWriter) -> None:
        """Write them."""
        write_spool(writer, self._name, self._spool)
        writer.add(f"wide {self._name}, where", self._where)
        writer.add(f"wide {self._name}", self._wide)


class NarrowNumbers:
    """Numbers that a `NarrowWriter` wrote, read in parts. Raises: IndexSuspect."""

    def __init__(self, file: SectionFile, name: str, kind: str = "<u1") -> None:
        self._file = file
        self._section = file.section(name)
        self._kind = np.dtype(kind)
        self._where = np.array(file.numbers(f"wide {name}, where"), np.int64)
        self._wide = np.array(file.numbers(f"wide {name}"), np.uint64)
        if len(self._where) != len(self._wide):
            raise IndexSuspect(f"wide {name} have another length")

    def read(self, start: int, end: int) -> tuple[npt.NDArray[np.unsignedinteger[Any]], Ends, npt.NDArray[np.uint64]]:
        """Return the numbers from *start* to *end* as they are written; which of them are wide, and what these are."""
        first, last = np.searchsorted(self._where, (start, end)).tolist() if len(self._where) else (0, 0)
        return self.narrow(start, end), self._where[first:last] - start, self._wide[first:last]

    def narrow(self, start: int, end: int) -> npt.NDArray[np.unsignedinteger[Any]]:
        """Return the numbers from *start* to *end* as they are written."""
        size = self._kind.itemsize
        return np.frombuffer(self._file.read(self._section, start * size, (end - start) * size), self._kind)

    def fits(self, count: int) -> bool:
        """Whether there are so many."""
        return self._section.size == count * self._kind.itemsize
