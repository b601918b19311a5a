"""Narrowing and sorting the list: chips, orders and the strip of months.

Everything that narrows the list is part of the query in the box.
"""

from collections.abc import Mapping
from functools import partial

from reader.room.settings import ORDERS
from reader.tui.panes.chip_line import ChipLine
from reader.tui.panes.month_strip import MonthStrip
from reader.tui.panes.search_bar import SearchBar
from reader.tui.part import Part
from reader.tui.reading.host import ReadingHost
from reader.tui.reading.layout import PaneLayout
from reader.tui.reading.search import SearchPart


class FilterPart(Part):
    """Narrows and sorts the list."""

    def __init__(self, host: ReadingHost, search: SearchPart, layout: PaneLayout, bar: SearchBar) -> None:
        self._host = host
        self._search = search
        self._layout = layout
        self._bar = bar
        move = self._bar.months.move
        self.commands = {
            "months": self.go_to_months,
            "earlier-month": partial(move, "left"),
            "later-month": partial(move, "right"),
            "widen-earlier": partial(move, "widen-left"),
            "widen-later": partial(move, "widen-right"),
            "drop-chip": self.drop_last_chip,
            "sort": self.change_order,
        }
        self.heard = {
            ChipLine.Removed: lambda event: self._drop(event.number),
            MonthStrip.Narrowed: self._take_months,
            MonthStrip.Left: lambda _: self._search.go_to_list(),
        }

    # Chips

    @property
    def _orders(self) -> tuple[str, ...]:
        if not self._search.query:
            return ORDERS
        # Once there is a query, the search is imported already.
        from reader.search.query import SORTS

        return SORTS

    def _order_chips(self) -> tuple[str, ...]:
        order = self._search.listed_order
        return () if order == self._orders[0] else (f"by {order}",)

    def show_chips(self) -> None:
        """Show the chips of the query and the order."""
        labels = self._order_chips()
        if self._search.query:
            from reader.search.chips import find_chips

            labels = (*labels, *(chip.label for chip in find_chips(self._search.query)))
        self._bar.chip_line.show(labels)

    def show_months(self, months: Mapping[str, int], chosen: str = "") -> None:
        """Show the chips, and the strip of months of the listed articles."""
        self.show_chips()
        self._bar.months.show(months, chosen)

    def drop_last_chip(self) -> None:
        """Remove the last chip."""
        labels = self._bar.chip_line.labels
        if labels:
            self._drop(len(labels) - 1)
        else:
            self._host.say("Nothing narrows the list.")

    def _drop(self, number: int) -> None:
        ordering = len(self._order_chips())
        if number < ordering:
            self._search.take_order(self._orders[0])
            return
        from reader.search.chips import drop_chip, find_chips

        query = self._search.query
        found = find_chips(query)
        if number - ordering < len(found):
            self._search.put_query(drop_chip(query, found[number - ordering]), self._search.selected_id)

    # Order

    def change_order(self) -> None:
        """Change to the next order, of the hits if there is a query, else of the list."""
        orders = self._orders
        order = orders[(orders.index(self._search.listed_order) + 1) % len(orders)]
        self._search.take_order(order)
        self._host.say(f"Sorted by {order}.")

    # The strip of months

    def go_to_months(self) -> None:
        """Focus the strip of months; from there, go back to the list."""
        if self._host.where == "months":
            self._search.go_to_list()
            return
        self._layout.end_zen()
        self._host.show_pane("list")
        if self._bar.months.strip.bars:
            self._bar.months.focus()
        else:
            self._host.say("No article in the list has a date.")

    def _take_months(self, event: MonthStrip.Narrowed) -> None:
        """Narrow to the chosen months."""
        from reader.search.chips import drop_dates, narrow

        undated = drop_dates(self._search.query)[0]
        self._search.put_query(narrow(undated, event.query) if event.query else undated)
