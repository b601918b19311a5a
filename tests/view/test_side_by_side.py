"""Two articles as rows of pairs of lines: nothing is lost, and what is shared stands on the same row."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.library.markdown import parse
from reader.library.plain_text import PlainText
from reader.library.safe_text import clean
from reader.related.comparison import Comparison, compare_texts
from reader.view.compare_words import changed_marks, figure_marks, points, shared_marks, summary
from reader.view.lines import Line
from reader.view.marks import MarkLayer, runs
from reader.view.pairing import LEFT, RIGHT, SIDES, span_of
from reader.view.side_by_side import (
    ALIKE,
    CHANGED,
    ONE_ABOVE,
    RowPair,
    Rows,
    SideBySide,
    StopNote,
    columns_for,
    places_for,
)

_WORDS = (
    "army bridge boat dike flood harbor hill house left monday old people river school town water said of the in "
    "412 3,033 900 December “quoted words” (aside) 漢字の文 مدينة حلب re-opened a\u0301 👩‍👩‍👧"
).split()
words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=30)
sentences = st.lists(words.map(lambda found: " ".join(found) + ". "), min_size=1, max_size=4).map("".join)
leads = st.sampled_from(["", "", "", "# ", "- ", "1. ", "> ", "    "])
paragraphs = st.tuples(leads, sentences).map("".join) | st.sampled_from(
    ["---", "```\n  code here\n\n  more\n```", "\\"]
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Two texts put together from the same paragraphs, in two orders, with words changed, left out and put in."""
    pool = draw(st.lists(paragraphs, min_size=1, max_size=6))
    one = "\n\n".join(draw(st.lists(st.sampled_from(pool), max_size=7)))
    other = "\n\n".join(draw(st.lists(st.sampled_from(pool), max_size=7)))
    for _ in range(draw(st.integers(0, 4))):
        found = other.split(" ")
        place = draw(st.integers(0, len(found) - 1))
        found[place : place + draw(st.integers(0, 2))] = draw(st.lists(st.sampled_from(_WORDS), max_size=2))
        other = " ".join(found)
    return one, other


def laid(one: str, other: str, width: int) -> tuple[tuple[PlainText, PlainText], Comparison, SideBySide]:
    plains = (parse(clean(one)), parse(clean(other)))
    compared = compare_texts(plains[LEFT].text, plains[RIGHT].text)
    return plains, compared, SideBySide(plains, compared, width)


def black(text: str) -> str:
    return "".join(text.split())


def cells(rows: Rows, side: int) -> list[Line | StopNote]:
    return [cell for row in rows.rows if (cell := row.cell(side)) is not None]


@given(pairs(), st.integers(8, 90))
def test_every_character_of_both_stands_once_and_in_order_in_its_column(pair: tuple[str, str], width: int) -> None:
    plains, _, found = laid(*pair, width)
    rows = found.rows()

    for side in SIDES:
        spans = [(cell.start, cell.end) for cell in cells(rows, side) if isinstance(cell, Line)]
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
        text = plains[side].text
        assert black("".join(text[start:end] for start, end in spans)) == black(text)
    assert not any(isinstance(cell, StopNote) and cell.start < cell.end for side in SIDES for cell in cells(rows, side))


# A picture of several, beside a letter that is shaped.
@example(
    (
        "👩\u200d👩\u200d👧 army boat hill re-opened army مدينة. ",
        "army 👩\u200d👩\u200d👧 army boat hill re-opened army مدينة. ",
    ),
    8,
)
@given(pairs(), st.integers(8, 90))
def test_a_shared_passage_begins_on_the_same_row_in_both(pair: tuple[str, str], width: int) -> None:
    _, compared, found = laid(*pair, width)
    rows = found.rows()

    for passage in compared.passages:
        if passage.is_moved:
            continue
        for here, there in [(passage.here[0], passage.there[0]), *passage.joints]:
            row = rows.row_of(LEFT, here)
            assert row == rows.row_of(RIGHT, there)
            assert rows.rows[row].sign
            for side, offset in ((LEFT, here), (RIGHT, there)):
                cell = rows.rows[row].cell(side)
                assert isinstance(cell, Line)
                assert cell.start <= offset < cell.end


@given(pairs(), st.integers(8, 90))
def test_what_only_differs_leaves_out_nothing_that_differs_and_brings_everything_back(
    pair: tuple[str, str], width: int
) -> None:
    plains, compared, found = laid(*pair, width)
    before = list(found.rows().rows)
    fewer = found.rows(only_different=True)

    assert found.rows().rows == before
    for side in SIDES:
        text = plains[side].text
        spans = [(cell.start, cell.end) for cell in cells(fewer, side)]
        assert black("".join(text[start:end] for start, end in spans)) == black(text)
        only = [compared.only_here, compared.only_there][side]
        changed = [change[side] for passage in compared.passages for change in passage.changes]
        for start, end in [*only, *changed]:
            assert start == end or isinstance(fewer.rows[fewer.row_of(side, start)].cell(side), Line)


@given(pairs(), st.integers(8, 90))
def test_places_and_rows_agree_in_both_directions(pair: tuple[str, str], width: int) -> None:
    plains, _, found = laid(*pair, width)

    for rows in (found.rows(), found.rows(only_different=True)):
        for side in SIDES:
            for number, row in enumerate(rows.rows):
                cell = row.cell(side)
                if cell is not None and cell.start < cell.end:
                    assert rows.row_of(side, cell.start) == rows.row_of(side, cell.end - 1) == number
                    assert rows.nearest(side, number) == number
                    assert rows.offset_at(side, number) == cell.start
                    assert rows.step(side, number, 1) >= number >= rows.step(side, number, -1)
        for stop in rows.stops:
            for side in SIDES:
                offset = stop.offsets[side]
                assert offset is None or 0 <= offset <= len(plains[side].text)
                assert offset is None or rows.row_of(side, offset) >= stop.row or rows.rows[stop.row].cell(side) is None


@given(pairs(), st.integers(8, 90))
def test_marks_lie_in_their_texts_and_cut_lines_without_loss(pair: tuple[str, str], width: int) -> None:
    plains, compared, found = laid(*pair, width)
    texts = (plains[LEFT].text, plains[RIGHT].text)

    for side in SIDES:
        tint = list(shared_marks(compared, side))
        marks = [*tint, *changed_marks(compared, side, is_earlier=side == LEFT), *figure_marks(compared, side)]
        assert all(0 <= mark.start < mark.end <= len(texts[side]) for mark in marks)
        # The tint of a passage is the passage, no more and no less.
        tinted = black("".join(texts[side][mark.start : mark.end] for mark in sorted(tint)))
        passages = sorted(span_of(each, side) for each in compared.passages)
        assert tinted == black("".join(texts[side][start:end] for start, end in passages))
        layer = MarkLayer(marks)
        for cell in cells(found.rows(), side):
            if isinstance(cell, Line):
                cut = runs(cell.start, cell.end, [layer.touching(cell.start, cell.end)])
                assert "".join(texts[side][run.start : run.end] for run in cut) == texts[side][cell.start : cell.end]
        assert all(0 <= point.offset <= len(texts[side]) for point in points(compared, side, texts))


@given(pairs())
def test_what_is_said_to_be_alike_has_the_same_words(pair: tuple[str, str]) -> None:
    plains, _, found = laid(*pair, 40)

    for stretch in found.stretches:
        if stretch.is_alike:
            (left,), (right,) = stretch.pieces
            here, there = plains[LEFT].text[left.start : left.end], plains[RIGHT].text[right.start : right.end]
            assert bare(here) == bare(there)


def bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


SHARED = "The army counted all the boats in the town on the day of the flood, Veres told us at the old bridge."
OWN = "Nothing else of this stands anywhere but here."
LONG = "A town beside the river has many boats and a bridge over which the people go to the market on the hill. " * 3


def shown(rows: Rows, plains: tuple[PlainText, PlainText]) -> list[tuple[str, str, str]]:
    def words(row: RowPair, side: int) -> str:
        cell = row.cell(side)
        if isinstance(cell, StopNote):
            return cell.words
        return plains[side].text[cell.start : cell.end] if cell else ""

    return [(words(row, LEFT), row.sign, words(row, RIGHT)) for row in rows.rows]


def test_unshared_text_pads_the_other_column_up_to_the_shared_passage() -> None:
    plains, _, found = laid(f"{OWN}\n\n{SHARED}", SHARED, 60)

    assert shown(found.rows(), plains) == [
        (OWN, "", ""),
        ("", "", ""),
        (SHARED[:61].rstrip(), ALIKE, SHARED[:61].rstrip()),
        (SHARED[61:].strip(), ALIKE, SHARED[61:].strip()),
    ]


def test_a_passage_takes_the_few_words_of_its_sentence_along() -> None:
    plains, _, found = laid(f"Yesterday, {SHARED}", f"{SHARED[:-1]}, he said.", 70)

    rows = shown(found.rows(), plains)
    assert rows[0][0].startswith("Yesterday, The army")
    assert rows[0][2].startswith("The army")
    assert rows[-1][2].endswith("he said.")
    assert {sign for _, sign, _ in rows} == {CHANGED}


def test_the_beginning_of_a_sentence_that_fills_its_line_is_left_before_its_passage() -> None:
    _, compared, found = laid(f"{'so ' * 20}{SHARED}", SHARED, 60)
    (passage,) = compared.passages
    rows = found.rows()

    assert rows.row_of(LEFT, passage.here[0]) == rows.row_of(RIGHT, passage.there[0]) == 1


def test_a_moved_passage_has_its_whole_sentence_on_rows_of_its_own() -> None:
    lead = "Nobody who had been there that night could say afterwards why it was that"
    plains, _, found = laid(f"{OWN} {lead} {SHARED}\n\n{LONG}\n\n{LONG}", f"{LONG}\n\n{LONG}\n\n{SHARED}", 60)

    rows = [left for left, _, _ in shown(found.rows(), plains)]
    assert rows[:3] == [OWN, "⇅ moved: further down on the right", lead[:58].rstrip()]


def test_stacked_texts_are_called_the_upper_and_the_lower_one() -> None:
    plains, compared, _ = laid(f"{SHARED}\n\n{LONG}", f"{LONG}\n\n{SHARED}", 60)
    rows = SideBySide(plains, compared, 60, ONE_ABOVE).rows()

    assert shown(rows, plains)[0][0] == "⇅ moved: further down in the lower text"


def test_only_what_differs_counts_the_words_that_it_leaves_out() -> None:
    plains, _, found = laid(f"{LONG}\n\n{OWN}", LONG, 60)

    rows = shown(found.rows(only_different=True), plains)
    assert rows[0] == ("… 66 words alike …", ALIKE, "… 66 words alike …")
    assert rows[-1] == (OWN, "", "")


def test_a_passage_that_has_moved_says_so_in_both_columns() -> None:
    other = "Bread is baked of flour and water and salt and nothing else by anybody who knows how to bake."
    plains, compared, found = laid(f"{SHARED}\n\n{LONG}\n\n{other}", f"{LONG}\n\n{other}\n\n{SHARED}", 60)

    told = [(left, right) for left, _, right in shown(found.rows(), plains) if "moved" in left + right]
    assert [passage.is_moved for passage in compared.passages] == [True, False]
    assert told == [("⇅ moved: further down on the right", ""), ("", "⇅ moved: further up on the left")]
    fewer = [left for left, _, _ in shown(found.rows(only_different=True), plains)]
    assert fewer[0] == "⇅ … 22 words alike, moved: further down on the right …"
    assert [stop.told.split(":")[0] for stop in found.rows().stops] == [
        "moved shared passage 1 of 2",
        "shared passage 2 of 2",
        "moved shared passage 1 of 2",
    ]


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (LONG, LONG, "The same text, word for word: 66 words"),
        (OWN, "", "No passage is in both articles"),
        ("", "", "No passage is in both articles"),
        (SHARED, f"{SHARED} {OWN}", "1 shared passage · 22 words alike (100 % of the first, 73 % of the second)"),
        ("There 3,033 fighters left.", "They say: 3033 fighters.", "No passage is in both articles · 1 figure agrees"),
    ],
)
def test_a_line_sums_up(one: str, other: str, told: str) -> None:
    assert summary(compare_texts(one, other)) == told


@pytest.mark.parametrize(
    ("width", "column", "is_stacked"),
    [(120, 55, False), (100, 45, False), (99, 72, True), (40, 34, True), (220, 72, False)],
)
def test_two_columns_stand_beside_each_other_from_100_on(width: int, column: int, *, is_stacked: bool) -> None:
    assert columns_for(width, 72) == (column, is_stacked)


@given(st.integers(20, 250), st.integers(12, 80))
def test_every_cell_of_the_window_belongs_to_one_line_of_one_text(width: int, height: int) -> None:
    places = places_for(width, width - 1, height, 72)

    lines = [places.row_line(y) for y in range(height)]
    for side in SIDES if places.is_stacked else (LEFT,):
        assert [line for half, line in lines if half == side][: places.head + places.page] == list(
            range(places.head + places.page)
        )
    for side in SIDES:
        top = side * (places.head + places.page) if places.is_stacked else 0
        left = places.left + 2 + (0 if places.is_stacked or side == LEFT else places.column + 5)
        assert places.text_at(left, top + places.head) == (side, 0, 0)
        assert left + places.column <= width
    assert places.text_at(0, 0)[1] < 0


def test_a_text_of_a_million_lines_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.view.side_by_side.MAX_ROWS", 1000)
    plains = (PlainText("x"), parse("```\n" + "y\n" * 5000 + "```"))
    rows = SideBySide(plains, Comparison(), 40).rows()

    assert len(rows) == 1000
    assert rows.is_cut
