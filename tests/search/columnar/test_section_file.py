"""A file of sections: what was written is read, and every damage is suspect before it is taken for data."""

from array import array
from pathlib import Path

import pytest

from reader.search.columnar import section_file
from reader.search.columnar.section_file import SectionFile, SectionWriter
from reader.search.errors import IndexSuspect

NUMBERS = array("I", range(900))
LETTERS = b"".join(bytes([number % 251]) * 7 for number in range(500))


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a file of several blocks."""
    monkeypatch.setattr(section_file, "BLOCK", 256)
    path = tmp_path / "sections"
    writer = SectionWriter(path)
    writer.begin("letters")
    for part in (LETTERS[:1000], b"", LETTERS[1000:]):
        writer.append(part)
    writer.add("numbers", NUMBERS)
    writer.begin("empty")
    writer.close()
    return path


def read_all(path: Path) -> tuple[bytes, "array[int]", bytes]:
    file = SectionFile(path)
    try:
        letters, empty = file.section("letters"), file.section("empty")
        parts = [file.read(letters, start, min(300, letters.size - start)) for start in range(0, letters.size, 300)]
        return b"".join(parts), file.numbers("numbers"), file.read(empty, 0, empty.size)
    finally:
        file.close()


def test_what_was_written_is_read_in_parts_and_whole(path: Path) -> None:
    assert read_all(path) == (LETTERS, NUMBERS, b"")


@pytest.mark.parametrize(("largest", "size"), [(0, 4), (0xFFFFFFFF, 4), (1 << 32, 8)])
def test_numbers_take_four_bytes_each_where_all_of_them_fit(tmp_path: Path, largest: int, size: int) -> None:
    writer = SectionWriter(tmp_path / "numbers")
    writer.add("numbers", array("Q", [largest, 7]))
    writer.add("none", array("Q"))
    writer.begin("letters")
    writer.close()
    file = SectionFile(tmp_path / "numbers")

    assert file.section("numbers").size == 2 * size
    assert list(file.numbers("numbers")) == [largest, 7]
    assert list(file.numbers("none")) == []
    with pytest.raises(IndexSuspect):
        file.numbers("letters")
    file.close()


def test_any_flipped_bit_is_suspect(path: Path) -> None:
    whole = path.read_bytes()

    for place in range(0, len(whole), 5):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        try:
            assert read_all(path) == (LETTERS, NUMBERS, b""), place
        except IndexSuspect:
            continue
        # Only what fills up to a multiple of eight is nobody's.
        assert whole[place] == 0, place


def test_a_file_cut_anywhere_is_suspect(path: Path) -> None:
    whole = path.read_bytes()

    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        with pytest.raises(IndexSuspect):
            SectionFile(path)


def test_a_file_cut_while_it_is_open_is_suspect(path: Path) -> None:
    file = SectionFile(path)
    path.write_bytes(path.read_bytes()[:600])

    with pytest.raises(IndexSuspect):
        file.numbers("numbers")
    file.close()


def test_what_is_outside_a_section_is_not_read(path: Path) -> None:
    file = SectionFile(path)

    for start, size in ((0, len(LETTERS) + 1), (-1, 2), (len(LETTERS), 1)):
        with pytest.raises(IndexSuspect):
            file.read(file.section("letters"), start, size)
    with pytest.raises(IndexSuspect):
        file.section("none")
    file.close()


def test_a_file_that_was_not_finished_is_suspect(tmp_path: Path) -> None:
    writer = SectionWriter(tmp_path / "unfinished")
    writer.add("numbers", NUMBERS)
    writer.abandon()

    with pytest.raises(IndexSuspect):
        SectionFile(tmp_path / "unfinished")
