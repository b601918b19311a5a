"""Overviews: the timeline of the list, and the map of cross-references."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.tui.panes.article_list import ArticleList
from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost

if TYPE_CHECKING:
    from reader.tui.dialogs.overview import MapStep, TimelineChoice
    from reader.view.reference_map import ReferenceMap
    from reader.view.timeline import TimelineDay

# A dialog with more rows would be slow.
_MOST = 5_000


class OverviewPart(Part):
    """Shows timeline and map, and opens the chosen article."""

    def __init__(self, host: ReadingHost, list_view: ArticleList) -> None:
        self._host = host
        self._list = list_view
        self._walked: list[str] = []
        self._days = host.asker("timeline", self._timeline, self._show_timeline)
        self._maps = host.asker("map", self._map, self._show_map)
        self.commands = {"timeline": self.show_timeline, "map": self.show_map}

    def show_timeline(self) -> None:
        """Show the articles of the list by day."""
        self._host.ask(self._days, self._list.model.numbers, "Reading the dates …")

    def _timeline(self, rows: Sequence[int], _: IsLate) -> "Iterator[tuple[list[TimelineDay], bool]]":
        from reader.view.timeline import timeline

        room = self._host.room
        entries = [entry for row in rows[:_MOST] if (entry := room.catalog.entry_at(row))]
        events = room.references.day_events(entries)
        yield timeline(entries, room.session.names.heading_by_spelling(), events), room.references.is_complete

    def _show_timeline(self, rows: Sequence[int], found: "tuple[list[TimelineDay], bool]") -> None:
        from reader.tui.dialogs.overview import TimelineDialog

        def read(chosen: "TimelineChoice | None") -> None:
            if chosen is not None:
                self._host.read_article(*chosen)

        days, is_complete = found
        if rows and not any(each.entries for each in days):
            # The list has been read again meanwhile.
            self._host.say("The library is being read. Try again in a moment.")
        elif self._host.is_on_top:
            self._host.say("")
            self._host.open_dialog(TimelineDialog(days, is_complete=is_complete), read)
            if len(rows) > _MOST:
                self._host.say(f"The timeline shows the first {_MOST:,} articles of the list.")

    def show_map(self) -> None:
        """Show the cross-references around the open or selected article."""
        self._walked = []
        if self._host.subject is not None:
            self._ask_map(self._host.subject)

    def _ask_map(self, article_id: str) -> None:
        self._walked.append(article_id)
        self._host.ask(self._maps, article_id, "Drawing the map …")

    def _map(self, article_id: str, _: IsLate) -> "Iterator[ReferenceMap]":
        from reader.view.reference_map import MOST, reference_map

        room = self._host.room
        yield reference_map(room.session.shelf.entry(article_id), room.references.of(article_id, MOST))

    def _show_map(self, _: str, shown: "ReferenceMap") -> None:
        from reader.tui.dialogs.overview import MapDialog

        if not shown.nodes:
            self._host.say("No other article here is related to this one.")
        elif self._host.is_on_top:
            self._host.say("")
            self._host.open_dialog(MapDialog(shown), self._go_on)

    def _go_on(self, chosen: "MapStep | None") -> None:
        if chosen is None:
            return
        if chosen.action == "walk":
            self._ask_map(chosen.article_id)
        elif chosen.action == "read":
            self._host.read_article(chosen.article_id)
        else:
            before = self._walked[-2:-1] or self._walked[-1:]
            self._walked = self._walked[:-2]
            self._ask_map(before[0])
