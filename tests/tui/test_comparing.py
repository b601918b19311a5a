"""Two articles side by side: keys in, state out."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events

from reader.notes import journal
from reader.room import ReadingRoom
from reader.tui.asker import Answer
from reader.tui.compare.screen import CompareScreen, PairPage
from reader.tui.external_editor import Outcome
from reader.tui.panes.option_pane import OptionPane
from reader.view.pairing import LEFT, RIGHT
from reader.view.side_by_side import StopNote, laid_out
from tests.tui.conftest import Sit, Table, write_library

WIRE = (
    "The dike at Marlow broke on Monday night after three days of rain, and the water stood two meters high in the "
    "old town by dawn.\n\n"
    "The army counted 318 boats in the harbor, said General Anton Veres, who leads the relief there.\n\n"
    "Nobody had expected the river to rise so soon in the year, the people of the old town told us on the bridge.\n\n"
    "The mayor herself was not to be reached. A school on the hill has taken in those who lost their homes."
)
REPRINT = (
    "From our correspondents. Much has been written of dams since then, and little of it was read by anybody.\n\n"
    "Nobody had expected the river to rise so soon in the year, the people of the old town told us on the bridge.\n\n"
    "The dike at Marlow broke on Monday night after three days of rain, and the water stood two meters high in the "
    "old town by dawn.\n\n"
    "The army counted 412 boats in the harbor, said General Anton Veres, who leads the relief there."
)
WIDE = "漢字の文章です。" * 60 + " \x1b]2;window=\x07 مدينة حلب " * 40
HEADS = {
    "wire": ("Dike breaks at Marlow", 'site: "Coast Wire"\npublished: "2018-03-01"', WIRE),
    "reprint": ("After the dike", 'site: "World Mirror"\npublished: "2018-03-04"', REPRINT),
    "empty": ("Nothing is here", 'site: "Void"', ""),
    "wide": (
        "漢字 and حلب",
        'site: "[/] [@click=app.quit]Ha[/]"',
        "漢字の文章です。" * 60 + " \x1b]2;window=\x07 مدينة حلب " * 40,
    ),
}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Return a library with an article and its reprint."""
    folder = write_library(tmp_path / "library")
    for name, (title, head, body) in HEADS.items():
        text = f'---\nid: "{name}"\ntitle: "{title}"\n{head}\n---\n\n{body}\n'
        (folder / "articles" / f"{name}.md").write_text(text)
    return folder


async def compare(table: Table, one: str = "wire", other: str = "reprint") -> CompareScreen:
    """Open an article, and beside it another."""
    table.screen.open_article(one)
    table.screen.later.comparison.compare(one, other)
    return await compared(table)


async def compared(table: Table) -> CompareScreen:
    """Return the compare screen once the texts are on it."""
    await table.until(lambda: isinstance(table.app.screen, CompareScreen) and table.app.screen.compared is not None)
    screen = table.app.screen
    assert isinstance(screen, CompareScreen)
    await table.pilot.pause()
    screen.view.go_to(LEFT, 0)
    return screen


def words(screen: CompareScreen) -> str:
    """Return the sentence under the caret."""
    return screen.view.caret.plain.text[slice(*screen.view.caret.sentence())]


async def select(table: Table, article_id: str) -> None:
    row = table.screen.room.catalog.rows_of([article_id])[0]
    table.screen.list_view.select(list(table.screen.list_view.model.numbers).index(row))
    await table.until(lambda: table.article_id == article_id)


async def test_both_texts_stand_beside_each_other_with_what_they_share_on_one_row(sit: Sit) -> None:
    async with sit() as table:
        screen = await compare(table)

        lines = (await table.sees("1 Mar 2018", "the earlier", "figure disagrees")).split("\n")
        (row,) = [line for line in lines if "The dike at Marlow" in line]
        assert row.count("The dike at Marlow") == 2
        assert " = " in row
        (heads,) = [line for line in lines if "After the dike" in line]
        assert "Dike breaks at Marlow" in heads
        assert "2 shared passages, 1 moved" in lines[0]
        assert "1 figure disagrees" in lines[0]
        assert {mark.look for mark in screen.view.marks(LEFT, "shared")} == {"compare--shared", "compare--moved"}
        assert [WIRE[mark.start : mark.end] for mark in screen.view.marks(LEFT, "changed")] == ["318"]
        assert [REPRINT[mark.start : mark.end] for mark in screen.view.marks(RIGHT, "changed")] == ["412"]
        assert [mark.look for mark in screen.view.marks(RIGHT, "changed")] == ["compare--new"]
        assert [mark.look for mark in screen.view.marks(RIGHT, "figures")] == ["compare--disagree"]


async def test_c_compares_with_the_selected_cross_reference_and_escape_returns_to_it(sit: Sit) -> None:
    async with sit() as table:
        table.screen.open_article("wire")
        await table.until(lambda: len(table.screen.crossrefs.references))
        await table.press("3")
        chosen = table.screen.crossrefs.selected_id
        assert chosen
        offset = table.screen.article_view.caret.offset

        await table.press("c")
        screen = await compared(table)
        assert screen.compared is not None
        assert (screen.compared.a.id, screen.compared.b.id) == ("wire", chosen)
        await table.press("q")
        assert table.app.screen is table.screen
        assert (table.pane(), table.article_id) == ("crossrefs", "wire")
        assert table.screen.article_view.caret.offset == offset
        assert table.screen.crossrefs.selected_id == chosen


async def test_c_in_the_list_remembers_the_first_article_and_compares_it_with_the_second(sit: Sit) -> None:
    async with sit() as table:
        await select(table, "wire")
        await table.press("c")
        assert "Select another article and press c" in table.screen.status.said
        await select(table, "reprint")
        await table.press("c")
        screen = await compared(table)
        assert screen.compared is not None
        assert (screen.compared.a.id, screen.compared.b.id) == ("wire", "reprint")
        await table.press("escape")

        await table.press("c", "c")
        assert "Nothing is compared" in table.screen.status.said


async def test_c_in_the_article_compares_with_the_one_before_on_the_trail(sit: Sit) -> None:
    async with sit() as table:
        await select(table, "wire")
        await table.press("enter", "c")
        assert "Select another article" in table.screen.status.said
        table.screen.open_article("reprint")
        await table.press("c")
        screen = await compared(table)
        assert screen.compared is not None
        assert (screen.compared.a.id, screen.compared.b.id) == ("reprint", "wire")


async def test_brackets_step_through_the_blocks_and_say_what_each_is(sit: Sit) -> None:
    async with sit() as table:
        screen = await compare(table)
        screen.view.go_to(RIGHT, 0)
        told = []
        for _ in range(6):
            await table.press("]")
            told.append(screen.status.said)
        assert told == [
            "moved shared passage 2 of 2: 23 words alike",
            "shared passage 1 of 2: 42 words alike, 1 change",
            "moved shared passage 2 of 2: 23 words alike",
            "only on the left 21 words",
            "There is no next block.",
            "There is no next block.",
        ]
        await table.press("[", "[", "[", "[", "[", "[", "[")
        assert screen.status.said == "There is no previous block."


async def test_n_steps_through_changes_and_figures_and_m_goes_to_the_other_text(sit: Sit) -> None:
    async with sit() as table:
        screen = await compare(table)
        await table.press("n")
        assert screen.status.said == "1 of 1 · “318” → “412”"
        assert screen.view.caret.offset == WIRE.index("318")
        await table.press("n")
        assert "no further change" in screen.status.said
        await table.press("m")
        assert (screen.view.side, screen.view.caret.offset) == (RIGHT, REPRINT.index("412"))
        await table.press("N", "m")
        assert (screen.view.side, screen.view.caret.offset) == (LEFT, WIRE.index("318"))


async def test_m_leads_to_a_passage_that_has_moved(sit: Sit) -> None:
    async with sit() as table:
        screen = await compare(table)
        screen.view.go_to(LEFT, WIRE.index("Nobody"))
        await table.press("m")
        assert (screen.view.side, screen.view.caret.offset) == (RIGHT, REPRINT.index("Nobody"))
        screen.view.go_to(LEFT, WIRE.index("The mayor"))
        await table.press("m")
        assert "only in this article" in screen.status.said


async def test_the_equals_sign_shows_only_what_differs_and_everything_again(sit: Sit) -> None:
    async with sit() as table:
        screen = await compare(table)
        everything = list(screen.view.rows.rows)
        screen.view.go_to(LEFT, WIRE.index("The dike"))
        await table.press("=")
        text = await table.sees("words alike", "412 boats", "The mayor herself")
        assert "The dike at Marlow broke" not in text
        cell = screen.view.rows.rows[screen.view.caret_row].cell(screen.view.side)
        assert cell is not None
        assert not isinstance(cell, StopNote)
        for _ in range(12):
            await table.press(")")
            assert not isinstance(screen.view.rows.rows[screen.view.caret_row].cell(screen.view.side), StopNote)
        await table.press("=")
        assert screen.view.rows.rows == everything


async def test_tab_gives_the_other_text_the_caret_on_the_same_row(sit: Sit) -> None:
    async with sit() as table:
        screen = await compare(table)
        screen.view.go_to(LEFT, WIRE.index("The dike"))
        await table.press("tab")
        assert screen.view.side == RIGHT
        assert words(screen).startswith("The dike at Marlow")
        await table.press(")")
        assert words(screen).startswith("The army")
        await table.press("tab")
        assert screen.view.side == LEFT


async def test_notes_are_made_in_both_texts_and_shown_when_one_comes_back(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        screen = await compare(table)
        await table.press(")", "H")
        screen.view.go_to(RIGHT, REPRINT.index("The army"))
        await table.press("a")
        await table.type("whence")
        assert screen.is_writing
        await table.press("ctrl+s")

        (left,) = room.notes.of("wire")
        (right,) = room.notes.of("reprint")
        assert left.position is not None
        assert WIRE[left.position.start : left.position.end] == left.exact
        assert left.exact.startswith("The army counted 318")
        assert right.position is not None
        assert right.position.start == REPRINT.index("The army")
        assert (right.body, right.motivation) == ("whence", "commenting")
        assert [mark.look for mark in screen.view.marks(LEFT, "annotations")] == ["article--yellow"]
        assert len(screen.view.marks(RIGHT, "annotations")) == 2
        await table.press("C", "enter")
        assert room.notes.of("reprint")[0].color == "green"
        await table.press("escape")
        assert table.screen.notes_pane.notes[0].annotation.id == left.id
        assert table.screen.note_counts["reprint"] == 1


async def test_a_note_is_edited_deleted_and_brought_back(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        screen = await compare(table)
        await table.press("v", "w", "w", "H", "e")
        await table.type("why")
        await table.press("ctrl+s")
        assert [(note.exact, note.body) for note in room.notes.of("wire")] == [("The dike at", "why")]
        await table.press("d")
        assert room.notes.of("wire") == ()
        await table.press("d")
        assert "no note here" in screen.status.said
        await table.press("U")
        assert room.notes.of("wire")[0].body == "why"
        await table.press("U")
        assert screen.status.said == "Undone: the change of the note."


async def test_editing_a_note_keeps_a_motivation_that_another_program_gave_it(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await compare(table)
        await table.press("v", "w", "w", "H")
        (note,) = room.notes.of("wire")
        room.notes.save(replace(note, motivation="questioning"))
        await table.press("escape")
        await table.until(lambda: table.app.screen is table.screen)
        await compare(table)
        await table.press("e")
        await table.type("why")
        await table.press("ctrl+s")

        (note,) = room.notes.of("wire")
        assert (note.motivation, note.body) == ("questioning", "why")


async def test_the_colors_are_told_on_this_screen(sit: Sit) -> None:
    async with sit() as table:
        screen = await compare(table)
        await table.press("T")
        assert (table.app.theme, screen.status.said) == ("light", "Colors: light.")


async def test_a_note_that_cannot_be_saved_stays_on_screen(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit() as table:
        screen = await compare(table)
        await table.press("a")
        await table.type("precious")

        def full(_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(room.notes, "save", full)
        await table.press("ctrl+s")
        assert "could not be saved" in screen.status.said
        assert screen.editor.area.text == "precious"
        monkeypatch.undo()
        await table.press("ctrl+s")
        assert room.notes.of("wire")[0].body == "precious"
        await table.press("a", "ctrl+s")
        assert "was not saved" in screen.status.said


async def test_enter_opens_the_article_at_that_place(sit: Sit) -> None:
    async with sit() as table:
        screen = await compare(table)
        screen.view.go_to(RIGHT, REPRINT.index("The army"))
        await table.press("enter")
        await table.until(lambda: table.app.screen is table.screen)
        assert (table.article_id, table.pane()) == ("reprint", "article")
        assert table.screen.article_view.caret.offset == REPRINT.index("The army")
        await table.press("ctrl+o")
        assert table.article_id == "wire"


async def test_below_100_columns_the_texts_are_stacked_and_a_new_width_keeps_the_place(sit: Sit) -> None:
    async with sit((80, 24)) as table:
        screen = await compare(table)
        assert screen.view.places.is_stacked
        lines = (await table.sees("The dike at Marlow", "Nobody had", "From our")).split("\n")
        first, second = (number for number, line in enumerate(lines) if "Nobody had" in line or "From our" in line)
        assert second > first or first > second
        screen.view.go_to(LEFT, WIRE.index("The mayor"))
        await table.resize(130, 40)
        await table.pilot.pause()
        assert not screen.view.places.is_stacked
        await table.until(lambda: screen.view.places.column == 60)
        assert words(screen) == "The mayor herself was not to be reached."
        await table.resize(60, 20)
        await table.pilot.pause()
        assert screen.view.places.is_stacked
        await table.press("G")
        await table.sees("lost their homes")


async def test_both_texts_scroll_together(sit: Sit) -> None:
    async with sit((100, 14)) as table:
        screen = await compare(table)
        await table.press("space")
        row = screen.view.first_line
        assert row > 0
        await table.press("k", "ctrl+d", "ctrl+u", "j")
        assert screen.view.first_line == row
        assert row <= screen.view.caret_row < row + screen.view.page
        await table.press("G")
        bottom = screen.view.first_line
        await table.press("g")
        assert (screen.view.first_line, screen.view.caret.offset) == (0, 0)
        assert bottom > row


async def test_a_click_puts_the_caret_there_and_dragging_selects(sit: Sit) -> None:
    async with sit() as table:
        screen = await compare(table)
        lines = (await table.sees("412 boats")).split("\n")
        (row,) = [number for number, line in enumerate(lines) if "412 boats" in line]
        column = lines[row].index("412")
        await table.pilot.click(offset=(column + 1, row))
        assert screen.view.side == RIGHT
        assert screen.view.caret.plain.text[slice(*screen.view.caret.word())] == "412"
        await table.pilot.mouse_down(offset=(column + 1, row))
        await table.pilot.hover(offset=(column + 6, row))
        await table.pilot.mouse_up(offset=(column + 6, row))
        assert screen.view.caret.selection() == (REPRINT.index("412"), REPRINT.index(" in the harbor"))
        await table.press("escape")
        assert screen.view.caret.anchor is None
        assert table.app.screen is screen


async def test_a_click_on_what_is_left_out_shows_it(sit: Sit) -> None:
    async with sit() as table:
        screen = await compare(table)
        await table.press("=")
        lines = (await table.sees("words alike")).split("\n")
        row = next(number for number, line in enumerate(lines) if number > 2 and "words alike" in line)
        await table.pilot.click(offset=(lines[row].index("alike"), row))
        assert not screen.view.only_different


async def test_the_same_article_is_refused_with_a_sentence(sit: Sit) -> None:
    async with sit() as table:
        table.screen.open_article("wire")
        await table.press("2")
        table.screen.later.article.leave_place()
        await table.press("c")
        assert "already open" in table.screen.status.said
        assert table.app.screen is table.screen


async def test_an_empty_article_and_a_hostile_one_are_shown(sit: Sit) -> None:
    async with sit() as table:
        screen = await compare(table, "empty", "wide")
        text = await table.sees("This article has no text.", "No passage is in both articles", "[@click=app.quit]Ha[/]")
        assert "\x1b" not in text
        for key in ("tab", "]", "[", "n", "m", "=", "j", "G", "g", ")", "}", "w", "H", "v", "escape", "tab", "C"):
            await table.press(key)
        assert table.app.screen is screen


async def test_texts_that_are_cut_say_so(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.view.side_by_side.MAX_ROWS", 6)
    async with sit() as table:
        screen = await compare(table)
        assert "Only the beginning is shown" in screen.status.said
        assert len(screen.view.rows) == 6
        await table.press("G", "]", "n", "=", "g")


async def test_escape_gives_up_a_comparison_that_is_not_there_yet(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sit() as table:
        table.screen.open_article("wire")
        asked: list[object] = []

        def never(_: CompareScreen, question: object, __: object) -> Iterator[object]:
            asked.append(question)
            yield from ()

        monkeypatch.setattr(CompareScreen, "_compare", never)
        table.screen.later.comparison.compare("wire", "reprint")
        await table.sees("Comparing")
        assert len(asked) == 1
        await table.press("]", "H", "escape")
        assert table.app.screen is table.screen
        assert table.article_id == "wire"


async def test_a_late_answer_is_dropped(sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sit() as table:
        monkeypatch.setattr(CompareScreen, "_compare", lambda *_: iter(()))
        table.screen.later.comparison.compare("wire", "reprint")
        screen = table.app.screen
        assert isinstance(screen, CompareScreen)
        pair = room.references.compare("wire", "empty")
        late = PairPage(pair, laid_out(pair, 50, is_stacked=False), ({}, {}), ((), ()))

        screen.post_message(screen.Answered(screen.pair_asker, Answer(-1, None, late)))
        await table.pilot.pause()
        assert screen.compared is None


async def test_another_width_keeps_the_same_text_at_the_top(sit: Sit) -> None:
    async with sit((140, 12)) as table:
        screen = await compare(table)
        await table.press("space", "space", "space")
        side, offset, _ = screen.view._anchor()
        assert screen.view.first_line > 0
        before = screen.view.first_line
        await table.resize(100, 12)
        await table.until(lambda: screen.view.rows.row_of(side, offset) == screen.view.first_line > before)


async def test_a_note_that_is_kept_leaves_no_draft(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit() as table:
        await compare(table)
        await table.press("a")
        await table.type("kept")
        await table.press("ctrl+s", "a", "escape")
        room.drafts.flush()
    monkeypatch.setattr(journal.DraftJournal, "_is_alive", lambda *_: False)
    del room.session.__dict__["drafts"]

    assert room.drafts.recovered() == ()


async def test_an_article_that_is_gone_is_told(sit: Sit) -> None:
    async with sit() as table:
        table.screen.later.comparison.compare("wire", "nowhere")
        await table.sees("There is no article “nowhere”")
        await table.press("escape")
        assert table.app.screen is table.screen


async def test_versions_begin_with_what_differs(sit: Sit) -> None:
    async with sit() as table:
        table.screen.open_article("wire")
        table.screen.later.comparison.compare("wire", "reprint", only_different=True)
        screen = await compared(table)
        assert screen.view.only_different
        assert "= shows everything" in screen.status.said


async def test_the_help_tells_the_keys_and_the_marks_of_this_screen(sit: Sit) -> None:
    async with sit((120, 50)) as table:
        await compare(table)
        await table.press("question_mark")
        await table.sees("Show only what differs, or everything again", "Highlight the selection", "the same words")
        await table.press("escape")
        assert isinstance(table.app.screen, CompareScreen)


async def test_the_footer_can_be_clicked(sit: Sit) -> None:
    async with sit() as table:
        screen = await compare(table)
        footer = (await table.sees("differences")).split("\n")[-1]
        await table.pilot.click("#footer", offset=(footer.index("differences"), 0))
        assert screen.view.only_different


async def test_the_palette_does_what_the_keys_do_here(sit: Sit) -> None:
    async with sit() as table:
        screen = await compare(table)
        await table.press("ctrl+p")
        await table.type("only what differs")
        await table.until(lambda: table.app.screen.query_one(OptionPane).option_count == 1)
        await table.press("enter")
        await table.until(lambda: screen.view.only_different)


async def test_two_quick_keys_leave_the_comparison_once(sit: Sit) -> None:
    async with sit() as table:
        below = table.app.screen
        screen = await compare(table)

        # Both are on their way before either has been done.
        for _ in range(2):
            screen.post_message(events.Key("escape", None))
        await table.pilot.pause()

        assert table.app.screen is below
        assert table.app.is_running


async def test_a_failed_editor_asks_here_too_what_is_to_become_of_the_note(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = Outcome("half", "The editor ended with an error (1).")
    monkeypatch.setattr(CompareScreen, "edit_outside", lambda *_: failed)
    async with sit() as table:
        screen = await compare(table)
        for key, body, is_open in (("k", "half", False), ("escape", "before", False), ("e", "before", True)):
            await table.press("a")
            await table.type("before")
            await table.press("ctrl+s", "ctrl+e")
            assert "ended with an error" in screen.status.said, key
            assert [each.body for each in room.notes.of("wire")] == ["before"], key
            await table.press(key)

            assert [each.body for each in room.notes.of("wire")] == [body], key
            assert screen.editor.is_open is is_open, key
            assert not is_open or screen.editor.area.text == "half", key
            if not is_open:
                await table.press("d")


async def test_a_selection_in_two_texts_takes_the_same_keys_as_in_one(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        screen = await compare(table)
        await table.press("v", "i", "s")
        assert screen.view.caret.selection() == (0, WIRE.index("\n\n"))
        await table.press("C", "3")
        assert [(note.color, note.exact[:8]) for note in room.notes.of("wire")] == [("blue", "The dike")]
        assert screen.view.caret.anchor is None


async def test_the_keys_of_quitting_lead_back_to_reading(sit: Sit) -> None:
    async with sit() as table:
        await compare(table)
        await table.press("q")
        await table.until(lambda: table.app.screen is table.screen)
        assert table.app.is_running
