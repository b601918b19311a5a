"""The rows of the cross-references as lines: no width loses anything, and evidence unfolds where it is asked for."""

import pytest

from reader.library.catalog import CatalogEntry
from reader.library.record import Record
from reader.related.evidence import CrossReference, Evidence, Quote
from reader.room.references import Reference
from reader.view.cells import cell_width, text_of
from reader.view.reference_lines import ReferenceLines, ReferenceWriter
from reader.view.reference_rows import ReferenceRow

FIGURES = Evidence("figure", "2 shared figures: 3,417 · 61", there=((0, 5),), points=4.0, count=2)
NAMES = Evidence("name", "shared names: Tiyas air base · Viktor Poznikhir · South Front · Aleppo", points=2.0, count=4)
SAID = Quote("The army counted 3,417 houses.", ((17, 22),))


def lines(width: int, title: str = "Storm over Tolm", *, is_unfolded: bool = False, most: int = 99) -> ReferenceLines:
    record = Record(title=title, site="Harbor Post", published="2016-12-03")
    entry = CatalogEntry("harbor", "harbor", "harbor.md", 1, 1, record, 700)
    reference = Reference(CrossReference("harbor", 4.0, (FIGURES,)), entry, SAID)
    origin = Record(published="2016-12-02")
    row = ReferenceRow(reference, (FIGURES, NAMES))
    return ReferenceWriter(width, origin).lines(row, is_unfolded=is_unfolded, most=most, rest="… E shows all reasons")


def test_a_row_is_title_facts_and_badges_and_unfolds_reason_and_sentence() -> None:
    assert text_of(lines(80)).replace("\u00a0", " ").split("\n") == [
        "Storm over Tolm", "Harbor Post · 3 Dec 2016 · 3 min · 1 day later", "2 figures"
    ]  # fmt: skip
    told = lines(80, is_unfolded=True)
    assert text_of(told).split("\n")[3:5] == ["2 shared figures: 3,417 · 61", "│ The army counted 3,417 houses."]
    assert ("3,417", "crossrefs--shared") in told[4]


@pytest.mark.parametrize("width", [12, 24, 34, 60])
def test_no_line_is_wider_than_its_pane_and_facts_are_broken_at_their_dots(width: int) -> None:
    told = text_of(lines(width, is_unfolded=True)).split("\n")

    assert max(map(cell_width, told)) <= width
    assert any("1\u00a0day\u00a0later" in line for line in told) or width < len("1 day later")


def test_an_arabic_title_stands_at_the_right_and_its_facts_at_the_left() -> None:
    title, facts, _ = text_of(lines(60, "שלום Tolm")).split("\n")

    assert title == "Tolm םולש".rjust(60)
    assert facts.startswith("Harbor Post")


@pytest.mark.parametrize("width", [14, 20, 25, 30])
def test_no_line_of_facts_ends_or_begins_with_the_dot_between_two(width: int) -> None:
    told = text_of(lines(width, is_unfolded=True)).split("\n")

    assert len(told) > 3
    assert not [line for line in told if line.endswith("·") or line.startswith("·")]


def test_no_name_is_parted_from_its_family_name() -> None:
    told = [text_of([line]).replace("\u00a0", " ") for line in lines(34, is_unfolded=True)]

    assert told[-3:] == ["shared names: Tiyas air base", "Viktor Poznikhir · South Front", "Aleppo"]


def test_what_is_unfolded_leaves_room_for_other_rows_and_says_where_the_rest_is_told() -> None:
    whole, cut = lines(34, is_unfolded=True), lines(34, is_unfolded=True, most=5)

    assert len(whole) > 5
    assert cut[:4] == whole[:4]
    assert text_of(cut[4:]) == "… E shows all reasons"
