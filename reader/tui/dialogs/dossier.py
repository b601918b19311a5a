"""The dossier of an event: the articles that tell of it, in time order, over the reading screen."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList

from reader.tui.panes.option_pane import OptionPane
from reader.view.phrases import count, day, minutes
from reader.view.reference_rows import lag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.catalog import CatalogEntry

_MOVES = {
    "j": "down", "down": "down", "k": "up", "up": "up", "g": "top", "home": "top", "G": "bottom", "end": "bottom",
    "space": "page-down", "pagedown": "page-down", "b": "page-up", "pageup": "page-up", "ctrl+d": "half-down",
    "ctrl+u": "half-up",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was chosen in a dossier: an article to open, or with none the ledger of the event."""

    article_id: str = ""


class Dossier(ModalScreen[Wanted | None]):
    """The articles of one event; Enter opens one, `#` the ledger of what they count."""

    DEFAULT_CLASSES: ClassVar[str] = "dialog -tall"

    def __init__(self, articles: "Sequence[CatalogEntry]", open_id: str) -> None:
        super().__init__()
        self.articles = articles
        self._open_id = open_id

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical() as box:
            yield OptionPane(id="dossier")
        sites = len({each.record.site for each in self.articles if each.record.site})
        told = f"{count(len(self.articles), 'article')} of one event, from {count(sites, 'site')}, in time order"
        box.border_title = Content(told)
        box.border_subtitle = Content("Enter opens · # ledger of figures · Esc")

    def on_mount(self) -> None:
        """Show the articles, with the open one selected."""
        pane = self.query_one(OptionPane)
        ids = [each.id for each in self.articles]
        select = ids.index(self._open_id) if self._open_id in ids else 0
        origin = self.articles[select] if ids else None
        pane.show_options([_content(each, origin) for each in self.articles], "No article tells of it.", select)
        pane.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Stay here: the reading screen below has lists of its own."""
        event.stop()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open an article."""
        event.stop()
        self.dismiss(Wanted(self.articles[event.option_index].id))

    def on_key(self, event: events.Key) -> None:
        """Move, open, or go on to the ledger."""
        event.stop()
        event.prevent_default()
        move = _MOVES.get(event.key) or _MOVES.get(event.character or "")
        if move:
            self.query_one(OptionPane).move(move)
        elif event.key in {"enter", "l"}:
            self.query_one(OptionPane).choose()
        elif event.character == "#":
            self.dismiss(Wanted())
        elif event.key in {"escape", "q", "h"} or event.character == "D":
            self.dismiss(None)


def _content(entry: "CatalogEntry", origin: "CatalogEntry | None") -> Content:
    is_open = origin is not None and entry.id == origin.id
    told = "the open article" if is_open else lag(origin.record, entry.record) if origin else ""
    record = entry.record
    facts = (record.site or record.author or "", minutes(entry.words) if entry.words else "", told)
    return Content.assemble(
        (f"{day(record.published):<13}", "$accent"), (entry.title, "bold"), "\n",
        (" " * 13 + " · ".join(part for part in facts if part), "$quiet"),
    )  # fmt: skip
