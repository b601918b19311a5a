"""Searching by who says what: `speaker:` and `said:`, their facet, and the words that are marked."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.room import ReadingRoom
from reader.room.settings import Places, Settings
from reader.view.speaker_rows import occasion, said_rows

TEXTS = {
    "harbor": (
        "General Anton Veres said that the northern corridors were open. The mayor said that bread was short. "
        "“Nobody leaves the old harbor,” Veres said."
    ),
    "market": "The mayor said that a corridor was promised. The old market burned.",
    "mill": "The mill burned. The northern corridor was closed.",
}


@pytest.fixture
def room(tmp_path: Path, places: Places) -> Iterator[ReadingRoom]:
    library = tmp_path / "library"
    library.mkdir()
    (library / "names.yaml").write_text("Anton Veres:\n  - Antun Weresh\n")
    for name, text in TEXTS.items():
        (library / f"{name}.md").write_text(f"---\ntitle: {name}\nid: {name}\nlanguage: en\n---\n\n{text}\n")
    with ReadingRoom.open(library, settings=Settings(machine="desk"), places=places) as room:
        room.index()
        yield room


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("speaker:veres", {"harbor"}),
        ("speaker:ver", {"harbor"}),
        ("speaker:eres", set()),
        ('speaker:"antun weresh"', {"harbor"}),
        ("speaker:mayor", {"harbor", "market"}),
        ("said:corridor", {"harbor", "market"}),
        ("said:CORRIDORS", {"harbor", "market"}),
        ("said:mill", set()),
        ('said:"northern corridor"', {"harbor"}),
        ('said:"corridor northern"', set()),
        ("speaker:veres said:bread", set()),
        ("speaker:mayor said:bread", {"harbor"}),
        ("speaker:mayor said:corridor", {"market"}),
        ("speaker:veres said:corridor said:harbor", {"harbor"}),
        ("said:corridor -speaker:veres", {"market"}),
        ("said:(corridor bread)", {"harbor"}),
    ],
)
def test_who_says_what_finds_articles(room: ReadingRoom, query: str, expected: set[str]) -> None:
    assert {hit.id for hit in room.searcher.hits(query).hits} == expected


def test_what_is_said_no_more_is_not_found(room: ReadingRoom, tmp_path: Path) -> None:
    (tmp_path / "library" / "market.md").write_text("---\ntitle: market\nid: market\n---\n\nThe market burned.\n")
    room.index()

    assert [hit.id for hit in room.searcher.hits("said:corridor").hits] == ["harbor"]
    assert [hit.id for hit in room.searcher.hits("speaker:mayor").hits] == ["harbor"]


def test_the_words_asked_for_are_marked_and_a_name_without_statements_says_so(room: ReadingRoom) -> None:
    (hit,) = room.search("speaker:veres said:bread OR said:corridor").hits
    nobody = room.search("speaker:nobody").results

    assert {hit.snippet[slice(*mark)] for mark in hit.marks} >= {"Veres", "corridors"}
    assert nobody.lines == ("Nobody called “nobody” is quoted.",)
    assert "whole words" in (room.search("said:corr*").results.problem or "")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [("The mayor", 2, 'speaker:"The mayor"'), ("Anton Veres", 1, 'speaker:"Anton Veres"')]),
        ("market", [("The mayor", 1, 'speaker:"The mayor"')]),
    ],
)
def test_speakers_are_a_facet_that_narrows(room: ReadingRoom, query: str, expected: list[object]) -> None:
    facet = room.searcher.facets(query).speaker

    assert [(each.value, each.count, each.query) for each in facet] == expected
    for each in facet:
        assert room.searcher.facets(each.query).total >= each.count


def test_what_reprints_repeat_is_one_row_of_a_speakers_page(room: ReadingRoom) -> None:
    found = list(room.speakers.said_by("Anton Veres"))
    market = next(entry for entry in room.articles() if entry.id == "market")
    reprinted = [each._replace(entry=market, text=f"“{each.text.upper()}”") for each in found]

    rows = said_rows([*found, *reprinted])

    assert [row.spoken for row in rows] == found
    assert all(occasion(row).endswith(" · and 1 other article") for row in rows)
    assert not any("other" in occasion(row) for row in said_rows(found))
