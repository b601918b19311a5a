"""The history of the search box."""

from pathlib import Path

import pytest

from reader.library.query_history import LONGEST_KEPT, MOST_QUERIES, QueryHistory


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "queries" / "one.txt"


def test_up_goes_back_and_down_returns_to_what_was_typed(path: Path) -> None:
    history = QueryHistory(path)
    history.add("first")
    history.add("second")

    assert [history.step("typ", -1), history.step("second", -1), history.step("first", -1)] == ["second", "first", None]
    assert [history.step("first", 1), history.step("second", 1), history.step("typ", 1)] == ["second", "typ", None]


def test_up_right_after_a_search_shows_the_one_before(path: Path) -> None:
    history = QueryHistory(path)
    history.add("first")
    history.add("second")

    assert history.step("second", -1) == "first"


def test_down_with_nothing_shown_from_the_history_is_no_step(path: Path) -> None:
    history = QueryHistory(path)
    history.add("first")

    assert history.step("typ", 1) is None


def test_a_changed_query_starts_from_the_newest_again(path: Path) -> None:
    history = QueryHistory(path)
    history.add("first")
    history.add("second")
    history.step("", -1)
    history.step("second", -1)

    assert history.step("first, changed", -1) == "second"


def test_it_is_kept_without_repetition_and_bounded(path: Path) -> None:
    history = QueryHistory(path)
    for number in range(MOST_QUERIES + 5):
        history.add(f"query {number}")
    history.add("query 100")
    history.add("x" * (LONGEST_KEPT + 1))
    history.add("  ")

    kept = QueryHistory(path).queries
    assert len(kept) == MOST_QUERIES
    assert kept[-1] == "query 100"
    assert kept.count("query 100") == 1


def test_what_another_window_asked_stays(path: Path) -> None:
    one, other = QueryHistory(path), QueryHistory(path)
    one.add("from one")
    other.add("from the other")

    assert QueryHistory(path).queries == ("from one", "from the other")


def test_a_file_that_cannot_be_read_loses_nothing_of_this_session(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"a\x00b")
    history = QueryHistory(path)

    history.add("asked\x1b[31m\nnow")

    assert history.queries == ("asked\ufffd[31m now",)
