"""The last import into a library: what it added is kept on this machine, so that all of it can be undone at once."""

import json
from collections.abc import Collection, Iterator, Sequence
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
    """What the last import added: the articles with the SHA-256 of their files, and the notes that came with them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._path = session.places.state / "imports" / f"{session.caches.folder.name}.jsonl"
        self._noted: set[str] = set()

    def note(self, article_id: str, notes: Sequence[str], *, is_new: bool = True) -> None:
        """Note an article that is new, or that the same import added before and now changed, with its new notes."""
        if not is_new and article_id not in self._noted:
            return
        with suppress(OSError, ReaderError):
            # What cannot be noted is added all the same; only undoing does not know of it.
            make_folder(self._path.parent)
            digest = sha256(self._bytes(article_id)).hexdigest()
            with self._path.open("a" if self._noted else "w", encoding="ascii") as log:
                log.write(json.dumps({"id": article_id, "sha256": digest, "notes": [*notes]}) + "\n")
            self._noted.add(article_id)

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
        try:
            lines = read_text(self._path, _LARGEST).splitlines()
        except (OSError, ReaderError):
            return {}
        found: dict[str, tuple[str, set[str]]] = {}
        for line in lines:
            # The last line may be cut short.
            with suppress(ValueError):
                entry = json.loads(line)
                if isinstance(entry, dict) and is_id(str(entry.get("id"))) and isinstance(entry.get("notes"), list):
                    _, before = found.pop(entry["id"], ("", set()))
                    found[entry["id"]] = (str(entry.get("sha256")), before.union(map(str, entry["notes"])))
        return found

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
