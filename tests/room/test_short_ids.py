"""Ids are shortened to what is unique, and a wrong one names the nearest."""

import pytest

from reader.library.errors import ReaderError
from reader.room.short_ids import full_id

IDS = ["2016-12-15-digest", "2016-12-17-digest", "palmyra", "palmyra-museum", "tiyas-air-base"]


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("palmyra", "palmyra"), ("tiy", "tiyas-air-base"), ("air-b", "tiyas-air-base"), ("museum", "palmyra-museum"),
        ("2016-12-17", "2016-12-17-digest"), ("aleppo", "aleppo"), ("", ""), ("palmyra-", "palmyra-museum"),
    ],
)  # fmt: skip
def test_an_id_is_whole_unique_or_left_as_it_is(text: str, full: str) -> None:
    assert full_id(text, IDS) == full


@pytest.mark.parametrize("text", ["2016", "digest", "palm", "a"])
def test_an_id_that_may_be_several_names_them(text: str) -> None:
    with pytest.raises(ReaderError, match=f"^“{text}” may be .*Type more of it"):
        full_id(text, IDS)
