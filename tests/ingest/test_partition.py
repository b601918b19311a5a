"""Laws of the cleaner: every line is in one place, and the answer depends on nothing but the arguments."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ingest.lines import fingerprint
from reader.ingest.page import read_page
from reader.ingest.text import AsideRange, asides_of, format_ranges, parse_ranges, scrape
from reader.library.folder import HouseRules
from reader.library.markdown import parse
from reader.library.safe_text import clean
from tests.ingest.gold import PAGES

LINES = st.sampled_from(
    (
        "",
        "   ",
        "\u00a0",
        "Harbor to be dredged before the winter",
        "Harbor to be dredged before the winter | The Port Paper",
        "The harbor will be dredged before the winter, the council said on Monday, and the work will take five weeks.",
        "It was last dredged in 1998.",
        "By Anna Berg",
        "December 15, 2016",
        "World Review, December 15, 2016",
        "Region: [Europe](#)",
        "Please support our work: https://www.patreon.com/portpaper",
        "© 2016 The Port Paper. All rights reserved.",
        "3 Comments",
        "Ben says:",
        "Reply",
        "Home",
        "Related articles",
        'string(12) "[{}]"',
        '{"id": "1", "title": "x", "pic": "y"}',
        "- an item of a list",
        "# A heading",
        "IMG_20161215_120000",
        "Page 2 of 5",
        "and goes on in the middle of a sentence here",
        "x",
    )
)
PAGE = st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=40).map("\n".join)


def _places(text: str) -> tuple[list[int], list[int], int]:
    """Return the lines that are not blank, those in body or asides with repetition, and how many are in neither."""
    page = scrape(text)
    lines = clean(text).split("\n")
    white = " \t\u00a0\u200b\u200c\u200d\u2060\ufeff\u3000"
    written = [number for number, line in enumerate(lines, 1) if line.strip(white) and line.strip()]
    ranges = [*page.body, *((part.first, part.last) for part in page.set_aside)]
    placed = [number for first, last in ranges for number in range(first, last + 1) if number in set(written)]
    return written, placed, len(written) - len(set(placed))


@given(PAGE)
def test_every_written_line_is_in_one_place_or_is_the_headline(text: str) -> None:
    written, placed, missing = _places(text)

    assert len(placed) == len(set(placed))
    assert set(placed) <= set(written)
    headlines = 1 if scrape(text).record.title else 0
    assert missing == headlines


@given(PAGE)
def test_the_answer_is_always_the_same_and_cleaning_first_changes_nothing(text: str) -> None:
    assert scrape(text) == scrape(text) == scrape(clean(text))


@given(PAGE)
def test_ranges_are_in_order_and_survive_the_front_matter(text: str) -> None:
    page = scrape(text)

    assert list(page.body) == sorted(page.body)
    assert list(page.set_aside) == sorted(page.set_aside, key=lambda part: part.first)
    assert parse_ranges(format_ranges(page.set_aside)) == page.set_aside


@given(PAGE)
def test_nothing_that_a_terminal_obeys_comes_out(text: str) -> None:
    page = scrape(text + "\nBy \x1b]0;x\x07 \u202eEve\n")

    said = f"{page.record}{page.markdown}{asides_of(text, page.set_aside)}"
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said)


@given(st.lists(st.text(alphabet="ab *_`[]()<>&#|-+.1\\~!", min_size=12, max_size=40), min_size=1, max_size=6))
def test_bare_text_is_read_back_as_it_stands(paragraphs: list[str]) -> None:
    bare = [f"Word {' '.join(paragraph.split())} word." for paragraph in paragraphs]
    text = "\n\n".join(bare)
    page = scrape(text)
    body = {number for first, last in page.body for number in range(first, last + 1)}

    plain = parse(page.markdown).text

    if not re.search(r"\]\(|<https?:|\[[^\]]*\]\(", text):
        for number, line in enumerate(text.split("\n"), 1):
            if number in body and line:
                assert line in plain


@pytest.mark.parametrize("name", sorted(path.name for path in PAGES.glob("*.txt")))
def test_windows_line_ends_change_nothing(name: str) -> None:
    text = (PAGES / name).read_text(encoding="utf-8")

    assert scrape(text.replace("\n", "\r\n")) == scrape(text)


def test_a_librarys_own_appeal_is_an_appeal() -> None:
    text = (
        "Goats on the town wall again\n\nThe goats are on the town wall again, the third time since Easter, and the "
        "council has asked their owner to mend his fence.\n\nFeed the goats of this paper with your coins, dear "
        "reader, at the kiosk.\n\nThe owner says that the fence is new and that the goats are clever.\n"
    )

    page = scrape(text, HouseRules(appeals=("feed the goats of this paper",)))

    assert AsideRange("appeal", 5, 5) in page.set_aside
    assert AsideRange("appeal", 5, 5) not in scrape(text).set_aside


def test_a_librarys_outlet_is_recognized_on_a_line_of_its_own() -> None:
    text = "Goat Courier\n\nGoats on the wall\n\nThe goats are on the town wall again, the third time since Easter.\n"

    page = scrape(text, HouseRules(outlets=("Goat Courier",)))

    assert page.record.site == "Goat Courier"
    assert scrape(text).record.site is None


def test_a_line_that_other_pages_have_too_is_not_the_article() -> None:
    motto = "We are a small paper in a small town and we tell you what happens here, whether you like it or not."
    text = (
        "Goats on the town wall again\n\nThe goats are on the town wall again, the third time since Easter, and the "
        "council has asked their owner to mend his fence, which he says is new.\n\nTheir owner was not at home when "
        f"this paper called, but the goats were, and looked well.\n\n{motto}\n"
    )

    assert motto in scrape(text).markdown
    assert motto not in scrape(text, repeated={fingerprint(motto)}).markdown


def test_a_reprint_is_not_furniture_because_its_first_printing_is_in_the_library_too() -> None:
    text = (PAGES / "essay.txt").read_text(encoding="utf-8")

    known = {fingerprint(line) for line in text.split("\n")}

    assert scrape(text, repeated=known) == scrape(text)


def test_a_page_is_a_reprint_if_other_pages_have_most_of_its_text() -> None:
    text = (PAGES / "agency.txt").read_text(encoding="utf-8")
    lines = text.split("\n")

    all_known = read_page(text, HouseRules(), {fingerprint(line) for line in lines})
    one_known = read_page(text, HouseRules(), {fingerprint(lines[4])})

    assert not any(all_known.is_repeated)
    assert sum(one_known.is_repeated) == 1


def test_figures_case_and_marks_do_not_change_a_fingerprint() -> None:
    assert fingerprint("13 DAYS LEFT until [May](#)") == fingerprint("**7 days left until May**")
    assert fingerprint("   ") == ""
