"""What is pasted into a one-line box of the app, wherever it is."""

from hypothesis import given
from hypothesis import strategies as st
from textual import events

from reader.library.safe_text import clean
from reader.room import ReadingRoom
from reader.tui.panes.line_box import LONGEST_PASTE, LineBox, one_line
from tests.tui.conftest import Sit, Table
from tests.tui.test_annotating import to_first_sentence

PASTED = "412 homes\r\n  lost in\tMarlow \n\n\x1b]0;title\x07"
JOINED = "412 homes lost in Marlow \ufffd]0;title\ufffd"


def box_with_keys(table: Table) -> LineBox:
    focused = table.app.screen.focused
    assert isinstance(focused, LineBox)
    return focused


async def paste(table: Table, text: str) -> None:
    table.app.post_message(events.Paste(text))
    await table.pilot.pause()


async def to_search(table: Table) -> None:
    await table.press("/")


async def to_find(table: Table) -> None:
    await table.press("2", "f")


async def to_search_name(table: Table) -> None:
    await table.press("/")
    await table.type("river")
    await table.press("enter", "1", "ctrl+s")


async def to_notebook(table: Table) -> None:
    await table.press("B", "/")


async def to_export(table: Table) -> None:
    await to_first_sentence(table)
    await table.press("H", "B")
    await table.sees("1 note")
    await table.press("X")
    await table.until(lambda: isinstance(table.app.screen.focused, LineBox))
    box_with_keys(table).value = ""


async def to_judgment(table: Table) -> None:
    await table.press("3")
    await table.until(lambda: table.screen.crossrefs.selected is not None)
    await table.press("y", "tab")


async def to_list(table: Table) -> None:
    """Leave every box, and go to the list."""
    while table.app.screen is not table.screen or isinstance(table.screen.focused, LineBox):
        await table.press("escape")
    await table.press("1")


async def test_every_line_of_a_paste_is_kept(sit: Sit) -> None:
    async with sit() as table:
        for go in (to_search, to_find, to_search_name, to_notebook, to_export, to_judgment):
            await go(table)
            box_with_keys(table).value = ""

            await paste(table, PASTED)

            assert box_with_keys(table).value == JOINED, go
            assert box_with_keys(table).cursor_position == len(JOINED), go
            await to_list(table)


async def test_lines_pasted_as_tags_are_tags(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("H", "t")

        await paste(table, "river\nhomes\r\nto-check\n")
        await table.press("enter")

        assert room.notes.of("flood")[0].tags == ("river", "homes", "to-check")


async def test_lines_pasted_as_tags_of_many_notes_are_tags(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("H", "B")
        await table.sees("1 note")
        await table.press("t")

        await paste(table, "river bank\nhomes\n")
        await table.press("enter")
        await table.until(lambda: room.notes.of("flood")[0].tags)

        assert room.notes.of("flood")[0].tags == ("river bank", "homes")


async def test_a_huge_paste_is_cut_and_said_to_be(sit: Sit) -> None:
    async with sit() as table:
        await table.press("/")

        await paste(table, "word " * LONGEST_PASTE)

        assert len(box_with_keys(table).value) == LONGEST_PASTE
        assert [each.message for each in table.app._notifications] == ["Only the first 4,000 characters were pasted."]


async def test_what_was_copied_in_the_app_is_pasted_as_one_line_too(sit: Sit) -> None:
    async with sit() as table:
        table.app.copy_to_clipboard("two\nlines")
        await table.press("/", "ctrl+v")

        assert box_with_keys(table).value == "two lines"


async def test_a_note_keeps_its_lines_but_no_controls_of_a_paste(sit: Sit) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("a")
        await table.until(lambda: table.screen.is_writing)

        table.app.post_message(events.Paste("one\r\ntwo \x1b[31mred"))
        await table.pilot.pause()

        assert table.screen.editor.area.text == "one\ntwo \ufffd[31mred"


@given(st.text())
def test_one_line_has_no_line_break_and_nothing_unsafe(text: str) -> None:
    joined = one_line(text)

    assert "\n" not in joined
    assert clean(joined) == joined
    assert set(joined.split()) == set(clean(text).split())


async def test_what_is_typed_ahead_of_an_enter_goes_where_the_enter_leads(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_search(table)

        await table.type("marlow")
        await table.until(lambda: len(table.listed()) == 3)
        for key in ("enter", "s"):
            table.app.post_message(events.Key(key, key if len(key) == 1 else None))

        await table.until(lambda: room.state.ids(starred=True))
        assert (table.pane(), table.screen.search_bar.box.value) == ("list", "marlow")
