"""Lines of a PDF from right to left: glyphs where a page shows them, in the order in which the library gives them."""

import pytest

from reader.ingest.formats.pdf_direction import Glyph, has_letters_from_right, stretches, with_marks

ALEF_WITH_HAMZA = "\u0623"


def shown(visual: str, joined: str = "") -> list[Glyph]:
    """Return the glyphs of what stands on a line from left to right, the last one first; `_` is a wide gap.

    Where the two letters *joined* stand beside each other, one sign is drawn for them.
    """
    found: list[Glyph] = []
    x = 50.0
    for letter in visual.replace(joined, "\x01") if joined else visual:
        for each in joined if letter == "\x01" else letter:
            if each not in " _":
                found.append(Glyph(each, x, 100, x + 6, 112, 12))
        x += {" ": 4.0, "_": 40.0}.get(letter, 6.0)
    return found[::-1]


def read(visual: str, joined: str = "", *, is_rtl: bool = False) -> list[str]:
    return [each.text for each in stretches(shown(visual, joined), 0.95, is_rtl=is_rtl)]


@pytest.mark.parametrize(
    ("visual", "text"),
    [
        ("בוט רפס", "ספר טוב"),
        ("2016 רבמצדב 15-ב", "ב-15 בדצמבר 2016"),
        ("רתכ 12,400-ל", "ל-12,400 כתר"),
        ("םה (Alder) םירפכה ןמ", "מן הכפרים (Alder) הם"),
        ("םה )Alder( םירפכה ןמ", "מן הכפרים (Alder) הם"),
        ("לש The Lock ןותיעה םויה רופיס", "סיפור היום העיתון The Lock של"),
        ("2016/12/15 םויב", "ביום 2016/12/15"),
        ("412% ,ןכ", "כן, 412%"),
        ("%3.5 يأ", "أي 3.5%"),
        ("123-11-963+ فتاه", "هاتف +963-11-123"),
        ("وه )Alder, 2016( روهشملا هباتك بتك", "كتب كتابه المشهور (Alder, 2016) هو"),
        ("و )”معن“( لاق", "قال (“نعم”) و"),
        ("ב .1", "1. ב"),
        ("said תיבה the builder Nora Lind", "said הבית the builder Nora Lind"),
        ("said הלודגה תיבה the builder Nora Lind", "said הבית הגדולה the builder Nora Lind"),
    ],
)
def test_a_line_is_read_as_it_is_seen_with_its_numbers_names_and_brackets(visual: str, text: str) -> None:
    assert read(visual) == [text]


def test_a_line_with_more_latin_letters_is_read_as_its_page_is() -> None:
    assert read("לש The Lock Review ןותיעה", is_rtl=True) == ["העיתון The Lock Review של"]


def test_a_line_of_a_page_in_latin_letters_is_read_from_left_to_right_unless_most_of_it_is_not() -> None:
    assert read("The תיבה לודגה is the house in") == ["The הגדול הבית is the house in"]
    assert read("A הלודגה תיבה") == ["הבית הגדולה A"]


def test_marks_of_vowels_stand_on_the_letters_over_which_they_are_drawn() -> None:
    lines = [shown("בא"), shown("דג")]
    lines[1] = [each._replace(top=each.top + 20, bottom=each.bottom + 20) for each in lines[1]]
    marks = [Glyph("\u05b8", 57, 102, 60, 114, 12), Glyph("\u05b0", 51, 122, 54, 134, 12)]

    marked = with_marks(lines, marks)

    assert [next(stretches(line, 0.95, is_rtl=True)).text for line in marked] == ["א\u05b8ב", "גד\u05b0"]


def test_letters_that_are_drawn_as_one_sign_stand_in_the_order_in_which_they_are_said() -> None:
    # “the first” and “no”: for a lam and an alef one sign is drawn.
    assert read("لوأ\u0644ا", ALEF_WITH_HAMZA + "\u0644") == ["الأول"]
    assert read("اًدح\u0644ا", "\u0644ا") == ["لاحدًا"]
    assert read("لا", "لا") == ["لا"]
    assert read("ال", "ال") == ["لا"]


def emitted(*words: str) -> list[Glyph]:
    """Return the glyphs of *words*, which stand from right to left, a space between them.

    Each word is given with its letters in the order in which they come: those behind `<` as they are seen from the
    left, those behind `>` as they are said.
    """
    found: list[Glyph] = []
    right = 550.0
    for word in words:
        letters = word[1:]
        for at, letter in enumerate(letters, 1):
            left = right - 6 * (at if word[0] == ">" else len(letters) + 1 - at)
            found.append(Glyph(letter, left + 1, 100, left + 4, 112, 12))
        found.append(Glyph(" ", 0, 0, 0, 0, 0))
        right -= 6 * len(letters) + 4
    return found


@pytest.mark.parametrize(
    ("words", "text"),
    [
        # As Chromium 156 writes "the authorities said that the gates do not open": lam and alef are one sign.
        (("<\u062a\u0644\u0627\u0642", "<\u0627\u0644", "<\u062d\u062a\u0641\u062a"), "قالت لا تفتح"),
        ((">\u0642\u0627\u0644\u062a", "<\u0627\u0644", ">\u062a\u0641\u062a\u062d"), "قالت لا تفتح"),
        (("<\u0627\u0644\u0648", ">\u0623\u062d\u062f"), "ولا أحد"),
    ],
)
def test_words_that_come_as_they_are_said_and_as_they_are_seen_are_read_alike(
    words: tuple[str, ...], text: str
) -> None:
    assert [each.text for each in stretches(emitted(*words), 0.95, is_rtl=True)] == [text]


def test_a_word_of_which_parts_come_as_they_are_seen_is_read_from_right_to_left() -> None:
    glyphs = emitted(">\u0642\u0627\u0631\u0628\u0627", ">\u0623\u062d\u062f")

    (stretch,) = stretches([*glyphs[3::-1], *glyphs[4:]], 0.95, is_rtl=True)

    assert stretch.text == "قاربا أحد"


def test_what_stands_far_apart_are_the_cells_of_a_row_or_columns() -> None:
    assert read("םירפכה_2016_ריעה") == ["הכפרים", "2016", "העיר"]


def test_a_stretch_stands_where_its_glyphs_are_and_is_as_large_as_most_of_them() -> None:
    glyphs = [Glyph("ג", 62, 90, 68, 116, 26), *shown("א ב"), Glyph(" ", 0, 0, 0, 0, 0)]

    (stretch,) = stretches(glyphs, 0.95, is_rtl=True)

    assert stretch == Glyph("גב א", 50, 90, 68, 116, 12)


def test_only_letters_from_right_to_left_make_a_line_one_of_them() -> None:
    assert has_letters_from_right(shown("Alder א"))
    assert not has_letters_from_right(shown("Alder 12,400 — ж"))
    assert not has_letters_from_right([])
