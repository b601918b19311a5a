import inspect
from pathlib import Path

import pytest

from reader.cli.commands import command_names
from reader.search.fields import FIELDS, OPERATORS
from reader.tui.compare.screen import CompareScreen
from reader.tui.dialogs.pages import help_page
from reader.tui.notebook.screen import NotebookScreen
from reader.tui.reading.screen import _CARET_MOVES, _MOVES, ReadingScreen
from reader.view.commands import COMMANDS, GROUPS, Command
from reader.view.keymap import Keymap, key_name

README = Path(__file__).resolve().parents[2] / "README.md"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_can_be_done_and_explains_itself(command: Command) -> None:
    handler = "do_" + command.id.replace("-", "_")
    screens = {
        NotebookScreen: "notebook" in command.where,
        CompareScreen: "compare" in command.where,
        ReadingScreen: bool(command.where - {"notebook", "compare"}),
    }
    moves = command.id in _MOVES or command.id in _CARET_MOVES

    for screen, applies in screens.items():
        assert moves or inspect.isfunction(getattr(screen, handler, None)) or not applies, screen
    assert command.help[0].isupper()
    assert not command.help.endswith(".")
    assert command.group in GROUPS
    assert command.where


@pytest.mark.parametrize("command", [each for each in COMMANDS if each.twin], ids=lambda command: command.id)
def test_a_twin_is_a_command_of_the_command_line(command: Command) -> None:
    assert command.twin.split()[1] in command_names()


def test_the_readme_tells_every_command_and_its_keys() -> None:
    told = README.read_text(encoding="utf-8")
    keymap = Keymap()

    for command in COMMANDS:
        keys = " ".join(f"`{key_name(key)}`" for key in keymap.keys(command))
        assert f"| {keys} | {command.help} |" in told


def test_the_readme_and_the_help_tell_every_field_and_operator_of_a_query() -> None:
    told = README.read_text(encoding="utf-8")
    page = help_page(Keymap()).plain

    for syntax, meaning in OPERATORS:
        assert f"| `{syntax}` | {meaning} |" in told
        assert syntax in page
        assert meaning in page
    for field in FIELDS:
        choices = f" ({', '.join(field.choices)})" if field.choices else ""
        assert f"| `{field.name}:` | {field.help}{choices} | `{field.example}` |" in told
        assert field.example in page
        assert field.help in page
