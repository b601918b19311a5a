"""The notes found, in groups with headings: by article, tag, color, date or state."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any

from reader.notebook.entries import Heading, NotebookEntry
from reader.notes.colors import COLORS
from reader.text.months import MONTHS

GROUPINGS = ("article", "tag", "color", "date", "state")
STATE_NAMES: Mapping[str, str] = {
    "orphan": "orphaned: the passage is gone",
    "changed": "changed: the words are different now",
    "moved": "moved: the same words in another place",
    "exact": "exact: the same words in the same place",
    "whole": "on a whole article",
    "": "not located yet",
}


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """Some entries under a *heading*; *article* is set if they are grouped by article."""

    heading: str
    entries: Sequence[NotebookEntry]
    article: Heading | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """The number of notes found with each tag, color and state; the most frequent first."""

    tags: Sequence[tuple[str, int]] = ()
    colors: Sequence[tuple[str, int]] = ()
    states: Sequence[tuple[str, int]] = ()


def group_entries(entries: Iterable[NotebookEntry], grouping: str) -> tuple[NoteGroup, ...]:
    """Return *entries* in groups of one of GROUPINGS. A note with several tags is in the group of each."""
    return _GROUPERS[grouping](entries)


def count_facets(entries: Sequence[NotebookEntry]) -> Counts:
    """Return how often each tag, color and state is among *entries*."""
    notes = [each.annotation for each in entries]
    tags = Counter(chain.from_iterable(each.tags for each in notes if each.tags))
    colors = Counter(each.color for each in notes if each.color)
    states = Counter(each.state for each in entries)
    order = [*STATE_NAMES]
    return Counts(
        sorted(tags.items(), key=lambda pair: (-pair[1], pair[0])),
        sorted(colors.items(), key=lambda pair: (_color_order(pair[0]), pair[0])),
        sorted(states.items(), key=lambda pair: order.index(pair[0])),
    )


def _by_article(entries: Iterable[NotebookEntry]) -> tuple[NoteGroup, ...]:
    # The notebook keeps the notes of an article together, in the order of its text.
    together = groupby(entries, key=lambda entry: entry.heading)
    return tuple(NoteGroup(heading.title, [*listed], heading) for heading, listed in together)


def _by_tag(entries: Iterable[NotebookEntry]) -> tuple[NoteGroup, ...]:
    by_tag: dict[str, list[NotebookEntry]] = {}
    for each in entries:
        for tag in each.annotation.tags or ("",):
            by_tag.setdefault(tag, []).append(each)
    bare = by_tag.pop("", [])
    ordered = sorted(by_tag.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    groups = [NoteGroup(f"#{tag}", listed) for tag, listed in ordered]
    return (*groups, *([NoteGroup("without a tag", bare)] if bare else ()))


def _by_color(entries: Iterable[NotebookEntry]) -> tuple[NoteGroup, ...]:
    ordered = _gathered(entries, lambda entry: entry.annotation.color, lambda color: (_color_order(color), color))
    return tuple(NoteGroup(color or "without a color", listed) for color, listed in ordered)


def _by_date(entries: Iterable[NotebookEntry]) -> tuple[NoteGroup, ...]:
    latest = sorted(entries, key=lambda entry: (entry.day, entry.annotation.created), reverse=True)
    return tuple(NoteGroup(_month_name(month), listed) for month, listed in _gathered(latest, _month_of, lambda _: 0))


def _by_state(entries: Iterable[NotebookEntry]) -> tuple[NoteGroup, ...]:
    order = [*STATE_NAMES]
    gathered = _gathered(entries, lambda entry: entry.state, order.index)
    return tuple(NoteGroup(STATE_NAMES[state], listed) for state, listed in gathered)


_GROUPERS: Mapping[str, Callable[[Iterable[NotebookEntry]], tuple[NoteGroup, ...]]] = {
    "article": _by_article, "tag": _by_tag, "color": _by_color, "date": _by_date, "state": _by_state,
}  # fmt: skip


def _gathered(
    entries: Iterable[NotebookEntry], key_of: Callable[[NotebookEntry], str], order: Callable[[str], Any]
) -> list[tuple[str, list[NotebookEntry]]]:
    found: dict[str, list[NotebookEntry]] = {}
    for each in entries:
        found.setdefault(key_of(each), []).append(each)
    return sorted(found.items(), key=lambda pair: order(pair[0]))


def _color_order(color: str) -> int:
    if color in COLORS:
        return COLORS.index(color)
    return len(COLORS) + (not color)


def _month_of(entry: NotebookEntry) -> str:
    return entry.made.isoformat()[:7] if entry.made else ""


def _month_name(month: str) -> str:
    return f"{MONTHS[int(month[5:7]) - 1]} {month[:4]}" if month else "without a date"
