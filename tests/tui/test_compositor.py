"""What is drawn of a change: the same as of everything, and no more than is seen of it."""

import random

import pytest
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.panes.line_view import LineView
from tests.tui.conftest import Sit, Table


def letters(strip: Strip) -> list[tuple[str, object]]:
    """Return the letters of a line, each with its colors and marks."""
    return [(letter, each.style) for each in strip for letter in each.text]


def drawn_differently(table: Table, regions: set[Region]) -> list[tuple[int, int]]:
    """Return the places within *regions* at which a drawing of them alone is not what a drawing of everything is."""
    compositor = table.app.screen._compositor
    whole = compositor.render_strips()
    compositor._dirty_regions = set(regions)
    update = compositor.render_partial_update()
    assert update is not None
    wrong = []
    for row, first, last in update.spans:
        for end, (column, piece) in zip(update.chop_ends[row], update.chops[row].items(), strict=True):
            if column < last and end > first:
                same = whole[row].crop(column, end)
                wrong += [(row, column)] if piece is None or letters(piece) != letters(same) else []
    return wrong


async def test_a_part_of_the_screen_is_drawn_as_all_of_it_is(sit: Sit) -> None:
    chance = random.Random(7)  # noqa: S311 - the same places each time
    async with sit() as table:
        for keys in (("enter",), ("3",), ("question_mark",), ("escape", "F")):
            await table.press(*keys)
            width, height = table.app.size
            for _ in range(20):
                left, top = chance.randrange(width), chance.randrange(height)
                sizes = chance.randrange(1, width - left + 1), chance.randrange(1, height - top + 1)
                assert drawn_differently(table, {Region(left, top, *sizes), Region(0, top, 1, 1)}) == []


async def test_what_is_covered_or_beside_the_change_is_not_drawn(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str | None] = []
    lines: list[int] = []
    draw, draw_line = Widget.render_lines, LineView.render_line

    def noted(widget: Widget, crop: Region) -> list[Strip]:
        drawn.append(widget.id)
        return draw(widget, crop)

    def noted_line(view: LineView, y: int) -> Strip:
        lines.append(y)
        return draw_line(view, y)

    async with sit() as table:
        await table.press("enter")
        monkeypatch.setattr(Widget, "render_lines", noted)
        monkeypatch.setattr(LineView, "render_line", noted_line)
        compositor = table.app.screen._compositor
        region = table.screen.article_view.region
        compositor._dirty_regions = {Region(region.x + 2, region.y + 2, 10, 3)}

        compositor.render_partial_update()

        assert drawn == ["article"]
        assert lines == [1, 2, 3]  # the first row of all is the upper edge


@pytest.mark.parametrize("look", ["", "right", "both"])
async def test_a_line_has_the_edges_that_textual_draws(sit: Sit, look: str) -> None:
    async with sit() as table:
        view = table.screen.article_view
        if look:
            view.styles.border_right = ("vkey", "red")
        if look == "both":
            view.styles.border_left = ("vkey", "red")
            view.styles.padding = (1, 2)
            view.styles.border_bottom = ("solid", "red")
        await table.press("enter", "j")
        whole = Region(0, 0, *view.outer_size)

        assert [*map(letters, view.render_lines(whole))] == [*map(letters, Widget.render_lines(view, whole))]
