"""The user's reading state: stars, read marks, positions."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.library.errors import ReaderError
from reader.text.plurals import count
from reader.tui.deeds import Deed
from reader.tui.panes.article_list import ArticleList
from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost

if TYPE_CHECKING:
    from reader.room import ReadingRoom

SAVE_AFTER = 2.0


class StatePart(Part):
    """Changes the reading state, and saves it soon after."""

    def __init__(self, host: ReadingHost, list_view: ArticleList) -> None:
        self._host = host
        self._list_view = list_view
        self._reader = host.asker("read marks", self._mark_all, self._tell_marked)
        self._saver = host.asker("saving marks", self._save, lambda *_: None)
        # How many were marked read at once, to be reported.
        self._marked: list[str] = []
        self.commands = {"star": self.toggle_star, "toggle-read": self.toggle_read, "read-all": self.read_all}

    def toggle_star(self) -> None:
        """Star the article, or remove the star."""
        article_id = self._subject()
        if article_id is not None:
            is_starred = not self._host.room.state.of(article_id).starred
            self._do("the star", article_id, starred=is_starred)
            self._host.say("Starred." if is_starred else "Star removed.")

    def toggle_read(self) -> None:
        """Mark the article read or unread."""
        article_id = self._subject()
        if article_id is not None:
            is_read = not self._host.room.state.of(article_id).read
            self._do("the read mark", article_id, read=is_read)
            self._host.say("Marked read." if is_read else "Marked unread.")

    def _subject(self) -> str | None:
        if self._host.subject is None:
            self._host.say("No article is selected.")
        return self._host.subject

    def read_all(self) -> None:
        """Mark all articles in the list read."""
        # No announcement that could be cancelled: the result is reported and can be undone.
        self._reader.ask(self._list_view.model.numbers)

    def _mark_all(self, numbers: Sequence[int], _: IsLate) -> Iterator[None]:
        state, ids = self._host.room.state, self._host.room.catalog.ids_by_row()
        for article_id in (ids[number] for number in numbers if number in ids):
            if not state.of(article_id).read:
                state.change(article_id, read=True)
                self._marked.append(article_id)
        yield None

    def _tell_marked(self, *_: object) -> None:
        unread, self._marked = self._marked, []
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
        """Change a mark, with a deed to undo it."""
        before = self._host.room.state.of(article_id)
        was = {name: getattr(before, name) for name in changes}
        self._host.did(Deed(told, lambda room: room.state.change(article_id, **was), article_id))
        self.change(article_id, **changes)

    def undone(self, _: Deed) -> None:
        """Show the marks after a deed was undone."""
        self.saved_later()

    def saved_later(self) -> None:
        """Show all marks again, and save them soon."""
        self._list_view.redraw()
        self._host.set_timer(SAVE_AFTER, self._save_aside)

    def keep_position(self, article_id: str, offset: int) -> None:
        """Remember where an article was left."""
        if offset != self._host.room.state.of(article_id).position:
            self.change(article_id, position=offset)

    def change(self, article_id: str, **changes: bool | int) -> None:
        """Change the reading state of an article, and save it soon."""
        self._host.room.state.change(article_id, **changes)  # type: ignore[arg-type]  # names are the method's
        self._list_view.redraw_rows({article_id})
        self._host.set_timer(SAVE_AFTER, self._save_aside)

    def _save_aside(self) -> None:
        # In a thread: another window may be saving, and a disk may be slow.
        self._saver.ask(None)

    def _save(self, _: None, __: IsLate) -> Iterator[None]:
        try:
            self._host.room.state.save()
        except (ReaderError, OSError) as error:
            raise ReaderError(f"Read and starred articles could not be saved: {error}") from error
        yield None

    def save(self) -> None:
        """Save the reading state before returning; report a failure."""
        try:
            list(self._save(None, lambda: False))
        except ReaderError as error:
            self._host.say(str(error), is_warning=True)
