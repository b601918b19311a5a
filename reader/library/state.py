"""The reading state (read, starred, position): one file for each machine, the newest entry wins.

"2016-12-15-east-aleppo": {at: "2026-11-22T23:15:01Z", read: true, starred: false, position: 1204}

Beside these stands the key of the article's text, so that an entry finds its article again if its id is another.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock, RLock

from reader.library.atomic_file import WriteError, drop_leftovers, make_folder, write_text
from reader.library.dates import iso, now
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_text
from reader.library.locks import BusyError, locked
from reader.library.safe_text import line
from reader.library.yaml_text import LARGE, Value, pieces, quote, read_yaml, write_yaml

_OURS = re.compile(
    r'"([0-9a-z-]{1,64})": \{at: "([12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})Z", '
    r"read: (true|false), starred: (true|false), position: ([0-9]{1,9})"
    r'(?:, text: "([0-9a-f]{16})")?\}\Z'
)
_FACTS = frozenset({"at", "read", "starred", "position", "text"})
_TEXT = re.compile(r"[0-9a-f]{16}\Z")
_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
# A save takes milliseconds: a process that holds the lock for longer hangs.
_PATIENCE = 2.0
# So many unreadable files of this machine are skipped before saving is refused.
_MOST_FILES = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """One article's reading: *position* is the offset in the plain text of the first line on screen.

    *at* is when it was changed last, in UTC, *text* the key of the article's text then. *extra* is what another
    version of this program wrote beside it.
    """

    at: str = ""
    read: bool = False
    starred: bool = False
    position: int = 0
    text: str = field(default="", compare=False)
    extra: Mapping[str, Value] = field(default_factory=dict, hash=False, compare=False)

    @property
    def is_blank(self) -> bool:
        """Whether it is empty: neither read nor starred, and at the beginning."""
        return not (self.read or self.starred or self.position)

    @property
    def rank(self) -> tuple[str, bool, bool, int]:
        """The rank of an entry among those of one article: the newest wins, the same on every machine."""
        return (self.at, self.starred, self.read, self.position)


_UNTOUCHED = Reading()


class ReadingState:
    """The reading state of all articles, as this machine and the others tell it. May be used from several threads.

    Nothing is written before `save`, and only this machine's own file is, as what all windows on it say together.
    What lies in *others* counts as well, and is never written. *locks* is a folder of this machine that they share,
    *text_key* gives the key of an article's text by its id. A file of ours that cannot be read is left alone, and
    another one is written beside it.
    """

    def __init__(
        self,
        folder: Path,
        machine: str,
        locks: Path | None = None,
        text_key: Callable[[str], str] = lambda _: "",
        others: Sequence[Path] = (),
    ) -> None:
        self._folder = folder
        self._others = others
        self._machine = machine
        self._locks = locks
        self._text_key = text_key
        self._mutex = RLock()
        self._saving = Lock()
        # The state in the files, and with unsaved changes made here.
        self._saved: dict[str, Reading] = {}
        self._all: dict[str, Reading] = {}
        self._changes: dict[str, dict[str, bool | int | str]] = {}
        self._stamps: dict[Path, tuple[int, int, int]] = {}
        self._problem_by_path: dict[Path, str] = {}
        self.refresh()

    @property
    def problems(self) -> list[str]:
        """Sentences about the files that cannot be read."""
        with self._mutex:
            return list(self._problem_by_path.values())

    def of(self, article_id: str) -> Reading:
        """Return the reading of an article; unread, unstarred and at its beginning if nothing is known."""
        return self._all.get(article_id, _UNTOUCHED)

    def ids(self, *, read: bool | None = None, starred: bool | None = None) -> frozenset[str]:
        """Return the ids whose reading is as asked; untouched articles are not among them."""
        with self._mutex:
            return frozenset(
                key
                for key, value in self._all.items()
                if (read is None or value.read is read) and (starred is None or value.starred is starred)
            )

    def change(
        self, article_id: str, *, read: bool | None = None, starred: bool | None = None, position: int | None = None
    ) -> Reading:
        """Change the given properties of an article's reading and return it; kept in memory until `save`."""
        asked = {"read": read, "starred": starred, "position": None if position is None else max(0, position)}
        with self._mutex:
            old = self.of(article_id)
            changes = {name: value for name, value in asked.items() if value not in (None, getattr(old, name))}
            if not changes:
                return old
            # Asked once: saving thousands of changes must not ask for thousands of texts.
            text = self._text_key(article_id)
            self._changes.setdefault(article_id, {}).update({**changes, "text": text} if text else changes)
            new = self._all[article_id] = self._changed(article_id, old)
            return new

    def touched(self) -> dict[str, Reading]:
        """Return the readings that say something, by the ids of their articles."""
        with self._mutex:
            return {key: each for key, each in self._all.items() if not each.is_blank}

    def carry(self, old: str, new: str) -> None:
        """Move the reading of article *old* to its new id *new*, joining it with what is there."""
        with self._mutex:
            source, target = self.of(old), self.of(new)
            if source.is_blank:
                return
            later = target if not target.is_blank and target.rank > source.rank else source
            self.change(
                new,
                read=source.read or target.read,
                starred=source.starred or target.starred,
                position=later.position,
            )
            # A later article at the old place must not inherit it.
            self.change(old, read=False, starred=False, position=0)

    def refresh(self) -> bool:
        """Read what other windows and machines have written; return whether anything has changed."""
        with self._mutex:
            before = self._all
            for path in self._paths():
                stamp = _stamp(path)
                if stamp is not None and self._stamps.get(path) != stamp:
                    self._stamps[path] = stamp
                    self._take_up(path)
            changed = {key: self._changed(key, self._saved.get(key, _UNTOUCHED)) for key in self._changes}
            self._all = self._saved | changed
            return self._all != before

    def save(self) -> None:
        """Write only the changes made here into this machine's file. Raises: WriteError.

        An entry changed elsewhere meanwhile keeps what was not changed here.
        """
        with self._mutex:
            if not self._changes:
                return
        try:
            make_folder(self._folder)
            with self._saving, self._locked():
                self._write()
        except OSError as error:
            raise WriteError(f"The reading state could not be saved: {error.strerror or error}.") from error
        except BusyError as error:
            raise WriteError(str(error)) from error

    def _write(self) -> None:
        with self._mutex:
            path, text = self._own_file()
            # Despite an equal stamp: another window may have written it a moment ago.
            self._stamps.pop(path, None)
            self.refresh()
            taken = {key: dict(changes) for key, changes in self._changes.items()}
            changed = {key: self._all[key] for key in taken}
        if not changed:
            return
        # Outside the lock, so that reading or changing a mark never waits for the disk.
        write_text(path, "".join(_rewritten(text, changed)))
        drop_leftovers(self._folder)
        with self._mutex:
            self._saved |= changed
            # Changes made meanwhile are saved next time.
            self._changes = {key: each for key, each in self._changes.items() if each != taken.get(key)}

    def _changed(self, article_id: str, old: Reading) -> Reading:
        """Return a reading with the changes made here, newer than *old* whatever the clock says."""
        moment = now()
        if moment <= old.at:
            # The clock was set back, or another machine's is ahead: the later change must win all the same.
            moment = (datetime.strptime(old.at, _FORMAT).replace(tzinfo=UTC) + timedelta(seconds=1)).strftime(_FORMAT)
        return replace(old, at=moment, **self._changes[article_id])  # type: ignore[arg-type]  # its fields

    def _own_file(self) -> tuple[Path, str]:
        """Return this machine's file and its text: the first one that can be rewritten or does not exist."""
        path = self._folder / f"{self._machine}.yaml"
        for number in range(1, _MOST_FILES + 1):
            try:
                text = read_text(path)
                if all(len(_keys_of(piece)) < 2 for piece in pieces(text)):
                    return path, text
            except FileNotFoundError:
                return path, ""
            except ReaderError:
                pass
            path = self._folder / f"{self._machine}-{number}.yaml"
        # In a folder where nothing can be read no name is free.
        raise OSError(None, f"nothing in {line(str(self._folder))} can be read")

    def _locked(self) -> AbstractContextManager[None]:
        return locked(self._locks, "state", _PATIENCE) if self._locks else nullcontext()

    def _paths(self) -> list[Path]:
        found: list[Path] = []
        for folder in (self._folder, *self._others):
            with suppress(OSError):
                found += sorted(folder.glob("*.yaml"))
        return found

    def _take_up(self, path: Path) -> None:
        self._problem_by_path.pop(path, None)
        try:
            readings = dict(_parse(read_text(path)))
        except (ReaderError, OSError) as error:
            self._problem_by_path[path] = f"The reading state {line(path.name)} was ignored: {error}"
            return
        for key, value in readings.items():
            if key not in self._saved or value.rank > self._saved[key].rank:
                self._saved[key] = value


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.lstat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _rewritten(text: str, changed: Mapping[str, Reading]) -> Iterator[str]:
    """Yield the lines of a file with *changed* entries replaced; all others as written."""
    left = dict(changed)
    end = "\n"
    for piece in pieces(text):
        key = next(iter(_keys_of(piece)), "")
        if key in left:
            yield _format(key, left.pop(key))
        elif key not in changed:
            yield piece
            end = piece[-1:]
    yield "" if end == "\n" else "\n"
    yield from (_format(key, left[key]) for key in sorted(left))


def _format(key: str, reading: Reading) -> str:
    facts = {"at": reading.at, "read": reading.read, "starred": reading.starred, "position": reading.position}
    if reading.extra:
        return write_yaml({key: facts | {"text": reading.text} | dict(reading.extra)})
    flags = f"read: {str(reading.read).lower()}, starred: {str(reading.starred).lower()}"
    text = f", text: {quote(reading.text)}" if reading.text else ""
    return f"{quote(key)}: {{at: {quote(reading.at)}, {flags}, position: {reading.position}{text}}}\n"


def _keys_of(piece: str) -> list[str]:
    match = _OURS.match(piece.rstrip("\n"))
    value = {match[1]: ""} if match else read_yaml(piece, LARGE)
    if not isinstance(value, dict):
        raise ReaderError("it is not a map of articles.")
    return list(value)


def _parse(text: str) -> Iterator[tuple[str, Reading]]:
    """Yield the entries of a file; what is no reading is passed over. Raises: ReaderError for what is no such map.

    Entry by entry, so that one that another version wrote stops nothing; ours by their form, which is fifty times
    faster than YAML.
    """
    for piece in pieces(text):
        match = _OURS.match(piece.rstrip("\n"))
        if match:
            key, at, read, starred, position, text_key = match.groups()
            yield key, Reading(_valid(f"{at}Z"), read == "true", starred == "true", int(position), text_key or "")
            continue
        value = read_yaml(piece, LARGE)
        if not isinstance(value, dict):
            raise ReaderError("it is not a map of articles.")
        yield from ((key, _typed(entry)) for key, entry in value.items() if isinstance(entry, dict))


def _typed(entry: dict[str, Value]) -> Reading:
    position, text = str(entry.get("position", "0")), entry.get("text")
    return Reading(
        _moment(str(entry.get("at", ""))),
        entry.get("read") == "true",
        entry.get("starred") == "true",
        int(position) if position.isascii() and position.isdigit() and len(position) < 10 else 0,
        text if isinstance(text, str) and _TEXT.match(text) else "",
        {key: value for key, value in entry.items() if key not in _FACTS},
    )


def _valid(at: str) -> str:
    try:
        datetime.fromisoformat(at)
    except ValueError:
        return ""
    return at


def _moment(text: str) -> str:
    """Return a moment as we write it, so that two can be compared; the empty text for what is none."""
    moment = iso(text) or ""
    try:
        read = datetime.fromisoformat(moment)
        at = (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC).strftime(_FORMAT)
    except (ValueError, OverflowError):
        return ""
    # After an impossible year no later moment could win.
    return at if at[:1] in {"1", "2"} else ""
