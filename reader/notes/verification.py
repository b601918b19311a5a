"""Checking quotations, of notes or in any Markdown document, against the articles."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reader.notes.anchoring import AnchoringText, has_same_words
from reader.notes.exports.markdown import NOTE_CLOSING, NOTE_OPENING, unescaped
from reader.notes.model import LINK, Annotation, TextPositionSelector, TextQuoteSelector
from reader.text.letters import fold_letters
from reader.text.wording import Change, find_changes

Verdict = Literal["exact", "changed", "not found"]

_QUOTE_LINE = re.compile(r" {0,3}>[ \t]?(.*)\Z")
# A quotation within a line, before the link to its article.
_QUOTED = re.compile(r"“([^“”]{3,})”|«([^«»]{3,})»|„([^„“”]{3,})[“”]|\"([^\"]{3,})\"")
# Shorter quotations without a link are figures of speech, not citations.
_TELLING = 24
# The document says which article it quotes, so that less is needed than to move a note; what differs is shown.
_LIKE = 0.25


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """Words quoted in *line* (from 1) of a document, from *article* if it names one, with their annotation."""

    line: int
    words: str
    article: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """The result for a quotation: *verdict*, the *article* it is in, `start` to `end` of its text and the words there.

    *differences* are those between the words quoted and *now*.
    """

    passage: QuotedPassage
    verdict: Verdict
    article: str = ""
    start: int = 0
    end: int = 0
    now: str = ""
    differences: tuple[Change, ...] = ()


def verify_annotation(annotation: Annotation, text: AnchoringText | None) -> Verification:
    """Check the quotation of an annotation against its article's text; None if the article is gone."""
    quote = annotation.quote or TextQuoteSelector("")
    start = annotation.position.start if annotation.position else None
    passage = QuotedPassage(0, quote.exact, annotation.article, quote.prefix, quote.suffix, start)
    return _verified(passage, annotation.article, text) if text else Verification(passage, "not found")


def verify_document(
    markdown: str, text_of: Callable[[str], str | None], articles: Iterable[str] = ()
) -> tuple[Verification, ...]:
    """Check every quotation of a document.

    *text_of* gives the plain text of an article by its id, None where there is none. A quotation that does not say
    where it is from is looked for in all *articles*, word for word.
    """
    articles = tuple(articles)

    @lru_cache(maxsize=64)
    def text(article: str) -> AnchoringText | None:
        plain = text_of(article)
        return AnchoringText(plain) if plain is not None else None

    def verified(passage: QuotedPassage) -> Verification:
        if passage.article:
            known = text(passage.article)
            return _verified(passage, passage.article, known) if known else Verification(passage, "not found")
        for article in articles:
            known = text(article)
            if known and fold_letters(passage.words) in known.letters.folded:
                return _verified(passage, article, known)
        return Verification(passage, "not found")

    return tuple(verified(passage) for passage in quoted_passages(markdown))


def quoted_passages(markdown: str) -> tuple[QuotedPassage, ...]:
    """Return what a document quotes, in its order.

    Our own notes tell it in their comments; by hand it is a Markdown quotation, with a `reader://` link in it or in
    the paragraph after it or with none, or words in quotation marks with a `reader://` link after them.
    """
    lines = markdown.replace("\r\n", "\n").split("\n")
    return tuple(sorted(_passages(lines), key=lambda each: each.line))


def _passages(lines: list[str]) -> Iterator[QuotedPassage]:
    notes = [*_notes(lines)]
    covered = {number for _, taken in notes for number in taken}
    yield from (passage for passage, _ in notes if passage.words)
    number = 0
    while number < len(lines):
        first = number
        while number < len(lines) and number not in covered and _QUOTE_LINE.match(lines[number]):
            number += 1
        if number > first:
            yield from _block(lines, first, number)
        else:
            if number not in covered:
                yield from _inline(lines[number], number)
            number += 1


def _notes(lines: list[str]) -> Iterator[tuple[QuotedPassage, range]]:
    """Yield the quotations of our own notes, each with the lines that the note takes."""
    for number, line in enumerate(lines):
        match = NOTE_OPENING.match(line)
        try:
            facts = json.loads(match[1]) if match else None
        # A user may have broken our comment; its words are then checked like any others.
        except (ValueError, RecursionError):
            continue
        if not isinstance(facts, dict):
            continue
        words, article = (str(facts.get(key, "")) for key in ("quote", "article"))
        prefix, suffix = (str(facts.get(key, "")) for key in ("prefix", "suffix"))
        start = facts.get("start") if isinstance(facts.get("start"), int) else None
        passage = QuotedPassage(number + 1, words, article, prefix, suffix, start)
        end = next((at for at in range(number, len(lines)) if lines[at] == NOTE_CLOSING), number)
        yield passage, range(_begin(lines, number), end + 1)


def _begin(lines: list[str], number: int) -> int:
    """Return the first line of a note in our export, before its comment: the quotation and its citation."""
    citation = number - 1
    while citation >= 0 and not lines[citation].strip():
        citation -= 1
    if citation < 0 or not lines[citation].startswith("— "):
        return number
    begin = citation
    while begin > 0 and (not lines[begin - 1].strip() or _QUOTE_LINE.match(lines[begin - 1])):
        begin -= 1
    return begin


def _block(lines: list[str], first: int, last: int) -> Iterator[QuotedPassage]:
    """Yield the quotation in the lines from *first* to *last*."""
    inner = [match[1] for line in lines[first:last] if (match := _QUOTE_LINE.match(line))]
    link = LINK.search("\n".join(inner)) or _citation(lines, last)
    words = unescaped("\n".join(line for line in inner if not LINK.search(line))).strip()
    if words and (link or len(words) >= _TELLING):
        yield QuotedPassage(first + 1, words, link[1] if link else "")


def _citation(lines: list[str], start: int) -> re.Match[str] | None:
    """Return the link in the paragraph after a quotation; None if that has none, or quotes something of its own."""
    after = _paragraph_after(lines, start)
    if any(passage for number in after for passage in _inline(lines[number], number)):
        return None
    return LINK.search("\n".join(lines[after.start : after.stop]))


def _paragraph_after(lines: list[str], start: int) -> range:
    while start < len(lines) and not lines[start].strip():
        start += 1
    end = start
    while end < len(lines) and lines[end].strip() and not _QUOTE_LINE.match(lines[end]):
        end += 1
    return range(start, end)


def _inline(line: str, number: int) -> Iterator[QuotedPassage]:
    """Yield the words in quotation marks that a link follows."""
    position = 0
    for link in LINK.finditer(line):
        quotes = list(_QUOTED.finditer(line, position, link.start()))
        if quotes:
            words = next(group for group in quotes[-1].groups() if group is not None)
            yield QuotedPassage(number + 1, unescaped(words), link[1])
        position = link.end()


def _verified(passage: QuotedPassage, article: str, text: AnchoringText) -> Verification:
    if not fold_letters(passage.words):
        return Verification(passage, "not found", article)
    quote = TextQuoteSelector(passage.words, passage.prefix, passage.suffix)
    start = passage.start
    position = TextPositionSelector(start, start + len(passage.words)) if start is not None else None
    place = text.suggestion(quote, position)
    is_found = place is not None and place.confidence >= _LIKE
    span = (place.start, place.end) if place and is_found else _anywhere(passage.words, text)
    if span is None:
        return Verification(passage, "not found", article)
    now = text.text[slice(*span)]
    verdict: Verdict = "exact" if has_same_words(now, passage.words) else "changed"
    return Verification(
        passage, verdict, article, *span, now, find_changes(passage.words, now) if verdict == "changed" else ()
    )


def _anywhere(words: str, text: AnchoringText) -> tuple[int, int] | None:
    """Return the first place of the words, if any; which of several was meant does not matter."""
    letters = fold_letters(words)
    start = text.letters.folded.find(letters)
    while start >= 0:
        span = text.letters.span(start, start + len(letters))
        if has_same_words(text.text[slice(*span)], words):
            return span
        start = text.letters.folded.find(letters, start + 1)
    return None
