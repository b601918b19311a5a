"""A query's text into tokens: quotes, parentheses, operators, fields and runs of words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

OPEN, CLOSE, AND, OR, NOT = "open", "close", "and", "or", "not"
FIELD, PHRASE, RUN = "field", "phrase", "run"

_QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02'
_DASHES = "-\u2212\u2013\u2014"
_SPACE = re.compile(r"\s+")
_FIELD = re.compile(r"([A-Za-z_]+):(?!//)")
_PHRASE = re.compile(f"[{_QUOTES}]([^{_QUOTES}]*)([{_QUOTES}]?)(?:~(\\d{{0,4}}))?")
_RUN = re.compile(f"[^\\s(){_QUOTES}]+")
_OPERATORS = {"AND": AND, "OR": OR, "NOT": NOT, "&&": AND, "||": OR}


@dataclass(frozen=True, slots=True)
class Token:
    """A token and its place. *text* is a field's name, a phrase's inside or the run.

    *is_glued*: no space before it, so that it is the value of a field before it. *is_exact*: `=` stood before it.
    *within* belongs to a phrase; -1 says that its number is still being typed. *is_closed*: the second quote is there.
    """

    kind: str
    text: str
    start: int
    end: int
    is_glued: bool = False
    is_exact: bool = False
    within: int | None = None
    is_closed: bool = True


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of *text* in order; every character is in one, or is white space. Never fails."""
    position, glued = 0, False
    while position < len(text):
        space = _SPACE.match(text, position)
        if space:
            position, glued = space.end(), False
            continue
        token = _token(text, position, glued)
        yield token
        position, glued = token.end, token.kind != CLOSE


def _token(text: str, start: int, glued: bool) -> Token:
    letter = text[start]
    if letter in "()":
        return Token(OPEN if letter == "(" else CLOSE, letter, start, start + 1, glued)
    if letter in _DASHES and not glued and _has_operand(text, start):
        return Token(NOT, letter, start, start + 1)
    has_more = not text[start + 1 : start + 2].isspace() and start + 1 < len(text)
    if letter == "#" and not glued and has_more:
        return Token(FIELD, "tag", start, start + 1)
    field = _FIELD.match(text, start)
    if field:
        return Token(FIELD, field.group(1), start, field.end(), glued)
    return _operand(text, start, start + (letter == "=" and has_more), glued)


def _has_operand(text: str, start: int) -> bool:
    after = text[start + 1 : start + 2]
    return bool(after) and not after.isspace() and after not in _DASHES


def _operand(text: str, start: int, inside: int, glued: bool) -> Token:
    is_exact = inside > start
    phrase = _PHRASE.match(text, inside)
    if phrase:
        number = phrase.group(3)
        within = None if number is None else int(number or -1)
        is_closed = bool(phrase.group(2))
        return Token(PHRASE, phrase.group(1), start, phrase.end(), glued, is_exact, within, is_closed)
    run = _RUN.match(text, inside)
    if run is None:  # `=` before a parenthesis
        return Token(RUN, text[start:inside], start, inside, glued)
    kind = _OPERATORS.get(run.group(), RUN) if not glued and not is_exact else RUN
    return Token(kind, run.group(), start, run.end(), glued, is_exact)
