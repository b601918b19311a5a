"""What the screens on which notes are written share: the way from the editor to the store, and back from the trash."""

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from reader.library.errors import ReaderError
from reader.tui.commanded import CommandedScreen
from reader.tui.panes.note_editor import NoteEditor

if TYPE_CHECKING:
    from reader.notes.model import Annotation
    from reader.room import ReadingRoom

_Result = TypeVar("_Result")


class NotingScreen(CommandedScreen[_Result]):
    """A screen with the editor of a note on it."""

    def __init__(self, room: "ReadingRoom") -> None:
        super().__init__()
        self.room = room

    def keep_note(self, annotation: "Annotation", body: str) -> None:
        """Save what was written as the body of a note."""
        raise NotImplementedError  # pragma: no cover - every such screen keeps notes

    def edit_outside(self, annotation: "Annotation", body: str) -> None:
        """Go on with a note in the user's own editor."""
        raise NotImplementedError  # pragma: no cover - every such screen does

    def on_note_editor_changed(self, event: NoteEditor.Changed) -> None:
        """Keep the draft on disk while it is written."""
        event.stop()
        self.room.drafts.keep(replace(event.annotation, body=event.body))
        if self.room.drafts.problem:
            self.say(self.room.drafts.problem, is_warning=True)

    def on_note_editor_kept(self, event: NoteEditor.Kept) -> None:
        """Save what was written, or go on in the user's own editor."""
        event.stop()
        if event.external:
            self.edit_outside(event.annotation, event.body)
        else:
            self.keep_note(event.annotation, event.body)

    def deleted(self, annotation: "Annotation") -> bool:
        """Move an annotation to the trash; say so if it cannot be, and tell whether it is there."""
        try:
            self.room.notes.delete(annotation)
        except (ReaderError, OSError) as error:
            self.say(f"The note is not deleted: {error}", is_warning=True)
            return False
        return True

    def brought_back(self) -> "Annotation | None":
        """Bring back the annotation deleted last; say so if it cannot be or there is none."""
        try:
            annotation = self.room.notes.undo()
        except (ReaderError, OSError) as error:
            self.say(f"The note is not back: {error}", is_warning=True)
            return None
        if annotation is None:
            self.say("No deleted note is left to bring back.")
        return annotation
