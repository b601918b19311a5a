"""Saved searches: saving the query in the box under a name, and listing them."""

from collections.abc import Mapping
from typing import ClassVar

from reader.library.errors import ReaderError
from reader.tui.part import Part
from reader.tui.reading.box import Box
from reader.tui.reading.host import ReadingHost
from reader.tui.reading.layout import PaneLayout
from reader.tui.reading.search import SearchPart


class SavedSearchPart(Part):
    """Saves the query under a name typed into the box."""

    label = "save"
    placeholder = "name of this search"
    key_labels: ClassVar[Mapping[str, str]] = {"enter": "save", "clear": "cancel"}

    def __init__(
        self,
        host: ReadingHost,
        box: Box,
        search: SearchPart,
        layout: PaneLayout,
    ) -> None:
        self._host = host
        self._box = box
        self._search = search
        self._layout = layout
        self.commands = {"save-search": self.ask_name, "searches": self.show}

    def ask_name(self) -> None:
        """Ask for a name to save the query under."""
        if not self._search.query:
            self._host.say("There is no search to save.")
            return
        self._layout.end_zen()
        self._box.lend(self, "")

    def box_typed(self, text: str) -> None:
        """Do nothing while the name is typed."""

    def box_pressed(self, meaning: str) -> None:
        """Save the query under the name in the box, or cancel."""
        if meaning == "clear":
            self._end("The search was not saved.")
        elif meaning == "enter":
            name = self._box.text
            try:
                self._host.room.searches.save(name, self._search.query)
            except (ReaderError, OSError) as error:
                # The name stays in the box.
                self._host.say(f"The search could not be saved: {error}", is_warning=True)
                return
            self._end(f"Saved as “{name.strip()}”. " + self._host.keymap.fill("{searches} lists the saved searches."))

    def _end(self, told: str) -> None:
        self._search.take_box()
        self._host.show_pane("list")
        self._host.say(told)

    def show(self) -> None:
        """Show the saved searches."""
        from reader.tui.dialogs.saved_searches import SavedSearches

        try:
            searches = self._host.room.searches.saved()
        except ReaderError as error:
            self._host.say(str(error), is_warning=True)
            return
        if searches:
            self._host.open_dialog(SavedSearches(self._host.room, searches), self._take)
        else:
            hint = "No search is saved yet. Press {save-search} to save the one in the box."
            self._host.say(self._host.keymap.fill(hint))

    def _take(self, query: str | None) -> None:
        if query:
            self._search.put_query(query)
            self._search.go_to_list()
