"""How one article bears on another: all the evidence, and its total score."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from reader.library.names import NamesAuthority
from reader.related.articles import KnownArticle, closeness, days_apart, nearness, source_key
from reader.related.disagreements import disagreement_evidence
from reader.related.evidence import CrossReference, Evidence, rarity
from reader.related.exclusions import event_marks, exclude_each_other
from reader.related.figures import find_numbers
from reader.related.shared_figures import common_figures, countable, figure_evidence
from reader.related.shared_names import EVENT, common_names, event_evidence, event_strength, name_evidence
from reader.related.shared_passages import CommonPassages, claim_evidence, common_passages, passage_evidence
from reader.related.shared_statements import statement_evidence
from reader.related.subject import LIKENESS_POINTS, Candidate, Links, Subject
from reader.related.terms import TextWords, number_of

# From this strength of an event on, short passages and claims are looked for too.
_RELATED = 0.5
# With so much of a text in common no statement of it is named.
_COPIED = 0.5

# What articles on two quakes at one place have in common anyway, and how much of it counts.
_OF_KIND = frozenset(("alike", "name", "figure"))
_ANOTHER_EVENT = 0.6

_LISTED = 5
_TRIED = 30
_LEAST_LIKENESS = 0.02
_LEAST_RARITY = 0.15
# Less alike, two articles have no more than a few words in common.
_SAME_WORDS = 0.3

_LEAST_HEADLINE = 12
_CITES_POINTS = 12.0
_VERSION_POINTS = 25.0
_AUTHOR_POINTS = 2.2
_SITE_POINTS = 0.3


def judge(
    subject: Subject, candidate: Candidate, text: str, links: Links, by_author: int, names: NamesAuthority
) -> CrossReference:
    """Return the cross-reference to *candidate*, whose plain text is *text*; its evidence may be empty."""
    words = TextWords(text)
    alike = subject.likeness(candidate.profile.weight_by_term, candidate.article.norm)
    shared_names = common_names(subject, candidate.profile.mentions, text)
    days = days_apart(subject.article, candidate.article)
    equal = common_figures(subject, candidate.profile.figures)
    strength = event_strength(days, subject.total, alike, shared_names, countable(equal, is_event=False))
    is_apart = exclude_each_other(subject.marks, event_marks(candidate.article.title, text), days)
    if is_apart:
        strength = min(strength, _RELATED)
    # Weak figures count only of one event, and do not make it one: that would be a circle.
    shared_figures = countable(equal, is_event=strength >= EVENT)
    passages = common_passages(subject, candidate, words, are_related=strength >= _RELATED)
    number = candidate.article.number
    evidence = [
        version_evidence(subject.article, candidate.article, passages),
        passage_evidence(subject, words, passages),
        figure_evidence(shared_figures),
        name_evidence(shared_names, closeness(days)),
        event_evidence(days, strength, shared_names, names),
        *(disagreement_evidence(subject, candidate, text) if strength >= EVENT else ()),
        _statement_evidence(subject, candidate, text, passages) if strength >= _RELATED else None,
        *(claim_evidence(subject, candidate, text, passages) if strength >= _RELATED else ()),
        cites_evidence(number in links.cited, number in links.citing),
        author_evidence(subject.article, candidate.article, by_author, subject.total),
    ]
    found = [each for each in evidence if each is not None]
    # Common words are marked in the other text only where a reader would find nothing else there.
    leads = any(each.there for each in found)
    terms = term_evidence(subject, candidate.profile.weight_by_term, None if leads else words, alike)
    found = [*found, terms] if terms else found
    return make_reference(candidate.article.id, map(_of_another_event, found) if is_apart else found)


def _of_another_event(evidence: Evidence) -> Evidence:
    """Weigh down what two articles on two events of one kind share: the place, the people, the words."""
    if evidence.kind not in _OF_KIND:
        return evidence
    return replace(evidence, points=evidence.points * _ANOTHER_EVENT)


def _statement_evidence(subject: Subject, candidate: Candidate, text: str, passages: CommonPassages) -> Evidence | None:
    # In a copy everything is said again.
    if passages.share >= _COPIED:
        return None
    return statement_evidence(subject.account(), subject.text, candidate.account(), text)


def make_reference(article: str, evidence: Iterable[Evidence]) -> CrossReference:
    """Return a cross-reference whose evidence is in order, strongest first, and adds up to the score."""
    ordered = tuple(sorted(evidence, key=lambda each: (each.kind == "alike", -each.points)))
    return CrossReference(article, round(sum(each.points for each in ordered), 2), ordered)


def term_evidence(
    subject: Subject, weights: Mapping[int, int], words: TextWords | None, likeness: float
) -> Evidence | None:
    """Name the terms that make two articles alike, but for names, which are evidence of their own.

    *words* are the other text's, None where other evidence leads into that text already.
    """
    if likeness < _LEAST_LIKENESS:
        return None
    shared = ((value * weights[term], term) for term, value in subject.value_by_term.items() if term in weights)
    listed = [
        term
        for _, term in sorted(shared, reverse=True)[:_TRIED]
        if term in subject.words.word_by_term and subject.rarity_by_term[term] >= _LEAST_RARITY
    ][:_LISTED]
    text = f"terms in common: {' · '.join(subject.words.word_by_term[term] for term in listed)}"
    if not listed:
        text = "much the same words" if likeness >= _SAME_WORDS else _little_in_common(subject, weights)
    return Evidence(
        "alike",
        text,
        subject.words.spans_of(listed),
        words.spans_of(listed) if words else (),
        LIKENESS_POINTS * likeness,
    )


def author_evidence(one: KnownArticle, other: KnownArticle, by_author: int, total: int) -> Evidence | None:
    """Say that two articles have an author or a site in common; *by_author* counts the first one's articles."""
    near = nearness(days_apart(one, other))
    if one.author_key and one.author_key == other.author_key:
        text = f"same author: {one.author}"
        return Evidence("author", text + near, points=_AUTHOR_POINTS * rarity(by_author, total))
    # An outlet may sign as its own author, or be named only as the first to publish.
    here, there = _sources(one), _sources(other)
    for key, name in here.items():
        if key in there:
            is_site = name != one.author and there[key] != other.author
            text = f"same {'site' if is_site else 'source'}: {name}"
            return Evidence("author", text + near, points=_SITE_POINTS)
    return None


def _sources(article: KnownArticle) -> dict[int, str]:
    names = (article.site, article.first_site, article.author)
    return {source_key(name): name for name in reversed(names) if name}


def cites_evidence(cites: bool, is_cited: bool) -> Evidence | None:
    """Say which of two articles links to the other, if one does."""
    if cites and is_cited:
        return Evidence("cites", "each links to the other", points=_CITES_POINTS)
    if cites:
        return Evidence("cites", "this article links to it", points=_CITES_POINTS)
    return Evidence("cites", "it links to this article", points=_CITES_POINTS) if is_cited else None


def _little_in_common(subject: Subject, weights: Mapping[int, int]) -> str:
    """Name the numbers that two articles have in common; without any, it is names and words that say little."""
    numerals = dict.fromkeys(find_numbers(subject.text, has_number_words=False).numerals)
    shared = [numeral for numeral in numerals if number_of(numeral) in weights][:_LISTED]
    return f"numbers in common: {' · '.join(shared)}" if shared else "a few words in common"


def version_evidence(one: KnownArticle, other: KnownArticle, common: CommonPassages) -> Evidence | None:
    """Say that one of two articles is another version of the same page, and which is the later."""
    is_same_page = bool(one.url_key) and one.url_key == other.url_key
    if not (is_same_page or (common.share >= 0.3 and _has_same_headline(one, other))):
        return None
    reason = "same address" if is_same_page else "same headline"
    which = "another version"
    if one.published and other.published and one.published != other.published:
        which = "a later version" if other.published > one.published else "an earlier version"
    return Evidence("version", f"{which}: {reason}, {_change(common)}", points=_VERSION_POINTS)


def _has_same_headline(one: KnownArticle, other: KnownArticle) -> bool:
    """Tell whether two articles of one outlet have the same headline, long enough to be no rubric."""
    return (
        one.title_key == other.title_key
        and len(one.title) >= _LEAST_HEADLINE
        and bool(one.site)
        and source_key(one.site) == source_key(other.site)
    )


def _change(common: CommonPassages) -> str:
    same = min(common.here, common.there)
    if same >= 0.995:
        return "the same words"
    return f"{round(100 * (1 - same)) or 1} % of the words changed" if common.passages else "another text"
