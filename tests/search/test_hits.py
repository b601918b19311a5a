"""Hits in a text, and the passage that answers best."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.names import Name, NamesAuthority
from reader.search import hits
from reader.search.hits import find_hits
from reader.search.snippet import snippet
from reader.search.spellings import Spellings
from tests.search.conftest import NAMES

TEXT = (
    "Troops of Jabhat al-Mina took 3,033 houses in Dara'a.\n\nThe IS group, which is elsewhere, said nothing of "
    "Al Mina; a troop of the anti-terror unit liberated East Lindow and eastern Lindau."
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("troops", ["Troops", "troop"]),
        ("=troop", ["troop"]),
        ("daraa", ["Dara'a"]),
        ("3033", ["3,033"]),
        ("figure:3000..4000", ["3,033"]),
        ("antiterror", ["anti-terror"]),
        ("anti-terror", ["anti-terror"]),
        ("terror", ["terror"]),
        ('"east lindow"', ["East Lindow"]),
        ('"east lindau"', ["East Lindow"]),
        ('="east lindau"', []),
        ("lindau", ["Lindow", "Lindau"]),
        ("mina", ["Mina", "Mina"]),
        ('"harbor front"', ["Jabhat al-Mina", "Mina"]),
        ('name:"harbor front"', ["Jabhat al-Mina", "Mina"]),
        ("lib*", ["liberated"]),
        ("liberatd~", ["liberated"]),
        ('"troops houses"~6', ["Troops", "houses"]),
        ('"houses troops"~6', ["Troops", "houses"]),
        ('"troops houses"~5', []),
        ("troops -lindow", ["Troops", "troop"]),
        ("-troops", []),
        ("the troops", ["Troops", "troop"]),
        ("the", ["The", "the"]),
        ("islamic state", ["IS"]),
        ("title:troops", []),
        ("text:troops", ["Troops", "troop"]),
        ("houses OR group", ["houses", "group"]),
        ("date:2016 is:unread houses", ["houses"]),
        ("titel:x", []),
        ("", []),
    ],
)
def test_what_the_query_finds_is_marked(query: str, expected: list[str]) -> None:
    assert [TEXT[start:end] for start, end in find_hits(TEXT, query, NAMES)] == expected


def test_words_of_another_field_are_marked_in_that_field() -> None:
    assert find_hits("Troops", "title:troops", NAMES, field="title") == [(0, 6)]
    assert find_hits("Troops", "note:troops", NAMES, field="title") == []


def test_the_endings_are_those_of_the_articles_language() -> None:
    text = "Die Häuser brannten"

    assert [text[start:end] for start, end in find_hits(text, "haus", NAMES, language="de")] == ["Häuser"]
    assert find_hits(text, "haus", NAMES, language="en") == []


def test_a_word_being_typed_marks_what_it_may_become() -> None:
    assert find_hits("liberated", "libe", NAMES) == []
    assert find_hits("liberated", "libe", NAMES, is_typing=True) == [(0, 9)]
    assert find_hits("liberated", "libe ", NAMES, is_typing=True) == []


def test_hits_across_line_breaks_are_found() -> None:
    text = "the east\nquarter and the east\n\nquarter"

    assert find_hits(text, '"east quarter"', NAMES) == [(4, 16), (25, 38)]


def test_a_snippet_is_the_passage_with_most_of_the_words() -> None:
    text = (
        "Rain. " + "Nothing at all happened here. " * 20 + "Then rain and hail fell on the storm. " + "Nothing. " * 30
    )

    cut, marks = snippet(text, find_hits(text, "rain hail storm", NAMES))

    assert [cut[start:end] for start, end in marks] == ["rain", "hail", "storm"]
    assert cut.startswith("…Then rain")
    assert cut.endswith("…")
    assert len(cut) <= 162


def test_a_hit_longer_than_the_window_is_shown_from_its_beginning() -> None:
    text = "word " * 30

    cut, marks = snippet(text, [(50, 120)], 20)

    assert marks
    assert len(cut) <= 22


def test_a_passage_begins_at_a_word_where_no_sentence_begins_near() -> None:
    text = "alpha beta gamma " * 20 + "storm " + "delta " * 20

    cut, _ = snippet(text, find_hits(text, "storm", NAMES), 60)

    assert cut.split()[0].strip("…") in {"alpha", "beta", "gamma"}


def test_phrases_that_overlap_are_one_hit() -> None:
    text = "old east gate road"

    assert find_hits(text, '"old east gate" "east gate road"', NAMES) == [(0, len(text))]


def test_of_passages_that_say_as_much_the_first_is_shown() -> None:
    text = "First storm. " + "Nothing happened here at all. " * 10 + "Second storm."

    cut, _ = snippet(text, find_hits(text, "storm", NAMES), 60)

    assert cut.startswith("First storm")


def test_hits_too_far_from_each_other_for_the_words_before_them_are_not_shown_together() -> None:
    apart = "Nothing to see here. The rain " + "fell on the quiet road " * 5 + "until the hail"
    together = "A day later the rain turned into hail"
    text = f"{apart} came. {'Nothing happened here at all. ' * 10}{together}."

    cut, marks = snippet(text, find_hits(text, "rain hail", NAMES), 160)

    assert [cut[start:end] for start, end in marks] == ["rain", "hail"]
    assert together in cut


def test_a_word_that_stands_often_does_not_outweigh_several_words() -> None:
    text = "rain rain rain rain. " + "Nothing happened here at all. " * 10 + "Rain and hail."

    cut, _ = snippet(text, find_hits(text, "rain hail", NAMES), 60)

    assert "Rain and hail" in cut


def test_a_single_letter_being_typed_marks_itself_only() -> None:
    assert find_hits("b band", "x b", NAMES, is_typing=True) == [(0, 1)]


def test_what_is_remembered_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hits, "_MOST_KNOWN", 1)
    finder = hits.HitFinder("storm rain", hits.spellings_of(NAMES))

    assert len(finder.spans("storm rain wind storm rain", "en")) == 4
    assert len(finder._matchers["en", "text"]._known) == 1


def test_one_finder_serves_a_query_in_every_language_and_field(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    class CountedFinder(hits.HitFinder):
        def __init__(self, query: str, spellings: Spellings, *, is_typing: bool = False) -> None:
            made.append(query)
            super().__init__(query, spellings, is_typing=is_typing)

    monkeypatch.setattr(hits, "HitFinder", CountedFinder)
    names = NamesAuthority(NAMES.names)

    for _ in range(3):
        for language in ("en", "de", "fr", "ru", "ar", None):
            for field in ("text", "title", "note", "quote"):
                find_hits("The storm", "storm counted once", names, language=language, field=field)

    assert made == ["storm counted once"]


def test_other_names_and_a_word_that_is_being_typed_have_finders_of_their_own() -> None:
    names = NamesAuthority((Name("Storm Petrel", "group", ("Hydrobates",)),))

    assert find_hits("A Hydrobates", '"storm petrel"', names) == [(2, 12)]
    assert find_hits("A Hydrobates", '"storm petrel"', NamesAuthority(())) == []
    assert find_hits("stormy", "stor", names) == []
    assert find_hits("stormy", "stor", names, is_typing=True) == [(0, 6)]


def test_a_snippet_without_hits_is_the_beginning() -> None:
    assert snippet("A short text.", []) == ("A short text.", [])
    assert snippet("", []) == ("", [])


def test_a_snippet_is_on_one_line() -> None:
    text = "One\n\n\n  two\tthree"

    cut, marks = snippet(text, [(0, 3), (8, 11)])

    assert cut == "One two three"
    assert [cut[start:end] for start, end in marks] == ["One", "two"]


_TEXTS = st.text(alphabet="ab AB.\n'-é3,", max_size=300)


@given(_TEXTS, st.sampled_from(["a", "ab", '"a b"', "a*", "ab~", '"a b"~3', "3", "a OR b", "b-a"]))
def test_hits_are_spans_of_the_text_in_order_and_apart(text: str, query: str) -> None:
    spans = find_hits(text, query, NamesAuthority())

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))


@given(_TEXTS, st.integers(10, 200))
def test_a_snippet_is_of_the_text_and_marks_its_hits(text: str, width: int) -> None:
    spans = find_hits(text, "a ab", NamesAuthority())

    cut, marks = snippet(text, spans, width)

    plain = cut.strip("…")
    assert " ".join(plain.split()) in " ".join(text.split())
    assert len(cut) <= width + 2
    for start, end in marks:
        assert 0 <= start < end <= len(cut)
        assert cut[start:end].strip() == cut[start:end]
    if spans and width >= 60:
        assert marks
