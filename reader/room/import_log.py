"""The last import into a library: what it added is kept on this machine, so that all of it can be undone at once.

One that was killed or stopped goes on when the same is added again: both are one import then.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import NamedTuple

from reader.library.atomic_file import make_folder, remove
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_bytes, read_text
from reader.library.identity import is_id
from reader.room.session import Session
from reader.room.shelf import NoSuchArticle
from reader.room.trash import LibraryTrash

_LARGEST = 200_000_000


class UndoneArticle(NamedTuple):
    """An article that an import had added, and why it stays; without a *reason* it is in the trash."""

    id: str
    reason: str = ""


class ImportLog:
    """What the last import added: the articles with the SHA-256 of their files, and the notes that came with them.

    *named* is what the import now is told to add, by which it is known again.
    """

    def __init__(self, session: Session, named: Iterable[str] = ()) -> None:
        self._session = session
        self._path = session.places.state / "imports" / f"{session.caches.folder.name}.jsonl"
        self._key = sha256(json.dumps([*named]).encode("ascii")).hexdigest()
        self._noted: set[str] = set()
        self._is_begun = False

    def note(self, article_id: str, notes: Sequence[str], *, is_new: bool = True) -> None:
        """Note an article that is new, or that the same import added before and now changed, with its new notes."""
        with suppress(OSError, ReaderError):
            # What cannot be noted is added all the same; only undoing does not know of it.
            if self._go_on(article_id) or is_new:
                self._begin()
                digest = sha256(self._bytes(article_id)).hexdigest()
                self._write({"id": article_id, "sha256": digest, "notes": [*notes]})
                self._noted.add(article_id)

    def end(self) -> None:
        """Note that the import has come to its end: whatever is added next is another one."""
        with suppress(OSError, ReaderError):
            if self._is_begun or self._is_unfinished():
                self._write({"ended": True})

    def _go_on(self, article_id: str) -> bool:
        """Go on with the import that has not ended, if it was of the same; tell whether this one added the article."""
        if not self._is_begun and self._is_unfinished():
            self._noted, self._is_begun = {*self._entries()}, True
        return article_id in self._noted

    def _begin(self) -> None:
        """Forget the import before this one."""
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
            # Whoever was killed may have left half a line.
            log.write(f"\n{json.dumps(entry)}\n")

    def undo(self) -> Iterator[UndoneArticle]:
        """Remove what the last import added, as a person removes articles, and yield each.

        One that was changed since, or has notes that did not come with it, stays. Raises: WriteError, ReaderError if
        there is nothing to undo.
        """
        entries = self._entries()
        if not entries:
            raise ReaderError("There is no import to undo on this machine.")
        trash = LibraryTrash(self._session)
        self._session.notes.refresh()
        for article_id, (digest, notes) in reversed(entries.items()):
            reason = self._reason_to_stay(article_id, digest, notes)
            if reason is None:
                continue
            if not reason:
                reason = _removed(trash, article_id)
            yield UndoneArticle(article_id, reason)
        remove(self._path, "The import was undone")

    def _entries(self) -> dict[str, tuple[str, set[str]]]:
        """Return the articles by their ids: the SHA-256 of each as it was noted last, and all notes that came."""
        found: dict[str, tuple[str, set[str]]] = {}
        for entry in self._lines():
            notes = entry.get("notes")
            if is_id(str(entry.get("id"))) and isinstance(notes, list):
                _, before = found.pop(str(entry["id"]), ("", set()))
                found[str(entry["id"])] = (str(entry.get("sha256")), before.union(map(str, notes)))
        return found

    def _lines(self) -> Iterator[dict[str, object]]:
        """Yield what the lines of the log say; one that was cut short says nothing."""
        try:
            lines = read_text(self._path, _LARGEST).splitlines()
        except (OSError, ReaderError):
            return
        for line in lines:
            with suppress(ValueError):
                entry = json.loads(line)
                if isinstance(entry, dict):
                    yield entry

    def _reason_to_stay(self, article_id: str, digest: str, notes: Collection[str]) -> str | None:
        """Return why an article stays, the empty text if it does not, None if it is gone already."""
        try:
            data = self._bytes(article_id)
        except (OSError, ReaderError):
            return None
        if sha256(data).hexdigest() != digest:
            return "It was changed after it was added."
        there = self._session.notes.of(article_id)
        is_noted = any(each.id not in notes or each.modified != each.created for each in there)
        return "It has notes that did not come with it." if is_noted else ""

    def _bytes(self, article_id: str) -> bytes:
        folder = self._session.library.articles
        return read_bytes(folder / f"{article_id}.md", within=folder)


def _removed(trash: LibraryTrash, article_id: str) -> str:
    """Put an article into the trash; return why that cannot be done now."""
    try:
        trash.remove(article_id)
    except NoSuchArticle:
        return "Another window is still reading the library; undo again when it is done."
    return ""
