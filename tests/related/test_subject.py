"""What is printed under every article is evidence of nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from reader.library.names import NamesAuthority
from reader.related.articles import ArticleFacts
from reader.related.evidence import furniture_limit
from reader.related.names import Spotter
from reader.related.profile import profile_of
from reader.related.subject import without_furniture
from reader.related.terms import TextWords, term_of
from tests.related.articles_made import (
    BREAD,
    CHESS,
    EXCERPT,
    HARBOR,
    evidence,
    store_of,
)


def test_what_many_tell_within_a_fortnight_is_no_furniture(tmp_path: Path) -> None:
    told = (
        "Nobody was in the Gullstead tower when it fell into the harbor, and the 7,315 florins were never found again."
    )
    days = [f"2019-03-{day:02}" for day in range(1, 15)] * 2
    at_once = [ArticleFacts(id=f"o{n}", text=f"{told} {n}", published=day) for n, day in enumerate(days)]
    over_years = [replace(each, published=f"{1990 + n}-03-01") for n, each in enumerate(at_once)]
    undated = [replace(each, published=None) for each in at_once]

    assert evidence(store_of(tmp_path / "one", at_once), "o0", "o1", "passage")
    assert evidence(store_of(tmp_path / "two", over_years), "o0", "o1", "passage") == ()
    assert evidence(store_of(tmp_path / "three", undated), "o0", "o1", "passage") == ()


def test_only_what_stands_in_furniture_alone_is_left_out() -> None:
    text = "Boats left Port Marrow with 318 men. Give to Gullstead Fund 7,315 boats today."
    profile = profile_of("The oars", text, Spotter(NamesAuthority()))
    words = TextWords(text)
    left_out = bytes(int(start >= text.index("Give")) for start in words.edges[::2])

    kept = without_furniture(profile, "The oars", words, left_out, set())

    assert [text[each.start : each.end] for each in kept.mentions] == ["Port Marrow"]
    assert [each.value for each in kept.figures] == [318]
    assert {term_of("boats"), term_of("oars")} <= kept.weight_by_term.keys()
    assert not {term_of("Fund"), term_of("give")} & kept.weight_by_term.keys()


def test_what_stands_under_every_article_is_no_evidence(tmp_path: Path) -> None:
    plea = (
        "\n\nIf you like what we do then please give the Gullstead Fund a little money, any part of 7,315 florins, "
        "so that we can go on doing it for you all."
    )
    entries = [
        replace(entry, id=f"{entry.id}-{number}", text=f"{entry.text} {number}{plea}", author=None, url=None)
        for number in range(4)
        for entry in (BREAD, CHESS)
    ]
    pleading = [ArticleFacts(id=f"p{number}", text=f"Number{number} alone.{plea}") for number in range(20)]
    own = [replace(HARBOR, text=HARBOR.text + plea), replace(EXCERPT, text=CHESS.text[:60] + plea)]
    texts = {entry.id: entry.text for entry in (*entries, *pleading, *own)}

    store = store_of(tmp_path, [*entries, *pleading, *own])

    assert {each.kind for found in store.related("harbor") for each in found.evidence} <= {"alike"}
    (passage,) = evidence(store, "bread-0", "bread-1", "passage")
    for each in (passage, *evidence(store, "bread-0", "bread-1", "alike")):
        assert not [
            word
            for start, end in each.here
            for word in ("please", "Fund", "money")
            if word in texts["bread-0"][start:end]
        ]


@pytest.mark.parametrize(("total", "limit"), [(1, 5), (5, 5), (24, 6), (100, 25), (160, 40), (100_000, 40)])
def test_in_a_small_library_fewer_articles_make_a_passage_furniture(total: int, limit: int) -> None:
    assert furniture_limit(total) == limit
