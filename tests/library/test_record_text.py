"""A record as the catalog keeps it comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.record import FirstPublished, Record
from reader.library.record_text import IN_COLUMNS, others_text, record_of, record_text

TEXTS = st.none() | st.sampled_from(["Marlow", "2016-12-15", "Größe", "عمان"])
RECORDS = st.builds(
    Record,
    title=TEXTS,
    author=TEXTS,
    site=TEXTS,
    published=TEXTS,
    published_from=TEXTS,
    first_published=st.none() | st.builds(FirstPublished, TEXTS, TEXTS),
    url=TEXTS,
    language=TEXTS,
    tags=st.lists(st.sampled_from(["flood", "Größe"])).map(tuple),
    saved=TEXTS,
    original=TEXTS,
    sha256=TEXTS,
    extra=st.dictionaries(st.sampled_from(["form", "series"]), st.sampled_from(["link", "Tarn"])),
)


@given(record=RECORDS, shown=st.sampled_from(["Marlow", "the file's name"]))
def test_a_record_comes_back_from_its_text_and_its_columns(record: Record, shown: str) -> None:
    title = record.title or shown

    assert record_of(others_text(record, title), title, [getattr(record, name) for name in IN_COLUMNS]) == record
    assert record_of(record_text(record)) == record


@pytest.mark.parametrize("damaged", ["", "{", "[1]", '{"title": 1, "nothing": 2}', '{"first_published": 3}'])
def test_what_is_no_record_is_refused(damaged: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        record_of(damaged)


def test_a_column_that_is_no_text_is_refused() -> None:
    with pytest.raises(TypeError):
        record_of("{}", "Marlow", [b"Marlow", None, None, None, None, None])  # type: ignore[list-item]
