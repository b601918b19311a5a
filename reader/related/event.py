"""Whether two articles tell of the same event: names and figures, terms and a window of dates together."""

from reader.library.names import NamesAuthority
from reader.related.articles import Kept, days_apart
from reader.related.common_figures import CommonFigure, figure_points
from reader.related.common_names import CommonName, name_points
from reader.related.evidence import Evidence
from reader.related.origin import closeness, nearness

_POINTS = 2.5
_NAMED = 3
_WINDOW = 5
# From this strength on two articles are taken to tell of one event.
EVENT = 1.0


def event_strength(
    one: Kept, other: Kept, likeness: float, names: list[CommonName], figures: list[CommonFigure]
) -> float:
    """Return how much says that two articles tell of the same event: from EVENT on they are taken to.

    A shared name is needed, and dates, where both are known, within a few days.
    """
    days = days_apart(one, other)
    if not names or (days is not None and days > _WINDOW):
        return 0.0
    said = likeness / 0.2 + name_points([name.rarity for name in names]) / 6
    said += figure_points([figure.weight for figure in figures]) / 5
    return said + (0.25 if days is not None and days <= 1 else 0.0)


def event_evidence(
    one: Kept, other: Kept, strength: float, names: list[CommonName], authority: NamesAuthority
) -> Evidence | None:
    """Say that two articles tell of the same event, where and when, if they do."""
    if strength < EVENT:
        return None
    kind_by_heading = {name.heading: name.kind for name in authority}
    ordered = sorted(names, key=lambda name: kind_by_heading.get(name.heading) != "place")[:_NAMED]
    text = f"same event: {' · '.join(name.heading for name in ordered)}{nearness(one, other)}"
    here = tuple(sorted({span for name in ordered for span in name.here}))
    there = tuple(sorted({span for name in ordered for span in name.there}))
    return Evidence("event", text, here, there, _POINTS + closeness(one, other))
