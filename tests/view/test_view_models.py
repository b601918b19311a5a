"""What the panes draw, computed without an app."""

from array import array
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.article import Article
from reader.library.catalog import CatalogEntry
from reader.library.markdown import parse
from reader.library.record import Record
from reader.library.state import Reading
from reader.search.facets import Facets, FacetValue
from reader.text.plurals import count
from reader.view.arrangement import columns
from reader.view.article import TextQuery, header
from reader.view.article_page import article_page, header_rows
from reader.view.caret import Caret
from reader.view.cells import cell_width
from reader.view.commands import Where
from reader.view.facets import facet_rows
from reader.view.list_model import ListModel, unread_first
from reader.view.marks import Mark, MarkLayer, runs
from reader.view.month_bars import MonthBar, Strip, folded, month_name, spanned, strip_of_months
from reader.view.moves import MOVES, step_of
from reader.view.phrases import day, minutes, when
from reader.view.trail import Place, Trail

TEXT = "One two. “Three four,” she said. Five!\n\nSix seven. Eight"
marks = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda pair: Mark(pair[0], sum(pair), "x")))


def caret(offset: int = 0) -> Caret:
    made = Caret(parse(TEXT))
    made.offset = offset
    return made


def words(of: Caret, span: tuple[int, int] | None) -> str:
    return of.plain.text[slice(*span)] if span else ""


def test_the_caret_marks_the_sentence_it_stands_in() -> None:
    one = caret(TEXT.index("four"))

    assert words(one, one.marked()) == "“Three four,” she said."
    assert words(one, one.word()) == "four"


def test_the_caret_moves_by_word_sentence_and_paragraph() -> None:
    one = caret()

    seen = []
    for unit, step in [("word", 1), ("word", 1), ("sentence", 1), ("paragraph", 1), ("word", -1), ("sentence", -1)]:
        one.move(unit, step)
        seen.append(words(one, one.word()))

    assert seen == ["two", "Three", "Five", "Six", "Five", "Three"]


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("他来了。她走了。", ["他", "来", "了", "她", "走", "了"]),
        ("3月の雨", ["3", "月", "の", "雨"]),
        ("说「你好」吧", ["说", "你", "好", "吧"]),
        ("ที่นี่ดี", ["ที่", "นี่", "ดี"]),
        ("ទន្លេ", ["ទ", "ន្លេ"]),
        ("وصل إلى حلب، أمس", ["وصل", "إلى", "حلب", "أمس"]),
        ("वह आया।", ["वह", "आया"]),
    ],
)
def test_the_caret_moves_by_signs_in_scripts_without_spaces(text: str, stops: list[str]) -> None:
    one = Caret(parse(text))

    forward = [words(one, one.word())]
    while one.move("word", 1) and words(one, one.word()) and len(forward) < len(stops):
        forward.append(words(one, one.word()))
    back = [words(one, one.word())]
    while len(back) < len(stops):
        one.move("word", -1)
        back.append(words(one, one.word()))

    assert forward == stops
    assert back == stops[::-1]


def test_a_selection_reaches_from_the_first_word_to_the_last() -> None:
    one = caret(TEXT.index("two"))
    one.toggle_selection()
    one.move("word", 1)
    assert words(one, one.selection()) == "two. “Three"
    one.move("sentence", 1)
    assert words(one, one.selection()) == "two. “Three four,” she said"
    one.move("sentence", 1)
    assert words(one, one.selection()) == "two. “Three four,” she said. Five"
    one.toggle_selection()
    assert one.selection() is None


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "?", "x"])
def test_the_caret_stands_in_any_text(text: str) -> None:
    one = Caret(parse(text))
    for unit in ("word", "sentence", "paragraph"):
        for step in (1, -1):
            assert 0 <= one.move(unit, step) <= len(one.plain.text)
    one.toggle_selection()
    one.move("word", 1)
    assert words(one, one.marked()) == text.strip()


@given(
    st.text(alphabet="ab .!\n“”"),
    st.lists(st.tuples(st.sampled_from(["word", "sentence", "paragraph"]), st.sampled_from([1, -1]))),
)
def test_the_caret_never_leaves_the_text(text: str, moves: list[tuple[str, int]]) -> None:
    one = Caret(parse(text))
    one.toggle_selection()
    for unit, step in moves:
        one.move(unit, step)
        start, end = one.selection() or (0, 0)
        assert 0 <= start <= end <= len(one.plain.text)


@given(marks, marks, st.integers(0, 50), st.integers(0, 30))
def test_runs_cut_a_line_where_looks_change_and_lose_no_character(
    a: list[Mark], b: list[Mark], start: int, size: int
) -> None:
    end = start + size
    layers = [
        MarkLayer(a).touching(start, end),
        [mark._replace(look="y") for mark in MarkLayer(b).touching(start, end)],
    ]

    found = runs(start, end, layers)

    assert "".join("." * (run.end - run.start) for run in found) == "." * size
    for run in found:
        for offset in range(run.start, run.end):
            assert ("x" in run.looks) == any(mark.start <= offset < mark.end for mark in a)
            assert ("y" in run.looks) == any(mark.start <= offset < mark.end for mark in b)


def test_months_are_counted_with_none_left_out() -> None:
    months = spanned({"2016-11": 2, "2017-01": 1})

    assert months == (
        MonthBar("2016-11", "2016-11", 2),
        MonthBar("2016-12", "2016-12", 0),
        MonthBar("2017-01", "2017-01", 1),
    )
    assert Strip(months).drawn == "█ ▄"
    assert folded(months, 2) == (MonthBar("2016-11", "2016-12", 2), MonthBar("2017-01", "2017-01", 1))
    assert month_name("2017-01") == "Jan 2017"
    assert spanned({}) == ()


def test_the_arrow_keys_choose_months_that_have_articles_and_widen() -> None:
    strip = strip_of_months({"2016-11": 2, "2017-01": 1, "2017-02": 4, "2016": 9}, 80)

    newest = strip.moved(-1)
    before = newest.moved(-1)
    wider = before.moved(-1, widening=True)

    assert [strip.query, newest.query, before.query] == ["", "date:2017-02", "date:2017-01"]
    assert wider.query == "date:2016-11..2017-01"
    assert wider.told == "Nov 2016 – Jan 2017: 3"
    assert wider.moved(1, widening=True).query == "date:2017-01"
    assert newest.moved(1) == newest


@pytest.mark.parametrize(
    ("chosen", "query"),
    [
        ("2016-12", "date:2016-12"),
        ("2016-11..2017-01", "date:2016-11..2017-01"),
        ("<2w", ""),
        ("2016-13", ""),
        ("2020-01", ""),
    ],
)
def test_the_strip_shows_the_months_that_the_query_names(chosen: str, query: str) -> None:
    assert strip_of_months({"2016-11": 2, "2016-12": 1, "2017-01": 1}, 80, chosen).query == query


def test_a_folded_strip_narrows_to_all_the_months_of_a_bar() -> None:
    counts = {f"20{year:02}-{month:02}": 1 for year in range(20) for month in range(1, 13)}

    strip = strip_of_months(counts, 60)

    assert len(strip.bars) == 60
    assert strip.at(0).query == "date:2000-01..2000-04"
    assert sum(bar.articles for bar in strip.bars) == 240


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2016-12-07", "7 Dec 2016"),
        ("2016-12-15T21:02:18", "15 Dec 2016"),
        ("2016-12", "Dec 2016"),
        ("2016", "2016"),
        (None, "no date"),
    ],
)
def test_dates_are_told_as_precisely_as_they_are_known(date: str | None, told: str) -> None:
    assert day(date) == told


def test_counts_are_words() -> None:
    assert (count(1, "article"), count(1200, "article"), minutes(10), minutes(1000)) == (
        "1 article",
        "1,200 articles",
        "1 min",
        "4 min",
    )


def model(read: set[str]) -> ListModel:
    entries = [CatalogEntry(str(n), str(n), f"{n}.md", 0, 0, Record(title=f"T{n}"), 100) for n in range(5)]
    return ListModel(range(5), entries.__getitem__, lambda key: Reading(read=key in read), {"2": 3})


def test_the_list_steps_to_the_next_unread_article() -> None:
    rows = model({"1", "2"})

    assert rows.unread_from(0, 1) == 3
    assert rows.unread_from(3, -1) == 0
    assert rows.unread_from(4, 1) is None


def test_a_row_tells_what_is_known_of_its_article() -> None:
    row = model({"2"}).row(2)

    assert row is not None
    assert (row.title, row.is_read, row.notes) == ("T2", True, 3)
    assert model(set()).row(9) is None


def test_unread_articles_can_come_first() -> None:
    assert unread_first([1, 2, 3], str, {"1", "3"}) == array("q", [2, 1, 3])


def test_the_trail_leads_back_and_forward_until_somewhere_new() -> None:
    trail = Trail()
    trail.leave(Place("a", 1))
    trail.leave(Place("b", 2))

    assert trail.back(Place("c", 3)) == Place("b", 2)
    assert trail.back(Place("b", 2)) == Place("a", 1)
    assert trail.back(Place("a", 1)) is None
    assert trail.forward(Place("a", 1)) == Place("b", 2)
    trail.leave(Place("b", 5))
    assert trail.forward(None) is None


@pytest.mark.parametrize(
    ("width", "where", "zen", "shown"),
    [
        (120, "notes", False, {"list", "reading", "third"}),
        (119, "list", False, {"list", "reading"}),
        (80, "crossrefs", False, {"reading", "third"}),
        (79, "list", False, {"list"}),
        (79, "article", False, {"reading"}),
        (20, "notes", False, {"third"}),
        (200, "article", True, {"reading"}),
    ],
)
def test_the_columns_on_screen_follow_width_and_use(width: int, where: Where, zen: bool, shown: set[str]) -> None:
    assert columns(width, where, zen=zen) == shown


@pytest.mark.parametrize(
    ("finding", "found"),
    [
        (TextQuery("marlow"), ["Marlow", "marlow", "Marlow"]),
        (TextQuery("Marlow"), ["Marlow", "Marlow"]),
        (TextQuery("Marlow", heeds_case=False), ["Marlow", "marlow", "Marlow"]),
        (TextQuery("marlow", heeds_case=True), ["marlow"]),
        (TextQuery("marlow", whole_words=True), ["Marlow", "Marlow"]),
        (TextQuery("Old  Marlow"), ["Old\nMarlow"]),
        (TextQuery("(1.5"), ["(1.5"]),
        (TextQuery("."), [".", "."]),
        (TextQuery("   "), []),
        (TextQuery(""), []),
    ],
)
def test_what_is_found_in_an_article(finding: TextQuery, found: list[str]) -> None:
    text = "In Marlow, marlowites met. Old\nMarlow (1.5 km)"

    assert [text[start:end] for start, end in finding.places(text)] == found


@pytest.mark.parametrize(
    ("finding", "text", "found"),
    [
        (TextQuery("من حلب"), "خرجوا مِن حَلَبِ ليلا", ["مِن حَلَبِ"]),
        (TextQuery("الى"), "وصلوا إلى المدينة", ["إلى"]),
        (TextQuery("مَدِينة"), "المدينه", ["مدينه"]),
        (TextQuery("حلب"), "حـــلب", ["حـــلب"]),
        (TextQuery("מן"), "יצא מִן העיר", ["מִן"]),
        (TextQuery("Cafe\u0301"), "le Café", ["Café"]),
        (TextQuery("町", whole_words=True), "水が町に来た", ["町"]),
        (TextQuery("Tokyo", whole_words=True), "東京Tokyo駅 Tokyoite", ["Tokyo"]),
    ],
)
def test_what_is_found_in_other_scripts(finding: TextQuery, text: str, found: list[str]) -> None:
    finding = finding.of(finding.text)

    assert [text[start:end] for start, end in finding.places(text)] == found


def test_the_switches_of_finding_are_told_and_turned() -> None:
    finding = TextQuery("x").with_words().with_case()

    assert finding.switches == "match case · whole words"
    assert finding.with_case().switches == "ignore case · whole words"
    assert finding.with_words().with_case().switches == "ignore case"
    assert TextQuery("x").switches == ""


def test_the_drawer_tells_what_is_on_and_folds_long_fields() -> None:
    values = tuple(FacetValue(f"Site {number}", 20 - number, f'site:="Site {number}"') for number in range(12))
    months = tuple(FacetValue(f"2016-{number:02}", 1, f"date:2016-{number:02}") for number in (11, 12))
    facets = Facets(12, site=values, month=months)

    rows = facet_rows(facets, 'storm site:="Site 1"')
    whole = facet_rows(facets, 'storm site:="Site 1"', {"site"})

    assert [row.text for row in rows if row.kind == "heading"] == ["Narrowed by", "Site · 12", "Month · 2"]
    assert [(row.text, row.query) for row in rows if row.kind == "chip"] == [("site Site 1", 'site:="Site 1"')]
    assert [row.text for row in rows if row.is_on and row.kind == "value"] == ["Site 1"]
    assert [row.text for row in rows if row.kind == "more"] == ["… 4 more"]
    assert sum(row.kind == "value" for row in whole) == 14
    # The newest month is what one looks for first.
    assert [row.text for row in rows if row.query.startswith("date:")] == ["2016-12", "2016-11"]


@pytest.mark.parametrize("page", [-2, 0, 1, 2, 30])
@pytest.mark.parametrize("move", MOVES)
def test_every_move_goes_its_way_also_in_a_window_without_a_line(move: str, page: int) -> None:
    step = step_of(move, page, 100)

    assert step > 0 if move in {"down", "bottom", "half-down", "page-down"} else step < 0
    assert abs(step_of("page-down", page, 100)) >= abs(step_of("half-down", page, 100)) >= 1


def test_an_article_of_which_only_the_link_is_kept_says_so_and_shows_it() -> None:
    record = Record("Fees", url="https://port.example/fees", extra={"form": "link"})
    told = [line.text for line in header(Article("fees", record, "", "articles/fees.md"))]

    assert told[0] == "Fees"
    assert not any("0 words" in text for text in told)
    assert "https://port.example/fees" in told
    assert any(text.startswith("Only the link of this article is kept.") for text in told)
    assert when(CatalogEntry("fees", "", "articles/fees.md", 1, 1, record, 0, None)) == "no date · link only"
    unlinked = header(Article("fees", replace(record, url=None), "", "articles/fees.md"))
    assert [line.text for line in unlinked if line.look == "article--problem"] == [
        "The text of this article is not here. Add it with “reader add” to read it."
    ]


def test_all_lines_of_the_facts_on_a_right_to_left_article_stand_at_the_right() -> None:
    record = Record("ترميم السوق", author="ليلى حداد", site="صحيفة المدينة", published="2019-03-04")
    page = article_page(Article("souk", record, "نص.", "articles/souk.md"), 40)

    rows = [text for text, look in header_rows(page.told, page.layout) if look == "article--facts" and text]

    assert len(rows) == 2
    assert {cell_width(row) for row in rows} == {40}
    assert rows[1].replace("\u00a0", " ").endswith(" 1 word, 1 min")


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("# Fees\n\nThey rose.", False),
        ("They rose.\n\n# Fees", True),
        ("## Fees\n\nX.", True),
        ("# Port fees\n\nX.", True),
    ],
)
def test_a_title_that_the_text_begins_with_is_not_told_twice(text: str, is_told: bool) -> None:
    told = header(Article("fees", Record("Fees"), text, "articles/fees.md"))

    assert (told[0].text == "Fees") == is_told
