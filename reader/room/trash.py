"""The trash of a library: articles that were removed, each with its original, its notes and its correction.

    .trash/20261129T042000-<article id>/
        removed.yaml            what was removed, when, and where its files were
        articles/… originals/… notes/… corrections/…

The record is written first and the files follow; the article's own file goes last. So a removal that was cut short has
lost nothing: it is in this list, and restoring it brings back what has gone so far.
"""

import contextlib
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.library.atomic_file import WriteError, create_bytes, make_folder, sync_folder, write_text
from reader.library.corrections import FOLDER as CORRECTIONS
from reader.library.dates import now
from reader.library.errors import ReaderError
from reader.library.file_name import system_path
from reader.library.guarded_file import read_bytes, read_text
from reader.library.identity import is_id
from reader.library.safe_text import line
from reader.library.yaml_text import FRONT_MATTER, read_yaml, write_yaml
from reader.room.session import Session

if TYPE_CHECKING:
    from reader.library.catalog import CatalogEntry

TRASH = ".trash"
_RECORD = "removed.yaml"
_LARGEST = 1_000_000


class RemovedArticle(NamedTuple):
    """An article in the trash: its *folder* there, the *path* that its file had, and how many *notes* it had."""

    folder: Path
    id: str
    title: str
    removed: str
    path: str
    notes: int
    problem: str = ""


class LibraryTrash:
    """Moves articles of a library to its trash, and restores them; make a new object for each use."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._root = session.library.root
        self.path = self._root / TRASH

    # Removing

    def remove(self, article_id: str) -> RemovedArticle:
        """Move an article to the trash, with what belongs to it. The index follows later.

        Raises: NoSuchArticle, WriteError, ReaderError for a folder read in place, or where a note cannot be moved; the
        article is then where it was.
        """
        library, entry = self._session.library, self._session.shelf.entry(article_id)
        if library.in_place:
            raise ReaderError(
                f"{library.title} is a folder that is read in place, so its files are yours to delete: "
                f"{line(str(library.file_at(entry.path)))}"
            )
        if not os.path.lexists(library.file_at(entry.path)):
            raise ReaderError(f"The file of “{entry.title}” is gone already.")
        try:
            removed = self._begin(entry)
            self._move_notes(removed)
            for name in self._originals(entry):
                self._move(name, removed.folder)
            self._move(f"{CORRECTIONS}/{article_id}.yaml", removed.folder)
            self._move(system_path(entry.path), removed.folder)
        except OSError as error:
            told = f"“{entry.title}” could not be removed: {error.strerror or error}."
            raise WriteError(told) from error
        return removed

    def _begin(self, entry: "CatalogEntry") -> RemovedArticle:
        moment = now()
        name = f"{moment[:19].replace('-', '').replace(':', '')}-{entry.id}"
        taken = (name, *(f"{name}-{number}" for number in range(2, 1000)))
        folder = next(path for each in taken if not os.path.lexists(path := self.path / each))
        notes = self._session.notes.of(entry.id)
        removed = RemovedArticle(folder, entry.id, entry.title, moment, entry.path, len(notes))
        make_folder(folder)
        told = {"id": entry.id, "title": entry.title, "removed": moment, "path": entry.path, "notes": len(notes)}
        write_text(folder / _RECORD, write_yaml(told))
        return removed

    def _move_notes(self, removed: RemovedArticle) -> None:
        """Copy the notes of an article, then delete them as the user would."""
        store = self._session.notes
        store.refresh(removed.id)
        notes = store.of(removed.id)
        folder = removed.folder / "notes" / removed.id
        for each in notes:
            make_folder(folder)
            with contextlib.suppress(FileNotFoundError):
                create_bytes(folder / f"{each.id}.md", read_bytes(store.path / removed.id / f"{each.id}.md", _LARGEST))
        for _, error in store.delete_all(notes):
            if error is not None:
                self._restore_notes(removed)
                raise error

    def _originals(self, entry: "CatalogEntry") -> Iterator[str]:
        """Yield the path of an article's original, unless another article uses it too."""
        original = entry.record.original
        name = Path(original or "").name
        if name and self._uses[str(original)] < 2:
            yield from (f"originals/{name}", f"originals/{name}.files")
        self._uses[str(original)] -= 1

    @cached_property
    def _uses(self) -> Counter[str]:
        """How many articles are made of each original."""
        return Counter(each.record.original for each in self._session.catalog.entries() if each.record.original)

    def _move(self, name: str, folder: Path) -> None:
        source, target = self._root / name, folder / name
        if os.path.lexists(source) and not source.is_symlink():
            make_folder(target.parent)
            _rename(source, target)

    # What is in it

    def all(self) -> list[RemovedArticle]:
        """Return the articles in the trash, the last removed first; for a damaged record, what its folder tells."""
        found = []
        with contextlib.suppress(OSError):
            for folder in self.path.iterdir():
                if (folder / _RECORD).is_file():
                    # Of several in one second the file's time decides.
                    found.append((_read(folder), (folder / _RECORD).stat().st_mtime_ns))
        found.sort(key=lambda each: (each[0].removed, each[1], each[0].folder.name), reverse=True)
        return [removed for removed, _ in found]

    def find(self, article_id: str) -> RemovedArticle:
        """Return the article of that id that was removed last. Raises: ReaderError."""
        from reader.room.short_ids import full_id

        known = self.all()
        wanted = full_id(article_id, [each.id for each in known])
        found = next((each for each in known if each.id == wanted), None)
        if found is None:
            raise ReaderError(f"There is no article “{article_id[:80]}” in the trash.")
        return found

    # Bringing back

    def restore(self, removed: RemovedArticle) -> RemovedArticle:
        """Restore an article with everything that belongs to it; an existing file is not overwritten.

        Raises: ReaderError, WriteError; what is not back is in the trash still.
        """
        if removed.problem:
            raise ReaderError(removed.problem)
        article = self._root / system_path(removed.path)
        kept = removed.folder / system_path(removed.path)
        if os.path.lexists(article) and os.path.lexists(kept):
            raise ReaderError(f"{line(removed.path)} is there already, so “{removed.title}” stays in the trash.")
        try:
            for part in ("originals", CORRECTIONS, "articles"):
                self._restore_files(removed.folder / part, self._root / part)
            self._restore_notes(removed)
            self._clear(removed.folder)
        except OSError as error:
            told = f"“{removed.title}” could not be brought back: {error.strerror or error}."
            raise WriteError(told) from error
        return removed

    def _restore_files(self, source: Path, target: Path) -> None:
        if not source.is_dir() or source.is_symlink():
            return
        for each in sorted(source.iterdir()):
            to = target / each.name
            if each.is_dir() and to.is_dir():
                self._restore_files(each, to)
            elif not os.path.lexists(to):
                make_folder(target)
                _rename(each, to)

    def _restore_notes(self, removed: RemovedArticle) -> None:
        from reader.notes.note_file import decode_note, parse_note

        store = self._session.notes
        folder = removed.folder / "notes" / removed.id
        there = {each.id for each in store.of(removed.id)}
        for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
            note = parse_note(decode_note(read_bytes(path, _LARGEST)), removed.id, path.stem).annotation
            if note.id not in there:
                store.save(replace(note, revision=""), modified=False)
            path.unlink()

    def _clear(self, folder: Path) -> None:
        """Remove the record of a restored article, and empty folders; anything else stays."""
        (folder / _RECORD).unlink(missing_ok=True)
        for inner, _, _ in os.walk(folder, topdown=False):
            with contextlib.suppress(OSError):
                Path(inner).rmdir()


def title_lookup(session: Session) -> Callable[[str], str]:
    """Return a function from an article's id to its title, also for one in the trash; an unknown id gives itself.

    The trash is read once, and only if an article is gone.
    """

    @cache
    def removed() -> dict[str, str]:
        return {each.id: each.title for each in reversed(LibraryTrash(session).all())}

    def title_of(article_id: str) -> str:
        entry = session.catalog.entry(article_id)
        return entry.title if entry else removed().get(article_id) or article_id

    return title_of


def _rename(source: Path, target: Path) -> None:
    source.rename(target)
    sync_folder(target.parent)
    sync_folder(source.parent)


def _read(folder: Path) -> RemovedArticle:
    moment, _, article_id = folder.name.partition("-")
    told = f"{TRASH}/{folder.name}/{_RECORD} cannot be read"
    try:
        value = read_yaml(read_text(folder / _RECORD, FRONT_MATTER.size), FRONT_MATTER)
    except (ReaderError, OSError) as error:
        return RemovedArticle(folder, article_id, article_id, moment, "", 0, f"{told}: {error}")
    facts = {key: each for key, each in value.items() if isinstance(each, str)} if isinstance(value, dict) else {}
    if not is_id(facts.get("id", "")) or not _is_inside(facts.get("path", "")):
        return RemovedArticle(folder, article_id, article_id, moment, "", 0, f"{told}: it names no article.")
    title, removed, notes = (facts.get(key, "") for key in ("title", "removed", "notes"))
    count = int(notes) if notes.isascii() and notes.isdigit() else 0
    return RemovedArticle(folder, facts["id"], line(title), removed or moment, facts["path"], count)


def _is_inside(path: str) -> bool:
    parts = path.split("/")
    return parts[0] == "articles" and len(parts) > 1 and not {"", ".", ".."} & {*parts}
