"""The last import into a library: what it added is kept on this machine, so that all of it can be undone at once."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from reader.library.atomic_file import WriteError, make_folder, remove, sync_folder
from reader.library.dates import now
from reader.library.errors import ReaderError
from reader.library.front_matter import parse_article
from reader.library.guarded_file import decode, read_bytes, read_text
from reader.library.identity import is_id
from reader.room.session import Session

TRASH = ".trash"
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
        self._is_begun = False

    def note(self, article_id: str, notes: Sequence[str]) -> None:
        """Note a new article, and the ids of the notes that came with it."""
        with suppress(OSError, ReaderError):
            # What cannot be noted is added all the same; only undoing does not know of it.
            make_folder(self._path.parent)
            digest = sha256(self._bytes(article_id)).hexdigest()
            with self._path.open("a" if self._is_begun else "w", encoding="ascii") as log:
                log.write(json.dumps({"id": article_id, "sha256": digest, "notes": [*notes]}) + "\n")
            self._is_begun = True

    def undo(self) -> Iterator[UndoneArticle]:
        """Put what the last import added into the trash, and yield each article.

        One that was changed since, or has notes that did not come with it, stays. Raises: WriteError, ReaderError if
        there is nothing to undo.
        """
        entries = self._entries()
        if not entries:
            raise ReaderError("There is no import to undo on this machine.")
        trash = self._session.library.root / TRASH / now().replace(":", "-")
        uses = Counter(each.record.original for each in self._session.catalog.entries() if each.record.original)
        self._session.notes.refresh()
        for entry in reversed(entries):
            reason = self._reason_to_stay(entry)
            if reason is None:
                continue
            if not reason:
                self._discard(entry, trash, uses)
            yield UndoneArticle(str(entry["id"]), reason)
        remove(self._path, "The import was undone")

    def _entries(self) -> list[Mapping[str, object]]:
        try:
            lines = read_text(self._path, _LARGEST).splitlines()
        except (OSError, ReaderError):
            return []
        entries: list[Mapping[str, object]] = []
        for line in lines:
            # The last line may be cut short.
            with suppress(ValueError):
                entry = json.loads(line)
                if isinstance(entry, dict) and is_id(str(entry.get("id"))) and isinstance(entry.get("notes"), list):
                    entries.append(entry)
        return entries

    def _reason_to_stay(self, entry: Mapping[str, object]) -> str | None:
        """Return why an article stays, the empty text if it does not, None if it is gone already."""
        article_id = str(entry["id"])
        try:
            data = self._bytes(article_id)
        except (OSError, ReaderError):
            return None
        if sha256(data).hexdigest() != entry["sha256"]:
            return "It was changed after it was added."
        known = entry["notes"]
        of_others = [
            each
            for each in self._session.notes.of(article_id)
            if not isinstance(known, list) or each.id not in known or each.modified != each.created
        ]
        return "It has notes that did not come with it." if of_others else ""

    def _discard(self, entry: Mapping[str, object], trash: Path, uses: Mapping[str, int]) -> None:
        """Move the files of an article into the trash, its notes into that of the notes."""
        article_id = str(entry["id"])
        for _, error in self._session.notes.delete_all(self._session.notes.of(article_id)):
            if error is not None:
                raise error
        library = self._session.library
        record = parse_article(decode(self._bytes(article_id)))[0]
        article = library.articles / f"{article_id}.md"
        name = Path(record.original or "").name
        _move(article, trash / "articles")
        if name and uses.get(record.original or "", 0) < 2:
            for each in (library.originals / name, library.originals / f"{name}.files"):
                if each.exists() and not each.is_symlink():
                    _move(each, trash / "originals")

    def _bytes(self, article_id: str) -> bytes:
        folder = self._session.library.articles
        return read_bytes(folder / f"{article_id}.md", within=folder)


def _move(path: Path, folder: Path) -> None:
    try:
        make_folder(folder)
        path.rename(folder / path.name)
        sync_folder(folder)
        sync_folder(path.parent)
    except OSError as error:
        raise WriteError.of(path, error) from error
