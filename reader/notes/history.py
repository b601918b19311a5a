"""Earlier versions of notes: their contents before and after each change, kept for some time on this machine.

They lie in the state folder of this machine, never in the library. Each is one line of JSON with its checksum, appended
to the newest of some files: keeping one costs a single write, and the oldest are removed by whole files. They are a
second safety net: a version that cannot be kept stops no save.
"""

import json
import os
import time
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from reader.library.dates import now
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_bytes
from reader.library.identity import is_id
from reader.notes.checked_line import checked_content, with_checksum
from reader.notes.folder import MAX_BYTES, revision_of
from reader.notes.model import Annotation, is_annotation_id, is_made_id
from reader.notes.note_file import decode_note, parse_note

DAYS = 30
MOST = 100_000_000
_PART = 4_000_000
# So many letters of the revision identify a version of a note.
_KEY = 8
_DAY = 86_400


class NoteVersion(NamedTuple):
    """A note at a moment (ISO 8601, in UTC)."""

    annotation: Annotation
    at: str

    @property
    def key(self) -> str:
        """Its name for the user."""
        return self.annotation.revision[:_KEY]


class NoteHistory:
    """The earlier versions of a library's notes, in *folder*, which is on this machine and never synced."""

    def __init__(self, folder: Path, most: int = MOST, part: int = _PART) -> None:
        self._folder = folder
        self._most = most
        self._part = part
        self._is_pruned = False
        # The last kept revision of each note, so that none is kept twice.
        self._kept: dict[tuple[str, str], str] = {}
        self.problem = ""

    def keep(self, article: str, annotation_id: str, *contents: bytes | None) -> None:
        """Keep the contents of a note's file before and after a change. An error is kept as `problem`, a sentence."""
        lines = []
        for data in contents:
            revision = revision_of(data) if data else ""
            if data and self._kept.get((article, annotation_id)) != revision and len(data) <= MAX_BYTES:
                lines.append(_line(article, annotation_id, data))
                self._kept[article, annotation_id] = revision
        if not lines:
            return
        try:
            self._append(b"".join(lines))
            self.problem = ""
        except (OSError, ReaderError) as error:
            self._kept.pop((article, annotation_id), None)
            self.problem = f"Earlier versions of notes cannot be kept: {getattr(error, 'strerror', None) or error}."

    def of(self, annotation_id: str, article: str | None = None) -> list[NoteVersion]:
        """Return the versions of a note, the latest first, each once; unreadable ones are skipped.

        An id that we made is unique, whichever article it was on; one chosen by a person may exist in two articles.
        """
        found: dict[str, NoteVersion] = {}
        for path in self._parts():
            for each in self._read(path, annotation_id):
                if article in {None, each.annotation.article} or is_made_id(annotation_id):
                    # A version that came back counts from its last time.
                    found.pop(each.annotation.revision, None)
                    found[each.annotation.revision] = each
        return [*reversed(found.values())]

    def contents(self, notes: Collection[Annotation]) -> dict[tuple[str, str], bytes]:
        """Return the file contents of *notes* at the time they were read, by id and revision, as far as kept."""
        wanted = {(each.id, each.revision) for each in notes if each.revision}
        found: dict[tuple[str, str], bytes] = {}
        for path in self._parts() if wanted else ():
            for line in self._lines(path):
                said = _said(line)
                data = said.text.encode("utf-8") if said else b""
                if said and (key := (said.id, revision_of(data))) in wanted:
                    found[key] = data
        return found

    def _append(self, data: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        parts = self._parts()
        is_full = not parts or parts[-1].stat().st_size > self._part or _age(parts[-1]) > _DAY
        number = int(parts[-1].stem) if parts else 0
        if is_full or not self._is_pruned:
            self._prune(parts)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(self._folder / f"{number + is_full:08}.jsonl", flags, 0o600)
        try:
            while data:
                # A full disk takes a part, and reports the error only at the next write.
                data = data[os.write(descriptor, data) :]
        finally:
            os.close(descriptor)

    def _prune(self, parts: list[Path]) -> None:
        """Remove the oldest files if they are too old or too many; the newest always stays."""
        size = sum(each.stat().st_size for each in parts)
        for each in parts[:-1]:
            if size <= self._most and _age(each) <= DAYS * _DAY:
                break
            size -= each.stat().st_size
            each.unlink(missing_ok=True)
        self._is_pruned = True

    def _parts(self) -> list[Path]:
        """Return the files, the oldest first: by their numbers, whatever the clock said."""
        return sorted(each for each in self._folder.glob("*.jsonl") if each.stem.isdigit() and each.is_file())

    def _lines(self, path: Path) -> list[bytes]:
        try:
            return read_bytes(path, 2 * self._most).split(b"\n")
        except (OSError, ReaderError):
            return []

    def _read(self, path: Path, annotation_id: str) -> Iterator[NoteVersion]:
        wanted = json.dumps(annotation_id).encode("ascii")
        for line in self._lines(path):
            if wanted in line:
                version = _parsed(line)
                if version is not None and version.annotation.id == annotation_id:
                    yield version


def _line(article: str, annotation_id: str, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    line = json.dumps([article, annotation_id, now(), text]).encode("ascii")
    # It also ends the previous line, which a crash may have left open.
    return b"\n" + with_checksum(line) + b"\n"


class _Line(NamedTuple):
    """The content of a line whose checksum is right."""

    article: str
    id: str
    at: str
    text: str


def _said(line: bytes) -> _Line | None:
    content = checked_content(line)
    if content is None:
        return None
    try:
        said: Any = json.loads(content)
        return _Line(*map(str, said))
    except (ValueError, TypeError):
        return None


def _parsed(line: bytes) -> NoteVersion | None:
    said = _said(line)
    if said is None or not is_id(said.article) or not is_annotation_id(said.id):
        return None
    data = said.text.encode("utf-8")
    try:
        annotation = parse_note(decode_note(data), said.article, said.id).annotation
    except ReaderError:
        return None
    return NoteVersion(replace(annotation, revision=revision_of(data)), said.at)


def _age(path: Path) -> float:
    return time.time() - path.stat().st_mtime
