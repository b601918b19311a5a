"""Finding the passage of an annotation in a text that may have been re-imported, corrected or cleaned.

Tried are first its place, then its words with their surroundings, ignoring white space, punctuation style and case,
then its words aligned with a bounded number of changes. Below a stated confidence it is an orphan: better no place than
a wrong one. Nothing here writes anything.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from reader.notes.model import Annotation, TextPositionSelector, TextQuoteSelector
from reader.notes.occurrences import Occurrence, best_occurrence, evidence
from reader.notes.selectors import text_sha256
from reader.text.folding import plain_letters
from reader.text.letters import LETTERS, VISIBLE, FoldedText, fold_letters
from reader.text.quote_alignment import QuotePlace, QuoteWords, align
from reader.text.wording import Wording

State = Literal["exact", "moved", "changed", "orphan"]

# Below this an annotation is an orphan. Chosen on half of the re-imported pages: no orphan is placed above it.
CONFIDENCE = 0.46
# From this confidence on, a place helps to find its neighbors.
SURE = 0.8
# Below SURE more is required: a word or two occur anywhere, and additional words make another sentence.
_FEWEST_LETTERS = 9
_FEW_LETTERS = 17
_SURE_OF_FEW = 0.7
_FEW_WORDS = 3
_MOST_FOREIGN = 0.2
# The letters beside the quote that confirm what stands between them now.
_BESIDE = 8
# Two places whose letters of agreement differ by less are equal: their distance decides.
_ALIKE = 2

# A link of Markdown.
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_NUMBER_OR_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_LEADING = re.compile(r"[\W_]*")
_TRAILING = re.compile(r"[\W_]*\Z")


@dataclass(frozen=True, slots=True)
class Anchoring:
    """Where an annotation is: `text[start:end]`.

    *state* is `exact` (these words at this place), `moved` (these words, at another place or in another typography),
    `changed` (similar words) or `orphan` (not found: *start* and *end* are both the nearest place to the old one).
    *confidence* is from 0 to 1; an orphan's is that of the best place, which was not good enough.
    """

    state: State
    start: int
    end: int
    confidence: float


class AnchoringText:
    """A text in which to find many annotations; what that needs is computed once, on first use."""

    def __init__(self, text: str) -> None:
        self.text = text
        # Answers are kept, since all are asked for again whenever one annotation changes.
        self._found: dict[tuple[TextQuoteSelector | None, TextPositionSelector | None, bool, int], Anchoring] = {}

    @cached_property
    def sha256(self) -> str:
        """The text's SHA-256."""
        return text_sha256(self.text)

    @cached_property
    def letters(self) -> FoldedText:
        """The text folded to its letters and digits."""
        return FoldedText(self.text)

    @cached_property
    def plain_letters(self) -> FoldedText:
        """The text folded to its letters without accents, whatever their form."""
        return FoldedText(self.text, fold=plain_letters)

    @cached_property
    def visible(self) -> FoldedText:
        """The text folded to its visible characters."""
        return FoldedText(self.text, VISIBLE)

    @cached_property
    def wording(self) -> Wording:
        """The text's words."""
        return Wording(self.text)

    def anchor(self, annotation: Annotation) -> Anchoring:
        """Find the passage that *annotation* is on; one about the whole article is exactly at its beginning."""
        if annotation.quote is None and annotation.position is None:
            return Anchoring("exact", 0, 0, 1.0)
        made_here = bool(annotation.text_sha256) and annotation.text_sha256 == self.sha256
        return self.find(annotation.quote, annotation.position, made_here=made_here)

    def anchor_all(
        self, annotations: Iterable[Annotation], cancelled: Callable[[], bool] = lambda: False
    ) -> dict[str, Anchoring]:
        """Find the passages of all annotations of an article; returned by annotation id, none of them if *cancelled*.

        Certain places show how far the text around them has moved; that decides between several occurrences of the same
        words with the same surroundings.
        """
        annotations = tuple(annotations)
        found: dict[str, Anchoring] = {}
        for each in annotations:
            if cancelled():
                return {}
            found[each.id] = self.anchor(each)
        sure = sorted(
            (each.position.start, found[each.id].start - each.position.start)
            for each in annotations
            if each.position and found[each.id].state != "orphan" and found[each.id].confidence >= SURE
        )
        for each in annotations:
            if sure and each.position and found[each.id].confidence < SURE:
                start = each.position.start
                after = bisect_left(sure, (start, 0))
                _, shift = min(sure[max(0, after - 1) : after + 1], key=lambda one: abs(one[0] - start))
                found[each.id] = self.find(each.quote, each.position, shift=shift)
        return found

    def find(
        self,
        quote: TextQuoteSelector | None,
        position: TextPositionSelector | None,
        *,
        made_here: bool = False,
        shift: int = 0,
    ) -> Anchoring:
        """Find the passage that the selectors describe.

        *made_here* says that they were made on this very text, *shift* how far the text has moved there.
        """
        asked = (quote, position, made_here, shift)
        if asked not in self._found:
            self._found[asked] = self._find(quote, position, made_here=made_here, shift=shift)
        return self._found[asked]

    def _find(
        self, quote: TextQuoteSelector | None, position: TextPositionSelector | None, *, made_here: bool, shift: int
    ) -> Anchoring:
        start, end = _within(position, len(self.text))
        if quote is None or not quote.exact.strip():
            if made_here and start < end:
                return Anchoring("exact", start, end, 1.0)
            return self._orphan(start, 0.0)
        if position and self._stands(quote, start, end, made_here=made_here):
            return Anchoring("exact", start, end, 1.0)
        expected = max(0, min(start + shift, len(self.text)))
        span, confidence = self._place(quote, expected if position else None)
        if confidence < CONFIDENCE or (confidence < SURE and self._is_doubtful(quote, span, confidence)):
            return self._orphan(expected, confidence)
        return Anchoring(self._state(quote.exact, position, span), *span, confidence)

    def passages(self, words: str) -> list[tuple[int, int]]:
        """Return the spans of all passages with *words*, in order: exact ones, else those with other typography.

        White space, punctuation, case, Markdown and the encoding of accents are ignored; if nothing is found, so are
        accents, vowel signs, and old forms of letters.
        """
        if not words.strip():
            return []
        forms = (words, unicodedata.normalize("NFC", words), unicodedata.normalize("NFD", words))
        for exact in dict.fromkeys((*forms, _LINK.sub(r"\1", words))):
            verbatim = [match.span() for match in re.finditer(re.escape(exact), self.text)]
            if found := verbatim or self._spelled(exact, self.letters, fold_letters(exact)):
                return found
        return self._spelled(words, self.plain_letters, fold_letters(words, fold=plain_letters))

    def _spelled(self, exact: str, letters: FoldedText, folded: str) -> list[tuple[int, int]]:
        starts = _every(letters.folded, folded) if folded else ()
        spans = (letters.span(start, start + len(folded)) for start in starts)
        return [self._with_punctuation(exact, span) for span in spans]

    def suggestion(self, quote: TextQuoteSelector, position: TextPositionSelector | None = None) -> Anchoring | None:
        """Return the most similar passage, however uncertain, to offer for an orphan; None if nothing is similar."""
        start, _ = _within(position, len(self.text))
        span, confidence = self._place(quote, start if position else None)
        if span[0] == span[1] or not confidence:
            return None
        return Anchoring(self._state(quote.exact, position, span), *span, confidence)

    def _stands(self, quote: TextQuoteSelector, start: int, end: int, *, made_here: bool) -> bool:
        """Tell whether the quote is at its place, between the same surroundings."""
        if self.text[start:end] != quote.exact:
            return False
        return made_here or (self.text.startswith(quote.suffix, end) and self.text.endswith(quote.prefix, 0, start))

    def _is_doubtful(self, quote: TextQuoteSelector, span: tuple[int, int], confidence: float) -> bool:
        """Whether the passage may as well be another one as the changed quote."""
        exact, now = quote.exact, self.text[span[0] : span[1]]
        if has_same_words(now, exact):
            letters = len(fold_letters(exact))
            return letters < _FEWEST_LETTERS or (letters < _FEW_LETTERS and confidence < _SURE_OF_FEW)
        before, after = fold_letters(quote.prefix)[-_BESIDE:], fold_letters(quote.suffix)[:_BESIDE]
        here = fold_letters(self.text[max(0, span[0] - 4 * _BESIDE) : span[0]])
        there = fold_letters(self.text[span[1] : span[1] + 4 * _BESIDE])
        if here.endswith(before) and there.startswith(after):
            return False
        words = Wording(now).words
        foreign = sum((Counter(words) - Counter(Wording(exact).words)).values())
        return len(words) < _FEW_WORDS or foreign > _MOST_FOREIGN * len(words)

    def _orphan(self, start: int, confidence: float) -> Anchoring:
        return Anchoring("orphan", start, start, round(confidence, 3))

    def _state(self, exact: str, position: TextPositionSelector | None, span: tuple[int, int]) -> State:
        now = self.text[span[0] : span[1]]
        if now == exact:
            at = (position.start, position.end) if position else span
            return "exact" if at == span else "moved"
        return "moved" if has_same_words(now, exact) else "changed"

    def _place(self, quote: TextQuoteSelector, start: int | None) -> tuple[tuple[int, int], float]:
        """Return the best place for *quote*, probably at *start*, and its confidence; 0 if there is none."""
        has_letters = bool(fold_letters(quote.exact))
        same, here = self._same(quote, start, has_letters=has_letters)
        like = self._most_similar(quote, start) if has_letters and not (same and same.is_whole) else None
        if like:
            place, confidence = like
            there = self.wording.starts[place.first], self.wording.ends[place.last - 1]
            # Identical words elsewhere are not preferred to similar words at the old place.
            if same is None or (place.agreement > same.agreement and not _overlap(here, there)):
                return self._with_punctuation(quote.exact, there), confidence
        if same is None:
            return here, 0.0
        return self._with_punctuation(quote.exact, here) if has_letters else here, same.confidence

    def _same(
        self, quote: TextQuoteSelector, start: int | None, *, has_letters: bool
    ) -> tuple[Occurrence | None, tuple[int, int]]:
        """Return the best place with exactly the letters of the quote, or its signs if it has no letters."""
        runs, folded = (LETTERS, self.letters) if has_letters else (VISIBLE, self.visible)
        prefix, exact, suffix = (fold_letters(part, runs) for part in (quote.prefix, quote.exact, quote.suffix))
        expected = None if start is None else folded.offset(start)
        same = best_occurrence(folded.folded, prefix, exact, suffix, expected)
        return same, folded.span(same.start, same.start + len(exact)) if same else (0, 0)

    def _most_similar(self, quote: TextQuoteSelector, start: int | None) -> tuple[QuotePlace, float] | None:
        """Return the place whose words are most similar to the quote's, and its confidence."""
        passage = QuoteWords.of(quote.exact, quote.prefix, quote.suffix)
        expected = self.wording.at(start or 0)
        places = align(self.wording, passage, expected) if passage.quote else []
        if not places:
            return None
        best, *others = places
        rivals = [
            abs(each.first - expected)
            for each in others
            if each.agreement > best.agreement - _ALIKE
            and not _overlap((each.first, each.last), (best.first, best.last))
        ]
        nearer = 1 - abs(best.first - expected) / max(1, min(rivals)) if rivals else 1.0
        is_bare = not passage.before and not passage.after
        return best, round(
            _confidence(best, is_bare=is_bare) * max(0.0, nearer if start is not None or not rivals else 0.0), 3
        )

    def _with_punctuation(self, exact: str, span: tuple[int, int]) -> tuple[int, int]:
        """Widen *span* by the signs directly before and after it, as many as the quote has."""
        start, end = span
        leading, trailing = _LEADING.match(exact), _TRAILING.search(exact)
        lead = leading.end() if leading else 0
        if self.text.startswith(exact, start - lead):
            return start - lead, start - lead + len(exact)
        for match, step in ((leading, -1), (trailing, 1)):
            signs = len("".join(match.group().split())) if match else 0
            for _ in range(min(signs, 16)):
                sign = self.text[start - 1 : start] if step < 0 else self.text[end : end + 1]
                if not sign or sign.isspace() or sign.isalnum():
                    break
                start, end = (start - 1, end) if step < 0 else (start, end + 1)
        return start, end


def _every(text: str, part: str) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(part), text)]


def has_same_words(one: str, other: str) -> bool:
    """Tell whether two texts have the same words and figures, whatever their white space, punctuation and case.

    Within a figure the punctuation counts: 1.5 is not 15.
    """
    return _NUMBER_OR_WORD.findall(one.casefold()) == _NUMBER_OR_WORD.findall(other.casefold())


def _within(position: TextPositionSelector | None, length: int) -> tuple[int, int]:
    if position is None:
        return 0, 0
    start = max(0, min(position.start, length))
    return start, max(start, min(position.end, length))


def _confidence(place: QuotePlace, *, is_bare: bool) -> float:
    """Return the confidence of a place with changed words; unchanged surroundings make up for some changes.

    *is_bare* says that its surroundings are unknown, so that their absence means nothing.
    """
    if not place.letters:
        # A figure or a name was corrected: all its surroundings must be there, and be more than a word or two.
        return 0.5 if min(place.before, place.after) == 1 and place.around >= 24 else 0.0
    share = place.share + 0.4 * (1 - place.share) * min(place.before, place.after)
    return share * evidence(place.agreement, 1.0 if is_bare else max(place.before, place.after))


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
