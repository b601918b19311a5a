"""Pages as lines: nothing is lost, everything fits, and a row of two columns goes on below its second."""

from hypothesis import given
from hypothesis import strategies as st

from reader.view.cells import cell_width
from reader.view.page_layout import PageLayout, page_text

_TEXTS = st.text(alphabet="ab c日e\u0301👩\u200d \n", max_size=80)
_PAGES = st.lists(_TEXTS | st.tuples(_TEXTS, st.sampled_from(["bold", "$quiet"])), max_size=6)


def drawn(layout: PageLayout) -> list[str]:
    return [" " * line.indent + layout.text[line.start : line.end] for line in layout.lines]


def test_a_row_of_two_columns_goes_on_below_its_second_one() -> None:
    layout = PageLayout([("  j", "bold"), "   move down a line or a row"], 20)

    assert drawn(layout) == ["  j   move down a", "      line or a row"]


def test_where_two_columns_have_no_room_the_second_stands_below_the_first() -> None:
    layout = PageLayout([("  q Ctrl+Q", "bold"), "   leave the program"], 18)

    assert drawn(layout) == ["  q Ctrl+Q", "    leave the", "    program"]


def test_a_plain_paragraph_goes_on_at_the_edge() -> None:
    assert drawn(PageLayout(["one two three four"], 9)) == ["one two", "three", "four"]


def test_each_part_of_a_line_has_its_look() -> None:
    layout = PageLayout([("  j", "bold"), " down ", ("now", "$quiet")], 40)

    runs = [(layout.text[run.start : run.end], run.looks) for run in layout.runs(layout.lines[0])]
    assert runs == [("  j", ("bold",)), (" down ", ()), ("now", ("$quiet",))]


@given(_PAGES, st.integers(8, 40))
def test_a_page_loses_nothing_and_fits(page: list[str | tuple[str, str]], width: int) -> None:
    layout = PageLayout(page, width)

    text = page_text(page)
    assert "".join("".join(drawn(layout)).split()) == "".join(text.split())
    assert all(cell_width(line) <= width for line in drawn(layout))
    for line in layout.lines:
        assert (
            "".join(layout.text[run.start : run.end] for run in layout.runs(line)) == layout.text[line.start : line.end]
        )
