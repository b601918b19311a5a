import pytest

from reader.cli.command import action_of
from reader.cli.commands import load_command
from reader.room.settings import THEMES
from reader.search.query import FIELDS, OPERATORS
from reader.view.commands import COMMAND_BY_ID, COMMANDS, GROUPS, Command
from reader.view.keymap import Keymap
from reader.view.page_layout import page_text
from reader.view.pages import help_page


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_explains_itself(command: Command) -> None:
    assert command.help[0].isupper()
    assert not command.help.endswith(".")
    assert command.group in GROUPS
    assert command.where


@pytest.mark.parametrize("command", [each for each in COMMANDS if each.twin], ids=lambda command: command.id)
def test_a_twin_is_a_command_of_the_command_line(command: Command) -> None:
    _, name, *rest = command.twin.split()
    twin = load_command(name)
    if rest and not rest[0].startswith("--"):
        action = action_of(twin, rest.pop(0))
        assert action is not None
        twin = action

    assert {*rest} <= {option for each in twin.options for option in each.spelled}


def test_the_help_of_the_colors_names_all_of_them() -> None:
    assert all(theme in COMMAND_BY_ID["theme"].help for theme in THEMES)


def test_the_help_tells_every_field_and_operator_of_a_query() -> None:
    page = page_text(help_page(Keymap()))

    for syntax, meaning in OPERATORS:
        assert syntax in page
        assert meaning in page
    for field in FIELDS:
        assert field.example in page
        assert field.help in page


def test_help_begins_with_what_the_footer_shows_in_its_order() -> None:
    keymap = Keymap()
    page = page_text(help_page(keymap, "list"))
    helps = [COMMAND_BY_ID[command_id].help for command_id, _, _ in keymap.footer("list")]

    at = [page.index(each) for each in helps]

    assert at == sorted(at)
