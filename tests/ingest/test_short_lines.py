"""Short lines that belong to the article, and where it ends all the same."""

import pytest

from reader.ingest.file import ingest
from reader.ingest.text import scrape

HEAD = (
    "Goats on the wall - The Port Paper\nSkip to content\nHome\nNews\nGoats on the wall\nBy Anna Berg\nMarch 8, 2017\n"
)
FOOT = (
    "Share\nTweet\nRelated articles\nOld mill sold to a choir\n"
    "New bus to the mill\n© 2017 The Port Paper\nPrivacy policy\n"
)
LEAD = (
    "The goats are on the town wall again, the third time since Easter, and the council has asked their owner to mend "
    "his fence before the summer."
)


@pytest.mark.parametrize(
    "lines",
    [
        [LEAD, "Why the wall?", "Because it is there.", "Will you mend the fence?", "Yes.", "When?", "Soon."],
        [LEAD, "PP: And in winter?", "Owner: In winter they sleep.", "PP: All of them?", "Owner: All but one."],
        [
            "The owner looked up.",
            "“Which wall?”",
            "“The town’s.”",
            "He laughed.",
            LEAD,
            "Nobody spoke.",
            "“Well?”",
            "“Well.”",
        ],
        [
            LEAD,
            "11:40",
            "The vote",
            "Nine to four.",
            "Share",
            "10:15",
            "The owner speaks",
            "“They like it up there.”",
            "Share",
        ],
        [LEAD, "The goats are black.", "They are white.", "They eat.", "They sleep.", "They will be back."],
        [LEAD, "A last word", "Nobody was hurt."],
        [LEAD, "— They came at noon.", "— Who saw them?", "— I did."],
        ["10:01", "A goat is up.", "Share", "10:09", "A second one.", "Share", "10:15", LEAD],
        [LEAD, "The mayor agrees.", "So do I!", "Do you?"],
        ["A short beginning.", LEAD, "A short end."],
        ["“Again?” asked the mayor.", "“Again,” said the owner.", LEAD],
    ],
)
def test_short_sentences_between_headline_and_end_stay_in(lines: list[str]) -> None:
    page = scrape(HEAD + "\n".join(lines) + "\n" + FOOT)

    sentences = [line for line in lines if line.endswith((".", "?", "!", "”"))]
    assert [line for line in sentences if line not in page.markdown] == []
    assert page.record.title == "Goats on the wall"
    for furniture in ("Old mill", "New bus", "Privacy", "Tweet"):
        assert furniture not in page.markdown


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["T", f"t{LEAD[1:]}"], "Tthe goats"),
        (["T", f"{LEAD[1:]}"], "The goats are"),
        (["“T", f"{LEAD[1:]}"], "“The goats are"),
        (["A", "fter the goats had gone, the town was as quiet as it had ever been."], "After the goats"),
        (["A", f"goat is on the wall, and {LEAD[0].lower()}{LEAD[1:]}", "No goat was hurt."], "A goat is on the wall"),
        (["I", "n the morning the goats had gone, and the town was quiet as never before."], "In the morning"),
        (["É", "videmment, the goats had gone, and the town was quiet as never before."], "Évidemment"),
        (["В", "ечером было тихо, как никогда раньше, и козы ушли со стены домой ещё до рассвета."], "Вечером"),
    ],
)
def test_an_initial_on_its_own_line_joins_its_word(lines: list[str], expected: str) -> None:
    assert scrape(HEAD + "\n".join(lines) + "\n" + FOOT).markdown.startswith(expected)


def test_a_short_article_is_not_its_comments() -> None:
    comment = (
        "I have seen these goats for twenty years and they never fell off that wall, whatever the council says of it."
    )
    thread = f"2 Comments\nTom says:\nMarch 9, 2017 at 8:14 am\n{comment}\nReply\n"
    thread += f"Eva says:\nMarch 9, 2017 at 9:01 am\n{comment}\n"

    page = scrape(f"{HEAD}The goats are on the wall.\n{thread}Reply\nLeave a Reply\n")

    assert page.markdown == "The goats are on the wall.\n"
    assert "comments" in {part.kind for part in page.set_aside}


def test_the_lines_of_a_verse_stay_together() -> None:
    verses = (
        "The goats went up,\nthe sun went down.\n\nNobody saw\nthe sleeping town.\n\nThe sea is cold.\nThe sky is blue."
    )

    assert scrape(f"The Wall\n\nBy Anna Berg\n\n{verses}\n").markdown.split() == verses.split()


ENTRIES = [
    ("14.32 GMT", "The keeper counted the boats one by one, as he had done on each such day since the war had ended."),
    ("13:05", "The second of the barges went up at noon, and nobody on it had slept in the night before, they said."),
    ("9:15am", "The first ship came through the lock in the morning, with the mayor on board, who waved to everybody."),
]


@pytest.mark.parametrize("count", [2, 3])
def test_the_times_over_the_entries_of_a_live_blog_stay_and_those_of_fewer_are_none(count: int) -> None:
    entries = ENTRIES[-count:]
    text = "Live: the lock\nBy Nora Lind\n15 December 2016\n\n" + "\n\n".join(map("\n".join, entries)) + "\n"
    shown = "".join(f"<article><time>{time}</time><p>{words}</p></article>" for time, words in entries)
    page = f"<html><title>Live: the lock</title><main><h1>Live: the lock</h1>{shown}</main></html>"

    for found in (ingest("live.txt", text.encode()), ingest("live.html", page.encode())):
        assert [time in found.markdown.split("\n") for time, _ in entries] == [count > 2] * count
        assert all(words in found.markdown for _, words in entries)
