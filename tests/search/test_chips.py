"""What narrows a query, taken from its text and put back into it."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.chips import drop_chip, drop_dates, find_chips, narrow
from reader.search.parser import parse

PIECES = (
    "storm", '"high water"', "-rain", "OR", "(a b)", "site:ledger", 'tag:="air war"', "-is:read", "#news", "~", '"open',
    "date:2016-12", "date:<2w", "NOT lang:ar", "title:(x y)", "figure:3..4", "figure:", "x:y", "(", ")",
)  # fmt: skip
QUERIES = st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("storm", []),
        ("storm site:ledger", ["site ledger"]),
        ('site:="Daily Ledger" date:2016-12..2017-01', ["site Daily Ledger", "date 2016-12..2017-01"]),
        ("#news -is:read NOT lang:ar", ["tag news", "not is read", "not lang ar"]),
        ("figure:>500", ["figure >500"]),
        # What does not hold for the whole query is no chip.
        ("(site:a b)", []),
        ("site:a OR site:b", []),
        ("storm OR tag:x", []),
        ("title:(a b)", []),
        # Half-typed.
        ("site:", []),
        ("-site:", []),
        ('site:"open', ["site open"]),
    ],
)
def test_the_chips_of_a_query(query: str, labels: list[str]) -> None:
    assert [chip.label for chip in find_chips(query)] == labels


@pytest.mark.parametrize(
    ("query", "narrowing", "told"),
    [
        ("", "lang:en", "lang:en"),
        ("storm", 'site:="A B"', 'storm site:="A B"'),
        ('storm site:="A B"', 'site:="A B"', "storm"),
        ("storm date:2016-12", "date:2017-01", "storm date:2017-01"),
        ("storm date:2016-12", "date:2016-12", "storm"),
        # Behind an open quote it would be part of the phrase; behind an OR, a choice.
        ('storm "high wa', "lang:en", 'lang:en storm "high wa'),
        ("storm OR", "lang:en", "lang:en storm OR"),
    ],
)
def test_a_facet_narrows_and_widens(query: str, narrowing: str, told: str) -> None:
    assert narrow(query, narrowing) == told


def test_dates_are_parted_from_a_query() -> None:
    assert drop_dates("storm date:2016-12 rain") == ("storm rain", "2016-12")
    assert drop_dates("storm -date:2016-12") == ("storm", "")
    assert drop_dates("storm first:2016") == ("storm first:2016", "")


@settings(max_examples=300)
@given(QUERIES)
def test_a_chip_comes_off_and_the_others_stay(query: str) -> None:
    found = find_chips(query)
    for at, chip in enumerate(found):
        left = find_chips(drop_chip(query, chip))
        assert [each.label for each in left] == [each.label for other, each in enumerate(found) if other != at]


@settings(max_examples=300)
@given(QUERIES)
def test_what_narrows_is_a_chip_and_taken_off_leaves_the_query_as_it_was(query: str) -> None:
    narrower = narrow(query, 'name:"Zed"')

    (chip,) = [each for each in find_chips(narrower) if each.label == "name Zed"]
    # An OR that joins nothing may have had to go.
    assert drop_chip(narrower, chip) in {query.strip(), re.sub(r"\A(OR\s*)+", "", query.strip())}
    if parse(query, date(2020, 1, 1)).problem is None:
        assert parse(narrower, date(2020, 1, 1)).problem is None


@given(st.text(max_size=80))
def test_no_text_is_too_strange_for_chips(text: str) -> None:
    for chip in find_chips(text):
        assert 0 <= chip.start < chip.end <= len(text)
        assert drop_chip(text, chip) != text
