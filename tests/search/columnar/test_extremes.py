"""Articles that no library has, or one: endless ones, one word over and over, nothing but tiny ones."""

from reader.search.index import SearchIndex
from tests.search.conftest import Make, entry, ids

WORDS = "alpha bravo charlie delta echo foxtrot golf hotel".split()


def some(number: int, count: int) -> str:
    return " ".join(WORDS[(number * step + step * step) % 8] for step in range(1, count + 1))


def shown(index: SearchIndex, query: str, article: str) -> str:
    passage = index.passages(query, [article])[article]
    return passage.text[slice(*passage.marks[0])]


def test_one_word_over_and_over_is_found_and_shown(make: Make, long: bool) -> None:
    index = make([entry("a", "storm " * (1_000_000 if long else 30_000) + "rain"), entry("b", "Storm and rain.")])

    assert ids(index, "storm") == ["b", "a"] or ids(index, "storm") == ["a", "b"]
    assert ids(index, '"storm rain"') == ["a"]
    assert shown(index, "storm", "a") == "storm"
    assert shown(index, "rain", "a") == "rain"
    assert shown(index, "sto*", "a") == "storm"


def test_an_endless_article_is_found_by_its_last_word(make: Make, long: bool) -> None:
    # Some 20 MB, or 200 kB.
    index = make([entry("a", some(3, 3_500_000 if long else 35_000) + " zeppelin")])

    assert ids(index, "zeppelin") == ["a"]
    assert shown(index, "zeppelin", "a") == "zeppelin"


def test_of_very_many_tiny_articles_each_is_found(make: Make, long: bool) -> None:
    count = 100_000 if long else 3_000
    index = make(entry(f"e{number}", f"{some(number, 10)} town{number}") for number in range(count))

    assert index.count == count
    assert ids(index, f"town{count - 1}") == [f"e{count - 1}"]
    assert index.search("alpha").total > count // 8
    assert len(index._searcher.snapshot.segments) <= 8
