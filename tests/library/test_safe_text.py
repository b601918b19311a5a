import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.safe_text import clean, line


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("\x1b]0;aGk=\x07", "\ufffd]0;aGk=\ufffd"),
        ("a\x9b31mb", "a\ufffd31mb"),
        ("a\x7fb\x00c", "a\ufffdb\ufffdc"),
        ("\u202egnp.exe\u202c", "\ufffdgnp.exe\ufffd"),
        ("a\u2066b\u2069", "a\ufffdb\ufffd"),
        ("one\r\ntwo\rthree\x0bfour\x0cfive\x85six\u2028seven", "one\ntwo\nthree\nfour\nfive\nsix\nseven"),
        ("tab\there", "tab\there"),
        ("\ud800 alone", "\ufffd alone"),
        ("no\ufffe\uffff \ufdd0 \ufdef", "no\ufffd\ufffd \ufffd \ufffd"),
        ("\ufdcf\ufdf0\ufffd\U0001ffff", "\ufdcf\ufdf0\ufffd\U0001ffff"),
    ],
)
def test_what_a_terminal_would_obey_is_replaced(hostile: str, harmless: str) -> None:
    assert clean(hostile) == harmless


def test_joiners_and_variation_selectors_stay() -> None:
    text = "👩\u200d🚒 می\u200cخواهم ❤\ufe0f \u200e"

    assert clean(text) == text


def test_a_pile_of_combining_marks_is_thinned_to_eight() -> None:
    assert clean("a" + "\u0363" * 500 + "b") == "a" + "\u0363" * 8 + "b"


def test_text_is_normalized() -> None:
    assert clean("e\u0301") == "é"


@given(st.text(st.characters()))
def test_cleaning_is_idempotent_and_leaves_nothing_forbidden(text: str) -> None:
    cleaned = clean(text)

    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not [c for c in cleaned if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"]


@given(st.text())
def test_a_line_is_one_line_without_white_space_at_its_ends(text: str) -> None:
    single = line(text)

    assert "\n" not in single
    assert single == single.strip()
    assert "  " not in single
