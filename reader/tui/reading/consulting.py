"""The article as a whole, and the dialogs that tell what is known: record, original, problems, notebook, help."""

import threading
from importlib import import_module
from typing import TYPE_CHECKING

from reader.tui.reading.room_screen import RoomScreen

if TYPE_CHECKING:
    from reader.notes.model import Annotation
    from reader.room.exchange import LinkTarget
    from reader.tui.notebook.finding_notes import Left
    from reader.tui.notebook.screen import NotebookView
    from reader.view.pages import Page


class Consulting(RoomScreen):
    """The part of the reading screen that looks things up."""

    _notebook_view: "NotebookView | None" = None

    @property
    def _subject(self) -> str | None:
        """The article that a command is about: the selected one in the list, else the open one."""
        in_list = self.where == "list"
        return self.list_view.selected_id if in_list or self.article is None else self.article.id

    def do_star(self) -> None:
        """Star the article, or take the star away."""
        if self._subject is not None:
            is_starred = not self.room.state.of(self._subject).starred
            self.change_reading(self._subject, starred=is_starred)
            self.say("Starred." if is_starred else "The star is taken away.")

    def do_toggle_read(self) -> None:
        """Mark the article read or unread."""
        if self._subject is not None:
            is_read = not self.room.state.of(self._subject).read
            self.change_reading(self._subject, read=is_read)
            self.say("Marked read." if is_read else "Marked unread.")

    def do_original(self) -> None:
        """Show what was set aside."""
        from reader.view.pages import original_page

        if self._subject is not None:
            article = self.room.article(self._subject)
            self._show_page("Original and asides", original_page(article, self.room.original(article.id)))

    def do_record(self) -> None:
        """Show the record."""
        from reader.view.pages import record_page

        entry = self.room.catalog.entry(self._subject) if self._subject else None
        if entry is not None:
            self._show_page("Record", record_page(self.room.article(entry.id), entry))

    def warm_notebook(self) -> None:
        """Import the notebook in a thread: the first paint does not need it, the key that opens it should not wait."""
        threading.Thread(target=import_module, args=("reader.tui.notebook.screen",), daemon=True).start()

    def do_notebook(self) -> None:
        """Show all notes of the library."""
        from reader.tui.notebook.screen import NotebookScreen, NotebookView

        self._notebook_view = self._notebook_view or NotebookView()
        screen = NotebookScreen(self.room, self.keymap, self._notebook_view, self.crash)
        self.app.push_screen(screen, self._notebook_left)

    def _notebook_left(self, left: "Left | None") -> None:
        if left is None:
            return
        if left.is_changed:
            self.notes_changed()
        if left.entry is not None:
            self._open_note(left.entry.annotation)

    def _open_note(self, annotation: "Annotation") -> None:
        """Open a note at its passage; where that is gone, its article where it was left."""
        places = (place for note, place in self.room.notebook.anchored(annotation.article) if note.id == annotation.id)
        place = next(places, None)
        span = (place.start, place.end) if place and place.start < place.end else None
        if self.open_article(annotation.article, span):
            self.show_pane("article")
            if span is None and annotation.quote is not None:
                self.say("The passage of this note is gone from the text; the note is kept.", is_warning=True)

    def follow(self, found: "LinkTarget") -> None:
        """Open the article that a `reader://` link leads to, at its passage."""
        if not self.open_article(found.article, found.span):
            return
        self.show_pane("article")
        if found.annotation is not None:
            self.notes_pane.select(found.annotation.id)

    def do_help(self) -> None:
        """Show all keys."""
        from reader.view.pages import help_page

        self._show_page("Keys", help_page(self.keymap))

    def do_problems(self) -> None:
        """Show what could not be read."""
        from reader.view.pages import problems_page

        entries = self.room.articles(with_problem=True)
        library = (*self.room.problems, *self.keymap.problems, *self.room.notes.problems)
        self._show_page("What could not be read", problems_page(library, entries))

    def _show_page(self, title: str, page: "Page") -> None:
        from reader.tui.dialogs.dialog import TextDialog

        self.app.push_screen(TextDialog(title, page))
