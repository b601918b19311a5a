"""What was asked before: the box's history, and the searches saved by name."""

from reader.library.errors import ReaderError
from reader.tui.reading.finding import Finding


class Remembering(Finding):
    """The part of the reading screen that remembers searches."""

    def box_pressed(self, meaning: str) -> None:
        """Do what a key in the box means, in the mode that it is in."""
        if self.mode == "save":
            self._pressed_saving(meaning)
        elif self.mode == "find":
            self._pressed_finding(meaning)
        else:
            self._pressed_searching(meaning)

    def _pressed_searching(self, meaning: str) -> None:
        if meaning in {"previous", "next"} and self._step_history(-1 if meaning == "previous" else 1):
            return
        if meaning in {"next", "enter"}:
            self._remember()
            self.go_to_list()
        elif meaning == "clear":
            self.clear_search()
            self.show_pane("list")
        elif meaning == "complete" and self.proposal:
            self.put_query(self.proposal)
        elif meaning == "save":
            self.do_save_search()

    def _pressed_finding(self, meaning: str) -> None:
        if meaning == "case":
            self.do_find_case()
        elif meaning == "word":
            self.do_find_words()
        elif meaning in {"next", "enter", "clear"}:
            if meaning == "clear":
                self.mark_hits()
            self.show_pane("article")
            self._show_query()

    def _show_query(self) -> None:
        """Put the search back into the box, which was lent to something else."""
        self.mode = "search"
        self.search_bar.show_label("search", "")
        self.search_bar.put(self.query_text)

    # History

    def _step_history(self, step: int) -> bool:
        found = self.room.searches.history.step(self.search_bar.box.value, step)
        if found is not None:
            self.put_query(found)
        return found is not None

    def _remember(self) -> None:
        try:
            self.room.searches.history.add(self.query_text)
        except (ReaderError, OSError) as error:
            self.say(f"The search is not kept in the history: {error}", is_warning=True)

    # Saved searches

    def do_save_search(self) -> None:
        """Ask for a name, and save the search by it."""
        if not self.query_text:
            self.say("There is no search to save.")
            return
        self.ask_in_box("save", "")

    def _pressed_saving(self, meaning: str) -> None:
        if meaning == "clear":
            self._end_saving("The search was not saved.")
        elif meaning == "enter":
            name = self.search_bar.box.value
            try:
                self.room.searches.save(name, self.query_text)
            except (ReaderError, OSError) as error:
                # The name stays in the box.
                self.say(f"The search is not saved: {error}", is_warning=True)
                return
            self._end_saving(f"Saved as “{name.strip()}”. " + self.keymap.fill("{searches} lists the saved searches."))

    def _end_saving(self, told: str) -> None:
        self._show_query()
        self.show_pane("list")
        self.say(told)

    def do_searches(self) -> None:
        """Show the saved searches."""
        from reader.tui.dialogs.saved_searches import SavedSearches

        try:
            searches = self.room.searches.saved()
        except ReaderError as error:
            self.say(str(error), is_warning=True)
            return
        if not searches:
            self.say(self.keymap.fill("No search is saved yet. Press {save-search} to save the one in the box."))
            return
        self.app.push_screen(SavedSearches(self.room, searches, self.crash), self._take_search)

    def _take_search(self, query: str | None) -> None:
        if query:
            self.put_query(query)
            self.go_to_list()
