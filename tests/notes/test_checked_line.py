"""A line with its checksum."""

from hypothesis import given
from hypothesis import strategies as st

from reader.notes.checked_line import checked_content, with_checksum


@given(st.binary())
def test_a_line_gives_back_what_it_holds(content: bytes) -> None:
    assert checked_content(with_checksum(content)) == content


@given(st.binary(min_size=1), st.data())
def test_a_line_with_one_other_byte_is_damaged(content: bytes, data: st.DataObject) -> None:
    line = with_checksum(content)
    at = data.draw(st.integers(0, len(line) - 1))
    changed = data.draw(st.integers(1, 255))

    damaged = line[:at] + bytes([line[at] ^ changed]) + line[at + 1 :]

    assert checked_content(damaged) is None


@given(st.binary(max_size=15))
def test_a_line_that_was_cut_short_is_damaged(rest: bytes) -> None:
    assert checked_content(rest) is None
