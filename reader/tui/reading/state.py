"""The user's reading state: stars, what was read, where reading stopped."""

from reader.library.errors import ReaderError
from reader.tui.panes.article_list import ArticleList
from reader.tui.part import Part
from reader.tui.reading.host import ReadingHost

SAVE_AFTER = 2.0


class StatePart(Part):
    """Changes the reading state, and saves it a moment later."""

    def __init__(self, host: ReadingHost, list_view: ArticleList) -> None:
        self._host = host
        self._list_view = list_view
        self.commands = {"star": self.toggle_star, "toggle-read": self.toggle_read}

    def toggle_star(self) -> None:
        """Star the article, or remove the star."""
        article_id = self._host.subject
        if article_id is not None:
            is_starred = not self._host.room.state.of(article_id).starred
            self.change(article_id, starred=is_starred)
            self._host.say("Starred." if is_starred else "Star removed.")

    def toggle_read(self) -> None:
        """Mark the article read or unread."""
        article_id = self._host.subject
        if article_id is not None:
            is_read = not self._host.room.state.of(article_id).read
            self.change(article_id, read=is_read)
            self._host.say("Marked read." if is_read else "Marked unread.")

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
