"""The reading log: counts the time spent on the open article, and shows the figures."""

import time
from typing import TYPE_CHECKING

from reader.room.reading_log import ReadingTimer, Visit
from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost
from reader.view.commands import Where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.view.page_layout import Page

# The panes in which the open article counts as being read.
_READING: frozenset[Where] = frozenset({"article", "crossrefs", "notes"})


class ReadingLogPart(Part):
    """Counts time while the article is focused, unless the setting is off."""

    def __init__(self, host: ReadingHost) -> None:
        self._host = host
        self._timer = ReadingTimer(time.monotonic, self._keep)
        self._asker = host.asker("reading log", self._figures, self._show)
        self.commands = {"reading-log": self.show}

    def live(self, article_id: str) -> None:
        """Take a sign of activity, with the open article."""
        if self._host.room.settings.reading_log:
            self._timer.open(article_id)
            self._timer.live(is_reading=self._host.where in _READING)

    def stop(self) -> None:
        """End the visit."""
        self._timer.live(is_reading=False)
        self._timer.open("")

    def _keep(self, visit: Visit) -> None:
        self._host.room.session.reading_log.add(visit)

    def show(self) -> None:
        """Show what was read, when and how long."""
        self._host.ask(self._asker, None, "Reading the log …")

    def _figures(self, _: None, __: IsLate) -> "Iterator[Page]":
        from reader.room.trash import title_lookup
        from reader.view.phrases import short_path
        from reader.view.reading_figures import figures_page, reading_figures

        room = self._host.room
        figures = reading_figures(room.session.reading_log.visits(), room.catalog.entry)
        off = [] if room.settings.reading_log else ["The log is switched off (setting reading_log).\n\n"]

        yield [
            *off,
            *figures_page(figures, title_lookup(room.session)),
            f"Kept on this machine only, in:\n{short_path(room.session.reading_log.path)}\n",
        ]

    def _show(self, _: None, page: "Page") -> None:
        from reader.tui.dialogs.dialog import TextDialog

        self._host.open_dialog(TextDialog("Reading log", page), lambda _: None)
