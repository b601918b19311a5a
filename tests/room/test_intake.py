"""Reading files into the catalog: the first soon, and all in whatever order as if they had been there together."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, repeat
from pathlib import Path

import pytest

from reader.library.catalog import Catalog
from reader.library.catalog_errors import CatalogSuspect
from reader.library.folder import Library, open_library
from reader.library.markdown import parse
from reader.library.scan import ScannedFile, scan
from reader.room import intake
from reader.room.intake import Intake
from reader.room.progress import Progress

WORDS = "storm rain harbor ships grain bread bridge market council river paper night winter lamp road field".split()
# What this outlet prints in the middle of every article; on one page alone it is a sentence like the others.
PRINTED = "The harbor and its many ships will be in this story"
Listed = dict[str, tuple[str, str | None]]


def page(number: int, printed: str = PRINTED) -> str:
    first, second, third, fourth = (
        " ".join(WORDS[(number * step + step) % len(WORDS)] for step in range(part * 20 + 1, part * 20 + 30)) + "."
        for part in range(4)
    )
    return "\n\n".join([f"The ships of day {number}", first, second, printed, third, fourth]) + "\n"


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "_READ_FIRST", 2)
    monkeypatch.setattr(intake, "_READ_AT_ONCE", 2)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "library").mkdir()
    for number in range(7):
        (tmp_path / "library" / f"page{number}.txt").write_text(page(number))
    return open_library(tmp_path / "library")


class Reading:
    """A catalog, and what was read into it so far."""

    def __init__(self, library: Library, folder: Path) -> None:
        folder.mkdir()
        self.library = library
        self.catalog = Catalog(folder)
        self.told: list[Progress] = []

    def run(self, cancelled: Callable[[], bool] = lambda: False) -> Intake:
        run = Intake(self.library, self.catalog, self.told.append, cancelled)
        run.run()
        return run

    def listed(self) -> Listed:
        entries = (self.catalog.entry(each) for each in self.catalog.ids_by_row().values())
        return {each.title: (each.path, each.cleaned) for each in entries if each is not None}

    def texts(self) -> list[str | None]:
        return [cleaned for _, cleaned in sorted(self.listed().values())]


@pytest.fixture
def whole(library: Library, tmp_path: Path) -> Listed:
    reading = Reading(library, tmp_path / "whole")
    reading.run()
    return reading.listed()


def test_a_line_on_many_pages_is_no_part_of_any_article(whole: Listed) -> None:
    assert len(whole) == 7
    assert not [path for path, cleaned in whole.values() if PRINTED in (cleaned or PRINTED)]


def test_a_line_on_one_page_is_part_of_it(library: Library, tmp_path: Path) -> None:
    for number in range(7):
        (library.root / f"page{number}.txt").write_text(page(number, f"{PRINTED} {WORDS[number]}"))
    reading = Reading(library, tmp_path / "cache")
    reading.run()

    assert all(PRINTED in (cleaned or "") for _, cleaned in reading.listed().values())


def test_the_first_articles_are_listed_before_all_folders_were_looked_through(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = Reading(library, tmp_path / "cache")
    listed: list[int] = []

    def watched(of: Library) -> Iterator[ScannedFile]:
        for each in scan(of):
            listed.append(len(reading.catalog))
            yield each

    monkeypatch.setattr("reader.room.intake.scan", watched)
    reading.run()

    assert listed == [0, 0, 2, 2, 2, 2, 2]
    assert reading.told[:2] == [Progress("reading", 2, 0), Progress("reading", 2, 5)]


def test_pages_read_one_by_one_are_as_if_they_had_been_there_together(
    library: Library, tmp_path: Path, whole: Listed
) -> None:
    aside = tmp_path / "aside"
    library.root.rename(aside)
    library.root.mkdir()
    reading = Reading(library, tmp_path / "cache")

    for path in sorted(aside.iterdir(), reverse=True):
        path.rename(library.root / path.name)
        reading.run()

    assert reading.listed() == whole


def test_a_run_that_is_ended_anywhere_leaves_nothing_that_the_next_does_not_put_right(
    library: Library, tmp_path: Path, whole: Listed
) -> None:
    looks = 0

    def counted() -> bool:
        nonlocal looks
        looks += 1
        return False

    Reading(library, tmp_path / "counted").run(counted)
    for ended in range(looks):
        reading = Reading(library, tmp_path / f"cache{ended}")
        reading.run(partial(next, chain(repeat(False, ended), repeat(True))))
        reading.run()
        assert reading.listed() == whole, ended
        reading.catalog.verify()


def test_pages_that_go_or_change_take_their_lines_along(library: Library, tmp_path: Path) -> None:
    reading = Reading(library, tmp_path / "cache")
    reading.run()
    for number in range(3):
        (library.root / f"page{number}.txt").unlink()
    for number in range(3, 5):
        (library.root / f"page{number}.txt").write_text(page(number, "Nothing more of it, and no ships."))
    run = reading.run()

    fresh = Reading(library, tmp_path / "fresh")
    fresh.run()
    assert reading.listed() == fresh.listed()
    assert [PRINTED in (cleaned or "") for cleaned in reading.texts()] == [False, False, True, True]
    assert (len(run.dropped), len(run.updated)) == (3, 4)


def test_a_page_that_is_cleaned_again_is_added_once_and_no_other_is_touched(library: Library, tmp_path: Path) -> None:
    (library.root / "alone.txt").write_text(page(9, "Nothing more of it, and no ships."))
    reading = Reading(library, tmp_path / "cache")

    first, again = reading.run(), reading.run()

    assert (len(first.added), first.updated) == (8, set())
    assert (again.added, again.updated) == (set(), set())
    assert not reading.catalog.lines.unsettled()


def test_a_page_that_is_gone_between_being_counted_and_being_listed_counts_no_more(
    library: Library, tmp_path: Path
) -> None:
    reading = Reading(library, tmp_path / "cache")
    with reading.catalog.writing():
        reading.catalog.lines.put({f"gone{number}.txt": {"one line"} for number in range(3)})

    reading.run()

    assert not reading.catalog.lines.recurring(["one line"])


@pytest.mark.parametrize("change", ["UPDATE lines SET pages = pages + 1", "UPDATE pages SET lines = x'00'"])
def test_lines_that_were_changed_in_the_file_are_found_damaged(library: Library, tmp_path: Path, change: str) -> None:
    reading = Reading(library, tmp_path / "cache")
    reading.run()
    reading.catalog.verify()

    with reading.catalog.writing():
        reading.catalog._db.execute(change)

    with pytest.raises(CatalogSuspect):
        reading.catalog.verify()


def test_an_article_is_listed_with_as_many_words_as_its_text_has(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    listed = "- [Shops](https://example.org/a/b) open\n- *Bridges* close"
    (tmp_path / "library" / "market.md").write_text(f"# The market\n\n{listed}\n\n阿勒颇老市场的修复工程于周一开始。\n")
    reading = Reading(open_library(tmp_path / "library"), tmp_path / "cache")
    reading.run()

    (entry,) = reading.catalog.entries()

    assert entry.cleaned is None
    assert entry.words == parse((tmp_path / "library" / "market.md").read_text()).words
    assert entry.words > 10
