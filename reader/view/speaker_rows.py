"""The speakers of a library as rows, and what one of them said. Computed without Textual."""

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.text.folding import fold
from reader.text.plurals import count
from reader.view.phrases import day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.related.accounts import SpeakerCount
    from reader.room.statements import SpokenWords

# Nobody reads a longer list: another letter narrows it.
MOST_SHOWN = 500


def speakers_named(speakers: "Sequence[SpeakerCount]", typed: str) -> "list[SpeakerCount]":
    """Return the speakers with a word in their name that begins with *typed*, at most MOST_SHOWN."""
    key = f" {fold(' '.join(typed.split()))}"
    found = [each for each in speakers if key in f" {fold(each.name)}"] if key.strip() else list(speakers)
    return found[:MOST_SHOWN]


def extent(statements: int, articles: int) -> str:
    """Return how often a speaker is quoted: `7 statements in 3 articles`."""
    return f"{count(statements, 'statement')} in {count(articles, 'article')}"


class SaidRow(NamedTuple):
    """What a speaker said, where it stands first, and in how many *other_articles* the same words stand."""

    spoken: "SpokenWords"
    other_articles: int


def said_rows(spoken: "Iterable[SpokenWords]") -> list[SaidRow]:
    """Return what a speaker said, the same words once: reprints would fill the page."""
    by_words: dict[tuple[str, ...], list[SpokenWords]] = {}
    for each in spoken:
        by_words.setdefault(tuple(re.findall(r"\w+", fold(each.text))), []).append(each)
    return [SaidRow(every[0], len({each.entry.id for each in every}) - 1) for every in by_words.values()]


def occasion(row: SaidRow) -> str:
    """Return when and where something was said, in which article, through whom, and in how many others."""
    spoken, others = row
    record, via = spoken.entry.record, spoken.statement.via
    more = others and f"and {count(others, 'other article')}"
    parts = (day(record.published), record.site, spoken.entry.title, via and f"via {via.name}", more)
    return " · ".join(part for part in parts if part)
