"""An explanation to read, and what is near the words that nothing has: one key tries each."""

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from reader.tui.dialogs.text_dialog import SCROLLS
from reader.tui.panes.option_pane import OptionPane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.search.explanation import Proposal

_MOST = 9


class ExplanationDialog(ModalScreen[str | None]):
    """Shows a page; with proposals below it, gives the query of the one that is tried."""

    DEFAULT_CLASSES: ClassVar[str] = "dialog"

    def __init__(self, page: Content, proposals: "Sequence[Proposal]") -> None:
        super().__init__()
        self._page = page
        self._proposals = proposals[:_MOST]

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical() as box:
            yield VerticalScroll(Static(self._page))
            if self._proposals:
                yield Static(Content.assemble(("Try instead", "bold $accent")))
                yield OptionPane(id="proposals")
        box.border_title = Content("Explain")
        box.border_subtitle = Content("its number or Enter tries it · Esc" if self._proposals else "Esc")

    def on_mount(self) -> None:
        """List the proposals."""
        if self._proposals:
            pane = self.query_one(OptionPane)
            pane.show_options([_content(at, each) for at, each in enumerate(self._proposals, 1)], "")
            pane.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Try a proposal."""
        event.stop()
        self.dismiss(self._proposals[event.option_index].query)

    def on_key(self, event: events.Key) -> None:
        """Try a proposal by its number, scroll, or go away."""
        event.stop()
        event.prevent_default()
        digit = event.character or ""
        if digit.isascii() and digit.isdigit() and 1 <= int(digit) <= len(self._proposals):
            self.dismiss(self._proposals[int(digit) - 1].query)
        elif event.key in {"escape", "q", "h"} or event.character == "E":
            self.dismiss(None)
        elif self._proposals and event.key in {"up", "down", "j", "k"}:
            self.query_one(OptionPane).move("down" if event.key in {"down", "j"} else "up")
        elif event.key == "enter":
            self.query_one(OptionPane).choose() if self._proposals else self.dismiss(None)
        else:
            action = SCROLLS.get(event.key) or SCROLLS.get(event.character or "")
            if action:
                getattr(self.query_one(VerticalScroll), action)(animate=False)


def _content(number: int, proposal: "Proposal") -> Content:
    counted = f"{proposal.count:,} article{'' if proposal.count == 1 else 's'}"
    return Content.assemble((f"{number} ", "bold $accent"), (proposal.word, "bold"), "  ", (counted, "$quiet"))
