"""What a sentence says that somebody said: verbs of saying and "according to", with speakers and what is said."""

from collections.abc import Iterable, Mapping

from reader.related.statements.adjuncts import ACCORDING, ADJUNCTS, cue_places
from reader.related.statements.attribution import Attribution
from reader.related.statements.contents import Sides, after_colon, said_after, said_before, said_beside_as, said_on
from reader.related.statements.ends import last_of_relative
from reader.related.statements.moods import is_said, is_said_by
from reader.related.statements.phrases import Phrase, phrase_after, phrase_before
from reader.related.statements.row import QUOTATION, TokenRow
from reader.related.statements.saying_nouns import of_noun
from reader.related.statements.subjects import subject_of
from reader.related.statements.tokens import (
    AUXILIARY,
    DETERMINER,
    MARK,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
)
from reader.related.statements.verbs import FINITE, MANY, PASSIVE, Verb, verb_at
from reader.text.saying_words import PAST, THIRD, SayingWord

_THEIR = frozenset("he she they it we i".split())
_OPENING = frozenset("that he she they it".split())
_ANYBODY = frozenset("one anyone anybody whoever".split())
_INTENDS = frozenset(("mean", "think", "know"))
_JOINS = frozenset("and but while".split())
SPOKEN = frozenset(("say", "tell"))
_SAYS_QUOTED = frozenset(("say", "tell", "quote", "show"))
_SAYS = frozenset(("say", "tell", "show"))


def attributions(row: TokenRow, places: Iterable[int], words: Mapping[str, SayingWord]) -> list[Attribution]:
    """Return what a sentence attributes, in order.

    *words* are the words of saying of its language, *places* are where in the row those, or other cues, stand.
    """
    found: list[Attribution] = []
    for place in cue_places(row, places):
        known = words.get(row.words[place])
        if known is not None:
            verb = verb_at(row, place, known)
            each = _of_verb(row, verb, found) if verb else of_noun(row, place, known) or _at_head(row, place, known)
        elif row.words[place] in ADJUNCTS:
            each = ADJUNCTS[row.words[place]](row, place)
        else:
            continue
        if each is not None and not _is_noun_read(row, found, each) and not _is_same_again(row, found, each):
            _cut(row, found, each)
            found.append(each)
    return found


def _at_head(row: TokenRow, place: int, known: SayingWord) -> Attribution | None:
    """Return what is said after "Said one sailor:" at the head of a sentence."""
    if place or known.form not in {PAST, THIRD} or known.verbal.isdisjoint(("say", "quote")):
        return None
    who = phrase_after(row, 1)
    colon = who[1] + 1 if who else 0
    if who is None or not (row.word(colon) == ":" or (row.word(colon) == "," and row.has(colon + 1, QUOTATION))):
        return None
    return Attribution(0, 0, 0, who, None, after_colon(row, colon + 1), "say", known.lemma)


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
    is_intention = each.kind in _INTENDS and not row.words[each.cue].endswith("ing")
    if is_intention and any(other.kind in _SAYS and other.subject == each.subject for other in found):
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
            end = _joined_at(row, each.after[0], following)
        if end:
            found[at] = each._replace(after=(each.after[0], end - 1))


def _joined_at(row: TokenRow, start: int, following: Attribution) -> int:
    """Return the comma at which another clause begins that is joined on: "…, and ten others said"; 0 if none is."""
    end = following.first
    comma = row.find_before(",", end)
    is_set_before = row.has(0, SUBORDINATOR | PREPOSITION) or row.words[0].endswith(("ed", "ing"))
    if comma == end - 1 > start and is_set_before and row.words[0] != ACCORDING:
        # "Asked about the claim that …, Veres said"
        return comma
    is_joined = comma > start and row.words[comma + 1] in _JOINS and following.kind in _SAYS
    return 0 if not is_joined or any(row.has(at, AUXILIARY) for at in range(comma, end)) else comma


def _of_verb(row: TokenRow, verb: Verb, found: list[Attribution]) -> Attribution | None:
    if verb.mood == PASSIVE:
        return _passive(row, verb)
    subject, start = subject_of(row, verb, found)
    if subject is None:
        is_inverted = verb.mood == FINITE and verb.place and row.has(verb.place - 1, MARK | QUOTATION)
        return _inverted(row, verb, found) if is_inverted else None
    before, after = _both_sides(row, verb, subject, start, found)
    if after is not None and row.has(subject[0], RELATIVE):
        after = after[0], last_of_relative(row, *after, is_object=not verb.says)
    is_anybody = subject[0] == subject[1] and row.words[subject[0]] in _ANYBODY
    if is_anybody or not _may_say(row, verb, before, after):
        return None
    if not is_said_by(row, verb, subject, start):
        return None
    return Attribution(start, verb.place, verb.last, subject, before, after, verb.kind, verb.lemma)


def _both_sides(row: TokenRow, verb: Verb, subject: Phrase, start: int, found: list[Attribution]) -> Sides:
    """Return what is said before and after a verb whose clause begins at *start*."""
    beside = said_beside_as(row, start - 1, verb, found) if row.word(start - 1) == "as" else None
    if beside is not None:
        return beside
    before = said_before(row, start, found) if _may_follow(row, verb, subject, start) else None
    after = said_after(row, verb)
    if before is not None and _counts(row, verb, before, after):
        return _around(row, verb, before, after)
    if after is None and verb.says and verb.mood == FINITE and row.word(start - 1) == ",":
        # "Too often, he said, the debate is poisoned": what stands before only says when.
        after = said_on(row, verb.last, is_quoted=False)
    return None, after


def _may_follow(row: TokenRow, verb: Verb, subject: Phrase, start: int) -> bool:
    """Whether a clause of saying may follow what is said."""
    # "“A,” he called it, and said that B"
    is_next = row.word(start) == "and" and row.word(verb.last + 1) in _OPENING
    # What stands before a "who" is whom it means.
    return verb.mood == FINITE and not is_next and not row.has(subject[0], RELATIVE)


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


def _around(row: TokenRow, verb: Verb, before: Phrase, after: Phrase | None) -> Sides:
    """Return what is said on both sides, where something stands before a clause of saying."""
    is_quoted = row.has(before[1], QUOTATION)
    if after is not None and after[0] == verb.last + 1 and row.has(after[0], QUOTATION):
        # 'Under a sign “A,” they chanted “B”'
        return None, after
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
    if verb.classes.isdisjoint(_SAYS_QUOTED if row.has(verb.first - 1, QUOTATION) else SPOKEN):
        return None
    who = phrase_after(row, verb.place + 1)
    before = said_before(row, verb.first, found)
    if who is None or before is None or row.has(who[1] + 1, AUXILIARY) or _is_bare(row, who):
        return None
    after = said_on(row, who[1], is_quoted=row.has(before[1], QUOTATION))
    return Attribution(verb.first, verb.place, verb.place, who, before, after, verb.kind, verb.lemma)


def _is_bare(row: TokenRow, who: Phrase) -> bool:
    """Whether one word without article or capital stands after a verb: "…, firms declared bankruptcy"."""
    first, last = who
    word = row.words[first]
    return first == last and not (row.flags[first] or row.is_capitalized(first) or word in MANY or word.endswith("s"))


def _passive(row: TokenRow, verb: Verb) -> Attribution | None:
    if row.word(verb.last + 1) != "by" or verb.classes <= _INTENDS or not is_said(row, verb):
        return None
    who = phrase_after(row, verb.last + 2)
    before = phrase_before(row, verb.first)
    if who is None or before is None or not _may_say(row, verb, before, None):
        return None
    return Attribution(verb.first, verb.place, verb.last, who, before, None, verb.kind, verb.lemma)
