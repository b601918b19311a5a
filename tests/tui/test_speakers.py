"""The speakers of a library, what one of them said, and the keys of statements: keys in and state out."""

from pathlib import Path

import pytest

from reader.tui.dialogs.event import Ledger
from reader.tui.dialogs.speakers import SpeakerList, SpeakerPage
from reader.tui.panes.ledger_table import LedgerTable
from tests.tui.conftest import Sit, Table
from tests.tui.storm import write_storm


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_storm(tmp_path / "library")


async def shown(table: Table, kind: type[SpeakerList] | type[SpeakerPage] | type[Ledger]) -> None:
    await table.until(lambda: isinstance(table.app.screen, kind))
    await table.press()


async def to_first_statement(table: Table) -> None:
    table.screen.open_article("harbor")
    await table.press("2", "g")
    await table.until(lambda: table.article_id == "harbor")
    await table.press("alt+j")
    await table.until(lambda: table.screen.article_view.caret.offset > 0)


async def test_a_speaker_is_found_by_name_and_a_statement_opens_its_article(sit: Sit) -> None:
    async with sit() as table:
        await table.until(lambda: table.screen.list_view.size.height > 0)
        await table.press("Q")
        await shown(table, SpeakerList)
        await table.sees("Speakers · ")
        await table.press(*"lind", "enter")
        await shown(table, SpeakerPage)
        page = table.app.screen
        assert isinstance(page, SpeakerPage)
        first = page.spoken[0]
        await table.sees("Mara Lindqvist", "statement")

        await table.press("enter")

        await table.until(lambda: table.article_id == first.entry.id and table.pane() == "article")
        await table.until(lambda: table.screen.article_view.caret.offset == first.statement.start)


async def test_from_a_statement_its_speaker_is_shown_and_escape_leads_to_the_article(sit: Sit) -> None:
    async with sit() as table:
        await to_first_statement(table)

        await table.press("Q")
        await shown(table, SpeakerPage)
        await table.press("escape")

        await table.until(lambda: table.screen.is_on_top)
        assert table.article_id == "harbor"


async def test_the_ledger_is_narrowed_to_a_speaker_and_widened_by_the_same_key(sit: Sit) -> None:
    async with sit() as table:
        table.screen.open_article("harbor")
        await table.press("2", "number_sign")
        await shown(table, Ledger)
        rows = table.app.screen.query_one(LedgerTable)
        every = len(rows.rows)
        rows.select(next(at for at, row in enumerate(rows.rows) if row.said_by))
        speaker = rows.rows[rows.selected].said_by

        await table.press("s")
        kept = {row.said_by for row in rows.rows}
        await table.sees(f"said by {speaker}")
        await table.press("s")

        assert kept == {speaker}
        assert len(rows.rows) == every


async def test_a_key_tells_who_says_what_is_under_the_caret_and_others_go_on(sit: Sit) -> None:
    async with sit() as table:
        await to_first_statement(table)
        said = table.screen.status.said
        await table.press("quotation_mark")

        await table.until(lambda: "Said by" in table.screen.status.said)
        assert said.removesuffix(".") in table.screen.status.said
