"""Opening the notebook, and going from a note there to its passage."""

import threading
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost, Span

if TYPE_CHECKING:
    from reader.notes.model import Annotation
    from reader.tui.notebook.host import NotebookOutcome
    from reader.tui.notebook.screen import NotebookView

# Seconds after the first paint; a quicker user waits for the import.
WARM_AFTER = 1.0
_GONE = "The passage of this note is no longer in the text. The note is kept; {attach-note} attaches it to another."


class NotebookPart(Part):
    """Opens the notebook as it was left."""

    def __init__(self, host: ReadingHost) -> None:
        self._host = host
        self._view: NotebookView | None = None
        self._is_warm = False
        self._asker = host.asker("passage", self._find_passage, self._open)
        self.commands = {"notebook": self.open}

    def warm(self) -> None:
        """Import the notebook, now that there are notes, a little later: not at once, but before its key is pressed."""
        if not self._is_warm:
            self._is_warm = True
            self._host.set_timer(WARM_AFTER, _warm)

    def open(self) -> None:
        """Show all notes of the library."""
        from reader.tui.notebook.screen import NotebookScreen, NotebookView

        self._view = self._view or NotebookView()
        screen = NotebookScreen(self._host.room, self._host.keymap, self._view)
        self._host.open_dialog(screen, self._take_up)

    def _take_up(self, left: "NotebookOutcome | None") -> None:
        if left is None:
            return
        if left.is_changed:
            self._host.notes_changed()
        if left.entry is not None:
            self._host.ask(self._asker, left.entry.annotation, "Looking for the passage …")

    def _find_passage(self, annotation: "Annotation", _: IsLate) -> Iterator[Span | None]:
        anchored = self._host.room.notebook.anchored(annotation.article)
        place = next((place for note, place in anchored if note.id == annotation.id), None)
        yield (place.start, place.end) if place and place.start < place.end else None

    def _open(self, annotation: "Annotation", span: Span | None) -> None:
        """Open a note at its passage; if that is gone, select it in the pane, where a key attaches it."""

        def show() -> None:
            is_gone = span is None and annotation.quote is not None
            self._host.show_pane("notes" if is_gone else "article")
            self._host.select_note(annotation.id)
            if is_gone:
                self._host.say(self._host.keymap.fill(_GONE), is_warning=True)

        self._host.open_article(annotation.article, span, then=show)


def _warm() -> None:
    threading.Thread(target=import_module, args=("reader.tui.notebook.screen",), daemon=True).start()
