"""The form in which words are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ALEPPO", "aleppo"),
        ("Müller", "muller"),
        ("STRASSE", "straße"),
        ("Dara'a", "Daraa"),
        ("Dara’a", "Dara'a"),
        ("ʿAzaz", "Azaz"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("Ørsted", "orsted"),
        ("ﬁre", "fire"),
        ("ёлка", "елка"),
        ("النصرة", "نصرة"),
        ("قَاتَلَ", "قاتل"),
        ("أحمد", "احمد"),
        ("٣٠٣٣", "3033"),
        ("می\u200cروم", "میروم"),
    ],
)
def test_what_differs_only_in_writing_has_one_form(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("aleppo", "aleppa"), ("han", "hand"), ("한국", "한"), ("हिन्दी", "हिन्द")])
def test_what_is_another_word_stays_another(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=40))
def test_folding_ends_and_leaves_no_capital(text: str) -> None:
    folded = fold(text)

    assert folded == folded.casefold() or not folded.isascii()
    assert "'" not in folded
