"""What narrows the list and orders it: chips, the facets drawer, the strip of months."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reader.room.settings import ORDERS
from reader.search.query import SORTS
from reader.tui.panes.chip_line import ChipLine
from reader.tui.panes.facets import FacetsPane
from reader.tui.panes.month_strip import MonthStrip
from reader.tui.reading.searching import Question, Searching

if TYPE_CHECKING:
    from reader.search.index import Facets


class Narrowing(Searching):
    """The part of the reading screen that narrows. A query's text is the one truth: whatever narrows is in the box."""

    _facets: "Facets | None" = None
    _unfolded: frozenset[str] = frozenset()

    # Chips

    def _order_chip(self) -> tuple[str, ...]:
        order, usual = (self.hit_order, SORTS[0]) if self.query_text else (self.order, ORDERS[0])
        return () if order == usual else (f"by {order}",)

    def show_chips(self) -> None:
        """Show what the list is narrowed and ordered by."""
        labels = self._order_chip()
        if self.query_text:
            from reader.search.chips import find_chips

            labels = (*labels, *(chip.label for chip in find_chips(self.query_text)))
        self.search_bar.chip_line.show(labels)

    def show_narrowing(self, months: Mapping[str, int], chosen: str = "") -> None:
        """Show the chips, and how the articles found lie over the months."""
        self.show_chips()
        self.search_bar.months.show(months, chosen)

    def on_chip_line_removed(self, event: ChipLine.Removed) -> None:
        """Take off the chip that was clicked."""
        event.stop()
        self._take_off(event.number)

    def do_drop_chip(self) -> None:
        """Take off what narrows the list last."""
        labels = self.search_bar.chip_line.labels
        if labels:
            self._take_off(len(labels) - 1)
        else:
            self.say("Nothing narrows the list.")

    def _take_off(self, number: int) -> None:
        ordering = len(self._order_chip())
        if number < ordering:
            self._take_order(SORTS[0] if self.query_text else ORDERS[0])
            return
        from reader.search.chips import drop_chip, find_chips

        found = find_chips(self.query_text)
        if number - ordering < len(found):
            self.put_query(drop_chip(self.query_text, found[number - ordering]), self.list_view.selected_id)

    # Order

    def do_sort(self) -> None:
        """Take the next order: of the hits while there is a search, else of the list."""
        orders, now = (SORTS, self.hit_order) if self.query_text else (ORDERS, self.order)
        order = orders[(orders.index(now) + 1) % len(orders)]
        self._take_order(order)
        self.say(f"Ordered by {order}.")

    def _take_order(self, order: str) -> None:
        if self.query_text:
            self.hit_order = order
            self.search_for(self.query_text)
        else:
            self.order = order
            self.show_list(self.list_view.selected_id)

    # The facets drawer

    def do_facets(self) -> None:
        """Open the drawer of facets, or close it."""
        self.is_drawer_open = not self.is_drawer_open
        if self.is_drawer_open:
            self._unfolded = frozenset()
            self.facets.show((), "Counting …")
            self.show_pane("facets")
            self.searcher.ask(Question(self.query_text, self.hit_order, self.list_view.selected_id, self.article))
        else:
            self.go_to_list()

    def show_facets(self, facets: "Facets") -> None:
        """Show how what was found divides, if the drawer is open."""
        self._facets = facets
        if self.is_drawer_open:
            from reader.view.facet_rows import facet_rows

            self.facets.show(facet_rows(facets, self.query_text, self._unfolded))

    def on_facets_pane_chosen(self, event: FacetsPane.Chosen) -> None:
        """Narrow to a value, widen again, or show more values."""
        from reader.search.chips import narrow

        event.stop()
        row = event.row
        if row.kind == "more" and self._facets is not None:
            self._unfolded |= {row.query}
            self.show_facets(self._facets)
        elif row.kind in {"value", "chip"}:
            self.put_query(narrow(self.query_text, row.query), self.list_view.selected_id)

    # The strip of months

    def do_months(self) -> None:
        """Give the strip of months the keys, with the newest month chosen if none is."""
        self.is_zen = False
        self.show_pane("list")
        if not self.search_bar.months.strip.bars:
            self.say("No article in the list has a date.")
            return
        self.search_bar.months.focus()

    def do_earlier_month(self) -> None:
        """Narrow to the month before."""
        self.search_bar.months.move("left")

    def do_later_month(self) -> None:
        """Narrow to the next month."""
        self.search_bar.months.move("right")

    def do_widen_earlier(self) -> None:
        """Take in the month before too."""
        self.search_bar.months.move("widen-left")

    def do_widen_later(self) -> None:
        """Take in the next month too."""
        self.search_bar.months.move("widen-right")

    def on_month_strip_narrowed(self, event: MonthStrip.Narrowed) -> None:
        """Narrow to the months chosen."""
        from reader.search.chips import drop_dates, narrow

        event.stop()
        undated = drop_dates(self.query_text)[0]
        self.put_query(narrow(undated, event.query) if event.query else undated)

    def on_month_strip_left(self, event: MonthStrip.Left) -> None:
        """Go to the list."""
        event.stop()
        self.go_to_list()
