"""Letters from right to left in what is no article: titles of panes, dialogs, rows."""

from pathlib import Path

import pytest
from rich.style import Style

from reader.tui.dialogs.dialog import TextDialog
from reader.tui.dialogs.list_dialog import Chooser
from reader.tui.letter_order import in_order, take_order
from tests.tui.conftest import Sit


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    (folder / "articles").mkdir(parents=True)
    (folder / "library.yaml").write_text('title: "Marlow"\n')
    head = '---\nid: "a"\ntitle: "שלום Tolm"\nsite: "אבג"\npublished: "2016-12-16"\n---\n\n'
    (folder / "articles" / "a.md").write_text(head + "דהו said so.\n", encoding="utf-8")
    return folder


async def test_titles_of_panes_rows_and_dialogs_stand_as_they_are_read(sit: Sit) -> None:
    async with sit() as table:
        await table.press("enter")
        await table.sees("─גבא─", "Tolm םולש")
        assert "אבג" not in table.text()
        table.screen.open_dialog(Chooser("שלום", [("a", "אבג (דה)")]), lambda _: None)
        await table.sees("(הד) גבא", "םולש")
        await table.press("escape")
        table.screen.open_dialog(TextDialog("Page", ["One line.\n", ("אבג (דה) Tolm", "bold")]), lambda _: None)
        await table.until(lambda: "Tolm (הד) גבא" in table.text())


def test_a_terminal_that_orders_by_itself_gets_letters_as_they_are_read() -> None:
    take_order("terminal")
    assert in_order([("אבג", Style.null())]) == [("אבג", Style.null())]
    take_order("reader")
    assert in_order([("אבג", Style.null())]) == [("גבא", Style.null())]
