"""The user's judgment of a cross-reference: an annotation that links one article to another.

It holds for both ends: judged from one article, it shows at the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reader.library.dates import now
from reader.notes.model import UNRELATED, Annotation, new_id


@dataclass(frozen=True, slots=True)
class JudgedLink:
    """A judged cross-reference seen from one end: *other* is the id of the article at the other."""

    annotation: Annotation
    other: str

    @property
    def relation(self) -> str:
        """How the two bear on each other: one of RELATIONS, or empty."""
        return self.annotation.relation

    @property
    def note(self) -> str:
        """The user's note on it."""
        return self.annotation.body

    @property
    def is_dismissed(self) -> bool:
        """Whether it was dismissed."""
        return self.relation == UNRELATED


def judged_links(annotations: Iterable[Annotation], article: str) -> dict[str, JudgedLink]:
    """Return the judgments of an article's cross-references, by the id of the other article.

    Of several judgments of one pair the latest counts; a link from a passage counts only if there is no other.
    """
    found: dict[str, JudgedLink] = {}
    for each in annotations:
        if each.link and article in {each.article, each.link} and each.article != each.link:
            other = each.link if each.article == article else each.article
            known = found.get(other)
            # By date and id, not by the order of files: every machine must get the same result.
            if known is None or _weight(known.annotation) < _weight(each):
                found[other] = JudgedLink(each, other)
    return found


def judgment(known: JudgedLink | None, article: str, other: str, relation: str = "", note: str = "") -> Annotation:
    """Return the annotation for how *other* bears on *article*: the *known* one changed, or a new one."""
    moment = now()
    if known is not None and _is_judgment(known.annotation):
        return replace(known.annotation, relation=relation, body=note, modified=moment)
    return Annotation(
        new_id(), article, "linking", body=note, link=other, relation=relation, created=moment, modified=moment
    )


def articles_related(annotations: Iterable[Annotation], relation: str) -> frozenset[str]:
    """Return the articles at both ends of links with that relation."""
    pairs: dict[frozenset[str], Annotation] = {}
    for each in annotations:
        pair = frozenset({each.article, each.link})
        if each.link and (pair not in pairs or _weight(pairs[pair]) < _weight(each)):
            pairs[pair] = each
    return frozenset(article for pair, each in pairs.items() if each.relation == relation for article in pair)


def _is_judgment(annotation: Annotation) -> bool:
    """Whether it is about whole articles; a link from a passage is a note of its own."""
    return annotation.quote is None


def _weight(annotation: Annotation) -> tuple[bool, str, str]:
    says = _is_judgment(annotation) or bool(annotation.relation)
    return says, annotation.modified, annotation.id
