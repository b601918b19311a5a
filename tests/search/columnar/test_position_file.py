"""Positions come back as they were, whichever form they are written in, and from whatever place they are read."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.columnar import narrow_numbers, position_file
from reader.search.columnar.position_file import PositionFile, PositionWriter
from reader.search.columnar.section_file import SectionFile, SectionWriter
from reader.search.errors import IndexSuspect
from reader.search.schema import FIELD_SHIFT

IN_TEXT = st.integers(0, 4000) | st.sampled_from([0xBFF, 0xC00, 0xCFFF, 0xD000, 70_000, (1 << FIELD_SHIFT) - 1])
ELSEWHERE = st.builds(
    lambda field, word: (field << FIELD_SHIFT) + word,
    st.integers(1, 7),
    st.sampled_from([0, 1, 0xA9, 0xAA, 0x5FF, 0x600]),
)


def written(path: Path, parts: list[list[int]]) -> SectionFile:
    path.unlink(missing_ok=True)
    file = SectionWriter(path)
    with file.spool() as spool:
        writer = PositionWriter(spool)
        for part in parts:
            writer.add(np.array(part, np.uint32))
        writer.finish(file)
    file.close()
    return SectionFile(path)


@given(
    parts=st.lists(st.lists(IN_TEXT | ELSEWHERE, max_size=40), min_size=1, max_size=4),
    near=st.sampled_from([0, 2000]),
    data=st.data(),
)
def test_every_position_comes_back(
    parts: list[list[int]], near: int, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    # With many that are near beginnings, the short form is taken.
    parts = [*parts, [7] * near]
    every = [position for part in parts for position in part]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(narrow_numbers, "_PIECE", 64)
        file = written(tmp_path_factory.getbasetemp() / "positions", parts)
    found = PositionFile(file)
    start = data.draw(st.integers(0, len(every)))
    end = data.draw(st.integers(start, len(every)))
    at = np.array(sorted(data.draw(st.sets(st.integers(0, end - start - 1), max_size=5))) if end > start else [], int)

    assert found.fits(len(every))
    assert not found.fits(len(every) + 1)
    assert found.read(0, len(every)).tolist() == every
    assert found.read(start, end).tolist() == every[start:end]
    assert found.read(start, end, at).tolist() == [every[start:end][each] for each in at]
    file.close()


def test_short_articles_take_twelve_bits_a_position_and_long_ones_sixteen(tmp_path: Path) -> None:
    sizes = [
        written(tmp_path / "positions", [list(range(length)) * (30_000 // length)]).section("positions").size
        for length in (300, 3000, 30_000)
    ]

    assert sizes == [45_000, 45_000, 60_000]


def test_another_form_is_suspect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(position_file, "_FORM", "another name")
    file = written(tmp_path / "positions", [[1]])
    monkeypatch.undo()

    with pytest.raises(IndexSuspect):
        PositionFile(file)
    file.close()
