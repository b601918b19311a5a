"""Phrases and words near each other, held against a look at every word of every article."""

import random
from collections.abc import Iterator

import numpy as np
import pytest

from reader.search import matches
from reader.search.analysis import analyze
from reader.search.document import IndexEntry
from reader.search.errors import Watch
from reader.search.lookups import Alternative, Element, Lookup, row_starts, window_spans
from reader.search.matches import class_terms, exact_term, rows_of
from reader.search.schema import WORDS
from reader.search.spellings import Spellings
from reader.text.stems import stem
from tests.search.conftest import NAMES, Make, entry

VOCABULARY = "storm storms stormy rain raining the of".split()
SPELLINGS = Spellings.of(NAMES)
Occurrence = tuple[str, int]


def library(chance: random.Random) -> list[IndexEntry]:
    def some(most: int) -> str:
        return " ".join(chance.choices(VOCABULARY, k=chance.randint(1, most)))

    # Some of them without a phrase's words, and one with far more of them than the others.
    texts = ["fog" if number % 3 == 0 else some(900 if number == 7 else 30) for number in range(40)]
    return [entry(f"e{n:02}", text, title=some(3), notes=some(4), language="en") for n, text in enumerate(texts)]


def positions(articles: list[IndexEntry]) -> dict[str, dict[bytes, list[int]]]:
    """Return by article and term where it stands."""
    found: dict[str, dict[bytes, list[int]]] = {}
    for each in articles:
        analysis = analyze(each, SPELLINGS, "en")
        held = found.setdefault(each.id, {})
        others = ((other.term, other.position) for other in analysis.others() if other.field == WORDS)
        for term, position in (*analysis.text.terms(), *others):
            held.setdefault(term.encode(), []).append(position)
    return found


def plain_rows(
    told: dict[str, dict[bytes, list[int]]], alternative: Alternative, within: int | None, *, is_typed: bool
) -> Iterator[Occurrence]:
    for article, held in told.items():
        places = []
        for place, element in enumerate(alternative.elements):
            terms = [exact_term(element)] if is_typed else class_terms(element)
            places.append((place, sorted({position for term in terms for position in held.get(term, ())})))
        if within is None:
            yield from ((article, start) for start in row_starts(places))
        else:
            yield from ((article, window[0][0]) for window in window_spans(places, within))


@pytest.mark.parametrize("at_once", [1, 150, 1 << 15])
@pytest.mark.parametrize("within", [None, 3])
def test_phrases_are_found_as_word_by_word_in_whatever_parts_the_articles_are_looked_through(
    make: Make, monkeypatch: pytest.MonkeyPatch, at_once: int, within: int | None
) -> None:
    monkeypatch.setattr(matches, "_AT_ONCE", at_once)
    chance = random.Random(at_once)  # noqa: S311 - the same library every time
    articles = library(chance)
    index = make([entry("gone", "storm rain of the"), *articles[:15]])
    index.update(articles[15:], gone=["gone"])
    snapshot, told = index._searcher.snapshot, positions(articles)
    assert len(snapshot.segments) == 2

    for _ in range(40):
        words = chance.choices(VOCABULARY, k=chance.randint(2, 4))
        alternative = Alternative(tuple(Element(word, (stem(word, "en"),)) for word in words))
        lookup = Lookup("", None, (alternative,), within=within)
        some = chance.choice([None, np.array(sorted(chance.sample(snapshot.everything().tolist(), 9)))])

        rows = rows_of(alternative, lookup, snapshot, Watch(), some)

        names = set(told) if some is None else set(map(snapshot.id_of, some.tolist()))
        for found, is_typed in ((rows.starts, False), (rows.typed, within is None)):
            expected = plain_rows({name: told[name] for name in names}, alternative, within, is_typed=is_typed)
            assert sorted((snapshot.id_of(each >> 32), each & 0xFFFFFFFF) for each in found.tolist()) == sorted(
                expected
            )
