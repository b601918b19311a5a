"""Comment threads: where they begin and end, and how many comments they hold."""

import pytest

from reader.ingest.text import asides_of, scrape

ARTICLE = (
    "The Mill Is Grinding Again\n\nThe mill at the end of the lane has been grinding again since Monday, after the "
    "miller's daughter came home from the sea with enough money for a new wheel.\n\nShe means to bake on Saturdays, "
    "and has asked the school for a bell that nobody rings any more.\n\n"
)


def _comments(widget: str) -> tuple[str, ...]:
    text = ARTICLE + widget
    asides = asides_of(text, scrape(text).set_aside)
    return tuple(part for aside in asides if aside.kind == "comments" for part in aside.parts)


def _kinds(widget: str) -> list[str]:
    return [part.kind for part in scrape(ARTICLE + widget).set_aside]


@pytest.mark.parametrize(
    ("widget", "authors"),
    [
        (
            "Subscribe\nNotify of\nguest\n2 Comments\nOldest\nInline Feedbacks\nView all comments\nJo\n\nGood news, "
            "that is.\n\nAda Moor\n\nThe bell is in my barn!\n\nShe can have it.\n\n2\n0\n()\nx\n",
            ["Jo", "Ada Moor"],
        ),
        (
            "2 thoughts on “The Mill Is Grinding Again”\n\nJo says:\nMay 3, 2019 at 7:12 am\n\nGood news.\n\nReply\n\n"
            "Ada says:\nMay 4, 2019 at 9:01 pm\n\nThe bell is in my barn.\n\nReply\n\nLeave a Reply\n\nName *\n",
            ["Jo says:", "Ada says:"],
        ),
        (
            "3 Comments\nLane News\nLogin\nSort by Best\nJo • 2 years ago\n\nGood.\n\n• Reply • Share ›\n"
            "Ada > Jo • 2 years ago\n\nYes.\n\n• Reply • Share ›\nBen • a year ago\n\nNo!\n\n• Reply • Share ›\n",
            ["Jo • 2 years ago", "Ada > Jo • 2 years ago", "Ben • a year ago"],
        ),
        (
            "Comments (2)\n\nJo\n3 May 2019\nGood news.\nReply\n\nAda\n4 May 2019\nThe bell is in my barn.\nReply\n",
            ["Jo", "Ada"],
        ),
        (
            "2 Kommentare\n\nJo sagt:\n3. Mai 2019 um 07:12\n\nSehr schön.\n\nAntworten\n\nAda sagt:\n4. Mai 2019 um "
            "21:01\n\nDie Glocke ist in meiner Scheune.\n\nAntworten\n\nSchreibe einen Kommentar\n",
            ["Jo sagt:", "Ada sagt:"],
        ),
        (
            "Jo commented May 3, 2019\n\nGood news.\n\nAda commented May 4, 2019\n\nThe bell.\n\n"
            "Ben commented May 5, 2019\n\nNo.\n",
            ["Jo commented May 3, 2019", "Ada commented May 4, 2019", "Ben commented May 5, 2019"],
        ),
        (
            "Comments\n\nGood news for the lane.\n\nPosted by: Jo | May 3 2019 7:12 utc | 1\n\nThe bell is here.\n\n"
            "Posted by: Ada | May 4 2019 21:01 utc | 2\n",
            ["Good news for the lane.", "The bell is here."],
        ),
        (
            "2 comments\nSort by Oldest\n\nJo Reed\nGood news.\nLike · Reply · May 3, 2019 7:12am\n\nAda Moor\nThe "
            "bell is in my barn.\nLike · Reply · 2 · May 4, 2019 9:01pm\n",
            ["Jo Reed", "Ada Moor"],
        ),
    ],
)
def test_each_widget_gives_its_comments(widget: str, authors: list[str]) -> None:
    assert [part.split("\n")[0] for part in _comments(widget)] == authors


def test_a_comment_is_kept_with_all_its_paragraphs_and_without_the_buttons() -> None:
    widget = (
        "1 Comment\nOldest\nNewest\nView all comments\nAda\n\nThe bell is in my barn.\n\nShe can have it.\n\n0\nReply\n"
    )

    assert _comments(widget) == ("Ada\n\nThe bell is in my barn.\n\nShe can have it.",)


@pytest.mark.parametrize(
    "widget",
    [
        "Subscribe\nNotify of\nguest\n0 Comments\nInline Feedbacks\nView all comments\n",
        "Leave a Reply\n\nYour email address will not be published. Required fields are marked *\n\nName *\nEmail *\n",
        "No comments yet\n\nBe the first to comment\n\nPost Comment\n",
        "Comments are closed.\n\nLeave a comment\n",
    ],
)
def test_a_widget_without_comments_is_set_aside_and_has_none(widget: str) -> None:
    assert set(_kinds(widget)) == {"comments"}
    assert _comments(widget) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The minister says that he has nothing to say. He said so on May 3, 2019, and again on May 4, 2019.\n",
        "She received 14 comments on her plan, most of them kind, and answered every one of them by hand.\n",
        "“No comment,” the miller says.\n\nHis neighbors say more, and none of it is fit to print in this paper.\n",
    ],
)
def test_an_article_about_comments_has_none(text: str) -> None:
    assert "comments" not in _kinds(text)


def test_what_follows_the_thread_is_not_in_it() -> None:
    widget = (
        "2 thoughts on “The Mill”\n\nJo says:\nMay 3, 2019 at 7:12 am\n\nGood news.\n\nReply\n\nAda says:\nMay 4, 2019 "
        "at 9:01 pm\n\nThe bell.\n\nReply\n\nRelated articles\nThe Old Lane\nNew Bell\n\n© 2019 The Lane. All rights "
        "reserved.\n"
    )

    assert _kinds(widget) == ["comments", "navigation", "rights"]
    assert _comments(widget)[-1].endswith("The bell.")


def test_the_declared_number_decides_between_names_and_short_remarks() -> None:
    widget = (
        "3 Comments\nOldest\nMost Voted\nView all comments\nJo\n\nGood news\n\nfor all\n\nAda\n\nAgreed\n\nBen\n\n"
        "Not so fast, I say.\n"
    )

    assert [part.split("\n")[0] for part in _comments(widget)] == ["Jo", "Ada", "Ben"]


@pytest.mark.parametrize(
    ("widget", "authors"),
    [
        # A count, and no more of a widget than names and what they say.
        ("2 Comments\n\nJo\n\nGood news, that is.\n\nAda Moor\n\nThe bell is in my barn!\n", ["Jo", "Ada Moor"]),
        # A count, and dates far apart.
        (
            "2 Comments\n\nJo\n\nMay 3, 2019\n\nGood news.\n\nAda\n\nMay 4, 2019\n\nThe bell is in my barn.\n",
            ["Jo", "Ada"],
        ),
        # No heading at all: dates and buttons.
        (
            "Jo\nMay 3, 2019\n\nGood news.\n\nReply\n\nAda\nMay 4, 2019\n\nThe bell is in my barn.\n\nReply\n",
            ["Jo", "Ada"],
        ),
    ],
)
def test_a_thread_is_known_by_little(widget: str, authors: list[str]) -> None:
    assert _kinds(widget) == ["comments"]
    assert [part.split("\n")[0] for part in _comments(widget)] == authors


def test_the_declared_number_decides_between_dates_and_names() -> None:
    widget = (
        "2 Comments\nOldest\nMost Voted\nView all comments\nJo\n\nGood news, I say.\n\nIt stood still since May 3, "
        "2011\n\nAnd before that since May 4, 1994\n\nAnd once in June 1951\n\nAda\n\nThe bell, at last!\n"
    )

    assert [part.split("\n")[0] for part in _comments(widget)] == ["Jo", "Ada"]


def test_a_number_that_fits_nothing_falls_back_on_what_looks_like_names() -> None:
    widget = (
        "40 Comments\nOldest\nMost Voted\nView all comments\nJo\n\nGood news, I say.\n\nAda\n\nThe bell, at last!\n"
    )

    assert [part.split("\n")[0] for part in _comments(widget)] == ["Jo", "Ada"]


def test_a_declared_number_above_nothing_that_is_said_gives_no_comments() -> None:
    page = "© 2016 The Port Paper. All rights reserved.\n3 Comments\n3 Comments"

    found = scrape(page)

    assert [aside.parts for aside in asides_of(page, found.set_aside) if aside.kind == "comments"] == [()]


def test_a_long_head_of_a_widget_is_stepped_over_only_so_far() -> None:
    widget = "Login\n" * 9 + "1 Comment\nOldest\nNewest\nView all comments\nJo\n\nGood news, I say.\n"

    assert [part.kind for part in scrape(ARTICLE + widget).set_aside] == ["navigation", "comments"]


REMARKS = "Marta Lind\n\nHigh time!\n\nJonas Vik\n\nAnd who pays for it?\n\n{}\n\nNot I.\n"


def test_names_and_remarks_are_a_thread_even_if_nothing_else_is_left_of_the_widget() -> None:
    assert _kinds(REMARKS.format("Ada Moor")) == ["comments"]
    assert [part.split("\n")[0] for part in _comments(REMARKS.format("Ada Moor"))] == [
        "Marta Lind",
        "Jonas Vik",
        "Ada Moor",
    ]


@pytest.mark.parametrize(
    "text",
    [
        # Subheadings: their words are written small elsewhere on the page.
        "Old Wheel\n\nThe old wheel had six spokes.\n\nNew Money\n\nThe new money came from the sea.\n\n"
        "School Bell\n\nThe school has not answered yet.\n",
        # An interview: two who talk.
        "Marta Lind\n\nHow old is it?\n\nJonas Vik\n\nNobody knows.\n\nMarta Lind\n\nAnd the wheel?\n\n"
        "Jonas Vik\n\nNew.\n",
        # A list of names.
        "Marta Lind\n\nJonas Vik\n\nAda Moor\n\nBen Holm\n",
    ],
)
def test_what_alternates_is_not_always_a_thread(text: str) -> None:
    assert "comments" not in _kinds(text)
