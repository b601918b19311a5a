"""Whether two articles tell of the same event: names and figures, terms and a window of dates together."""

from reader.library.names import NamesAuthority
from reader.related.articles import closeness, nearness
from reader.related.common_figures import CommonFigure, figure_points
from reader.related.common_names import CommonName, name_points
from reader.related.evidence import Evidence

_POINTS = 2.5
_NAMED = 3
_WINDOW = 5
# How much likeness, shared names or shared figures would each have to be to say it alone. Likeness is never enough.
# In a small library likeness and names say less: there everything is about the same.
_ALIKE = 0.2
_ALIKE_AT_MOST = 0.9
_SMALL = 200
_NAMES = 3.5
_FIGURES = 5.0
_SAME_DAY = 0.2
# From this strength on two articles are taken to tell of one event.
EVENT = 1.0


def event_strength(
    days: int | None, total: int, likeness: float, names: list[CommonName], figures: list[CommonFigure]
) -> float:
    """Return how much says that two articles tell of the same event: from EVENT on they are taken to.

    A shared name is needed. *days* is how far the articles lie apart in time, if that is known, *total* how many
    articles the library has.
    """
    if not names or (days is not None and days > _WINDOW):
        return 0.0
    small = 1 + max(0.0, 1 - total / _SMALL)
    said = min(likeness / _ALIKE / small, _ALIKE_AT_MOST)
    said += name_points([name.rarity for name in names], closeness(days)) / _NAMES / small
    said += figure_points([figure.weight for figure in figures]) / _FIGURES
    return said + (_SAME_DAY if days is not None and days <= 1 else 0.0)


def event_evidence(
    days: int | None, strength: float, names: list[CommonName], authority: NamesAuthority
) -> Evidence | None:
    """Say that two articles tell of the same event, where and when, if they do."""
    if strength < EVENT:
        return None
    kind_by_heading = {name.heading: name.kind for name in authority}
    ordered = sorted(names, key=lambda name: kind_by_heading.get(name.heading) != "place")[:_NAMED]
    text = f"same event: {' · '.join(name.heading for name in ordered)}{nearness(days)}"
    here = tuple(sorted({span for name in ordered for span in name.here}))
    there = tuple(sorted({span for name in ordered for span in name.there}))
    return Evidence("event", text, here, there, _POINTS + closeness(days))
