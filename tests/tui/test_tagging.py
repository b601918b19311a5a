"""Tags of annotations and of articles, by keyboard."""

import pytest

from reader.room import ReadingRoom
from tests.tui.conftest import Sit
from tests.tui.test_annotating import to_first_sentence


async def test_an_annotation_is_tagged_with_what_the_library_knows_offered(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("H", "t")
        await table.until(lambda: "weather" in table.screen.tag_editor.offered)
        await table.sees("#weather 1")
        await table.type("w")
        await table.press("tab")
        await table.type("big river")
        await table.press("enter")

        assert room.notes.of("flood")[0].tags == ("weather", "big", "river")
        assert table.pane() == "article"
        await table.until(lambda: "#weather" in table.text().partition("Notes · 1")[2])
        assert "Tagged #weather #big #river" in table.screen.status.said


async def test_down_chooses_another_offered_tag(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("H", "t")
        await table.type("alpha beta gamma")
        await table.press("enter", ")", ")", "H", "t")
        await table.until(lambda: len(table.screen.tag_editor.offered) == 5)
        first, second, *_ = table.screen.tag_editor.offered
        await table.press("down")
        assert table.screen.tag_editor.offered[0] == second
        await table.press("up", "down", "tab", "enter")

        assert second in {tag for each in room.notes.of("flood") for tag in each.tags}
        assert [each.tags for each in room.notes.of("flood") if len(each.tags) == 1] == [(second,)]
        assert first != second


async def test_escape_leaves_the_tags_as_they_were(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("H", "t")
        await table.type("oops")
        await table.press("escape")

        assert room.notes.of("flood")[0].tags == ()
        assert not table.screen.tag_editor.display
        assert table.pane() == "article"
        assert "not changed" in table.screen.status.said


async def test_the_tags_of_an_annotation_are_edited_from_the_pane(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("H", "t")
        await table.type('"two words" one')
        await table.press("enter", "4", "t")
        assert table.screen.tag_editor.box.value == '"two words", one, '
        await table.type("three")
        await table.press("ctrl+s")

        assert room.notes.of("flood")[0].tags == ("two words", "one", "three")
        assert table.pane() == "notes"


@pytest.mark.parametrize("keys", [["t"], ["j", "j", "enter", "t"]])
async def test_where_there_is_no_annotation_the_article_is_tagged_and_its_file_is_not_touched(
    keys: list[str], *, sit: Sit, room: ReadingRoom
) -> None:
    before = {path: path.read_bytes() for path in (room.library.root / "articles").rglob("*.md")}
    async with sit() as table:
        await table.press(*keys)
        await table.type("later")
        await table.press("enter")
        article_id = table.article_id or ""
        (note,) = room.notes.of(article_id)

        assert (note.motivation, note.quote, note.tags) == ("tagging", None, ("later",))
        await table.sees("tags of the article")
        assert before == {path: path.read_bytes() for path in (room.library.root / "articles").rglob("*.md")}
        room.index()
        assert [found.entry.id for found in room.search("tag:later").hits] == [article_id]

        await table.press("t")
        assert table.screen.tag_editor.box.value == "later, "
        await table.press(*["backspace"] * 7, "enter")
        assert room.notes.of(article_id) == ()
        await table.press("U")
        assert room.notes.of(article_id)[0].tags == ("later",)


async def test_tags_that_cannot_be_saved_stay_in_the_box(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit() as table:
        await table.press("t")
        await table.type("precious")

        def full(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(room.notes, "save", full)
        await table.press("enter")

        assert "could not be saved" in table.screen.status.said
        assert table.screen.tag_editor.box.value == "precious, "
        assert table.screen.tag_editor.display
        monkeypatch.undo()
        await table.press("enter")
        assert [each.tags for each in room.notes.all()] == [("precious",)]


async def test_a_hostile_tag_is_only_text(sit: Sit, room: ReadingRoom) -> None:
    note = room.library.notes / "flood" / "20200101t000000-aaaaaa.md"
    note.parent.mkdir(parents=True)
    note.write_text('---\nid: "20200101t000000-aaaaaa"\ntags: ["[/] \\e]0;x", "[b]"]\n---\nbody\n')
    async with sit() as table:
        await table.press("j", "j", "enter")
        await table.sees("[/]")
        await table.press("t")
        await table.sees("#[b] 1")
        await table.press("escape")

        assert "\x1b" not in table.text()


async def test_the_narrowest_screen_shows_the_box_too(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await table.resize(60, 20)
        await table.press("t")
        await table.type("slim")
        await table.sees("slim")
        await table.press("enter")

        assert table.pane() == "list"
        assert [each.tags for each in room.notes.all()] == [("slim",)]
