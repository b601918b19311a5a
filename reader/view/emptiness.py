"""Why nothing was found, in the few lines of an empty list. Computed without Textual."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.search.index import EmptyCause
    from reader.view.keymap import Keymap

_PROPOSED = 3
_BLAMED = 3


def nothing_found(keymap: "Keymap") -> tuple[str, ...]:
    """Return what an empty list says before it is known why it is empty."""
    return ("Nothing found.", "", keymap.fill("{back} clears the search."))


def emptied_lines(empty_causes: "Sequence[EmptyCause]", keymap: "Keymap") -> tuple[str, ...]:
    """Return lines that say which parts of a query emptied it, and what there is that is near."""
    lines = ["Nothing found.", ""]
    for each in empty_causes[:_BLAMED]:
        lines += _blamed(each)
    hint = "{explain} offers what is near." if any(each.proposals for each in empty_causes) else "{explain} tells more."
    return (*lines, "", keymap.fill(f"{hint} {{back}} clears the search."))


def _blamed(emptier: "EmptyCause") -> Iterator[str]:
    yield told(emptier)
    if emptier.proposals:
        near = ", ".join(f"{each.word} ({each.count:,})" for each in emptier.proposals[:_PROPOSED])
        yield f"  near: {near}"


def told(emptier: "EmptyCause") -> str:
    """Return what a part of a query does to it, in a sentence."""
    if not emptier.count:
        return f"No article has “{emptier.label}”."
    without = f"; without it, {emptier.without:,}" if emptier.without else ""
    return f"“{emptier.label}”: {emptier.count:,}{without}."
