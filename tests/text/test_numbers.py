"""Numbers as terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.numbers import number_form, number_value


@pytest.mark.parametrize(
    ("text", "language", "form"),
    [
        ("3033", "en", "3033"),
        ("3,033", "en", "3033"),
        ("3 033", "en", "3033"),
        ("3\u00a0033", "fr", "3033"),
        ("3’033", "de", "3033"),
        ("3.033", "de", "3033"),
        ("3.033", "en", "3.033"),
        ("3,033", "de", "3.033"),
        ("1,234,567", "en", "1234567"),
        ("1.234.567", "en", "1234567"),
        ("1,234.50", "en", "1234.5"),
        ("1.234,50", "de", "1234.5"),
        ("78.5", "en", "78.5"),
        ("78,5", "en", "78.5"),
        ("78.50", "en", "78.5"),
        ("2.0", "en", "2"),
        ("15.12.2016", "en", None),
        ("1.2.3", "en", None),
        ("12,34,56", "en", None),
        ("12,50,000", "en", "1250000"),
        ("१२,५०,०००.५०", "hi", "1250000.5"),
        ("٣٥٬٠٠٠٫٥", "ar", "35000.5"),
        ("1,234.567,890", "en", None),
        ("007", "en", "007"),
    ],
)
def test_a_number_has_one_form_however_it_is_written(text: str, language: str, form: str | None) -> None:
    assert number_form(text, language) == form


@given(st.integers(0, 10**15))
def test_grouping_changes_no_number(number: int) -> None:
    grouped = f"{number:,}"

    assert number_form(grouped, "en") == str(number)
    assert number_form(grouped.replace(",", " "), "fr") == str(number)
    assert number_value(str(number)) == number


@pytest.mark.parametrize("form", ["", "abc", "3.", "1" * 19, "٣", "1e5", "-3"])
def test_what_is_no_canonical_number_has_no_value(form: str) -> None:
    assert number_value(form) is None
