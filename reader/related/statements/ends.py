"""Where in a sentence ends what is said."""

from reader.related.statements.counted import is_verb
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

DASHES = frozenset("– — ― -- -".split())
_ENDS = frozenset((".", "!", "?", ",", ";"))
_OPPOSED = frozenset("but while whereas although though yet where however".split())
# What is judged is a thing, which ends where the sentence goes on about something else.
_AFTER_OBJECT = frozenset(
    "during after before when while because but since until unless though although if amid".split()
)
_BEFORE_TIME = frozenset("on in last this next and at earlier late".split())
_SET_BEFORE = frozenset("while if although though because when after before since once as until whereas".split())
_OF_NOUN = frozenset("the a an his her its their of and or".split())
_EXAMPLES = frozenset("including such like especially particularly notably".split())
# What is put in between commas or dashes goes on after them with one of these.
_GOING_ON = frozenset("of for to with as in on from".split())
# Where and on what occasion something was judged is no part of it.
_AT = frozenset("in on at during".split())
_OCCASIONS = frozenset(
    """
    interview interviews speech speeches ruling statement tweet tweets email letter rally rallies event debate address
    post video memo conference appearance hearing forum twitter facebook
    """.split()
)
_LONGEST_OCCASION = 6
_LONGEST_LIST = 14
_LONGEST_INSERTED = 24
_NO_ITEM = AUXILIARY | RELATIVE | SUBORDINATOR | TIME | PLAIN_VERB | PRONOUN


def last_said(row: TokenRow, start: int, *, is_object: bool = False) -> int:
    """Return the last token of what is said from *start* on; *is_object*: it is a thing that is judged, no clause."""
    is_set_before = row.words[0] in _SET_BEFORE and "," not in row.words[:start]
    at = start + 1
    while at < len(row):
        past = _past_inserted(row, at) if is_object else 0
        if not past and (_ends_at(row, at, is_set_before=is_set_before) or (is_object and _ends_object(row, at))):
            break
        at = past or at + 1
    return _trimmed(row, start, at - 1, is_object=is_object)


def _trimmed(row: TokenRow, start: int, last: int, *, is_object: bool) -> int:
    if is_object and row.word(last) in _BEFORE_TIME:
        last -= 1
    while last > start and row.words[last] in _ENDS:
        last -= 1
    return max(start, last)


def _begins_main(row: TokenRow, at: int) -> bool:
    """Whether the main clause begins after a comma: "While the paper found a leak, the owner denies it"."""
    is_subject = row.has(at, PRONOUN | DETERMINER) or (at < len(row) and row.text[row.starts[at]].isupper())
    return is_subject and not _lists_on(row, at)


def last_of_relative(row: TokenRow, first: int, last: int, *, is_object: bool) -> int:
    """Return where ends what "who said" tells, with the main verb after it: "who back the plan | are few"."""
    for at in range(first + 1, last):
        is_main = row.has(at + 1, AUXILIARY | PLAIN_VERB) or is_verb(row, at + 1)
        is_other = is_object and row.has(at + 1, AUXILIARY) and not row.has(at, RELATIVE | PRONOUN | SUBORDINATOR)
        if is_other or (row.words[at] == "," and is_main):
            return at - (row.words[at] == ",")
    return last


def last_of_all(row: TokenRow, start: int) -> int:
    """Return the last word of a sentence of which all is said from *start* on."""
    last = len(row) - 1
    while last > start and row.words[last] in _ENDS:
        last -= 1
    return max(start, last)


def _ends_at(row: TokenRow, at: int, *, is_set_before: bool) -> bool:
    """Whether what is said ends here; *is_set_before*: the main clause follows after a comma."""
    word = row.words[at]
    if word == ",":
        is_opposed = row.word(at + 1) in _OPPOSED and not row.is_only(at + 2, AUXILIARY | ADVERB, PRONOUN)
        return is_opposed or (is_set_before and _begins_main(row, at + 1))
    if word == "while":
        return row.has(at + 1, DETERMINER) or row.word(at + 1)[:1].isdigit()
    return word == ";"


def _ends_object(row: TokenRow, at: int) -> bool:
    word = row.words[at]
    if word == "as":
        return begins_clause(row, at + 1)
    if word == ",":
        return not _lists_on(row, at + 1)
    if row.has(at, TIME):
        return row.words[at - 1] not in _OF_NOUN and row.word(at + 1) != "for"
    return word in _AFTER_OBJECT or word in DASHES or _is_occasion(row, at) or _is_joined(row, at)


def begins_clause(row: TokenRow, at: int) -> bool:
    """Whether what follows an "as" is a clause, not what somebody is called: "as he left", but "as a fool"."""
    if row.has(at, PRONOUN) and row.words[at] not in {"many", "few", "much"}:
        return True
    for place in range(at + 1, min(len(row), at + _LONGEST_OCCASION)):
        if row.has(place, AUXILIARY | PLAIN_VERB) or is_verb(row, place):
            return not row.words[place].endswith("ing")
        if row.has(place, MARK | PREPOSITION | CONJUNCTION | RELATIVE):
            return False
    return False


def _lists_on(row: TokenRow, first: int) -> bool:
    """Whether after a comma stands another thing of a list, or an example: "docks, piers and ships"."""
    if row.word(first) in _EXAMPLES:
        return True
    if row.has(first, CONJUNCTION) or row.word(first).endswith("ing"):
        return False
    for at in range(first, min(len(row) - 1, first + _LONGEST_LIST)):
        if row.words[at] in {"and", "or"}:
            return at > first and not _is_joined(row, at)
        if row.is_only(at, _NO_ITEM, DETERMINER) or row.words[at] in DASHES or is_verb(row, at):
            return False
    return False


def _is_joined(row: TokenRow, at: int) -> bool:
    """Whether an "and" joins another clause: "and has left", "and he says", "and left the room"."""
    if row.words[at] not in {"and", "but"}:
        return False
    after = at + 1 + row.is_only(at + 1, ADVERB, DETERMINER)
    if row.is_only(after, AUXILIARY | PLAIN_VERB | PRONOUN, DETERMINER):
        return True
    return is_verb(row, after) and not row.words[after].endswith("ing") and row.has(after + 1, DETERMINER)


def _is_occasion(row: TokenRow, at: int) -> bool:
    """Whether here stands where something was said: "in an interview", "on Twitter"."""
    if row.words[at] not in _AT:
        return False
    for place in range(at + 1, min(len(row), at + _LONGEST_OCCASION)):
        if row.words[place] in _OCCASIONS:
            return True
        if row.has(place, MARK | PREPOSITION | AUXILIARY | CONJUNCTION):
            return False
    return False


def _past_inserted(row: TokenRow, at: int) -> int:
    """Return where a thing goes on after what is put in: "Veres, who was born here, of lying"; 0 if nowhere."""
    mark = row.words[at]
    if not (mark == "," and row.has(at + 1, RELATIVE)) and mark not in DASHES:
        return 0
    closing = row.find(mark, at + 1)
    is_short = 0 < closing - at < _LONGEST_INSERTED
    return closing + 1 if is_short and row.word(closing + 1) in _GOING_ON else 0


def last_meant(row: TokenRow, place: int) -> int:
    """Return where an intention ends: "…, focusing on sailors" is what the writer adds, and so is another clause."""
    last = last_said(row, place)
    return next((at - 1 for at in range(place + 1, last) if row.words[at] == "," and _adds(row, at + 1)), last)


def _adds(row: TokenRow, at: int) -> bool:
    """Whether the writer adds something after a comma: a participle, "which", a clause with a subject of its own."""
    if row.words[at].endswith("ing") or row.words[at] in {"which", "who", "whose", "so"}:
        return True
    is_other = row.has(at + 1, DETERMINER | PRONOUN) or (at + 1 < len(row) and row.is_capitalized(at + 1))
    return row.words[at] in {"and", "but"} and is_other and row.words[at - 2] != ","
