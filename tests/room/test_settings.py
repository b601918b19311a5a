"""Settings read from their file: what is wrong in them is a problem, and the default holds."""

from pathlib import Path

import pytest

from reader.room.settings import Settings, load_settings


def loaded(folder: Path, text: str) -> Settings:
    path = folder / "settings.yaml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


@pytest.mark.parametrize("width", [20, 72, 400])
def test_a_measure_in_its_range_is_used(tmp_path: Path, width: int) -> None:
    settings = loaded(tmp_path, f"measure: {width}\n")

    assert (settings.measure, settings.problems) == (width, ())


@pytest.mark.parametrize("width", ["19", "0", "-30", "401", "4000", "0100000", "72.5", "wide", "٧٢", "''"])
def test_a_measure_out_of_its_range_is_a_problem(tmp_path: Path, width: str) -> None:
    settings = loaded(tmp_path, f"measure: {width}\n")

    assert settings.measure == Settings().measure
    assert len(settings.problems) == 1
    assert "“measure”" in settings.problems[0]
