"""The articles of one event, their copies, and the figures they tell."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from reader.library.names import Name, NamesAuthority
from reader.related.articles import ArticleFacts
from reader.related.ledger import COLUMNS, filter_rows, format_csv, format_markdown
from reader.related.names import NameCount
from reader.related.profile import Fingerprints
from reader.related.store import RelatedStore
from tests.calls import calls_of
from tests.related.articles_made import ALL, HARBOR, REPRINT, TRIBUNE, store_of


@pytest.fixture
def store(tmp_path: Path) -> RelatedStore:
    return store_of(tmp_path, [*ALL, replace(TRIBUNE, id="undated", site="Elsewhere", published=None)])


def test_a_family_of_reprints_is_one_row(store: RelatedStore) -> None:
    found = store.related("tribune", fold=True)

    by_id = {each.id: each.copies for each in found}
    assert by_id["undated"] == ()
    assert by_id["harbor"] == ("reprint",)
    assert "reprint" not in by_id
    assert {each.id for each in store.related("tribune")} == set(by_id) | {"reprint"}


def test_a_family_goes_by_the_one_that_came_out_first_whichever_ranks_best(tmp_path: Path) -> None:
    later = [replace(HARBOR, id=f"a{day}", title="", url=None, published=f"2019-03-0{day}") for day in (9, 7, 8)]
    undated = replace(HARBOR, id="a", title="", url=None, published=None)

    (family,) = store_of(tmp_path, [TRIBUNE, *later, undated]).related("tribune", fold=True)

    assert family.id == "a7"
    assert set(family.copies) == {"a", "a8", "a9"}


def test_an_excerpt_is_no_copy() -> None:
    assert Fingerprints.of({*range(20)}).are_of_one_text(Fingerprints.of({*range(2, 21)}))
    assert not Fingerprints.of({*range(20)}).are_of_one_text(Fingerprints.of({*range(8)}))
    assert not Fingerprints.of(set()).are_of_one_text(Fingerprints.of(set()))
    assert not Fingerprints.of({1}).are_of_one_text(Fingerprints.of({1}))


def test_the_articles_of_one_event_come_in_time_order(store: RelatedStore) -> None:
    dossier = store.event("tribune")

    assert dossier[0] in {"harbor", "reprint"}
    assert dossier[-1] == "undated"
    assert {"harbor", "tribune"} < set(dossier)
    assert not {"bread", "chess"} & set(dossier)


def test_an_unknown_article_is_of_no_event(store: RelatedStore) -> None:
    assert store.event("nobody") == ()
    assert store.ledger(["nobody"]) == ()


def test_a_ledger_tells_each_number_with_who_says_so(store: RelatedStore) -> None:
    told = {(row.counted, row.number, row.said_by, row.article) for row in store.ledger(["harbor", "tribune"])}

    assert ("residents", "4,217", "Anton Veres", "harbor") in told
    assert ("residents", "4,217", "Anton Veres", "tribune") in told
    assert ("residents", "over 4,200", "", "tribune") in told
    assert ("soldiers", "over 900", "the army", "harbor") in told


def test_what_an_article_says_twice_is_told_once_with_its_source(tmp_path: Path) -> None:
    said = "There were 318 boats. General Anton Veres counted 318 boats. In all 318 boats came, and 40 boats left."

    rows = store_of(tmp_path, [replace(HARBOR, text=said)]).ledger(["harbor"])

    assert [(row.number, row.said_by) for row in rows] == [("318", "Anton Veres"), ("40", "")]


def test_a_ledger_of_many_figures_takes_work_by_their_number_alone(tmp_path: Path) -> None:
    def store_with(figures: int) -> RelatedStore:
        first, second = ("\n".join(f"{first + at} boats sank." for at in range(figures)) for first in (3_000, 30_000))
        made = [replace(HARBOR, text=first), replace(TRIBUNE, text=second)]
        return store_of(tmp_path / str(figures), made)

    few, many = (store_with(figures) for figures in (150, 300))

    assert len(many.ledger(["harbor", "tribune"])) == 600
    assert calls_of(lambda: many.ledger(["harbor", "tribune"])) < 3 * calls_of(
        lambda: few.ledger(["harbor", "tribune"])
    )


def test_one_or_two_of_a_thing_are_no_rows(tmp_path: Path) -> None:
    text = "In Port Marrow 2 boats sank, and 3 boats came back."
    store = store_of(tmp_path, [ArticleFacts(id="one", text=text)])

    assert [row.value for row in store.ledger(["one"])] == [3]


def test_who_says_so_is_never_guessed(tmp_path: Path) -> None:
    said = (
        "Anton Veres spoke. The army counted 940 houses without a roof in Tolm. According to Mara Lindqvist, 61 boats"
    )
    said += " sank."

    rows = store_of(tmp_path, [replace(HARBOR, text=said)]).ledger(["harbor"])

    assert [(row.number, row.said_by) for row in rows] == [("61", "Mara Lindqvist"), ("940", "the army")]


@pytest.mark.parametrize(
    ("one", "other", "standing"),
    [
        ("At least 900 soldiers were killed.", "Over 900 soldiers were killed.", "agrees"),
        ("About 1,000 soldiers were killed.", "In all 950 soldiers were killed.", "within"),
        ("Fewer than 200 soldiers were killed.", "At least 900 soldiers died.", "contradicts"),
        ("In all 200 soldiers were killed.", "In all 900 soldiers left.", ""),
        (
            "In all 200 soldiers were killed.",
            "In all 200 soldiers were slain. In all 900 soldiers were killed.",
            "agrees",
        ),
    ],
)
def test_numbers_of_one_thing_and_event_are_held_against_each_other_by_their_bounds(
    tmp_path: Path, one: str, other: str, standing: str
) -> None:
    articles = [
        replace(HARBOR, id="one", text=one, language="en"),
        replace(TRIBUNE, id="two", text=other, language="en"),
    ]
    rows = store_of(tmp_path, articles).ledger(["one", "two"])

    assert [row.standing for row in rows if row.article == "one"] == [standing]


def test_a_share_and_a_number_of_things_do_not_contradict_each_other(tmp_path: Path) -> None:
    articles = [
        replace(HARBOR, id="one", text="In all 40 percent of houses burned.", language="en"),
        replace(TRIBUNE, id="two", text="In all 900 houses burned.", language="en"),
    ]

    assert {row.standing for row in store_of(tmp_path, articles).ledger(["one", "two"])} == {""}


def test_of_an_article_without_a_date_nothing_contradicts(tmp_path: Path) -> None:
    articles = [
        replace(HARBOR, id="one", text="In all 200 houses burned.", published=None),
        replace(TRIBUNE, id="two", text="In all 900 houses burned.", published=None),
    ]

    assert {row.standing for row in store_of(tmp_path, articles).ledger(["one", "two"])} == {""}


def test_a_ledger_is_narrowed_to_a_speaker_and_an_event(store: RelatedStore) -> None:
    rows = store.ledger(["harbor", "tribune"])

    assert {row.said_by for row in filter_rows(rows, speaker="veres")} == {"Anton Veres"}
    assert {row.event for row in filter_rows(rows, event="evacuate")} == {"leave", "take out"}


def test_the_copies_of_an_article_say_what_it_says_once(store: RelatedStore) -> None:
    rows = store.ledger(["harbor", "reprint", "tribune"])

    assert {row.article for row in rows} == {"harbor", "tribune"}
    assert {row.copies for row in rows if row.article == "harbor"} == {1}
    assert {row.copies for row in rows if row.article == "tribune"} == {0}


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("105 eastern quarters were empty.", "quarters"),
        ("They took 3,033 armed fighters away.", "fighters"),
        ("Some 900 people came.", "people"),
        ("The number of dead stood at 412.", "dead"),
        ("It cost $14 million.", None),
        ("Of the list 1,524 confirms nothing.", None),
        ("On 14 News ran the story.", None),
        ("They counted 40 (killed, 14), in all 900.", None),
        ("In all 40 percent of houses burned.", "houses"),
        ("В городе 300 жителей.", "жителей"),
    ],
)
def test_only_things_that_are_counted_are_counted(tmp_path: Path, text: str, counted: str | None) -> None:
    rows = store_of(tmp_path, [replace(HARBOR, text=text)]).ledger(["harbor"])

    assert [row.counted for row in rows] == ([counted] if counted else [])


def test_what_is_counted_most_comes_first_and_numbers_go_up(store: RelatedStore) -> None:
    rows = store.ledger(["harbor", "tribune"])

    assert [row.value for row in rows if row.counted == rows[0].counted] == [4200, 4217, 4217]


def test_every_row_leads_to_its_place_in_the_text(store: RelatedStore) -> None:
    texts = {entry.id: entry.text for entry in ALL}

    for row in store.ledger(texts):
        assert texts[row.article][row.start : row.end].replace(",", "")[0] == row.number.split()[-1][0]


def test_a_ledger_is_exported_as_a_table(tmp_path: Path) -> None:
    store = store_of(tmp_path, [replace(HARBOR, site="=1+1|x"), REPRINT])
    rows = store.ledger(["harbor"])

    table = list(csv.reader(io.StringIO(format_csv(rows))))
    lines = format_markdown(rows).splitlines()

    assert tuple(table[0]) == COLUMNS
    assert len(table) == len(rows) + 1 == len(lines) - 1
    assert {line[COLUMNS.index("site")] for line in table[1:]} == {"'=1+1|x"}
    assert {line.count(" | ") for line in lines} == {len(COLUMNS) - 1}


def test_an_article_without_figures_adds_no_row(tmp_path: Path) -> None:
    assert store_of(tmp_path, [ArticleFacts(id="none", text="Nobody counted.")]).ledger(["none"]) == ()


def test_the_names_of_a_library_are_listed_with_their_forms(tmp_path: Path) -> None:
    names = NamesAuthority((Name("Marrow", "place", ("Port Marrow",)),))

    spotted = {each.heading: each for each in store_of(tmp_path, [HARBOR, TRIBUNE], names).names()}

    assert spotted["Marrow"] == NameCount("Marrow", ("Port Marrow",), 2, is_known=True)
    assert spotted["Anton Veres"] == NameCount("Anton Veres", ("Anton Veres", "Veres"), 2, is_known=False)
    assert set(spotted["Deir Azzur"].forms) == {"Deir Azzur", "Deir ez-Zur"}
    assert next(iter(spotted.values())).articles == 2
