"""Words of saying in a sentence: which of them are verbs there, and in which form."""

from functools import cache
from typing import NamedTuple

from reader.related.statements.row import QUOTATION, TokenRow
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
    TIME,
)
from reader.text.saying_words import BASE, ING, PARTICIPLE, PAST, SayingWord

KINDS = ("say", "tell", "show", "mean", "judge", "think", "know", "quote")
_TELLING = frozenset(("say", "tell", "show", "quote"))
FINITE, PASSIVE, INFINITIVE, PARTICIPIAL = "finite", "passive", "infinitive", "participial"

_BE = frozenset("is are was were be been being am isn't aren't wasn't weren't 's 're 'm".split())
# After these "to say" says something: "went on to say", but not "nothing to say", nor "refused to say".
_OWNERS = frozenset("his her their its my our".split())
_GOVERNING = frozenset(
    """
    on started starts continued continues continue wants plans vowed promised pledged began begins seemed appeared used
    """.split()
)
# After these "to endorse" tells a stance.
_STANCES = frozenset(
    """
    refuses refused refusing refusal declined declines chose proceeded sought seeking expected twitter facebook show
    stage interview speech slow unwilling willing ready eager want wanted wants agreed
    """.split()
)
# Groups of people that do things in the plural, too.
MANY = frozenset(
    "people police group government army team military party staff crew public majority family and".split()
)
_TENS = frozenset("twenty thirty forty fifty sixty seventy eighty ninety hundred".split())
_THEY = frozenset("he she it they we i you that there".split())
_SEVERAL = frozenset("those many some most both others data".split())
_CLAUSAL = frozenset(("say", "tell", "show", "think", "know"))
_ALSO = frozenset("also sometimes often then now once formerly locally".split())
_NAMING = frozenset("call name dub label nickname term title".split())
_LONGEST_PHRASE = 9
_BEFORE_PARTICIPLE = frozenset("by while after".split())


# Verbs that end so are no nouns as well: "endorses", "denounces".
_VERBAL = ("ize", "ify", "unce", "orse", "ribe", "emn", "ire", "pose")


class Verb(NamedTuple):
    """A verb of saying: its tokens from *place* to *last* ("point out"), the *first* of its auxiliaries, its mood."""

    place: int
    last: int
    first: int
    mood: str
    classes: frozenset[str]
    lemma: str

    @property
    def says(self) -> bool:
        """Whether it tells of words or findings, not of an intention or a judgment."""
        return not self.classes.isdisjoint(_TELLING)

    @property
    def kind(self) -> str:
        """The class that tells best how to read on."""
        return _kind(self.classes)


@cache
def _kind(classes: frozenset[str]) -> str:
    return next(kind for kind in KINDS if kind in classes)


def verb_at(row: TokenRow, place: int, known: SayingWord) -> Verb | None:
    """Return the verb of saying at *place*; None if the word is a noun or an adjective there."""
    classes, last = known.verbal, place
    for reach in (1, 2) if known.particles else ():
        particle = known.particles.get(row.word(place + reach))
        if particle is not None and (reach == 1 or row.has(place + 1, PRONOUN | TIME)):
            classes, last = particle, place + reach
            break
    if not classes or (row.is_capitalized(place) and not _is_in_headline(row, place)):
        return None
    if known.lemma == "show" and row.word(last + 1) in _OWNERS:
        # "He showed his face"
        return None
    found = _mood(row, place, known, classes)
    return found and Verb(place, last, found[0], found[1], classes, known.lemma)


def _is_in_headline(row: TokenRow, place: int) -> bool:
    """Whether a word with a capital may be a verb; before a comma it ends a name: "Sheikh Said, Sheikh Veres"."""
    return row.is_headline and row.word(place + 1) != ","


def _mood(row: TokenRow, place: int, known: SayingWord, classes: frozenset[str]) -> tuple[int, str] | None:
    first = place
    while first and _is_adverb(row, first - 1):
        first -= 1
    if row.has(first - 1, AUXILIARY):
        return _after_auxiliary(row, first, known)
    if row.word(first - 1) == "to":
        return (first - 1, INFINITIVE) if known.form == BASE and _is_governed(row, first - 2, classes) else None
    if known.form == ING:
        return (first, PARTICIPIAL) if _is_participle(row, first) else None
    return None if _makes_noun(row, first) else _alone(row, first, place, known)


def _alone(row: TokenRow, first: int, place: int, known: SayingWord) -> tuple[int, str] | None:
    """Return the mood of a verb without an auxiliary."""
    if known.form in {PAST, PARTICIPLE}:
        if row.word(place + 1) == "by" and not row.word(place + 2).endswith("ing"):
            return first, PASSIVE
        # "A quarter written so": what has a past of its own says nothing without "has".
        return (first, FINITE) if known.form == PAST and not _names(row, place, known) else None
    if not first:
        return None
    if _is_said_between(row, first, place):
        return first, FINITE
    # "Most state parties", "whose state": those may be before a noun, too.
    is_plain = row.is_only(first - 1, PRONOUN | RELATIVE, DETERMINER) and row.words[first - 1] != "whose"
    return (first, FINITE) if is_plain or _is_present(row, first - 1, place + 1, known) else None


def _is_said_between(row: TokenRow, first: int, place: int) -> bool:
    """Whether an adverb between a noun and a word makes a verb of it: "the ad then references"."""
    return first < place and row.is_only(first, ADVERB, DETERMINER) and not row.has(first - 1, MARK | CONJUNCTION)


def _names(row: TokenRow, place: int, known: SayingWord) -> bool:
    """Whether a participle only gives a name: "a group called Liwa"."""
    if known.lemma in _NAMING and row.word(place - 1) in _ALSO and row.word(place - 2) == ",":
        # "The mosque, also called the Umayyad Mosque"
        return True
    if known.lemma not in _NAMING or not (row.has(place + 1, QUOTATION) or _begins_name(row, place + 1)):
        return False
    start = place
    while start and not row.has(start, DETERMINER | MARK | AUXILIARY | PRONOUN):
        start -= 1
    return row.words[start] in {"a", "an", "another", "some", "several"}


def _begins_name(row: TokenRow, place: int) -> bool:
    return 0 <= place < len(row) and (row.is_capitalized(place) or row.words[place] in {'"', "“", "‘", "''"})


def _is_governed(row: TokenRow, place: int, classes: frozenset[str]) -> bool:
    """Whether the word before a "to" makes of what follows something that was said."""
    if row.word(place) in _GOVERNING:
        return not classes <= {"show"}
    return classes <= {"judge"} and row.word(place) in _STANCES


def _is_adverb(row: TokenRow, place: int) -> bool:
    return row.has(place, ADVERB) or (row.words[place].endswith("ly") and not row.is_capitalized(place))


def _after_auxiliary(row: TokenRow, first: int, known: SayingWord) -> tuple[int, str]:
    auxiliary = row.words[first - 1]
    first -= 1
    while first and row.has(first - 1, AUXILIARY | ADVERB):
        first -= 1
    return first, PASSIVE if auxiliary in _BE and known.form in {PAST, PARTICIPLE} else FINITE


def _is_participle(row: TokenRow, first: int) -> bool:
    word = row.word(first - 1)
    if word.endswith("'s") or row.has(first - 1, DETERMINER):
        return False
    return not row.has(first - 1, PREPOSITION) or word in _BEFORE_PARTICIPLE


def _makes_noun(row: TokenRow, first: int) -> bool:
    """Whether what stands before makes a noun or an adjective of a word: "the claims", "of alleged"."""
    word = row.word(first - 1)
    if word.endswith("'s") or (word[:1].isdigit() and row.word(first - 2) != "in"):
        return True
    return row.has(first - 1, DETERMINER | PREPOSITION) and not row.has(first - 1, PRONOUN)


def _is_present(row: TokenRow, before: int, after: int, known: SayingWord) -> bool:
    """Whether a word that may be a noun as well is a verb in the present, by the tokens *before* and *after* it."""
    may_be_noun = "noun" in known.classes or ("judge" in known.classes and not known.lemma.endswith(_VERBAL))
    opens = _opens(row, after) and (row.words[after] != "that" or _takes_clause(known))
    if (row.has(after, AUXILIARY) and not opens) or row.words[before].partition("-")[0] in _TENS:
        return False
    if known.form != BASE:
        return not may_be_noun or opens or _is_after_name(row, before, after, known)
    return row.word(after) != "of" and _is_base_verb(row, before, may_be_noun=may_be_noun, opens=opens)


def _is_after_name(row: TokenRow, before: int, after: int, known: SayingWord) -> bool:
    """Whether a name makes a verb of a word: "Trump claims", but not the "US documents", of which an army has many."""
    may_end = "say" in known.classes or not (after >= len(row) or row.has(after, MARK))
    return row.is_capitalized(before) and may_end and row.word(after) != "of"


def _is_base_verb(row: TokenRow, before: int, *, may_be_noun: bool, opens: bool) -> bool:
    """Whether a base form is what several do, by the noun phrase that ends *before* it."""
    if may_be_noun:
        return opens and _is_plural(row, before)
    if row.words[before] == "and" and not opens:
        return False
    return _is_plural(row, before) or _has_plural(row, before)


def _opens(row: TokenRow, place: int) -> bool:
    """Whether a clause begins at *place*, or a phrase: "that", "he", "the"."""
    word = row.word(place)
    return word == "that" or word in _THEY or row.has(place, PRONOUN | DETERMINER | QUOTATION)


def _takes_clause(known: SayingWord) -> bool:
    """Whether "that" may follow a verb: of "plans that" it makes a noun."""
    return not known.classes.isdisjoint(_CLAUSAL)


def _has_plural(row: TokenRow, last: int) -> bool:
    """Whether a noun phrase that ends at *last* is of several: "sources close to her", "Bush and Christie"."""
    for at in range(last, max(-1, last - _LONGEST_PHRASE), -1):
        if row.has(at, MARK | AUXILIARY | QUOTATION | RELATIVE | PLAIN_VERB) or (row.words[at] == "to" and at == last):
            return False
        is_joint = row.words[at] == "and" and row.is_capitalized(at - 1) and row.is_capitalized(at + 1)
        if is_joint or row.words[at] in _SEVERAL or (_is_plural(row, at) and not row.is_capitalized(at)):
            return True
    return False


def _is_plural(row: TokenRow, place: int) -> bool:
    word = row.words[place]
    return word.endswith("s") or word in MANY or row.has(place, MARK | PRONOUN)
