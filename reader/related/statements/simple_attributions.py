"""Statements in languages of which only the words of saying are known, not the grammar.

A verb of saying counts where what is said is plain: a quotation or a clause that is opened by "that", with a name or a
noun on its other side. Everything else is left alone.
"""

from collections.abc import Iterator

from reader.related.statements.attribution import SimpleAttribution
from reader.related.statements.row import QUOTATION, TokenRow
from reader.related.statements.simple_phrases import (
    COMMAS,
    ENDS,
    PRONOUNS,
    Phrase,
    in_apposition,
    is_opener,
    last_word,
    name_of_source,
    named,
    past_commas,
    past_time,
    phrase_before,
    speaker_after,
    title_at,
)
from reader.related.statements.simple_sources import of_impersonal, of_source
from reader.text.saying_words import SimpleWords

# Tokens after a verb within which what is said begins, and those of a clause like "wie die Polizei mitteilte".
_REACH = 14
_LONGEST_CLAUSE = 9
# "According to what the police said", in Arabic.
_WHAT = "ما"
_FROM = ("عن",)
_LEAST = 1


def simple_attributions(row: TokenRow, words: SimpleWords) -> Iterator[SimpleAttribution]:
    """Yield what a sentence attributes."""
    for place in range(len(row)):
        found = _at(row, place, words)
        # After a colon there may be nothing but marks.
        if found is not None and found.said[0] <= found.said[1]:
            yield _citing(row, found, words)


def _at(row: TokenRow, place: int, words: SimpleWords) -> SimpleAttribution | None:
    """Return what the word at *place* attributes."""
    word = row.words[place]
    if words.has("verb", word):
        found = _of_clause(row, place, words) if _is_in_clause(row, place, words) else None
        if found is None and row.words[-1] not in {"?", "؟"}:
            found = _of_verb(row, place, words) or of_impersonal(row, place, words)
        return found or _of_clause(row, place, words)
    if words.has("so", word):
        return _inverted(row, place, place, words) if row.word(place - 1) in COMMAS else None
    return of_impersonal(row, place, words) if words.has("impersonal", word) else of_source(row, place, words)


def _citing(row: TokenRow, found: SimpleAttribution, words: SimpleWords) -> SimpleAttribution:
    """Return an attribution with whom its speaker cites: "сообщает ТАСС со ссылкой на полицию"."""
    citing = (*words.citing, _FROM) if words.has("passing", found.lemma) else words.citing
    for at in range(found.last + 1, min(len(row), found.last + _REACH) if citing else 0):
        size = next((len(each) for each in citing if tuple(row.words[at : at + len(each)]) == each), 0)
        who = named(row, name_of_source(row, at + size, words, is_head=False), words) if size else None
        if who is not None:
            return found._replace(subject=who, via=found.subject)
    return found


def spoken_within(row: TokenRow, words: SimpleWords) -> SimpleAttribution | None:
    """Return who speaks a quotation in which a row stands and that says so itself: "«A, — said X. — B»"."""
    for place, word in enumerate(row.words):
        first = _first(row, place, words) if words.has("verb", word) else None
        if first is None or row.word(first - 1) not in COMMAS:
            continue
        who = _pronoun_in(row, first, place) or speaker_after(row, place + 1, words)
        following = row.word(max(place, who[1]) + 1) if who else ""
        if who is not None and (following in ENDS or following in COMMAS):
            return SimpleAttribution(first, place, who, (0, len(row) - 1), word)
    return None


def of_sentence_before(row: TokenRow, words: SimpleWords) -> SimpleAttribution | None:
    """Return who says the sentence before this one, of which nothing but that is told: "Об этом сообщил X"."""
    start = next((len(each) for each in words.back if tuple(row.words[: len(each)]) == each), 0)
    verb = next((at for at in range(start, min(len(row), start + _LEAST + 2)) if words.has("verb", row.words[at])), 0)
    who = (speaker_after(row, verb + 1, words) or title_at(row, verb + 1)) if start and verb else None
    found = who and SimpleAttribution(verb, verb, in_apposition(row, who) or who, (0, 0), row.words[verb])
    return found and _citing(row, found, words)


def _of_verb(row: TokenRow, place: int, words: SimpleWords) -> SimpleAttribution | None:
    first = _first(row, place, words)
    if first is None:
        return None
    opened = _opened(row, place, words)
    said = _said_before(row, first)
    is_before = said is not None and (row.has(said[1], QUOTATION) or _goes_on(row, opened, words))
    if opened is None or is_before:
        return _inverted(row, first, place, words)
    who = _speaker(row, first, place, words)
    if who is None or who[1] >= opened:
        return None
    return SimpleAttribution(place, place, who, (opened, last_word(row)), row.words[place])


def _goes_on(row: TokenRow, opened: int | None, words: SimpleWords) -> bool:
    """Whether a sentence goes on with its verb: "Der Hafen, sagt Lind, sei geschlossen"."""
    return opened is not None and words.has("wish", row.words[opened])


def _speaker(row: TokenRow, first: int, place: int, words: SimpleWords) -> Phrase | None:
    """Return who is named before or after a verb: in Arabic after it, for what stands before says when."""
    before = named(row, phrase_before(row, first, words), words) if first else None
    # "Le dijeron que …": a word that is nobody's stands where the speaker would.
    is_taken = before is None and first and row.words[first - 1] not in COMMAS and _is_nobody(row, first - 1, words)
    after = None if is_taken else speaker_after(row, place + 1, words)
    return after or before if words.language == "ar" else before or after


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


def _pronoun_in(row: TokenRow, first: int, place: int) -> Phrase | None:
    """Return the pronoun within a verb: "a-t-il dit"."""
    return (first + 1, first + 1) if first < place and row.words[first + 1] in PRONOUNS else None


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
    """Return what is said before a verb that its speaker follows: "…, sagte X", and what goes on after it."""
    who = _pronoun_in(row, first, place) or speaker_after(row, place + 1, words)
    said = _said_before(row, first)
    if who is None or said is None or words.has("not", row.word(who[1] + 1)):
        return None
    who = in_apposition(row, who) or who
    end = past_time(row, max(place, who[1]) + 1, words)
    is_quoted = row.has(said[1], QUOTATION)
    last = _last_on(row, end, words, is_quoted=is_quoted)
    if not (last or is_quoted or said[1] >= _LEAST):
        return None
    return SimpleAttribution(place, place, who, (said[0], last or said[1]), row.words[place])


def _last_on(row: TokenRow, end: int, words: SimpleWords, *, is_quoted: bool) -> int:
    """Return where ends what goes on after a clause of saying, past a comma at *end*; 0 if nothing does."""
    after = past_commas(row, end)
    if after == end or after >= len(row) or any(row.words[after] == each[0] for each in words.citing):
        return 0
    if is_quoted:
        after += row.word(after) not in ENDS and not row.has(after, QUOTATION)
        return after if row.has(after, QUOTATION) else 0
    return 0 if is_opener(row, after, words) or after + 1 >= len(row) else last_word(row)


def _said_before(row: TokenRow, first: int) -> Phrase | None:
    last = first - 1
    while row.word(last) in COMMAS:
        last -= 1
    return (0, last) if last >= 0 and (last < first - 1 or row.has(last, QUOTATION)) else None


def _of_clause(row: TokenRow, place: int, words: SimpleWords) -> SimpleAttribution | None:
    """Return what stands beside "Wie die Polizei mitteilte", "как сообщает ТАСС": after it, or before it."""
    start = _start_of_clause(row, place, words)
    end = next((at for at in range(place + 1, min(len(row), place + _LONGEST_CLAUSE)) if row.words[at] in ENDS), 0)
    if start is None or not end:
        return None
    # "Wie aus dem Bericht hervorgeht"
    begin = start + 1 + (words.has("in", row.word(start + 1)) or row.word(start + 1) == _WHAT)
    who = speaker_after(row, begin, words) or speaker_after(row, place + 1, words)
    said = _around_clause(row, start, end) if start else (end + 1, last_word(row))
    if who is None or said is None or _is_denied(row, begin, place, words):
        return None
    return SimpleAttribution(place, place, who, said, row.words[place])


def _around_clause(row: TokenRow, start: int, end: int) -> Phrase | None:
    """Return what stands before a clause, with what follows it after a comma at *end*."""
    if row.words[end] in COMMAS and end + 2 < len(row):
        return 0, last_word(row)
    last = start - 1 - (row.words[start - 1] in COMMAS)
    return (0, last) if last >= _LEAST or row.has(last, QUOTATION) else None


def _start_of_clause(row: TokenRow, place: int, words: SimpleWords) -> int | None:
    return next((at for at in range(place, max(-1, place - _LONGEST_CLAUSE), -1) if _begins(row, at, words)), None)


def _is_in_clause(row: TokenRow, place: int, words: SimpleWords) -> bool:
    """Whether a verb ends a clause like "wie X sagte" without a comma in it."""
    start = _start_of_clause(row, place, words)
    return start is not None and COMMAS.isdisjoint(row.words[start:place])


def _is_denied(row: TokenRow, start: int, end: int, words: SimpleWords) -> bool:
    return any(words.has("not", row.words[at]) for at in range(start, end))


def _begins(row: TokenRow, at: int, words: SimpleWords) -> bool:
    """Whether a clause like "wie X sagte" begins here; Arabic has no comma before it."""
    if words.language == "ar" and row.word(at + 1) == _WHAT and any(row.words[at] == each[0] for each in words.sources):
        return True
    return words.has("as", row.words[at]) and (at == 0 or row.words[at - 1] in COMMAS or words.language == "ar")
