"""The passage of a hit: from the kept text, and the same as from the whole text."""

import random

import pytest

from reader.search.columnar import kept_text
from reader.search.hits import find_hits
from reader.search.index import SearchIndex
from reader.search.snapshot import MOST_PIECES
from reader.search.snippet import snippet
from tests.search.conftest import NAMES, Make, entry

WORDS = (
    "storm storms stormy rain harbor Harbor Front al-Mina anti-terror record-keeping Lindow Lindau IS is the of "
    "10,000 10 000 U.S. Mara Oduya’s ceasefire agreement"
).split()
QUERIES = (
    "storm", "storms rain", '"harbor front"', "anti-terror", "mina", "IS", "lindau", "mara oduya", '"rain storm"~5',
    "sto*", "ceasfire~", "title:storm", "record keeping", "10000", "nothing", "rain -storm", '"mara oduya" OR hail',
)  # fmt: skip


def texts(count: int, words: int) -> list[str]:
    """Return texts of paragraphs, the same ones every time."""
    chosen = random.Random(7)  # noqa: S311 - no secret
    return [
        "".join(chosen.choice(WORDS) + chosen.choice((" ", " ", ", ", ". ", "\n\n")) for _ in range(words))
        for _ in range(count)
    ]


def expected(index: SearchIndex, text: str, query: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    best, marks = snippet(text, find_hits(text, query, NAMES))
    return best, tuple(marks)


@pytest.mark.parametrize("query", QUERIES)
def test_a_passage_is_the_snippet_of_the_whole_text(make: Make, query: str) -> None:
    told = texts(12, 60)
    index = make(entry(str(number), text, title=f"Storm {number}") for number, text in enumerate(told))

    found = index.passages(query, list(map(str, range(12))))

    for number, text in enumerate(told):
        passage = found[str(number)]
        assert (passage.text, passage.marks) == expected(index, text, query)


def test_of_a_long_text_the_piece_with_the_most_words_is_shown(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_text, "PIECE", 300)
    filling = "Nothing to be seen here, and nothing more. " * 30
    index = make([entry("a", f"The storm. {filling} Rain met the storm. {filling} The storm.")])

    passage = index.passages("storm rain", ["a"])["a"]

    assert "Rain met the storm." in passage.text
    assert passage.text.startswith("…")
    assert passage.text.endswith("…")
    assert [passage.text[start:end] for start, end in passage.marks] == ["Rain", "storm"]


@pytest.mark.parametrize(
    "query", ['"lower gate"', '"lower gates"', '"a lower gate" OR "lower gate"', '"lower gate" wall']
)
def test_a_phrase_is_shown_however_far_its_words_stand_before_it(
    make: Make, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr(kept_text, "PIECE", 300)
    filling = "The gate stood lower than the harbor, and nothing more was told of it. " * 60
    index = make([entry("a", f"{filling} Then the lower gate was shut. {filling}")])
    assert len(filling) > 300 * MOST_PIECES

    passage = index.passages(query, ["a"])["a"]

    assert [passage.text[start:end] for start, end in passage.marks] == ["lower gate"]


def test_a_passage_goes_on_where_a_piece_ends(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_text, "PIECE", 100)
    index = make([entry("a", "x " * 48 + "storm " + "went on and on " * 30)])

    passage = index.passages("storm", ["a"])["a"]

    assert "storm went on and on went on" in passage.text


def test_once_it_takes_too_long_only_the_beginning_is_looked_through(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_text, "PIECE", 100)
    monkeypatch.setattr("reader.search.index.PASSAGES_PATIENCE", -1.0)
    index = make([entry("a", "x " * 100 + "7 boats")])

    passage = index.passages("figure:7", ["a"])["a"]

    assert passage.marks == ()
    assert passage.text.startswith("x x")


def test_articles_that_the_index_has_not_are_left_out(make: Make) -> None:
    index = make([entry("a", "The storm.")])

    assert index.passages("storm", ["a", "b"]).keys() == {"a"}


def test_a_title_without_the_words_is_told(make: Make) -> None:
    index = make([entry("a", "The storm.", title="Storms"), entry("b", "The storm.", title="Rain")])

    found = index.passages("storm", ["a", "b"])

    assert {key: each.may_be_titled for key, each in found.items()} == {"a": True, "b": False}
    assert {key: each.may_be_titled for key, each in index.passages("sto*", ["a", "b"]).items()} == {
        "a": True,
        "b": False,
    }
    # What figures there are in a title, the index does not tell.
    assert all(each.may_be_titled for each in index.passages("figure:>5", ["a", "b"]).values())


def test_texts_stay_with_their_articles_when_segments_are_merged(make: Make) -> None:
    index = make([])
    for number in range(MOST_PIECES + 8):
        index.update([entry(str(number), f"The storm of {number}.")])
    index.update([entry("3", "Another storm.")], gone=["5"])

    found = index.passages("storm", list(map(str, range(20))))

    assert found.pop("3").text == "Another storm."
    assert {key: each.text for key, each in found.items()} == {
        str(number): f"The storm of {number}." for number in range(16) if number not in {3, 5}
    }
