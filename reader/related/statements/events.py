"""What happened to what is counted: the verb around a quantity."""

from reader.related.statements.counted import Thing, is_compound, is_verb
from reader.related.statements.quantities import Quantity
from reader.related.statements.row import TokenRow
from reader.related.statements.tokens import (
    ADVERB,
    AUXILIARY,
    DETERMINER,
    MARK,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
)
from reader.text.saying_words import saying_words
from reader.text.verb_forms import base_form

_PARTICLES = frozenset("back out off away up down over".split())
_BEFORE_BASE = frozenset("to will would could can may must did might".split())
# After these another verb tells what happens.
_BEGINS = frozenset("start begin continue manage try help need want plan go able have stop".split())
# These tell nothing that happened to what is counted.
_LIGHT = frozenset(
    """
    be have include look seem appear speak talk mention mean consist amount name call number concern regard remain
    contain comprise span
    """.split()
)
# These tell how a number was found, not what happened.
_COUNTING = frozenset("count estimate put report record register number tally".split())
_LENGTHS = frozenset("m km ft mi".split())
_DURATIONS = frozenset("second minute hour day week month year decade".split())
# Another clause begins at these.
_ENDS = frozenset("he she it they we i you ; : .".split())
# Tokens in which the verb of a quantity stands, and of the longest group of auxiliaries.
_NEAR = 14
_LONGEST_GROUP = 9


def event_of(row: TokenRow, quantity: Quantity, thing: Thing) -> str:
    """Return the base form of the verb that tells what happened to what is counted; empty if none does."""
    after = thing.last + 1
    noun = _noun_of(row, quantity, after)
    if noun is not None:
        return noun
    before = quantity.first - 1
    while before > 0 and _is_between(row, before):
        before -= 1
    if row.word(before) == "by" and is_verb(row, before - 1):
        return _base(row, before - 1)
    if row.word(before) == "including":
        return _subject_of(row, after + (row.word(after) == ","))
    return _object_of(row, before) or _subject_of(row, after) or _around(row, before, thing)


def _noun_of(row: TokenRow, quantity: Quantity, after: int) -> str | None:
    """Return the noun that tells it where no verb does: "the total 45", "800 m from", "15 days' notice"."""
    if row.word(quantity.first - 1) == "total" and row.word(quantity.first - 2) in {"the", "a"}:
        return "total"
    if quantity.unit in _LENGTHS and row.word(after) == "from":
        return "distance"
    return _noun(row, after) if is_compound(row, quantity) or row.word(after) == "'" else None


def _is_between(row: TokenRow, place: int) -> bool:
    """Whether a word stands only between a verb and its number: "killed another 40"."""
    if row.words[place] in _PARTICLES:
        return False
    return row.has(place, DETERMINER | ADVERB) or row.words[place] in {"total", "number", "of"}


def _noun(row: TokenRow, at: int) -> str:
    while row.words[at : at + 1] in (["'"], ["’"]):
        at += 1
    return row.word(at) if row.word(at).isalpha() and not row.has(at, PREPOSITION | AUXILIARY) else ""


def _object_of(row: TokenRow, before: int) -> str:
    """Return the verb of which a quantity is the object: the word right before it."""
    particle = ""
    if row.word(before) in _PARTICLES and before and is_verb(row, before - 1):
        particle, before = f" {row.words[before]}", before - 1
    base = _base(row, before)
    if not base or base in _LIGHT | _COUNTING or _only_says(base):
        return ""
    return f"{base}{particle}"


def _base(row: TokenRow, at: int) -> str:
    """Return the base form of a verb at *at*: one by its ending, or one after "to" or "will"."""
    if at < 0 or row.has(at, AUXILIARY):
        return ""
    if is_verb(row, at):
        return base_form(row.words[at]) or ""
    is_bare = at > 0 and row.words[at - 1] in _BEFORE_BASE and row.words[at].isalpha()
    return row.words[at] if is_bare and not row.has(at, DETERMINER | PRONOUN | PREPOSITION) else ""


def _only_says(base: str) -> bool:
    """Whether a verb tells that something is said, not what happened: "he said 1,000 people came"."""
    known = saying_words("en").get(base)
    return known is not None and not known.classes.isdisjoint({"say", "tell", "show", "think", "know"})


def _subject_of(row: TokenRow, after: int) -> str:
    """Return the verb of which a quantity is the subject: the first one after it."""
    at, reach, otherwise = after, min(len(row), after + _NEAR), ""
    while at < reach:
        word = row.words[at]
        if word == ",":
            at = _past_insertion(row, at, reach)
            continue
        if word in _ENDS or (row.has(at, SUBORDINATOR) and word != "that"):
            break
        if row.has(at, AUXILIARY) or (is_verb(row, at) and not word.endswith("ing")):
            return _verb_from(row, at)
        if is_verb(row, at):
            # "vehicles belonging to the army have been destroyed"
            otherwise = otherwise or base_form(word) or ""
        at += 1
    return otherwise


def _past_insertion(row: TokenRow, comma: int, reach: int) -> int:
    """Return where a sentence goes on after ", including 47,000 children,"; its end if something else begins."""
    if row.word(comma + 1) not in {"including", "among", "with", "some", "most", "mostly", "many"}:
        return len(row)
    following = row.find(",", comma + 2)
    return following + 1 if 0 < following < reach + _NEAR else len(row)


def _verb_from(row: TokenRow, at: int) -> str:
    """Return what a verb group says that happens: of "have been completely taken back" the "take back"."""
    begun = ""
    for place in range(at, min(len(row), at + _LONGEST_GROUP)):
        word = row.words[place]
        if row.has(place, AUXILIARY) and begun:
            break
        if row.has(place, AUXILIARY | ADVERB) or word.endswith("ly") or word in {"to", "able"}:
            continue
        base = _base(row, place)
        if not base:
            return (_begun(row, place) or begun) if begun else _state(row, place)
        if base not in _BEGINS:
            return "" if base in _LIGHT else _with_particle(row, base, place)
        begun = base
    return begun


def _with_particle(row: TokenRow, base: str, place: int) -> str:
    if base in _COUNTING:
        return ""
    return f"{base} {row.word(place + 1)}" if row.word(place + 1) in _PARTICLES else base


def _begun(row: TokenRow, at: int) -> str:
    """Return the noun for what begins: "started a withdrawal"."""
    at += row.has(at, DETERMINER)
    return row.word(at) if row.word(at).isalpha() and not row.flags[at] else ""


def _state(row: TokenRow, at: int) -> str:
    """Return what something is under or in: "is under the control of"."""
    if row.words[at] in {"under", "in"} and row.has(at + 1, DETERMINER) and row.word(at + 3) == "of":
        return row.words[at + 2]
    return ""


def is_duration(counted: str) -> bool:
    """Whether what is counted is time: "hours"."""
    return counted.rpartition(" ")[2].removesuffix("s") in _DURATIONS


def _around(row: TokenRow, before: int, thing: Thing) -> str:
    """Return the nearest verb before a quantity that stands in an adjunct: "leave the city through 8 corridors".

    How long it took is nothing that happens to the hours, and what happened to other numbers, "82 killed in four
    quarters", did not to these.
    """
    if not row.has(before, PREPOSITION) or is_duration(thing.text):
        return ""
    event = ""
    for at in range(before - 1, max(-1, before - _NEAR), -1):
        if row.has(at, MARK | SUBORDINATOR):
            break
        if row.words[at][:1].isdigit():
            return ""
        base = _base(row, at)
        if not event and base and base not in _LIGHT | _COUNTING and not _only_says(base):
            event = base
    return event
