"""Adding from within the app: a look first, then the import, and its undoing."""

from pathlib import Path

import pytest

from reader.tui.dialogs.dialog import TextQuestion
from reader.tui.dialogs.import_dialog import ImportDialog
from tests.tui.conftest import Sit, Table

GEESE = "# Geese\n\nThe geese came down to the harbor before the storm, and stayed.\n"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "geese.md").write_text(GEESE, encoding="utf-8")
    (folder / "geese again.md").write_text(GEESE, encoding="utf-8")
    (folder / "geese.png").write_bytes(b"\x89PNG")
    return folder


async def look_at(table: Table, path: Path) -> None:
    await table.press("+")
    await table.until(lambda: isinstance(table.app.screen, TextQuestion))
    await table.press("ctrl+u")
    await table.type(str(path))
    await table.press("enter")
    await table.until(lambda: isinstance(table.app.screen, ImportDialog))
    await table.until(lambda: "adds nothing" in table.text() or "closes" in table.text())


async def test_what_would_be_added_is_shown_then_added_and_can_be_undone(sit: Sit, library: Path, saved: Path) -> None:
    geese = library / "articles" / "undated-geese.md"
    async with sit() as table:
        await look_at(table, saved)
        await table.sees(
            "What would be added from saved",
            "1 added, 1 in the library already, 1 skipped.",
            "is a picture, not a text file.",
        )
        assert not geese.exists()
        await table.press("enter")
        await table.sees("Added from saved")
        assert geese.exists()
        await table.press("enter")
        await table.until(lambda: "Done: 1 added" in table.screen.status.said)
        await table.press("alt+u")
        await table.until(lambda: "The last import is undone: 1 article moved" in table.screen.status.said)
    assert not geese.exists()


async def test_who_only_looks_adds_nothing(sit: Sit, library: Path, saved: Path) -> None:
    async with sit() as table:
        await look_at(table, saved)
        await table.press("escape")
        assert not isinstance(table.app.screen, ImportDialog)
        await table.press("alt+u")
        await table.until(lambda: "There is no import to undo" in table.screen.status.said)
    assert not (library / "articles" / "undated-geese.md").exists()


async def test_what_holds_no_article_is_told_and_nothing_is_asked(sit: Sit, saved: Path) -> None:
    async with sit() as table:
        # A picture may be called so: what a file is, its content tells.
        await look_at(table, saved / "geese.png")
        await table.sees("1 refused.", "closes")
        await table.press("enter")
        assert not isinstance(table.app.screen, ImportDialog)


async def test_what_is_typed_must_be_there(sit: Sit, tmp_path: Path) -> None:
    async with sit() as table:
        await table.press("+")
        await table.until(lambda: isinstance(table.app.screen, TextQuestion))
        await table.press("ctrl+u")
        await table.type(str(tmp_path / "no"))
        await table.press("enter")
        await table.sees("There is no file")


async def test_one_page_is_added_without_a_look_and_a_search_that_may_hide_it_is_told(
    sit: Sit, library: Path, saved: Path
) -> None:
    async with sit() as table:
        await table.press("/")
        await table.type("river")
        await table.press("enter", "1")
        await table.until(lambda: table.screen.search.query == "river")
        await table.press("+")
        await table.until(lambda: isinstance(table.app.screen, TextQuestion))
        await table.press("ctrl+u")
        await table.type(str(saved / "geese.md"))
        await table.press("enter")
        told = "Done: 1 added. Alt+U undoes. The search may hide what is new; Esc shows all."
        await table.until(lambda: told in table.screen.status.said)
        assert not isinstance(table.app.screen, ImportDialog)
        await table.press("escape")
        await table.until(lambda: not table.screen.search.query)
    assert (library / "articles" / "undated-geese.md").exists()
