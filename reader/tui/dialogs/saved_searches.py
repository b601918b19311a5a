"""The dialog of saved searches, each with its counts of articles and unread ones."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.content import Content
from textual.message import Message

from reader.library.errors import ReaderError
from reader.tui.asker import Answer, Asker
from reader.tui.dialogs.list_dialog import ListDialog
from reader.view.cells import hung

if TYPE_CHECKING:
    from reader.room import ReadingRoom


class SavedSearches(ListDialog[str]):
    """Lists saved searches; the result is the query of the chosen one."""

    TITLE: ClassVar[str] = "Saved searches"
    EMPTY: ClassVar[str] = "No searches are saved."
    HINT: ClassVar[str] = "{open} opens · d deletes · {back} closes"
    OPENERS: ClassVar[frozenset[str]] = frozenset({"searches"})

    @dataclass
    class Counted(Message):
        """The counts of one search: its articles, and the unread ones among them."""

        answer: Answer[Any, Any]

    def __init__(self, room: "ReadingRoom", searches: dict[str, str]) -> None:
        super().__init__()
        self._room = room
        self._searches = searches
        self._counts: dict[str, tuple[int, int] | str] = {}
        self._counter = Asker("saved searches", self._count, self._tell)

    def on_mount(self) -> None:
        """Start counting."""
        self._counter.ask(dict(self._searches))

    def on_unmount(self) -> None:
        """Stop counting."""
        self._counter.stop()

    def rows(self) -> list[Content]:
        """Return the searches with the counts known so far."""
        return [self._content(name, query) for name, query in self._searches.items()]

    def _content(self, name: str, query: str) -> Content:
        counted = self._counts.get(name)
        told, look = "counting …", "$quiet"
        if isinstance(counted, str):
            told, look = counted, "$warning"
        elif counted is not None:
            total, unread = counted
            told = f"{total:,} · {unread:,} unread" if unread else f"{total:,}"
            look = "bold $accent" if unread else "$quiet"
        return Content.assemble((name, "bold"), "  ", (told, look), "\n  ", (hung(query, self.room, 2), "$quiet"))

    def _count(self, searches: dict[str, str], is_late: Callable[[], bool]) -> Iterator[tuple[str, object]]:
        for name, query in searches.items():
            try:
                yield name, self._room.searches.count(query, is_late)
            except ReaderError as error:
                yield name, str(error)

    def _tell(self, answer: Answer[Any, Any]) -> None:
        if self.is_open:
            self.post_message(self.Counted(answer))

    def on_saved_searches_counted(self, event: "SavedSearches.Counted") -> None:
        """Show a new count."""
        event.stop()
        if self._counter.is_newest(event.answer) and event.answer.value is not None:
            name, counted = event.answer.value
            self._counts[name] = counted
            self.show_rows()

    def take(self, index: int) -> None:
        """Open a search."""
        self.dismiss([*self._searches.values()][index])

    def take_key(self, key: str) -> bool:
        """Delete the selected search by its key."""
        if key == "d":
            self._delete()
        return key == "d"

    def _delete(self) -> None:
        if not self._searches:
            return
        name = [*self._searches][self.selected]
        try:
            self._room.searches.delete(name)
        except (ReaderError, OSError) as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        del self._searches[name]
        self.show_rows()
