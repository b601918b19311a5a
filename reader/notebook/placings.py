"""Where the passages of all notes are, kept between starts: looking for 20,000 takes seconds.

What is kept of an article counts only while its text and all its notes are those that it was found with. The cache
is JSON in the user's cache folder and may be deleted at any time.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import get_args

from reader.library.atomic_file import write_bytes
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_bytes
from reader.notes.anchoring import Anchoring, State
from reader.notes.model import Annotation

_VERSION = 1
_MAX_BYTES = 100_000_000
_STATES = frozenset(get_args(State))


class Placings:
    """The places of the notes of each article, with the stamp that they hold for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: dict[str, tuple[str, dict[str, Anchoring]]] | None = None
        self._is_changed = False

    def get(self, article: str, stamp: str) -> Mapping[str, Anchoring] | None:
        """Return the places by annotation id; None where they are not known for *stamp*."""
        if self._kept is None:
            self._kept = _load(self._path)
        kept = self._kept.get(article)
        return kept[1] if kept and kept[0] == stamp else None

    def put(self, article: str, stamp: str, places: Mapping[str, Anchoring]) -> None:
        """Keep the places of an article's notes."""
        if self._kept is None:
            self._kept = _load(self._path)
        self._kept[article] = (stamp, dict(places))
        self._is_changed = True

    def save(self, articles: Iterable[str]) -> None:
        """Write what is known of *articles*, if anything is new. Raises: WriteError."""
        if not self._is_changed or self._kept is None:
            return
        rows = []
        for article in articles:
            stamp, places = self._kept.get(article, ("", {}))
            rows.append(
                [
                    article,
                    stamp,
                    {key: [each.state, each.start, each.end, each.confidence] for key, each in places.items()},
                ]
            )
        write_bytes(self._path, json.dumps([_VERSION, rows]).encode("ascii"))
        self._is_changed = False


def stamp_of(article_stamp: str, notes: Iterable[Annotation]) -> str:
    """Return what changes when the text of an article or any of its notes does."""
    digest = hashlib.sha256(article_stamp.encode())
    for each in sorted(f"{each.id} {each.revision}\n" for each in notes):
        digest.update(each.encode())
    return digest.hexdigest()[:24]


def _load(path: Path) -> dict[str, tuple[str, dict[str, Anchoring]]]:
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
