"""Passages that articles share, and same claim about one day in other words."""

from pathlib import Path

import pytest

from reader.related.articles import ArticleFacts
from tests.related.articles_made import evidence, store_of

DAYS = ("March 3", "March 9", "April 1", "April 20", "May 2")


def claims(folder: Path, one: str, other: str) -> list[str]:
    """Return what is said to be said of the same day in both, and make sure that it is the same both ways."""
    store = store_of(folder, [ArticleFacts(id="one", text=one), ArticleFacts(id="other", text=other)])
    found = [each.text for each in evidence(store, "one", "other", "passage") if "same claim" in each.text]
    back = [each.text for each in evidence(store, "other", "one", "passage") if "same claim" in each.text]
    assert len(found) == len(back)
    return found


def test_no_more_than_three_days_are_said_the_same_of(tmp_path: Path) -> None:
    one = " ".join(f"On {day} the ferry of Port Marrow stopped because storms broke masts." for day in DAYS)
    other = " ".join(f"Storms stopped Port Marrow ferry and masts broke on {day}." for day in DAYS)

    assert [each.split(": ")[0] for each in claims(tmp_path, one, other)] == [
        f"same claim about {day}" for day in DAYS[:3]
    ]


def test_what_is_copied_anyway_is_not_told_again_as_said_of_a_day(tmp_path: Path) -> None:
    text = "On March 3 the ferry of Port Marrow stopped because storms broke masts and nobody could cross the river."

    assert claims(tmp_path, f"{text} It was cold.", f"{text} It was late.") == []


def test_articles_that_are_related_but_of_no_one_event_may_say_the_same_of_a_day(tmp_path: Path) -> None:
    one = "On March 3 the ferry of Port Marrow stopped because storms broke masts. Bakers sold rye bread, cakes, rolls."
    other = "Storms stopped Port Marrow ferry and masts broke on March 3. Chess players met, queens fell, knights won."
    store = store_of(tmp_path, [ArticleFacts(id="one", text=one), ArticleFacts(id="other", text=other)])

    assert evidence(store, "one", "other", "event") == ()
    assert [each.text for each in evidence(store, "one", "other", "passage")] == [
        "same claim about March 3: ferry · Port · Marrow · stopped"
    ]


def test_the_day_in_a_title_that_is_cited_is_nothing_that_both_say(tmp_path: Path) -> None:
    title = "Storms stopped the Port Marrow ferry, March 3"
    cited = ArticleFacts(id="one", title=title, text="On March 3 the ferry of Port Marrow stopped because of storms.")
    citing = ArticleFacts(id="other", title="Ferries", text=f"Read of masts in: {title}. Chess players met.")
    store = store_of(tmp_path, [cited, citing])

    for one, other in (("one", "other"), ("other", "one")):
        assert not [each for each in evidence(store, one, other, "passage") if "same claim" in each.text]


@pytest.mark.parametrize(("year", "is_said"), [("١٩٩٩", True), ("1999", True), ("٢٠٠١", False)])
def test_the_year_of_a_day_is_read_in_any_digits(tmp_path: Path, year: str, is_said: bool) -> None:
    one = "On March 3, 1999 the ferry of Port Marrow stopped because storms broke masts."
    other = f"Storms stopped Port Marrow ferry and masts broke on March 3, {year}."

    assert bool(claims(tmp_path, one, other)) == is_said


@pytest.mark.parametrize(("count", "is_passage"), [(11, False), (15, False), (16, True), (40, True)])
def test_few_words_in_a_row_are_a_manner_of_speaking(tmp_path: Path, count: int, is_passage: bool) -> None:
    shared = " ".join(f"reed{number}" for number in range(count))
    own = [" ".join(f"{word}{number}" for number in range(60)) for word in ("mill", "stone")]
    entries = [ArticleFacts(id=f"t{number}", text=f"{text} {shared} {text[:40]}") for number, text in enumerate(own)]

    assert bool(evidence(store_of(tmp_path, entries), "t0", "t1", "passage")) == is_passage
