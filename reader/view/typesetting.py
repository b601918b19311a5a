"""The typesetting of an article, by the settings and its language."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.view.line_breaks import Hyphens
from reader.view.lines import Typesetting
from reader.view.phrase_breaks import phrases_for

if TYPE_CHECKING:
    from reader.room.settings import Settings

# The number of empty lines between paragraphs.
_GAPS = {"book": 0, "normal": 1, "airy": 1}
_KNOWN_WORDS = 20_000


def typesetting_for(settings: "Settings", language: str | None) -> Typesetting:
    """Return the typesetting of an article in a *language*; without a known language words are not hyphenated."""
    return Typesetting(
        gap=_GAPS[settings.spacing],
        is_airy=settings.spacing == "airy",
        is_justified=settings.justify,
        hyphens=_hyphens_of(language) if settings.hyphens and language else None,
        orders=settings.right_to_left == "reader",
        phrases=phrases_for(language),
    )


@lru_cache(maxsize=8)
def _hyphens_of(language: str) -> Hyphens | None:
    """Return the hyphenation of a language; None without pyphen, or if it has no rules for it."""
    try:
        from pyphen import Pyphen, language_fallback
    except ImportError:
        return None
    known = language_fallback(language.replace("-", "_"))
    if known is None:
        return None
    rules = Pyphen(lang=known)

    @lru_cache(maxsize=_KNOWN_WORDS)
    def places(word: str) -> Sequence[int]:
        return [int(place) for place in rules.positions(word)]

    return places
