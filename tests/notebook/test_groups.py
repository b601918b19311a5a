import pytest

from reader.notebook.entries import Heading, entries_of
from reader.notebook.groups import GROUPINGS, count_facets, group_entries
from tests.notebook.entries_made import HEADINGS, names, note, notebook


def groups(grouping: str) -> list[tuple[str, list[str]]]:
    return [(each.heading, names(each.entries)) for each in group_entries(notebook().entries, grouping)]


def test_by_article_the_latest_article_comes_first_and_its_notes_in_the_order_of_the_text() -> None:
    # "six" is an orphan at the beginning of the text; the note on the whole article comes before any passage.
    assert groups("article") == [
        ("Flood in Marlow", ["six", "one", "two"]),
        ("A choir in Dara'a", ["four", "three"]),
        ("gone", ["five"]),
    ]


def test_by_tag_a_note_is_under_each_of_its_tags_and_the_rest_at_the_end() -> None:
    assert groups("tag") == [
        ("#sea", ["one", "three"]),
        ("#figures", ["two"]),
        ("#odd", ["six"]),
        ("#sea ice", ["five"]),
        ("#to check", ["one"]),
        ("without a tag", ["four"]),
    ]


def test_by_color_in_the_order_of_the_keyboard() -> None:
    assert [heading for heading, _ in groups("color")] == ["yellow", "green", "without a color"]


def test_a_color_that_is_not_ours_comes_after_ours_and_before_none() -> None:
    made = [note("a", color=""), note("b", color="teal"), note("c", color="orange"), note("d", color="crimson")]

    headings = [each.heading for each in group_entries(entries_of(made, HEADINGS), "color")]

    assert headings == ["orange", "crimson", "teal", "without a color"]


def test_articles_that_are_gone_come_last_whatever_their_date_and_title() -> None:
    made = [note("a", "aardvark"), note("b", "choir"), note("c", "zebra"), note("d", "undated")]
    headings = {**HEADINGS, "undated": Heading("undated", "Zz", stamp="1")}

    assert [each.annotation.article for each in entries_of(made, headings)] == ["choir", "undated", "aardvark", "zebra"]


def test_by_date_the_latest_month_comes_first_and_what_has_no_date_last() -> None:
    assert [heading for heading, _ in groups("date")] == ["November 2026", "October 2026", "without a date"]


def test_by_state_what_needs_a_person_comes_first() -> None:
    assert [(heading.partition(":")[0], ids) for heading, ids in groups("state")] == [
        ("orphaned", ["six", "five"]),
        ("changed", ["two"]),
        ("moved", ["three"]),
        ("exact", ["one"]),
        ("on a whole article", ["four"]),
    ]


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_no_note_is_left_out_of_any_grouping(grouping: str) -> None:
    assert {name for _, ids in groups(grouping) for name in ids} == {*names(notebook().entries)}
    assert group_entries([], grouping) == ()


def test_tags_colors_and_states_are_counted() -> None:
    counts = count_facets(notebook().entries)

    assert [*counts.tags] == [("sea", 2), ("figures", 1), ("odd", 1), ("sea ice", 1), ("to check", 1)]
    assert [*counts.colors] == [("yellow", 4), ("green", 1)]
    assert [*counts.states] == [("orphan", 2), ("changed", 1), ("moved", 1), ("exact", 1), ("whole", 1)]
