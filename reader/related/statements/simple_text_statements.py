"""All statements of a text in a language whose grammar is not known."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from reader.related.statements.attribution import SimpleAttribution
from reader.related.statements.labels import label_of
from reader.related.statements.quotations import is_whole
from reader.related.statements.row import QUOTATION, TokenRow, row_of
from reader.related.statements.simple_attributions import of_sentence_before, simple_attributions, spoken_within
from reader.related.statements.simple_phrases import COMMAS
from reader.related.statements.statement import DIRECT, REPORTED, Saying, Span
from reader.related.statements.text_parts import TextParts, holding
from reader.text.saying_words import SimpleWords

# What is quoted after one of these is what somebody says, however short.
_BEFORE_WORDS = frozenset(":,،—–")
_NEAR = 4
_INVERSION = re.compile(r"(\w+?)-(?:t-)?(ils?|elles?|on)")


def simple_sayings(parts: TextParts, words: SimpleWords) -> Iterator[Saying]:
    """Yield the sayings of a text; *words* are the words of saying of its language."""
    joined = {word for word in {*parts.tokens.words} if "-" in word and _INVERSION.fullmatch(word)}
    cues = parts.places_of(words.cues | joined | {":"})
    for start, end in holding(parts.sentences, cues):
        quoted = parts.quoted_within(start, end)
        within = [each for each in quoted if is_whole(parts.text, each) or _is_set_apart(parts, each, start, words)]
        row = _row(parts, start, end, [(max(first, start), min(last, end)) for first, last in within])
        found = [*simple_attributions(row, words), *_labels(row)]
        yield from (_saying(row, each, within) for each in found)
        for each in holding(within, cues):
            yield from _within(parts, each, (start, end), words)
        if not found:
            yield from _of_sentence_before(parts, row, start, words)


def _within(parts: TextParts, quoted: Span, sentence: Span, words: SimpleWords) -> Iterator[Saying]:
    """Yield a quotation that says itself who speaks it."""
    first, last = quoted
    row = _row(parts, max(first + 1, sentence[0]), min(last - 1, sentence[1]), ())
    if spoken := spoken_within(row, words):
        yield _saying(row, spoken, [quoted])._replace(start=first, end=last, kind=DIRECT)


def _labels(row: TokenRow) -> Iterator[SimpleAttribution]:
    """Yield who stands before a colon and a quotation: "Верес: «Порт закрыт»"."""
    label = label_of(row)
    if label is None or not row.has(label[1], QUOTATION):
        return
    (first, last), at = label
    name = row.text[row.starts[last] : row.ends[last]]
    # A name has two words, or is met again: "Titel" before a colon is no speaker.
    if first < last or row.text.find(name, row.text.find(name) + 1) >= 0:
        yield SimpleAttribution(at - 1, at - 1, (first, last), (at, at), ":")


def _of_sentence_before(parts: TextParts, row: TokenRow, start: int, words: SimpleWords) -> Iterator[Saying]:
    """Yield the sentence before the one that begins at *start*, if that says who said it: "Об этом сообщил X"."""
    at = bisect_left(parts.sentences, (start, 0)) - 1
    told = of_sentence_before(row, words) if at >= 0 else None
    if told is not None:
        first, last = parts.sentences[at]
        kind = DIRECT if (first, last) in parts.quoted else REPORTED
        yield _saying(row, told, ())._replace(start=first, end=last, kind=kind)


def _is_set_apart(parts: TextParts, quoted: Span, start: int, words: SimpleWords) -> bool:
    """Whether a short quotation is what somebody says; elsewhere it is the name of a paper, or a word at a distance.

    It begins the sentence, and a verb of saying or a mark follows, or it goes on after a mark.
    """
    at = parts.tokens.at(quoted[1])
    following = parts.tokens.words[at] if at < len(parts.tokens) else ""
    is_followed = following in COMMAS or words.has("verb", following) or words.has("aux", following)
    before = parts.text[max(0, quoted[0] - _NEAR) : quoted[0]].rstrip()
    return (quoted[0] == start and is_followed) or before[-1:] in _BEFORE_WORDS


def _row(parts: TextParts, start: int, end: int, quoted: Sequence[Span]) -> TokenRow:
    """Return the tokens of a sentence, a French pronoun after its verb one of its own: "a-t-il"."""
    row = row_of(parts.tokens, start, end, quoted)
    for at in range(len(row) - 1, -1, -1):
        found = _INVERSION.fullmatch(row.words[at]) if "-" in row.words[at] else None
        if found:
            begin = row.starts[at]
            row.words[at : at + 1] = [found[1], found[2]]
            row.flags[at : at + 1] = [0, 0]
            row.starts[at : at + 1] = [begin, begin + found.start(2)]
            row.ends[at : at + 1] = [begin + found.end(1), begin + found.end(2)]
    return row


def _saying(row: TokenRow, found: SimpleAttribution, within: Sequence[Span]) -> Saying:
    first, last = row.starts[found.said[0]], row.ends[found.said[1]]
    for begin, stop in within:
        first = begin if begin <= first < stop else first
        last = stop if begin < last <= stop else last
    quoted = sum(max(0, min(stop, last) - max(begin, first)) for begin, stop in within)
    is_parted = row.has(found.said[0], QUOTATION) and row.has(found.said[1], QUOTATION)
    cue = row.starts[found.cue], row.ends[found.last]
    who = row.starts[found.subject[0]], row.ends[found.subject[1]]
    kind = DIRECT if is_parted or quoted * 2 > last - first else REPORTED
    via = (row.starts[found.via[0]], row.ends[found.via[1]]) if found.via else None
    return Saying(first, last, kind, cue, who, via, found.lemma, "say", "")
