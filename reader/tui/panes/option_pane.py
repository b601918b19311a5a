"""The base of the panes that are short lists: stock option lists whose keys come through the command table."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

if TYPE_CHECKING:
    from collections.abc import Callable, Collection


class OptionPane(OptionList, inherit_bindings=False):
    """An option list that moves as all other panes do."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # id and classes only
        self._shown: tuple[list[Content], str] | None = None

    def show_options(
        self, contents: list[Content], empty_text: str, select: int = 0, disabled: "Collection[int]" = ()
    ) -> None:
        """Show *contents*, or *empty_text* if there are none, with option *select* highlighted.

        The options *disabled* cannot be selected.
        """
        shown = (contents, empty_text)
        if shown == self._shown and self.highlighted == (select if contents else None):
            return
        self._shown = shown
        with self.prevent(OptionList.OptionHighlighted):
            self.clear_options()
            if contents:
                self.add_options([Option(content, disabled=at in disabled) for at, content in enumerate(contents)])
                self.highlighted = max(0, min(select, len(contents) - 1))
            else:
                self.add_option(Option(Content(empty_text), disabled=True))

    def move(self, how: str) -> None:
        """Move the selection: `down up top bottom half-down half-up page-down page-up`."""
        actions: dict[str, Callable[[], None]] = {
            "down": self.action_cursor_down, "up": self.action_cursor_up, "top": self.action_first,
            "bottom": self.action_last, "half-down": self.action_page_down, "half-up": self.action_page_up,
            "page-down": self.action_page_down, "page-up": self.action_page_up,
        }  # fmt: skip
        if "-" in how and not self.scrollable_content_region.area:
            # In a window without lines nothing is laid out, and a stock list has no page.
            how = how.partition("-")[2]
        before = self.highlighted
        actions[how]()
        # A stock list wraps around; ours stop at their ends.
        if before is not None and self.highlighted is not None:
            wrapped = (how == "down" and self.highlighted < before) or (how == "up" and self.highlighted > before)
            if wrapped:
                self.highlighted = before

    def choose(self) -> None:
        """Open what is selected."""
        self.action_select()
