"""The words by which texts say who said what: a table of verbs and nouns of saying, with their forms."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).with_name("saying_words.txt")
_SIMPLE = frozenset(
    """
    verb that aux wish source source_after source_quoted citing nominal as so stop not nobody if passive time hearer
    impersonal in reflexive back owned passing to office
    """.split()
)
_NOMINAL = frozenset(("noun", "speech"))
_VOWELS = frozenset("aeiou")
BASE, THIRD, PAST, PARTICIPLE, ING = "base", "third", "past", "participle", "ing"


class SayingWord(NamedTuple):
    """A form of a word of saying: its *lemma*, *form*, the classes that it is in, and what must follow it, by class.

    *particles* maps the second word of a verb ("point out") to its classes; *classes* are those of the word alone,
    *verbal* the ones that it has as a verb.
    """

    lemma: str
    form: str
    classes: frozenset[str]
    verbal: frozenset[str]
    particles: dict[str, frozenset[str]]


@cache
def saying_words(language: str) -> dict[str, SayingWord]:
    """Return the words of saying of English by their forms, in small letters; none of a language without grammar."""
    alone: dict[str, set[str]] = {}
    joined: dict[str, dict[str, set[str]]] = {}
    forms: dict[str, list[str]] = {}
    for kind, entry in _entries(language):
        if kind == "outlet" or kind in _SIMPLE:
            continue
        word, _, rest = entry.partition("/")
        lemma, _, particle = word.partition("|")
        forms.setdefault(lemma, rest.split("/") if rest else [])
        if particle:
            joined.setdefault(lemma, {}).setdefault(particle, set()).add(kind)
        else:
            alone.setdefault(lemma, set()).add(kind)
    found: dict[str, SayingWord] = {}
    for lemma, given in forms.items():
        classes = frozenset(alone.get(lemma, ()))
        particles = {each: frozenset(kinds) for each, kinds in joined.get(lemma, {}).items()}
        for form, surface in _inflected(lemma, given, is_noun=classes <= {"noun", "speech"} and not particles):
            found.setdefault(surface, SayingWord(lemma, form, classes, classes - _NOMINAL, particles))
    return found


class SimpleWords(NamedTuple):
    """What is known of a language beside English: its words by class, as the table explains them."""

    language: str
    sources: tuple[tuple[str, ...], ...]
    citing: tuple[tuple[str, ...], ...]
    back: tuple[tuple[str, ...], ...]
    by_class: Mapping[str, frozenset[str]]

    @property
    def cues(self) -> frozenset[str]:
        """The words without which a sentence attributes nothing."""
        known = self.by_class
        alone = known["verb"] | known["so"] | known["source_after"] | known["source_quoted"] | known["impersonal"]
        return alone | {source[0] for source in self.sources}

    def has(self, kind: str, word: str) -> bool:
        """Whether a word is of a class."""
        return word in self.by_class[kind]


@cache
def simple_words(language: str) -> SimpleWords | None:
    """Return the words of saying of a language whose grammar is not known; None where there is no table."""
    kinds: dict[str, list[str]] = {kind: [] for kind in _SIMPLE}
    for kind, word in _entries(language):
        kinds.setdefault(kind, []).append(word)
    if not kinds["verb"]:
        return None
    by_class = {kind: frozenset(words) for kind, words in kinds.items()}
    source, citing, back = (_sequences(kinds[kind]) for kind in ("source", "citing", "back"))
    return SimpleWords(language, source, citing, back, by_class)


def _sequences(entries: list[str]) -> tuple[tuple[str, ...], ...]:
    """Return words in a row, the longest first."""
    return tuple(sorted((tuple(each.split("_")) for each in entries), key=len, reverse=True))


def is_read(language: str) -> bool:
    """Whether texts of a language are read for statements."""
    return bool(saying_words(language)) or simple_words(language) is not None


@cache
def outlet_words(language: str) -> frozenset[str]:
    """Return the last words of the names of outlets and agencies, in small letters."""
    return frozenset(word for kind, word in _entries(language) if kind == "outlet")


def _entries(language: str) -> list[tuple[str, str]]:
    found = []
    for line in _FILE.read_text("utf-8").splitlines():
        head, _, words = line.partition(": ")
        code, _, kind = head.partition(" ")
        if code == language:
            found += [(kind, word) for word in words.split()]
    return found


def _inflected(lemma: str, given: list[str], *, is_noun: bool) -> list[tuple[str, str]]:
    third = _third(lemma)
    if is_noun:
        return [(BASE, lemma), (THIRD, third)]
    past = given[0] if given else _past(lemma)
    participle = given[1] if len(given) > 2 else past
    ing = given[-1] if len(given) > 1 else _ing(lemma)
    return [(PAST, past), (BASE, lemma), (THIRD, third), (PARTICIPLE, participle), (ING, ing)]


def _third(lemma: str) -> str:
    if lemma[-1] == "y" and lemma[-2] not in _VOWELS:
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{lemma}s"


def _past(lemma: str) -> str:
    if lemma[-1] == "e":
        return f"{lemma}d"
    return f"{lemma[:-1]}ied" if lemma[-1] == "y" and lemma[-2] not in _VOWELS else f"{lemma}ed"


def _ing(lemma: str) -> str:
    return f"{lemma[:-1]}ing" if lemma[-1] == "e" and lemma[-2] not in {"e", "o", "y"} else f"{lemma}ing"
