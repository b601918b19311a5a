"""Settings read from their file: what is wrong in them is a problem, and the default holds."""

from pathlib import Path

import pytest

from reader.room.settings import Places, Settings, declared_settings, load_settings
from reader.room.settings_file import SettingError, change_setting
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
        "settings.yaml:9: write “undo” in “keys” as one text, its parts separated by spaces.",
        f"settings.yaml:10: there is no setting “qwertz”. The settings are {', '.join(declared_settings())}.",
    )


def test_what_a_rebound_key_takes_from_another_command_is_told_with_its_line(tmp_path: Path) -> None:
    settings = loaded(tmp_path, "keys:\n  help: h\n  star: q\n")

    problems = Keymap(settings.preset, settings.keys, settings.key_lines).problems

    assert {each.partition(": ")[0] for each in problems} == {"settings.yaml:2", "settings.yaml:3"}
    assert "“star” takes q from “quit”" in problems[-1]


def test_a_macro_that_cannot_run_is_told_once_where_it_stands_whatever_keys_it_has(tmp_path: Path) -> None:
    settings = loaded(tmp_path, "macros:\n  keep: star stra\nkeys:\n  keep: ctrl+k\n")

    assert Keymap.of(settings).problems == [
        "settings.yaml:2: the macro “keep” has no command “stra” to run. Did you mean “star”?"
    ]


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


SETTINGS = """\
# Mine.
theme: light  # at home
keys:
    quit: Q
    undo: "u ctrl+z"
measure: 60
"""


@pytest.mark.parametrize(
    ("name", "text", "row", "now"),
    [
        ("theme", "dark", 'theme: "dark"', ("theme", "dark")),
        ("order", "title", 'order: "title"', ("order", "title")),
        ("keys.quit", "ctrl+x", '    quit: "ctrl+x"', ("keys", {"quit": "ctrl+x", "undo": "u ctrl+z"})),
        ("keys.star", "m", '    star: "m"', ("keys", {"quit": "Q", "undo": "u ctrl+z", "star": "m"})),
        ("editor", 'say "x" # no', 'editor: "say \\"x\\" # no"', ("editor", 'say "x" # no')),
        ("measure", None, "# Mine.", ("measure", 72)),
        ("keys.undo", None, "    quit: Q", ("keys", {"quit": "Q"})),
    ],
)
def test_a_setting_is_changed_in_its_file_and_all_other_lines_stay(
    name: str, text: str | None, row: str, now: tuple[str, object], tmp_path: Path
) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text(SETTINGS, encoding="utf-8")

    settings = change_setting(path, name, text)

    rows = path.read_text(encoding="utf-8").splitlines()
    assert row in rows
    assert len([each for each in SETTINGS.splitlines() if each not in rows]) <= 1
    assert getattr(settings, now[0]) == now[1]
    assert load_settings(path) == settings


def test_an_entry_makes_its_map_and_the_last_one_takes_it_away(tmp_path: Path) -> None:
    path = tmp_path / "reading-room" / "settings.yaml"

    assert change_setting(path, "keys.star", "m").keys == {"star": "m"}
    assert change_setting(path, "keys.star", None) == Settings()
    assert path.read_text() == ""


@pytest.mark.parametrize(
    ("file", "name", "text", "told"),
    [
        ("", "them", "dark", "There is no setting “them”. Did you mean “theme”?"),
        (
            "",
            "theme",
            "drak",
            "contrast, sixteen. Did you mean “dark”?",
        ),
        ("", "measure", "7", "“measure” must be a number from 20 to 400."),
        ("", "keys", "q", "“keys” is a map: name one of its entries, as in “keys.NAME”."),
        ("theme: [", "theme", "dark", "cannot be read, so it was not changed"),
        ("- theme\n", "theme", "dark", "not a map of settings, so it was not changed"),
        ("editor: >\n  vim\n  -n\n", "editor", "nano", "written in a way that only you can change"),
        ("keys: {star: m, quit: Q}\n", "keys.star", "n", "written in a way that only you can change"),
    ],
)
def test_what_cannot_be_changed_is_told_and_the_file_stays_as_it_is(
    file: str, name: str, text: str, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text(file)

    with pytest.raises(SettingError) as raised:
        change_setting(path, name, text)

    assert told in str(raised.value)
    assert path.read_text() == file


def test_settings_that_are_a_link_are_read_and_changed_where_it_leads(places: Places) -> None:
    target = places.config.parent / "dotfiles" / "reader.yaml"
    target.parent.mkdir(parents=True)
    target.write_text("theme: dark\n")
    places.config.mkdir(parents=True, exist_ok=True)
    (places.config / "settings.yaml").symlink_to(target)

    assert load_settings(places.settings).theme == "dark"
    change_setting(places.settings, "measure", "60")

    assert (places.config / "settings.yaml").is_symlink()
    assert target.read_text() == 'theme: dark\nmeasure: "60"\n'
