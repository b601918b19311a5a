"""Comment threads that are known by the lines which sign each comment."""

import pytest

from reader.ingest.text import scrape

ARTICLE = (
    "Goats on the wall\nBy Anna Berg\nMarch 8, 2017\n"
    "The goats are on the town wall again, the third time since Easter, and the council has asked their owner to mend "
    "his fence before the summer.\n"
    "Their owner was not at home when this paper called, but the goats were, and looked very well to us all.\n"
)
SAID = (
    "I have seen these goats for twenty years and they never fell off that wall.",
    "Nobody asks the people at the market what they think about it, as always.",
    "Agreed. My mother kept goats, and not one of them was ever seen up there.",
)


def thread(form: str, *, above: bool, head: str = "", foot: str = "") -> str:
    signed = [
        form.format(name=name, day=day, n=n)
        for n, (name, day) in enumerate(zip(("tomr", "Eva", "Ola"), (9, 10, 11), strict=True), 1)
    ]
    pairs = zip(signed, SAID, strict=True) if above else zip(SAID, signed, strict=True)
    return "\n".join([head, *(line for pair in pairs for line in pair), foot])


@pytest.mark.parametrize(
    "comments",
    [
        thread("{name} March {day}, 2017, 8:14am #{n}", above=True),
        thread("{n}\n{name} 03.{day:02}.17 at 21:35", above=True, head="{ 3 comments… read them below or add one }"),
        thread("March {day}, 2017 | {name}", above=False, head="Reader Comments (3)", foot="Post a New Comment"),
        thread("Posted by {name}, Port on March {day} at 3:04 PM", above=False, head="Comments"),
        thread("{name} said,", above=True, head="3 Responses to “Goats on the wall”"),
        thread("{name} said...\nMarch {day}, 2017 at 8:14 AM", above=True, head="3 comments:"),
        thread("#{n} - {name} - {day} Mar 2017 08:14", above=True),
        thread("{name} wrote on {day} March, 10:45 am", above=True),
        thread("{name} | {n} hours ago", above=True, foot="Leave a comment"),
        thread("{name}\nMarch {day}th, 2017 at 9:14 pm", above=True, head="3 users responded in “Goats on the wall”"),
        thread("Comment by {name} — March {day}, 2017 @ 7:00 am", above=False, head="3 Comments »"),
    ],
)
def test_the_recurring_shape_of_signatures_shows_a_thread(comments: str) -> None:
    page = scrape(f"{ARTICLE}{comments}\n")

    assert "looked very well to us all" in page.markdown
    assert [said for said in SAID if said in page.markdown] == []
    assert "comments" in {part.kind for part in page.set_aside}


@pytest.mark.parametrize(
    "form",
    [
        "March {day}, 2017",
        "Day {n}: March {day}, 2017",
        "{day} March 2017\nThe wall",
        "Tom Riis, March {day}",
        "{n} March",
    ],
)
def test_the_dated_parts_of_a_chronology_are_no_comments(form: str) -> None:
    page = scrape(ARTICLE + thread(form, above=True))

    assert [said for said in SAID if said not in page.markdown] == []
