"""Marks of places: a letter each, kept in a file of this machine."""

from pathlib import Path

import pytest

from reader.library.errors import ReaderError
from reader.room.place_marks import PlaceMark, PlaceMarks


def test_a_mark_is_kept_and_another_window_sees_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "marks.txt"
    marks, other = PlaceMarks(path), PlaceMarks(path)

    marks.put(PlaceMark("b", "flood", 12))
    other.put(PlaceMark("a", "music", 0))
    marks.put(PlaceMark("b", "flood", 40))

    assert marks.all() == [PlaceMark("a", "music", 0), PlaceMark("b", "flood", 40)]
    assert other.delete("b")
    assert not marks.delete("b")
    assert marks.all() == [PlaceMark("a", "music", 0)]


@pytest.mark.parametrize("letter", ["", "ab", "ä", " ", "-"])
def test_only_a_letter_or_a_digit_can_be_a_mark(letter: str, tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="choose a letter or a digit"):
        PlaceMarks(tmp_path / "marks.txt").put(PlaceMark(letter, "flood", 0))


def test_lines_that_are_no_marks_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "marks.txt"
    path.write_text("a flood 1\n\nb ../x 2\nnothing\nc music 99999999999\nd music 3\n")

    assert [each.letter for each in PlaceMarks(path).all()] == ["a", "d"]
