"""Widths of text: what is measured without Rich is what Rich draws."""

import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from reader.view.cells import (
    NARROW,
    StyledText,
    advances,
    cell_width,
    cut,
    fitted,
    fitted_list,
    fitted_parts,
    folded,
    hung,
    most_advances,
    most_cells,
    text_of,
    with_small_marks,
    wrapped,
)  # fmt: skip

# What the articles hold: scripts, marks, joined emoji, flags, skin tones, signs of the list.
_PIECES = [
    "Aleppo", "“105 quarters”", "…", "№", "Ärzte", "e\u0301", "o\u0302\u0323", "Алеппо", "й", "حلب", "مُحَمَّد", "لا",
    "می\u200cخواهم", "שָׁלוֹם", "한국", "\u1112\u1161\u11ab", "日本", "ﾊﾝｶｸ", "，", "คำ", "กี่", "हिन्दी", "क्\u200dष", "👍🏽",
    "👨\u200d👩\u200d👧", "❤\ufe0f", "☀", "1\ufe0f\u20e3", "🇸🇾", "🏳\ufe0f\u200d🌈", "●", "★ ", "✎ 3", "▌", "█", "·",
    "→", "⇅", "\u00ad", "\u2060", "\ufe0f", "\u200d", " ", "\u00a0",
]  # fmt: skip
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)
_ASSIGNED = st.characters(exclude_categories=["Cn", "Cs", "Cc", "Co"])


@given(_TEXTS | st.text(_ASSIGNED, max_size=20))
@example("👨\u200d👩\u200d👧 ❤\ufe0f")
def test_a_text_is_as_wide_as_rich_draws_it(text: str) -> None:
    assert cell_width(text) == cell_len(text)


@pytest.mark.parametrize("plane", range(3))
def test_every_character_is_as_wide_as_rich_draws_it(plane: int) -> None:
    wrong = [
        hex(code)
        for code in range(plane << 16, min((plane + 1) << 16, sys.maxunicode))
        if unicodedata.category(chr(code)) not in {"Cn", "Cs", "Cc", "Co"}
        and cell_width(chr(code)) != get_character_cell_size(chr(code))
    ]

    assert wrong == []


def test_what_is_taken_for_narrow_is_narrow() -> None:
    narrow = [character for character in map(chr, range(0x3000)) if NARROW.match(character)]

    assert len(narrow) > 1_000
    assert {get_character_cell_size(each) for each in narrow if unicodedata.category(each) != "Cn"} == {1}


@given(_TEXTS)
def test_each_character_adds_its_part_to_the_width(text: str) -> None:
    assert len(advances(text)) == len(text)
    assert sum(advances(text)) == cell_width(text)


@given(_TEXTS, st.integers(-1, 30))
def test_a_cut_text_fits_and_is_as_long_as_can_be(text: str, width: int) -> None:
    shown = cut(text, width)

    assert text.startswith(shown)
    assert cell_width(shown) <= max(0, width)
    assert len(shown) == len(text) or most_cells(shown) + 2 > width or most_cells(text) > width


@given(_TEXTS, st.integers(0, 30))
def test_a_text_is_fitted_into_its_cells(text: str, width: int) -> None:
    shown = fitted(text, width)

    assert most_cells(shown) <= width
    assert shown == text or shown.endswith("…") or width == 0


@given(_TEXTS, st.integers(2, 30), st.integers(1, 4))
def test_a_folded_text_has_its_lines_and_each_fits(text: str, width: int, lines: int) -> None:
    rows = folded(text, width, lines)

    assert len(rows) == lines
    assert all(cell_width(row) <= width for row in rows)


@given(_TEXTS, st.integers(2, 30))
def test_wrapped_text_loses_nothing_but_white_space(text: str, width: int) -> None:
    lines = wrapped([StyledText(text, "look")], width, 1_000)

    assert all(sum(cell_width(part.text) for part in line) <= width for line in lines)
    assert "".join(text_of(lines).split()) == "".join(with_small_marks(text).split())


def test_a_text_of_marks_alone_is_cut_too() -> None:
    assert len(cut("e" + "\u0301" * 10_000, 2)) < 200


@pytest.mark.parametrize(
    ("text", "width"),
    [("one\n\nthree", 10), ("one\n\n\n\nfive", 10), ("\n\n\n\nfive", 10), ("wide 漢字", 1), ("a b c", 1)],
)
def test_the_sign_of_a_cut_looks_like_the_text_even_on_an_empty_line(text: str, width: int) -> None:
    lines = wrapped([StyledText(text, "body")], width, 2)

    assert [part.look for line in lines for part in line if part.look != "body"] == []
    assert lines[-1][-1].text == "…"


@pytest.mark.parametrize(
    ("width", "shown"),
    [(40, "words, author:name, date:2016 …"), (30, "words, author:name …"), (12, "words …"), (5, "word…"), (0, "")],
)
def test_a_list_of_examples_loses_whole_examples(width: int, shown: str) -> None:
    assert fitted_list("words, author:name, date:2016 …", width) == shown


def test_of_the_foot_of_a_box_the_last_part_stays() -> None:
    assert fitted_parts("Enter opens · d forgets · Esc closes", 26) == "Enter opens · Esc closes"
    assert fitted_parts("Enter opens · d forgets · Esc closes", 12) == "Esc closes"


def test_a_wrapped_quotation_has_footnotes_as_the_page_draws_them() -> None:
    parts = [StyledText("The report[^12] says so.", "quote")]

    assert text_of(wrapped(parts, 12, 9)) == "The report¹²\nsays so."


@pytest.mark.parametrize(("text", "least", "most"), [("का", 1, 2), ("घाटी", 2, 4), ("👨\u200d👩", 2, 4), ("é日", 3, 3)])
def test_what_terminals_make_of_a_text_is_known_at_both_ends(text: str, least: int, most: int) -> None:
    assert (cell_width(text), most_cells(text)) == (least, most)
    assert sum(most_advances(text)) == most
    assert text_of(wrapped([StyledText(f"{text} {text}", "")], most, 9)) == f"{text}\n{text}"


def test_a_hanging_text_goes_on_below_its_beginning() -> None:
    assert hung("one two three four", 12, 3) == "one two\n   three\n   four"


@pytest.mark.parametrize("width", range(8, 30))
def test_no_line_begins_with_the_dot_between_two_facts(width: int) -> None:
    facts = "City Paper · 5 Mar 2019 · 1 min · 1 day later"

    for lines in (text_of(wrapped([StyledText(facts, "")], width, 20)).split("\n"), folded(facts, width, 20)):
        assert not [each for each in lines if each.startswith("·")]


def test_a_word_and_the_sign_behind_it_in_another_look_stay_on_one_line() -> None:
    parts = [StyledText("closed on 6 ", ""), StyledText("August", "mark"), StyledText("; it was", "")]

    lines = wrapped(parts, 18, 9)

    assert text_of(lines) == "closed on 6\nAugust; it was"
