"""The article as a whole, and the dialogs that tell what is known: record, original, problems, notebook, help."""

from reader.tui.drawing.pages import help_page, original_page, problems_page, record_page
from reader.tui.panes.notes import PlacedNote
from reader.tui.screens.dialogs import TextDialog
from reader.tui.screens.notebook import Notebook
from reader.tui.screens.room_screen import RoomScreen


class Consulting(RoomScreen):
    """The part of the reading screen that looks things up."""

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
        if self._subject is not None:
            article = self.room.article(self._subject)
            self.app.push_screen(
                TextDialog("Original and asides", original_page(article, self.room.original(article.id)))
            )

    def do_record(self) -> None:
        """Show the record."""
        entry = self.room.catalog.entry(self._subject) if self._subject else None
        if entry is not None:
            self.app.push_screen(TextDialog("Record", record_page(self.room.article(entry.id), entry)))

    def do_notebook(self) -> None:
        """Show all notes of the library."""
        notes = [PlacedNote(note, place, title) for note, place, title in self.room.notebook()]
        self.app.push_screen(Notebook(notes), self._open_note)

    def _open_note(self, note: PlacedNote | None) -> None:
        if note is None:
            return
        span = (note.place.start, note.place.end) if note.has_place else None
        if self.open_article(note.annotation.article, span):
            self.show_pane("article")

    def do_help(self) -> None:
        """Show all keys."""
        self.app.push_screen(TextDialog("Keys", help_page(self.keymap)))

    def do_problems(self) -> None:
        """Show what could not be read."""
        entries = (each for each in self.room.articles() if each.problem)
        library = (*self.room.problems, *self.room.notes.problems)
        self.app.push_screen(TextDialog("What could not be read", problems_page(library, entries)))
