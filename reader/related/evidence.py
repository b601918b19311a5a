"""What one article has to say for bearing on another."""

from dataclasses import dataclass

Span = tuple[int, int]

KINDS = ("passage", "figure", "disagreement", "name", "event", "cites", "author", "version", "alike")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason, in words for a person, and where it stands in both plain texts.

    *kind* is one of KINDS, *here* and *there* are spans of code points, in order, *points* is what the reason adds
    to the score of its cross-reference.
    """

    kind: str
    text: str
    here: tuple[Span, ...] = ()
    there: tuple[Span, ...] = ()
    points: float = 0.0


@dataclass(frozen=True, slots=True)
class CrossReference:
    """Another article, by its id, and the evidence, most telling first; *score* is the sum of its points.

    *copies* are the ids of further articles with the same text as this one, where copies were asked to be folded.
    """

    id: str
    score: float
    evidence: tuple[Evidence, ...]
    copies: tuple[str, ...] = ()


def explanation(reference: CrossReference) -> tuple[str, ...]:
    """Say where the score comes from: one line per evidence, `12.4  3 shared figures: …`, and their sum."""
    lines = [f"{each.points:6.1f}  {each.text}" for each in reference.evidence]
    return (*lines, f"{reference.score:6.1f}  in all")
