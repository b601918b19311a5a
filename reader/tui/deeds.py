"""What was done and can be undone: one stack for notes, tags, stars, read marks and judgments alike."""

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
    """Something cannot be undone: it was changed since."""


class Deed(NamedTuple):
    """One thing that was done: what it is called, and what undoes it; the annotation that is there again then.

    *takes_away* says that undoing it puts a note into the trash, *is_aside* that it writes notes, and is for a thread.
    """

    told: str
    undo: Callable[["ReadingRoom"], object]
    article_id: str = ""
    annotation_id: str = ""
    takes_away: bool = False
    is_aside: bool = False


class Deeds:
    """What was done since the start, the latest last; those of long ago are forgotten.

    *took_away* says that undoing put a note into the trash, which is then the one that went there last.
    """

    def __init__(self) -> None:
        self.took_away = False
        self._done: deque[Deed] = deque(maxlen=MOST_DEEDS)

    def add(self, deed: Deed) -> None:
        """Remember what was done."""
        self._done.append(deed)

    def undo_last(self, room: "ReadingRoom") -> Deed | None:
        """Undo what was done last, and return it; None if there is nothing. Raises: ReaderError, OSError.

        What is not for a thread is only returned, to be undone by whoever asked.
        """
        if not self._done:
            return None
        deed = self._done.pop()
        if deed.is_aside:
            deed.undo(room)
        self.took_away = self.took_away or deed.takes_away
        return deed


def saving(told: str, before: "Annotation | None", saved: "Annotation") -> Deed:
    """Return the deed of saving a note: undone it is as *before*, or in the trash where it was none."""
    again = saved.id if before is not None else ""
    return Deed(told, partial(_unsave, before, saved), saved.article, again, before is None, is_aside=True)


def _unsave(before: "Annotation | None", saved: "Annotation", room: "ReadingRoom") -> None:
    room.notes.refresh(saved.article)
    there = room.notes.get(saved.id, saved.article)
    # Not by their files: one that was undone once more since has another date.
    if there is None or _said(there) != _said(saved):
        raise UndoError("the note was changed since.")
    if before is None:
        room.notes.delete(there)
    else:
        room.notes.save(replace(before, revision=there.revision))


def _said(annotation: "Annotation") -> "Annotation":
    return replace(annotation, modified="", revision="")


def deleting(told: str, *deleted: "Annotation") -> Deed:
    """Return the deed of deleting or moving notes: undone they are where they were."""

    def undo(room: "ReadingRoom") -> None:
        for each in deleted:
            room.notes.undo(each.id)

    return Deed(told, undo, deleted[0].article, deleted[0].id, is_aside=True)
