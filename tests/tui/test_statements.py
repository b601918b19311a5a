"""The keys of statements in the article: who says it, and where the speaker goes on."""

from pathlib import Path

import pytest

from tests.tui.conftest import Sit
from tests.tui.storm import write_storm


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_storm(tmp_path / "library")


async def test_a_key_tells_who_says_what_is_under_the_caret_and_others_go_on(sit: Sit) -> None:
    async with sit() as table:
        table.screen.open_article("harbor")
        await table.press("2", "g")
        await table.until(lambda: table.article_id == "harbor")

        await table.press("alt+j")
        await table.until(lambda: table.screen.article_view.caret.offset > 0)
        said = table.screen.status.said
        await table.press("quotation_mark")

        await table.until(lambda: "Said by" in table.screen.status.said)
        assert said.removesuffix(".") in table.screen.status.said
