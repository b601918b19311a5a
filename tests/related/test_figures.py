"""Numbers in a text: which count, which are the same, and where they stand."""

import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.related.figures import (
    DAY,
    Figure,
    agrees,
    find_figures,
    find_numbers,
    format_number,
    significance,
    telling_weight,
)
from tests.related.articles_made import HARBOR, TRIBUNE


def values(text: str) -> list[float]:
    return [figure.value for figure in find_figures(text) if figure.unit != DAY]


@pytest.mark.parametrize(
    "text",
    [
        "3,033 men",
        "3033 men",
        "3 033 men",
        "3\u00a0033 men",
        "3\u202f033 men",
        "3.033 Männer",
        "about 3,033 men",
        "(3,033)",
        "“3,033",
        "3,033,",
        "3,033.",
    ],
)
def test_one_number_is_read_however_it_is_grouped(text: str) -> None:
    assert values(text) == [3033]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("18 thousand civilians", 18_000),
        ("18,000 civilians", 18_000),
        ("eighteen thousand civilians", 18_000),
        ("two hundred thousand men", 200_000),
        ("one hundred and fifty thousand men", 150_000),
        ("one million two hundred thousand men", 1_200_000),
        ("two thousand five hundred men", 2500),
        ("a hundred and eighty-five men", 185),
        ("half a million men", 500_000),
        ("three quarters of a million men", 750_000),
        ("two and a half million men", 2_500_000),
        ("2 and a half million men", 2_500_000),
        ("a million and a half men", 1_500_000),
        ("one point two five million men", 1_250_000),
        ("zero point five million men", 500_000),
        ("Twenty-five districts", 25),
        ("1.5 million", 1_500_000),
        ("$70 billion", 70e9),
        ("€ 5m", 5e6),
        ("78.5 square km", 78.5),
        ("78,5 km", 78.5),
        ("800m from the wall", 800),
        ("37.4 percent", 37.4),
        ("37.4%", 37.4),
        ("12 marines", 12),
    ],
)
def test_scales_words_and_units_are_read(text: str, value: float) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("between two hundred and five hundred men", [200, 500]),
        ("two hundred or three hundred men", [200, 300]),
        ("a hundred men and fifty women", [100, 50]),
        ("two hundred, fifty of them new", [200, 50]),
        ("in nineteen eighty-four and twenty sixteen", []),
        ("a third of a million men", []),
        ("minus 5 degrees, minus twelve, −5 degrees", []),
    ],
)
def test_numbers_in_words_end_where_they_end(text: str, found: list[float]) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("١٢ قتيلا", 12),
        ("٣٬٠٣٣ قتيلا", 3033),
        ("٣٠٣٣ قتيلا", 3033),
        ("٧٨٫٥٪", 78.5),
        ("۱۲۵ نفر", 125),
        ("۱۲٬۵۰۰ نفر", 12_500),
        ("१२५ लोग", 125),
        ("१,२५,००० लोग", 125_000),
        ("1,25,000 people", 125_000),
        ("１２５人", 125),
        ("125名が死亡", 125),
        ("１，２５０人", 1250),
        ("７８．５％", 78.5),
        ("𝟏𝟐𝟓 people", 125),
        ("٥ million", 5_000_000),
        ("5万人", 50_000),
        ("3万5千人が避難した", 35_000),
        ("3.5万人撤离", 35_000),
        ("2億5000万円", 250_000_000),
        ("2千万人", 20_000_000),
        ("3만 5천 명", 35_000),
        ("3만5428명", 35_428),
        ("125명이 숨졌다", 125),
        ("5 lakh people", 500_000),
        ("2 crore rupees", 20_000_000),
        ("३ लाख लोग", 300_000),
        ("35 тыс. человек", 35_000),
        ("1,2 млн человек", 1_200_000),
        ("1,2 Millionen Menschen", 1_200_000),
        ("3,5 milliards d'euros", 3_500_000_000),
        ("٣ آلاف مدني", 3_000),
        ("٢ مليون نازح", 2_000_000),
        ("۵ هزار نفر", 5_000),
        ("12,50,000 people", 1_250_000),
        ("৩ লাখ মানুষ", 300_000),
        ("๓ ล้านบาท", 3_000_000),
        ("125คน", 125),
        ("5 หมื่นคน", 50_000),
        ("35 万人", 350_000),
        ("3 5千", 3),
        ("١٢ ألفا", 12_000),
        ("3 tys. osób", 3_000),
        ("3,5 miljoonaa", 3_500_000),
        ("1,5 juta orang", 1_500_000),
    ],
)
def test_digits_of_any_script_are_read_as_their_value(text: str, value: float) -> None:
    found = find_figures(text)

    assert [figure.value for figure in found][:1] == [value]
    assert text[found[0].start] == text[0]


PERCENTS = """
50% 50~% ٥٠٪ ٪٥٠ ۵۰٪ 50％ %50 百分之50 50パーセント 50퍼센트 50~percent 50~per~cent 50~pour~cent 50~por~ciento
50~Prozent 50~procent 50~процентов 50~відсотків yüzde~50 50~في~المائة 50~بالمئة ۵۰~درصد 50~אחוז ५०~प्रतिशत
৫০~শতাংশ 50~เปอร์เซ็นต์ ร้อยละ~50
"""


@pytest.mark.parametrize("text", PERCENTS.split())
def test_a_share_is_one_in_every_language(text: str) -> None:
    (found,) = find_figures(f"A {text.replace('~', ' ')}.")

    assert (found.value, found.unit) == (50, "%")


@pytest.mark.parametrize("text", ["50 prozentual", "5% 30 men", "30 percentiles"])
def test_what_only_looks_like_a_share_is_none(text: str) -> None:
    assert find_figures(text)[-1].unit == ""


ZEROS = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.decimal(chr(code), None) == 0]


@pytest.mark.parametrize("zero", ZEROS, ids=lambda zero: f"U+{ord(zero):04X}")
def test_a_text_has_the_same_figures_whatever_its_digits(zero: str) -> None:
    texts = [HARBOR.text, TRIBUNE.text, "Of 78.5 km², 37.4 % on May 9, 1999; 3 033 men at 10:45, $1.5m, L-39, 5th."]
    digits = {ord("0") + value: chr(ord(zero) + value) for value in range(10)}

    for text in texts:
        assert find_figures(text.translate(digits)) == find_figures(text)


@pytest.mark.parametrize("text", ["H₂O", "x²", "①②③", "½ a ton", "2½ tons", "Ⅻ", "十", "㊿", "٪", "٬٫", "1²3", "൰"])
def test_what_is_a_number_but_no_decimal_digit_never_crashes(text: str) -> None:
    assert all(0 <= figure.start < figure.end <= len(text) for figure in find_figures(f"The {text} of {text}"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15 декабря", 1215),
        ("le 15 décembre 2016", 1215),
        ("١٥ ديسمبر", 1215),
        ("१५ दिसंबर", 1215),
        ("15 grudnia", 1215),
        ("15. Dezember", 1215),
        ("el 15 de diciembre de 2016", 1215),
        ("em 15 de dezembro de 2016", 1215),
        ("It counted 15. May it be so", None),
        ("15 de cada 100", None),
        ("20 set fires", None),
        ("12 mag", None),
    ],
)
def test_a_day_is_one_in_any_language_that_names_its_month_in_full(text: str, day: int | None) -> None:
    found = [figure for figure in find_figures(text) if figure.unit == DAY]

    assert [figure.value for figure in found] == ([day] if day else [])


@pytest.mark.parametrize(
    "text",
    [
        "in 2016",
        "12月15日",
        "第12回",
        "12월 15일",
        "제12회",
        "코로나19 환자",
        "午後3時45分",
        "the 2016 elections",
        "on December 15",
        "15 December 2016",
        "Dec. 15",
        "at 21:02:18",
        "at 9 p.m. sharp",
        "the 5th day",
        "an L-39 jet",
        "Rashidin-4",
        "1990-2000",
        "10–15 December",
        "December 10-12",
        "am 15. Dezember 2016",
        "el 15 de diciembre de 2016",
        "em 15 de dezembro de 2016",
        "ngày 15 tháng 12 năm 2016",
        "pages 10-12",
        "call 555-1234",
        "12-34-56",
        "version 1.2.3",
        "http://example.org/12345",
        "No. 12",
        "page 7",
        "a 25-year-old",
        "won 3-2",
        "one of the men",
    ],
)
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    assert values(text) == []


def test_the_mark_of_a_footnote_is_no_number() -> None:
    found = find_numbers("It killed 63 people, the report says[^1]. Others say 58 people.[^22]\n\n[^1]: So it was.")

    assert [each.value for each in found.figures] == [63, 58]
    assert found.numerals == ["63", "58"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("10–15 people", [10, 15]),
        ("2,000-3,000 boats", [2000, 3000]),
        ("45-55 percent", [45, 55]),
        ("thirty to forty thousand people", [30_000, 40_000]),
        ("two or three hundred people", [200, 300]),
        ("between two and three million people", [2_000_000, 3_000_000]),
        ("one of two hundred people", [200]),
        ("three or four people", []),
        ("between 20 and 30 million", [20e6, 30e6]),
        ("20 and 30 million", [20, 30e6]),
        ("$30 to $40 million", [30e6, 40e6]),
        ("30 to 40,000 boats", [30_000, 40_000]),
        ("900 to 4,000 boats", [900, 4000]),
        ("10 bis 20 Millionen", [10e6, 20e6]),
    ],
)
def test_both_ends_of_a_range_are_as_large_as_its_end_says(text: str, numbers: list[float]) -> None:
    assert values(text) == numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("خمسة وعشرون ألف شخص", 25_000),
        ("قتل مئتا جندي", 200),
        ("نصف مليون لاجئ", 500_000),
        ("ثلاثة عشر قتيلا", 13),
        ("ألف وخمسمئة وثلاثون مدنيا", 1530),
        ("ثلاثة آلاف مقاتل", 3000),
        ("مليونان ونصف المليون", 2_500_000),
        ("تسعمائة وتسعة وتسعون ألفا وخمسمئة", 999_500),
        ("三十五人死亡", 35),
        ("一千二百名士兵", 1200),
        ("两万五千人", 25_000),
        ("一亿三千万", 130_000_000),
        ("一百零五个社区", 105),
    ],
)
def test_numbers_in_arabic_words_and_chinese_signs_are_figures(text: str, number: float) -> None:
    assert values(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "في عام ألفين وستة عشر",
        "خمسة جنود",
        "آلاف المدنيين",
        "十一月",
        "一九九八年",
        "第三十五届",
        "五十嵐",
        "二十日",
        "二、三百人",
        "二百三、四十人",
        "十一、十二月",
        "十五和十六日",
        "11、12月",
        "ปี พ.ศ. 2559",
    ],
)
def test_years_days_and_names_in_words_are_no_figures(text: str) -> None:
    assert values(text) == []


def test_a_day_is_kept_as_a_day() -> None:
    assert [(figure.value, figure.unit) for figure in find_figures("since October 18, or 18 October")] == [
        (1018, DAY),
        (1018, DAY),
    ]


@pytest.mark.parametrize("date", ["15 ธันวาคม 2559", "15ธันวาคม2559", "15 ธ.ค. 2559", "15 ธันวาคม พ.ศ. 2559"])
def test_a_thai_date_is_a_day(date: str) -> None:
    found = find_figures(f"เมื่อวันที่ {date} มีผู้เสียชีวิต 23 คน")

    assert [(figure.value, figure.unit) for figure in found] == [(1215, DAY), (23, "")]


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("15 كانون الأول 2016", 1215),
        ("١٥ كانون الأول ٢٠١٦", 1215),
        ("3 كانون الثاني", 103),
        ("12 تشرين الثاني 2015", 1112),
        ("7 تشرين الأول", 1007),
    ],
)
def test_a_month_of_two_words_is_one(date: str, day: int) -> None:
    found = find_figures(f"وأصيب في {date} نحو 23 شخصا")

    assert [(figure.value, figure.unit) for figure in found] == [(day, DAY), (23, "")]


@pytest.mark.parametrize("words", ["Sixty-two percent", "Sixty-two per cent", "sixty-two %"])
def test_a_share_in_words_is_a_share(words: str) -> None:
    (found,) = find_figures(f"{words} of the voters agreed.")

    assert (found.value, found.unit) == (62, "%")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("900 men", "over 900 men"),
        ("108,076 people", "over 108,000 people"),
        ("3,033 men", "more than 3,000 men"),
        ("47,183", "some 47,000"),
    ],
)
def test_figures_agree_that_are_equal_or_told_as_rounded(one: str, other: str) -> None:
    (first,), (second,) = find_figures(one), find_figures(other)

    assert agrees(first, second)
    assert agrees(second, first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("900 men", "1,000 men"),
        ("108,076", "108,000"),
        ("108,076", "over 100,000"),
        ("3,033", "over 3,100"),
        ("92 men", "over 90 men"),
        ("50 percent", "50 men"),
        ("1,018 men", "October 18"),
    ],
)
def test_figures_disagree_that_say_another_number(one: str, other: str) -> None:
    (first,), (second,) = find_figures(one), find_figures(other)

    assert not agrees(first, second)
    assert not agrees(second, first)


def test_synonyms_of_reports_are_one_noun() -> None:
    (militants,), (fighters,), (people,) = (
        find_figures("900 militants"),
        find_figures("900 fighters"),
        find_figures("900 people"),
    )

    assert militants.nouns == fighters.nouns
    assert militants.nouns != people.nouns


def test_what_is_counted_may_stand_before_the_number() -> None:
    (before,), (after,) = find_figures("He put the number of dead at 78."), find_figures("There were 78 dead.")

    assert before.nouns[0] == after.nouns[0]


def test_round_and_small_numbers_tell_less() -> None:
    by_worth = [telling_weight(value, "", noun_agrees=False) for value in (7, 12, 900, 1500, 105, 3033)]

    assert by_worth == sorted(by_worth)
    assert by_worth[:2] == [0, 0]
    assert telling_weight(12, "", noun_agrees=True) > 0


@pytest.mark.parametrize(("value", "digits"), [(3033, 4), (900, 1), (5000, 1), (78.5, 3), (1_500_000, 2), (0.25, 2)])
def test_significant_digits_are_counted(value: float, digits: int) -> None:
    assert significance(value) == digits


@given(st.integers(10, 10**9), st.sampled_from([",", "\u00a0", "\u202f", ""]), st.text(" .,!?", max_size=3))
def test_a_number_is_read_where_it_stands(number: int, group: str, after: str) -> None:
    shown = f"{number:,}".replace(",", group)
    text = f"They counted {shown} boats{after}"

    found = [figure for figure in find_figures(text) if figure.value == number]

    if not 1900 <= number < 2040:
        assert [text[figure.start : figure.end] for figure in found] == [shown]


@given(st.text("0123456789.,:-–/$€%'’kmthousandbilliontwentyJune \n\u00a0", max_size=60))
def test_any_text_is_read_and_what_is_found_stands_there(text: str) -> None:
    found = find_figures(text)

    assert all(0 <= figure.start < figure.end <= len(text) for figure in found)
    assert [figure.start for figure in found] == sorted(figure.start for figure in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_number_is_written_with_commas() -> None:
    assert [format_number(value) for value in (3033.0, 78.5, 1e6, 900.0)] == ["3,033", "78.5", "1,000,000", "900"]


def test_a_rounding_is_only_one_if_the_text_says_so() -> None:
    exact, rounded = Figure(3033, 0, 4), Figure(3000, 0, 4)

    assert not agrees(exact, rounded)
    assert agrees(exact, rounded._replace(about=True))


def test_marks_in_piles_before_a_number_hold_nothing_up() -> None:
    piles = ("a" + "\u20dd" * 8) * 4

    assert [figure.value for figure in find_figures(f"{piles}! 5 homes, and {piles} 12 boats")] == [5, 12]
