"""Statements in languages of which only the words of saying are known, not the grammar.

A verb of saying counts where what is said is plain: a quotation or a clause that is opened by "that", with a name or a
noun on its other side. Everything else is left alone.
"""

from collections.abc import Iterator
from typing import NamedTuple

from reader.related.statements.row import QUOTATION, TokenRow
from reader.text.saying_words import SimpleWords

Phrase = tuple[int, int]
_LONGEST = 9
_ENDS = frozenset((".", "!", "?", ",", ";", "،", "؛", "؟"))
_COMMAS = frozenset((",", "،", "–", "—", "-"))
_ARTICLES = frozenset("el la los las le les der die das den".split())
_OPENS = frozenset((":", "“", '"', "«", "„"))


class SimpleAttribution(NamedTuple):
    """A word of saying from *cue* to *last*, its speaker and what is said, as places in a row."""

    cue: int
    last: int
    subject: Phrase
    said: Phrase
    lemma: str


def simple_attributions(row: TokenRow, words: SimpleWords) -> Iterator[SimpleAttribution]:
    """Yield what a sentence attributes."""
    for place, word in enumerate(row.words):
        is_verb = word in words.verbs
        found = _of_verb(row, place, words) if is_verb else _of_source(row, place, words)
        found = found or (_of_clause(row, place, words) if is_verb else None)
        if found is not None:
            yield found


def _of_verb(row: TokenRow, place: int, words: SimpleWords) -> SimpleAttribution | None:
    first = place
    while first and row.words[first - 1] in words.auxiliaries:
        first -= 1
    before, after = _before(row, first, words), _after(row, place + 1, words)
    opened = _opened(row, place + 1, words)
    if opened is not None and before is not None:
        return SimpleAttribution(place, place, before, (opened, _last(row)), row.words[place])
    if after is None:
        return None
    opened = _opened(row, after[1] + 1, words)
    if opened is not None:
        return SimpleAttribution(place, place, after, (opened, _last(row)), row.words[place])
    said = _said_before(row, first)
    return said and SimpleAttribution(place, place, after, said, row.words[place])


def _of_clause(row: TokenRow, place: int, words: SimpleWords) -> SimpleAttribution | None:
    """Return what follows "Wie die Polizei mitteilte," and "Как сообщает ТАСС,"."""
    comma = next((at for at in range(place + 1, min(len(row), place + _LONGEST)) if row.words[at] in _COMMAS), 0)
    if row.words[0] not in words.clauses or not comma or comma + 1 >= len(row):
        return None
    who = _before(row, place, words) if place > 1 else _after(row, place + 1, words)
    first = who[0] + (who[0] == 0 and place > 1) if who else 0
    return SimpleAttribution(place, place, (first, who[1]), (comma + 1, _last(row)), row.words[place]) if who else None


def _of_source(row: TokenRow, place: int, words: SimpleWords) -> SimpleAttribution | None:
    """Return what "laut X", "selon X", "по словам X" says."""
    size = next((len(each) for each in words.sources if tuple(row.words[place : place + len(each)]) == each), 0)
    who = _name(row, _after(row, place + size, words)) if size else None
    if who is None:
        return None
    end = place + size - 1
    if place and row.words[place - 1] in _COMMAS:
        return SimpleAttribution(place, end, who, (0, place - 2), "according") if place > 3 else None
    following = who[1] + 1
    if place == 0 and following + 2 < len(row):
        start = following + (row.words[following] in _COMMAS)
        return SimpleAttribution(place, end, who, (start, _last(row)), "according")
    return SimpleAttribution(place, end, who, (0, place - 1), "according") if place > 2 else None


def _name(row: TokenRow, phrase: Phrase | None) -> Phrase | None:
    """Return a phrase as far as its last word with a capital: "Polizei" of "Polizei geschlossen"."""
    if phrase is None or row.word(phrase[1] + 1) in _ENDS or phrase[1] + 1 == len(row):
        capitals = [at for at in range(phrase[0], phrase[1] + 1) if row.is_capitalized(at)] if phrase else []
        return (phrase[0], capitals[-1]) if phrase and capitals else phrase
    return None


def _opened(row: TokenRow, at: int, words: SimpleWords) -> int | None:
    """Return where what is said begins, if it begins here: a quotation, a colon, "that"."""
    at += row.word(at) in _COMMAS
    if row.has(at, QUOTATION) or row.word(at) in words.openers:
        return at if at + 1 < len(row) or row.has(at, QUOTATION) else None
    return at + 1 if row.word(at) == ":" and at + 1 < len(row) else None


def _before(row: TokenRow, end: int, words: SimpleWords) -> Phrase | None:
    start = end
    while start and end - start < _LONGEST and not _stops(row, start - 1, words):
        start -= 1
    return (start, end - 1) if start < end else None


def _after(row: TokenRow, start: int, words: SimpleWords) -> Phrase | None:
    end = start
    while (
        end < len(row) and end - start < _LONGEST and not _stops(row, end, words) and row.words[end] not in words.stops
    ):
        end += 1
    while end > start and row.words[end - 1] in _ARTICLES:
        # Of the day after a name: "Ana Lind el lunes".
        end -= 1
    return (start, end - 1) if end > start else None


def _stops(row: TokenRow, at: int, words: SimpleWords) -> bool:
    word = row.words[at]
    if row.has(at, QUOTATION) or word in _ENDS or word in _OPENS or word in _COMMAS:
        return True
    return word in words.openers or word in words.verbs or word in words.auxiliaries or not word[0].isalnum()


def _said_before(row: TokenRow, first: int) -> Phrase | None:
    last = first - 1
    while row.word(last) in _COMMAS:
        last -= 1
    if last == first - 1 and not row.has(last, QUOTATION):
        return None
    return (0, last) if row.has(last, QUOTATION) or last > 2 else None


def _last(row: TokenRow) -> int:
    last = len(row) - 1
    while last and row.words[last] in _ENDS:
        last -= 1
    return last
