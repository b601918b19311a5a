"""Settings read from their file: what is wrong in them is a problem, and the default holds."""

from pathlib import Path

import pytest

from reader.room.settings import Settings, load_settings
from reader.view.keymap import Keymap


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


def test_what_is_wrong_is_told_with_file_and_line_and_the_rest_holds(tmp_path: Path) -> None:
    settings = loaded(
        tmp_path,
        "# Mine.\ntheme: light\nthem: dark\npreset: emacs\nmeasure: wide\neditor: [vim, -n]\nkeys:\n  quit: Q\n"
        "  undo: [u, ctrl+z]\nqwertz: 1\n",
    )

    assert (settings.theme, settings.preset, settings.keys) == ("light", "vim", {"quit": "Q"})
    assert settings.problems == (
        "settings.yaml:3: there is no setting “them”. Did you mean “theme”?",
        "settings.yaml:4: “preset” must be one of vim, newsboat, plain.",
        "settings.yaml:5: “measure” must be a number from 20 to 400.",
        "settings.yaml:6: “editor” must be a text.",
        "settings.yaml:9: write the keys of “undo” as one text, separated by spaces.",
        "settings.yaml:10: there is no setting “qwertz”. The settings are library, theme, preset, keys, measure, "
        "order, editor, machine.",
    )


def test_what_a_rebound_key_takes_from_another_command_is_told_with_its_line(tmp_path: Path) -> None:
    settings = loaded(tmp_path, "keys:\n  help: h\n  star: q\n")

    problems = Keymap(settings.preset, settings.keys, settings.key_lines).problems

    assert {each.partition(": ")[0] for each in problems} == {"settings.yaml:2", "settings.yaml:3"}
    assert "“star” takes q from “quit”" in problems[-1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("theme: [", "line 2"),
        ("theme: dark\ntheme: light\n", "“theme” appears twice"),
        ("- theme\n", "not a map of settings"),
        ("keys: q\n", "settings.yaml:1: “keys” must be a map"),
    ],
)
def test_a_file_that_is_no_map_of_settings_is_told(tmp_path: Path, text: str, told: str) -> None:
    settings = loaded(tmp_path, text)

    (problem,) = settings.problems
    assert problem.startswith("settings.yaml")
    assert told in problem


def test_no_file_is_no_problem(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.yaml") == Settings()
