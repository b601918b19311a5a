"""Choose two articles to compare, and return from the comparison."""

from typing import TYPE_CHECKING

from reader.tui.panes.article_list import ArticleList
from reader.tui.panes.crossrefs import CrossrefsPane
from reader.tui.part import Part
from reader.tui.reading.host import ReadingHost
from reader.view.trail import Trail

if TYPE_CHECKING:
    from reader.tui.compare.screen import CompareOutcome

_TEACH = "Select another article in the list, or a cross-reference, and press {compare} to compare."


class ComparisonPart(Part):
    """Chooses two articles and opens the compare screen."""

    def __init__(
        self,
        host: ReadingHost,
        list_view: ArticleList,
        crossrefs: CrossrefsPane,
        trail: Trail,
    ) -> None:
        self._host = host
        self._list_view = list_view
        self._crossrefs = crossrefs
        self._trail = trail
        self._remembered: str | None = None
        self.commands = {"compare": self.choose}

    def choose(self) -> None:
        """Compare the open article with the selected one, or with the previous one on the trail."""
        article = self._host.article
        here = article.id if article else None
        if self._host.where == "crossrefs":
            reference = self._crossrefs.selected
            if here is None or reference is None:
                self._say(_TEACH)
            else:
                is_version = any(each.kind == "version" for each in reference.crossref.evidence)
                # The selected row may be a copy of it, to compare the article with.
                self.compare(here, self._crossrefs.selected_id, only_different=is_version)
        elif self._host.where == "list":
            self._compare_from_list(self._list_view.selected_id, here)
        else:
            before = self._trail.before
            self._compare_with(here, self._remembered or (before.article_id if before else None))

    def _compare_from_list(self, selected: str | None, here: str | None) -> None:
        """Compare with the remembered article, else with the one open beside the list."""
        if selected is None:
            return
        other = self._remembered or here
        if other is not None and other != selected:
            self.compare(other, selected)
        elif self._remembered == selected:
            self._remembered = None
            self._say("Canceled. Nothing is compared.")
        else:
            self._remembered = selected
            self._say("Select another article and press {compare} to compare; here again to cancel.")

    def _compare_with(self, here: str | None, other: str | None) -> None:
        if here is None or other is None:
            self._say(_TEACH)
        elif other == here:
            self._say(f"This article is already open. {_TEACH}")
        else:
            self.compare(here, other)

    def compare(self, a_id: str, b_id: str, *, only_different: bool = False) -> None:
        """Show two articles side by side, over the reading screen."""
        from reader.tui.compare.screen import CompareScreen, PairWish

        self._remembered = None
        self._say("")
        wish = PairWish(a_id, b_id, only_different)
        screen = CompareScreen(self._host.room, self._host.keymap, wish)
        self._host.open_dialog(screen, self._take_up)

    def _take_up(self, outcome: "CompareOutcome | None") -> None:
        """Show changed notes, and go to the chosen place."""
        if outcome is None:
            return
        if outcome.has_noted:
            self._host.notes_changed()
        if outcome.article_id is not None:
            self._host.read_article(outcome.article_id, outcome.span)

    def _say(self, text: str) -> None:
        self._host.say(self._host.keymap.fill(text))
