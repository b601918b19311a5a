"""The stylesheet of the app, which reads its sources once for each theme, and in a thread before a theme is taken."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet
from textual.theme import Theme

if TYPE_CHECKING:
    from textual.css.model import RuleSet

# Twice the sources there are: the app's own, and one for each kind of widget.
_MOST_SOURCES = 128
_SCROLLBAR_GROUND = ("background", "background-hover", "background-active", "corner-color")


class ThemeStylesheet(Stylesheet):
    """Textual's, which forgets at each change of colors what it has read, and reads it all anew in one step."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._rules_by_theme: dict[frozenset[tuple[str, str]], LRUCache[tuple[Any, ...], list[RuleSet]]] = {}
        super().__init__()
        self.set_variables({**variables})

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take the colors of a theme."""
        # What is emptied there is not to be what was read for the theme before.
        self._parse_cache = LRUCache(1)
        super().set_variables(variables)
        key = frozenset(variables.items())
        self._parse_cache = self._rules_by_theme.setdefault(key, LRUCache(_MOST_SOURCES))

    def reparse(self) -> None:
        """Have the rules of all sources for the colors there are now; only what is new is read."""
        self.parse()

    def read_for(self, theme: Theme) -> None:
        """Read all sources for a theme, so that taking it is quick; any thread may."""
        reading = ThemeStylesheet({})
        reading._rules_by_theme = self._rules_by_theme
        reading.set_variables(variables_of(theme))
        reading.source = {**self.source}
        reading.parse()


class Coloring(NamedTuple):
    """A question: *stylesheet*, read for *theme*."""

    theme: Theme
    stylesheet: ThemeStylesheet


def variables_of(theme: Theme) -> dict[str, str]:
    """Return the colors of a theme by their names in the stylesheet."""
    colors = theme.to_color_system().generate()
    ground = dict.fromkeys((f"scrollbar-{part}" for part in _SCROLLBAR_GROUND), colors["background"])
    thumb = {"scrollbar": colors["panel"], "scrollbar-hover": colors["accent"], "scrollbar-active": colors["accent"]}
    return {**colors, **ground, **thumb, **theme.variables}
