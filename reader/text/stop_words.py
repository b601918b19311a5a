"""The most common words of each language, which show the language but little of the subject."""

from functools import cache, lru_cache
from pathlib import Path

from reader.text.folding import fold

_FILE = Path(__file__).with_name("stop_words.txt")
# Stop words that are as often something else: a country, military intelligence.
_TELLING = frozenset(("us", "mi"))


@lru_cache(maxsize=64)
def stop_words(language: str) -> frozenset[str]:
    """Return the folded stop words of a language (two-letter code); empty if there is no list."""
    frequent, others = _lists().get(language, ((), ()))
    return frozenset(map(fold, (*frequent, *others))) - _TELLING


@cache
def frequent_words() -> dict[str, frozenset[str]]:
    """Return by language its most frequent words, in lower case with accents."""
    return {language: frozenset(frequent) for language, (frequent, _) in _lists().items()}


@cache
def _lists() -> dict[str, tuple[list[str], list[str]]]:
    found = {}
    for line in _FILE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            language, _, words = line.partition(": ")
            frequent, _, others = words.partition("|")
            found[language] = (frequent.split(), others.split())
    return found
