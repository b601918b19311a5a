"""Moments as programs write them: numbers in their units, texts with their zones and halves of the day."""

import pytest

from reader.ingest.formats.moments import FIRST_PRINT, moment

WHEN = "2016-12-15T21:22:18"


@pytest.mark.parametrize(
    ("said", "date"),
    [
        (1_481_836_938, f"{WHEN}Z"),
        ("1481836938.5", f"{WHEN}Z"),
        (1_481_836_938_000, f"{WHEN}Z"),
        (1_481_836_938_000_000, f"{WHEN}Z"),
        ("13126310538000000", f"{WHEN}Z"),
        ("20161215", "2016-12-15"),
        ("2016", "2016"),
        ("Thu, 15 Dec 2016 21:22:18 +0300", f"{WHEN}+03:00"),
        ("Thu Dec 15 2016 21:22:18 GMT+0300 (Moscow Standard Time)", f"{WHEN}+03:00"),
        ("December 15, 2016 9:22 PM", "2016-12-15T21:22:00"),
        ("Dec 15, 2016, 9:22 a.m.", "2016-12-15T09:22:00"),
        ("20161215T212218Z", f"{WHEN}Z"),
        ("2016-12-15 21:22:18.447000+00:00", f"{WHEN}Z"),
        ("2016年12月15日 下午9:22", "2016-12-15T21:22:00"),
        ("١٥ ديسمبر ٢٠١٦", "2016-12-15"),
        ("15/16 December 2016", "2016-12-15"),
        ("0", None),
        ("0001-01-01T00:00:00Z", None),
        ("soon", None),
    ],
)
def test_a_moment_is_read_in_whatever_form_a_program_writes_it(said: object, date: str | None) -> None:
    assert moment(said, FIRST_PRINT).date == date


@pytest.mark.parametrize("said", ["1916?", "1916~", "1916-05%", "1916-05-03?"])
def test_a_moment_that_is_said_to_be_unsure_is_none_with_the_doubt(said: str) -> None:
    found = moment(said, FIRST_PRINT)

    assert (found.date, found.doubt) == (None, f"the date {said} is doubtful and was left out")
