"""The noun phrases that name a speaker: before a verb, after it, and at the head of a sentence."""

from reader.related.name_forms import COMMON_LAST, TITLES, UNTITLED
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
    SUBORDINATOR,
    TIME,
)

# Tokens of the longest phrase that is taken for a speaker, and of one at the head of a sentence with an article.
_LONGEST = 18
_LONGEST_HEAD = 5
_ENDS_BEFORE = MARK | AUXILIARY | SUBORDINATOR | QUOTATION | PLAIN_VERB
_ENDS_AFTER = MARK | AUXILIARY | SUBORDINATOR | QUOTATION | RELATIVE | ADVERB | TIME
_NOT_OF = frozenset(
    "in on at during to after as about by into via before when while that through since upon because".split()
)
# A clause of its own follows these as often as a noun.
_BEFORE_DATE = frozenset("on in by since until at from for".split())
_AFTER_SPAN = frozenset(("later", "earlier", "ago", "before", "after"))
_CLAUSE_BEFORE = frozenset("after before since until as than".split())
_PARTICLES = frozenset("de al del van von der bin ibn abu el".split())
_LINKS = frozenset("of for from the and al de la del van der von bin ibn abu el at".split())

Phrase = tuple[int, int]


def phrase_before(row: TokenRow, verb: int) -> Phrase | None:
    """Return the noun phrase that ends right before the token *verb*: its first and last token."""
    last = verb - 1
    if last < 0 or row.has(last, _ENDS_BEFORE):
        return None
    if row.has(last, PRONOUN):
        return last, last
    start = last
    while start > 0 and last - start < _LONGEST and not _stops(row, start - 1, start):
        start -= 1
    start = _past_adjunct(row, start, last)
    return None if row.has(last, ADVERB) or row.is_only(last, DETERMINER, PRONOUN) else (start, last)


def _past_adjunct(row: TokenRow, start: int, last: int) -> int:
    """Return where a noun phrase begins after what only says when: of "On 13 December the army" after "December"."""
    while start < last and row.is_only(start, PREPOSITION | CONJUNCTION | ADVERB, DETERMINER):
        if start and row.is_capitalized(start):
            # "First Deputy Head"
            break
        start += 1
    if row.has(start - 1, DETERMINER | SUBORDINATOR) and row.has(start - 2, PREPOSITION) and row.is_capitalized(last):
        # "For that movement OCHA"
        return next(filter(row.is_capitalized, range(start, last)), last)
    is_dated = row.word(start - 1) in _BEFORE_DATE
    while start < last and is_dated and (row.has(start, TIME) or row.words[start].isdecimal()):
        start += 1
    return start


def _stops(row: TokenRow, place: int, following: int) -> bool:
    if row.has(place, _ENDS_BEFORE):
        return row.words[place] not in {"'", "-"}
    if row.has(place, RELATIVE) or row.words[place] in _CLAUSE_BEFORE:
        return True
    if row.has(place, CONJUNCTION):
        # "In Virginia and around the country"
        return not (_joins_names(row, place, following) or row.is_only(following, PREPOSITION, DETERMINER))
    if row.is_only(place, PRONOUN, DETERMINER):
        # "an official she spoke to" is one phrase.
        return not place or bool(row.flags[place - 1]) or row.is_capitalized(following)
    # "wore | a hat reading"
    is_new = row.has(following, DETERMINER) and not row.has(following, PRONOUN | SUBORDINATOR)
    return is_new and not row.has(place, PREPOSITION | CONJUNCTION | DETERMINER | ADVERB | MARK)


def _joins_names(row: TokenRow, place: int, following: int) -> bool:
    return place > 0 and following < len(row) and row.is_capitalized(following) and row.is_capitalized(place - 1)


def phrase_after(row: TokenRow, place: int) -> Phrase | None:
    """Return the noun phrase that begins at *place*, as after "said"; None if none does."""
    if place >= len(row) or row.is_only(place, _ENDS_AFTER | PREPOSITION | CONJUNCTION, PRONOUN | DETERMINER):
        return None
    if row.is_only(place, PRONOUN, DETERMINER):
        return place, place
    end = place
    while end + 1 < len(row) and end - place < _LONGEST and _goes_on(row, end + 1):
        end += 1
    while end > place and row.has(end, PREPOSITION | CONJUNCTION):
        end -= 1
    return place, end


def _goes_on(row: TokenRow, place: int) -> bool:
    if row.has(place, CONJUNCTION):
        return _joins_names(row, place, place + 1)
    return not (row.has(place, _ENDS_AFTER) or row.words[place] in _NOT_OF or row.is_only(place, PRONOUN, DETERMINER))


def head_phrase(row: TokenRow, first: int, before: int) -> Phrase | None:
    """Return the subject at the head of a sentence: what the first noun phrase is, as far as that can be told."""
    place = first
    while place < before and row.has(place, CONJUNCTION | ADVERB | MARK):
        place += 1
    if place < before and _is_set_before(row, place):
        place = (row.find(",", place) or before) + 1
        while place < before and row.has(place, ADVERB | MARK):
            # "On Thursday, however, Veres"
            place += 1
    if place >= before:
        return None
    if row.is_only(place, PRONOUN, DETERMINER):
        return place, place
    if row.has(place, DETERMINER):
        return _determined(row, place, before)
    return _names(row, place, before) if row.is_capitalized(place) else None


def _is_set_before(row: TokenRow, place: int) -> bool:
    """Whether a sentence begins with when, where or how: "On Friday,", "Hours later,", "Speaking to sailors,"."""
    if row.word(place + 1) in _AFTER_SPAN:
        return True
    return row.has(place, PREPOSITION | SUBORDINATOR | TIME) or row.words[place].endswith("ing")


def _names(row: TokenRow, place: int, before: int) -> Phrase:
    """Return the run of names that begins at *place*."""
    end = place
    while end + 1 < before:
        is_name = row.is_capitalized(end + 1) and not row.has(end + 1, AUXILIARY)
        is_link = row.words[end + 1] in _LINKS and end + 2 < before and row.is_capitalized(end + 2)
        if not (is_name or is_link):
            break
        end += 1
    return place, end


def _determined(row: TokenRow, place: int, before: int) -> Phrase | None:
    """Return the phrase with an article that begins at *place*, as far as its first participle."""
    end = place
    while end + 1 < before and end - place < _LONGEST_HEAD:
        is_participle = row.words[end + 1].endswith("ed") and end > place
        # "The library uses the name"
        is_participle |= row.has(end + 2, DETERMINER) and end > place
        if is_participle or row.has(end + 1, _ENDS_AFTER | PLAIN_VERB | PREPOSITION | CONJUNCTION):
            break
        end += 1
    return (place, end) if end > place else None


def name_in(row: TokenRow, phrase: Phrase) -> Phrase:
    """Return the person's name that a phrase ends with, without titles and offices, or else the phrase."""
    first, last = _without_office(row, phrase)
    start = last + 1
    while start > first and _belongs(row, start - 1, first) and not row.has(start - 1, PRONOUN):
        start -= 1
    if start > last:
        return phrase
    title = next((at for at in range(last - 1, start - 1, -1) if _is_title(row, at)), None)
    if title is not None:
        return title + 1, last
    is_part = start > first and (start == last or row.has(start - 1, PREPOSITION | DETERMINER))
    return phrase if is_part or row.words[last].removesuffix("s") in COMMON_LAST else (start, last)


def _belongs(row: TokenRow, at: int, first: int) -> bool:
    """Whether a word is part of a name that goes on after it: "Staffan de Mistura"."""
    return row.is_capitalized(at) or (row.words[at] in _PARTICLES and at > first and row.is_capitalized(at - 1))


def _without_office(row: TokenRow, phrase: Phrase) -> Phrase:
    """Return a phrase without "of the General Staff" after the name of somebody with a title."""
    first, last = phrase
    end = first
    while end < last and row.is_capitalized(end + 1):
        end += 1
    is_titled = any(_is_title(row, at) for at in range(first, end))
    return (first, end) if is_titled and row.has(end + 1, PREPOSITION) else phrase


def names_before(row: TokenRow, last: int) -> Phrase:
    """Return the run of names that ends at *last*, with the links in it: "Center for Reconciliation"."""
    first = last
    while first > 0:
        if row.is_capitalized(first - 1) and not row.has(first - 1, MARK):
            first -= 1
        elif first > 1 and row.words[first - 1] in _LINKS and row.is_capitalized(first - 2):
            first -= 2
        else:
            break
    return first, last


def _is_title(row: TokenRow, place: int) -> bool:
    word, following = row.words[place].rstrip("."), row.words[place + 1].rstrip(".")
    return word in TITLES and following not in UNTITLED and following not in TITLES
