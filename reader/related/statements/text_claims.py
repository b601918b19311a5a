"""All claims of a text: its figures, what each counts, and who says so."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from reader.related.figures import Figure
from reader.related.statements.circumstances import day_in, place_in
from reader.related.statements.claim import EXACT, Claim
from reader.related.statements.counted import Thing, several_before, thing_after, thing_of
from reader.related.statements.events import event_of, is_duration
from reader.related.statements.figure_sources import FigureSources
from reader.related.statements.other_numbers import other_numbers
from reader.related.statements.quantities import NUMBER_WORDS, Quantity, quantities
from reader.related.statements.row import TokenRow
from reader.related.statements.statement import Span, Statement
from reader.related.statements.text_parts import TextParts

_DENIALS = frozenset("deny dispute reject refute contest".split())
# Who says so denies the number that was told last.
_FALSE = re.compile(
    r"[“\"‘«]?(?:that )?(?:that|this|the|these|those|such) (?:figures?|numbers?|tolls?|counts?|estimates?|statistics) "
    r"(?:is|are|was|were) (?:[a-z]+ly )?(?:false|untrue|wrong|incorrect|exaggerated|inflated|invented|fabricated"
    r"|made up|baseless|not (?:true|correct|right)|lies|a lie|nonsense)\b",
    re.IGNORECASE,
)
# Sentences after a claim in which it may be denied.
_SOON = 2
# When and where it was is told within so many words of a figure.
_REACH = 100
# Letters between two sentences of which the second follows the first, and how many numbers back "of them" may point.
_NEXT = 4
_FEW = 3


def find_claims(
    text: str | TextParts,
    figures: Sequence[Figure],
    statements: Sequence[Statement],
    *,
    language: str = "en",
    published: date | None = None,
) -> list[Claim]:
    """Return the claims of *text*, in order, given its figures and its statements.

    *published* is the day the article came out, from which "on Thursday" is told.
    """
    parts = TextParts(text) if isinstance(text, str) else text
    sources = FigureSources(parts, statements, language)
    thing_in = thing_of if language == "en" else partial(thing_after, language=language)
    found: list[Claim] = []
    for (start, end), inside in _with_numbers(parts, figures):
        found += _of_sentence(parts.row(start, end), inside, sources, published, found, thing_in)
    found += _others(parts, found, sources)
    return _denied(sorted(found, key=lambda claim: claim.start), statements, parts)


def _others(parts: TextParts, counted: Sequence[Claim], sources: FigureSources) -> Iterator[Claim]:
    """Yield the days, hours and the like that somebody says."""
    starts = [start for start, _ in parts.sentences]
    for each in other_numbers(parts.text, [(claim.start, claim.end) for claim in counted]):
        statement = sources.statement(each.start, each.end)
        if statement is not None and statement.speaker is not None and statement.lemma not in _DENIALS:
            who = statement.speaker, statement.via, None
            what = None, None, None, EXACT, each.kind, each.words, ""
            sentence = parts.sentences[bisect_right(starts, each.start) - 1]
            yield Claim(each.start, each.end, *what, *who, "", "", sentence)


def _with_numbers(parts: TextParts, figures: Sequence[Figure]) -> Iterator[tuple[Span, Sequence[Figure]]]:
    """Yield the sentences in which a number may stand, with the figures in each."""
    spans = parts.sentences
    hyphened = {word for word in parts.vocabulary if "-" in word} if "-" in parts.text else set()
    places = parts.places_of(hyphened | (NUMBER_WORDS & parts.vocabulary))
    starts = [start for start, _ in spans]
    worded = {bisect_right(starts, place) - 1 for place in places}
    first = 0
    for at, (start, end) in enumerate(spans):
        past = bisect_left(figures, end, lo=first, key=lambda figure: figure.start)
        if past > first or at in worded:
            yield (start, end), figures[first:past]
        first = past


def _of_sentence(
    row: TokenRow,
    figures: Sequence[Figure],
    sources: FigureSources,
    published: date | None,
    before: Sequence[Claim],
    thing_in: Callable[[TokenRow, Quantity], Thing],
) -> Iterator[Claim]:
    last_counted = _last_counted(row, before)
    is_here = False
    for quantity in quantities(row, figures):
        thing = thing_in(row, quantity)
        if thing.is_them and not is_here:
            last_counted = several_before(row, quantity.first) or last_counted
        counted = last_counted if thing.is_them else thing.text
        is_here = is_here or bool(counted)
        claim = _claim(row, quantity, thing, counted, sources, published)
        last_counted = last_counted if is_duration(counted) else counted or last_counted
        yield claim


def _last_counted(row: TokenRow, before: Sequence[Claim]) -> str:
    """Return what the sentence right before counts, of which "of them" may be a part."""
    if not before or row.starts[0] - before[-1].sentence[1] > _NEXT:
        return ""
    return next((each.counted for each in reversed(before[-_FEW:]) if not is_duration(each.counted)), "")


def _claim(
    row: TokenRow, quantity: Quantity, thing: Thing, counted: str, sources: FigureSources, published: date | None
) -> Claim:
    statement = sources.statement(quantity.start, quantity.end)
    denied_by, speaker = None, statement.speaker if statement else None
    if statement and statement.lemma in _DENIALS:
        denied_by, speaker = speaker, None
    first, last = (row.within(statement.start, statement.end) if statement else None) or (0, len(row) - 1)
    # A list of thousands of figures is one sentence too.
    first, last = max(first, quantity.last - _REACH), min(last, quantity.last + _REACH)
    return Claim(
        quantity.start,
        quantity.end,
        quantity.value,
        quantity.low,
        quantity.high,
        quantity.bound,
        quantity.unit,
        counted,
        event_of(row, quantity, thing),
        speaker,
        statement.via if statement else None,
        denied_by,
        day_in(row, first, last, published),
        place_in(row, first, last, quantity.last),
        (row.starts[0], row.ends[-1]),
    )


def _denied(claims: list[Claim], statements: Sequence[Statement], parts: TextParts) -> list[Claim]:
    """Add who denies a claim in one of the sentences after it: "The army denied this number"."""
    starts = [start for start, _ in parts.sentences]
    found = list(claims)
    for each in statements:
        is_denial = each.lemma in _DENIALS or _FALSE.match(parts.text, each.start, each.end) is not None
        if not is_denial or each.speaker is None:
            continue
        sentence = bisect_right(starts, each.cue[0]) - 1
        for at in _last_told(found, starts[max(0, sentence - _SOON)], starts[sentence]):
            speaker = found[at].speaker
            if speaker is not None and speaker.name != each.speaker.name and found[at].denied_by is None:
                found[at] = found[at]._replace(denied_by=each.speaker)
    return found


def _last_told(claims: Sequence[Claim], since: int, until: int) -> list[int]:
    """Return the places of the claims of the last sentence that has any, between two offsets."""
    before = [at for at, claim in enumerate(claims) if since <= claim.start < until]
    return [at for at in before if claims[at].sentence == claims[before[-1]].sentence]
