"""Deeds that can be undone: one stack for notes, tags, stars, read marks and judgments."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.library.errors import ReaderError

if TYPE_CHECKING:
    from reader.notes.model import Annotation
    from reader.room import ReadingRoom

MOST_DEEDS = 500


class UndoError(ReaderError):
    """A deed cannot be undone: its subject was changed since."""


class Deed(NamedTuple):
    """One deed: what it is called, and the function that undoes it, which returns the restored annotation.

    *takes_away* says that undoing it moves a note to the trash, *is_aside* that it writes notes and needs a thread.
    """

    told: str
    undo: Callable[["ReadingRoom"], object]
    article_id: str = ""
    annotation_id: str = ""
    takes_away: bool = False
    is_aside: bool = False


class Deeds:
    """The deeds since the start, the latest last; the oldest are forgotten.

    *took_away* says that undoing moved a note to the trash, which is then the last one there.
    """

    def __init__(self) -> None:
        self.took_away = False
        self._done: deque[Deed] = deque(maxlen=MOST_DEEDS)

    def add(self, deed: Deed) -> None:
        """Remember what was done."""
        self._done.append(deed)

    def undo_last(self, room: "ReadingRoom") -> Deed | None:
        """Undo the last deed and return it; None if there is none. Raises: ReaderError, OSError.

        A deed that needs a thread is only returned, for the caller to undo.
        """
        if not self._done:
            return None
        deed = self._done.pop()
        if deed.is_aside:
            deed.undo(room)
        self.took_away = self.took_away or deed.takes_away
        return deed


def saving(told: str, before: "Annotation | None", saved: "Annotation") -> Deed:
    """Return the deed of saving a note: undoing restores it as *before*, or moves a new one to the trash."""
    again = saved.id if before is not None else ""
    return Deed(told, partial(_unsave, before, saved), saved.article, again, before is None, is_aside=True)


def _unsave(before: "Annotation | None", saved: "Annotation", room: "ReadingRoom") -> None:
    room.notes.refresh(saved.article)
    there = room.notes.get(saved.id, saved.article)
    # Not compared by their files: undoing twice changes the date in them.
    if there is None or _said(there) != _said(saved):
        raise UndoError("the note was changed since.")
    if before is None:
        room.notes.delete(there)
    else:
        room.notes.save(replace(before, revision=there.revision))


def _said(annotation: "Annotation") -> "Annotation":
    return replace(annotation, modified="", revision="")


def deleting(told: str, *deleted: "Annotation") -> Deed:
    """Return the deed of deleting or moving notes: undoing puts them back."""

    def undo(room: "ReadingRoom") -> None:
        for each in deleted:
            room.notes.undo(each.id)

    return Deed(told, undo, deleted[0].article, deleted[0].id, is_aside=True)
