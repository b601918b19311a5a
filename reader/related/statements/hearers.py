"""What is told to somebody: "told reporters that …", "asked Veres about the harbor"."""

from reader.related.statements.ends import last_said
from reader.related.statements.phrases import Phrase
from reader.related.statements.row import QUOTATION, TokenRow
from reader.related.statements.tokens import AUXILIARY, DETERMINER, MARK, PREPOSITION, PRONOUN, RELATIVE, TIME

# Words that open a clause of what is said.
CLAUSE = frozenset("that how what why whether if where when who which".split())
# How far after a verb what is told may begin.
_REACH = 16


def past_hearer(row: TokenRow, place: int) -> Phrase | None:
    """Return what is told after who hears it, who is named from *place* on; None if that is not told."""
    for at in range(place, min(len(row), place + _REACH)):
        if row.has(at, QUOTATION):
            return (at, last_said(row, at))
        if row.has(at, MARK):
            return _told_after(row, at)
        if at > place and (told := _told_at(row, place, at)):
            return told
    return None


def _told_at(row: TokenRow, hearer: int, at: int) -> Phrase | None:
    """Return what is told if it begins at *at*, within the sentence after who hears it."""
    if _opens_told(row, hearer, at):
        return (at, last_said(row, at))
    if row.words[at] == "about" and not row.has(at - 1, PREPOSITION):
        return topic_at(row, at)
    is_after_time = row.has(at, TIME) and at + 1 < len(row) and not row.has(at + 1, MARK)
    return (at + 1, last_said(row, at + 1)) if is_after_time else None


def _told_after(row: TokenRow, mark: int) -> Phrase | None:
    """Return what is told after a mark, past commas in the hearer: "told a meeting in Tolm, Norland, that …"."""
    if row.words[mark] == ":" or row.has(mark + 1, QUOTATION):
        return (mark + 1, last_said(row, mark + 1))
    for at in range(mark, min(len(row), mark + _REACH)):
        if row.words[at] == "that":
            return (at, last_said(row, at))
        if row.has(at, AUXILIARY | QUOTATION | RELATIVE) or (row.has(at, MARK) and row.words[at] != ","):
            return None
    return None


def _opens_told(row: TokenRow, hearer: int, at: int) -> bool:
    if row.words[at] in CLAUSE or row.words[at] in {"to", "not"} or row.has(at, PRONOUN):
        return True
    return row.has(at, DETERMINER) and row.has(hearer, PRONOUN)


def topic_at(row: TokenRow, place: int) -> Phrase | None:
    """Return what somebody speaks about after an "about" or "of" at *place*."""
    is_named = place + 1 < len(row) and not row.has(place + 1, MARK)
    return (place + 1, last_said(row, place + 1, is_object=True)) if is_named else None
