"""What one article has to say for bearing on another."""

from dataclasses import dataclass

Span = tuple[int, int]

KINDS = ("passage", "figure", "disagreement", "name", "event", "cites", "author", "version", "alike")


# What a reader looks for is what the texts share; who wrote them and what links them is soon seen.
TELLING = ("version", "passage", "disagreement", "figure", "event", "name", "author", "cites", "alike")

_SLIGHT = 6.0


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

    @property
    def telling(self) -> tuple[Evidence, ...]:
        """The evidence in the order of TELLING, without mere common words where there is anything else.

        A sentence or two in common tells less than the figures that both have.
        """
        ordered = tuple(sorted(self.evidence, key=_telling))
        return tuple(each for each in ordered if each.kind != "alike") or ordered

    @property
    def kind(self) -> str:
        """The kind of its most telling evidence; empty if it has none."""
        return self.telling[0].kind if self.evidence else ""


def _telling(evidence: Evidence) -> int:
    is_slight = evidence.kind == "passage" and evidence.points < _SLIGHT
    return 2 * TELLING.index("figure") + 1 if is_slight else 2 * TELLING.index(evidence.kind)


def explanation(reference: CrossReference) -> tuple[str, ...]:
    """Say where the score comes from: one line per evidence, `12.4  3 shared figures: …`, and their sum."""
    lines = [f"{each.points:6.1f}  {each.text}" for each in reference.evidence]
    return (*lines, f"{reference.score:6.1f}  in all")
