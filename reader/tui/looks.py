"""The looks of our own views: for each name its attributes and colors, which come from the themes.

They are not Textual's component classes: those are styled one by one for every view whenever a view, a screen or the
window changes, which is the slowest part of a change of theme or window size.
"""

import re
from collections.abc import Mapping

from rich.style import Style

# Every mark also has an attribute (bold, underline, reverse), so that it is visible without color.
LOOKS: Mapping[str, str] = {
    # The list of articles.
    "list--title": "bold $foreground", "list--read": "$foreground", "list--facts": "$quiet",
    "list--snippet": "italic $foreground", "list--hit": "bold underline $accent", "list--selected": "on $selected",
    "list--focused": "on $selected-focused", "list--bar": "$accent", "list--unread": "$accent",
    "list--star": "bold $accent", "list--problem": "$warning", "list--empty": "$quiet", "list--divider": "$secondary",
    "list--month": "$quiet",
    # An article.
    "article--title": "bold $foreground", "article--facts": "$quiet", "article--tags": "$secondary",
    "article--problem": "$warning", "article--heading-1": "bold $accent", "article--heading-2": "bold $accent",
    "article--heading-3": "bold underline $accent", "article--heading-4": "bold $foreground",
    "article--heading-5": "bold italic $secondary", "article--heading-6": "italic $secondary",
    "article--quote": "italic $foreground", "article--code-block": "$foreground on $panel",
    "article--table-head": "bold $accent", "article--footnote": "bold $accent", "article--raised": "$secondary",
    "article--done": "strike $quiet", "article--marked": "underline on $note-yellow",
    "article--code": "$secondary", "article--emphasis": "italic", "article--strong": "bold",
    "article--strike": "strike", "article--link": "underline $secondary", "article--image": "italic $quiet",
    "article--marker": "$quiet", "article--rule": "$panel", "article--bar": "$accent",
    "article--hit": "underline on $hit", "article--current": "bold $current-text on $current",
    "article--evidence": "underline on $evidence", "article--selection": "$foreground on $selection",
    "article--caret": "bold on $caret", "article--noted": "underline", "article--yellow": "on $note-yellow",
    "article--green": "on $note-green", "article--blue": "on $note-blue", "article--pink": "on $note-pink",
    "article--orange": "on $note-orange", "article--overlap": "uu", "article--edge": "bold $accent",
    "article--here": "bold", "article--empty": "$quiet",
    # Code, by the kind of token.
    "code--comment": "italic $quiet", "code--string": "$success", "code--number": "$warning",
    "code--keyword": "bold $accent", "code--name": "$secondary",
    # Two articles side by side.
    "compare--aside": "bold $quiet", "compare--shared": "on $evidence", "compare--reworded": "on $panel",
    "compare--moved": "italic on $evidence", "compare--old": "italic underline $warning",
    "compare--new": "bold underline $success", "compare--agree": "bold $accent",
    "compare--disagree": "bold reverse $error", "compare--sign": "$accent", "compare--told": "italic $quiet",
    # The notes beside an article.
    "notes--quote": "italic", "notes--quiet": "$quiet", "notes--whole": "italic $quiet", "notes--warning": "$warning",
    "notes--body": "$foreground", "notes--tags": "$secondary", "notes--gone": "strike $warning",
    "notes--new": "bold underline $success", "notes--selected": "on $selected",
    "notes--focused": "on $selected-focused", "notes--bar": "$accent", "notes--yellow": "$mark-yellow",
    "notes--green": "$mark-green", "notes--blue": "$mark-blue", "notes--pink": "$mark-pink",
    "notes--orange": "$mark-orange",
    # The cross-references.
    "crossrefs--heading": "bold $secondary", "crossrefs--title": "bold $foreground", "crossrefs--gone": "$warning",
    "crossrefs--facts": "$quiet", "crossrefs--judged": "bold $success", "crossrefs--badges": "$accent",
    "crossrefs--reason": "$secondary", "crossrefs--quote": "italic $foreground",
    "crossrefs--shared": "bold italic underline $foreground", "crossrefs--difference": "italic $foreground",
    "crossrefs--hint": "$secondary",
    # The notebook, and its facets.
    "notebook--heading": "bold $accent", "notebook--told": "$quiet", "notebook--quote": "italic $foreground",
    "notebook--body": "$foreground", "notebook--facts": "$quiet", "notebook--tags": "$secondary",
    "notebook--state": "bold $warning", "notebook--selected": "on $selected",
    "notebook--focused": "on $selected-focused", "notebook--bar": "$accent", "notebook--mark": "bold $accent",
    "notebook--empty": "$quiet", "notebook--yellow": "on $note-yellow", "notebook--green": "on $note-green",
    "notebook--blue": "on $note-blue", "notebook--pink": "on $note-pink", "notebook--orange": "on $note-orange",
    "note-facets--heading": "bold $accent", "note-facets--name": "$foreground", "note-facets--count": "$quiet",
    "note-facets--bar": "$secondary", "note-facets--on": "bold $accent", "note-facets--selected": "on $selected",
    "note-facets--focused": "on $selected-focused",
    # The ledger of figures.
    "ledger--head": "$quiet", "ledger--counted": "bold $foreground", "ledger--number": "$accent",
    "ledger--selected": "on $selected-focused",
    # The query in the search box.
    "box--field": "$secondary", "box--operator": "bold $accent", "box--phrase": "italic", "box--value": "italic",
}  # fmt: skip
_VARIABLE = re.compile(r"\$([a-z-]+)")


def style_of(look: str, variables: Mapping[str, str]) -> Style:
    """Return the style that *look* describes, with the colors of a theme's *variables*."""
    return Style.parse(_VARIABLE.sub(lambda found: _color(found[1], variables), look))


def _color(name: str, variables: Mapping[str, str]) -> str:
    """Return Rich's name of a color: a theme may have another for looks than for the stylesheet."""
    color = variables.get(f"look-{name}", variables[name]).removeprefix("ansi_")
    return "default" if color == "transparent" else color
