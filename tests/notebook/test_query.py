from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.notebook.entries import Heading, Notebook, entries_of, folded_words
from reader.notebook.query import FIELDS, MAX_LENGTH, NoteQueryError, parse_query
from tests.notebook.entries_made import NOTES, names, note, notebook
from tests.notes.notes_made import LETTERS

TODAY = date(2026, 11, 23)
ALL = {each.id for each in NOTES}


def found(query: str) -> set[str]:
    test = parse_query(query, TODAY).test
    return {*names([each for each in notebook().entries if test(each)])}


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ALL),
        ("river", {"one"}),
        ("RIV", {"one"}),
        ("iver", set()),
        ("river tarn", {"one"}),
        ("river homes", set()),
        ("river OR homes", {"one", "two"}),
        ("marlow river OR homes", {"one", "two"}),
        ("river AND homes", set()),
        ("river AND tarn", {"one"}),
        ('"river rose"', {"one"}),
        ('"rose river"', set()),
        ('"river ros', {"one"}),
        ('"river ros"', set()),
        ("=river", {"one"}),
        ("=riv", set()),
        ("-sea", ALL - {"one", "three", "five"}),
        ("marlow -(river OR homes)", {"six"}),
        ("NOT marlow", {"three", "four", "five"}),
        ("muller", {"three"}),
        ("MÜLLER", {"three"}),
        ("daraa", {"three", "four", "six"}),
        ("contradicts", {"six"}),
        ("link:contradicts", {"six"}),
        ("link:choir", {"six"}),
        ("link:confirms", set()),
        ("note:tarn", {"one"}),
        ("quote:tarn", set()),
        ("quote:river", {"one"}),
        ("tag:sea", {"one", "three", "five"}),
        ("#sea", {"one", "three", "five"}),
        ("tag:=sea", {"one", "three"}),
        ('tag:="sea ice"', {"five"}),
        ('#"to check"', {"one"}),
        ("color:green", {"two"}),
        ("color:gr", {"two"}),
        ("article:flood", {"one", "two", "six"}),
        ("article:choir", {"three", "four"}),
        ("article:gone", {"five"}),
        ("is:orphaned", {"five", "six"}),
        ("is:orph", {"five", "six"}),
        ("is:changed", {"two"}),
        ("is:moved", {"three"}),
        ("is:exact", {"one"}),
        ("is:linked", {"six"}),
        ("-is:orphaned sea", {"one", "three"}),
        ("has:note", {"one", "three", "four"}),
        ("has:quote has:tag -has:note", {"two", "five", "six"}),
        ("has:link", {"six"}),
        ("date:2026-11", {"one", "three", "four", "five"}),
        ("date:2026-10-01", {"two"}),
        ("date:<1w", {"one", "three", "four", "five"}),
        ("date:2026-09..2026-10", {"two"}),
    ],
)
def test_a_query_finds_what_it_asks_for(query: str, ids: set[str]) -> None:
    assert found(query) == ids


@pytest.mark.parametrize(
    "half_typed", ["tag:", "#", "is:", "note:", "-", '"', "(", "date:", "date:20", "river OR", "-(", ")", "OR", "AND"]
)
def test_what_is_half_typed_restricts_nothing_more(half_typed: str) -> None:
    assert found(half_typed) in (ALL, {"one"})
    assert found(f"river {half_typed}") == {"one"}


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("colr:green", "Notes have no field “colr”. Did you mean color:?"),
        ("body:x", "Notes have no field “body”. Did you mean note:?"),
        ("figure:12", "Fields: note, quote, tag"),
        ("is:orfaned", "Did you mean is:orphaned?"),
        ("is:unread", "Choose from orphaned, changed"),
        ("date:2026-13", "There is no month 13. Did you mean date:2026-12?"),
        ("date:tuesday", "is not a date"),
        ("x" * (MAX_LENGTH + 1), "longer than 512"),
        ("a " * 100, "more than 32 terms"),
        ("(" * 200 + "a", "parentheses"),
    ],
)
def test_what_makes_no_sense_is_told_with_what_may_be_meant(query: str, told: str) -> None:
    with pytest.raises(NoteQueryError) as refused:
        parse_query(query, TODAY)

    assert told in str(refused.value)
    assert str(refused.value).endswith((".", "?"))


@given(st.text(LETTERS, max_size=40) | st.text(max_size=40) | st.text('ab:"-()#= ORNTis', max_size=60))
def test_no_query_fails_otherwise_than_with_a_sentence(query: str) -> None:
    with suppress(NoteQueryError):
        assert found(query) <= ALL


@given(st.sampled_from(["river", "sea", "tag:sea", "is:exact", "color:green", '"412 homes"', "has:note"]))
def test_what_a_query_does_not_find_its_negation_finds(query: str) -> None:
    assert found(query) | found(f"-{query}") == ALL
    assert not found(query) & found(f"-{query}")


@given(st.text(LETTERS, max_size=40) | st.text(max_size=40))
def test_words_are_folded_alike_whether_alone_or_in_a_text(text: str) -> None:
    for word in folded_words(text).split():
        assert f" {word} " in folded_words(f"before {text} after")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dara'a’s wall", " daraas wall "),
        ("ÅNGSTRÖM café", " angstrom cafe "),
        ("al-Nusra 3,033", " al nusra 3 033 "),
        ("中国 text", " 中 国 text "),
        ("…—!", ""),
        ("", ""),
    ],
)
def test_a_text_is_folded_to_words(text: str, words: str) -> None:
    assert folded_words(text) == words


def test_an_article_is_found_by_its_id_where_no_word_of_its_title_is_it() -> None:
    book = Notebook(entries_of([note("one", "2020-03-02-flood-412"), note("two", "2020-03-02-flood-413")], {}))
    for each in book.entries:
        each.heading = Heading(each.annotation.article, "Another title")
    test = parse_query("article:2020-03-02-flood-412", TODAY).test

    assert names([each for each in book.entries if test(each)]) == ["one"]


@pytest.mark.parametrize(
    ("query", "needs_places"),
    [
        ("is:orphaned", True),
        ("-is:moved", True),
        ("sea (river OR is:exact)", True),
        ("is:linked sea", False),
        ("", False),
    ],
)
def test_only_a_query_for_states_needs_the_places_of_all_notes(query: str, needs_places: bool) -> None:
    assert parse_query(query, TODAY).needs_places is needs_places


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_field_explains_itself_and_its_example_is_a_query(field: object) -> None:
    name, told, example = field.name, field.help, field.example  # type: ignore[attr-defined]

    assert told
    assert not told.endswith(".")
    for each in example.split(", "):
        parse_query(each, TODAY)
        assert each.startswith((f"{name}:", "#"))
