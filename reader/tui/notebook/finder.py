"""The part of the notebook that reads, places, finds, groups and counts notes."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.notebook.entries import Key, Notebook, NotebookEntry
from reader.notebook.groups import GROUPINGS, Counts, count_facets
from reader.text.plurals import count
from reader.tui.notebook.host import NotebookHost, NotebookView
from reader.tui.panes.line_box import LineBox
from reader.tui.panes.note_facets import NoteFacets
from reader.tui.panes.notebook_bar import GroupingLine, NotebookBar
from reader.tui.panes.notebook_list import NotebookList
from reader.tui.part import IsLate, Part
from reader.view.notebook_model import FoundNotes, NotebookModel, found_by

if TYPE_CHECKING:
    from reader.library.errors import ReaderError
    from reader.notes.anchoring import Anchoring

_NO_NOTES = (
    "No notes yet.",
    "",
    "In an article, {highlight} highlights the sentence under the caret,",
    "{note} writes a note on it.",
)
_NOT_FOUND = ("No note matches.", "", "{back} clears the query. {help} shows what you can search for.")


class NoteQuestion(NamedTuple):
    """A query, the grouping of what it finds, and the notes to search."""

    text: str
    grouping: str
    book: Notebook


class FinderPart(Part):
    """Shows what the query finds; *book* has all notes read so far, *found* those that match."""

    def __init__(
        self, host: NotebookHost, view: NotebookView, bar: NotebookBar, list_view: NotebookList, facets: NoteFacets
    ) -> None:
        self._host = host
        self._view = view
        self._bar = bar
        self._list_view = list_view
        self._facets = facets
        self.book = Notebook(is_complete=False)
        self.found: Sequence[NotebookEntry] = ()
        self._counts = Counts()
        self._wanted: Sequence[str] = ()
        self._asked = 0
        self._leaves_when_found = False
        self._has_failed = False
        self._is_placing = False
        self._shown = view.query
        self._loader = host.asker("notebook", self._load, self._show_loaded)
        self._finder = host.asker("notebook query", self._answer, self._show_answer, self._show_error)
        self.commands = {"group-notes": self.change_grouping, "search": bar.box.focus}
        self.heard = {
            NotebookBar.Asked: self._narrow,
            GroupingLine.Chosen: lambda event: self._group_by(event.grouping),
            NotebookList.Scrolled: lambda _: self._look_at_window(),
            NoteFacets.Chosen: self._toggle_term,
            LineBox.Pressed: self._leave_box,
        }

    def start(self) -> None:
        """Read the notes; the empty screen is shown meanwhile."""
        self._list_view.show(NotebookModel(), ("Reading the notes …",))
        self.reload()

    # Reading the notes, in a thread

    def reload(self) -> None:
        """Read the notes again."""
        self._loader.ask(None)

    def _load(self, _: None, is_late: IsLate) -> "Iterator[Notebook | dict[Key, Anchoring] | None]":
        book = Notebook()
        for book in self._host.room.notebook.load():
            if is_late():
                return
            yield book
        for each in book.entries:
            # Folded now, before the first letter of a query is typed.
            each.folded  # noqa: B018 - reading it folds it
        left = [each for each in book.entries if not each.state]
        for places in self._host.room.notebook.place(left, lambda: self._wanted):
            if is_late():
                return
            yield places
        yield None

    def _show_loaded(self, _: None, value: "Notebook | dict[Key, Anchoring] | None") -> None:
        """Show more notes, the places of passages, or, for None, that everything is known."""
        if isinstance(value, Notebook):
            self.book = value
            self.find()
        elif value is not None:
            self._show_places(value)
        else:
            # The states of all notes are known now.
            self._is_placing = False
            self.book.sort_by_text()
            self.find()

    def _show_places(self, places: "dict[Key, Anchoring]") -> None:
        self.book.put_places(places)
        if any(each.key in places for each in self._list_view.in_window):
            self._list_view.redraw()
            self._host.show_note()
        self._look_at_window()
        self._is_placing = True
        self._host.show_place()

    def _look_at_window(self) -> None:
        """Find the passages of the visible notes first."""
        self._wanted = tuple(dict.fromkeys(each.annotation.article for each in self._list_view.in_window))

    @property
    def place(self) -> str:
        """The number of the selected note, or the progress of finding passages."""
        rows = len(self._list_view.model)
        if self._is_placing:
            found = sum(bool(each.state) for each in self.book.entries)
            return f"looking for passages: {found:,} of {len(self.book.entries):,}"
        return f"{self._list_view.selected + 1:,} of {rows:,}" if rows else ""

    # Finding, in a thread

    def find(self) -> None:
        """Show what the query finds."""
        self._asked = self._finder.ask(NoteQuestion(self._bar.box.value, self._view.grouping, self.book))

    def _narrow(self, event: NotebookBar.Asked) -> None:
        """Narrow while the user types."""
        self._view.query = event.text
        self._leaves_when_found = False
        self.find()

    def _answer(self, question: NoteQuestion, is_late: IsLate) -> Iterator[FoundNotes | Counts]:
        found = found_by(*question)
        yield found
        # The rows must not wait for the counts.
        if not is_late():
            yield count_facets(found.entries)

    def _show_answer(self, _: NoteQuestion, value: FoundNotes | Counts) -> None:
        if isinstance(value, FoundNotes):
            self._show_found(value)
        else:
            self._counts = value
            self._facets.show(value, self._bar.box.value)
            self.show_line()

    def _show_error(self, _: NoteQuestion, error: "ReaderError") -> None:
        self._bar.show_count("?", is_error=True)
        self._has_failed = True
        self._host.say(str(error), is_warning=True)

    def _show_found(self, found: FoundNotes) -> None:
        self.found = found.entries
        if self._has_failed:
            self._has_failed = False
            self._host.say("")
        query, selected = self._bar.box.value, self._view.selected
        is_first = not len(self._list_view.model)
        self._list_view.show(found.model, self._empty_lines(), from_top=query != self._shown)
        self._shown = query
        if is_first and selected is not None:
            self._list_view.select(found.model.index_of(selected) or 0)
        shown, total = len(found.entries), count(len(self.book.entries), "note")
        told = f"{shown:,} of {total}" if query.strip() else total
        self._bar.show_count(told if self.book.is_complete else f"{told} so far …")
        self._host.show_note()
        if self._leaves_when_found:
            self._host.focus_list()

    def _empty_lines(self) -> Sequence[str]:
        if not self.book.is_complete and not self._bar.box.value.strip():
            return ("Reading …",)
        lines = _NOT_FOUND if self._bar.box.value.strip() else _NO_NOTES
        return [self._host.keymap.fill(line) for line in lines]

    @property
    def tags(self) -> Sequence[str]:
        """The tags of the notes found, each with its `#`."""
        return [each.name for each in self._facets.facets if each.name.startswith("#")]

    # The box, the facets and the groupings

    def _leave_box(self, event: LineBox.Pressed) -> None:
        """Go from the box to the list: to what is found, once the query is answered."""
        if event.meaning == "clear":
            self._bar.box.value = ""
        self._leaves_when_found = event.meaning == "list" and self._finder.is_waiting(self._asked)
        if not self._leaves_when_found:
            self._host.focus_list()

    def _toggle_term(self, event: NoteFacets.Chosen) -> None:
        """Narrow to a tag, a color or a state, or stop narrowing."""
        words = self._bar.box.value
        without = " ".join(words.replace(event.term, " ").split())
        self._bar.box.value = without if event.term in words else f"{words} {event.term}".strip()

    def change_grouping(self) -> None:
        """Group by the next property."""
        at = GROUPINGS.index(self._view.grouping)
        self._group_by(GROUPINGS[(at + 1) % len(GROUPINGS)])

    def _group_by(self, grouping: str) -> None:
        self._view.grouping = grouping
        self.show_line()
        self.find()

    def show_line(self) -> None:
        """Show the grouping and the number of marked notes; without room for the facets, also the tags."""
        counts = None if self._host.is_wide else self._counts
        self._bar.line.show(self._view.grouping, len(self._view.marked), counts)
