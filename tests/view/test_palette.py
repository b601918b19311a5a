"""Which commands the palette offers for what was typed."""

import pytest

from reader.view.commands import COMMANDS
from reader.view.palette import named


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("quit", "quit"),
        ("hit", "next-hit"),
        ("STAR", "star"),
        ("star the article", "star"),
        ("only what differs", "only-different"),
        ("previous sent", "previous-sentence"),
    ],
)
def test_a_command_is_found_by_its_label_or_its_help(typed: str, first: str) -> None:
    assert named(COMMANDS, typed)[0].id == first


def test_nothing_typed_names_all_in_their_order() -> None:
    assert named(COMMANDS, "  ") == [*COMMANDS]


def test_a_word_that_no_command_has_names_none() -> None:
    assert named(COMMANDS, "star zebra") == []


def test_a_label_goes_before_a_help() -> None:
    found = [command.id for command in named(COMMANDS, "note")]
    assert found.index("note") < found.index("notebook") < found.index("versions")
