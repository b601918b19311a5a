"""Spans of days as a query writes them."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.periods import PeriodError, pack_date, parse_period, unpack_date

TODAY = date(2026, 11, 22)


def days(first: str | None, last: str | None) -> tuple[int | None, int | None]:
    return (
        date.fromisoformat(first).toordinal() if first else None,
        date.fromisoformat(last).toordinal() if last else None,
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016-12", "2016-12-01", "2016-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016-12-05", "2016-12-05", "2016-12-05"),
        ("2016/12/05", "2016-12-05", "2016-12-05"),
        ("2016-1-5", "2016-01-05", "2016-01-05"),
        ("2016-12-05T10:00:00Z", "2016-12-05", "2016-12-05"),
        ("2016-12-01..2016-12-15", "2016-12-01", "2016-12-15"),
        ("2015..2016-03", "2015-01-01", "2016-03-31"),
        ("..2016", None, "2016-12-31"),
        ("2016..", "2016-01-01", None),
        ("today", "2026-11-22", "2026-11-22"),
        ("yesterday", "2026-11-21", "2026-11-21"),
        ("<2w", "2026-11-08", None),
        ("<3d", "2026-11-19", None),
        ("<1m", "2026-10-22", None),
        ("<1y", "2025-11-22", None),
        (">1y", None, "2025-11-21"),
        (">=1y", None, "2025-11-22"),
        ("<2016", None, "2015-12-31"),
        ("<=2016-05", None, "2016-05-31"),
        (">2016-05", "2016-06-01", None),
        (">=2016-05", "2016-05-01", None),
    ],
)
def test_a_period_is_read(text: str, first: str | None, last: str | None) -> None:
    period = parse_period(text, TODAY)

    assert (period.first, period.last) == days(first, last)
    assert not period.unfinished


@pytest.mark.parametrize(
    "text", ["", "2", "20", "201", "2016-", "2016-0", "2016-12-", "<", "<2", "2016..2", "..", "tod", ">20"]
)
def test_half_a_date_is_unfinished_and_no_error(text: str) -> None:
    period = parse_period(text, TODAY)

    assert period.unfinished or (period.first, period.last) == (None, None)


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("2016-13-45", "2016-12"),
        ("2016-00-10", "2016-01"),
        ("2016-02-30", "2016-02-29"),
        ("2016-12-00", "2016-12-01"),
        ("2016..2015", "2015..2016"),
        ("10000000000", "1000"),
        ("10000000000..", "1000.."),
        ("2016..2016-13", "2016..2016-12"),
        ("0000", "0001"),
        ("soon", None),
        ("<x", None),
        ("15.12.2016", None),
    ],
)
def test_an_impossible_date_is_a_sentence_with_the_nearest(text: str, proposal: str | None) -> None:
    with pytest.raises(PeriodError) as caught:
        parse_period(text, TODAY)

    assert str(caught.value)
    assert caught.value.proposal == proposal


def test_a_month_back_from_its_last_day_ends_on_the_last_day_there_is() -> None:
    period = parse_period("<1m", date(2026, 3, 31))

    assert period.first == date(2026, 2, 28).toordinal()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016-12", "2016-12-01", "2016-12-31"),
        ("2016-12-15T21:02:18+03:00", "2016-12-15", "2016-12-15"),
        ("9999", "9999-01-01", "9999-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_a_date_is_packed_as_precise_as_it_is(text: str, first: str, last: str) -> None:
    assert unpack_date(pack_date(text)) == days(first, last)


@pytest.mark.parametrize("text", [None, "", "soon", "16", "2016-13", "2016-02-30", "²⁰¹⁶", "20160", "2016-xx"])
def test_what_is_no_date_is_packed_as_none(text: str | None) -> None:
    assert pack_date(text) == 0


@given(st.text(alphabet="0123456789-/.<>=dwmytoday", max_size=24))
def test_any_text_is_a_period_or_a_sentence(text: str) -> None:
    with contextlib.suppress(PeriodError):
        period = parse_period(text, TODAY)
        assert period.first is None or period.first >= 1


@given(st.dates())
def test_packing_keeps_the_day(day: date) -> None:
    assert unpack_date(pack_date(day.isoformat())) == (day.toordinal(), day.toordinal())
