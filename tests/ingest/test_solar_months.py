"""Dates of the Nepali and the Bengali calendar: the month of ours that they are in, and none where two may be meant."""

import pytest

from reader.ingest.dates import find_dates
from reader.ingest.text import scrape


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ne", "१५ वैशाख २०७९", "2022-04"),
        ("ne", "२०७९ साल वैशाख १५ गते", "2022-04"),
        ("ne", "२०८१ असोज ५ गते शनिबार", "2024-09"),
        ("ne", "२० पुस २०७९", "2023-01"),
        ("ne", "२०७९-०१-१५", "2022-04"),
        ("ne", "२०७९/०९/२०", "2023-01"),
        ("ne", "१५ असार २०७९", "2022"),
        ("ne", "३५ वैशाख २०७९", None),
        ("ne", "२०७९-१३-१५", None),
        ("ne", "2022-04-28", "2022-04-28"),
        ("hi", "१५ वैशाख २०७९", None),
        ("hi", "२०७९-०१-१५", None),
        ("bn", "১৫ বৈশাখ ১৪২৯", "2022-04"),
        ("bn", "১লা পৌষ, ১৪২৩ বঙ্গাব্দ", "2016-12"),
        ("bn", "২৫শে মাঘ ১৪২৯", "2023-02"),
        ("bn", "৪০ মাঘ ১৪২৯", None),
        ("bn", "১৫ ডিসেম্বর ২০১৬", "2016-12-15"),
    ],
)
def test_a_date_of_nepal_or_bengal_is_that_of_the_month_that_it_can_be_in(
    language: str, text: str, expected: str | None
) -> None:
    assert [date.iso for date in find_dates(text, language)] == ([expected] if expected else [])


def test_the_day_of_our_calendar_goes_before_the_month_of_another() -> None:
    text = "ঢাকা শহরে আজ নতুন বাজেট ঘোষণা করা হয়েছে এবং এটি সব এলাকায় কাজ করবে বলে মেয়র জানিয়েছেন। " * 3

    record = scrape(f"নতুন বাজেট ঘোষণা করা হয়েছে\n\n১ পৌষ ১৪২৩, ১৫ ডিসেম্বর ২০১৬\n\n{text}\n\n{text}\n").record

    assert record.published == "2016-12-15"
