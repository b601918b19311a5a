"""The rows of the list: of one height, under the headings of their months."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.view.list_model import Divider, RowPlaces, Snippet, hit_dividers, month_headings
from reader.view.phrases import day_in_month, short_path


@given(
    st.integers(1, 60),
    st.integers(1, 5),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 4)), max_size=8, unique_by=lambda each: each[0]),
)
def test_every_line_is_of_one_row_or_divider_and_every_row_is_whole(
    count: int, height: int, parted: list[tuple[int, int]]
) -> None:
    dividers = [Divider(index, "", tall) for index, tall in sorted(parted) if index < count]
    places = RowPlaces(count, height, dividers)

    drawn = [places.place_of(line) for line in range(places.lines)]
    assert [each for each in drawn if each[0] is not None] == [
        (r, part) for r in range(count) for part in range(height)
    ]
    between = [(places.divider_at(at), part) for at, (row, part) in enumerate(drawn) if row is None]
    assert between == [(each, part) for each in dividers for part in range(each.height)]
    for row in range(count):
        first, last = places.lines_of(row)
        inside = {drawn[line][0] for line in range(first, last + 1)}
        assert row in inside
        assert inside <= {row, None}
        assert (drawn[first][0] is None) == (row in {each.index for each in dividers})


def test_a_snippet_has_footnotes_as_the_page_draws_them_and_its_hits_where_they_are() -> None:
    text = "It fell[^1], the army[^note] said of the wall.[^22]"
    hits = tuple((text.index(word), text.index(word) + len(word)) for word in ("army", "wall"))

    drawn = Snippet(text, hits).drawn()

    assert drawn.text == "It fell¹, the army* said of the wall.²²"
    assert [drawn.text[start:end] for start, end in drawn.marks] == ["army", "wall"]


def test_headings_stand_before_the_first_row_of_their_month() -> None:
    headings = month_headings([("2016-12", 3), ("2016", 1), ("2015-01", 2), ("", 4)])

    assert [(each.index, each.text) for each in headings] == [
        (0, "December 2016"), (3, "2016"), (4, "January 2015"), (6, "No date")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("date", "shown"),
    [("2016-12-17", "Sat 17"), ("2016-12-07T23:10:00", "Wed 7"), ("2016-12", ""), ("2016", ""), (None, "")],
)
def test_under_its_month_a_date_is_a_day(date: str | None, shown: str) -> None:
    assert day_in_month(date) == shown


def test_hits_by_date_stand_under_their_months_which_begin_anew_after_those_with_all_words() -> None:
    dates = ["2016-12-20", "2016-12-01", "2016", "", "2016-12-05"]

    dividers = hit_dividers(5, 4, "Some of the words:", dates)

    assert [(each.index, each.text) for each in dividers] == [
        (0, "December 2016"), (2, "2016"), (3, "No date"), (4, "Some of the words:"), (4, "December 2016")
    ]  # fmt: skip
    places = RowPlaces(5, 4, dividers)
    assert places.lines == 5 * 4 + 4 * 1 + 4
    assert [places.place_of(line)[0] for line in (0, 1, 9, 14, 19, 22, 23, 24)] == [
        None,
        0,
        None,
        None,
        None,
        None,
        None,
        4,
    ]
    assert hit_dividers(5, 5, "", ()) == []
    assert [each.index for each in hit_dividers(5, 0, "None has all.", ())] == [0]


@pytest.mark.parametrize(
    ("path", "shown"), [("/home/ida/notes", "~/notes"), ("/home/idaho/x", "/home/idaho/x"), ("/srv/x", "/srv/x")]
)
def test_a_path_is_shown_with_the_own_folder_as_a_tilde(path: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ida")

    assert short_path(Path(path)) == shown
