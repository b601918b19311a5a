"""Selecting by motions, text objects and the mouse."""

import pytest

from reader.room import ReadingRoom
from tests.tui.conftest import Sit, Table
from tests.tui.test_annotating import to_first_sentence


def selected(table: Table) -> str | None:
    caret = table.screen.article_view.caret
    span = caret.selection()
    return caret.plain.text[slice(*span)] if span else None


async def test_text_objects_select_what_the_caret_is_in(sit: Sit, room: ReadingRoom) -> None:
    paragraph = "The river Tarn rose on Monday. Mayor Anna Keller said that 412 homes were lost in Marlow."
    async with sit() as table:
        await to_first_sentence(table)
        start = table.screen.article_view.caret.offset
        for keys, words in (("iw", "river"), ("is", "The river Tarn rose on Monday."), ("ip", paragraph)):
            table.screen.article_view.go_to(start)
            await table.press("w", "v", *keys)
            assert selected(table) == words
            await table.press("H")

            assert words in {each.exact for each in room.notes.of("flood")}


async def test_a_text_object_is_extended_by_moving_on(sit: Sit) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("v", "i", "s", "w")
        assert selected(table) == "The river Tarn rose on Monday. Mayor"
        await table.press("i", "w")
        assert selected(table) == "Mayor"


async def test_motions_extend_the_selection(sit: Sit) -> None:
    sentences = "The river Tarn rose on Monday. Mayor Anna Keller said that 412 homes were lost in Marlow"
    motions = {
        ("w",): "The river",
        ("w", "w", "W"): "The river",
        (")",): "The river Tarn rose on Monday",
        (")", ")"): sentences,
        ("(",): "The night\n\nThe",
        ("}",): sentences,
        ("{",): "The night\n\nThe",
    }
    async with sit() as table:
        await to_first_sentence(table)
        start = table.screen.article_view.caret.offset
        for keys, words in motions.items():
            table.screen.article_view.go_to(start)
            await table.press("v", *keys)

            assert selected(table) == words, keys
            await table.press("escape")


async def test_the_selection_ends_and_its_keys_mean_again_what_they_did(sit: Sit) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        for key in ("v", "escape"):
            await table.press("v")
            await table.until(lambda: "select inside" in table.text().splitlines()[-1])
            await table.press(key)

            assert selected(table) is None
            await table.until(lambda: "select inside" not in table.text().splitlines()[-1])
            await table.press("i")
            await table.sees("Record")
            await table.press("escape")


async def test_hits_and_annotations_extend_a_selection_and_end_nothing(sit: Sit) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("v", "n")
        assert table.article_id == "flood"
        assert "no hit" in table.screen.status.said
        await table.press("escape", ")", "H", "(", "v", "]")
        assert selected(table) == "The river Tarn rose on Monday. Mayor"
        await table.press("escape", "f")
        await table.type("point")
        await table.press("enter", "v", "n")
        assert selected(table) == "point about dams.\nA second point"


async def test_a_selection_is_highlighted_in_the_color_of_a_digit(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("v", "w", "C", "2")

        (note,) = room.notes.of("flood")
        assert (note.exact, note.color) == ("The river", "green")
        assert selected(table) is None


async def test_dragging_selects_and_a_click_ends_it(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        view = table.screen.article_view
        rows = [strip.text for strip in table.strips()]
        y = next(number for number, row in enumerate(rows) if "The river Tarn rose" in row)
        left = rows[y].index("The river")
        await table.pilot.mouse_down(offset=(left, y))
        await table.pilot.hover(offset=(left + 12, y))
        await table.pilot.mouse_up(offset=(left + 12, y))
        assert selected(table) == "The river Tarn"
        assert table.screen.is_selecting
        await table.press("H")
        assert room.notes.of("flood")[0].exact == "The river Tarn"
        await table.pilot.click(offset=(left, y))
        assert view.caret.anchor is None


@pytest.mark.parametrize("preset", ["newsboat", "plain"])
async def test_other_presets_have_the_same_second_keys(preset: str, room: ReadingRoom) -> None:
    from reader.view.commands import COMMANDS
    from reader.view.keymap import Keymap

    keymap = Keymap(preset)

    for command in COMMANDS:
        assert len({each.key for each in command.then}) == len(command.then)
        for each in command.then:
            assert each.word in command.help
        if command.then:
            assert keymap.keys(command)
