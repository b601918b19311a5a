"""Queries of every form: each is answered or refused with a sentence, within bounded work, and can be ended.

Time is measured by `tests/benchmarks/queries.py`; here work is counted: what a query reads between two looks whether
anybody still waits for it, and in all. A search without bounds must fail in it.
"""

from collections.abc import Iterator
from functools import partial
from itertools import chain, repeat

import pytest

from reader.library.errors import Cancelled
from reader.search import expansion, plan, snapshot
from reader.search.columnar.posting_file import PostingFile, TermPlace
from reader.search.columnar.postings import Ends
from reader.search.index import Results, SearchIndex
from tests.faults.queries_made import WRITTEN, QueryMaker, Vocabulary
from tests.search.conftest import NAMES, entry

WORDS = ("the of and to in a people government nation storm rain flood harbor ships grain bread said on monday "
         "tuesday district deal fighters army court years plant strike union members vote count").split()  # fmt: skip
# Of a library as small as the one here; the app's are some thousand times as large, as its libraries are.
BOUNDS = {
    (expansion, "MOST_LISTS"): 60,
    (expansion, "MOST_COUNTED"): 400,
    (plan, "MOST_ARTICLES"): 400,
    (plan, "MOST_POSITIONS"): 400,
    (plan, "MOST_IN_ROWS"): 800,
}
# What no query may go beyond, and what those may not that ask for the most.
MOST_WORK = 2500
HEAVY_WORK = 700
HEAVY = (" ".join(WORDS), "town* ship* mill*", '"the of and to"~1000', '"people people"~700')


class Work:
    """Counts the postings that are read, in all and between two looks at the watch."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.total = self.since = self.longest = 0
        articles = PostingFile.articles

        def counted(file: PostingFile, place: TermPlace) -> Ends:
            self.total += place.articles
            self.since += place.articles
            self.longest = max(self.longest, self.since)
            return articles(file, place)

        monkeypatch.setattr(PostingFile, "articles", counted)

    def look(self) -> bool:
        self.since = 0
        return False

    def of(self, index: SearchIndex, query: str) -> tuple[Results, int]:
        # What was counted before is kept by an open index, and would not be read again.
        index.close()
        before = self.total
        results = index.search(query, cancelled=self.look)
        return results, self.total - before


def articles(count: int) -> list[tuple[str, str, str, str]]:
    texts = [
        " ".join(WORDS[(number * step + step * step) % len(WORDS)] for step in range(1, 40))
        + f" town{number} ship{number} mill{number}"
        for number in range(count)
    ]
    return [(f"a{number}", f"{text[:30].title()}", "Daily Ledger", text) for number, text in enumerate(texts)]


ARTICLES = articles(150)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    made = SearchIndex.open(tmp_path_factory.mktemp("cache"), NAMES)
    made.patience = 60.0
    made.update(entry(each, text, title=title, site=site, published="2010") for each, title, site, text in ARTICLES)
    yield made
    made.close()


def queries(count: int) -> list[str]:
    made = QueryMaker(Vocabulary.of(ARTICLES), seed=7).queries(count)
    return [*WRITTEN, *(query for _, query in made)]


def test_every_query_is_answered_or_refused_within_bounded_work(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch, long: bool
) -> None:
    for (module, name), bound in BOUNDS.items():
        monkeypatch.setattr(module, name, bound)
    work = Work(monkeypatch)

    for query in queries(20_000 if long else 230):
        results, done = work.of(index, query)
        assert results.problem is None or results.problem.endswith("."), query
        assert done <= MOST_WORK, query
    for query in HEAVY:
        assert work.of(index, query)[1] <= HEAVY_WORK, query
    # The list of a word in a segment is read in one piece.
    assert work.longest <= len(ARTICLES)


def test_a_search_without_bounds_fails_in_this(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work(monkeypatch)

    assert max(work.of(index, query)[1] for query in HEAVY) > HEAVY_WORK


@pytest.mark.parametrize("query", ["the of people", "st* re* t*", '"the of"', '"the people"~30', "text:the", "like:a1"])
def test_a_search_ends_at_whichever_look_it_is_cancelled(index: SearchIndex, query: str) -> None:
    looks = 0

    def counted() -> bool:
        nonlocal looks
        looks += 1
        return False

    index.close()
    index.search(query, cancelled=counted)
    for at in range(1, looks):
        index.close()
        answers = repeat(False, at), repeat(True)
        with pytest.raises(Cancelled):
            index.search(query, cancelled=partial(next, chain(*answers)))
    assert index.search("town3").total == 1


def test_words_too_common_to_stand_near_each_other_are_refused_with_a_sentence(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "MOST_POSITIONS", 100)

    results = index.search('"people government"~30')

    assert results.problem == "“people government” are too common to be looked for near each other. Use rarer words."
    assert index.search('"town3 people"~60').problem is not None
    assert index.search('"town3 town4"~60').problem is None


def test_of_many_common_words_the_rarest_are_searched_and_the_others_told(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "MOST_ARTICLES", 300)

    results = index.search("people government nation storm rain flood town3")

    assert "town3" in results.terms
    assert "a3" in {hit.id for hit in results.hits}
    assert "rarest of 7 words were searched, without" in " ".join(results.lines)


def test_of_many_common_words_of_an_or_the_rarest_are_searched_and_the_others_told(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = index.search("people OR government OR nation OR storm OR rain OR flood OR town3 OR nobody")
    monkeypatch.setattr(plan, "MOST_ARTICLES", 300)
    monkeypatch.setattr(plan, "FEWEST_WORDS", 2)

    results = index.search("people OR government OR nation OR storm OR rain OR flood OR town3 OR nobody")

    assert not [line for line in every.lines if "rarest" in line]
    (told,) = [line for line in results.lines if "rarest of 8 words were searched, without" in line]
    assert "town3" not in told
    assert "nobody" not in told
    assert "a3" in {hit.id for hit in results.hits}


def test_a_phrase_of_words_too_common_is_looked_for_in_part_of_the_articles_and_that_is_told(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = index.search('"the of"', limit=150)
    monkeypatch.setattr(plan, "MOST_IN_ROWS", 200)

    part = index.search('"the of"', limit=150)
    rare = index.search('"people town3"', limit=150)

    assert every.lines == rare.lines == ()
    (told,) = part.lines
    until = int(told.split()[-5])
    assert told == f"“the of” has such common words that it was looked for in {until} of 150 articles only."
    assert {hit.id for hit in part.hits} == {hit.id for hit in every.hits if int(hit.id[1:]) < until}
    assert 0 < part.total < every.total


def test_phrases_of_one_query_share_what_one_may_read(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "MOST_IN_ROWS", 200)

    (alone,) = index.search('"the of"').lines
    together = index.search('"the of" OR "and to" OR "people in"').lines

    assert len(together) == 3
    assert int(together[0].split()[-5]) < int(alone.split()[-5])


def test_function_words_of_a_long_text_that_nearly_every_article_has_are_not_read(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "MOST_ARTICLES", 90)

    results = index.search("of the and to in a town1 town2 town3")

    (told,) = [line for line in results.lines if line.startswith("These words are too common to count: ")]
    assert sorted(told[:-1].partition(": ")[2].split(", ")) == ["a", "and", "in", "the"]
    assert not index.search("of the town1").lines[0].startswith("These")


def test_what_a_query_has_nothing_left_for_is_not_read(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work(monkeypatch)

    results, done = work.of(index, '"the of" AND st* AND +nobody -people')

    assert (results.total, done) == (0, 0)


def test_in_a_library_five_times_as_large_five_times_as_much_is_read(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "MOST_POSITIONS", 100)
    monkeypatch.setattr(snapshot, "COMMON_SIZE", 5)

    assert index.search('"people government"~30').problem is None


def test_several_prefixes_share_what_one_may_read(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expansion, "MOST_LISTS", 40)

    alone = index.search("town*").lines
    together = index.search("town* OR st* OR ra* OR fl*").lines

    assert alone == ("“town*” matches 150 words; only the 40 most frequent were searched.",)
    assert together[0] == "“town*” matches 150 words; only the 10 most frequent were searched."
