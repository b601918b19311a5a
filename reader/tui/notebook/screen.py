"""The notebook: a screen with all notes of the library."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from reader.notebook.entries import NotebookEntry
from reader.room import ReadingRoom
from reader.tui.commanded import CommandedScreen
from reader.tui.copying import CopyPart, CopyQuestion
from reader.tui.dialogs.help import HelpDialog
from reader.tui.jumps import JumpPart
from reader.tui.notebook.batch import BatchPart
from reader.tui.notebook.finder import FinderPart
from reader.tui.notebook.host import NotebookOutcome, NotebookView
from reader.tui.panes.line_box import LineBox
from reader.tui.panes.note_facets import NoteFacets
from reader.tui.panes.notebook_bar import NotebookBar
from reader.tui.panes.notebook_list import NotebookList
from reader.tui.panes.prompt import Prompt
from reader.view.arrangement import SHORT
from reader.view.commands import Where
from reader.view.keymap import Keymap
from reader.view.moves import MOVES
from reader.view.note_pages import note_page
from reader.view.pages import help_page

__all__ = ["NotebookScreen", "NotebookView"]

# From this width on the facets and the note in full stand beside the list.
WIDE = 100
_BOX_KEYS = {"list": "to the notes", "clear": "cancel"}
_FACET_KEYS = {"open": "narrow, widen", "next-pane": "to the notes", "back": "back"}


class NotebookScreen(CommandedScreen[NotebookOutcome]):
    """All notes of the library: found, grouped, marked, tagged, exported and deleted by the dozen."""

    # Keys typed while the screen is being made are for the list.
    AUTO_FOCUS = "NotebookList"

    DEFAULT_CLASSES: ClassVar[str] = "notebook"

    def __init__(self, room: ReadingRoom, keymap: Keymap, view: NotebookView) -> None:
        super().__init__(room, keymap)
        self.view = view
        self.list_view = NotebookList(id="notebook-list")
        self.facets = NoteFacets(id="notebook-facets")
        self.prompt = Prompt(id="prompt")
        self.bar = NotebookBar(view.query, id="notebook-bar")
        self.finder = FinderPart(self, view, self.bar, self.list_view, self.facets)
        self.batch_part = BatchPart(self, view, self.finder, self.list_view, self.prompt)
        leave = partial(self.leave, None)
        self.take_parts(
            self.finder,
            self.batch_part,
            JumpPart(self, lambda: self.list_view),
            CopyPart(self, {"copy-note": self._copied_note}),
            commands={
                **{each: partial(self._move, each) for each in MOVES},
                "open": self.choose,
                "back": self.go_back,
                "notebook": leave,
                "quit": leave,
                "next-pane": self.change_pane,
                "previous-pane": self.change_pane,
                "help": self.show_help,
            },
        )

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
        """Begin with the list."""
        for part in self.parts:
            part.start()

    def on_unmount(self) -> None:
        """End the threads."""
        self.stop_parts()

    def _copied_note(self, what: str) -> CopyQuestion | None:
        entry = self.list_view.selected_entry
        return CopyQuestion(what, entry.annotation.article, note=entry.annotation) if entry else None

    # What panes tell

    def on_notebook_list_highlighted(self, event: NotebookList.Highlighted) -> None:
        """Show the selected note in full."""
        event.stop()
        self.show_note()

    def on_notebook_list_chosen(self, event: NotebookList.Chosen) -> None:
        """Open a note at its passage."""
        event.stop()
        self.leave(event.entry)

    # Keys and where one is

    @property
    def key_places(self) -> tuple[Where, ...]:
        """The places in which a key is looked up."""
        return ("notebook",)

    def footer_keys(self) -> Iterable[tuple[str, str, str]]:
        """Return the keys of the focused pane."""
        if self.focused is self.bar.box:
            return self.bar.box.footer(_BOX_KEYS)
        if isinstance(self.focused, LineBox):
            return self.prompt.footer
        key = self.keymap.key
        if self.focused is self.facets:
            return [(each, key(each), label) for each, label in _FACET_KEYS.items()]
        keys = [*self.keymap.footer("notebook")]
        keys.insert(3, ("next-pane", key("next-pane"), "tags"))
        return keys

    def show_place(self) -> None:
        """Show in the status line the number of the selected note, or the progress of finding passages."""
        self.status.show_place(self.finder.place)

    def show_note(self) -> None:
        """Show the selected note in full."""
        self.show_place()
        page = Content.assemble(*note_page(self.list_view.selected_entry))
        self.query_one("#notebook-note", Static).update(page, layout=False)

    # Moving and leaving

    @property
    def _pane(self) -> NoteFacets | NotebookList:
        return self.facets if self.focused is self.facets else self.list_view

    def _move(self, how: str) -> None:
        self._pane.move(how)

    def choose(self) -> None:
        """Open the selected note, or narrow to the selected facet."""
        self._pane.choose()

    def focus_list(self) -> None:
        """Focus the list."""
        self.list_view.focus()

    def go_back(self) -> None:
        """Go from the facets to the list, clear the query, or leave: the first that applies."""
        if self.focused is self.facets:
            self.change_pane()
        elif self.bar.box.value:
            self.bar.box.value = ""
        else:
            self.leave(None)

    def change_pane(self) -> None:
        """Go to the facets, or back to the list."""
        pane = self.list_view if self.focused is self.facets else self.facets
        self._arrange(is_in_facets=pane is self.facets)
        pane.focus()

    def leave(self, entry: NotebookEntry | None) -> None:
        """Go back to the reading screen, to read *entry* there."""
        self.view.selected = self.list_view.selected_entry
        self.dismiss(NotebookOutcome(entry, self.batch_part.is_changed))

    def show_help(self) -> None:
        """Show all keys."""
        self.open_dialog(HelpDialog("Keys", partial(help_page, self.keymap, "notebook")), lambda _: None)

    # Layout

    @property
    def is_wide(self) -> bool:
        """Whether the facets and the note in full stand beside the list."""
        return self.size.width >= WIDE

    def on_resize(self, event: events.Resize) -> None:
        """Choose the layout for the width."""
        # Together: each change of classes styles everything again.
        self.update_classes({"-short": event.size.height < SHORT, "-narrow": event.size.width < WIDE})
        self._arrange(is_in_facets=self.focused is self.facets, width=event.size.width)

    def _arrange(self, *, is_in_facets: bool, width: int = 0) -> None:
        is_wide = (width or self.size.width) >= WIDE
        self.query_one("#notebook-side").display = is_wide or is_in_facets
        self.list_view.display = is_wide or not is_in_facets
