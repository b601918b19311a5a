"""The notes of a library: read, saved, deleted and restored, so that none is ever lost.

The folder may be synced, merged by git and edited with other programs while we have it open. So every annotation is
its own file; saving looks first whether the file is still the one that the annotation was read from; what cannot be
read is never written over; and a file that is gone is not an annotation that was deleted.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import RLock

from reader.library.atomic_file import WriteError
from reader.library.dates import now
from reader.library.errors import ReaderError
from reader.library.identity import is_id
from reader.library.safe_text import line
from reader.notes.conflicts import CHANGED, Conflict
from reader.notes.file_writer import NoteFileWriter, note_bytes
from reader.notes.folder import NotesFolder, revision_of
from reader.notes.history import NoteHistory, NoteVersion
from reader.notes.inventory import NoteInventory
from reader.notes.journal import DraftJournal
from reader.notes.model import Annotation, is_made_id, recognizable
from reader.notes.note_file import NoteError, format_bytes, normalize
from reader.notes.note_locks import NoteLocks
from reader.notes.relocation import move_note, move_notes
from reader.notes.restoration import Restoration
from reader.notes.settlement import Settlement
from reader.notes.trash import Trash
from reader.notes.unfinished import clear_unfinished


class NoteStore:
    """All annotations of a library, in *folder*. *locks* and *history* are folders of this machine, *cache* a file.

    Further folders of notes, *others*, get no new ones.

    May be used from several threads and by several processes at once. Nothing is written but by `save`, `delete`,
    `undo`, `settle`, `move`, `move_article`, `restore_vanished` and `save_cache`.
    """

    def __init__(
        self,
        folder: Path,
        locks: Path,
        cache: Path | None = None,
        text_sha256: Callable[[str], str] = lambda _: "",
        history: Path | None = None,
        others: Collection[Path] = (),
    ) -> None:
        self._folder = NotesFolder(folder, *others)
        self._trash = Trash(folder, locks / "trashed")
        self._inventory = NoteInventory(self._folder, self._trash, cache)
        self.history = NoteHistory(history or locks / "history")
        self._writer = NoteFileWriter(self._folder, self.history)
        self._mutex = RLock()
        # The last answers by article, for callers that must not wait for a disk.
        self._known: dict[str, tuple[Annotation, ...]] = {}
        self._locks = NoteLocks(locks, self._mutex)
        self._text_sha256 = text_sha256
        save = partial(self.save, modified=False)
        self._restoration = Restoration(self._folder, self._trash, self._inventory, self._locks, self._writer)
        self._settlement = Settlement(self._folder, self._trash, self._inventory, self._locks, save)

    @property
    def path(self) -> Path:
        """The folder of the notes."""
        return self._folder.root

    @property
    def folders(self) -> Sequence[Path]:
        """The folder of the notes, and after it those in which there may be more."""
        return (self._folder.root, *self._folder.others)

    def all(self) -> tuple[Annotation, ...]:
        """Return every annotation, by article and there in the order of the text."""
        with self._mutex:
            unread = self._inventory.unread()
        for article in unread:
            # One article at a time, so that showing an article's notes need not wait until all are read.
            with self._mutex:
                self._inventory.of(article)
            time.sleep(0)
        with self._mutex:
            return self._inventory.all()

    def recalled(self, first: Callable[[Collection[str]], Collection[str]] | None = None) -> tuple[Annotation, ...]:
        """Return every annotation as last known, by article; the folder is read only without a cache.

        For a list that is to be on screen at once; `refresh` and `all` tell afterwards what has changed since. With
        *first* only those of the articles that it chooses among all that have some.
        """
        with self._mutex:
            return self._inventory.recalled(first)

    @property
    def is_recalled(self) -> bool:
        """Whether all annotations are known, from the folder or the cache, so that `recalled` is quick."""
        with self._mutex:
            return self._inventory.is_recalled

    def of(self, article: str) -> tuple[Annotation, ...]:
        """Return the annotations of an article in the order of its text, those without a passage first."""
        with self._mutex:
            found = self._known[article] = self._inventory.of(article)
            return found

    def known(self, article: str) -> tuple[Annotation, ...]:
        """Return what `of` does, or while another thread reads or writes, the earlier answer, without waiting."""
        if not self._mutex.acquire(blocking=False):
            return self._known.get(article, ())
        try:
            return self.of(article)
        finally:
            self._mutex.release()

    def get(self, annotation_id: str, article: str | None = None) -> Annotation | None:
        """Return an annotation by its id, and its article if two have that id, from its file.

        Raises: UnreadableError if its file is there and cannot be read.
        """
        if article is None:
            self.all()
        with self._mutex:
            return self._inventory.newest(annotation_id, article)

    def tag_counts(self) -> Mapping[str, int]:
        """Return how many annotations have each tag, the most frequent first."""
        counts = Counter(tag for each in self.all() for tag in each.tags)
        return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))

    @property
    def problems(self) -> tuple[str, ...]:
        """Sentences about files that are unreadable, irregular or in conflict, and about missing notes."""
        with self._mutex:
            return (*self._inventory.problems(), *map(str, self._inventory.conflicts()))

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Sentences about folders and files that the system refused to read, where there may be more notes."""
        return self.unreadable_of(None)

    def unreadable_of(self, article: str | None) -> tuple[str, ...]:
        """Return sentences about what the system refused to read, where there may be more notes on an article."""
        with self._mutex:
            return tuple(self._inventory.unreadable(article))

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The annotations with two versions, to be shown side by side."""
        with self._mutex:
            return tuple(self._inventory.conflicts())

    @property
    def vanished(self) -> tuple[Annotation, ...]:
        """The missing annotations: known, without a file, and neither deleted nor moved."""
        with self._mutex:
            return self._inventory.missing()

    def refresh(self, article: str | None = None) -> bool:
        """Check the folder, or that of one article; return whether anything has changed.

        Only files whose stamp has changed are read.
        """
        with self._mutex:
            return self._inventory.look() if article is None else self._inventory.look_at(article)

    def save(self, annotation: Annotation, *, modified: bool = True) -> Annotation:
        """Write an annotation to its file, durably, and return it as it is there.

        With *modified* its date is set to now. Raises: SaveConflict if the file is not the one it was read from,
        UnconfirmedError if it is saved and the disk did not confirm it, ReaderError (also for a full disk); the file
        is then as it was.
        """
        moment = now()
        self._folder.path(annotation.article, annotation.id)
        with self._locks.holding(annotation.article):
            annotation = normalize(self._writer.as_in_file(annotation, annotation))
            annotation = replace(
                recognizable(annotation, self._text_sha256),
                created=annotation.created or moment,
                modified=moment if modified else annotation.modified or moment,
            )
            try:
                data = self._writer.write(annotation)
            finally:
                # Also after an error: the file may already be the new one.
                self._inventory.look_at(annotation.article)
            return replace(annotation, revision=revision_of(data))

    def restore(self, version: NoteVersion) -> Annotation:
        """Restore a note as it was, also a deleted one; its present content becomes an earlier version.

        Raises: SaveConflict, ReaderError, as `save`.
        """
        was = version.annotation
        current = self.get(was.id, None if is_made_id(was.id) else was.article)
        with self._mutex:
            there = current if current and current not in self._inventory.last_seen() else None
        article, revision = (there.article, there.revision) if there else (was.article, "")
        return self.save(replace(was, article=article, revision=revision))

    def move(self, annotation: Annotation, changed: Annotation) -> Annotation:
        """Move an annotation to another article, as *changed*, which has the same id; `undo` moves it back.

        Raises: ReaderError, also if it was changed elsewhere since it was read, or if the other article has one of
        that id; it is then where it was.
        """
        old, path = annotation.article, self._folder.path(annotation.article, annotation.id)
        target = self._folder.path(changed.article, changed.id)
        if old == changed.article:
            return self.save(changed)
        with self._locks.holding(old, changed.article, done="moved"):
            changed = normalize(replace(self._writer.as_in_file(annotation, changed), modified=now()))
            data = note_bytes(path)
            if data is None or revision_of(data) != annotation.revision:
                raise ReaderError(f"{CHANGED} Look at it before you move it.")
            if os.path.lexists(target):
                raise ReaderError(f"The article “{changed.article}” already has a note “{changed.id}”.")
            with self._locks.trash():
                self._trash.keep_moved(data, old, annotation.id, changed.article)
            written = format_bytes(changed, data)
            self.history.keep(changed.article, changed.id, data, written)
            try:
                move_note(path, written, target.parent)
            finally:
                if os.path.lexists(target):
                    self._inventory.forget(old, annotation.id)
                self._inventory.look_at(changed.article)
        return replace(changed, revision=revision_of(written))

    def delete(self, annotation: Annotation) -> None:
        """Move the file of an annotation to the trash.

        Raises: ReaderError, also if it was changed elsewhere since it was read; the file is then as it was.
        UnconfirmedError if it is deleted and the disk did not confirm it.
        """
        self._delete(annotation, "")

    def delete_all(self, annotations: Sequence[Annotation]) -> Iterator[tuple[Annotation, ReaderError | None]]:
        """Move many to the trash, so that one `undo` restores all; yield each, with the error if it stays.

        Raises: WriteError, with nothing deleted, where the list of what is deleted cannot be written.
        """
        try:
            with self._mutex, self._locks.trash():
                names = self._trash.plan(annotations)
        except OSError as error:
            raise WriteError(f"Nothing was deleted: {error.strerror or error}.") from error
        for annotation, name in zip(annotations, names, strict=True):
            try:
                self._delete(annotation, name)
            except ReaderError as error:
                yield annotation, error
            else:
                yield annotation, None

    def _delete(self, annotation: Annotation, name: str) -> None:
        path = self._folder.path(annotation.article, annotation.id)
        with self._locks.holding(annotation.article, done="deleted"):
            data = note_bytes(path)
            # Nobody may delete words that they have not seen.
            if data is not None and annotation.revision and revision_of(data) != annotation.revision:
                raise ReaderError(f"{CHANGED} Look at it before you delete it.")
            try:
                if data is not None:
                    self.history.keep(annotation.article, annotation.id, data)
                    with self._locks.trash():
                        self._trash.put(path, replace(annotation, revision=revision_of(data)), name)
            finally:
                if not os.path.lexists(path):
                    self._inventory.forget(annotation.article, annotation.id)

    def undo(self, annotation_id: str = "") -> Annotation | None:
        """Bring back what this machine deleted last and is in the trash still; None if there is nothing.

        Of a batch all come back, and the first of them is returned; with *annotation_id* that one comes back, and no
        other. Raises: ReaderError.
        """
        return next(iter(self._restoration.undo(annotation_id)), None)

    def undo_batch(self) -> tuple[Annotation, ...]:
        """Bring back all that this machine deleted together last, in the order in which it was deleted.

        If another note has the name of one by now, it comes back under a new one. Raises: ReaderError, with what
        is not back in the trash still; also for what is back and cannot be read.
        """
        return self._restoration.undo()

    def settle(self, conflict: Conflict, side: str) -> Annotation | None:
        """End a conflict by keeping one of SIDES; of both, the copy becomes a new annotation.

        What the files held goes to the trash. Returns what was kept; None if the note stays deleted. Raises:
        ReaderError, with nothing dropped.
        """
        return self._settlement.settle(conflict, side)

    def move_article(self, old: str, new: str, *, is_linked: bool = True) -> int:
        """Carry the notes of article *old* over to *new*, with links to it if *is_linked*; return how many changed.

        For an article that is the same and has another id, since its file was moved or renamed. The notes keep their
        ids and dates. It may be done again, cut short or done by two machines at once: no note is lost or doubled,
        and of two that differ both are kept, as a conflict. Raises: ReaderError, with what is left to do undone.
        """
        if not is_id(old) or not is_id(new):
            raise NoteError(f"“{line(old)}” or “{line(new)}” is not the id of an article.")
        if old == new:
            return 0
        with self._locks.holding(old, new, done="moved"):
            try:
                moved = [each for at in self.folders for each in move_notes(at / old, at / new, new, self.history)]
            finally:
                self._inventory.follow(old, new)
        return len(moved) + (self._relink(old, new) if is_linked else 0)

    def gather(self) -> int:
        """Move the notes of the other folders into the main one; return how many.

        Of two that differ both are kept, as a conflict. Raises: ReaderError, with what is left to do undone.
        """
        count = 0
        for other in self._folder.others:
            with self._locks.holding(done="moved"):
                articles, _ = NotesFolder(other).articles()
            for article in articles:
                with self._locks.holding(article, done="moved"):
                    count += len(move_notes(other / article, self.path / article, article, self.history))
                    self._inventory.look_at(article)
        return count

    def _relink(self, old: str, new: str) -> int:
        """Change links of notes from *old* to *new*; return how many."""
        linking = {(each.article, each.id) for each in self.all() if each.link == old}
        # A missing one may have been deleted on purpose, and saving would restore it.
        with self._mutex:
            linking -= {(each.article, each.id) for each in self._inventory.last_seen()}
        for article in sorted({article for article, _ in linking}):
            self.refresh(article)
            for each in self.of(article):
                if each.link == old and (article, each.id) in linking:
                    self.save(replace(each, link=new), modified=False)
        return len(linking)

    @property
    def has_unfinished(self) -> bool:
        """Whether a check has seen files of a killed save, or of one under way."""
        return bool(self._folder.unfinished) or self._trash.has_unfinished

    def clear_unfinished(self, journal: DraftJournal) -> int:
        """Remove what killed saves left; what is only there becomes a draft. Return how many. Raises: ReaderError."""
        return clear_unfinished(self._folder, self._locks, self._trash, journal)

    def save_cache(self) -> None:
        """Write what was read to the cache, so that the next start reads only what changes until then."""
        with self._mutex:
            self._inventory.save_cache()

    def restore_vanished(self, article: str = "", annotation_id: str = "") -> int:
        """Write the missing notes again, as they were last seen; return how many.

        With *article* and *annotation_id* only that one, if it is missing. Raises: ReaderError: the first one met,
        after all others were written.
        """
        with self._mutex:
            return self._restoration.restore_missing(self.history, article, annotation_id)

    def forget_vanished(self) -> None:
        """Accept that the missing notes were deleted on purpose."""
        with self._mutex:
            for annotation in self._inventory.missing():
                self._inventory.forget(annotation.article, annotation.id)
