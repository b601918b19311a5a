"""Jumping: letters over links, notes and headings in the window; the one that is typed is gone to."""

from collections.abc import Mapping

from reader.tui.panes.article_view import ArticleView
from reader.tui.part import KeyQuestion, Part
from reader.tui.reading.host import ReadingHost
from reader.view.commands import Choice
from reader.view.jumps import LABELS, jump_places


class JumpPart(Part):
    """Shows the letters, and moves the caret."""

    def __init__(self, host: ReadingHost, view: ArticleView) -> None:
        self._host = host
        self._view = view
        self.commands = {"jump": self.ask}

    def ask(self) -> None:
        """Show a letter over everything that can be gone to, and ask for one."""
        view, article = self._view, self._host.article
        if article is None:
            return
        notes = [each.start for each in view.marks("annotations")]
        places = jump_places(article.plain, notes, view.reading_offset, len(article.text))
        window = range(view.first_line, view.first_line + view.page)
        offset_by_letter: dict[str, int] = {}
        labels: dict[int, list[tuple[int, str]]] = {}
        for offset, letter in zip(places, LABELS, strict=False):
            line, column = view.place_of(offset)
            if line in window:
                offset_by_letter[letter] = offset
                labels.setdefault(line, []).append((column, letter))
        if not labels:
            self._host.say("There is no link, note or heading in the window.")
            return
        view.show_labels(labels)
        choices = tuple(Choice(each, each) for each in offset_by_letter)
        told = "the letter of a link, note or heading"
        self._host.ask_key(
            KeyQuestion("Go to", choices, lambda it: self._go(offset_by_letter, it), (), self._end, told)
        )

    def _go(self, offset_by_letter: Mapping[str, int], letter: str) -> None:
        self._end()
        self._view.go_to(offset_by_letter[letter])
        self._host.say(self._host.keymap.fill("{open} follows a link."))

    def _end(self) -> None:
        self._view.show_labels({})
