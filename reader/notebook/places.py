"""The cache of the places of all notes: finding 20,000 takes seconds.

The places of an article are valid only while its text and all its notes are unchanged. The cache is JSON in the user's
cache folder and may be deleted at any time.
"""

import hashlib
import json
from collections.abc import Callable, Container, Iterable, Mapping
from pathlib import Path
from threading import Lock
from typing import get_args

from reader.library.atomic_file import write_bytes
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_bytes
from reader.notes.anchoring import Anchoring, State
from reader.notes.model import Annotation

_VERSION = 1
_MAX_BYTES = 100_000_000
_STATES = frozenset(get_args(State))

# The stamp, and the places by annotation id.
_Row = tuple[str, dict[str, Anchoring]]


class PlaceCache:
    """The places of the notes of each article, each valid for a stamp. May be used from several threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._rows: dict[str, _Row] | None = None
        self._new: dict[str, _Row] = {}

    def get(self, article: str, stamp: str) -> Mapping[str, Anchoring] | None:
        """Return the places by annotation id; None if they are not known for *stamp*."""
        with self._lock:
            if self._rows is None:
                self._rows = _load(self._path)
            row = self._new.get(article) or self._rows.get(article)
        return row[1] if row and row[0] == stamp else None

    def put(self, article: str, stamp: str, places: Mapping[str, Anchoring]) -> None:
        """Keep the places of an article's notes in memory, until `save`."""
        with self._lock:
            self._new[article] = (stamp, dict(places))

    def save(self, noted: Callable[[], Container[str]]) -> None:
        """Merge new places into the file, for articles that still have notes (*noted*). Raises: WriteError."""
        with self._lock:
            if not self._new:
                return
            # Another process may have saved places since we read the file.
            self._rows = {**_load(self._path), **self._new}
            self._new = {}
            wanted = noted()
            rows = [
                [
                    article,
                    stamp,
                    {key: [each.state, each.start, each.end, each.confidence] for key, each in row.items()},
                ]
                for article, (stamp, row) in self._rows.items()
                if article in wanted
            ]
            write_bytes(self._path, json.dumps([_VERSION, rows]).encode("ascii"))


def stamp_of(article_stamp: str, notes: Iterable[Annotation]) -> str:
    """Return a stamp that changes with an article's text and with any of its notes."""
    digest = hashlib.sha256(article_stamp.encode())
    for each in sorted(f"{each.id} {each.revision}\n" for each in notes):
        digest.update(each.encode())
    return digest.hexdigest()[:24]


def _load(path: Path) -> dict[str, _Row]:
    try:
        version, rows = json.loads(read_bytes(path, _MAX_BYTES))
        if version != _VERSION:
            return {}
        return {
            str(article): (str(stamp), {key: _place(*row) for key, row in places.items()})
            for article, stamp, places in rows
        }
    except (OSError, ReaderError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _place(state: State, start: int, end: int, confidence: float) -> Anchoring:
    if state not in _STATES or not 0 <= int(start) <= int(end):
        raise ValueError(state)
    return Anchoring(state, int(start), int(end), float(confidence))
