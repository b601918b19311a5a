"""The stylesheet of the app, which parses its sources once for each theme, in a thread before the theme changes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet
from textual.theme import Theme

if TYPE_CHECKING:
    from textual.css.model import RuleSet

# Twice the number of sources: the app's own, and one for each kind of widget.
_MOST_SOURCES = 128
_SCROLLBAR_GROUND = ("background", "background-hover", "background-active", "corner-color")


class ThemeStylesheet(Stylesheet):
    """Textual's stylesheet drops its rules at each change of colors and parses all in one step; this one keeps them."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._rules_by_theme: dict[frozenset[tuple[str, str]], LRUCache[tuple[Any, ...], list[RuleSet]]] = {}
        super().__init__()
        self.set_variables({**variables})

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take the colors of a theme."""
        # Textual empties this; it must not be what was parsed for the theme before.
        self._parse_cache = LRUCache(1)
        super().set_variables(variables)
        key = frozenset(variables.items())
        self._parse_cache = self._rules_by_theme.setdefault(key, LRUCache(_MOST_SOURCES))

    def reparse(self) -> None:
        """Take the rules of all sources for the present colors; only new ones are parsed."""
        self.parse()

    def read_for(self, theme: Theme) -> None:
        """Parse all sources for a theme, so that changing to it is quick; any thread may."""
        reading = ThemeStylesheet({})
        reading._rules_by_theme = self._rules_by_theme
        reading.set_variables(variables_of(theme))
        reading.source = {**self.source}
        reading.parse()


class Coloring(NamedTuple):
    """A question: parse *stylesheet* for *theme*."""

    theme: Theme
    stylesheet: ThemeStylesheet


def variables_of(theme: Theme) -> dict[str, str]:
    """Return the colors of a theme by their names in the stylesheet."""
    colors = theme.to_color_system().generate()
    ground = dict.fromkeys((f"scrollbar-{part}" for part in _SCROLLBAR_GROUND), colors["background"])
    thumb = {"scrollbar": colors["panel"], "scrollbar-hover": colors["accent"], "scrollbar-active": colors["accent"]}
    return {**colors, **ground, **thumb, **theme.variables}
