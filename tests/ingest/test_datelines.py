"""What one line says of the article."""

import pytest

from reader.ingest.datelines import is_counter, is_unread_date, read_byline, read_dateline
from reader.ingest.labels import read_label
from reader.ingest.lines import read_lines


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("By Anna Berg", "Anna Berg"),
        ("By [Anna Berg](#)", "Anna Berg"),
        ("by Anna Berg and Tom Riis", "Anna Berg and Tom Riis"),
        ("By Anna Berg, Tom Riis, and Ola Vik", "Anna Berg, Tom Riis, and Ola Vik"),
        ("By Anna Berg, Staff Writer", "Anna Berg"),
        ("By Anna Berg | The Port Paper", "Anna Berg"),
        ("By Anna Berg - 17/02/2018", "Anna Berg"),
        ("By Dr. Salim al-Hasan", "Dr. Salim al-Hasan"),
        ("BY ANNA BERG", "ANNA BERG"),
        ("By the editors", "the editors"),
        ("By Anna Berg Published: Jan 29, 2025", "Anna Berg"),
        ("Written by Anna Berg", "Anna Berg"),
        ("Posted by wren", "wren"),
        ("Author: Anna Berg", "Anna Berg"),
        ("Von Anna Berg", "Anna Berg"),
        ("Par Jean Morel", "Jean Morel"),
        ("Por Lucía Ferrer", "Lucía Ferrer"),
        ("Автор: Иван Петров", "Иван Петров"),
        ("بقلم سلمى حداد", "سلمى حداد"),
    ],
)
def test_a_byline_names_the_author(text: str, author: str) -> None:
    assert read_byline(read_lines(text)[0]) == author


@pytest.mark.parametrize(
    "text",
    [
        "By December 5, government forces had left the town.",
        "By the time the boats came back, the storm was over.",
        "By Monday",
        "Author of three books on the sea",
        "Standing by the harbor",
        "By and large the harvest was good this year, although the farmers of the valley do not say so in the open.",
    ],
)
def test_a_sentence_is_no_byline(text: str) -> None:
    assert read_byline(read_lines(text)[0]) is None


@pytest.mark.parametrize(
    ("text", "date", "name", "author"),
    [
        ("December 15, 2016", "2016-12-15", None, None),
        ("World Review, December 15, 2016", "2016-12-15", "World Review", None),
        ("[Canal Watch](#) 16 December 2016", "2016-12-16", "Canal Watch", None),
        ("La Gaceta, 15 December 2016", "2016-12-15", "La Gaceta", None),
        ("Door County News, December 15, 2016", "2016-12-15", "Door County News", None),
        ("le 15 décembre 2016", "2016-12-15", None, None),
        ("The Paper, Thursday 15 December 2016 18.43 GMT", "2016-12-15T18:43:00Z", "The Paper", None),
        ("Posted on December 15, 2016 by Anna Berg 12 Comments", "2016-12-15", None, "Anna Berg"),
        ("December 15, 2016 | Anna Berg | 4 min read", "2016-12-15", None, "Anna Berg"),
        ("Veröffentlicht am 15. Dezember 2016 von Anna Berg", "2016-12-15", None, "Anna Berg"),
        ("Publié le 15 décembre 2016 à 14:30 par Jean Morel", "2016-12-15T14:30:00", None, "Jean Morel"),
        ("15 Dec 2016 18:43 GMT | War & Peace, Boats, The North", "2016-12-15T18:43:00Z", None, None),
        ("Published time: 15 Dec, 2016 14:32 Edited time: 16 Dec, 2016 15:00", "2016-12-15T14:32:00", None, None),
        ("Port TV | Thu Dec 15, 2016 9:2PM", "2016-12-15", "Port TV", None),
    ],
)
def test_a_dateline_says_when_and_who(text: str, date: str, name: str | None, author: str | None) -> None:
    dateline = read_dateline(read_lines(text)[0])

    assert dateline is not None
    assert (dateline.iso, dateline.name, dateline.author or dateline.behind) == (date, name, author)


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was closed on December 15, 2016 after the flood.",
        "Statement of December 15, 2016",
        "Harbor Report – April 24, 2017: Ferry Strike Ends",
        "Report, December 15, 2016: Rain In The North",
        "What happened between May 3, 2016 and May 4, 2016",
        "Monday",
        "京师图书馆成立于1909年9月9日，馆址在什刹海广化寺。1928年更名为国立北平图书馆。",
        "この図書館は1909年9月9日に開館した。",
        "पुस्तकालय 9 सितंबर 1909 को खुला।",
        "افتتحت المكتبة 9 سبتمبر 1909 فماذا بقي منها؟",
    ],
)
def test_a_sentence_or_headline_with_a_date_is_no_dateline(text: str) -> None:
    assert read_dateline(read_lines(text)[0]) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Deadline: March 3, 2017"),
        ("en", "Due date: March 3, 2017"),
        ("en", "Starts March 3, 2017"),
        ("en", "Applications close: March 3, 2017"),
        ("en", "When: March 3, 2017, 7:00 pm"),
        ("en", "March 3, 2017 – March 5, 2017"),
        ("de", "Gültig ab: 3. März 2017"),
        ("de", "Anmeldeschluss 3. März 2017"),
        ("de", "3. März 2017 bis 5. März 2017"),
        ("fr", "Date limite : 3 mars 2017"),
        ("fr", "Née le 3 mars 1950"),
        ("es", "Fecha límite: 3 de marzo de 2017"),
        ("pl", "Termin: 3 marca 2017"),
        ("ru", "Срок подачи заявок: 3 марта 2017"),
        ("ar", "الموعد النهائي: 3 مارس 2017"),
        ("zh", "截止日期：2017年3月3日"),
        ("ja", "開催日：2017年3月3日"),
        ("ko", "마감: 2017년 3월 3일"),
    ],
)
def test_a_date_that_is_said_to_be_of_something_else_is_no_dateline(language: str, text: str) -> None:
    assert read_dateline(read_lines(text, language=language)[0]) is None


@pytest.mark.parametrize(
    ("text", "is_record"),
    [
        ("Published 08.03.2017 | Updated 09.03.2017", True),
        ("Posted on 08/03/17", True),
        ("Today is Sunday, November 29, 2026", True),
        ("08.03.2017", False),
        ("Updated rules of 08.03.2017", False),
        ("Today we saw 3 goats", False),
    ],
)
def test_a_line_that_says_when_belongs_to_the_record_though_nobody_knows_the_month(text: str, is_record: bool) -> None:
    (line,) = read_lines(text, language="en")

    assert is_unread_date(line) == is_record
    assert not read_dateline(line)


def test_a_date_of_change_is_told_from_one_of_publication() -> None:
    updated = read_dateline(read_lines("Last updated: December 16, 2016")[0])
    published = read_dateline(read_lines("Published: December 15, 2016")[0])

    assert updated is not None
    assert updated.is_update
    assert published is not None
    assert published.is_labeled


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Region: [Europe](#), [Asia](#)", ("region", "Europe, Asia")),
        ("In-depth Report: CANALS", ("in-depth report", "CANALS")),
        ("Tags: boats, canals", ("tags", "boats, canals")),
        ("Posted in Soil Tagged compost", ("posted in", "Soil Tagged compost")),
        ("Рубрика: Общество", ("рубрика", "Общество")),
        ("Dossier: [Canals](#)", ("dossier", "Canals")),
        ("He said: nobody knows", None),
        ("Note: the path is closed", None),
    ],
)
def test_labels(text: str, label: tuple[str, str] | None) -> None:
    assert read_label(read_lines(text)[0]) == label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 min read", True),
        ("1,204 views", True),
        ("No comments", True),
        ("Reading time: 4 minutes", True),
        ("14:20", True),
        ("5 boats", False),
        ("A minute of silence was held at noon", False),
    ],
)
def test_counters(text: str, expected: bool) -> None:
    assert is_counter(read_lines(text)[0]) is expected


@pytest.mark.parametrize(
    ("language", "text", "date", "author"),
    [
        ("pl", "Opublikowano: 15 grudnia 2016 | Anna Berg", "2016-12-15", "Anna Berg"),
        ("pl", "czwartek, 15 grudnia 2016 r.", "2016-12-15", None),
        ("cs", "čtvrtek 15. prosince 2016", "2016-12-15", None),
        ("hu", "2016. december 15. csütörtök", "2016-12-15", None),
        ("no", "Publisert torsdag 15. desember 2016", "2016-12-15", None),
        ("uk", "четвер, 15 грудня 2016 року, 18:43", "2016-12-15T18:43:00", None),
        ("fi", "torstai 15. joulukuuta 2016", "2016-12-15", None),
        ("ca", "dijous, 15 de desembre de 2016", "2016-12-15", None),
        ("hi", "गुरुवार, 15 दिसंबर 2016", "2016-12-15", None),
        ("nl", "donderdag 15 maart 2016 door Anna Berg", "2016-03-15", "Anna Berg"),
    ],
)
def test_a_dateline_is_read_in_the_language_of_its_page(
    language: str, text: str, date: str, author: str | None
) -> None:
    dateline = read_dateline(read_lines(text, language=language)[0])

    assert dateline is not None
    assert (dateline.iso, dateline.author or dateline.behind) == (date, author)


@pytest.mark.parametrize(
    "text",
    [
        "Updated: December 16, 2016 | Published: December 15, 2016",
        "Updated: December 16, 2016 | December 15, 2016",
        "December 14, 2016 | Published: December 15, 2016",
    ],
)
def test_of_several_dates_the_one_of_publication_counts_wherever_it_stands(text: str) -> None:
    dateline = read_dateline(read_lines(text)[0])

    assert dateline is not None
    assert (dateline.iso, dateline.is_update) == ("2016-12-15", False)


def test_a_date_among_more_than_four_names_is_a_menu_and_no_dateline() -> None:
    names = ["Anna Berg", "Tom Riis", "Ola Vik", "Eva Moe", "Jon Lie"]

    for count in range(1, 6):
        line = read_lines(" | ".join([*names[:count], "December 15, 2016"]))[0]
        assert (read_dateline(line) is not None) is (count <= 4)
