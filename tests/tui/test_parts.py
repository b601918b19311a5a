"""What screens are composed of: every command has one handler, every message of a pane is heard by one part."""

from collections.abc import Mapping

import pytest
from textual.message import Message

from reader.room import ReadingRoom
from reader.tui.app import ReaderApp
from reader.tui.asker import Answer, Asker
from reader.tui.commanded import CommandedScreen
from reader.tui.compare.screen import CompareScreen, PairWish
from reader.tui.notebook.screen import NotebookScreen, NotebookView
from reader.tui.panes.fact import Fact
from reader.tui.part import Part
from reader.view.commands import COMMANDS
from tests.tui.conftest import Sit


def screens(room: ReadingRoom) -> Mapping[str, CommandedScreen[object]]:
    """Return one screen of each kind, by the place of its own commands."""
    reading = ReaderApp(room, with_indexing=False).reading
    reading.complete()
    compare = CompareScreen(room, reading.keymap, PairWish("flood", "music"))
    notebook = NotebookScreen(room, reading.keymap, NotebookView())
    return {"reading": reading, "compare": compare, "notebook": notebook}  # type: ignore[dict-item]  # results differ


async def test_every_command_has_a_handler_on_each_screen_where_it_applies(room: ReadingRoom) -> None:
    own = {"compare", "notebook"}

    for name, screen in screens(room).items():
        here = {
            each.id for each in COMMANDS if (name in each.where if name in own else each.where - own - {"selection"})
        }
        while_selecting = {each.id for each in COMMANDS if "selection" in each.where}
        assert here - screen.commands.keys() == set(), name
        assert screen.commands.keys() - here - while_selecting == set(), name


async def test_a_choice_after_a_key_is_taken_by_its_handler(sit: Sit) -> None:
    async with sit() as table:
        for command in COMMANDS:
            if command.then and command.id in table.screen.commands:
                table.screen.commands[command.id](command.then[0].word)


async def test_every_fact_of_a_pane_is_heard_by_a_part_of_some_screen_and_parts_hear_nothing_else(
    room: ReadingRoom,
) -> None:
    heard = {kind for screen in screens(room).values() for kind in screen.heard}

    assert heard == {*Fact.__subclasses__()}


async def test_two_parts_with_one_command_are_refused(room: ReadingRoom) -> None:
    screen = screens(room)["reading"]
    one, other = Part(), Part()
    one.commands = other.commands = {"star": lambda: None}

    with pytest.raises(ValueError, match="star"):
        screen.take_parts(one, other)


async def test_two_parts_that_hear_one_message_are_refused(room: ReadingRoom) -> None:
    screen = screens(room)["reading"]
    one, other = Part(), Part()
    one.heard = other.heard = {Message: lambda _: None}

    with pytest.raises(ValueError, match="Message"):
        screen.take_parts(one, other)


async def test_no_screen_has_more_than_three_bases_of_ours(room: ReadingRoom) -> None:
    for screen in screens(room).values():
        bases = [each for each in type(screen).__mro__[1:] if each.__module__.startswith("reader.")]
        assert len(bases) <= 3, bases


async def test_a_late_answer_reaches_no_part(sit: Sit) -> None:
    async with sit() as table:
        shown: list[str] = []

        def show(_: str, value: str) -> None:
            shown.append(value)

        asker: Asker[str, str] = table.screen.asker("test", lambda question, _: iter([question]), show)
        late = Answer(asker.ask("old"), "old", "old")
        asker.forget()
        table.screen.post_message(table.screen.Answered(asker, late))
        await table.pilot.pause()
        assert shown == []

        asker.ask("new")
        await table.until(lambda: shown)
        assert shown == ["new"]
        asker.stop()
