"""The drawer of facets: values with their counts, each of which narrows the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList

from reader.tui.panes.fact import Fact
from reader.tui.panes.option_pane import OptionPane
from reader.view.cells import cell_width, fitted
from reader.view.month_bars import month_name

if TYPE_CHECKING:
    from reader.view.facets import FacetRow


class FacetsPane(OptionPane):
    """Lists facet rows; only those that can be chosen are selected."""

    @dataclass
    class Chosen(Fact):
        """A row was chosen."""

        row: "FacetRow"

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self.rows: Sequence[FacetRow] = ()
        self.border_title = Content("Narrow")

    def show(self, rows: Sequence["FacetRow"], empty_text: str = "There is nothing to narrow.") -> None:
        """Show other rows; the selection stays on the row with the same text if it is still there."""
        before = self.rows[self.highlighted] if self.highlighted is not None and self.rows else None
        self.rows = rows
        texts = [(each.kind, each.text) for each in rows]
        if before and (before.kind, before.text) in texts:
            select = texts.index((before.kind, before.text))
        else:
            first = next((at for at, each in enumerate(rows) if each.kind != "heading"), 0)
            select = min(self.highlighted or first, max(0, len(rows) - 1))
        width = max(12, self.size.width - 4)
        headings = {at for at, each in enumerate(rows) if each.kind == "heading"}
        self.show_options([_content(each, width) for each in rows], empty_text, select, disabled=headings)

    def on_resize(self) -> None:
        """Draw for the new width."""
        if self.rows:
            self.show(self.rows)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Stop the message: only choosing a row changes anything."""
        event.stop()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Report that a row was chosen."""
        event.stop()
        if event.option_index < len(self.rows):
            self.post_message(self.Chosen(self.rows[event.option_index]))


def _content(row: "FacetRow", width: int) -> Content:
    if row.kind == "heading":
        return Content.assemble((row.text, "bold $accent"))
    if row.kind == "more":
        return Content.assemble(("  " + row.text, "$quiet italic"))
    mark = "✓ " if row.is_on else "  "
    count = f"{row.count:,}" if row.kind == "value" else "×"
    name = month_name(row.text) if row.query == f"date:{row.text}" and len(row.text) == 7 else row.text
    shown = fitted(name, width - len(count) - 3)
    gap = " " * max(1, width - 2 - cell_width(shown) - len(count))
    return Content.assemble((mark, "bold $accent"), (shown, "bold" if row.is_on else ""), gap, (count, "$quiet"))
