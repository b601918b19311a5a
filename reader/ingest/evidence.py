"""What the words of a line give away: appeal, rights, navigation, caption or comment widget."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from reader.ingest import phrases
from reader.ingest.lines import Line, key_of

Evidence = Mapping[str, int]
_NONE: Evidence = MappingProxyType({})
_Phrases = dict[str, list[tuple[str, str, int]]]


_ASKS = re.compile(
    r"(?i:support|donate to|subscribe to|follow|join|help|soutenez|unterstützen sie|поддержите)\s+(?:the )?"
    r"[A-ZА-Я]\S{1,40}(?:\s\S{1,40}){0,3}\Z"
)


class Vocabulary:
    """The phrases that give furniture away, with those of one library added."""

    def __init__(self, appeals: Iterable[str] = ()) -> None:
        self._by_first_word: _Phrases = {}
        for (kind, weight), text in phrases.PHRASES.items():
            for phrase in _listed(text):
                self._add(phrase, kind, weight)
        for appeal in filter(None, map(key_of, appeals)):
            self._add(appeal, "appeal", 3)
        self._whole = {key: kind for kind, text in phrases.WHOLE_LINES.items() for key in _listed(text)}
        self._endings = frozenset(_listed(phrases.ENDINGS))
        self._furniture = frozenset(phrases.FURNITURE.split())

    def evidence(self, line: Line) -> Evidence:
        """Return how telling the line's phrases are, by kind; 3 and more is enough for a short line."""
        found: dict[str, int] = {}
        whole = self._whole.get(line.key)
        if whole:
            found[whole] = 3
        padded = ""
        for word in set(line.tokens) & self._by_first_word.keys():
            padded = padded or f" {line.key} "
            for phrase, kind, weight in self._by_first_word[word]:
                if phrase in padded:
                    found[kind] = found.get(kind, 0) + weight
        if "©" in line.seen or line.folded.startswith("(c) "):
            found["rights"] = found.get("rights", 0) + 3
        return found or _NONE

    def is_ending(self, line: Line) -> bool:
        """Whether the line is a heading after which nothing of an article comes."""
        return line.key in self._endings

    def furniture_share(self, line: Line) -> float:
        """Return the share of the line's words that furniture is made of."""
        tokens = line.tokens
        return sum(token in self._furniture for token in tokens) / len(tokens) if tokens else 0.0

    def is_free_of_furniture(self, words: Iterable[str]) -> bool:
        """Whether none of the words (without case) is one that furniture is made of."""
        return self._furniture.isdisjoint(words)

    def _add(self, phrase: str, kind: str, weight: int) -> None:
        self._by_first_word.setdefault(phrase.split(" ", 1)[0], []).append((f" {phrase} ", kind, weight))


def _listed(text: str) -> list[str]:
    return [words for phrase in phrases.listed(text) if (words := key_of(phrase))]


def is_asking(line: Line) -> bool:
    """Whether a short line asks to support or follow somebody by name; an article's subheading may look so too."""
    return line.word_count <= 6 and bool(_ASKS.match(line.text))


@lru_cache(maxsize=8)
def vocabulary(appeals: tuple[str, ...] = ()) -> Vocabulary:
    """Return the vocabulary with a library's own *appeals*."""
    return Vocabulary(appeals)
