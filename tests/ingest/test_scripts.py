"""The record of pages in scripts and languages other than English."""

import pytest

from reader.ingest.datelines import read_byline, read_dateline
from reader.ingest.dates import find_dates
from reader.ingest.lines import read_lines
from reader.ingest.text import scrape

ARABIC = (
    "قرر مجلس البلدة يوم الأحد أن يبني سورا جديدا حول المرعى بعد أن دخلت الماعز إلى السوق ثلاث مرات في شهر واحد.\n\n"
    "وقال صاحب الماعز إنه سيدفع نصف الثمن، لكنه طلب أن يبدأ العمل بعد الحصاد حين يعود أبناؤه من المدينة."
)
PERSIAN = (
    "شورای شهر روز یکشنبه تصمیم گرفت که دیوار تازه‌ای دور چراگاه بسازد، "
    "پس از آن که بزها سه بار در یک ماه به بازار رفتند.\n\n"
    "صاحب بزها گفت که نیمی از هزینه را می‌پردازد، اما خواست که کار پس از برداشت آغاز شود."
)
HEBREW = (
    "מועצת העיירה החליטה ביום ראשון לבנות גדר חדשה סביב שדה המרעה אחרי שהעיזים נכנסו לשוק שלוש פעמים בחודש אחד.\n\n"
    "בעל העיזים אמר כי ישלם מחצית מן המחיר, אבל ביקש שהעבודה תתחיל אחרי הקציר."
)
KOREAN = (
    "마을 의회는 일요일에 염소들이 한 달에 세 번이나 시장에 들어온 뒤 목초지 둘레에 새 울타리를 세우기로 결정했다.\n\n"
    "염소 주인은 비용의 절반을 내겠다고 말했지만 추수가 끝난 뒤에 공사를 시작해 달라고 부탁했다."
)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "8 مارس/آذار 2017", "2017-03-08"),
        ("ar", "15 كانون الأول/ديسمبر 2016", "2016-12-15"),
        ("ar", "15 آب (أغسطس) 2016", "2016-08-15"),
        ("ar", "15 آب 2016", "2016-08-15"),
        ("ar", "8 مارس 2017 07:14 م", "2017-03-08T19:14:00"),
        ("ar", "8 مارس 2017 07:14 ص", "2017-03-08T07:14:00"),
        ("ar", "٨ مارس ٢٠١٧م", "2017-03-08"),
        ("fa", "۱۶ اسفند ۱۳۹۵", "2017-03-06"),
        ("fa", "۳۰ اسفند ۱۳۹۵", "2017-03-20"),
        ("fa", "۱ فروردین ۱۴۰۰", "2021-03-21"),
        ("fa", "۱۳۹۵/۱۲/۱۶", "2017-03-06"),
        ("ar", "9 جمادى الآخرة 1438 هـ", "2017-03"),
        ("ar", "1 محرم 1438هـ", "2016-10"),
        ("ar", "12 صفر 1397 هـ", "1977"),
        ("ar", "12 صفر 1437 هـ", "2015-11"),
        ("ko", "2017년 3월 8일 오후 7시 14분", "2017-03-08T19:14:00"),
        ("ko", "2017. 3. 8. 07:14", "2017-03-08T07:14:00"),
        ("ja", "2017年3月8日 午後7時14分", "2017-03-08T19:14:00"),
        ("ja", "2017/3/8(水) 07:14", "2017-03-08T07:14:00"),
        ("pt", "15/12/2016 às 21h02", "2016-12-15T21:02:00"),
        (None, "20161215T210218Z", "2016-12-15T21:02:18Z"),
        ("en", "07:14, 8 March 2017", "2017-03-08T07:14:00"),
        ("en", "7:14 pm on Wednesday, 8 March 2017", "2017-03-08T19:14:00"),
    ],
)
def test_dates_of_other_calendars_and_clocks(language: str | None, text: str, expected: str) -> None:
    assert [date.iso for date in find_dates(text, language)] == [expected]


@pytest.mark.parametrize("text", ["30 اسفند 1396", "32 مهر 1395", "8 مارس/نيسان 2017", "20161345T210218Z"])
def test_an_impossible_date_is_none(text: str) -> None:
    assert "2" not in "".join(date.iso for date in find_dates(text, "fa") if len(date.iso) > 7)


def test_beside_its_gregorian_date_another_calendar_counts_for_nothing() -> None:
    dateline = read_dateline(read_lines("الأربعاء 9 جمادى الثانية 1438هـ - 8 مارس 2017م", language="ar")[0])

    assert dateline is not None
    assert (dateline.iso, dateline.name) == ("2017-03-08", None)


@pytest.mark.parametrize(
    ("language", "text", "author"),
    [
        ("nl", "Door Anna Berg", "Anna Berg"),
        ("sv", "Av Anna Berg", "Anna Berg"),
        ("da", "Af Anna Berg", "Anna Berg"),
        ("pl", "Autor: Anna Berg", "Anna Berg"),
        ("uk", "Автор: Іван Петренко", "Іван Петренко"),
        ("el", "Της Μαρίας Παππά", "Μαρίας Παππά"),
        ("he", "מאת דנה לוי", "דנה לוי"),
        ("fa", "نویسنده: سارا کریمی", "سارا کریمی"),
        ("ko", "김하늘 기자", "김하늘"),
        ("zh", "作者：李明", "李明"),
        ("pt", "Por Lúcia Prado", "Lúcia Prado"),
    ],
)
def test_who_wrote_it_in_many_languages(language: str, text: str, author: str) -> None:
    assert read_byline(read_lines(text, language=language)[0]) == author


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (f"سور جديد حول المرعى\nتاريخ النشر: 8/3/2017\n\n{ARABIC}", "2017-03-08"),
        (f"سور جديد حول المرعى\n8 مارس/آذار 2017\n\n{ARABIC}", "2017-03-08"),
        (f"سور جديد حول المرعى\nآخر تحديث: 9 مارس 2017 - نشر في: 8 مارس 2017\n\n{ARABIC}", "2017-03-08"),
        (f"سور جديد حول المرعى\nالأربعاء 8 آذار 2017، الساعة 07:14\n\n{ARABIC}", "2017-03-08T07:14:00"),
        (f"دیوار تازه دور چراگاه\n۱۷ اسفند ۱۳۹۵ - ۸ مارس ۲۰۱۷\n\n{PERSIAN}", "2017-03-08"),
        (f"دیوار تازه دور چراگاه\nتاریخ انتشار: ۱۷ اسفند ۱۳۹۵\n\n{PERSIAN}", "2017-03-07"),
        (f"גדר חדשה סביב המרעה\nפורסם: 8 במרץ 2017\n\n{HEBREW}", "2017-03-08"),
        (f"목초지에 새 울타리\n입력 2017.03.08 07:14 | 수정 2017.03.09 09:40\n\n{KOREAN}", "2017-03-08T07:14:00"),
    ],
)
def test_a_word_off_a_dateline_is_no_site_where_nothing_bears_it_out(text: str, published: str) -> None:
    record = scrape(text).record

    assert (record.site, record.published) == (None, published)


def test_a_name_before_the_date_is_the_site_where_the_page_has_it_elsewhere() -> None:
    record = scrape(f"سور جديد حول المرعى\nجريدة الميناء - 8 مارس 2017\n\n{ARABIC}\n\nجريدة الميناء\n").record

    assert (record.site, record.published) == ("جريدة الميناء", "2017-03-08")


@pytest.mark.parametrize(
    "line",
    [
        "Accepted: 8 March 2017", "Monday 6 March 2017", "Wed 8 Mar 2017", "Received 8 March 2017",
        "Edition, March 8, 2017",
        "First published on Wed 8 Mar 2017 07.14 GMT",
    ],
)  # fmt: skip
def test_labels_and_days_are_no_sites(line: str) -> None:
    text = (
        f"A new fence on the common\n{line}\n\n"
        + "The goats went to market three times in a month, said the owner. " * 4
    )

    record = scrape(text).record

    assert (record.site, record.first_published, (record.published or "")[:7]) == (None, None, "2017-03")
