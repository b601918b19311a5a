"""The part of the notebook that reads, finds, groups, counts and opens notes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from reader.notebook.entries import Key, Notebook, NotebookEntry
from reader.notebook.groups import GROUPINGS, Counts, count_facets
from reader.room import ReadingRoom
from reader.tui.asking import Answer, Asker
from reader.tui.commanded import CommandedScreen
from reader.tui.panes.line_box import LineBox
from reader.tui.panes.note_facets import NoteFacets
from reader.tui.panes.notebook_bar import NotebookBar
from reader.tui.panes.notebook_list import NotebookList
from reader.tui.panes.prompt import Prompt
from reader.tui.part import Commands
from reader.view.commands import COMMAND_BY_ID, Where
from reader.view.keymap import Keymap
from reader.view.moves import MOVES
from reader.view.note_pages import note_page
from reader.view.notebook_model import Found, NotebookModel, found_by
from reader.view.phrases import count

# From so many columns on the facets and the note in full stand beside the list.
WIDE = 100
_NO_NOTES = (
    "No notes yet.",
    "",
    "In an article, {highlight} highlights the sentence under the caret,",
    "{note} writes a note on it.",
)
_NOT_FOUND = ("No note matches.", "", "{back} clears the query. {help} shows what you can search for.")

Respond = Callable[[Any, Callable[[], bool]], Iterator[Any]]


@dataclass
class NotebookView:
    """How the notebook was left, so that it opens so again."""

    query: str = ""
    grouping: str = GROUPINGS[0]
    marked: set[Key] = field(default_factory=set)
    selected: NotebookEntry | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """Why the notebook was left: to read *entry*; *is_changed* says that notes were changed in it."""

    entry: NotebookEntry | None
    is_changed: bool


class FindingNotes(CommandedScreen[Left]):
    """The notebook without what it does to many notes at once."""

    @dataclass
    class Answered(Message):
        """A thread has answered a question of *asker*."""

        asker: Asker[Any, Any]
        answer: Answer[Any, Any]

    DEFAULT_CLASSES: ClassVar[str] = "notebook"

    def __init__(
        self, room: ReadingRoom, keymap: Keymap, view: NotebookView, crash: Callable[[BaseException], None]
    ) -> None:
        super().__init__(room, keymap, crash)
        self.view = view
        self.book = Notebook(is_complete=False)
        self.found: Sequence[NotebookEntry] = ()
        self.is_changed = False
        self._counts = Counts()
        self._wanted: Sequence[str] = ()
        self.list_view = NotebookList(id="notebook-list")
        self.facets = NoteFacets(id="notebook-facets")
        self.prompt = Prompt(id="prompt")
        self.bar = NotebookBar(view.query, id="notebook-bar")
        self.box = self.bar.box
        self._asked = 0
        self._opens_when_found = False
        self._has_failed = False
        self._is_placing = False
        self._shown = view.query
        self._loader = self._asker("notebook", self._load, crash)
        self._finder = self._asker("notebook query", self._find_for, crash)

    def _asker(self, name: str, respond: Respond, crash: Callable[[BaseException], None]) -> Asker[Any, Any]:
        def deliver(answer: Answer[Any, Any]) -> None:
            if self.is_attached:
                self.post_message(self.Answered(asker, answer))

        asker = Asker(name, respond, deliver, crash)
        return asker

    def compose(self) -> ComposeResult:
        """Make the panes."""
        yield self.bar
        with Horizontal(id="notebook-panes"):
            yield self.list_view
            with Vertical(id="notebook-side"):
                yield self.facets
                yield Static(id="notebook-note")
        yield self.prompt
        yield self.status
        yield self.key_footer

    def on_mount(self) -> None:
        """Read the notes; the frame is there meanwhile."""
        self.list_view.marked = self.view.marked
        self.list_view.show(NotebookModel(), ("Reading the notes …",))
        self.list_view.focus()
        self.show_line()
        self.reload()

    def on_unmount(self) -> None:
        """End the threads: what they use may be closed after this."""
        for asker in self.askers:
            asker.stop()

    @property
    def askers(self) -> Sequence[Asker[Any, Any]]:
        """The threads that answer."""
        return (self._loader, self._finder)

    # Reading the notes, in a thread

    def reload(self) -> None:
        """Read the notes again."""
        self._loader.ask(True)

    def _load(self, _: object, is_late: Callable[[], bool]) -> Iterator[Any]:
        book = Notebook()
        for book in self.room.notebook.load():
            if is_late():
                return
            yield book
        for each in book.entries:
            # Folded now, while the first letter of a query is being thought of.
            _ = each.folded
        left = [each for each in book.entries if not each.state]
        for places in self.room.notebook.place(left, lambda: self._wanted):
            if is_late():
                return
            yield places
        yield None

    def _find_for(self, question: tuple[str, str, Notebook], is_late: Callable[[], bool]) -> Iterator[Found | Counts]:
        found = found_by(*question)
        yield found
        # The rows are not to wait for what is counted in them.
        if not is_late():
            yield count_facets(found.entries)

    def on_finding_notes_answered(self, event: Answered) -> None:
        """Show what a thread has found out."""
        event.stop()
        answer = event.answer
        if not event.asker.is_newest(answer):
            return
        if answer.error is not None:
            self._show_error(str(answer.error), event.asker)
        else:
            self.show_answer(answer.value)

    def show_answer(self, value: Any) -> None:
        """Show what a thread has found out: the notes, what a query finds among them, or where passages are."""
        if isinstance(value, Notebook):
            self.book = value
            self.find()
        elif isinstance(value, Found):
            self._show_found(value)
        elif isinstance(value, Counts):
            self._counts = value
            self.facets.show(value, self.box.value)
            self.show_line()
        elif value is None:
            # Everything was looked for: what is counted and asked by state is known now.
            self._is_placing = False
            self.book.sort_by_text()
            self.find()
        else:
            self._show_places(value)

    def _show_error(self, sentence: str, asker: Asker[Any, Any]) -> None:
        if asker is self._finder:
            self.bar.show_count("?", is_error=True)
            self._has_failed = True
        self.say(sentence, is_warning=True)

    def _show_places(self, places: dict[Key, Any]) -> None:
        self.book.put_places(places)
        in_window = self.list_view.in_window
        if any(each.key in places for each in in_window):
            self.list_view.redraw()
            self._show_note()
        self._wanted = tuple(dict.fromkeys(each.annotation.article for each in in_window))
        self._is_placing = True
        found = sum(bool(each.state) for each in self.book.entries)
        self.status.show_place(f"looking for passages: {found:,} of {len(self.book.entries):,}")

    # Finding

    def find(self) -> None:
        """Show what the query finds."""
        self._asked = self._finder.ask((self.box.value, self.view.grouping, self.book))

    def on_notebook_bar_asked(self, event: NotebookBar.Asked) -> None:
        """Narrow as one types."""
        event.stop()
        self.view.query = event.text
        self._opens_when_found = False
        self.find()

    def _show_found(self, found: Found) -> None:
        self.found = found.entries
        if self._has_failed:
            self._has_failed = False
            self.say("")
        first = not len(self.list_view.model) and self.view.selected is not None
        empty: Sequence[str] = (
            _NOT_FOUND if self.box.value.strip() else _NO_NOTES if self.book.is_complete else ("Reading …",)
        )
        empty = tuple(map(self.keymap.fill, empty))
        self.list_view.show(found.model, empty, from_top=self.box.value != self._shown)
        self._shown = self.box.value
        if first and self.view.selected is not None:
            self.list_view.select(found.model.index_of(self.view.selected) or 0)
        shown, total = len(found.entries), len(self.book.entries)
        told = f"{shown:,} of {count(total, 'note')}" if self.box.value.strip() else count(total, "note")
        self.bar.show_count(told if self.book.is_complete else f"{told} so far …")
        self._show_note()
        if self._opens_when_found:
            self.list_view.choose()

    def show_line(self) -> None:
        """Say how the notes are grouped and how many are marked; where there is no room for the facets, the tags."""
        counts = self._counts if self.size.width < WIDE else None
        self.bar.line.show(self.view.grouping, len(self.view.marked), counts)

    def _show_note(self) -> None:
        """Show the selected note in full, and which of how many it is."""
        rows = len(self.list_view.model)
        if not self._is_placing:
            self.status.show_place(f"{self.list_view.selected + 1:,} of {rows:,}" if rows else "")
        self.query_one("#notebook-note", Static).update(
            Content.assemble(*note_page(self.list_view.selected_entry)), layout=False
        )

    # What panes tell

    def on_notebook_list_highlighted(self, event: NotebookList.Highlighted) -> None:
        """Show the selected note in full."""
        event.stop()
        self._show_note()

    def on_notebook_list_scrolled(self, event: NotebookList.Scrolled) -> None:
        """Look first for the passages that can be seen."""
        event.stop()
        self._wanted = tuple(dict.fromkeys(each.annotation.article for each in self.list_view.in_window))

    def on_notebook_list_chosen(self, event: NotebookList.Chosen) -> None:
        """Open a note at its passage."""
        event.stop()
        self.leave(event.entry)

    def on_note_facets_chosen(self, event: NoteFacets.Chosen) -> None:
        """Narrow to a tag, a color or a state, or widen again."""
        event.stop()
        words = self.box.value
        without = " ".join(words.replace(event.term, " ").split())
        self.box.value = without if event.term in words else f"{words} {event.term}".strip()

    def on_line_box_pressed(self, event: LineBox.Pressed) -> None:
        """Go from the box to the list, or open what is selected there once the query is answered."""
        event.stop()
        if event.meaning == "open":
            self._opens_when_found = self._finder.is_waiting(self._asked)
            if not self._opens_when_found:
                self.list_view.choose()
            return
        if event.meaning == "clear":
            self.box.value = ""
        self.list_view.focus()

    # Keys and commands

    @property
    def key_places(self) -> tuple[Where, ...]:
        """Where a key is looked up."""
        return ("notebook",)

    @property
    def finding_commands(self) -> Commands:
        """The handlers of the commands by which one finds notes and moves among them."""
        return {
            **{each: partial(self._move, each) for each in MOVES},
            "open": self.open,
            "back": self.go_back,
            "notebook": partial(self.leave, None),
            "quit": partial(self.leave, None),
            "search": self.box.focus,
            "next-pane": self.change_pane,
            "previous-pane": self.change_pane,
        }

    def _move(self, how: str) -> None:
        (self.facets if self.focused is self.facets else self.list_view).move(how)

    def leave(self, entry: NotebookEntry | None) -> None:
        """Go back to the reading screen, to read *entry* there."""
        self.view.selected = self.list_view.selected_entry
        if self.is_current:
            self.dismiss(Left(entry, self.is_changed))

    def open(self) -> None:
        """Open the selected note, or narrow to the selected facet."""
        (self.facets if self.focused is self.facets else self.list_view).choose()

    def go_back(self) -> None:
        """Go from the facets to the list, clear the query, or leave: the first that applies."""
        if self.focused is self.facets:
            self.change_pane()
        elif self.box.value:
            self.box.value = ""
        else:
            self.leave(None)

    def change_pane(self) -> None:
        """Go to the facets, or back to the list."""
        pane = self.list_view if self.focused is self.facets else self.facets
        self._arrange(is_in_facets=pane is self.facets)
        pane.focus()

    # Layout

    def on_resize(self, event: events.Resize) -> None:
        """Choose the layout for the width."""
        self._arrange(is_in_facets=self.focused is self.facets, width=event.size.width)

    def _arrange(self, *, is_in_facets: bool, width: int = 0) -> None:
        is_wide = (width or self.size.width) >= WIDE
        self.set_class(not is_wide, "-narrow")
        self.query_one("#notebook-side").display = is_wide or is_in_facets
        self.list_view.display = is_wide or not is_in_facets

    def show_keys(self) -> None:
        """Show the keys of what has them."""
        if self.focused is self.box:
            keys = self.box.footer({"open": "open", "list": "to the notes", "clear": "cancel"})
        elif isinstance(self.focused, LineBox):
            keys = self.prompt.footer
        elif self.focused is self.facets:
            labels = {"open": "narrow, widen", "next-pane": "to the notes", "back": "back"}
            keys = [(each, self.keymap.key(each), label) for each, label in labels.items()]
        else:
            keys = [*self.keymap.footer("notebook")]
            keys.insert(3, ("next-pane", self.keymap.label(COMMAND_BY_ID["next-pane"]), "tags"))
        self.key_footer.show(keys)
