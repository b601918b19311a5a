"""Taking things out of the app: copying, links, the original; keys in and state out."""

from pathlib import Path

import pytest
from textual.widgets import Static

from reader.tui.compare.screen import CompareScreen
from reader.tui.dialogs.list_dialog import Chooser
from reader.tui.dialogs.overview import MapDialog, TimelineDialog
from reader.tui.notebook.screen import NotebookScreen
from reader.view.reference_rows import HeadingRow
from tests.tui.conftest import Sit, Table


@pytest.fixture
def clipboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file that is this sitting's clipboard."""
    target = tmp_path / "clipboard"
    program = tmp_path / "xsel"
    program.write_text(f"#!/bin/sh\ncat > {target}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setenv("DISPLAY", ":0")
    for name in ("TMUX", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return target


async def test_a_sentence_is_quoted_with_its_reference_and_what_was_tried_is_said(sit: Sit, clipboard: Path) -> None:
    async with sit() as table:
        table.screen.open_article("flood")
        await table.until(lambda: table.article_id == "flood")
        await table.press("2", "}", "y", "y")
        await table.until(lambda: "copied to" in table.screen.status.said)

        assert "copied to the clipboard (xs" in table.screen.status.said or "xclip" in table.screen.status.said
        assert "if it takes one" in table.screen.status.said
        assert table.app.clipboard.startswith("“The river Tarn rose on Monday.”\n\nBrandt, Ida. “Flood in Marlow")


async def test_links_are_listed_and_followed_and_an_address_shows_its_host_first(sit: Sit) -> None:
    async with sit() as table:
        table.screen.open_article("flood")
        await table.until(lambda: table.article_id == "flood")
        await table.press("2", "u")
        await table.sees("the report  ↗ example.org/report")
        await table.press("2")
        await table.until(lambda: isinstance(table.app.screen, Chooser))
        await table.sees("Leads to example.org", "http://example.org/report")
        await table.press("escape", "u", "1")
        await table.until(lambda: table.article_id == "rebuilding")


async def test_an_article_without_original_or_address_says_so(sit: Sit) -> None:
    async with sit() as table:
        await table.press("O")
        await table.until(lambda: "original" in table.screen.status.said)
        await table.press("greater_than_sign")
        await table.until(lambda: "does not say which address" in table.screen.status.said)


async def test_a_place_is_marked_and_found_again_by_its_letter(sit: Sit) -> None:
    async with sit() as table:
        table.screen.open_article("flood")
        await table.until(lambda: table.article_id == "flood")
        await table.press("2", "}", "}", "m", "a")
        offset = table.screen.article_view.caret.offset
        assert "This place is mark a." in table.screen.status.said
        table.screen.open_article("music")
        await table.until(lambda: table.article_id == "music")
        await table.press("apostrophe", "a")
        await table.until(lambda: table.article_id == "flood")

        assert table.screen.article_view.caret.offset == offset


async def test_a_selection_is_given_to_a_command_and_what_it_says_is_shown(sit: Sit) -> None:
    async with sit() as table:
        table.screen.open_article("flood")
        await table.until(lambda: table.article_id == "flood")
        await table.press("2", "}", "vertical_line", "s")
        await table.type("tr a-z A-Z")
        await table.press("enter")
        await table.sees("THE RIVER TARN ROSE ON MONDAY.")


async def test_contents_and_counts_of_the_open_article_are_shown(sit: Sit) -> None:
    async with sit() as table:
        table.screen.open_article("flood")
        await table.until(lambda: table.article_id == "flood")
        await table.press("2", "comma")
        await table.sees("The night  · 0%")
        await table.press("enter", "percent_sign")
        await table.sees("different words")


async def test_the_list_is_exported_as_one_book(sit: Sit, tmp_path: Path) -> None:
    async with sit() as table:
        await table.press("ctrl+x", "2", "home", *["delete"] * 40)
        await table.type(f"{tmp_path}/all.epub")
        await table.press("enter")
        await table.until(lambda: "exported to" in table.screen.status.said)

        assert (tmp_path / "all.epub").read_bytes().startswith(b"PK")


async def test_the_map_is_walked_and_an_article_on_the_timeline_is_read(sit: Sit) -> None:
    async with sit() as table:
        table.screen.open_article("flood")
        await table.until(lambda: table.article_id == "flood")
        await table.press("2", "ampersand")
        await table.until(lambda: isinstance(table.app.screen, MapDialog))
        await table.press("enter")
        await table.until(lambda: isinstance(table.app.screen, MapDialog) and "Around “Flood" not in table.text())
        await table.press("right", "o")
        await table.until(lambda: table.article_id == "election")
        await table.press("tilde")
        await table.until(lambda: isinstance(table.app.screen, TimelineDialog))
        await table.press("g", "enter")
        await table.until(lambda: table.article_id == "music")


async def test_a_letter_stands_over_each_link_and_leads_to_it(sit: Sit) -> None:
    async with sit() as table:
        table.screen.open_article("flood")
        await table.until(lambda: table.article_id == "flood")
        view = table.screen.article_view
        await table.press("2", "semicolon")
        await table.sees("arlow rebuilds after the flood")
        assert "See Marlow rebuilds" not in table.text()
        await table.press("s")

        assert view.caret.offset == table.screen.article.plain.text.index("Marlow rebuilds")  # type: ignore[union-attr]
        await table.sees("See Marlow rebuilds after the flood")


async def test_a_letter_stands_over_each_row_and_selects_it(sit: Sit) -> None:
    async with sit() as table:
        shown = table.screen.list_view.row_count
        await table.press("1", "semicolon", "d")
        assert table.screen.list_view.selected == 2 < shown
        table.screen.open_article("flood")
        await table.until(lambda: len(table.screen.crossrefs.references) > 1)
        await table.press("3", "semicolon", "s")
        rows = [row for row in table.screen.crossrefs.listed if not isinstance(row, HeadingRow)]
        assert table.screen.crossrefs.selected_row == rows[1]


async def test_a_note_is_copied_from_its_pane_and_from_the_notebook(sit: Sit) -> None:
    async with sit() as table:
        table.screen.open_article("flood")
        await table.until(lambda: table.article_id == "flood")
        await table.press("2", "}", "a", *"wet", "ctrl+s")
        await table.until(lambda: table.screen.notes_pane.selected is not None)
        await table.press("4", "y", "n")
        await table.until(lambda: table.app.clipboard == "wet")
        await table.press("B")
        await table.until(lambda: isinstance(table.app.screen, NotebookScreen) and "1 note" in table.text())
        await table.press("y", "y")
        await table.until(lambda: table.app.clipboard.startswith("“The river Tarn rose on Monday.”\n\nBrandt, Ida."))
        await table.press("y", "l")
        await table.until(lambda: table.app.clipboard.startswith("reader://flood/"))


async def test_words_are_copied_out_of_a_comparison(sit: Sit) -> None:
    async with sit() as table:
        table.screen.open_article("flood")
        await table.until(lambda: len(table.screen.crossrefs.references) > 1)
        await table.press("3", "c")
        await table.until(lambda: isinstance(table.app.screen, CompareScreen) and table.app.screen.compared is not None)
        await table.press("tab", "y", "r")
        await table.until(lambda: "Marlow Rebuilds" in table.app.clipboard or "Marlow rebuilds" in table.app.clipboard)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_no_line_of_the_map_is_broken_whether_it_scrolls_or_not(size: tuple[int, int], sit: Sit) -> None:
    async with sit(size=size) as table:
        table.screen.open_article("flood")
        await table.until(lambda: table.article_id == "flood")
        await table.press("2", "ampersand")
        await table.until(lambda: isinstance(table.app.screen, MapDialog) and "Mar" in map_text(table))
        drawn = table.app.screen.query_one("#map", Static)
        assert drawn.size.height <= map_text(table).count("\n") + 1


def map_text(table: Table) -> str:
    """Return the map as it is written."""
    return str(table.app.screen.query_one("#map", Static).content)
