"""Order and scores of random libraries, held against BM25 counted article by article in plain Python."""

import random
from collections import Counter

import pytest

from reader.search.analysis import analyze
from reader.search.document import LENGTH_UNIT, IndexEntry
from reader.search.lookups import INFLECTED, Element, Lookup, lookups_in
from reader.search.parser import parse
from reader.search.ranking import FUNCTION_WORD, K1, B, idf
from reader.search.schema import STEM, WORDS
from reader.search.spellings import Spellings
from tests.search.conftest import NAMES, Make, entry

VOCABULARY = "storm storms stormy rain raining rains wind winds hail town towns Lindow Lindawa the of US us 412".split()
SPELLINGS = Spellings.of(NAMES)


class PlainArticle:
    """What an article's terms weigh, and its length."""

    def __init__(self, told: IndexEntry) -> None:
        found = analyze(told, SPELLINGS, "en")
        self.weights: Counter[str] = Counter()
        for term, _ in found.text.terms():
            self.weights[term] += 1
        for other in found.others():
            if other.field == WORDS:
                self.weights[other.term] += other.weight / 2  # type: ignore[assignment]  # weights have halves
        self.length = round(LENGTH_UNIT * found.length())

    def counts(self, lookup: Lookup) -> float:
        return sum(each.weight * self._counts(each.elements[0]) for each in lookup.alternatives)

    def _counts(self, element: Element) -> float:
        exact = self.weights[element.form]
        if not element.stems:
            return exact
        inflected = sum(self.weights[term] for term in (*(STEM + stem for stem in element.stems), *element.roots))
        if element.stems == (element.form,):
            return exact + INFLECTED * inflected
        return INFLECTED * max(inflected, exact) + (1 - INFLECTED) * exact


def plain_search(articles: dict[str, IndexEntry], query: str) -> list[tuple[str, float]]:
    plain = {name: PlainArticle(each) for name, each in articles.items()}
    average = sum(each.length for each in plain.values()) / len(plain)
    scores: Counter[str] = Counter()
    for lookup in lookups_in(parse(query).node, ("en",), SPELLINGS).values():
        counts = {name: count for name, each in plain.items() if (count := each.counts(lookup))}
        says = idf(len(counts), len(plain)) * (FUNCTION_WORD if lookup.is_function_word else 1)
        for name, count in counts.items():
            norm = K1 * (1 - B + B * plain[name].length / average)
            scores[name] += says * (K1 + 1) * count / (count + norm)  # type: ignore[assignment]  # scores are no integers
    newest = sorted(sorted(scores), key=lambda name: articles[name].published or "", reverse=True)
    return [(name, scores[name]) for name in sorted(newest, key=lambda name: -round(scores[name], 6))]


@pytest.mark.parametrize("seed", range(6))
def test_order_and_scores_are_those_of_a_plain_count(make: Make, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same libraries every time

    def some(most: int) -> str:
        return " ".join(chance.choices(VOCABULARY, k=chance.randint(1, most)))

    def article(number: int) -> IndexEntry:
        return entry(
            f"e{number:02}", some(40), title=some(3), notes=some(4) if number % 5 == 0 else "",
            published=f"2016-12-{chance.randint(1, 9):02}", language="en",
        )  # fmt: skip

    # In several segments; what was replaced is gone, but average and rarity of those that are left are asked.
    index = make([article(number) for number in range(12)])
    articles = {each.id: each for each in (article(number) for number in range(40))}
    index.update(list(articles.values())[:25])
    index.update(list(articles.values())[25:])
    index.merge()

    for word in VOCABULARY:
        query = " OR ".join(dict.fromkeys([word, *chance.sample(VOCABULARY, chance.randint(1, 3))]))
        expected = plain_search(articles, query)

        hits = [(hit.id, hit.score) for hit in index.search(query, limit=100).hits]

        assert [name for name, _ in hits] == [name for name, _ in expected], query
        assert [score for _, score in hits] == pytest.approx([score for _, score in expected], abs=2e-4), query
