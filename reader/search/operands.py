"""What one value of a query means: the words of a run, a phrase, a date, a figure, a choice."""

import re
from dataclasses import dataclass, field
from datetime import date

from reader.library.errors import ReaderError
from reader.search.lexer import PHRASE, Token
from reader.search.periods import PeriodError, parse_period
from reader.search.query import (
    CHOICE,
    DATE,
    EXACT,
    FIGURE,
    FUZZY,
    PLAIN,
    PREFIX,
    TEXT,
    DateFilter,
    Field,
    FigureFilter,
    Node,
    PhraseNode,
    ValueFilter,
    WordNode,
)
from reader.text.distance import nearest
from reader.text.folding import fold
from reader.text.numbers import number_form, number_value
from reader.text.words import chunks

SHORTEST_PREFIX = 2
MOST_EDITS = 2
WIDEST_WINDOW = 1000
_QUOTED = 40
_FUZZY = re.compile(r"~(\d?)\Z")
_WHOLE = frozenset(("tag", "site"))


class QueryError(ReaderError):
    """The query cannot be searched; *proposal* is the query that may have been meant."""

    def __init__(self, sentence: str, proposal: str | None = None) -> None:
        super().__init__(sentence)
        self.proposal = proposal


@dataclass(slots=True)
class QueryText:
    """What is known while a query is read: its text, the day, and what has to be told."""

    text: str
    today: date
    notices: list[str] = field(default_factory=list)

    def error(self, token: Token, sentence: str, replacement: str | None = None) -> QueryError:
        """Return the error at *token*, with the query in which *replacement* stands for it."""
        proposal = None
        if replacement is not None:
            proposal = self.text[: token.start] + replacement + self.text[token.end :]
        hint = f"; the nearest is {shorten(replacement)}" if replacement else ""
        return QueryError(f"{sentence} (at character {token.start + 1}){hint}.", proposal)


def shorten(text: str) -> str:
    """Return *text* as a sentence quotes it: not all of what is long."""
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "…"


def operand(query: QueryText, token: Token, spec: Field | None) -> list[Node]:
    """Return the nodes that *token* stands for as a value of the field *spec* (`None`: everywhere).

    Several for a run of several words; none for one that is unfinished or holds nothing, which is then noticed.
    Raises: QueryError.
    """
    if spec is None or spec.kind == TEXT:
        return _text(query, token, spec.name if spec else None)
    if spec.kind == DATE:
        return _date(query, token, spec)
    if spec.kind == FIGURE:
        return _figure(query, token, spec)
    return _choice(query, token, spec) if spec.kind == CHOICE else _value(query, token, spec)


def _text(query: QueryText, token: Token, name: str | None) -> list[Node]:
    if token.is_exact and name in _WHOLE:
        return [ValueFilter(name, token.text.strip(), token.start, token.end)]
    if token.kind == PHRASE:
        return _phrase(query, token, name)
    start = token.start + token.is_exact
    text, kind, edits = _modified(query, token)
    found = [(start + offset, surface) for offset, surface in chunks(text)]
    nodes: list[Node] = [WordNode(surface, at, at + len(surface), name) for at, surface in found]
    if found and kind != PLAIN:
        at, surface = found[-1]
        end = token.end if kind != EXACT else at + len(surface)
        nodes[-1] = WordNode(surface, at, end, name, kind, edits)
    if kind == EXACT:
        nodes = [WordNode(surface, at, at + len(surface), name, EXACT) for at, surface in found]
    return nodes


def _modified(query: QueryText, token: Token) -> tuple[str, str, int]:
    """Return a run without its `*` or `~`, the kind of its last word, and the edits it allows."""
    text = token.text
    if token.is_exact:
        return text, EXACT, 0
    fuzzy = _FUZZY.search(text)
    if fuzzy:
        return text[: fuzzy.start()], FUZZY, _edits(query, token, fuzzy.group(1), text[: fuzzy.start()])
    if "*" not in text.rstrip("*"):
        if not text.endswith("*"):
            return text, PLAIN, 0
        stem = text.rstrip("*")
        if 0 < len(fold(stem)) < SHORTEST_PREFIX:
            raise query.error(token, f"“{shorten(text)}” is too short: * needs {SHORTEST_PREFIX} letters before it")
        if stem:
            return stem, PREFIX, 0
    if not any(character.isalnum() for character in text):
        return text, PLAIN, 0
    bare = text.replace("*", "")
    proposal = f"{bare}*" if len(fold(bare)) >= SHORTEST_PREFIX else bare
    raise query.error(token, f"“{shorten(text)}”: * can only be at the end of a word", proposal)


def _edits(query: QueryText, token: Token, number: str, word: str) -> int:
    if number and not 1 <= int(number) <= MOST_EDITS:
        raise query.error(
            token, f"“{shorten(token.text)}”: ~ allows 1 or 2 letters of difference", f"{word}~{MOST_EDITS}"
        )
    return int(number) if number else (1 if len(fold(word)) <= 5 else 2)


def _phrase(query: QueryText, token: Token, name: str | None) -> list[Node]:
    if not any(True for _ in chunks(token.text)):
        return []
    if "*" in token.text:
        query.notices.append(f"In “{shorten(token.text)}” the * is read as punctuation.")
    within = token.within
    if within == -1:
        query.notices.append(f"“{shorten(token.text)}”~ needs a number: how near the words must be.")
        within = None
    elif within is not None and not 1 <= within <= WIDEST_WINDOW:
        raise query.error(token, f"The number after ~ must be 1 to {WIDEST_WINDOW}", f'"{token.text}"~8')
    return [PhraseNode(token.text, token.start, token.end, name, token.is_exact, within)]


def _date(query: QueryText, token: Token, spec: Field) -> list[Node]:
    try:
        period = parse_period(token.text.strip(), query.today)
    except PeriodError as error:
        raise query.error(token, str(error), error.proposal) from error
    if period.unfinished:
        query.notices.append(f"The date in “{spec.name}:{shorten(token.text)}” is incomplete.")
    if period.first is None and period.last is None:
        return []
    return [DateFilter(spec.name, period, token.start, token.end)]


def _figure(query: QueryText, token: Token, spec: Field) -> list[Node]:
    text = token.text.strip()
    if not text.strip("<>=."):
        query.notices.append(f"“{spec.name}:{shorten(token.text)}” needs a number.")
        return []
    if ".." in text:
        low, _, high = text.partition("..")
        bounds = (_bound(query, token, low), _bound(query, token, high))
    else:
        sign = re.match(r"[<>]=?|", text)
        mark = sign.group() if sign else ""
        value = _bound(query, token, text[len(mark) :])
        bounds = _compared(mark, value)
    if bounds[0] is not None and bounds[1] is not None and bounds[0] > bounds[1]:
        raise query.error(token, f"“{shorten(text)}” ends before it begins", "..".join(reversed(text.split("..", 1))))
    return [FigureFilter(bounds[0], bounds[1], token.start, token.end)]


def _compared(mark: str, value: float | None) -> tuple[float | None, float | None]:
    if value is None or not mark:
        return value, value
    # The next number above or below: what is strictly more does not hold the value itself.
    step = abs(value) * 1e-12 + 1e-12
    if mark[0] == ">":
        return (value if "=" in mark else value + step), None
    return None, (value if "=" in mark else value - step)


def _bound(query: QueryText, token: Token, text: str) -> float | None:
    if not text.strip():
        return None
    form = number_form(fold(text.strip()), "en") if any(map(str.isdigit, text)) else None
    value = number_value(form) if form else None
    if value is None:
        raise query.error(token, f"“{shorten(text)}” is not a number")
    return value


def _choice(query: QueryText, token: Token, spec: Field) -> list[Node]:
    value = token.text.strip().lower()
    if value in spec.choices:
        return [ValueFilter(spec.name, value, token.start, token.end)]
    starting = [choice for choice in spec.choices if choice.startswith(value)]
    if starting:
        query.notices.append(f"“{spec.name}:{shorten(token.text)}” is not finished: {' or '.join(starting)}.")
        return []
    choices = ", ".join(spec.choices)
    sentence = f"“{spec.name}:{shorten(token.text)}” is not one of {choices}"
    raise query.error(token, sentence, nearest(value, spec.choices, 3))


def _value(query: QueryText, token: Token, spec: Field) -> list[Node]:
    value = token.text.strip()
    if spec.name == "said":
        bare = _FUZZY.sub("", value).replace("*", "")
        if bare != value or token.within is not None:
            told = f"“said:{shorten(token.text)}”: said: takes whole words in a row, without * and ~"
            raise query.error(token, told, f'"{bare}"' if token.kind == PHRASE else bare)
        value = value if any(True for _ in chunks(value)) else ""
    return [ValueFilter(spec.name, value, token.start, token.end)] if value else []
