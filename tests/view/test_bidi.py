import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.view.arabic_forms import HIDDEN, shaped
from reader.view.bidi import is_right_to_left, ordered, ordered_parts, visual_runs
from reader.view.cells import StyledText
from reader.view.one_line import lines_of, one_line


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("אבג", "גבא"),
        ("abc אבג", "abc גבא"),
        ("אב abc גד", "דג abc בא"),
        ("אב 123, 45% גד", "דג 45% ,123 בא"),
        ("אב (גד) «הו»", "«וה» (דג) בא"),
        ("סוף.", ".ףוס"),
        ("abc (אב) def", "abc (בא) def"),
        ("אב\u05b8ג", "גב\u05b8א"),
        ("تم 12/2016 في", "يف 12/2016 مت"),
        ("١٢٣ كم", "مك ١٢٣"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_letters_stand_as_a_reader_of_the_script_expects_them(text: str, seen: str) -> None:
    assert ordered(text) == seen


def test_a_line_that_begins_with_latin_has_the_direction_of_its_paragraph() -> None:
    assert ordered("Reuters אמר", from_right=True) == "רמא Reuters"
    assert ordered("Reuters אמר", from_right=False) == "Reuters רמא"


def test_every_letter_keeps_its_look() -> None:
    parts = [StyledText("אב", "hit"), StyledText("ג abc", "")]

    assert ordered_parts(parts) == [("abc", ""), (" ג", ""), ("בא", "hit")]


@pytest.mark.parametrize(("text", "is_right"), [("12 אב", True), ("a אב", False), ("123", False), ("", False)])
def test_the_first_letter_tells_the_direction(text: str, *, is_right: bool) -> None:
    assert is_right_to_left(text) is is_right


@given(st.text(alphabet="אבتلاab 12١,.()[]\u0651\u200d-", max_size=40), st.booleans())
def test_every_offset_stands_on_the_line_once(text: str, from_right: bool) -> None:
    seen = [at for run in visual_runs(text, from_right=from_right) for at in range(run.start, run.end)]

    assert sorted(seen) == list(range(len(text)))


@given(st.text(alphabet="السلامعليكمپگیه\u064e\u0640\u200c\u200d ab", max_size=30))
def test_forms_take_the_place_of_their_letters(text: str) -> None:
    assert len(shaped(text)) == len(text)


@pytest.mark.parametrize(
    ("word", "drawn"),
    [
        ("بيت", "\ufe91\ufef4\ufe96"),
        ("لا", "\ufefb" + HIDDEN),
        ("سلام", "\ufeb3\ufefc" + HIDDEN + "\ufee1"),
        ("الله", "\ufe8d\ufedf\ufee0\ufeea"),
        ("ورد", "\ufeed\ufead\ufea9"),
        ("گل", "\ufb94\ufede"),
        ("بَت", "\ufe91\u064e\ufe96"),
    ],
)
def test_letters_have_the_forms_that_their_neighbors_give_them(word: str, drawn: str) -> None:
    assert shaped(word) == drawn


@pytest.mark.parametrize("picture", ["👩\u200d👩\u200d👧", "🏳\ufe0f\u200d🌈", "क्\u200dष"])
def test_a_joiner_that_no_arabic_letter_is_beside_is_left_where_it_is(picture: str) -> None:
    assert shaped(f"مدينة {picture} مدينة").split()[1] == picture


def test_a_row_from_right_to_left_stands_at_the_right_with_its_hits() -> None:
    row = [StyledText("שלום ", ""), StyledText("abc", "hit")]

    assert one_line(row, 10) == [("  ", ""), ("abc", "hit"), (" םולש", "")]
    assert one_line(row, 10, orders=False) == [("  ", ""), ("שלום ", ""), ("abc", "hit")]
    assert one_line([StyledText("plain", "")], 10) == [("plain", "")]


@pytest.mark.parametrize(
    ("facts", "seen"),
    [
        ("שלום · 16 Dec 2016 · 3 min", "3 min · 16 Dec 2016 · םולש"),
        ("Harbor · שלום · 16 Dec", "Harbor · םולש · 16 Dec"),
        ("שלום · 2016 · אב (ג)", "(ג) בא · 2016 · םולש"),
        ("שלום ·", "· םולש"),
        ("שלום · Harbor א ·", "· Harbor א · םולש"),
        ("· שלום · 3 min", "3 min · םולש ·"),
    ],
)
def test_each_fact_of_a_line_is_ordered_by_itself(facts: str, seen: str) -> None:
    parts = [StyledText(letter, str(at % 3)) for at, letter in enumerate(facts)]

    assert "".join(part.text for part in one_line(parts)) == seen


def test_a_wrapped_text_has_the_direction_that_it_begins_with() -> None:
    rows = lines_of([StyledText("שלום Reuters said אבג", "")], 12, 4)

    assert ["".join(part.text for part in row) for row in rows] == ["Reuters םולש", "    גבא said"]
