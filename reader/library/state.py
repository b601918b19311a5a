"""What was read, starred and where reading stopped: one file a machine, the newest entry wins.

"2016-12-15-east-aleppo": {at: "2026-11-22T23:15:01Z", read: true, starred: false, position: 1204}
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reader.library.atomic_file import write_text
from reader.library.dates import now
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_text
from reader.library.safe_text import line
from reader.library.yaml_text import LARGE, Value, quote, read_yaml

_OURS = re.compile(
    r'"([0-9a-z-]{1,64})": \{at: "([0-9T:Z-]{10,20})", '
    r"read: (true|false), starred: (true|false), position: ([0-9]{1,9})\}\Z"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One article's reading: *position* is the offset in the plain text of the first line on screen."""

    at: str = ""
    read: bool = False
    starred: bool = False
    position: int = 0


_UNTOUCHED = Reading()


class ReadingState:
    """The reading state of all articles, as this machine and the others tell it.

    Nothing is written before `save`, and only this machine's own file is. A file of ours that cannot be read is left
    alone, and another one is written beside it.
    """

    def __init__(self, folder: Path, machine: str) -> None:
        self._folder = folder
        self._path = folder / f"{machine}.yaml"
        self._own: dict[str, Reading] = {}
        self._all: dict[str, Reading] = {}
        self._changed = False
        self.problems: list[str] = []
        self._load()

    def of(self, article_id: str) -> Reading:
        """Return the reading of an article; unread, unstarred and at its beginning if nothing is known."""
        return self._all.get(article_id, _UNTOUCHED)

    def ids(self, *, read: bool | None = None, starred: bool | None = None) -> frozenset[str]:
        """Return the ids whose reading is as asked; articles never touched are not among them."""
        return frozenset(
            key
            for key, value in list(self._all.items())
            if (read is None or value.read is read) and (starred is None or value.starred is starred)
        )

    def change(
        self, article_id: str, *, read: bool | None = None, starred: bool | None = None, position: int | None = None
    ) -> Reading:
        """Change what is given of an article's reading and return it; kept in memory until `save`."""
        old = self.of(article_id)
        new = replace(
            old,
            read=old.read if read is None else read,
            starred=old.starred if starred is None else starred,
            position=old.position if position is None else max(0, position),
        )
        if new != old:
            new = replace(new, at=now())
            self._own[article_id] = self._all[article_id] = new
            self._changed = True
        return new

    def save(self) -> None:
        """Write this machine's file if anything changed. Raises: WriteError."""
        if not self._changed:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        write_text(self._path, "".join(_format(self._own)))
        self._changed = False

    def _load(self) -> None:
        try:
            paths = sorted(self._folder.glob("*.yaml"))
        except OSError:
            paths = []
        for path in paths:
            try:
                readings = dict(_parse(read_text(path)))
            except (ReaderError, OSError) as error:
                self.problems.append(f"The reading state {line(path.name)} was passed over, since {error}")
                if path == self._path:
                    self._path = path.with_name(f"{path.stem}-new.yaml")
                continue
            if path == self._path:
                self._own.update(readings)
            for key, value in readings.items():
                if value.at >= self.of(key).at:
                    self._all[key] = value


def _format(readings: dict[str, Reading]) -> Iterator[str]:
    for key in sorted(readings):
        each = readings[key]
        flags = f"read: {str(each.read).lower()}, starred: {str(each.starred).lower()}"
        yield f"{quote(key)}: {{at: {quote(each.at)}, {flags}, position: {each.position}}}\n"


def _parse(text: str) -> Iterator[tuple[str, Reading]]:
    matches = [_OURS.match(each) for each in text.splitlines()]
    # Line by line is fifty times faster than YAML; whatever else a person wrote there goes the long way.
    if all(matches):
        for match in matches:
            if match:
                key, at, read, starred, position = match.groups()
                yield key, Reading(at, read == "true", starred == "true", int(position))
        return
    value = read_yaml(text, LARGE)
    if not isinstance(value, dict):
        raise ReaderError("it is not a map of articles.")
    for key, entry in value.items():
        if isinstance(entry, dict):
            yield key, _typed(entry)


def _typed(entry: dict[str, Value]) -> Reading:
    position = str(entry.get("position", "0"))
    return Reading(
        str(entry.get("at", "")),
        entry.get("read") == "true",
        entry.get("starred") == "true",
        int(position) if position.isascii() and position.isdigit() and len(position) < 10 else 0,
    )
