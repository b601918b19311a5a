"""Who does what a verb of saying says."""

from collections.abc import Sequence
from typing import Protocol

from reader.related.statements.counted import is_verb
from reader.related.statements.phrases import Phrase, head_phrase, phrase_after, phrase_before
from reader.related.statements.row import QUOTATION, TokenRow
from reader.related.statements.tokens import (
    ADVERB,
    AUXILIARY,
    CONJUNCTION,
    MARK,
    PLAIN_VERB,
    PREPOSITION,
    SUBORDINATOR,
    TIME,
)
from reader.related.statements.verbs import INFINITIVE, PARTICIPIAL, Verb

_RELATIVES = frozenset(("that", "which", "who"))
_ENDINGS_OF_ONE = ("ss", "us", "is", "'s", "ics", "news", "series", "days", "weeks", "months", "years", "hours")
_OWNERS = frozenset("his her its their my our whose".split())
_OF_TIME = frozenset("on this last next".split())
# Participles that may follow their subject without a comma: "a letter saying", but not "anyone wanting".
_SAYING = frozenset(
    "saying showing telling arguing claiming asking reading calling suggesting indicating warning announcing".split()
)
_LONGEST_APPOSITION = 30
_APART = MARK | PREPOSITION | CONJUNCTION | SUBORDINATOR | QUOTATION


class WithSubject(Protocol):
    """What was found before in the sentence."""

    @property
    def subject(self) -> Phrase | None:
        """Who it is said by."""


def subject_of(row: TokenRow, verb: Verb, found: Sequence[WithSubject]) -> tuple[Phrase | None, int]:
    """Return the subject of a verb, None if nobody is named, and the token with which its clause begins."""
    before = verb.first - 1
    if verb.mood in {PARTICIPIAL, INFINITIVE}:
        return _of_participle(row, verb, found)
    if before >= 0 and row.has(before, CONJUNCTION):
        return _main(row, before, found), before
    before = _past_time(row, before)
    if before < 0:
        return None, 0
    if row.words[before] in {",", "–", "—", "--", ")"}:
        return _apposed(row, before)
    phrase = _past_relative(row, phrase_before(row, before + 1))
    if phrase is None or _disagrees(row, verb, phrase):
        return None, verb.first
    return phrase, phrase[0]


def _past_time(row: TokenRow, before: int) -> int:
    """Return where a subject ends before the words that say when: "a panel in 2001 | found"."""
    if row.word(before).isdecimal() and row.word(before - 1) == "in":
        return before - 2
    if not row.has(before, TIME):
        return before
    before -= 2 if row.word(before - 1) in _OF_TIME else 1
    while row.has(before, ADVERB):
        before -= 1
    return before


def _past_relative(row: TokenRow, phrase: Phrase | None) -> Phrase | None:
    """Return who does what a clause before the verb tells: of "a study that appeared in Tolm found" the study.

    Its verb is the first word of the phrase, or the one before: "a paper that tells the events found".
    """
    if phrase is None:
        return None
    place = phrase[0]
    if phrase[0] == phrase[1] or not is_verb(row, place):
        place -= 1
        if place < 1 or not row.has(place, PLAIN_VERB):
            return phrase
    before = place - 1
    while row.has(before, AUXILIARY | ADVERB):
        before -= 1
    if before < 1 or row.words[before] not in _RELATIVES:
        return phrase
    return phrase_before(row, before - (row.words[before - 1] == ",")) or phrase


def _disagrees(row: TokenRow, verb: Verb, phrase: Phrase) -> bool:
    """Whether a phrase of several stands before a verb of one: "as they speak to leaders | shows"."""
    word, last = row.words[verb.place], row.words[phrase[1]]
    is_of_one = word.endswith("s") and word != verb.lemma and verb.first == verb.place
    is_of_several = last.endswith("s") and not last.endswith(_ENDINGS_OF_ONE) and not row.is_capitalized(phrase[1])
    return is_of_one and is_of_several and not any(row.has(at, PREPOSITION) for at in range(phrase[0], phrase[1]))


def _of_participle(row: TokenRow, verb: Verb, found: Sequence[WithSubject]) -> tuple[Phrase | None, int]:
    first = verb.first
    if first == 0:
        comma = row.find(",", verb.place)
        return (phrase_after(row, comma + 1) if comma else None), 0
    if verb.mood == PARTICIPIAL and not row.has(first - 1, _APART):
        phrase = phrase_before(row, first) if row.words[verb.place] in _SAYING else None
        return phrase, phrase[0] if phrase else first
    # A quotation may end with the comma before the participle.
    return _main(row, first, found), first - (not row.has(first - 1, QUOTATION))


def _main(row: TokenRow, before: int, found: Sequence[WithSubject]) -> Phrase | None:
    """Return the subject of the clause that goes on at *before*."""
    first = next((at + 1 for at in range(before - 1, 0, -1) if _begins_clause(row, at)), 0)
    earlier = [each.subject for each in found if each.subject and first <= each.subject[1] < before]
    # Not who is put in or owns something: "attacked the man who …, saying", "for her support of …, saying"
    earlier = [each for each in earlier if _may_go_on(row, each)]
    if earlier:
        return earlier[-1]
    return head_phrase(row, first, before) or (head_phrase(row, 0, before) if first else None)


def _may_go_on(row: TokenRow, subject: Phrase) -> bool:
    if row.words[subject[0]] == "who":
        return row.word(subject[0] - 1) == ","
    return row.words[subject[1]] not in _OWNERS


def _begins_clause(row: TokenRow, at: int) -> bool:
    if row.words[at] == ";":
        return True
    is_joint = row.words[at] in {"but", "and", "while"} and row.words[at - 1] == ","
    return is_joint and not row.has(at + 1, AUXILIARY | ADVERB)


def _apposed(row: TokenRow, mark: int) -> tuple[Phrase | None, int]:
    """Return the subject before or in appositions that end with the mark before the verb: "X, the mayor, said"."""
    phrase: Phrase | None = None
    if row.words[mark - 1] == ")":
        # What stands in brackets before the comma is part of it: an age, a party.
        mark -= 1
    for _ in range(3):
        closing = row.words[mark]
        start = row.find_before("(" if closing == ")" else closing, mark)
        if not 0 < mark - start < min(mark, _LONGEST_APPOSITION):
            return None, mark
        named = phrase_before(row, mark)
        if closing == "," and _is_name(row, named, start + 1):
            return named, start + 1
        if row.words[start - 1] == ")":
            start = row.find_before("(", start - 1) or start
        phrase = phrase_before(row, start)
        if phrase is None or not _is_apposition(row, phrase):
            break
        mark = start
    return phrase, phrase[0] if phrase else mark


def _is_apposition(row: TokenRow, phrase: Phrase) -> bool:
    """Whether a phrase after a comma says more of what stands before it: "X, founder of Y, said"."""
    is_apart = row.word(phrase[0] - 1) == "," and not row.is_capitalized(phrase[1])
    return is_apart and row.words[phrase[0]] not in {"the", "he", "she"}


def _is_name(row: TokenRow, phrase: Phrase | None, first: int) -> bool:
    return phrase is not None and phrase[0] == first and row.is_capitalized(first) and row.is_capitalized(phrase[1])
