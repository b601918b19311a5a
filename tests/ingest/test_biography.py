"""What is told of the author under an article is none of its text."""

import pytest

from reader.ingest.biography import without_biography, without_byline
from reader.ingest.page import read_page
from reader.ingest.text import NO_RULES

GOATS = "The goats are on the town wall again, the third time since Easter, and the council wants a fence for them."
OWNER = "Their owner was not at home when this paper called, but the goats were, and looked very well to us."


def _left(end: str, *authors: str, text: str = OWNER) -> list[str]:
    page = read_page(f"{GOATS}\n\n{text}\n\n{end}", NO_RULES, ())
    return [page.lines[at].text for at in without_biography(page, range(len(page.lines)), authors)]


@pytest.mark.parametrize(
    "end",
    [
        "Anna Berg is a reporter in Osterby, where she has covered goats and their owners for ten years.",
        "Anna Berg, PhD, writes about goats and walls for papers on both sides of the bay, and keeps bees.",
        "Anna Berg\n\nAnna Berg lives in Osterby with her family, two dogs, and since last year a goat of her own.",
        "Anna Berg ist freie Journalistin in Osterby und schreibt seit zehn Jahren über Ziegen und Mauern.",
        "Anna Berg est journaliste à Osterby, où elle écrit depuis dix ans sur les chèvres et sur les murs.",
        "Anna Berg es periodista en Osterby, donde escribe desde hace diez años sobre cabras y murallas viejas.",
        "About the author: Anna Berg has written of goats for ten years, and of walls for twenty before that.",
        "*(Anna Berg is a reporter in Osterby, and no goat has ever complained of what she has written.)*",
        "Anna Berg is a reporter in Osterby, who has covered goats for ten years.\n\nAnna loves bees.\n\nShe has two.",
    ],
)
def test_what_is_told_of_a_known_author_at_the_end_is_left_out(end: str) -> None:
    assert _left(end, "Anna Berg") == [GOATS, OWNER]


def test_the_author_may_be_named_above_the_text_alone() -> None:
    end = "Anna Berg lives in Osterby with two dogs, three goats, a cat and a bicycle."
    page = read_page(f"By Anna Berg\n\n{GOATS}\n\n{OWNER}\n\n{end}", NO_RULES, ())

    assert without_biography(page, [1, 2, 3]) == [1, 2]


def test_a_writer_of_whom_the_article_says_nothing_is_its_author() -> None:
    end = "Nils Holm is a freelance writer and photographer who has lived beside the bay for twenty years now."

    assert _left(end) == [GOATS, OWNER]
    assert (
        _left(end, text="Nils Holm, who writes of goats, saw them first, at six, from his kitchen window.")[-1] == end
    )


@pytest.mark.parametrize(
    "end",
    [
        "Anna Berg is the owner of the goats, and she was asked to mend her fence before the end of this week.",
        "The wall was built by farmers in 1610, and no goat has been found on it before, so far as is known.",
        "Bay Hill is a good place for goats as well, and nobody there has a wall that could be climbed by one.",
    ],
)
def test_somebody_who_is_not_known_to_have_written_is_part_of_the_story(end: str) -> None:
    assert _left(end)[-1] == end


def test_a_part_of_the_article_about_its_author_stays() -> None:
    end = "## Who climbed the wall for us\n\nAnna Berg has climbed forty walls for this paper, nine of them with goats."

    assert len(_left(end, "Anna Berg")) == 4


def test_a_portrait_is_about_the_person_in_its_headline() -> None:
    told = "Anna Berg is a writer from Osterby who has written nine books on goats, and on walls one."
    page = read_page(f"Anna Berg: a portrait\n\n{GOATS}\n\n{OWNER}\n\n{told}", NO_RULES, ())

    assert without_biography(page, [1, 2, 3]) == [1, 2, 3]


@pytest.mark.parametrize(
    ("top", "left"),
    [
        ("Anna Berg", []),
        ("Anna Berg & Tom Riis", []),
        ("Tom Riis", []),
        ("Eva Holm", ["Eva Holm"]),
        ("Anna Berg, Eva Holm", ["Anna Berg, Eva Holm"]),
        ("The third time since Easter", ["The third time since Easter"]),
    ],
)
def test_a_line_above_the_text_that_only_names_its_authors_is_none_of_it(top: str, left: list[str]) -> None:
    page = read_page(f"{top}\n\n{GOATS}\n\nAnna Berg\n\n{OWNER}", NO_RULES, ())

    body = without_byline(page, range(len(page.lines)), ["Anna Berg, Tom Riis"])

    assert [page.lines[at].text for at in body] == [*left, GOATS, "Anna Berg", OWNER]


@pytest.mark.parametrize(
    "label", ["Autor", "Datum", "Written by", "Автор", "Дата", "التاريخ", "Fecha", "Publication date"]
)
def test_a_label_alone_above_the_first_paragraph_is_none_of_the_text(label: str) -> None:
    page = read_page(f"{label}\n\nA wall\n\n{GOATS}\n\n{label}\n\n{OWNER}", NO_RULES, ())

    assert without_byline(page, range(5), ()) == [1, 2, 3, 4]


def test_a_heading_that_is_called_as_a_label_stays() -> None:
    page = read_page(f"## Author\n\n{GOATS}\n\n{OWNER}", NO_RULES, ())

    assert without_byline(page, range(3), ()) == [0, 1, 2]
