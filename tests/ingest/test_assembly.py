"""The lines of the article become Markdown."""

import pytest

from reader.ingest.assembly import assemble, is_markdown
from reader.ingest.lines import read_lines

LONG = "The council of the town met again on Monday and talked for three hours about the"


def _markdown(text: str, *, is_marked: bool = False) -> str:
    return assemble(read_lines(text), is_marked=is_marked)


def test_each_line_is_a_paragraph() -> None:
    assert (
        _markdown("One thing is said.\nAnother is said.\n\n\nA third.")
        == "One thing is said.\n\nAnother is said.\n\nA third.\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LONG}\n\ngoats on the wall.", f"{LONG} goats on the wall.\n"),
        (
            f"{LONG} goats,\n\nThe owner of the goats was there and said nothing at all.",
            f"{LONG} goats, The owner of the goats was there and said nothing at all.\n",
        ),
        (f"{LONG} settle-\n\nment of the question.", f"{LONG} settlement of the question.\n"),
    ],
)
def test_a_torn_sentence_is_mended(text: str, expected: str) -> None:
    assert _markdown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG} goats.\n\nand so on.",
        "What it costs\n\nnobody knows.",
        f"{LONG} goats\n\nThe Owner",
        f"{LONG} following:\n\nthe wall",
        f"{LONG} goats\n\n- the wall",
    ],
)
def test_what_is_not_torn_stays_apart(text: str) -> None:
    assert "\n\n" in _markdown(text).strip()


def test_wrapped_lines_flow_and_short_lines_do_not() -> None:
    wrapped = "I have kept a notebook since I was eleven years old, and I have\nnever once read an old one to its end."
    verse = "The goats are on the wall\nThe wall is in the town\nThe town is by the sea"

    assert "\n" not in _markdown(wrapped).strip()
    assert _markdown(verse).count("\n\n") == 2


def test_bullets_make_a_list() -> None:
    assert _markdown("• the wall\n• the goats\n\nThe end.") == "- the wall\n- the goats\n\nThe end.\n"


@pytest.mark.parametrize(
    ("bare", "expected"),
    [
        ("a*b and _c_ and `d`", "a\\*b and \\_c\\_ and \\`d\\`"),
        ("snake_case stays", "snake_case stays"),
        ("# not a heading", "\\# not a heading"),
        ("1. not an item", "1\\. not an item"),
        ("[sic] stays", "[sic] stays"),
        ("[a](b)", "\\[a\\](b)"),
        ("<b>bold</b> & &amp;", "\\<b>bold\\</b> & \\&amp;"),
        ("> no quotation", "\\> no quotation"),
        ("---", "\\---"),
        ("a ==b== ===", "a \\==b\\== \\=\\=="),
        ("C:\\*", "C:\\\\\\*"),
    ],
)
def test_marks_in_bare_text_are_escaped(bare: str, expected: str) -> None:
    assert _markdown(bare) == expected + "\n"


def test_marks_in_marked_text_stay_and_links_that_lead_nowhere_go() -> None:
    assert _markdown("*[Goat Watch](#)* and [a page](http://x.example)", is_marked=True) == (
        "*Goat Watch* and [a page](http://x.example)\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Goats", True),
        ("See [this](#).", True),
        ("<http://x.example>", True),
        ("**Disclaimer:** none", True),
        ("*All of it was said in one night.*", True),
        ("Goats * walls * seas", False),
        ("2 * 3 = 6 [sic]", False),
        ("#goats", False),
    ],
)
def test_whether_a_page_has_marks(text: str, expected: bool) -> None:
    assert is_markdown(text) is expected
