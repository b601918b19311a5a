"""The speakers of a library as rows, and what one of them said. Computed without Textual."""

from typing import TYPE_CHECKING

from reader.text.folding import fold
from reader.view.phrases import count, day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.related.accounts import SpeakerCount
    from reader.room.statements import SpokenWords

# Nobody reads on in a list longer than this: another letter narrows it.
MOST_SHOWN = 500


def speakers_named(speakers: "Sequence[SpeakerCount]", typed: str) -> "list[SpeakerCount]":
    """Return the speakers with a word in their name that begins as *typed*, the first MOST_SHOWN."""
    key = f" {fold(' '.join(typed.split()))}"
    found = [each for each in speakers if key in f" {fold(each.name)}"] if key.strip() else list(speakers)
    return found[:MOST_SHOWN]


def extent(statements: int, articles: int) -> str:
    """Return how much a speaker is quoted: `7 statements in 3 articles`."""
    return f"{count(statements, 'statement')} in {count(articles, 'article')}"


def occasion(spoken: "SpokenWords") -> str:
    """Return when and where something was said, in which article, and through whom."""
    record, via = spoken.entry.record, spoken.statement.via
    parts = (day(record.published), record.site, spoken.entry.title, via and f"via {via.name}")
    return " · ".join(part for part in parts if part)
