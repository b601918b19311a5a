"""Which key means what: presets, settings on top of them, and what is told of settings that clash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.room.settings import PRESETS
from reader.view.commands import COMMAND_BY_ID, COMMANDS, WHERES, Command, Where
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
        "(list, article, crossrefs, notes, facets, months).",
    ]


def test_a_command_that_lost_one_of_two_keys_is_told_with_the_other() -> None:
    assert Keymap("vim", {"star": "f1"}).problems == [
        "settings.yaml: “star” takes F1 from “help”, which still has ? "
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


@pytest.mark.parametrize(
    "key", ["g,", ",g", "g,bogus", "a,b,c,d,e", "bogus", "ctrl+ctrl+a", "f25", "super+a", "ctrl+", "++", "\x1b"]
)
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
        ("g,g", "g g", "g,g"),
        ("Ctrl+X,Esc", "ctrl+x escape", "Ctrl+X,Esc"),
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


def pressed(keymap: Keymap, where: Where, *keys: str) -> str:
    """Return the id of the command that keys mean one after the other, else what is said of the last."""
    begun = ""
    for key in keys:
        command = keymap.pressed(key, None, where, begun=begun)
        if command is not None:
            return command.id
        before, begun = begun, keymap.begins(key, None, where, begun=begun)
        if not begun:
            return keymap.told_nothing(key, None, before)
    return "waits"


def test_keys_one_after_the_other_mean_a_command() -> None:
    keymap = Keymap("vim", {"top": "g,g home", "star": "g,s"})

    assert keymap.problems == []
    assert pressed(keymap, "list", "g") == "waits"
    assert [(key, each.id) for key, each in keymap.continuations("g", "list")] == [("g", "top"), ("s", "star")]
    assert pressed(keymap, "list", "g", "g") == "top"
    assert pressed(keymap, "list", "g", "s") == "star"
    assert pressed(keymap, "list", "g", "x") == "g,x does nothing here. ? shows the keys."


def test_keys_that_begin_with_a_command_are_told_to_be_out_of_reach() -> None:
    assert Keymap("vim", {"star": "g,s"}, {"star": 4}).problems == [
        "settings.yaml:4: g,s can never be typed for “star”: “top” takes its beginning. Give that another key."
    ]


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("where", WHERES)
def test_a_key_that_does_nothing_in_a_place_says_where_it_does(where: Where, preset: str) -> None:
    keymap = Keymap(preset)

    for command in COMMANDS:
        key = keymap.keys(command)[0]
        if keymap.command(key, where) is None:
            told = keymap.told_nothing(key, None)
            assert told.startswith(f"{key_name(key)} (")
            assert "works " in told


def test_a_macro_is_a_command_that_runs_others() -> None:
    keymap = Keymap("vim", {"keep": "ctrl+k"}, macros={"keep": "star tag"})

    found = keymap.pressed("ctrl+k", None, "list")
    assert found is not None
    assert [each.id for each in keymap.macros[found.id]] == ["star", "tag"]
    assert found.help == "Run star, tag"
    assert keymap.problems == []


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("star", "tag", "“star” is a command; give the macro another name."),
        ("keep", "stra", "the macro “keep” has no command “stra” to run. Did you mean “star”?"),
        ("keep", "  ", "the macro “keep” runs nothing."),
        ("keep", "keep", "the macro “keep” has no command “keep” to run."),
    ],
)
def test_a_macro_that_cannot_run_is_told_with_its_line(name: str, text: str, told: str) -> None:
    keymap = Keymap("vim", {name: "ctrl+k"}, {f"macros.{name}": 2, name: 5}, {name: text})

    assert keymap.problems[0].startswith(f"settings.yaml:2: {told}")
    assert keymap.macros == {}


# What the fingers of people know, by preset: the keys, where, and the command.
HABITS: list[tuple[str, Where, str, str]] = [
    ("vim", "list", "j", "down"), ("vim", "list", "G", "bottom"), ("vim", "article", "ctrl+d", "half-down"),
    ("vim", "article", "/", "search"), ("vim", "article", "n", "next-hit"), ("vim", "article", "N", "previous-hit"),
    ("vim", "article", "v", "select"), ("vim", "list", ":", "command-line"), ("vim", "article", "ctrl+o", "trail-back"),
    ("vim", "list", "ctrl+z", "suspend"), ("vim", "crossrefs", "n", "next-hit"), ("vim", "crossrefs", "d", "dismiss"),
    ("newsboat", "list", "n", "next-hit"), ("newsboat", "list", "p", "previous-hit"),
    ("newsboat", "list", "N", "toggle-read"), ("newsboat", "article", "q", "back"), ("newsboat", "list", "Q", "quit"),
    ("newsboat", "article", "o", "open-address"), ("newsboat", "list", "o", "open-address"),
    ("newsboat", "article", "O", "open-original"), ("newsboat", "article", "u", "links"),
    ("newsboat", "list", "A", "read-all"), ("newsboat", "list", "R", "refresh"),
    ("newsboat", "list", "enter", "open"), ("newsboat", "list", "?", "help"),
    ("plain", "list", "down", "down"), ("plain", "list", "ctrl+f", "search"), ("plain", "article", "f3", "find"),
    ("plain", "article", "backspace", "back"), ("plain", "list", "ctrl+q", "quit"), ("plain", "list", "f1", "help"),
    ("plain", "article", "ctrl+z", "undo"),
]  # fmt: skip


@pytest.mark.parametrize(("preset", "where", "key", "command_id"), HABITS)
def test_a_preset_does_what_the_fingers_know(preset: str, where: Where, key: str, command_id: str) -> None:
    assert pressed(Keymap(preset), where, key) == command_id


@pytest.mark.parametrize("preset", PRESETS)
def test_no_key_throws_away_in_one_pane_and_does_something_harmless_in_another(preset: str) -> None:
    """What takes something away (`d`) means that in every pane in which it means anything."""
    keymap = Keymap(preset)
    harmful = {"dismiss", "delete-note", "delete-notes", "remove"}

    for harm in filter(None, map(COMMAND_BY_ID.get, sorted(harmful))):
        for key in keymap.keys(harm):
            meant = {found.id for where in WHERES if (found := keymap.command(key, where))}
            assert meant <= harmful, (key, meant)
