"""The command line: what a line orders, and how it is completed."""

import pytest

from reader.room.settings import declared_settings
from reader.view.command_line import CommandWords
from reader.view.commands import COMMAND_BY_ID
from reader.view.keymap import Keymap

KEYMAP = Keymap("vim", macros={"keep": "star tag"})
WORDS = CommandWords(KEYMAP.commands, declared_settings(), KEYMAP, dict.fromkeys(declared_settings(), "…"))


@pytest.mark.parametrize(
    ("line", "command_id"),
    [("star", "star"), (" star ", "star"), ("keep", "keep"), ("q", "quit"), ("q!", "quit"), ("h", "help")],
)
def test_a_line_names_a_command_or_a_macro(line: str, command_id: str) -> None:
    command = WORDS.order(line).command
    assert command is not None
    assert command.id == command_id


@pytest.mark.parametrize(
    ("line", "setting", "value"),
    [
        ("set theme light", "theme", "light"),
        ("set  measure  60 ", "measure", "60"),
        ("set editor vim -n", "editor", "vim -n"),
        ("set keys.star m ctrl+t", "keys.star", "m ctrl+t"),
    ],
)
def test_a_line_changes_a_setting(line: str, setting: str, value: str) -> None:
    assert WORDS.order(line)[1:] == (setting, value, "")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("stra", "There is no command “stra” here."),
        ("sta", "Did you mean “star”?"),
        ("set", "Say which setting: set NAME VALUE."),
        ("set them light", "Did you mean “theme”?"),
        ("set theme drak", "Did you mean “dark”?"),
        ("set measure 7", "“measure” must be a number from 20 to 400."),
        ("star now", "There is no command “star now” here."),
    ],
)
def test_what_is_no_order_is_told(line: str, told: str) -> None:
    assert told in WORDS.order(line).problem


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("st", "star"),
        ("kee", "keep"),
        ("se", "search"),
        ("cross", "crossrefs"),
        ("set the", "set theme "),
        ("set theme l", "set theme light"),
        ("set ", "set library "),
    ],
)
def test_a_line_is_completed(line: str, first: str) -> None:
    assert WORDS.completions(line)[0].line == first


def test_every_command_and_every_setting_is_a_completion_of_what_it_begins_with() -> None:
    for command in KEYMAP.commands:
        assert command.id in [each.line for each in WORDS.completions(command.id[:-1])]
    for name in declared_settings():
        assert f"set {name} " in [each.line for each in WORDS.completions(f"set {name[:-1]}")]


def test_a_number_is_completed_by_what_it_may_be() -> None:
    assert WORDS.completions("set measure 6") == [("set measure 6", "takes a number from 20 to 400")]


def test_a_command_is_offered_with_its_key_first() -> None:
    assert WORDS.completions("sta")[0] == ("star", f"s · {COMMAND_BY_ID['star'].help}")
