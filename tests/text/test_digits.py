"""Decimal digits of all scripts."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.digits import fold_digits


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("١٢", "12"),
        ("۱۲۵", "125"),
        ("१२५", "125"),
        ("１２５", "125"),
        ("٣٬٠٣٣ و ٧٨٫٥٪", "3,033 و 78.5%"),
        ("km² ① ½ Ⅻ 十二", "km² ① ½ Ⅻ 十二"),
        ("", ""),
    ],
)
def test_decimal_digits_and_the_signs_of_arabic_numbers_become_ascii(text: str, folded: str) -> None:
    assert fold_digits(text) == folded


def test_every_decimal_digit_of_unicode_is_folded_by_its_value() -> None:
    digits = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Nd"]

    folded = fold_digits("".join(digits))

    assert folded == "".join(str(unicodedata.decimal(digit)) for digit in digits)


@given(st.text())
def test_one_code_point_stands_for_one_and_folding_again_changes_nothing(text: str) -> None:
    folded = fold_digits(text)

    assert len(folded) == len(text)
    assert fold_digits(folded) == folded
    assert all(
        one == other for one, other in zip(text, folded, strict=True) if not one.isdecimal() and one not in "٪٫٬"
    )
