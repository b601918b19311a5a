"""Earlier versions of a note: shown one by one beside the present one, and restored."""

from functools import partial
from typing import TYPE_CHECKING

from reader.tui.notes.keeper import NoteKeeper
from reader.tui.notes.places import NotePlaces
from reader.tui.notes.target import NoteHost
from reader.tui.part import IsLate, Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.notes.history import NoteVersion
    from reader.notes.model import Annotation


class NoteHistoryPart(Part):
    """Shows the earlier versions of a note, and restores one."""

    def __init__(self, host: NoteHost, places: NotePlaces, keeper: NoteKeeper) -> None:
        self._host = host
        self._places = places
        self._keeper = keeper
        self._asker = host.asker("history", self._read, self._show)
        self.commands = {"note-history": self.ask}

    def ask(self) -> None:
        """Look for the earlier versions of the chosen note."""
        note = self._places.chosen()
        if note is not None:
            self._host.ask(self._asker, note.annotation, "Looking for earlier versions …")

    def _read(self, annotation: "Annotation", _: IsLate) -> "Iterator[Sequence[NoteVersion]]":
        versions = self._host.room.notes.history.of(annotation.id, annotation.article)
        yield [each for each in versions if each.annotation.revision != annotation.revision]

    def _show(self, annotation: "Annotation", versions: "Sequence[NoteVersion]") -> None:
        if versions:
            self._host.say("")
            self._offer(annotation, versions, 0)
        else:
            self._host.say("No earlier version of this note is kept.")

    def _offer(self, annotation: "Annotation", versions: "Sequence[NoteVersion]", number: int) -> None:
        from reader.tui.dialogs.versions import EarlierVersionDialog

        dialog = EarlierVersionDialog(annotation, versions[number], f"{number + 1} of {len(versions)}")
        self._host.open_dialog(dialog, partial(self._take, annotation, versions, number))

    def _take(
        self, annotation: "Annotation", versions: "Sequence[NoteVersion]", number: int, answer: str | None
    ) -> None:
        if answer == "restore":
            notes = self._host.room.notes
            told = self._host.keymap.fill("The earlier version is back. {note-history} shows what it replaced.")
            self._keeper.keep(lambda: (notes.restore(versions[number]), told), annotation, "the earlier version")
        elif answer is not None:
            step = 1 if answer == "older" else -1
            self._offer(annotation, versions, (number + step) % len(versions))
