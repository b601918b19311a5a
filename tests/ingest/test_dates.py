"""Reading dates: what is one, how precise, and what is none."""

import datetime
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ingest.dates import date_of_address, find_dates
from reader.library.dates import iso
from reader.text.months import is_day_name


def read_date(text: str) -> str | None:
    """Return the one date of a text that says nothing else but the day of the week."""
    found = find_dates(text)
    if len(found) != 1:
        return None
    rest = text[: found[0].start] + " " + text[found[0].end :]
    return found[0].iso if all(map(is_day_name, re.findall(r"[^\W\d_]+", rest))) else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("December 17, 2016", "2016-12-17"),
        ("17 December 2016", "2016-12-17"),
        ("December 15-16, 2016", "2016-12-16"),
        ("December 15th and 16th, 2016", "2016-12-16"),
        ("15/16 December 2016", "2016-12-15"),
        ("15./16. Dezember 2016", "2016-12-15"),
        ("Dec. 30 to 31 2016", "2016-12-31"),
        ("Thu Dec 15, 2016 21:02:18", "2016-12-15T21:02:18"),
        ("Thu Dec 15 21:02:18 2016", "2016-12-15T21:02:18"),
        ("Thu, 15 Dec 2016 21:02:18 +0300", "2016-12-15T21:02:18+03:00"),
        ("2016-12-15", "2016-12-15"),
        ("2016/12/15", "2016-12-15"),
        ("2016-12-15T21:02:18Z", "2016-12-15T21:02:18Z"),
        ("2016-12-15 21:02", "2016-12-15T21:02:00"),
        ("Dec. 9th, 2016 5:30 pm", "2016-12-09T17:30:00"),
        ("December 9, 2016 at 12:05 a.m.", "2016-12-09T00:05:00"),
        ("15-Dec-2016", "2016-12-15"),
        ("2016, December 15", "2016-12-15"),
        ("December 2016", "2016-12"),
        ("15/12/2016", "2016-12-15"),
        ("12/15/2016", "2016-12-15"),
        ("12.12.2016", "2016-12-12"),
        ("le 15 décembre 2016", None),
        ("15 décembre 2016", "2016-12-15"),
        ("1er mai 2016", "2016-05-01"),
        ("jeudi 15 décembre 2016 à 14h30", "2016-12-15T14:30:00"),
        ("15. Dezember 2016", "2016-12-15"),
        ("Donnerstag, 3. März 2016, 17:30", "2016-03-03T17:30:00"),
        ("15 de diciembre de 2016", "2016-12-15"),
        ("15 декабря 2016", "2016-12-15"),
        ("15 Aralık 2016 Perşembe", "2016-12-15"),
        ("15 ديسمبر 2016", "2016-12-15"),
        ("١٥ كانون الأول ٢٠١٦", "2016-12-15"),
        ("December 15، 2016", "2016-12-15"),
        ("15 dicembre 2016", "2016-12-15"),
        ("2016年12月15日", "2016-12-15"),
        ("2016年12月", "2016-12"),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_said(text: str, expected: str | None) -> None:
    assert read_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "30 February 2016",
        "February 30, 2016",
        "30 de febrero de 2016",
        "2016-13-45",
        "32 December 2016",
        "0 May 2016",
        "05/12/2016",
        "05.12.2016",
        "15/12/16",
        "December 15",
        "Thursday",
        "2016",
        "1.2.3.2016",
        "version 2016-12-15-beta",
        "3 days ago",
        "Chapter 12 Verse 2016",
        "the 12 quarters of 1648",
        "",
    ],
)
def test_what_is_impossible_ambiguous_or_without_a_year_is_no_date(text: str) -> None:
    assert find_dates(text) == []


def test_an_impossible_hour_leaves_the_day() -> None:
    assert read_date("December 15, 2016") == find_dates("December 15, 2016 25:61")[0].iso
    assert find_dates("December 15, 2016 13:30 pm")[0].iso == "2016-12-15"


@pytest.mark.parametrize("text", ["05.12.2016", "05/12/2016", "5-12-2016"])
def test_figures_have_the_day_first_in_languages_that_always_do(text: str) -> None:
    assert [date.iso for date in find_dates(text, "de")] == ["2016-12-05"]


def test_dates_are_found_where_they_stand() -> None:
    text = "First 17 December 2016, then Dec 18, 2016 08:00 and no more."

    dates = find_dates(text)

    assert [(text[date.start : date.end], date.iso) for date in dates] == [
        ("17 December 2016", "2016-12-17"),
        ("Dec 18, 2016 08:00", "2016-12-18T08:00:00"),
    ]


def test_a_date_beside_other_words_is_not_the_whole_text() -> None:
    assert read_date("Global Research, December 17, 2016") is None
    assert read_date("17 December 2016 18 December 2016") is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://paper.example/2016/12/15/canal", "2016-12-15"),
        ("http://paper.example/2016/12/canal", "2016-12"),
        ("http://paper.example/canal-20161215-1", "2016-12-15"),
        ("https://paper.example/canal-2016-12-15.html", "2016-12-15"),
        ("https://paper.example/canal-2016-12-report", None),
        ("https://paper.example/201612/canal", None),
        ("https://paper.example/id/20161399", None),
        ("https://2016.example/12/15", None),
        ("https://paper.example/2016/02/30/canal", None),
    ],
)
def test_the_date_in_an_address(url: str, expected: str | None) -> None:
    assert date_of_address(url) == expected


@given(st.text(alphabet="0123456789 /-.,:DecmbrMay th年月日Tz+pmà", max_size=80))
def test_whatever_is_found_is_a_date_of_the_calendar_and_no_two_overlap(text: str) -> None:
    for language in (None, "en", "de"):
        dates = find_dates(text, language)

        assert all(iso(date.iso) == date.iso for date in dates)
        assert all(one.end <= other.start for one, other in pairwise(dates))


DAYS = st.dates(min_value=datetime.date(1500, 1, 1), max_value=datetime.date(2049, 12, 31))


@given(DAYS, st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%a %b %d, %Y", "%d. %B %Y", "%d-%b-%Y"]))
def test_a_date_written_out_is_read_back(day: datetime.date, form: str) -> None:
    assert read_date(day.strftime(form)) == day.isoformat()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("pl", "Czwartek, 15 grudnia 2016 r., 18:43", "2016-12-15T18:43:00"),
        ("pl", "15 gru 2016", "2016-12-15"),
        ("pl", "grudzień 2016", "2016-12"),
        ("cs", "15. prosince 2016", "2016-12-15"),
        ("cs", "čtvrtek 3. března 2016", "2016-03-03"),
        ("sk", "15. decembra 2016", "2016-12-15"),
        ("hu", "2016. december 15., csütörtök", "2016-12-15"),
        ("hu", "2016. márc. 3.", "2016-03-03"),
        ("no", "15. desember 2016", "2016-12-15"),
        ("no", "torsdag 15. des. 2016 kl. 18.43", "2016-12-15T18:43:00"),
        ("sv", "den 15 december 2016", "2016-12-15"),
        ("da", "15. marts 2016", "2016-03-15"),
        ("uk", "15 грудня 2016 р.", "2016-12-15"),
        ("uk", "четвер, 3 березня 2016", "2016-03-03"),
        ("ru", "15 дек. 2016", "2016-12-15"),
        ("fi", "torstaina 15. joulukuuta 2016", "2016-12-15"),
        ("fi", "joulukuu 2016", "2016-12"),
        ("ca", "15 de desembre de 2016", "2016-12-15"),
        ("ca", "3 d'abril de 2016", "2016-04-03"),
        ("ca", "1 d’octubre del 2016", "2016-10-01"),
        ("ca", "1r de gener de 2016", "2016-01-01"),
        ("hi", "15 दिसंबर 2016", "2016-12-15"),
        ("hi", "१५ दिसंबर २०१६", "2016-12-15"),
        ("hi", "मार्च 3, 2016", "2016-03-03"),
        ("nl", "15 maart 2016", "2016-03-15"),
        ("nl", "donderdag 3 mrt. 2016", "2016-03-03"),
        ("ro", "15 decembrie 2016", "2016-12-15"),
        ("el", "15 Δεκεμβρίου 2016", "2016-12-15"),
        ("hr", "15. listopada 2016.", "2016-10-15"),
        ("sr", "15. децембра 2016.", "2016-12-15"),
        ("he", "15 בדצמבר 2016", "2016-12-15"),
        ("fa", "۱۵ دسامبر ۲۰۱۶", "2016-12-15"),
        ("id", "15 Desember 2016", "2016-12-15"),
        ("ko", "2016년 12월 15일", "2016-12-15"),
        ("pt", "15 de março de 2016", "2016-03-15"),
        ("it", "15 dic 2016", "2016-12-15"),
        ("tr", "15 Ara 2016", "2016-12-15"),
        ("th", "15 ธันวาคม พ.ศ. 2559", "2016-12-15"),
        ("th", "15 ธ.ค. 2559 21:02", "2016-12-15T21:02:00"),
        ("vi", "15 tháng 12 năm 2016 lúc 21:02", "2016-12-15T21:02:00"),
        ("zh", "民國105年12月15日", "2016-12-15"),
        ("fa", "۲۵ آذرماه ۱۳۹۵", "2016-12-15"),
        ("ar", "12 يناير كانون الثاني 2016", "2016-01-12"),
        ("ru", "15.12.2016 в 15:07 мск", "2016-12-15T15:07:00+03:00"),
        ("ro", "15 decembrie 2016, ora 15:07", "2016-12-15T15:07:00"),
        ("hu", "2016. december 15., 15:07", "2016-12-15T15:07:00"),
        ("fr", "15 févr. 2016 à 9 h 30", "2016-02-15T09:30:00"),
        ("bn", "১৫ ডিসেম্বর, ২০১৬ ১৪:০৫", "2016-12-15T14:05:00"),
        ("bn", "২০১৬ সালের ১৫ ডিসেম্বর", "2016-12-15"),
        ("ta", "டிசம்பர் 15, 2016", "2016-12-15"),
        ("ka", "15 დეკემბერი, 2016", "2016-12-15"),
        ("ka", "2016 წლის 15 დეკემბერი", "2016-12-15"),
        ("hy", "15 դեկտեմբերի, 2016", "2016-12-15"),
        ("hy", "2016 թ. դեկտեմբերի 15", "2016-12-15"),
        ("am", "ዲሴምበር 15 2016", "2016-12-15"),
        ("he", "ט״ו בכסלו תשע״ז", "2016-12-15"),
        ("he", 'כ"ה כסלו ה\'תשע"ז', "2016-12-25"),
        ("he", "ה׳ באייר תש״ח", "1948-05-14"),
        ("he", "א׳ בתשרי תש״ס", "1999-09-11"),
        ("he", "י״ד באדר תשע״ז", "2017-03-12"),
        ("he", "י״ד באדר ב׳ תשפ״ד", "2024-03-24"),
        ("he", "כ״ט באלול התשפ״ד", "2024-10-02"),
        ("de", "08.03.17, 14:20 Uhr", "2017-03-08T14:20:00"),
        ("he", "8.3.17", "2017-03-08"),
        ("he", "פורסם ב-8.3.17", "2017-03-08"),
        ("fr", "Publié le 08/03/17 à 14h20", "2017-03-08T14:20:00"),
        ("de", "Hamburg, 08.03.17", "2017-03-08"),
        ("el", "8/3/99", "1999-03-08"),
        ("cs", "8. 3. 2017 v 14:20", "2017-03-08T14:20:00"),
        ("pt", "20 de dezembro de 2019, às 17h", "2019-12-20T17:00:00"),
        ("de", "8. März 2017, 17 Uhr", "2017-03-08T17:00:00"),
        ("en", "March 8, 2017 at 5 p.m.", "2017-03-08T17:00:00"),
        ("en", "March 8, 2017 / 2:20 PM", "2017-03-08T14:20:00"),
        ("en", "14:20 | 8 March 2017", "2017-03-08T14:20:00"),
        ("fr", "8 mars 2017 à 9h", "2017-03-08T09:00:00"),
        ("ja", "2017年3月8日 14時", "2017-03-08T14:00:00"),
        ("ko", "2017년 3월 8일 오후 2시", "2017-03-08T14:00:00"),
        ("it", "1° maggio 2018 alle 9.30", "2018-05-01T09:30:00"),
        ("bn", "৮ই মার্চ ২০১৭", "2017-03-08"),
        ("ar", "4 مارس 2023 م الساعة 09:15 م", "2023-03-04T21:15:00"),
        ("fa", "۱۴:۳۲ - ۱۸ اسفند ۱۳۹۶", "2018-03-09T14:32:00"),
        ("fa", "۱۲ حمل ۱۴۰۰", "2021-04-01"),
        ("ja", "昭和六十三年十二月八日", "1988-12-08"),
        ("zh", "民國一百零六年三月八日", "2017-03-08"),
        ("zh", "二○一七年三月十日", "2017-03-10"),
        ("zh", "二0一七年三月二十八日", "2017-03-28"),
        ("id", "12 Agustus 2019 pukul 08.15", "2019-08-12T08:15:00"),
        ("vi", "8/3/2017, 14:20 (GMT+7)", "2017-03-08T14:20:00+07:00"),
        ("th", "8 มีนาคม 2560 เวลา 14:20 น.", "2017-03-08T14:20:00"),
        ("sw", "Machi 8, 2017", "2017-03-08"),
        # Of a leap year's two Adars, none is named.
        ("he", "י״ד באדר תשפ״ד", "2024"),
    ],
)
def test_a_date_is_read_in_the_language_of_its_page(language: str, text: str, expected: str) -> None:
    assert [date.iso for date in find_dates(text, language)] == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("he", "ל׳ בכסלו תשע״ז"),
        ("he", "ל׳ באדר תשפ״ד"),
        ("he", "בשנת תשע״ז פורסמו 15 כתבות"),
        ("fr", "les 5 des 2016 participants"),
        ("en", "He led 2016 protests and set 2016 records."),
        ("en", "Two years ago, 2014 was the driest; the top 10 set 2016 on fire."),
        ("en", "The Mars 2020 rover"),
        ("en", "Gen 2016, 12 lis 2016"),
        ("cs", "5 pro 2016 lidí"),
        ("es", "la marca 2016 de los 10 mar 2016"[:13]),
        ("fi", "kesä 2016 oli lämmin"),
        ("en", "08/03/17, version 8.3.17"),
        ("fa", "95/12/18"),
        ("de", "Version 3.12.17.4, 192.168.1.17"),
        ("de", "Kapitel 1.2.17, Uhrzeit 12.10.17"),
        ("fr", "Prix 12.10.17"),
        ("th", "15 ม.ค. 10"),
        ("ja", "昭和七十年一月七日"),
        ("en", "The Mac 10 2016"),
        (None, "a set 2016, two years ago 2015, des 2016, pro 2016, out 2016"),
    ],
)
def test_words_of_prose_that_are_months_elsewhere_make_no_dates(language: str | None, text: str) -> None:
    assert find_dates(text, language) == []
