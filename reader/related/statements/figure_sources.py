"""Who gives a figure: the statement that it stands in, if it is part of what is said there."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from reader.related.statements.statement import DIRECT, Statement
from reader.related.statements.text_parts import TextParts
from reader.related.statements.tokens import is_count
from reader.text.saying_words import saying_words

# Who judges something gives no figure; who promises or expects something does.
_FIRM = frozenset(("say", "tell", "show", "quote", "mean", "think"))
_SILENT = frozenset(("decline", "refuse"))
_DASH = re.compile(r" (?:[—–-]|--) |[—―]|--")
# What a comma puts in: "the quake, which killed nine"; "Veres, a man of 68".
_PUT_IN = re.compile(r", (?:which|whose?|where|an?|the|his|her|its|their)\b[^,]*\Z")


class FigureSources:
    """The statements of a text, by the figures that they hold."""

    def __init__(self, parts: TextParts, statements: Sequence[Statement], language: str) -> None:
        self._text = parts.text
        self._parts = parts
        self._statements = sorted(each for each in statements if _is_firm(each, language))
        self._starts = [each.start for each in self._statements]
        self._reached = list(accumulate((each.end for each in self._statements), max))

    def statement(self, start: int, end: int) -> Statement | None:
        """Return the statement that gives the figure from *start* to *end*; None if none does."""
        found = None
        place = bisect_right(self._starts, start) - 1
        while place >= 0 and self._reached[place] >= end:
            each = self._statements[place]
            if each.end >= end and (found is None or _is_nearer(each, found)):
                found = each
            place -= 1
        return None if found is None or self._is_aside(found, start, end) else found

    def _is_aside(self, statement: Statement, start: int, end: int) -> bool:
        """Whether a figure stands in what the writer puts into, or between, the words of another."""
        if statement.kind == DIRECT:
            # “…,” said the 46-year-old. “…”
            return bool(self._parts.quoted) and not self._parts.quoted_within(start, end)
        before = self._text[statement.start : start]
        is_dashed = len(_DASH.findall(before)) % 2 == 1 and _DASH.search(self._text, end, statement.end)
        return bool(is_dashed or _PUT_IN.search(before))


def _is_firm(statement: Statement, language: str) -> bool:
    known = saying_words(language).get(statement.lemma)
    return known is None or (statement.lemma not in _SILENT and not known.classes.isdisjoint(_FIRM))


def _is_nearer(one: Statement, other: Statement) -> bool:
    """Whether of two statements that hold a figure one is who gives it: the inner one, as a rule.

    What is quoted is in the words of the one who is quoted, and of "a poll says that 51 percent said …" it is the poll.
    """
    if _is_counted(one) != _is_counted(other):
        return _is_counted(other)
    if one.kind != other.kind:
        outer = max(one, other, key=lambda each: each.end - each.start)
        if outer.kind == DIRECT:
            return one is outer
    return one.end - one.start < other.end - other.start


def _is_counted(statement: Statement) -> bool:
    return statement.speaker is not None and is_count(statement.speaker.text)
