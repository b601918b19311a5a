"""The notebook on screen: keys in, state out."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reader.library.atomic_file import WriteError
from reader.notes.model import Annotation, new_annotation
from reader.notes.selectors import selectors_for, text_sha256
from reader.room import ReadingRoom
from reader.tui.compare.screen import CompareScreen
from reader.tui.notebook.screen import NotebookScreen
from reader.tui.panes.notebook_list import NotebookList
from tests.tui.conftest import Sit, Table
from tests.tui.test_annotating import to_first_sentence

SENTENCES = (
    ("flood", "The river Tarn rose on Monday.", "Was it the Tarn?", "yellow", ("water", "to check")),
    ("flood", "412 homes were lost in Marlow", "", "green", ("figures",)),
    ("music", "They sang for an hour.", "A whole hour?", "blue", ("figures",)),
    ("election", "Anna Keller won 61 percent", "", "yellow", ()),
)


@pytest.fixture
def notes(room: ReadingRoom) -> list[Annotation]:
    """Make four notes on three articles."""
    made = []
    for number, (article, words, body, color, tags) in enumerate(SENTENCES):
        text = room.article(article).text
        start = text.index(words)
        note = new_annotation(
            article, selectors_for(text, start, start + len(words)), body=body, color=color, tags=tags,
            text_sha256=text_sha256(text),
        )  # fmt: skip
        made.append(room.notes.save(replace(note, id=f"n{number}", created=f"2026-{10 + number % 2}-01T10:00:00Z")))
    room.index()
    return made


def book(table: Table) -> NotebookScreen:
    screen = table.app.screen
    assert isinstance(screen, NotebookScreen)
    return screen


def listed(table: Table) -> list[str]:
    model = book(table).list_view.model
    return [entry.annotation.id for entry in map(model.entry, range(len(model))) if entry]


async def open_notebook(table: Table, expected: int = 4) -> None:
    def is_placed() -> bool:
        entries = book(table).finder.book.entries
        return len(entries) == expected and all(each.state for each in entries)

    await table.press("B")
    await table.until(lambda: is_placed() and len(listed(table)) >= expected)


async def ask(table: Table, query: str, expected: list[str]) -> None:
    await table.press("slash")
    await table.type(query)
    await table.until(lambda: sorted(listed(table)) == sorted(expected), f"{query}: {listed(table)}")


async def test_all_notes_are_listed_under_their_articles_with_what_they_say(sit: Sit, notes: list[Annotation]) -> None:
    async with sit() as table:
        await open_notebook(table)

        assert listed(table) == ["n3", "n0", "n1", "n2"]
        for told in ("Flood in Marlow: 412 homes lost  Harbor Post · 2 Mar 2020", "Was it the Tarn?", "412 homes were",
                     "#water  #to check", "4 notes", "#figures"):  # fmt: skip
            await table.sees(told)


async def test_it_is_imported_ahead_only_where_there_are_notes(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    imported: list[str] = []
    monkeypatch.setattr("reader.tui.reading.notebook.import_module", imported.append)
    monkeypatch.setattr("reader.tui.reading.notebook.WARM_AFTER", 0.01)
    async with sit() as table:
        table.screen.notes_counted({})
        await table.press("j")
        assert imported == []

        table.screen.notes_counted({"flood": 1})
        table.screen.notes_counted({"flood": 2})
        await table.until(lambda: imported == ["reader.tui.notebook.screen"])


async def test_it_fits_every_width(sit: Sit, notes: list[Annotation]) -> None:
    async with sit() as table:
        await open_notebook(table)
        for size in ((120, 40), (80, 24), (60, 20), (40, 12)):
            await table.resize(*size)

            for key in ("j", "tab", "j", "tab", "G", "S", "S", "g", "slash", "escape"):
                await table.press(key)
                assert all(len(line) <= size[0] for line in table.text().split("\n")), (size, key)


async def test_typing_narrows_enter_goes_to_the_notes_and_again_opens_the_passage(
    sit: Sit, notes: list[Annotation]
) -> None:
    async with sit() as table:
        await open_notebook(table)
        await ask(table, "figures", ["n1", "n2"])
        await ask(table, " homes", ["n1"])

        await table.press("enter")
        assert isinstance(table.app.focused, NotebookList)
        await table.press("enter")

        await table.until(lambda: table.article_id == "flood" and table.pane() == "article")
        assert table.screen.article_view.caret.offset == notes[1].position.start  # type: ignore[union-attr]


async def test_enter_right_after_a_letter_goes_to_what_that_letter_finds(sit: Sit, notes: list[Annotation]) -> None:
    async with sit() as table:
        await open_notebook(table)
        await table.press("slash")

        await table.pilot.press(*"sang", "enter")
        await table.until(lambda: isinstance(table.app.focused, NotebookList))
        await table.press("enter")

        await table.until(lambda: table.article_id == "music" and table.pane() == "article")


async def test_a_query_that_makes_no_sense_is_told_and_the_list_stays(sit: Sit, notes: list[Annotation]) -> None:
    async with sit() as table:
        await open_notebook(table)
        await ask(table, "marlow is:", ["n0", "n1", "n3"])
        await table.press("z")
        await table.until(lambda: "“is:z” finds no notes" in book(table).status.said)
        assert len(listed(table)) == 3

        await table.press("escape")

        await table.until(lambda: book(table).status.said == "")
        assert not book(table).bar.box.has_focus


async def test_the_groups_go_round_and_the_selection_stays_on_its_note(sit: Sit, notes: list[Annotation]) -> None:
    async with sit() as table:
        await open_notebook(table)
        await table.press("j", "j")
        seen = []
        for _ in range(5):
            model = book(table).list_view.model
            await table.press("S")
            await table.until(lambda before=model: book(table).list_view.model is not before)  # type: ignore[misc]
            seen.append([group.heading for group in book(table).list_view.model.groups])
            assert book(table).list_view.selected_entry.annotation.id == "n1"  # type: ignore[union-attr]

        assert seen[0] == ["#figures", "#to check", "#water", "without a tag"]
        assert seen[1] == ["yellow", "green", "blue"]
        assert seen[2] == ["November 2026", "October 2026"]
        assert [heading.partition(":")[0] for heading in seen[3]] == ["exact"]
        assert "Keller wins again in Marlow" in seen[4]


async def test_a_tag_beside_the_list_narrows_to_it_and_widens_again(sit: Sit, notes: list[Annotation]) -> None:
    async with sit() as table:
        await open_notebook(table)
        await table.until(lambda: book(table).facets.facets)

        await table.press("tab", "enter")
        await table.until(lambda: sorted(listed(table)) == ["n1", "n2"])
        assert book(table).bar.box.value == "tag:=figures"

        await table.press("enter")
        await table.until(lambda: len(listed(table)) == 4)
        assert book(table).bar.box.value == ""


async def test_states_are_told_and_asked_for(
    sit: Sit, room: ReadingRoom, library: Path, notes: list[Annotation]
) -> None:
    path = library / "articles" / "music.md"
    path.write_text(path.read_text().replace("They sang for an hour.", "Rain."))
    path = library / "articles" / "flood.md"
    path.write_text(path.read_text().replace("The river Tarn rose on Monday.", "The river Tarn rose on Tuesday."))
    room.index()
    async with sit() as table:
        await open_notebook(table)

        await ask(table, "is:orphaned", ["n2"])
        await table.sees("the passage is gone")
        await table.press("escape")
        await ask(table, "is:changed", ["n0"])
        await table.sees("the text changed")


async def test_a_note_whose_passage_is_gone_opens_in_the_pane_where_a_key_attaches_it(
    sit: Sit, room: ReadingRoom, library: Path, notes: list[Annotation]
) -> None:
    path = library / "articles" / "music.md"
    path.write_text(path.read_text().replace("They sang for an hour.", "Rain."))
    room.index()
    async with sit() as table:
        await open_notebook(table)
        await ask(table, "is:orphaned", ["n2"])

        await table.press("enter", "enter")

        pane = table.screen.notes_pane
        await table.until(lambda: table.pane() == "notes" and pane.selected and pane.selected.annotation.id == "n2")
        await table.sees("no longer in the text", "@ attaches it")


async def test_the_marked_notes_are_tagged_together(sit: Sit, room: ReadingRoom, notes: list[Annotation]) -> None:
    async with sit() as table:
        await open_notebook(table)
        await table.press("j", "m", "m")
        await table.sees("✓ 2 marked")

        await table.press("t")
        await table.type("sea, -water")
        await table.press("enter")

        await table.until(lambda: "2 notes are tagged" in book(table).status.said)
        tags = {each.id: each.tags for each in room.notes.all()}
        assert tags == {"n0": ("to check", "sea"), "n1": ("figures", "sea"), "n2": ("figures",), "n3": ()}
        await table.sees("#sea")


async def test_a_tag_is_completed_from_those_there_are(sit: Sit, room: ReadingRoom, notes: list[Annotation]) -> None:
    async with sit() as table:
        await open_notebook(table)
        await table.until(lambda: book(table).facets.facets)
        await table.press("t")
        await table.type("fig")
        await table.pilot.pause(0.1)

        await table.press("right", "enter")

        await table.until(lambda: "tagged: #figures" in book(table).status.said)


async def test_all_that_are_shown_are_deleted_and_one_undo_brings_all_back(
    sit: Sit, room: ReadingRoom, notes: list[Annotation]
) -> None:
    before = {each.id: each for each in room.notes.all()}
    async with sit() as table:
        await open_notebook(table)
        await ask(table, "figures", ["n1", "n2"])
        await table.press("down", "asterisk", "d")
        await table.until(lambda: "2 notes are in the trash" in book(table).status.said)
        await table.until(lambda: len(book(table).finder.book.entries) == 2)
        assert {each.id for each in room.notes.all()} == {"n0", "n3"}

        await table.press("U")

        await table.until(lambda: "the deletion of 2 notes" in book(table).status.said)
        await table.until(lambda: len(book(table).finder.book.entries) == 4)
        assert {each.id: each for each in room.notes.all()} == before


async def test_a_selected_note_is_deleted_without_a_mark_and_the_reading_screen_knows(
    sit: Sit, room: ReadingRoom, notes: list[Annotation]
) -> None:
    async with sit() as table:
        await open_notebook(table)
        await table.press("d")
        await table.until(lambda: "1 note is in the trash" in book(table).status.said)
        await table.press("escape")
        await table.until(lambda: table.app.screen is table.screen)

        assert "election" not in table.screen.note_counts


async def test_the_marked_notes_are_exported_to_a_file_which_is_not_replaced_unasked(
    sit: Sit, tmp_path: Path, notes: list[Annotation]
) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("mine")
    async with sit() as table:
        await open_notebook(table)
        await table.press("m", "X", "pagedown", "up")
        path = table.app.screen.query_one("#export-path")
        path.value = str(target)  # type: ignore[attr-defined]
        await table.press("enter")
        assert target.read_text() == "mine"
        await table.sees("exists. Enter again replaces it.")

        await table.press("enter")

        await table.until(lambda: "1 note exported" in book(table).status.said)
        assert [json.loads(line)["id"] for line in target.read_text().splitlines()] == ["n3"]


async def test_an_export_to_a_name_that_no_file_can_have_is_one_sentence(sit: Sit, notes: list[Annotation]) -> None:
    async with sit() as table:
        await open_notebook(table)
        await table.press("X")
        table.app.screen.query_one("#export-path").value = "x" * 5_000  # type: ignore[attr-defined]
        await table.press("enter")
        await table.sees("not the path of a file")


async def test_an_export_that_cannot_be_written_is_told_and_the_file_stays(
    sit: Sit, room: ReadingRoom, tmp_path: Path, notes: list[Annotation], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise WriteError("notes.md could not be saved: No space left on device.")

    monkeypatch.setattr("reader.library.atomic_file.write_text", full)
    async with sit() as table:
        await open_notebook(table)
        await table.press("X")
        table.app.screen.query_one("#export-path").value = str(tmp_path / "notes.md")  # type: ignore[attr-defined]
        await table.press("enter")

        await table.until(lambda: "No space left" in book(table).status.said)
        assert not (tmp_path / "notes.md").exists()


async def test_the_notebook_opens_as_it_was_left(sit: Sit, notes: list[Annotation]) -> None:
    async with sit() as table:
        await open_notebook(table)
        await table.press("S")
        await ask(table, "figures", ["n1", "n2"])
        await table.press("down", "m", "q")
        await table.until(lambda: table.app.screen is table.screen)

        await table.press("B")

        await table.until(lambda: len(listed(table)) == 2)
        assert book(table).bar.box.value == "figures"
        assert book(table).view.grouping == "tag"
        assert len(book(table).view.marked) == 1


async def test_without_notes_it_says_how_to_make_one(sit: Sit) -> None:
    async with sit() as table:
        await table.press("B")

        await table.sees("No notes yet")
        await table.press("j", "G", "m", "asterisk", "t", "d", "X", "enter")
        assert isinstance(table.app.screen, NotebookScreen)


async def test_what_a_note_says_is_text_and_nothing_else(sit: Sit, room: ReadingRoom) -> None:
    hostile = "[/] [@click=app.quit]x[/] \x1b]2;window=\x07 \u202eevil"
    room.notes.save(new_annotation("hostile", body=hostile, tags=(hostile,)))
    async with sit() as table:
        await open_notebook(table, 1)

        await table.sees("[@click=app.quit]x[/]")
        assert not {"\x1b", "\x07", "\u202e"} & {*table.text()}


async def test_a_link_opens_the_app_at_its_passage(sit: Sit, room: ReadingRoom, notes: list[Annotation]) -> None:
    async with sit() as table:
        table.screen.follow(room.exchange.follow("reader://music/n2"))

        await table.until(lambda: table.article_id == "music" and table.pane() == "article")
        assert table.screen.article_view.caret.offset == notes[2].position.start  # type: ignore[union-attr]


async def test_a_note_of_a_color_that_is_not_ours_is_shown_everywhere(sit: Sit, room: ReadingRoom) -> None:
    text = room.article("flood").text
    selectors = selectors_for(text, text.index("river"), text.index("river") + 5)
    room.notes.save(new_annotation("flood", selectors, color="mauve", body="from another program"))
    async with sit() as table:
        await to_first_sentence(table)
        await table.sees("from another program")
        await table.press("B")
        await table.until(lambda: isinstance(table.app.screen, NotebookScreen) and "1 note" in table.text())
        await table.press("escape", "1", "c", "j", "c")
        await table.until(lambda: isinstance(table.app.screen, CompareScreen))
        await table.pilot.pause()

        assert table.app.is_running
