"""How one article bears on another: all the evidence there is, and the score it makes."""

from collections.abc import Iterable

from reader.library.names import NamesAuthority
from reader.related.articles import closeness, days_apart
from reader.related.asked import Asked, Other
from reader.related.candidates import Links
from reader.related.claims import claim_evidence
from reader.related.common_figures import common_figures, counted, figure_evidence
from reader.related.common_names import common_names, name_evidence
from reader.related.common_passages import common_passages, passage_evidence
from reader.related.common_terms import likeness, term_evidence
from reader.related.disagreement import disagreement_evidence
from reader.related.event import EVENT, event_evidence, event_strength
from reader.related.evidence import CrossReference, Evidence
from reader.related.origin import author_evidence, cites_evidence, version_evidence
from reader.related.word_places import Words

_RELATED = 0.5


def judged(
    asked: Asked, other: Other, text: str, links: Links, by_author: int, names: NamesAuthority
) -> CrossReference:
    """Return the cross-reference from *asked* to *other*, whose plain text is *text*; its evidence may be empty."""
    words = Words(text)
    alike = likeness(asked, other.profile.weight_by_term, other.kept.norm)
    shared_names = common_names(asked, other.profile.mentions, text)
    days = days_apart(asked.kept, other.kept)
    equal = common_figures(asked, other.profile.figures)
    strength = event_strength(days, asked.total, alike, shared_names, counted(equal, is_event=False))
    shared_figures = counted(equal, is_event=strength >= EVENT)
    passages = common_passages(asked, other.profile.prints, words, are_related=strength >= _RELATED)
    number = other.kept.number
    evidence = [
        version_evidence(asked.kept, other.kept, passages),
        passage_evidence(asked, words, passages),
        figure_evidence(shared_figures),
        name_evidence(shared_names, closeness(days)),
        event_evidence(days, strength, shared_names, names),
        *disagreement_evidence(asked, other, text, strength),
        *(claim_evidence(asked, other, text, passages) if strength >= _RELATED else ()),
        cites_evidence(number in links.cited, number in links.citing),
        author_evidence(asked.kept, other.kept, by_author, asked.total),
    ]
    found = [each for each in evidence if each is not None]
    leads = any(each.there for each in found)
    terms = term_evidence(asked, other.profile.weight_by_term, None if leads else words, alike)
    return reference(other.kept.id, [*found, terms] if terms else found)


def reference(article: str, evidence: Iterable[Evidence]) -> CrossReference:
    """Return a cross-reference whose evidence is in order, most telling first, and makes the score."""
    ordered = tuple(sorted(evidence, key=lambda each: (each.kind == "alike", -each.points)))
    return CrossReference(article, round(sum(each.points for each in ordered), 2), ordered)
