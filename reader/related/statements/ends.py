"""Where in a sentence ends what is said."""

from reader.related.statements.row import TokenRow
from reader.related.statements.tokens import ADVERB, AUXILIARY, DETERMINER, PRONOUN, TIME

_DASHES = frozenset("– — --".split())
_ENDS = frozenset((".", "!", "?", ",", ";"))
_BREAKS = frozenset((";", ",", "while"))
_OPPOSED = frozenset("but while whereas although though yet where however".split())
# What is judged is a thing, which ends where the sentence goes on about something else.
_AFTER_OBJECT = frozenset(
    "during after before when while because but since until unless though although if whose who which".split()
)
_BEFORE_TIME = frozenset("on in last this next and at earlier late".split())


def last_said(row: TokenRow, start: int, *, is_object: bool = False) -> int:
    """Return the last token of what is said from *start* on."""
    last = len(row) - 1
    for at in range(start + 1, len(row)):
        if (row.words[at] in _BREAKS and _ends_at(row, at)) or (is_object and _ends_object(row, at, start)):
            last = at - 1
            break
    if is_object and row.word(last) in _BEFORE_TIME:
        last -= 1
    while last > start and row.words[last] in _ENDS:
        last -= 1
    return max(start, last)


def last_of_all(row: TokenRow, start: int) -> int:
    """Return the last word of a sentence of which all is said from *start* on."""
    last = len(row) - 1
    while last > start and row.words[last] in _ENDS:
        last -= 1
    return max(start, last)


def _ends_at(row: TokenRow, at: int) -> bool:
    """Whether what is said ends at one of _BREAKS."""
    word = row.words[at]
    if word == ",":
        return row.word(at + 1) in _OPPOSED and not row.is_only(at + 2, AUXILIARY | ADVERB, PRONOUN)
    return word == ";" or row.has(at + 1, DETERMINER) or row.word(at + 1)[:1].isdigit()


def _ends_object(row: TokenRow, at: int, start: int) -> bool:
    word = row.words[at]
    if word == "as":
        return _begins_clause(row, at + 1)
    return word in _AFTER_OBJECT or word in _DASHES or (word == "," and at > start + 1) or row.has(at, TIME)


def _begins_clause(row: TokenRow, at: int) -> bool:
    """Whether what follows an "as" is a clause, not what somebody is called: "as he left", but "as a fool"."""
    return row.has(at, PRONOUN) or row.word(at) == "the" or (at < len(row) and row.is_capitalized(at))


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
