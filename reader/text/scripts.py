"""Scripts: their letters, the marks within words, and what joins two words."""

import re
from functools import cache

# Letters of right-to-left scripts: Hebrew to Arabic Extended, their presentation forms, and those of plane 1.
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
# Apostrophes, and signs for the Arabic hamza and ayn in Latin letters.
APOSTROPHES = "'\u2018\u2019\u201b\u02bc\u02bb\u02bd\u02be\u02bf\u02c8\u2032`\u00b4\uff07"
# The inside of a character class.
HYPHENS = "\\-\u2010\u2011\u2012\u2013\u00ad_&"
# What is not seen and parts no words: joiners, places where a line may break, the mark at the start of a file.
UNSEEN = "\u200b-\u200d\u2060\ufeff\u00ad"
# Marks that are part of words without being letters: accents, vowel signs, and what is not seen.
MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u0900-\u0963\u0966-\u0dff\u0e00-\u0e7f\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1064\u17b4-\u17d3"
    f"{UNSEEN}\uff9e\uff9f"
)
# Han and kana, also of half width: each sign counts as a word.
IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d"
# Thai, Lao, Burmese and Khmer have no spaces either: a letter with its marks and stacked letters counts as a word.
SYLLABLES = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0edc-\u0edf"
    "\u1000-\u102a\u103f\u1050-\u1055\u1780-\u17b3"
)
_STACKED = (
    "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u1038\u103a-\u103e\u1056-\u1064"
    "\u17b4-\u17d1\u17d3\uff9e\uff9f]"
)
UNSPACED = f"{IDEOGRAPHS}{SYLLABLES}"
# One unit of a script without spaces.
UNSPACED_UNIT = f"[{IDEOGRAPHS}][\uff9e\uff9f]?|[{SYLLABLES}](?:{_STACKED}|[\u1039\u17d2][\u1000-\u102a\u1780-\u17b3])*"

_JOINS_NEXT = "\u1039\u17d2"

# For each script its usual language, and other languages that use it.
_LANGUAGES_BY_SCRIPT = (
    ("\u0370", "\u03ff", "el", frozenset[str]()),
    ("\u0400", "\u04ff", "ru", frozenset("uk be bg sr mk kk mn".split())),
    ("\u0530", "\u058f", "hy", frozenset[str]()),
    ("\u0590", "\u05ff", "he", frozenset({"yi"})),
    ("\u0600", "\u06ff", "ar", frozenset("fa ur ps ckb".split())),
    ("\u0900", "\u097f", "hi", frozenset("ne mr sa".split())),
    ("\u0b80", "\u0bff", "ta", frozenset[str]()),
    ("\u1100", "\u11ff", "ko", frozenset[str]()),
    ("\uac00", "\ud7af", "ko", frozenset[str]()),
)
_NOT_LATIN = frozenset[str]().union(*({first} | rest for _, _, first, rest in _LANGUAGES_BY_SCRIPT)) - {"sr"}


def is_unit_edge(text: str, at: int) -> bool:
    """Whether a unit of a script without spaces begins or ends at *at*, beside another letter."""
    if not 0 < at < len(text) or text[at - 1] in _JOINS_NEXT:
        return False
    starts, goes_on = _unit_patterns()
    return starts.match(text, at) is not None or (text[at].isalnum() and goes_on.match(text, at - 1) is not None)


@cache
def _unit_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    # Compiled on first use: the app starts without them.
    return re.compile(f"[{UNSPACED}]"), re.compile(f"[{UNSPACED}]|{_STACKED}")


def language_by_script(word: str, language: str, latin: str) -> str:
    """Return the language (two-letter code) that *word* is in, in a text that is in *language*: its script decides.

    *latin* is that of a word in Latin letters where *language* has others.
    """
    initial = word[:1]
    for first, last, usual, others in _LANGUAGES_BY_SCRIPT:
        if first <= initial <= last:
            return language if language in others else usual
    return latin if language in _NOT_LATIN else language
