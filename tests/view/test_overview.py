"""Looking from above: the timeline and the map of cross-references, as values."""

from xml.etree import ElementTree

import pytest

from reader.library.catalog import CatalogEntry
from reader.library.record import Record
from reader.related.day_events import DayEvent
from reader.related.evidence import CrossReference, Evidence, Quote
from reader.room.references import Reference
from reader.view.cells import cell_width
from reader.view.page_layout import page_text
from reader.view.reference_map import ReferenceMap, map_page, map_svg, reference_map, step
from reader.view.timeline import event_line, timeline, timeline_svg, told_of_days


def entry(article_id: str, published: str | None, title: str = "") -> CatalogEntry:
    return CatalogEntry(
        article_id, "", f"{article_id}.md", 1, 1, Record(title=title or article_id, published=published), 9
    )


def around(*others: CatalogEntry) -> ReferenceMap:
    evidence = (Evidence("figure", "2 shared figures: 1 · 2", points=3.0, count=2),)
    references = [
        Reference(CrossReference(each.id, 9.0 - at, evidence), each, Quote()) for at, each in enumerate(others)
    ]
    gone = Reference(CrossReference("gone", 99.0, evidence), None, Quote())
    return reference_map(entry("here", "2016-12-10", "The <middle>"), [gone, *references], 5)


EARLY, LATE = entry("early", "2016-12-01"), entry("late", "2016-12-20")
LATER, UNDATED = entry("later", "2016-12-21"), entry("undated", None)


def test_days_stand_in_order_with_the_names_in_their_titles_and_undated_articles_last() -> None:
    days = timeline(
        [entry("a", None), entry("b", "2016-12-02", "Tolm and Keller"), entry("c", "2016-11"),
         entry("d", "2016-12-02T10:00:00", "Mayor KELLER speaks"), entry("e", "2016-12-02", "Tolmish")],
        {"keller": "Anna Keller", "mayor keller": "Anna Keller", "tolm": "Tolm"},
    )  # fmt: skip

    assert [(each.day, [one.id for one in each.entries]) for each in days] == [
        ("2016-11", ["c"]), ("2016-12-02", ["b", "d", "e"]), ("", ["a"])
    ]  # fmt: skip
    assert days[1].names == ("Anna Keller", "Tolm")
    assert days[1].told == "3 articles · Anna Keller · Tolm"
    assert timeline([], {}) == []


def test_events_stand_under_their_days_with_those_on_which_nothing_came_out() -> None:
    event = DayEvent("2016-12-02", "b", 0, 9, "It fell on 2 December.", 2)

    days = timeline([entry("b", "2016-12-02"), entry("c", None)], {}, [event, event._replace(day="2016-12-01")])

    assert [(each.day, each.told) for each in days] == [
        ("2016-12-01", "1 event"), ("2016-12-02", "1 article · 1 event"), ("", "1 article")
    ]  # fmt: skip
    assert told_of_days(days) == "2 articles · 2 events · 3 days"
    assert event_line(event) == "It fell on 2 December. (2 copies)"
    assert event_line(event._replace(words="It fell.[^3]", copies=0)) == "It fell.³"


def test_earlier_articles_stand_at_the_left_and_the_others_at_the_right_in_the_order_of_time() -> None:
    shown = around(UNDATED, LATER, EARLY, LATE)

    assert [each.id for each in shown.left] == ["early"]
    assert [each.id for each in shown.right] == ["late", "later", "undated"]
    assert shown.nodes[0].badges == "2 figures"
    assert "9 days earlier" in shown.nodes[0].facts


def test_of_many_the_most_telling_are_on_the_map() -> None:
    assert len(around(*(entry(f"x{number}", None) for number in range(9))).nodes) == 5


@pytest.mark.parametrize(
    ("at", "way", "to"),
    [(0, "right", 1), (1, "down", 2), (2, "down", 3), (3, "down", 3), (3, "left", 0), (1, "up", 1), (0, "left", 0),
     (0, "up", 0), (2, "right", 2)],
)  # fmt: skip
def test_the_map_is_walked_with_the_arrows(at: int, way: str, to: int) -> None:
    assert step(around(UNDATED, LATER, EARLY, LATE), at, way) == to


@pytest.mark.parametrize("width", [20, 60, 110, 200])
def test_no_line_of_the_map_is_wider_than_its_room(width: int) -> None:
    page = map_page(around(UNDATED, LATER, EARLY, entry("wide", "2016-12-30", "北京 " * 40)), width, 1)
    text = page_text(page)

    assert all(cell_width(line) <= max(width, 3 * 8 + 8) for line in text.split("\n"))
    assert [each for each in page if not isinstance(each, str) and "reverse" in each[1]]
    assert "The <middle>" in text or width < 60


def test_the_drawings_are_well_formed_and_hold_their_titles_as_text() -> None:
    drawn = ElementTree.fromstring(map_svg(around(EARLY, LATE)))  # noqa: S314 - ours, and without entities
    days = ElementTree.fromstring(timeline_svg("<Days>", timeline([EARLY, LATE], {})))  # noqa: S314 - as above

    told = [each.text for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert {"The <middle>", "early", "late", "2 figures"} <= {*told}
    assert len([*drawn.iter("{http://www.w3.org/2000/svg}line")]) == 2
    assert len([*days.iter("{http://www.w3.org/2000/svg}rect")]) == 2
