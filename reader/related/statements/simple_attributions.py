"""Statements in languages of which only the words of saying are known, not the grammar.

A verb of saying counts where what is said is plain: a quotation or a clause that is opened by "that", with a name or a
noun on its other side. Everything else is left alone.
"""

from collections.abc import Iterator
from typing import NamedTuple

from reader.related.statements.row import QUOTATION, TokenRow
from reader.related.statements.simple_phrases import (
    COMMAS,
    ENDS,
    PRONOUNS,
    Phrase,
    is_opener,
    name_of_source,
    named,
    phrase_after,
    phrase_before,
)
from reader.text.saying_words import SimpleWords

# Tokens after a verb within which what is said begins, and those of a clause like "wie die Polizei mitteilte".
_REACH = 14
_LONGEST_CLAUSE = 9
_LEAST = 2
_THEIR = frozenset("его её ее их seinen ihren sus".split())


class SimpleAttribution(NamedTuple):
    """A word of saying from *cue* to *last*, its speaker, what is said, and who passes it on, as places in a row."""

    cue: int
    last: int
    subject: Phrase
    said: Phrase
    lemma: str
    via: Phrase | None = None


def simple_attributions(row: TokenRow, words: SimpleWords) -> Iterator[SimpleAttribution]:
    """Yield what a sentence attributes."""
    is_question = bool(len(row)) and row.words[-1] in {"?", "؟"}
    for place, word in enumerate(row.words):
        if words.has("verb", word):
            found = None if is_question else _of_verb(row, place, words)
            found = found or _of_clause(row, place, words)
        elif words.has("so", word):
            found = _inverted(row, place, place, words) if row.word(place - 1) in COMMAS else None
        else:
            found = _of_source(row, place, words)
        # After a colon there may be nothing but marks.
        if found is not None and found.said[0] <= found.said[1]:
            yield _citing(row, found, words)


def _citing(row: TokenRow, found: SimpleAttribution, words: SimpleWords) -> SimpleAttribution:
    """Return an attribution with whom its speaker cites: "сообщает ТАСС со ссылкой на полицию"."""
    for at in range(found.last + 1, min(len(row), found.last + _REACH) if words.citing else 0):
        size = next((len(each) for each in words.citing if tuple(row.words[at : at + len(each)]) == each), 0)
        who = named(row, name_of_source(row, at + size, words, is_head=False), words) if size else None
        if who is not None:
            return found._replace(subject=who, via=found.subject)
    return found


def spoken_within(row: TokenRow, words: SimpleWords) -> SimpleAttribution | None:
    """Return who speaks a quotation in which a row stands and that says so itself: "«A, — said X. — B»"."""
    for place, word in enumerate(row.words):
        if words.has("verb", word) and row.word(place - 1) in COMMAS:
            who = _after(row, place, words)
            if who is not None and (row.word(who[1] + 1) in ENDS or row.word(who[1] + 1) in COMMAS):
                return SimpleAttribution(place, place, who, (0, len(row) - 1), word)
    return None


def _of_verb(row: TokenRow, place: int, words: SimpleWords) -> SimpleAttribution | None:
    first = _first(row, place, words)
    if first is None:
        return None
    opened = _opened(row, place, words)
    if opened is None:
        return _inverted(row, first, place, words)
    before = named(row, phrase_before(row, first, words), words) if first else None
    # "Le dijeron que …": a word that is nobody's stands where the speaker would.
    is_taken = before is None and first and row.words[first - 1] not in COMMAS and _is_nobody(row, first - 1, words)
    who = before or (None if is_taken else _after(row, place, words))
    if who is None or who[1] >= opened:
        return None
    return SimpleAttribution(place, place, who, (opened, _last(row)), row.words[place])


def _is_nobody(row: TokenRow, at: int, words: SimpleWords) -> bool:
    return words.has("nobody", row.words[at]) or words.has("if", row.words[at])


def _first(row: TokenRow, place: int, words: SimpleWords) -> int | None:
    """Return the first token of a verb with its auxiliaries; None if it is denied, supposed or in the passive."""
    if words.has("passive", row.word(place + 1)):
        return None
    first = place
    while first:
        word = row.words[first - 1]
        if words.has("not", word.partition("'")[0]) or words.has("passive", word):
            return None
        if not words.has("aux", word) and not (word in PRONOUNS and words.has("aux", row.word(first - 2))):
            break
        first -= 1
    return None if first and words.has("if", row.words[first - 1]) else first


def _opened(row: TokenRow, place: int, words: SimpleWords) -> int | None:
    """Return where what is said after a verb begins: a quotation, a colon, "that", a clause of reported speech."""
    for at in range(place + 1, min(len(row), place + _REACH)):
        word = row.words[at]
        if _opens(row, at, words):
            return at if at + 1 < len(row) or row.has(at, QUOTATION) else None
        if word in {":", *COMMAS}:
            is_open = word == ":" or _opens(row, at + 1, words) or _is_wish(row, at + 1, words)
            return at + 1 if is_open and at + 1 < len(row) else None
        if _closes(row, at, words):
            return None
    return None


def _closes(row: TokenRow, at: int, words: SimpleWords) -> bool:
    word = row.words[at]
    return word in ENDS or words.has("not", word) or words.has("verb", word)


def _opens(row: TokenRow, at: int, words: SimpleWords) -> bool:
    return row.has(at, QUOTATION) or is_opener(row, at, words)


def _is_wish(row: TokenRow, start: int, words: SimpleWords) -> bool:
    """Whether a verb of reported speech stands in the clause from *start* on: "der Hafen sei geschlossen"."""
    for at in range(start, min(len(row), start + _REACH)):
        if row.words[at] in ENDS:
            return False
        if words.has("wish", row.words[at]):
            return True
    return False


def _inverted(row: TokenRow, first: int, place: int, words: SimpleWords) -> SimpleAttribution | None:
    """Return what is said before a verb that its speaker follows: "…, sagte X"."""
    who = (first + 1, first + 1) if first < place and row.words[first + 1] in PRONOUNS else None
    after = None if who else phrase_after(row, place + 1, words)
    who = who or _in_apposition(row, after) or named(row, after, words)
    said = _said_before(row, first)
    if who is None or said is None or words.has("not", row.word(who[1] + 1)):
        return None
    return SimpleAttribution(place, place, who, said, row.words[place])


def _in_apposition(row: TokenRow, phrase: Phrase | None) -> Phrase | None:
    """Return the full name that stands between commas after a phrase: "le maire de Tolm, Anton Veres"."""
    if phrase is None or row.word(phrase[1] + 1) not in COMMAS or row.is_capitalized(phrase[0]):
        return None
    end = start = phrase[1] + 2
    while end < len(row) and row.is_capitalized(end):
        end += 1
    return (start, end - 1) if end - start >= _LEAST and (end == len(row) or row.words[end] in ENDS) else None


def _said_before(row: TokenRow, first: int) -> Phrase | None:
    last = first - 1
    while row.word(last) in COMMAS:
        last -= 1
    if last == first - 1 and not row.has(last, QUOTATION):
        return None
    return (0, last) if row.has(last, QUOTATION) or last >= _LEAST else None


def _of_clause(row: TokenRow, place: int, words: SimpleWords) -> SimpleAttribution | None:
    """Return what stands beside "Wie die Polizei mitteilte", "как сообщает ТАСС": after it, or before it."""
    start = _start_of_clause(row, place, words)
    end = next((at for at in range(place + 1, min(len(row), place + _LONGEST_CLAUSE)) if row.words[at] in ENDS), 0)
    if start is None or not end:
        return None
    who = _after(row, start, words) or _after(row, place, words)
    said = (0, start - 2) if start else (end + 1, _last(row))
    is_said = said[1] - said[0] >= (_LEAST if start else 0) and not _is_denied(row, start, place, words)
    return SimpleAttribution(place, place, who, said, row.words[place]) if who and is_said else None


def _start_of_clause(row: TokenRow, place: int, words: SimpleWords) -> int | None:
    return next((at for at in range(place, max(-1, place - _LONGEST_CLAUSE), -1) if _begins(row, at, words)), None)


def _after(row: TokenRow, place: int, words: SimpleWords) -> Phrase | None:
    return named(row, phrase_after(row, place + 1, words), words)


def _is_denied(row: TokenRow, start: int, end: int, words: SimpleWords) -> bool:
    return any(words.has("not", row.words[at]) for at in range(start, end))


def _begins(row: TokenRow, at: int, words: SimpleWords) -> bool:
    return words.has("as", row.words[at]) and (at == 0 or row.words[at - 1] in COMMAS)


def _of_source(row: TokenRow, place: int, words: SimpleWords) -> SimpleAttribution | None:
    """Return what "laut X", "selon X", "по словам X", "X zufolge" says."""
    if words.has("source_after", row.words[place]):
        start = next((at for at in range(place - 1, -1, -1) if row.words[at] in COMMAS), -1) + 1
        who = named(row, phrase_before(row, place, words), words)
        is_alone = who is not None and who[0] == start
        return _beside(row, start, place, who, place) if is_alone else None
    found = _source(row, place, words)
    if found is None:
        return None
    end, phrase = found
    who = named(row, phrase, words)
    return _beside(row, place, end, who, max(end, who[1])) if who else None


def _source(row: TokenRow, place: int, words: SimpleWords) -> tuple[int, Phrase | None] | None:
    """Return where the words that stand before a source end, and the source."""
    for each in words.sources:
        if row.words[place] != each[0]:
            continue
        if tuple(row.words[place : place + len(each)]) == each:
            return place + len(each) - 1, name_of_source(row, place + len(each), words, is_head=place == 0)
        if len(each) == 2 and row.word(place + 1) in _THEIR and row.word(place + 2).startswith(each[1][:6]):
            # "по его словам"
            return place + 2, (place + 1, place + 1)
    if row.words[place] == "nach" and any(map(row.word(place + 1).endswith, words.by_class["nominal"])):
        at = place + 1
        return (place, (at, at)) if not words.has("nobody", row.words[at]) else None
    return None


def _beside(row: TokenRow, place: int, end: int, who: Phrase | None, last: int) -> SimpleAttribution | None:
    """Return what stands beside "laut X", from *place* to *last*: after it at the head of a sentence."""
    if who is None:
        return None
    if place and row.words[place - 1] in COMMAS:
        return SimpleAttribution(place, end, who, (0, place - 2), "according") if place > 3 else None
    following = last + 1
    if place == 0 and following + 2 < len(row):
        start = following + (row.words[following] in COMMAS)
        return SimpleAttribution(place, end, who, (start, _last(row)), "according")
    return SimpleAttribution(place, end, who, (0, place - 1), "according") if place > 2 else None


def _last(row: TokenRow) -> int:
    last = len(row) - 1
    while last and row.words[last] in ENDS:
        last -= 1
    return last
