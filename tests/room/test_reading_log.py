"""The reading log: what counts as reading, how it is kept, what its figures are."""

from pathlib import Path

import pytest

from reader.library.catalog import CatalogEntry
from reader.library.record import Record
from reader.room.reading_log import MOST_PAUSE, ReadingLog, ReadingTimer, Visit
from reader.view.bars import Bar, bar, bar_lines, bars_svg
from reader.view.page_layout import page_text
from reader.view.reading_figures import duration, figures_page, reading_figures


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept() -> list[Visit]:
    return []


@pytest.fixture
def timer(clock: Clock, kept: list[Visit]) -> ReadingTimer:
    return ReadingTimer(clock, kept.append)


def lived(timer: ReadingTimer, clock: Clock, *gaps: float, is_reading: bool = True) -> None:
    """Let a sign of life follow after each of some seconds."""
    timer.live(is_reading=is_reading)
    for gap in gaps:
        clock.seconds += gap
        timer.live(is_reading=is_reading)


def test_time_counts_from_one_key_to_the_next_but_for_long_pauses(
    timer: ReadingTimer, clock: Clock, kept: list[Visit]
) -> None:
    timer.open("flood")
    lived(timer, clock, 30, 10, 3600, 5)
    timer.open("music")

    ((_, seconds, article_id),) = kept
    assert (seconds, article_id) == (30 + 10 + MOST_PAUSE + 5, "flood")


def test_time_in_the_list_and_a_short_look_are_no_reading(timer: ReadingTimer, clock: Clock, kept: list[Visit]) -> None:
    timer.open("flood")
    lived(timer, clock, 60, 60, is_reading=False)
    timer.open("music")
    lived(timer, clock, 4)
    timer.open("")

    assert kept == []


def test_visits_are_added_by_every_window_and_can_be_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "new" / "log.txt"
    one, other = ReadingLog(path), ReadingLog(path)
    assert one.visits() == []

    one.add(Visit("2026-11-29T04:12:03Z", 184, "flood"))
    other.add(Visit("2026-11-28T04:12:03Z", 60, "music"))
    with path.open("a") as file:
        file.write("no visit\n2026-11-29T04:12:03Z 12 ../x\n")

    assert [each.article_id for each in one.visits()] == ["music", "flood"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert one.forget()
    assert not other.forget()


def entry(article_id: str) -> CatalogEntry | None:
    sites = {"flood": "Post", "rain": "Post", "music": None}
    return (
        CatalogEntry(article_id, "", "x.md", 1, 1, Record(site=sites[article_id]), 9) if article_id in sites else None
    )


VISITS = [
    Visit("2026-10-05T12:00:00Z", 90, "flood"),
    Visit("2026-11-05T12:00:00Z", 30, "flood"),
    Visit("2026-11-06T12:00:00Z", 3600, "music"),
    Visit("2026-11-07T12:00:00Z", 20, "gone"),
    Visit("2026-11-08T12:00:00Z", 10, "rain"),
]


def test_visits_are_summed_up_by_month_site_and_article() -> None:
    figures = reading_figures(VISITS, entry)

    assert (figures.seconds, figures.visits, figures.articles) == (3750, 5, 4)
    assert figures.by_month == {"2026-11": 3660, "2026-10": 90}
    assert figures.by_site == {"no site": 3620, "Post": 130}
    assert list(figures.by_article) == ["music", "flood", "gone", "rain"]


def test_the_page_tells_the_figures_with_bars_and_an_empty_log_says_what_counts() -> None:
    page = figures_page(reading_figures(VISITS, entry), str.upper)
    told = page_text(page)

    assert told.startswith("4 articles in 5 visits, 1 h 2 min\n")
    assert "MUSIC" in told
    assert "from five seconds on" in str(figures_page(reading_figures([], entry), str))


@pytest.mark.parametrize(
    ("seconds", "told"), [(45, "45 s"), (60, "1 min"), (3599, "1 h 0 min"), (12_000, "3 h 20 min")]
)
def test_a_duration_is_told_in_few_words(seconds: int, told: str) -> None:
    assert duration(seconds) == told


def test_bars_fit_their_width_and_the_smallest_is_still_seen() -> None:
    bars = [Bar("Post", 100, "100"), Bar("A very long name of an outlet indeed", 0.01, "0"), Bar("北京", 0, "0")]
    lines = bar_lines(bars, 40)

    assert all(len(line) <= 40 for line in lines)
    assert "▏" in lines[1]
    assert bar(0, 10) == ""
    assert bar(1, 10) == "█" * 10


def test_a_drawing_holds_its_names_as_text() -> None:
    drawn = bars_svg("<By month>", [Bar("a & b", 2, "2 s"), Bar("c", 1, "1 s")])

    assert drawn.startswith("<svg xmlns=")
    assert "a &amp; b" in drawn
    assert "&lt;By month&gt;" in drawn
    assert drawn.count("<rect") == 2
