"""The last import into a library: what it added is recorded on this machine, so that it can be undone.

An import that was killed or stopped continues when the same is added again: both count as one.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import NamedTuple

from reader.library.atomic_file import drop_leftovers, make_folder, remove
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_bytes, read_text
from reader.library.identity import is_id
from reader.room.session import Session
from reader.room.shelf import NoSuchArticle
from reader.room.trash import LibraryTrash

_LARGEST = 200_000_000


class UndoneArticle(NamedTuple):
    """An article that an import added; it is in the trash now, or stays for a *reason*."""

    id: str
    reason: str = ""


class ImportLog:
    """The record of the last import: articles with the SHA-256 of their files, and the notes that came with them.

    *named* are the sources of the present import, by which it is recognized.
    """

    def __init__(self, session: Session, named: Iterable[str] = ()) -> None:
        self._session = session
        self._path = session.places.state / "imports" / f"{session.caches.folder.name}.jsonl"
        self._key = sha256(json.dumps([*named]).encode("ascii")).hexdigest()
        self._noted: set[str] = set()
        self._is_begun = False
        self._goes_on = False

    def announce(self, article_id: str, data: bytes, *, is_new: bool = True) -> None:
        """Record an article that is about to be written, as `note`: an import that is killed can be undone too."""
        with suppress(OSError, ReaderError):
            if self._go_on(article_id) or is_new:
                self._record(article_id, data, ())

    def note(self, article_id: str, notes: Sequence[str], *, is_new: bool = True) -> None:
        """Record an article that is new, or that the same import added and now changed, with its new notes."""
        with suppress(OSError, ReaderError):
            # A failure to record only means that undoing leaves the article.
            is_known = self._go_on(article_id)
            # Of one that was announced all is said, but for its notes.
            if (not is_known and is_new) or (is_known and (notes or not is_new)):
                self._record(article_id, self._bytes(article_id), notes)

    def _record(self, article_id: str, data: bytes, notes: Sequence[str]) -> None:
        self._begin()
        self._write({"id": article_id, "sha256": sha256(data).hexdigest(), "notes": [*notes]})
        self._noted.add(article_id)

    def end(self) -> None:
        """Record that the import is complete: the next one is another."""
        with suppress(OSError, ReaderError):
            self._go_on("")
            if self._is_begun:
                self._write({"ended": True})
            if self._goes_on:
                self._drop_leftovers()

    def _go_on(self, article_id: str) -> bool:
        """Continue an unfinished import of the same sources; return whether it added the article."""
        if not self._is_begun and self._is_unfinished():
            self._noted, self._is_begun, self._goes_on = {*self._entries()}, True, True
        return article_id in self._noted

    def _begin(self) -> None:
        """Forget the previous import."""
        if not self._is_begun:
            make_folder(self._path.parent)
            self._path.write_text("", encoding="ascii")
            self._write({"import": self._key})
            self._is_begun = True

    def _is_unfinished(self) -> bool:
        found = list(self._lines())
        return {"import": self._key} in found and {"ended": True} not in found

    def _write(self, entry: Mapping[str, object]) -> None:
        with self._path.open("a", encoding="ascii") as log:
            # A killed process may have left half a line.
            log.write(f"\n{json.dumps(entry)}\n")

    def undo(self) -> Iterator[UndoneArticle]:
        """Move what the last import added to the trash, and yield each.

        An article that was changed since, or has other notes, stays. Raises: WriteError, ReaderError if
        there is nothing to undo.
        """
        entries = self._entries()
        if not entries:
            raise ReaderError("There is no import to undo on this machine.")
        trash = LibraryTrash(self._session)
        self._session.notes.refresh()
        for article_id, (digests, notes) in reversed(entries.items()):
            reason = self._reason_to_stay(article_id, digests, notes)
            if reason is None:
                continue
            if not reason:
                reason = _removed(trash, article_id)
            yield UndoneArticle(article_id, reason)
        self._drop_leftovers()
        remove(self._path, "The import was undone")

    def _drop_leftovers(self) -> None:
        """Remove what an import that was killed was writing: several files at once."""
        for folder in (self._session.library.articles, self._session.library.originals):
            drop_leftovers(folder)

    def _entries(self) -> dict[str, tuple[set[str], set[str]]]:
        """Return the articles by id: every SHA-256 that was recorded of each, and all notes that came.

        A killed import may have recorded one that it did not come to write.
        """
        found: dict[str, tuple[set[str], set[str]]] = {}
        for entry in self._lines():
            notes = entry.get("notes")
            if is_id(str(entry.get("id"))) and isinstance(notes, list):
                digests, before = found.pop(str(entry["id"]), (set(), set()))
                found[str(entry["id"])] = (digests | {str(entry.get("sha256"))}, before.union(map(str, notes)))
        return found

    def _lines(self) -> Iterator[dict[str, object]]:
        """Yield the lines of the log; one that was cut short is skipped."""
        try:
            lines = read_text(self._path, _LARGEST).splitlines()
        except (OSError, ReaderError):
            return
        for line in lines:
            with suppress(ValueError):
                entry = json.loads(line)
                if isinstance(entry, dict):
                    yield entry

    def _reason_to_stay(self, article_id: str, digests: Collection[str], notes: Collection[str]) -> str | None:
        """Return why an article stays; empty if it does not, None if it is gone already."""
        try:
            data = self._bytes(article_id)
        except (OSError, ReaderError):
            return None
        if sha256(data).hexdigest() not in digests:
            return "It was changed after it was added."
        there = self._session.notes.of(article_id)
        is_noted = any(each.id not in notes or each.modified != each.created for each in there)
        return "It has notes that did not come with it." if is_noted else ""

    def _bytes(self, article_id: str) -> bytes:
        folder = self._session.library.articles
        return read_bytes(folder / f"{article_id}.md", within=folder)


def _removed(trash: LibraryTrash, article_id: str) -> str:
    """Move an article to the trash; return why that is impossible now."""
    try:
        trash.remove(article_id)
    except NoSuchArticle:
        return "Another window is still reading the library; undo again when it is done."
    return ""
