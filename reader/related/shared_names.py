"""Names that two articles share, however each spells them, and whether both are on the same event."""

from collections.abc import Mapping
from typing import NamedTuple

from reader.library.names import NamesAuthority
from reader.related.articles import closeness, nearness
from reader.related.evidence import Evidence, Span
from reader.related.name_forms import is_variant
from reader.related.names import Mention, NameKeys, name_keys
from reader.related.shared_figures import CommonFigure, figure_points
from reader.related.subject import Subject

_LISTED = 12
_LEAST_RARITY = 0.08
_NAME_POINTS = 1.2
_CLOSE_POINTS = 1.0
_DECAY = 0.8
_EVENT_POINTS = 2.5
_NAMED = 3
_WINDOW = 5
# How much likeness, shared names or shared figures must each be to suffice alone. Likeness is never enough.
# In a small library likeness and names say less: everything there is about the same thing.
_ALIKE = 0.2
_ALIKE_AT_MOST = 0.9
_SMALL = 200
_NAMES = 3.5
_FIGURES = 5.0
_SAME_DAY = 0.2
# From this strength on two articles are taken to be on one event.
EVENT = 1.0


class CommonName(NamedTuple):
    """A name, how rare it is in the library (0 to 1), and its mentions in both texts."""

    heading: str
    rarity: float
    here: tuple[Span, ...]
    there: tuple[Span, ...]


def common_keys(here: NameKeys, there: NameKeys) -> frozenset[int]:
    """Return the keys of the names in common: a last name alone is one with a full name that ends in it."""
    return here.keys & there.keys | here.keys & there.aliases | here.aliases & there.keys


def common_names(subject: Subject, mentions: list[Mention], text: str) -> list[CommonName]:
    """Return the names that *subject* shares with another text, rarest first."""
    keys = common_keys(subject.name_keys, name_keys(mentions))
    here, there = _by_key(subject.profile.mentions, keys), _by_key(mentions, keys)
    named = (_common_name(subject, key, here[key], there[key], text) for key in keys)
    found = [name for name in named if name is not None and name.rarity >= _LEAST_RARITY]
    return sorted(_without_parts(found), key=lambda name: (-name.rarity, name.here))


def _by_key(mentions: list[Mention], keys: frozenset[int]) -> Mapping[int, list[Mention]]:
    by_key: dict[int, list[Mention]] = {key: [] for key in keys}
    for mention in mentions:
        # Where the full name is shared, its last name adds nothing.
        key = mention.key if mention.key in keys else mention.alias
        if key in keys:
            by_key[key].append(mention)
    return by_key


def _common_name(subject: Subject, key: int, here: list[Mention], there: list[Mention], text: str) -> CommonName | None:
    forms_here = _forms(subject.text, here)
    forms_there = _forms(text, there)
    heading = subject.heading_by_key.get(key)
    if heading is None:
        if not _are_one(forms_here, forms_there):
            return None
        heading = max({*forms_here, *forms_there}, key=lambda form: (len(form.split()), forms_here.get(form, 0), form))
    elif forms_here.keys() == forms_there.keys() and len(forms_here) == 1:
        # Both texts say "ISIS": the reader looks for that, not for the heading.
        heading = next(iter(forms_here))
    spans_here = tuple(sorted({(each.start, each.end) for each in here}))
    spans_there = tuple(sorted({(each.start, each.end) for each in there}))
    return CommonName(heading, subject.rarity_of_mark(key), spans_here, spans_there)


def _forms(text: str, mentions: list[Mention]) -> dict[str, int]:
    forms: dict[str, int] = {}
    for mention in mentions:
        form = text[mention.start : mention.end]
        forms[form] = forms.get(form, 0) + 1
    return forms


def _are_one(here: Mapping[str, int], there: Mapping[str, int]) -> bool:
    """Whether a form here and one there are spellings of a name, or one is the other's last name."""
    folded = {form.casefold() for form in here}
    if any(form.casefold() in folded for form in there):
        return True
    return any(_matches(one, other) for one in here for other in there)


def _matches(one: str, other: str) -> bool:
    if is_variant(one, other):
        return True
    longer, shorter = (one, other) if len(one.split()) > len(other.split()) else (other, one)
    return is_variant(longer.split()[-1], shorter)


def _without_parts(names: list[CommonName]) -> list[CommonName]:
    """Drop a name all of whose mentions are mentions of a longer one."""
    spans = {name.heading: (set(name.here), set(name.there)) for name in names}
    return [
        name
        for name in names
        if not any(
            len(other.heading) > len(name.heading)
            and spans[name.heading][0] <= spans[other.heading][0]
            and spans[name.heading][1] <= spans[other.heading][1]
            for other in names
        )
    ]


def name_points(rarities: list[float], close: float) -> float:
    """Return what shared names are worth: each one less than the rarer before it.

    Common names say much together if the articles are *close* in time (0 to 1); a rare one says it of any.
    """
    ordered = sorted(rarities, reverse=True)
    return sum(
        (_NAME_POINTS * rare**3 + _CLOSE_POINTS * close * rare) * _DECAY**place for place, rare in enumerate(ordered)
    )


def name_evidence(names: list[CommonName], close: float) -> Evidence | None:
    """Say which names are shared, if any are; *close* is how close in time the articles are, 0 to 1."""
    if not names:
        return None
    listed = " · ".join(name.heading for name in names[:_LISTED])
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    text = f"shared name{'s' if len(names) > 1 else ''}: {listed}{more}"
    here = tuple(sorted({span for name in names for span in name.here}))
    there = tuple(sorted({span for name in names for span in name.there}))
    points = name_points([name.rarity for name in names], close)
    return Evidence("name", text, here, there, points, len(names), tuple(name.heading for name in names[_LISTED:]))


def event_strength(
    days: int | None, total: int, likeness: float, names: list[CommonName], figures: list[CommonFigure]
) -> float:
    """Return how surely two articles are on the same event: from EVENT on they are taken to be.

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
    """Say that two articles are on the same event, where and when, if they are."""
    if strength < EVENT:
        return None
    kind_by_heading = {name.heading: name.kind for name in authority}
    ordered = sorted(names, key=lambda name: kind_by_heading.get(name.heading) != "place")[:_NAMED]
    text = f"same event: {' · '.join(name.heading for name in ordered)}{nearness(days)}"
    here = tuple(sorted({span for name in ordered for span in name.here}))
    there = tuple(sorted({span for name in ordered for span in name.there}))
    return Evidence("event", text, here, there, _EVENT_POINTS + closeness(days))
