"""An explanation, with similar words to try, each with one key."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.text.plurals import count
from reader.tui.dialogs.dialog import Dialog, digits, number_of, numbered
from reader.tui.panes.option_pane import OptionPane
from reader.tui.panes.page_view import PageView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.search.explanation import Proposal
    from reader.view.page_layout import Page

_MOST = 9


class ExplanationDialog(Dialog[str]):
    """Shows a page, with proposals below it; the result is the query of the chosen one."""

    OPENERS: ClassVar[frozenset[str]] = frozenset({"explain"})

    def __init__(self, page: "Page", proposals: "Sequence[Proposal]") -> None:
        super().__init__()
        self._page = page
        self._proposals = proposals[:_MOST]

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical():
            yield PageView(self._page)
            if self._proposals:
                yield Static(Content.assemble(("Try instead", "bold $accent")))
                yield OptionPane(id="proposals")

    def on_mount(self) -> None:
        """List the proposals."""
        hint = f"{digits(len(self._proposals))} or {{open}} tries one · {{back}} closes"
        self.frame("Explain", hint if self._proposals else None)
        if self._proposals:
            pane = self.query_one(OptionPane)
            pane.show_options(numbered([_label(each) for each in self._proposals]), "")
            pane.focus()

    def take(self, index: int) -> None:
        """Try a proposal."""
        self.dismiss(self._proposals[index].query)

    def take_key(self, key: str) -> bool:
        """Try a proposal by its number."""
        number = number_of(key, len(self._proposals))
        if number is not None:
            self.take(number)
        return number is not None


def _label(proposal: "Proposal") -> Content:
    return Content.assemble((proposal.word, "bold"), "  ", (count(proposal.count, "article"), "$quiet"))
