from pathlib import Path

import pytest

from reader.notebook.places import PlaceCache, stamp_of
from reader.notes.anchoring import Anchoring
from tests.notebook.entries_made import NOTES, note

PLACE = Anchoring("moved", 3, 9, 0.75)


def test_what_was_found_is_known_at_the_next_start_while_the_stamp_is_the_same(tmp_path: Path) -> None:
    first = PlaceCache(tmp_path / "places.json")
    first.put("flood", "stamp", {"one": PLACE})
    first.save(lambda: ["flood"])

    again = PlaceCache(tmp_path / "places.json")

    assert again.get("flood", "stamp") == {"one": PLACE}
    assert again.get("flood", "another") is None
    assert again.get("choir", "stamp") is None


def test_the_stamp_changes_with_the_text_and_with_any_note_and_not_with_their_order() -> None:
    one, two = NOTES[:2]

    stamps = {
        stamp_of("1", [one, two]),
        stamp_of("2", [one, two]),
        stamp_of("1", [one]),
        stamp_of("1", [one, note("two", revision="other")]),
    }

    assert len(stamps) == 4
    assert stamp_of("1", [one, two]) == stamp_of("1", [two, one])


def test_articles_that_have_no_notes_any_more_are_forgotten(tmp_path: Path) -> None:
    first = PlaceCache(tmp_path / "places.json")
    first.put("flood", "stamp", {"one": PLACE})
    first.put("choir", "stamp", {"two": PLACE})
    first.save(lambda: ["choir"])

    assert PlaceCache(tmp_path / "places.json").get("flood", "stamp") is None


def test_what_is_found_of_one_article_is_saved_beside_what_is_known_of_the_others(tmp_path: Path) -> None:
    path, noted = tmp_path / "places.json", ["flood", "choir", "mill"]
    first, second = PlaceCache(path), PlaceCache(path)
    first.put("flood", "stamp", {"one": PLACE})
    assert second.get("choir", "stamp") is None
    first.save(lambda: noted)

    second.put("choir", "stamp", {"two": PLACE})
    second.save(lambda: noted)

    later = PlaceCache(path)
    assert later.get("flood", "stamp") == {"one": PLACE}
    assert later.get("choir", "stamp") == {"two": PLACE}


def test_nothing_new_is_nothing_to_save(tmp_path: Path) -> None:
    places = PlaceCache(tmp_path / "places.json")

    places.save(lambda: pytest.fail("nobody needs to know which articles are noted"))

    assert not (tmp_path / "places.json").exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[9, []]",
        '[1, [["flood", "stamp", {"one": ["lost", 1, 2, 1.0]}]]]',
        '[1, [["flood", "stamp", {"one": ["exact", 5, 2, 1.0]}]]]',
        '[1, [["flood", "stamp", {"one": [[], 5, 2, 1.0]}]]]',
        '[1, [["flood", "stamp", 3]]]',
        "[" * 50,
    ],
)
def test_a_broken_cache_is_no_cache(text: str, tmp_path: Path) -> None:
    (tmp_path / "places.json").write_text(text)

    assert PlaceCache(tmp_path / "places.json").get("flood", "stamp") is None
