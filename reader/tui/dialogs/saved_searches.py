"""The saved searches, over the reading screen: each a list of its own, with how much of it is unread."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList

from reader.library.errors import ReaderError
from reader.tui.asking import Answer, Asker
from reader.tui.dialogs.dialog import Dialog
from reader.tui.panes.option_pane import OptionPane
from reader.view.cells import fitted

if TYPE_CHECKING:
    from reader.room import ReadingRoom


class SavedSearches(Dialog[str]):
    """Lists saved searches; choosing one gives its query."""

    HINT: ClassVar[str] = "{open} opens · d deletes · {back} closes"
    OPENERS: ClassVar[frozenset[str]] = frozenset({"searches"})

    @dataclass
    class Counted(Message):
        """How many articles one of the searches finds, and how many of them are unread."""

        answer: Answer[Any, Any]

    def __init__(self, room: "ReadingRoom", searches: dict[str, str]) -> None:
        super().__init__()
        self._room = room
        self._searches = searches
        self._counts: dict[str, tuple[int, int] | str] = {}
        self._counter = Asker("saved searches", self._count, self._tell)

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical():
            yield OptionPane(id="searches")

    def on_mount(self) -> None:
        """List them, and count what each finds."""
        self.frame("Saved searches")
        self._show()
        self.query_one(OptionPane).focus()
        self._counter.ask(dict(self._searches))

    def on_unmount(self) -> None:
        """Count no longer."""
        self._counter.stop()

    def _show(self) -> None:
        pane = self.query_one(OptionPane)
        contents = [self._content(name, query) for name, query in self._searches.items()]
        pane.show_options(contents, "No searches are saved.", pane.highlighted or 0)

    def _content(self, name: str, query: str) -> Content:
        counted = self._counts.get(name)
        told, look = "counting …", "$quiet"
        if isinstance(counted, str):
            told, look = counted, "$warning"
        elif counted is not None:
            total, unread = counted
            told = f"{total:,} · {unread:,} unread" if unread else f"{total:,}"
            look = "bold $accent" if unread else "$quiet"
        return Content.assemble((name, "bold"), "  ", (told, look), "\n  ", (fitted(query, 74), "$quiet"))

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
        """Show another count."""
        event.stop()
        if self._counter.is_newest(event.answer) and event.answer.value is not None:
            name, counted = event.answer.value
            self._counts[name] = counted
            self._show()

    def _selected(self) -> str | None:
        index = self.query_one(OptionPane).highlighted
        names = list(self._searches)
        return names[index] if index is not None and index < len(names) else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open a search."""
        event.stop()
        name = self._selected()
        self.dismiss(self._searches[name] if name else None)

    def take_key(self, key: str) -> bool:
        """Delete the selected search by its key."""
        if key == "d":
            self._delete()
        return key == "d"

    def _delete(self) -> None:
        name = self._selected()
        if name is None:
            return
        try:
            self._room.searches.delete(name)
        except (ReaderError, OSError) as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        del self._searches[name]
        self._show()
