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


def test_nothing_typed_names_all_and_begins_with_what_people_look_for() -> None:
    found = [each.id for each in named(COMMANDS, "  ")]

    assert sorted(found) == sorted(each.id for each in COMMANDS)
    assert found[:3] == ["search", "find", "note"]
    assert found.index("dossier") < found.index("down")


def test_a_word_that_no_command_has_names_none() -> None:
    assert named(COMMANDS, "star zebra") == []


def test_a_label_goes_before_a_help() -> None:
    found = [command.id for command in named(COMMANDS, "note")]
    assert found.index("note") < found.index("notebook") < found.index("versions")
