"""A claim in words: how much of what, what happened to it, and who says so."""

from reader.related.figures import format_number
from reader.related.statements.claim import ABOUT, AT_LEAST, AT_MOST, EXACT, OVER, UNDER, Claim
from reader.related.statements.other_numbers import UNCOUNTED

_BOUNDS = {EXACT: "", ABOUT: "about ", AT_LEAST: "at least ", AT_MOST: "at most ", OVER: "over ", UNDER: "under "}


def amount_words(claim: Claim) -> str:
    """Return the number with its bound: "at least 900", "20–30", "78.5 %"; of one that counts nothing, nothing."""
    if claim.unit in UNCOUNTED:
        return ""
    sign = f" {claim.unit}" if claim.unit == "%" else ""
    if claim.value is not None:
        return f"{_BOUNDS[claim.bound]}{format_number(claim.value)}{sign}"
    if claim.low is not None and claim.high is not None:
        return f"{format_number(claim.low)}–{format_number(claim.high)}{sign}"
    return f"at least {format_number(claim.low or 0)}{sign}"


def source_words(claim: Claim) -> str:
    """Return who says it, through whom, and who denies it; empty where nobody is named."""
    who = claim.speaker.name if claim.speaker else ""
    via = f"{' ' if who else ''}via {claim.via.name}" if claim.via else ""
    denied = f"{', ' if who or via else ''}denied by {claim.denied_by.name}" if claim.denied_by else ""
    return f"{who}{via}{denied}"


def thing_words(claim: Claim) -> str:
    """Return what is counted and what happened to it: "fighters · kill"."""
    return " · ".join(part for part in (claim.counted.removeprefix("% "), claim.event) if part)


def claim_words(claim: Claim) -> str:
    """Return a claim on a line, without its source: "at least 900 fighters · kill"."""
    thing = thing_words(claim)
    return " ".join(part for part in (amount_words(claim), thing) if part)
