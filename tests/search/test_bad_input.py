"""Whatever is typed is answered, within bounded work."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.errors import Cancelled
from reader.search.errors import Watch
from reader.search.index import SearchIndex, SearchTooLong
from tests.search.conftest import NAMES, Make, entry

BAD = [
    "x" * 10_000,
    "word " * 2_000,
    " ".join(f"w{n}" for n in range(2_000)),
    "(" * 500 + "storm" + ")" * 500,
    "(" * 400 + "storm",
    "*",
    "*a*",
    "???",
    '"""',
    '"' * 301,
    "OR",
    "AND",
    "NOT",
    "-",
    "--",
    "- - - -",
    "OR OR AND NOT",
    "\x00\x01\x1b]0;AAAA\x07\x9b",
    "\u202eevil\u2066",
    "title:title:x",
    "title:title:title:title:x",
    "s" * 60 + "~",
    "st" + "o" * 300 + "~2",
    " OR ".join(f"w{n}" for n in range(300)),
    " OR ".join(f"w{n}" for n in range(31)),
    "2016-13-45",
    "date:2016-13-45",
    "date:10000000000..",
    "date:..",
    "date:<9999y",
    "date:>9999w",
    "figure:" + "9" * 300,
    "figure:1e999",
    "figure:-5",
    "like:" + "a" * 400,
    "name:" + "b" * 400,
    "in:../../../etc",
    "in:////",
    "lang:" + "z" * 400,
    "#" * 400,
    "=" * 400,
    "~" * 400,
    "a~b~c~2~",
    "st**",
    '"a b c d e f g h"~1000',
    "\ud800",
    "٣٠٣٣ النصرة 停火 🙂",
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    made = SearchIndex.open(tmp_path_factory.mktemp("cache"), NAMES)
    made.patience = 60.0
    made.update(
        [entry(f"e{n}", f"storm rain w{n} 3033 النصرة 停火 🙂", title=f"t{n}", published="2016") for n in range(40)]
    )
    yield made
    made.close()


@pytest.mark.parametrize("query", BAD, ids=range(len(BAD)))
def test_bad_input_is_answered_with_results_or_one_sentence(index: SearchIndex, query: str) -> None:
    results = index.search(query)

    for sentence in (*results.lines, *filter(None, [results.problem])):
        assert "\n" not in sentence
        assert len(sentence) < 400
    assert results.problem is None or results.problem.endswith(".")
    assert results.problem is None or results.hits == ()
    index.facets(query)
    index.why_empty(query)
    index.explain(query, "e1")


@settings(max_examples=150)
@given(st.text(max_size=60))
def test_any_text_is_answered(index: SearchIndex, text: str) -> None:
    results = index.search(text)

    assert results.problem is None or not results.hits
    assert results.total >= len(results.hits)
    assert results.problem or results.hits or results.lines or results.terms or not results.query


def test_a_search_that_is_cancelled_stops_and_the_next_one_is_answered(index: SearchIndex) -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 3

    with pytest.raises(Cancelled):
        index.search("storm rain w1 w2 w3 w4", cancelled=cancelled)
    assert index.search("storm").total == 40


def test_a_search_that_takes_too_long_says_so(make: Make) -> None:
    index = make([entry(f"e{n}", f"storm rain w{n}") for n in range(20)])
    index.patience = -1.0

    results = index.search("storm rain")

    assert results.problem is not None
    assert "stopped" in results.problem
    with pytest.raises(SearchTooLong):
        index.facets("storm rain")
    index.patience = 60.0
    assert index.search("storm rain").total == 20


def test_work_is_bounded_whatever_is_asked(index: SearchIndex) -> None:
    for query in BAD:
        checks: list[int] = []

        def counted(checks: list[int] = checks) -> bool:
            checks.append(1)
            return False

        index.close()
        index.search(query, cancelled=counted)
        assert len(checks) < 3_000, query[:40]


def test_a_watch_asks_before_it_looks_at_the_clock() -> None:
    times = iter([0.0, 1.0, 3.0])
    watch = Watch(patience=2.0, clock=lambda: next(times))

    watch.check()
    watch.check()
    with pytest.raises(SearchTooLong):
        watch.check()
