"""Where in a sentence stands what is said: before the word of saying, after it, or on both sides."""

from collections.abc import Sequence
from typing import Protocol

from reader.related.statements.counted import is_verb
from reader.related.statements.ends import DASHES, begins_clause, last_meant, last_of_all, last_said
from reader.related.statements.hearers import CLAUSE, past_hearer, topic_at
from reader.related.statements.phrases import Phrase
from reader.related.statements.row import QUOTATION, TokenRow
from reader.related.statements.tokens import (
    ADVERB,
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    MARK,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
)
from reader.related.statements.verbs import FINITE, Verb

_NO_HEARER = CLAUSE | {"to"}
_ADJUNCTS = frozenset("in on at during via through to with by from after before for of about".split())
_OCCASIONS = frozenset("in on at to during after before".split())
_GOING_ON = frozenset(("and", "or", "but", "nor", "while", "when"))
# What is said may follow "as X said" after one of these.
_AFTER_AS = frozenset((",", ":", ".", ")", *DASHES))
_LONGEST_OCCASION = 9
_QUOTES = frozenset(('"', "“", "''", "‘"))
# Who these mean begins a clause, and is nothing that a preposition stands before.
_SUBJECTS = frozenset("he she they we i".split())
_OF_OBJECT = frozenset("to for of on about against with".split())
# "The army attacked the base" says nothing; "Veres attacked Lind for it" does.
_BLOWS = frozenset(("attack", "challenge", "address", "join"))
_WITH_WORDS = frozenset("for as over on calling saying “".split())
_POINTERS = frozenset(("this", "it"))
_PAST_POINTER = MARK | PREPOSITION | CONJUNCTION
_DENIALS = frozenset("deny dispute reject refute contest confirm".split())
_STUDIES = frozenset(
    """
    study studies survey surveys poll polls polling report reports average averages analysis research review audit data
    figures statistics results records count estimate estimates
    """.split()
)
# "The quake claimed 300 lives" says nothing; "the army claimed 300 had died" does.
_TAKING = frozenset("claim find add write read maintain hold repeat show prove".split())
_OF = frozenset("warn complain boast brag inform remind".split())
_ISSUING = frozenset("issue release post send".split())
_SPEECHES = frozenset("statement statements response message letter tweet note comment reply".split())
_LONGEST_BOUND = 5
# How far after a verb what is said may begin, with hearers and adjuncts between.
_REACH = 16


Sides = tuple[Phrase | None, Phrase | None]


class WithPlaces(Protocol):
    """What was found before in the sentence."""

    @property
    def first(self) -> int:
        """Where the clause of saying begins."""

    @property
    def last(self) -> int:
        """Where the word of saying ends."""

    @property
    def before(self) -> Phrase | None:
        """What is said before it."""


def said_before(row: TokenRow, first: int, found: Sequence[WithPlaces]) -> Phrase | None:
    """Return what is said before a clause of saying that begins at *first*."""
    last = first - 1
    if row.word(last) == "," or row.word(last) in DASHES:
        last -= 1
    elif not row.has(last, QUOTATION):
        return None
    if last < 0:
        return None
    if row.has(last, QUOTATION):
        return (last if _is_alone(row, last, found) else 0), last
    start = _past_others(row, last, found)
    return None if row.has(last, TIME | CONJUNCTION | ADVERB | SUBORDINATOR) or last < start else (start, last)


def _past_others(row: TokenRow, last: int, found: Sequence[WithPlaces]) -> int:
    """Return where the last clause of saying begins that ends before *last*; not one of "who", which is put in."""
    earlier = (each for each in found if each.last < last and not row.has(each.first, RELATIVE))
    return max((each.before[0] if each.before else each.first for each in earlier), default=0)


def said_beside_as(row: TokenRow, place: int, verb: Verb, found: Sequence[WithPlaces]) -> Sides | None:
    """Return what is said before and after "as X pointed out", which begins at *place*; None if that is no such clause.

    "As he said goodbye, the crowd left": there it is not.
    """
    if verb.mood != FINITE or verb.classes.isdisjoint({"say", "tell"}):
        return None
    after = verb.last + 1
    mark = next((at for at in range(after, len(row)) if row.words[at] in _AFTER_AS), len(row))
    is_bare = mark == after or row.has(after, PREPOSITION | ADVERB | TIME) or "tell" in verb.classes
    if not is_bare or mark - after > _LONGEST_OCCASION:
        return None
    if row.word(mark) == ":":
        return None, after_colon(row, mark + 1)
    before = said_before(row, place, found) if place else None
    return before, (mark + 1, last_said(row, mark + 1)) if mark + 1 < len(row) else None


def _is_alone(row: TokenRow, quotation: int, found: Sequence[WithPlaces]) -> bool:
    """Whether a quotation is all that is said, and what stands before it something else."""
    return row.word(quotation - 1) in {":", ","} or any(each.first < quotation for each in found)


def said_on(row: TokenRow, last: int, *, is_quoted: bool) -> Phrase | None:
    """Return what goes on to be said after a clause of saying in the middle of it, which ends at *last*."""
    marks = 0
    for at in range(last + 1, min(len(row), last + _REACH)):
        if row.has(at, QUOTATION):
            return None if marks else (at, at)
        if row.words[at] != "," and row.words[at] not in DASHES:
            continue
        if row.has(at + 1, QUOTATION):
            return at + 1, at + 1
        if row.word(at + 1) == "but" and row.has(at + 2, QUOTATION):
            return at + 2, at + 2
        if not is_quoted or (at == last + 1 and row.has(at + 1, AUXILIARY)):
            return _on_from(row, at, is_next=at == last + 1)
        # "A," he said, pointing at the map, "B."
        marks += 1
    return None


def _on_from(row: TokenRow, mark: int, *, is_next: bool) -> Phrase | None:
    """Return what is said after a comma or dash, if it goes on; *is_next*: it follows the clause at once."""
    if mark + 2 >= len(row) or not (is_next or row.has(mark + 1, AUXILIARY)):
        return None
    if row.word(mark + 1).endswith("ing") or row.has(mark + 1, CONJUNCTION | RELATIVE):
        return None
    return mark + 1, last_said(row, mark + 1)


def said_after(row: TokenRow, verb: Verb) -> Phrase | None:
    """Return what is said after a verb of saying.

    Its first token is the length of the row where the sentence ends with a colon: then it is what follows.
    """
    place = _past_adverbs(row, verb.last + 1)
    if place >= len(row):
        return None
    if "tell" in verb.classes and not row.has(place, QUOTATION | MARK) and row.words[place] not in _NO_HEARER:
        told = past_hearer(row, place)
        # Of "X told reporters" there is only who heard it.
        if told is not None or "say" not in verb.classes:
            return told
    if row.has(place, QUOTATION):
        return _quoted_at(row, place, verb)
    if verb.kind == "quote" and row.words[-1] == ":":
        return _announced(row, place, verb)
    return _opened_at(row, place, verb)


def _announced(row: TokenRow, place: int, verb: Verb) -> Phrase | None:
    """Return what follows after a colon: he "went on with a smile:", "issued the following statement:"."""
    is_said = verb.lemma not in _ISSUING or not _SPEECHES.isdisjoint(row.words[place:])
    return after_colon(row, len(row)) if is_said else None


def _opened_at(row: TokenRow, place: int, verb: Verb) -> Phrase | None:
    if row.words[place] in CLAUSE and not (verb.says and row.words[place] == "when"):
        return (place, last_of_all(row, place)) if _is_study(row, verb) else _from(row, place)
    if row.has(place, MARK) and row.words[place] not in _QUOTES:
        return _after_mark(row, place)
    return _bare(row, place, verb)


def _quoted_at(row: TokenRow, place: int, verb: Verb) -> Phrase:
    """Return a quotation right after a verb of saying: that alone, if what follows tells when and where it was said."""
    is_all = verb.says and (row.word(place + 1) in _OCCASIONS or row.has(place + 1, TIME))
    return (place, place) if is_all else _from(row, place)


def _after_mark(row: TokenRow, place: int) -> Phrase | None:
    if row.words[place] == ":":
        return after_colon(row, place + 1)
    is_open = row.words[place] == "," or row.words[place] in DASHES
    # "…, the paper reported, The harbor is closed"
    if is_open and (that := _past_inserted(row, place)):
        return _from(row, that)
    is_sentence = row.is_only(place + 1, DETERMINER | PRONOUN, AUXILIARY) and row.is_capitalized(place + 1)
    return _from(row, place + 1) if is_open and (row.has(place + 1, QUOTATION) or is_sentence) else None


def _past_inserted(row: TokenRow, mark: int) -> int:
    """Return where a "that" follows what is put in after a verb: "said — in a letter — that"; 0 if none does."""
    places = range(mark + 1, min(len(row), mark + _REACH))
    closing = next((at for at in places if row.words[at] == row.words[mark]), 0)
    return closing + 1 if closing and row.word(closing + 1) == "that" else 0


def after_colon(row: TokenRow, place: int) -> Phrase:
    """Return what is said after a colon: all of the sentence. It may begin past the row's end, and is what follows."""
    if row.has(place, QUOTATION):
        return _from(row, place)
    return place, last_of_all(row, place)


def _from(row: TokenRow, place: int) -> Phrase:
    return place, last_said(row, place)


def _past_adverbs(row: TokenRow, place: int) -> int:
    while (row.has(place, ADVERB | TIME) and not row.has(place, PRONOUN)) or row.word(place).endswith("ly"):
        place += 1
    return place + 2 if row.word(place) in {"this", "last", "next"} and row.has(place + 1, TIME) else place


def _bare(row: TokenRow, place: int, verb: Verb) -> Phrase | None:
    """Return what is said without a word or mark that opens it."""
    if _is_intention(row, place, verb):
        return (place, last_meant(row, place)) if "mean" in verb.classes else None
    if verb.says:
        return _pointed(place, verb) if _is_pointer(row, place) else _said_bare(row, place, verb)
    if not verb.classes.isdisjoint({"know", "think"}):
        return _thought(row, place, verb)
    if row.has(place, PREPOSITION | CONJUNCTION) and row.word(verb.last) not in _OF_OBJECT:
        return None
    last = last_said(row, place, is_object=True)
    if verb.lemma in _BLOWS and _WITH_WORDS.isdisjoint(row.words[place : last + 2]):
        return None
    return place, last


def _is_pointer(row: TokenRow, place: int) -> bool:
    """Whether what is said is a mere "this" or "it"."""
    return row.words[place] in _POINTERS and row.is_only(place + 1, _PAST_POINTER, AUXILIARY)


def _pointed(place: int, verb: Verb) -> Phrase | None:
    """Return the "it" of "they denied it, and left"; of "they explained this with their fear" it is not told what."""
    return (place, place) if verb.lemma in _DENIALS else None


def _thought(row: TokenRow, place: int, verb: Verb) -> Phrase | None:
    if "think" in verb.classes and _has_verb(row, place):
        return _from(row, place)
    is_meant = "mean" in verb.classes and _is_meant(row, place)
    return (place, last_said(row, place, is_object=True)) if is_meant else None


def _is_meant(row: TokenRow, place: int) -> bool:
    """Whether somebody is meant to do something: "expects them to leave"."""
    return "to" in row.words[place + 1 : place + _REACH // 2] and row.words[place] != "to"


def _is_intention(row: TokenRow, place: int, verb: Verb) -> bool:
    word = row.words[place]
    if verb.lemma == "ask" and row.words[place - 1] == "not":
        # "Who asked not to be named"
        return False
    is_own = "mean" in verb.classes or verb.classes.isdisjoint({"say", "tell"})
    return (word == "to" and is_own and row.word(place + 1) not in {",", "."}) or (
        word == "not" and verb.classes <= {"mean"}
    )


def _said_bare(row: TokenRow, place: int, verb: Verb) -> Phrase | None:
    if verb.lemma in _TAKING and _is_number(row, place) and not (_is_study(row, verb) or _tells(row, place)):
        return None
    if row.words[place] in _GOING_ON or (row.words[place] == "as" and begins_clause(row, place + 1)):
        # "Listen to what they say but …", "…, she said as she left"
        return None
    if row.words[place] not in _ADJUNCTS or _is_amount(row, place):
        return _from(row, place)
    return _on_topic(row, place, verb) or _past_adjunct(row, place)


def _on_topic(row: TokenRow, place: int, verb: Verb) -> Phrase | None:
    """Return what somebody speaks about: he "joked about the harbor", "warned of a storm"."""
    is_of = row.words[place] == "of" and verb.lemma in _OF
    return topic_at(row, place) if is_of or (row.words[place] == "about" and verb.lemma != "say") else None


def _is_study(row: TokenRow, verb: Verb) -> bool:
    """Whether what finds or shows something is there to tell numbers: "the survey found 40 boats"."""
    return "show" in verb.classes and not _STUDIES.isdisjoint(row.words[max(0, verb.first - _REACH) : verb.first])


def _is_number(row: TokenRow, place: int) -> bool:
    """Whether a number follows within a few words: "at least 20", "some of the 20"."""
    return any(row.word(at)[:1].isdigit() for at in range(place, place + _LONGEST_BOUND))


def _tells(row: TokenRow, place: int) -> bool:
    """Whether a clause begins at *place*: there is a verb in it."""
    return any(row.has(at, AUXILIARY) or is_verb(row, at) for at in range(place, min(len(row), place + _REACH)))


def _is_amount(row: TokenRow, place: int) -> bool:
    """Whether a preposition belongs to a number: "at least", "about 20"."""
    following = row.word(place + 1)
    return row.words[place] in {"at", "about"} and (following in {"least", "most"} or following[:1].isdigit())


def _past_adjunct(row: TokenRow, place: int) -> Phrase | None:
    for at in range(place, min(len(row), place + _REACH)):
        if row.words[at] == "that" or row.has(at, QUOTATION) or _is_subject(row, place, at):
            return _from(row, at)
        if row.words[at] == ":" or _ends_time(row, at):
            return _from(row, at + 1)
        if row.words[at] != "." and row.has(at, MARK) and not _is_within_adjunct(row, at):
            is_quoted = row.words[at] == "," and row.has(at + 1, QUOTATION)
            return _from(row, at + 1) if is_quoted else None
    return None


def _is_subject(row: TokenRow, preposition: int, at: int) -> bool:
    """Whether a word well after a preposition begins a clause: "he"."""
    return at > preposition + 1 and row.words[at] in _SUBJECTS


def _ends_time(row: TokenRow, at: int) -> bool:
    """Whether a clause follows a word of time: "on Friday the harbor …"."""
    return row.has(at, TIME) and row.has(at + 1, PRONOUN | DETERMINER)


def _is_within_adjunct(row: TokenRow, comma: int) -> bool:
    """Whether a "that" follows a comma soon: "at a camp in Tolm, Norland, that …"."""
    return row.words[comma] == "," and "that" in row.words[comma + 1 : comma + 4]


def _has_verb(row: TokenRow, start: int) -> bool:
    """Whether an auxiliary follows before the next mark: what follows is a clause."""
    for at in range(start, min(len(row), start + _REACH)):
        if row.has(at, AUXILIARY | MARK):
            return row.has(at, AUXILIARY)
    return False
