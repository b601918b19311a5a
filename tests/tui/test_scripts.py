"""The caret, selections, notes and finding take the right letters in scripts from right to left and without spaces."""

import unicodedata
from pathlib import Path

import pytest
from wcwidth import wcwidth

from reader.notes.model import Annotation
from reader.room import ReadingRoom
from tests.tui.conftest import Sit, Table

# Of each script: the text, its second sentence, the word after that one's first, a word that is found, how often, and
# one that is clicked on.
TEXTS = {
    "arabic": (
        "وصلت القافلة مساء. بقيت حلب هادئة طوال الليل. قال: «حلب بخير».",
        "بقيت حلب هادئة طوال الليل.", "حلب", "حلب", 2, "هادئة",
    ),
    "hebrew": (
        "השיירה יצאה בערב. העיר חלב שקטה כל הלילה. „חלב בסדר”.",
        "העיר חלב שקטה כל הלילה.", "חלב", "חלב", 2, "שקטה",
    ),
    "thai": (
        "รถออกแล้ว!\n\nเมืองเงียบทั้งคืน น้ำขึ้นที่ท่า",
        "เมืองเงียบทั้งคืน น้ำขึ้นที่ท่า", "มื", "น้ำ", 1, "ท",
    ),
    "japanese": ("船が出た。町は静かだ。水が町に来た。", "町は静かだ。", "は", "町", 2, "水"),
}  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    (folder / "articles").mkdir(parents=True)
    (folder / "library.yaml").write_text('title: "Scripts"\n')
    for name, (text, *_) in TEXTS.items():
        page = f'---\nid: "{name}"\ntitle: "{name}"\n---\n\n{text}\n'
        (folder / "articles" / f"{name}.md").write_text(page, encoding="utf-8")
    return folder


async def open_at(table: Table, name: str, sentence: str) -> str:
    """Open an article with the caret at *sentence*; return its plain text."""
    table.screen.open_article(name)
    await table.until(lambda: table.article_id == name)
    await table.press("2", "g")
    text = table.screen.article_view.caret.plain.text
    while table.screen.article_view.caret.offset < text.index(sentence):
        await table.press(")")
    return text


def note_on(room: ReadingRoom, name: str, exact: str) -> Annotation:
    return next(note for note in room.notes.of(name) if note.exact == exact)


def cell_of(table: Table, word: str) -> tuple[int, int]:
    """Return where the first letter of *word* is on screen, in the article, read off what is drawn."""
    region = table.screen.article_view.region
    seen = [word, word[::-1]]
    for y, line in enumerate(table.text().split("\n")[region.y : region.bottom]):
        # One sign for each cell: a wide one takes two, a mark none.
        cells = "".join(sign + "\0" * (wcwidth(sign) - 1) for sign in line if wcwidth(sign))
        # Arabic letters are drawn in the forms that their neighbors give them.
        plain = "".join(unicodedata.normalize("NFKC", sign)[:1] for sign in cells)[region.x : region.right]
        for order, letters in enumerate(seen):
            if (x := plain.find(letters)) >= 0:
                return x + order * (len(word) - 1), y
    raise AssertionError(f"{word} is not on screen")


async def test_keys_and_the_mouse_take_the_letters_that_they_are_on(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        for name, (_, sentence, second, sought, times, clicked) in TEXTS.items():
            text = await open_at(table, name, sentence)
            view = table.screen.article_view
            start = text.index(sentence)

            assert text[slice(*view.caret.sentence())] == sentence
            await table.press("w", "v")
            assert text[slice(*(view.caret.selection() or (0, 0)))] == second, name
            await table.press("H")
            await table.until(lambda name=name, second=second: note_on(room, name, second))  # type: ignore[misc]
            position = note_on(room, name, second).position
            assert position is not None
            assert (position.start, position.end) == (
                text.index(second, start),
                text.index(second, start) + len(second),
            )

            await table.press("f")
            table.screen.search_bar.box.insert_text_at_cursor(sought)
            await table.until(lambda: table.screen.later.find.hits)
            assert [text[slice(*hit)] for hit in table.screen.later.find.hits] == [sought] * times, name
            await table.press("enter", "escape")

            x, y = cell_of(table, clicked)
            await table.pilot.mouse_down("#article", offset=(x, y))
            await table.pilot.hover("#article", offset=(x + 2 * _onwards(clicked), y))
            await table.pilot.mouse_up("#article", offset=(x + 2 * _onwards(clicked), y))
            chosen = view.caret.selection()
            assert chosen is not None, name
            assert chosen[0] == text.index(clicked)
            assert text[slice(*chosen)].startswith(clicked)
            await table.press("escape")


def _onwards(word: str) -> int:
    return -1 if unicodedata.bidirectional(word[0]) in {"R", "AL"} else 1
