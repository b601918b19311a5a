"""Statements that two articles have in common: the same words quoted, or the same figure given by one speaker."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reader.related.evidence import Evidence, Span
from reader.related.statements.account import Account
from reader.related.statements.claim import Claim
from reader.related.statements.claim_words import claim_words
from reader.related.statements.happenings import are_alike
from reader.related.statements.other_numbers import UNCOUNTED
from reader.related.statements.statement import DIRECT, Statement
from reader.related.statements.tokens import is_named
from reader.related.terms import term_of, word_numbers

# So many words of a quotation in a row are the same ones, said once.
_RUN = 5
# What two quotations share must be so much of the shorter one.
_LEAST_SHARE = 0.5
_MOST_QUOTED = 300
_LISTED = 3
_SHOWN = 60
_POINTS = 3.0
_DECAY = 0.7


class _Common(NamedTuple):
    here: Span
    there: Span
    text: str


def statement_evidence(here: Account, text: str, there: Account, other_text: str) -> Evidence | None:
    """Say which statements two articles both have; None if there are none."""
    common = [*_same_quotations(here, text, there, other_text), *_same_claims(here, there)]
    if not common:
        return None
    told = " · ".join(each.text for each in common[:_LISTED])
    more = f" and {len(common) - _LISTED} more" if len(common) > _LISTED else ""
    label = "same statement" if len(common) == 1 else f"{len(common)} same statements"
    return Evidence(
        "statement",
        f"{label}: {told}{more}",
        tuple(sorted({each.here for each in common})),
        tuple(sorted({each.there for each in common})),
        sum(_POINTS * _DECAY**place for place in range(len(common))),
        len(common),
        tuple(each.text for each in common[_LISTED:]),
    )


def _same_quotations(here: Account, text: str, there: Account, other_text: str) -> Iterator[_Common]:
    """Yield the quotations of both texts that share most of their words, in a row."""
    theirs = [(each, _runs(other_text, each)) for each in _quotations(there.statements)]
    for one in _quotations(here.statements):
        runs = _runs(text, one)
        for other, other_runs in theirs:
            least = min(len(runs), len(other_runs))
            if least and len(runs & other_runs) >= _LEAST_SHARE * least:
                speaker = one.speaker or other.speaker
                who = f"{speaker.name}: " if speaker and is_named(speaker.name) else ""
                yield _Common((one.start, one.end), (other.start, other.end), who + _shown(text[one.start : one.end]))
                break


def _quotations(statements: Iterable[Statement]) -> list[Statement]:
    return [each for each in statements if each.kind == DIRECT][:_MOST_QUOTED]


def _runs(text: str, statement: Statement) -> set[tuple[int, ...]]:
    numbers, _ = word_numbers(text[statement.start : statement.end])
    return set(zip(*(numbers[first:] for first in range(_RUN)), strict=False))


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rsplit(' ', 1)[0]} …"


def _same_claims(here: Account, there: Account) -> Iterator[_Common]:
    """Yield the figures that both texts have from one speaker, each once."""
    theirs: dict[tuple[object, ...], list[Claim]] = {}
    for claim in _sourced(there.claims):
        theirs.setdefault(_key(claim), []).append(claim)
    for claim in _sourced(here.claims):
        others = theirs.pop(_key(claim), [])
        other = next((each for each in others if _is_same_thing(claim, each)), None)
        if other is not None and claim.speaker is not None:
            yield _Common(
                (claim.start, claim.end), (other.start, other.end), f"{claim.speaker.name}: {claim_words(claim)}"
            )


def _sourced(claims: Sequence[Claim]) -> Iterator[Claim]:
    for each in claims:
        if each.speaker is not None and is_named(each.speaker.name) and each.counted and each.unit not in UNCOUNTED:
            yield each


def _key(claim: Claim) -> tuple[object, ...]:
    speaker = claim.speaker.name.casefold() if claim.speaker else ""
    return speaker, claim.unit, claim.value, claim.low, claim.high


def _is_same_thing(one: Claim, other: Claim) -> bool:
    """Whether two claims count the same, and may tell of the same event."""
    if one.event and other.event and not are_alike(one.event, other.event):
        return False
    here, there = ({term_of(word) for word in claim.counted.split()} - {0} for claim in (one, other))
    return bool(here & there)
