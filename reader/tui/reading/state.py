"""The user's reading state: stars, what was read, where reading stopped."""

from typing import TYPE_CHECKING

from reader.library.errors import ReaderError
from reader.tui.deeds import Deed
from reader.tui.panes.article_list import ArticleList
from reader.tui.part import Part
from reader.tui.reading.host import ReadingHost
from reader.view.phrases import count

if TYPE_CHECKING:
    from reader.room import ReadingRoom

SAVE_AFTER = 2.0


class StatePart(Part):
    """Changes the reading state, and saves it a moment later."""

    def __init__(self, host: ReadingHost, list_view: ArticleList) -> None:
        self._host = host
        self._list_view = list_view
        self.commands = {"star": self.toggle_star, "toggle-read": self.toggle_read, "read-all": self.read_all}

    def toggle_star(self) -> None:
        """Star the article, or remove the star."""
        article_id = self._host.subject
        if article_id is not None:
            is_starred = not self._host.room.state.of(article_id).starred
            self._do("the star", article_id, starred=is_starred)
            self._host.say("Starred." if is_starred else "Star removed.")

    def toggle_read(self) -> None:
        """Mark the article read or unread."""
        article_id = self._host.subject
        if article_id is not None:
            is_read = not self._host.room.state.of(article_id).read
            self._do("the read mark", article_id, read=is_read)
            self._host.say("Marked read." if is_read else "Marked unread.")

    def read_all(self) -> None:
        """Mark all articles in the list read."""
        model, state = self._list_view.model, self._host.room.state
        listed = (entry.id for entry in map(model.entry, range(len(model))) if entry is not None)
        unread = [article_id for article_id in listed if not state.of(article_id).read]
        for article_id in unread:
            state.change(article_id, read=True)
        if not unread:
            self._host.say("All articles in the list are read already.")
            return

        def undo(room: "ReadingRoom") -> None:
            for article_id in unread:
                room.state.change(article_id, read=False)

        told = f"{count(len(unread), 'article')} marked read"
        self._host.did(Deed(told, undo, unread[0]))
        self.saved_later()
        self._host.say(self._host.keymap.fill(f"{told}. {{undo}} undoes it."))

    def _do(self, told: str, article_id: str, **changes: bool) -> None:
        """Change a mark, in a way that can be undone."""
        before = self._host.room.state.of(article_id)
        was = {name: getattr(before, name) for name in changes}
        self._host.did(Deed(told, lambda room: room.state.change(article_id, **was), article_id))
        self.change(article_id, **changes)

    def undone(self, _: Deed) -> None:
        """Show the marks as they are after a deed was undone."""
        self.saved_later()

    def saved_later(self) -> None:
        """Show all marks anew, and save them in a moment."""
        self._list_view.redraw()
        self._host.set_timer(SAVE_AFTER, self.save)

    def keep_position(self, article_id: str, offset: int) -> None:
        """Keep where an article was left."""
        if offset != self._host.room.state.of(article_id).position:
            self.change(article_id, position=offset)

    def change(self, article_id: str, **changes: bool | int) -> None:
        """Change what is known of an article's reading, and save that in a moment."""
        self._host.room.state.change(article_id, **changes)  # type: ignore[arg-type]  # names are the method's
        self._list_view.redraw_row(article_id)
        self._host.set_timer(SAVE_AFTER, self.save)

    def save(self) -> None:
        """Save the reading state; say so if it cannot be."""
        try:
            self._host.room.state.save()
        except (ReaderError, OSError) as error:
            self._host.say(f"Read and starred articles could not be saved: {error}", is_warning=True)
