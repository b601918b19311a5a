"""Jumping: letters over links, notes and headings, or over rows in the window; typing one goes there."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from reader.tui.panes.article_view import ArticleView
from reader.tui.panes.block_list import BlockList
from reader.tui.panes.line_view import LineView
from reader.tui.panes.row_list import RowList
from reader.tui.part import Host, KeyQuestion, Part
from reader.view.commands import Choice
from reader.view.jumps import LABELS, jump_places

# The line and column of a place in the window, and a function that goes there.
_Place = tuple[int, int, Callable[[], object]]


class JumpPart(Part):
    """Shows the letters over the focused list or the article, and moves the selection or caret."""

    def __init__(
        self, host: Host, list_with_keys: Callable[[], RowList | BlockList | None], view: ArticleView | None = None
    ) -> None:
        self._host = host
        self._list_with_keys = list_with_keys
        self._view = view
        self.commands = {"jump": self.ask}

    def ask(self) -> None:
        """Show a letter over every place to go to, and ask for one."""
        rows = self._list_with_keys()
        if rows is not None:
            places = [(line, 0, partial(rows.select, index)) for index, line in rows.rows_in_window()]
            self._ask(rows, places, "row", "{open} opens it.")
        elif self._view is not None and self._view.article is not None:
            self._ask(self._view, self._in_article(self._view), "link, note or heading", "{open} follows a link.")

    def _in_article(self, view: ArticleView) -> list[_Place]:
        plain = view.caret.plain
        notes = [each.start for each in view.marks("annotations")]
        window = range(view.first_line, view.first_line + view.page)
        offsets = jump_places(plain, notes, view.reading_offset, len(plain.text))
        placed = [(*view.place_of(offset), partial(view.go_to, offset)) for offset in offsets]
        return [place for place in placed if place[0] in window]

    def _ask(self, view: LineView, places: Sequence[_Place], what: str, then: str) -> None:
        if not places:
            self._host.say(f"There is no {what} in the window.")
            return
        labels: dict[int, list[tuple[int, str]]] = {}
        go_by_letter: dict[str, Callable[[], object]] = {}
        for (line, column, go), letter in zip(places, LABELS, strict=False):
            labels.setdefault(line, []).append((column, letter))
            go_by_letter[letter] = go
        view.show_labels(labels)
        end = partial(view.show_labels, {})
        choices = tuple(Choice(each, each) for each in go_by_letter)
        chosen = partial(self._go, go_by_letter, end, then)
        self._host.ask_key(KeyQuestion("Go to", choices, chosen, (), end, f"the letter of a {what}"))

    def _go(
        self, go_by_letter: Mapping[str, Callable[[], object]], end: Callable[[], object], then: str, letter: str
    ) -> None:
        end()
        go_by_letter[letter]()
        self._host.say(self._host.keymap.fill(then))
