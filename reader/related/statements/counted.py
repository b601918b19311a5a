"""What a quantity counts: the noun phrase after the number."""

from functools import partial
from typing import NamedTuple

from reader.related.statements.quantities import MEASURES, Quantity
from reader.related.statements.row import TokenRow
from reader.related.statements.tokens import (
    ADVERB,
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    MARK,
    PLAIN_VERB,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
)
from reader.text.saying_words import simple_words
from reader.text.verb_forms import base_form

_PARTS = frozenset(
    """
    members pieces percent per tons tonnes kilograms liters litres barrels pounds groups units kinds types sets rounds
    victims employees supporters acres hectares bottles boxes bags cases victims survivors points percentage number
    """.split()
)
_ENDS = PLAIN_VERB | MARK | AUXILIARY | RELATIVE | SUBORDINATOR | TIME | PRONOUN | PREPOSITION | CONJUNCTION
# What follows these has a number, or none, of its own.
_COUNTED_ALONE = frozenset("the a an one two three four five six seven eight nine ten".split())
_OF_THEM = frozenset("them those these whom which".split())
_ARE = frozenset("is are was were".split())
_SEVERAL = frozenset("children women men people police".split())
_ADJECTIVES = frozenset(
    "armed wounded injured detained displaced elected united unarmed trapped infected estimated retired".split()
)
_LONGEST = 8
_LONGEST_NAME = 4
_OF = frozenset("de d' di des von".split())
_RUSSIAN_ADJECTIVES = ("ых", "их", "ые", "ие", "ого", "его", "ая", "ый", "ий")


class Thing(NamedTuple):
    """What is counted, its last token, and whether it stands for what was counted before: "1,524 of them"."""

    text: str
    last: int
    is_them: bool = False


def thing_of(row: TokenRow, quantity: Quantity) -> Thing:
    """Return what a quantity counts; empty text where the sentence does not say at once."""
    first = quantity.last + 1
    if quantity.unit in MEASURES:
        return Thing(quantity.unit, quantity.last)
    if is_compound(row, quantity):
        return Thing(_plural(row.words[quantity.last].split("-")[1]), quantity.last)
    if row.word(first) == "(" and row.word(first + 2) == ")":
        first += 3
    if row.word(first) == "of":
        if _is_of_them(row, first):
            return _kind_of_them(row, first + 2) or Thing("", first + 1, is_them=True)
        if quantity.unit == "%":
            return _share(row, first + 1)
        first += quantity.value is None
    if row.word(first) in _ARE and _is_of_them(row, quantity.first - 2):
        return _kind_of_them(row, first) or Thing("", quantity.last, is_them=True)
    last = _last(row, first)
    return Thing(_text(row, first, last).rstrip("'’"), max(last, quantity.last))


def thing_after(row: TokenRow, quantity: Quantity, language: str) -> Thing:
    """Return what a quantity counts in a language whose grammar is not known: the word that follows, or the noun."""
    first = quantity.last + 1
    first += row.word(first) in _OF
    last = first
    if language == "de":
        # German nouns have a capital, their adjectives have none.
        last = next(filter(row.is_capitalized, range(first, min(len(row), first + _LONGEST_NAME))), first)
    elif language == "ru" and row.word(first).endswith(_RUSSIAN_ADJECTIVES):
        last = first + 1
    words = simple_words(language)
    is_word = last < len(row) and row.words[first].isalpha() and not (words and words.has("stop", row.words[first]))
    return Thing(_text(row, first, last) if is_word else "", last if is_word else quantity.last)


def several_before(row: TokenRow, end: int) -> str:
    """Return the noun for several things that stands last before the token *end*: what "of them" may mean there."""
    for at in range(end - 1, 0, -1):
        word = row.words[at]
        is_noun = not row.flags[at] and not row.is_capitalized(at) and row.word(at - 1) not in {"to", "that"}
        if is_noun and _is_plural(word):
            return word
    return ""


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "'s", "us", "is"))


def _is_of_them(row: TokenRow, at: int) -> bool:
    return row.word(at) == "of" and row.word(at + 1) in _OF_THEM


def _kind_of_them(row: TokenRow, first: int) -> Thing | None:
    """Return of what kind those are that a number picks out: "412 people, 90 of them children" or "were children"."""
    if row.word(first) in _ARE:
        first += 1
        last = next(filter(partial(_is_kind, row), range(_last(row, first), first - 1, -1)), first - 1)
    else:
        last = _last(row, first)
        is_whole = last + 1 == len(row) or row.has(last + 1, MARK | CONJUNCTION)
        last = last if is_whole and _is_kind(row, last) else first - 1
    return Thing(_text(row, first, last), last) if last >= first else None


def _is_kind(row: TokenRow, at: int) -> bool:
    return _is_plural(row.words[at]) or row.words[at] in _SEVERAL


def is_compound(row: TokenRow, quantity: Quantity) -> bool:
    """Whether a quantity is part of an adjective: "three-day"."""
    word = row.words[quantity.last]
    # "Twenty-five" and "half-dozen" are numbers and no more.
    is_part = quantity.first == quantity.last and quantity.end < row.ends[quantity.last]
    return is_part and "-" in word and not word.replace("-", "").replace(",", "").isdecimal()


def _text(row: TokenRow, first: int, last: int) -> str:
    return " ".join(row.text[row.starts[first] : row.ends[last]].split()) if last >= first else ""


def _share(row: TokenRow, first: int) -> Thing:
    """Return what a percentage is of: "% of Aleppo"."""
    last = _last(row, first)
    return Thing(f"% of {_text(row, first, last)}" if last >= first else "", max(last, first - 1))


def _plural(unit: str) -> str:
    return unit if unit.endswith("s") else f"{unit}s"


def _last(row: TokenRow, first: int) -> int:
    """Return the last token of the noun phrase that begins at *first*; the one before it if none does."""
    at = first
    while at < len(row) and at - first < _LONGEST and not _stops(row, at, first):
        at += 1
    while at > first and row.is_only(at - 1, PREPOSITION | CONJUNCTION | ADVERB, 0):
        at -= 1
    return at - 1


def _stops(row: TokenRow, at: int, first: int) -> bool:
    word, before = row.words[at], row.word(at - 1)
    if word == "of":
        return not (at == first or before in _PARTS or before.endswith("%"))
    if word == "and" and at > first:
        return not _joins(row, at + 1)
    if row.has(at, DETERMINER) and before in {"of", "and"}:
        return at == first
    if row.has(at, _ENDS | DETERMINER) or word.endswith("ly") or word[:1].isdigit():
        return True
    return at > first and is_verb(row, at)


def _joins(row: TokenRow, at: int) -> bool:
    """Whether what follows an "and" is counted too: "members and their families", not "soldiers and two ships"."""
    return row.has(at, DETERMINER) and row.words[at] not in _COUNTED_ALONE


def is_verb(row: TokenRow, at: int) -> bool:
    """Whether a token looks like a verb in the past, a participle or an -ing form."""
    word = row.word(at)
    if (
        not word
        or row.is_capitalized(at)
        or (word.startswith("un") and not word.startswith("under"))
        or word in _ADJECTIVES
        or word.startswith("'")
    ):
        return False
    return base_form(word) is not None and (not word.endswith("ing") or len(word) > 5)
