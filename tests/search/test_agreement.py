"""The index against two others: a plain look through every article, and Whoosh's own searcher over the same files."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.errors import Cancelled
from reader.search.document import IndexEntry
from reader.search.errors import Watch
from reader.search.index import SearchIndex
from reader.search.scan import scan
from reader.search.searcher import Results
from tests.search.conftest import NAMES, entry

WORDS = [
    "storm",
    "storms",
    "stormy",
    "rain",
    "raining",
    "al-Mina",
    "Dara'a",
    "anti-terror",
    "the",
    "of",
    "3,033",
    "Lindow",
    "IS",
    "is",
    "U.S.",
    "حلب",
    "وبحلب",
    "แม่น้ำ",
]
SITES = [None, "Daily Ledger", "Post"]
TAGS = ["war", "Sea trade"]


def library() -> list[IndexEntry]:
    """Return articles that hold every second, third, fifth … of the words, so that every combination occurs."""
    entries = []
    for number in range(60):
        text = " ".join(WORDS[(number * step + step * step) % len(WORDS)] for step in range(1, 3 + number % 6))
        entries.append(
            entry(
                f"e{number:02}",
                text,
                title=WORDS[number % 7] + " day",
                site=SITES[number % 3],
                tags=tuple(TAGS[: number % 3]),
                published=[None, "2016", "2016-12", f"2016-12-{number % 28 + 1:02}"][number % 4],
                language="en",
                notes="rain note" if number % 5 == 0 else "",
                has=frozenset(["note"]) if number % 5 == 0 else frozenset(),
                path=f"articles/{2010 + number % 3}/e{number}.md",
            )
        )
    return entries


ENTRIES = library()
SCOPE = {"unread": frozenset(f"e{n:02}" for n in range(0, 60, 4))}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    made = SearchIndex.open(tmp_path_factory.mktemp("cache"), NAMES)
    # Several segments, some of what is in them replaced or gone.
    made.update([entry(each.id, "storm rain other", title="old") for each in ENTRIES[:20]])
    made.update([*ENTRIES[:40], entry("gone", "storm rain the of")])
    made.update(ENTRIES[40:], gone=["gone"])
    yield made
    made.close()


word = st.sampled_from([*WORDS, "fog", "Lindau", "mina", "daraa", "antiterror", "us", "3033", "day"])
FIELDS = [
    text.replace("_", " ")
    for text in """
    sto* rai* strom~ title:storm title:st* text:day text:rain text:"rain_storm" tag:sea #war tag:="sea_trade" tag:="sea"
    site:ledger site:="post" note:rain name:lindau name:al-mina name:nobody has:note is:unread is:read in:2011 date:2016
    date:2016-12 date:2016-12-03..2016-12-15 -date:2016 figure:3000..4000 figure:<3000 lang:en lang:fr like:e01
    link:repeats "storm_rain"~4 "storm_rain" ="storm_rain" =storms the the_of the_storm storm_fog -storm
    """.split()
]
leaf = st.one_of(
    word,
    word,
    word.map(lambda text: f"={text}"),
    st.tuples(word, word).map(lambda pair: f'"{pair[0]} {pair[1]}"'),
    st.tuples(word, word, st.integers(1, 6)).map(lambda each: f'"{each[0]} {each[1]}"~{each[2]}'),
    st.sampled_from([text for text in FIELDS if not text.startswith("like:")]),
)


def joined(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(children, children).map(" ".join),
        st.tuples(children, children).map(" OR ".join),
        st.tuples(children, children).map(" AND ".join),
        children.map(lambda text: f"({text})"),
        children.map(lambda text: f"-({text})"),
    )


queries = st.recursive(leaf, joined, max_leaves=5)


@settings(max_examples=120)
@given(queries)
def test_the_index_finds_what_a_plain_look_finds(index: SearchIndex, query: str) -> None:
    looked = scan(ENTRIES, query, NAMES, limit=100, scope=SCOPE, watch=Watch(patience=60))
    results = index.search(query, limit=100, scope=SCOPE)

    assert results.problem == looked.problem
    assert strict(results) == strict(looked)


@pytest.mark.parametrize("query", FIELDS)
def test_they_agree_on_every_field_and_operator(index: SearchIndex, query: str) -> None:
    looked = scan(ENTRIES, query, NAMES, limit=100, scope=SCOPE, watch=Watch(patience=60))
    results = index.search(query, limit=100, scope=SCOPE)

    # What is like an article is a matter of ranking, which a plain look has none of.
    assert query.startswith("like:") or strict(results) == strict(looked)


def strict(results: Results) -> set[str]:
    return {hit.id for hit in results.hits if not hit.missing}


def test_a_plain_look_stops_in_time_and_says_how_far_it_came() -> None:
    ticks = iter(range(1000))

    results = scan(ENTRIES, "day", NAMES, watch=Watch(patience=10, clock=lambda: float(next(ticks))))

    assert 0 < results.total < 20
    assert any("articles were searched one by one" in line for line in results.lines)


def test_a_plain_look_can_be_cancelled() -> None:
    with pytest.raises(Cancelled):
        scan(ENTRIES, "day", NAMES, watch=Watch(lambda: True))


def test_a_plain_look_relaxes_and_refuses_as_the_index_does() -> None:
    results = scan(ENTRIES, "storm fog", NAMES)

    assert results.relaxed
    assert results.strict_total == 0
    assert {hit.missing for hit in results.hits} == {("fog",)}
    assert scan(ENTRIES, "titel:x", NAMES).problem is not None
