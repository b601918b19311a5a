"""`reader config`: shows, explains, changes, edits and checks the settings."""

import json
from pathlib import Path

import pytest

from reader.cli.main import main
from reader.room.settings import Places, declared_settings


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(["config", *words])
    out, err = capsys.readouterr()
    return status, out, err


def test_a_setting_is_set_explained_and_unset(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "set", "keys.star", "m", "ctrl+t")[:2] == (0, "keys.star is now m ctrl+t.\n")
    assert run(capsys, "set", "measure", "60")[0] == 0

    status, out, _ = run(capsys, "explain", "measure")
    assert status == 0
    assert "value    60" in out
    assert "a number from 20 to 400" in out
    assert run(capsys, "unset", "measure")[1] == "measure is now 72.\n"
    assert places.settings.read_text() == 'keys:\n  star: "m ctrl+t"\n'


def test_one_setting_is_explained_by_its_name_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "measure") == run(capsys, "explain", "measure")
    assert "Did you mean “check”?" in run(capsys, "chek")[2]


def test_the_values_of_all_settings_stand_in_one_column(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [line for line in run(capsys)[1].splitlines() if line]

    assert len({len(row) - len(row.split(maxsplit=1)[1]) for row in rows}) == 1


@pytest.mark.parametrize("words", [("set", "measur", "60"), ("explain", "measur")])
def test_a_wrong_name_is_told_with_the_nearest(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, *words)

    assert (status, out) == (1, "")
    assert "Did you mean “measure”?" in err


def test_mistakes_are_told_with_their_lines_and_status_1(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check")[0] == 0
    places.config.mkdir(parents=True)
    places.settings.write_text("theme: drak\nkeys:\n  stra: m\n")

    status, out, _ = run(capsys, "check", "--json")

    problems = json.loads(out)["problems"]
    assert status == 1
    assert [each.partition(":")[2][:1] for each in problems] == ["1", "3"]


def test_the_file_that_is_edited_first_explains_every_setting(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i "s/^# theme: .*/theme: purple/" "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))

    status, out, _ = run(capsys, "edit")

    text = places.settings.read_text()
    assert all(f"# {each.help} (" in text for each in declared_settings().values())
    assert status == 1
    assert "“theme” must be one of auto" in out


def test_without_an_editor_the_file_is_named(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert str(places.settings) in run(capsys, "edit")[2]
