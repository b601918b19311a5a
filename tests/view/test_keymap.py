"""Which key means what: presets, settings on top of them, and what is told of settings that clash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.room.settings import PRESETS
from reader.view.commands import COMMAND_BY_ID, COMMANDS, Command
from reader.view.keymap import Keymap, key_name, parse_key

_DEFAULT_KEYS = sorted({key for command in COMMANDS for key in command.keys})


@pytest.mark.parametrize("preset", PRESETS)
def test_no_two_commands_of_a_preset_share_a_key(preset: str) -> None:
    keymap = Keymap(preset)

    assert keymap.problems == []
    for command in COMMANDS:
        for where in command.where:
            assert keymap.keys(command, where), (command.id, where)
            assert all(keymap.command(key, where) is command for key in keymap.keys(command, where))


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_key_from_the_settings_wins_over_every_default_and_preset(command: Command, preset: str) -> None:
    keymap = Keymap(preset, {command.id: " ".join(_DEFAULT_KEYS)})

    assert {keymap.command(key, where) for key in _DEFAULT_KEYS for where in command.where} == {command}
    assert keymap.keys(command) == tuple(_DEFAULT_KEYS)


def test_a_command_keeps_none_of_its_default_keys_once_it_is_rebound() -> None:
    keymap = Keymap("vim", {"star": "n ctrl+t"})

    assert keymap.command("n", "list") is COMMAND_BY_ID["star"]
    assert keymap.command("s", "list") is None
    assert keymap.key("star") == "n"


def test_a_setting_that_takes_the_key_of_another_command_is_told_with_its_line() -> None:
    keymap = Keymap("vim", {"star": "n"}, {"star": 3})

    assert keymap.problems == [
        "settings.yaml:3: “star” takes n from “next-hit”, which has no other key there "
        "(list, article, notes, facets, months).",
        "settings.yaml:3: “star” takes n from “dismiss”, which has no other key there (crossrefs).",
    ]


def test_a_command_that_lost_one_of_two_keys_is_told_with_the_other() -> None:
    assert Keymap("vim", {"star": "ctrl+p"}).problems == [
        "settings.yaml: “star” takes Ctrl+P from “palette”, which still has : "
        "(list, article, crossrefs, notes, facets, months)."
    ]


def test_two_settings_on_one_key_in_one_pane_are_told_and_the_later_one_wins() -> None:
    keymap = Keymap("vim", {"mark-note": "ctrl+t", "group-notes": "Ctrl+T"}, {"mark-note": 7, "group-notes": 8})

    assert keymap.problems == [
        "settings.yaml:8: “group-notes” takes Ctrl+T from “mark-note” (line 7), "
        "which has no other key there (notebook)."
    ]
    assert keymap.command("ctrl+t", "notebook") is COMMAND_BY_ID["group-notes"]


def test_commands_that_never_meet_may_share_a_key() -> None:
    rebound = {"mark-note": "ctrl+t", "next-annotation": "ctrl+t", "only-different": "ctrl+t"}

    assert Keymap("vim", rebound).problems == []


def test_two_commands_may_change_their_keys() -> None:
    assert Keymap("vim", {"star": "r", "toggle-read": "s"}).problems == []


def test_a_command_without_a_key_is_named_and_not_shown_in_the_footer() -> None:
    keymap = Keymap("vim", {"crossrefs": ""})

    assert keymap.problems == []
    assert keymap.fill("Press {crossrefs}.") == "Press “cross-references”."
    assert "crossrefs" not in [command_id for command_id, _, _ in keymap.footer("list")]


def test_an_unknown_command_is_told_with_the_nearest_name() -> None:
    keymap = Keymap("vim", {"stra": "x", "qqqq": "x"}, {"stra": 5})

    assert keymap.problems == [
        "settings.yaml:5: there is no command “stra”. Did you mean “star”?",
        "settings.yaml: there is no command “qqqq”. `reader keys` lists all commands.",
    ]


@pytest.mark.parametrize("key", ["bogus", "ctrl+ctrl+a", "f25", "super+a", "ctrl+", "++", "\x1b"])
def test_what_is_no_key_is_told_and_the_others_count(key: str) -> None:
    keymap = Keymap("vim", {"star": f"ctrl+t {key}"})

    assert keymap.problems == [f"settings.yaml: “{key}” is not a key."]
    assert keymap.key("star") == "Ctrl+T"


@pytest.mark.parametrize(
    ("written", "key", "name"),
    [
        ("ctrl+d", "ctrl+d", "Ctrl+D"),
        ("Ctrl+D", "ctrl+d", "Ctrl+D"),
        ("alt+left", "alt+left", "Alt+←"),
        ("Alt+←", "alt+left", "Alt+←"),
        ("j", "j", "j"),
        ("G", "G", "G"),
        ("shift+g", "G", "G"),
        ("Esc", "escape", "Esc"),
        ("shift+tab", "shift+tab", "Shift+Tab"),
        ("F1", "f1", "F1"),
        ("question_mark", "?", "?"),
        ("slash", "/", "/"),
        ("Shift+Ctrl+PgDn", "ctrl+shift+pagedown", "Ctrl+Shift+PgDn"),
        ("ctrl++", "ctrl+plus", "Ctrl++"),
        ("alt+?", "alt+question_mark", "Alt+?"),
        ("ctrl+i", "tab", "Tab"),
        ("ctrl+m", "enter", "Enter"),
        ("ctrl+[", "escape", "Esc"),
        ("Ж", "Ж", "Ж"),
    ],
)
def test_keys_are_read_as_they_are_printed_or_as_textual_names_them(written: str, key: str, name: str) -> None:
    assert parse_key(written) == key
    assert key_name(key) == name


@pytest.mark.parametrize("key", _DEFAULT_KEYS)
def test_the_name_of_a_key_can_be_written_into_the_settings(key: str) -> None:
    assert parse_key(key) == key
    assert parse_key(key_name(key)) == key


@given(st.text(max_size=12))
def test_whatever_is_written_for_a_key_is_read_or_refused(text: str) -> None:
    key = parse_key(text)

    assert parse_key(key) == key
    assert not key or key_name(key)
