"""The typesetting of the page, and what links and footnotes on it lead to."""

from functools import partial
from typing import TYPE_CHECKING

from reader.library.errors import ReaderError
from reader.tui.panes.article_view import ArticleView
from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost
from reader.view.reading_marks import other_end

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.library.plain_text import PlainText
    from reader.room.settings import Settings
    from reader.view.marks import Mark

_STEP, _NARROWEST, _WIDEST = 4, 20, 400


class TypesettingPart(Part):
    """Sets the page and follows footnotes; *leave_place* adds the present place to the trail."""

    def __init__(self, host: ReadingHost, view: ArticleView, leave_place: "Callable[[], None]") -> None:
        self._host = host
        self._view = view
        self._leave_place = leave_place
        self.commands = {
            "wider": partial(self._widen, _STEP),
            "narrower": partial(self._widen, -_STEP),
            "peek": self.peek,
        }
        self._colors = host.asker("colors of code", self._color, lambda _, marks: view.mark("code", marks))
        self.heard = {ArticleView.FootnoteChosen: self._follow}

    def _widen(self, step: int) -> None:
        measure = min(_WIDEST, max(_NARROWEST, self._view.measure + step))
        shown = self._view.text_width
        if step > 0 and shown < self._view.measure:
            self._host.say(
                f"There is room for {shown} columns here. {self._host.keymap.fill('{zen}')} shows only this."
            )
            return
        try:
            self._host.room.change_setting("measure", str(measure))
        except ReaderError as error:
            self._host.say(f"Lines of {measure} columns, until reader ends. {error}", is_warning=True)
        else:
            self._host.say(f"Lines of {measure} columns.")
        self._view.set_page(measure, self._view.typesetting)

    def color_code(self) -> None:
        """Color the code of the open article, after the article is shown."""
        article = self._view.article
        self._colors.forget()
        if article is not None and "code" in {block.kind for block in article.plain.blocks if block.info}:
            self._colors.ask(article.plain)

    def _color(self, plain: "PlainText", is_late: IsLate) -> "Iterator[list[Mark]]":
        from reader.tui.code_colors import code_marks, colored_blocks

        marks = list(code_marks(plain, colored_blocks(plain)))
        if not is_late():
            yield marks

    def take_settings(self, before: "Settings") -> None:
        """Set the page again if the settings have changed since *before*."""
        from reader.view.typesetting import typesetting_for

        now, article = self._host.room.settings, self._view.article
        typesetting = typesetting_for(now, article.record.language if article else None)
        if before.measure != now.measure or typesetting != self._view.typesetting:
            self._view.set_page(now.measure, typesetting)

    def peek(self) -> None:
        """Show the footnote under the caret, or the target of the link, without leaving the page."""
        mark = self._view.mark_near_caret()
        article = self._view.article
        if mark is None or article is None:
            self._host.say("There is no footnote and no link in this sentence.")
        elif mark.kind != "footnote":
            self._host.say(f"“{article.text[mark.start : mark.end][:80]}” leads to {mark.target[:300]}")
        elif (place := other_end(self._view.caret.plain, mark)) is None:
            self._host.say(f"This article has no footnote “{mark.target[:64]}”.")
        else:
            from reader.tui.dialogs.dialog import TextDialog

            self._host.open_dialog(TextDialog("Footnote", [self._view.block_text(place)]), lambda _: None)

    def _follow(self, event: ArticleView.FootnoteChosen) -> None:
        if event.place is None:
            self._host.say("This article has no such footnote.")
        else:
            self._leave_place()
            self._view.go_to(event.place)
            self._host.say(self._host.keymap.fill("{trail-back} goes back to where you were reading."))
