"""What a sentence says that somebody said: verbs of saying and "according to", with speakers and what is said."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from reader.related.statements.contents import after_colon, last_said, said_after, said_before, said_on
from reader.related.statements.moods import is_said, is_said_by
from reader.related.statements.phrases import Phrase, phrase_after, phrase_before
from reader.related.statements.row import QUOTATION, TokenRow
from reader.related.statements.subjects import subject_of
from reader.related.statements.tokens import (
    AUXILIARY,
    DETERMINER,
    MARK,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
)
from reader.related.statements.verbs import FINITE, PASSIVE, Verb, verb_at
from reader.text.saying_words import SayingWord

ACCORDING = "according"
_THEIR = frozenset("he she they it we i".split())
_ANYBODY = frozenset("one anyone anybody whoever".split())
_INTENDS = frozenset(("mean", "think", "know"))
_OWNERS = frozenset("his her their its my our your".split())
_HEARSAY = frozenset("reports rumors rumours claims allegations accounts speculation suggestions".split())
_JOINS = frozenset("and but while".split())
_AFTER_NOUN = frozenset("of on about against for".split())
_LONGEST_OWNER = 4
# Beside these nobody speaks: "according to plan", "according to his age".
_MEASURES = frozenset(
    """
    plan plans schedule index law laws rule rules standard standards tradition custom age size rank taste merit need
    needs
    """.split()
)
_COUNTS = frozenset(
    "estimate estimates count counts account accounts tally tallies calculation calculations reckoning".split()
)
_POLLS = frozenset("poll polls survey surveys".split())
# Where a sentence has none of these and no word of saying, it attributes nothing.
ADJUNCT_CUES = _COUNTS | _POLLS | {ACCORDING}
_LONGEST_POLL = 14
_SPOKEN = frozenset(("say", "tell"))
_SAYS_QUOTED = frozenset(("say", "tell", "quote", "show"))
_SAYS = frozenset(("say", "tell", "show"))


class Attribution(NamedTuple):
    """A word of saying with its speaker and what is said, as places in a row.

    The clause of saying begins at *first*; the word stands from *cue* to *last*. *before* and *after* are the first
    and last token of what is said on either side of it; *kind* is the class of the word.
    """

    first: int
    cue: int
    last: int
    subject: Phrase
    before: Phrase | None
    after: Phrase | None
    kind: str
    lemma: str


def attributions(row: TokenRow, words: Mapping[str, SayingWord]) -> list[Attribution]:
    """Return what a sentence attributes, in order; *words* are the words of saying of its language."""
    found: list[Attribution] = []
    for place, word in enumerate(row.words):
        known = words.get(word)
        if known is not None:
            verb = verb_at(row, place, known)
            each = _of_verb(row, verb, found) if verb else _of_noun(row, place, known)
        elif word in _ADJUNCTS:
            each = _ADJUNCTS[word](row, place)
        else:
            continue
        if each is not None and not _is_noun_read(row, found, each) and not _is_same_again(row, found, each):
            _cut(row, found, each)
            found.append(each)
    return found


def _according(row: TokenRow, place: int) -> Attribution | None:
    who = phrase_after(row, place + 2) if row.word(place + 1) == "to" else None
    if who is None or row.words[who[1]] in _MEASURES:
        return None
    return _adjunct(row, place, place + 1, who)


def _said_at_head(row: TokenRow, last: int) -> Phrase | None:
    """Return what follows "According to X," or "According to X or Y:"; *last* is where X ends."""
    mark = next((at for at in range(last + 1, len(row)) if row.words[at] in {",", ":"}), None)
    if mark is None:
        return None
    if row.words[mark] == ":":
        return after_colon(row, mark + 1)
    return (mark + 1, last_said(row, mark + 1)) if mark + 1 < len(row) else None


def _is_noun_read(row: TokenRow, found: list[Attribution], each: Attribution) -> bool:
    """Whether a word of saying before, which is part of the subject of this one, is the verb, and this one a noun.

    Of "the page mentions reports that" it is; of "some reports say that" it is not, and is taken back.
    """
    if not found or not each.subject[0] < found[-1].cue <= each.subject[1]:
        return False
    if row.has(found[-1].subject[1], DETERMINER):
        found.pop()
        return False
    return True


def _is_same_again(row: TokenRow, found: list[Attribution], each: Attribution) -> bool:
    """Whether this is only what somebody says of themselves: "he said he wants", "said she was tired and wants"."""
    if each.kind in _SAYS:
        return False
    if each.kind in _INTENDS and any(other.kind in _SAYS and other.subject == each.subject for other in found):
        return True
    if row.words[each.subject[0]] not in _THEIR:
        return False
    return any(other.after and other.after[0] <= each.subject[0] <= other.after[0] + 1 for other in found)


def _cut(row: TokenRow, found: list[Attribution], following: Attribution) -> None:
    """Let what a speaker says end where the sentence goes on with something else that they, or others, say."""
    for at, each in enumerate(found):
        if each.after is None or not each.after[0] < following.first <= each.after[1]:
            continue
        end = following.first
        if each.subject != following.subject:
            end = _joined_at(row, each.after[0], following.first) if following.kind in _SAYS else 0
        if end:
            found[at] = each._replace(after=(each.after[0], end - 1))


def _joined_at(row: TokenRow, start: int, end: int) -> int:
    """Return the comma at which another clause begins that is joined on: "…, and ten others said"; 0 if none is."""
    comma = row.find_before(",", end)
    is_joined = comma > start and row.words[comma + 1] in _JOINS
    return 0 if not is_joined or any(row.has(at, AUXILIARY) for at in range(comma, end)) else comma


def _by_count(row: TokenRow, place: int) -> Attribution | None:
    """Return what holds "by the Observatory's count", "by one estimate"."""
    who = phrase_after(row, place + 1)
    if who is None or row.words[who[1]] not in _COUNTS:
        return None
    owner = next((at for at in range(who[0], who[1]) if row.words[at].endswith(("'s", "s'"))), who[1])
    return _adjunct(row, place, place, (who[0], owner))


def _in_poll(row: TokenRow, place: int) -> Attribution | None:
    """Return what a sentence says that begins with "In a poll of …,": the poll says it."""
    comma = row.find(",", 2) if place == 0 else 0
    is_poll = any(row.words[at] in _POLLS for at in range(1, min(comma, _LONGEST_POLL)))
    return _adjunct(row, 0, 0, (1, comma - 1)) if is_poll else None


def _adjunct(row: TokenRow, place: int, last: int, who: Phrase) -> Attribution | None:
    """Return what stands beside "according to X", from *place* to *last*: after it at the head of a sentence."""
    if place == 0 or (place < 3 and not row.has(place - 1, MARK)):
        after = _said_at_head(row, who[1])
        return after and Attribution(place, place, last, who, None, after, "say", ACCORDING)
    if row.word(place - 1) == "," and row.has(place - 2, SUBORDINATOR | PREPOSITION) and row.word(who[1] + 1) == ",":
        # "He left after, according to him, the harbor closed."
        after = (who[1] + 2, last_said(row, who[1] + 2)) if who[1] + 2 < len(row) else None
        return after and Attribution(place, place, last, who, None, after, "say", ACCORDING)
    end = place - 2 if row.word(place - 1) == "," else place - 1
    return Attribution(place, place, last, who, (0, end), None, "say", ACCORDING) if end >= 0 else None


def _of_verb(row: TokenRow, verb: Verb, found: list[Attribution]) -> Attribution | None:
    if verb.mood == PASSIVE:
        return _passive(row, verb)
    subject, start = subject_of(row, verb, found)
    if subject is None:
        is_inverted = verb.mood == FINITE and verb.place and row.has(verb.place - 1, MARK | QUOTATION)
        return _inverted(row, verb, found) if is_inverted else None
    before, after = _both_sides(row, verb, subject, start, found)
    is_anybody = subject[0] == subject[1] and row.words[subject[0]] in _ANYBODY
    if is_anybody or not _may_say(row, verb, before, after):
        return None
    if not is_said_by(row, verb, subject, start):
        return None
    return Attribution(start, verb.place, verb.last, subject, before, after, verb.kind, verb.lemma)


def _both_sides(
    row: TokenRow, verb: Verb, subject: Phrase, start: int, found: list[Attribution]
) -> tuple[Phrase | None, Phrase | None]:
    """Return what is said before and after a verb whose clause begins at *start*."""
    # What stands before a "who" is whom it means.
    may_precede = verb.mood == FINITE and not row.has(subject[0], RELATIVE)
    before = said_before(row, start, found) if may_precede else None
    after = said_after(row, verb)
    if before is not None and _counts(row, verb, before, after):
        return _around(row, verb, before, after)
    if after is None and verb.mood == FINITE and row.word(start - 1) == ",":
        # "Too often, he said, the debate is poisoned": what stands before only says when.
        after = said_on(row, verb.last, is_quoted=False)
    return None, after


def _may_say(row: TokenRow, verb: Verb, before: Phrase | None, after: Phrase | None) -> bool:
    """Whether something is said, and by a verb like "continued" a quotation."""
    said = before or after
    if said is None or verb.kind != "quote":
        return said is not None
    return said[0] >= len(row) or row.has(said[0], QUOTATION) or row.has(said[1], QUOTATION)


def _counts(row: TokenRow, verb: Verb, before: Phrase, after: Phrase | None) -> bool:
    """Whether what stands before a clause of saying is what is said, not only when and where."""
    is_amid = row.word(verb.last + 1) == ","
    return row.has(before[1], QUOTATION) or (verb.says and (after is None or is_amid))


def _around(row: TokenRow, verb: Verb, before: Phrase, after: Phrase | None) -> tuple[Phrase | None, Phrase | None]:
    """Return what is said on both sides, where something stands before a clause of saying."""
    is_quoted = row.has(before[1], QUOTATION)
    if after is not None and after[0] < len(row):
        opens_quotation = row.has(after[0], QUOTATION)
        is_new = opens_quotation and not is_quoted and not _goes_on(row, after[0])
        if is_new or (is_quoted and before[0] < before[1] and not opens_quotation):
            return None, after
    return before, said_on(row, verb.last, is_quoted=is_quoted)


def _goes_on(row: TokenRow, place: int) -> bool:
    """Whether a quotation begins in the middle of a sentence."""
    start = row.starts[place] + 1
    return row.text[start : start + 3].lstrip("'\"“‘ ")[:1].islower()


def _inverted(row: TokenRow, verb: Verb, found: list[Attribution]) -> Attribution | None:
    """Return what is said before "said X"."""
    if verb.classes.isdisjoint(_SAYS_QUOTED if row.has(verb.first - 1, QUOTATION) else _SPOKEN):
        return None
    who = phrase_after(row, verb.place + 1)
    before = said_before(row, verb.first, found)
    if who is None or before is None or row.has(who[1] + 1, AUXILIARY):
        return None
    after = said_on(row, who[1], is_quoted=row.has(before[1], QUOTATION))
    return Attribution(verb.first, verb.place, verb.place, who, before, after, verb.kind, verb.lemma)


def _of_noun(row: TokenRow, place: int, known: SayingWord) -> Attribution | None:
    """Return what follows "his claim that" and "reports that"; of a bare "the claim that" nobody is the speaker."""
    opening = row.word(place + 1)
    is_speech = "speech" in known.classes and _opens_object(row, place + 1)
    if "noun" not in known.classes or place + 3 >= len(row) or not (opening == "that" or is_speech):
        return None
    subject = _owner(row, place) or (_hearsay(row, place) if opening == "that" else None)
    if subject is None:
        return None
    first = place + 1 if opening in {"that", "to"} else place + 2
    after = first, last_said(row, first, is_object=opening != "that")
    kind = "say" if opening == "that" else "judge"
    return Attribution(subject[0], place, place, subject, None, after, kind, known.lemma)


def _hearsay(row: TokenRow, place: int) -> Phrase | None:
    """Return "reports" itself, where nobody's are named."""
    is_bare = row.words[place] in _HEARSAY and not row.has(place - 1, DETERMINER)
    return (place, place) if is_bare else None


def _opens_object(row: TokenRow, place: int) -> bool:
    """Whether after a noun of saying stands what it is about, or an intention."""
    if row.word(place) == "to":
        return not (row.has(place + 1, DETERMINER | PRONOUN | QUOTATION) or row.is_capitalized(place + 1))
    return row.word(place) in _AFTER_NOUN


def _owner(row: TokenRow, place: int) -> Phrase | None:
    """Return whose a noun is, with nothing but adjectives between: "his long opposition", "the mayor's claim"."""
    for at in range(place - 1, max(-1, place - _LONGEST_OWNER), -1):
        if row.words[at] in _OWNERS:
            return at, at
        if row.words[at].endswith(("'s", "s'")):
            return phrase_before(row, at + 1)
        if row.flags[at]:
            return None
    return None


def _passive(row: TokenRow, verb: Verb) -> Attribution | None:
    if row.word(verb.last + 1) != "by" or verb.classes <= _INTENDS or not is_said(row, verb):
        return None
    who = phrase_after(row, verb.last + 2)
    before = phrase_before(row, verb.first)
    if who is None or before is None:
        return None
    return Attribution(verb.first, verb.place, verb.last, who, before, None, verb.kind, verb.lemma)


_ADJUNCTS: dict[str, Callable[[TokenRow, int], Attribution | None]] = {
    ACCORDING: _according,
    "by": _by_count,
    "in": _in_poll,
}
