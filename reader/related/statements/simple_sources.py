"""What stands beside its source, in languages whose grammar is not known: "laut X", "selon X", "heißt es in X"."""

from reader.related.statements.attribution import SimpleAttribution
from reader.related.statements.row import QUOTATION, TokenRow
from reader.related.statements.simple_phrases import (
    COMMAS,
    ENDS,
    Phrase,
    in_apposition,
    is_opener,
    last_word,
    name_of_source,
    named,
    past_commas,
    phrase_after,
    phrase_before,
    speaker_after,
)
from reader.text.saying_words import SimpleWords

_THEIR = frozenset("его её ее их seinen ihren sus".split())
_LEAST = 2
# Tokens between a verb and the "in" before its source, with a day between.
_NEAR = 5


def of_source(row: TokenRow, place: int, words: SimpleWords) -> SimpleAttribution | None:
    """Return what "laut X", "selon X", "по словам X", "X zufolge" says."""
    if words.has("source_after", row.words[place]):
        start = next((at for at in range(place - 1, -1, -1) if row.words[at] in COMMAS), -1) + 1
        who = named(row, phrase_before(row, place, words), words)
        is_alone = who is not None and who[0] == start
        return _beside(row, start, place, who, place) if is_alone else None
    found = _source(row, place, words)
    if found is None:
        return _for_somebody(row, place, words)
    end, phrase = found
    who = named(row, phrase, words)
    if who is not None and any(words.has("office", row.words[at]) for at in range(who[0], who[1] + 1)):
        # "Selon le maire, Anton Veres, …", but "selon la police, Anton Veres, …"
        who = in_apposition(row, who) or who
    return _beside(row, place, end, who, max(end, who[1])) if who else None


def _for_somebody(row: TokenRow, place: int, words: SimpleWords) -> SimpleAttribution | None:
    """Return the quotation after "Pour X, « … »"."""
    if place or not words.has("source_quoted", row.words[0]):
        return None
    who = speaker_after(row, 1, words)
    quotation = past_commas(row, who[1] + 1) if who else 0
    # "Pour finir, « … »"
    if who is None or not row.has(quotation, QUOTATION) or not any(map(row.is_capitalized, range(who[0], who[1] + 1))):
        return None
    return SimpleAttribution(0, 0, who, (quotation, quotation), "according")


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
    following = last + 1
    if place == 0 and following + 2 < len(row):
        start = following + (row.words[following] in COMMAS)
        return SimpleAttribution(place, end, who, (start, last_word(row)), "according")
    if place and row.words[place - 1] in COMMAS:
        # "Le port, selon X, est fermé", "Le port est fermé, selon X"
        is_amid = row.word(following) in COMMAS and following + 2 < len(row)
        said = 0, last_word(row) if is_amid else place - 2
        return SimpleAttribution(place, end, who, said, "according") if said[1] > _LEAST - 1 else None
    return SimpleAttribution(place, end, who, (0, place - 1), "according") if place > _LEAST else None


def of_impersonal(row: TokenRow, place: int, words: SimpleWords) -> SimpleAttribution | None:
    """Return what is said in a paper, or by whom a place stands for: "heißt es in X", "сообщили в полиции"."""
    is_impersonal = words.has("impersonal", row.words[place])
    if not (_has_nobody(row, place, words) if is_impersonal else row.words[place].endswith(_BY_SEVERAL)):
        return None
    who = _paper_after(row, place, words)
    if who is None and is_impersonal and words.has("in", row.words[0]):
        who = _paper(row, 1, place, words)
    said = _said_after(row, place, who, words) or _said_before(row, place, who, words) if who else None
    return SimpleAttribution(place, place, who, said, row.words[place]) if who and said else None


def _has_nobody(row: TokenRow, place: int, words: SimpleWords) -> bool:
    """Whether the word for nobody stands beside a verb, where a language needs one: "heißt es", "se lee"."""
    beside = (row.word(place - 1), row.word(place + 1))
    return not words.by_class["reflexive"] or any(words.has("reflexive", word) for word in beside)


def _paper_after(row: TokenRow, place: int, words: SimpleWords) -> Phrase | None:
    for at in range(place + 1, min(len(row) - 1, place + _NEAR)):
        if words.has("in", row.words[at]) and not words.has("time", row.words[at + 1]):
            return _paper(row, at + 1, len(row), words)
    return None


# Ends of the verb by which Russian leaves open who of several says something.
_BY_SEVERAL = ("ли", "ют", "ят")


def _paper(row: TokenRow, start: int, end: int, words: SimpleWords) -> Phrase | None:
    """Return what is named from *start* on and before *end*."""
    is_alone = words.has("stop", row.word(start))
    phrase = phrase_after(row, start + is_alone, words)
    if phrase is None:
        return (start, start) if is_alone else None
    return named(row, (start, min(phrase[1], end - 1)), words)


def _said_after(row: TokenRow, place: int, who: Phrase, words: SimpleWords) -> Phrase | None:
    """Return the quotation or clause after a verb without a subject and its source."""
    for at in range(place + 1, len(row)):
        is_open = row.has(at, QUOTATION) or is_opener(row, at, words)
        if is_open and at > who[1]:
            return at, last_word(row)
        if row.words[at] in ENDS and not (is_opener(row, at + 1, words) or row.has(at + 1, QUOTATION)):
            return None
    return None


def _said_before(row: TokenRow, place: int, who: Phrase, words: SimpleWords) -> Phrase | None:
    """Return what stands before a verb without a subject whose source follows: "…, se lee en el informe"."""
    last = place - 1
    while row.word(last) in COMMAS or words.has("reflexive", row.word(last)):
        last -= 1
    is_apart = last >= 0 and (row.word(last + 1) in COMMAS or row.has(last, QUOTATION))
    return (0, last) if who[0] > place and is_apart else None
