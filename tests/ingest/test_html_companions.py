"""Short lines of a page that are the article's because of what stands beside them, or for that reason are not."""

import pytest

from reader.ingest.html import read_page

TEXT = [
    "The gauge below the mill was set up in the spring of 1908 by a teacher who wanted to know how high it rose.",
    "Every morning he walked down with a lantern and wrote the height into a school notebook with a blue cover.",
    "Nobody asked him to do so, and for eleven years nobody but his pupils knew that the notebooks were there at all.",
    "When the dam at Harrow broke, the engineers had no record of the river, and somebody remembered the teacher.",
    "The oldest of the notebooks was lost in a move, but the other nine were copied out by hand within a week.",
]
FIRST, SECOND, THIRD, FOURTH, FIFTH = (f"<p>{each}</p>" for each in TEXT)


def _written(body: str, title: str = "The notebooks below the mill") -> str:
    head = f"<head><title>{title} | Harrow Journal</title></head>"
    page = f"<nav><a href='/'>Home</a></nav><main><h1>{title}</h1>{body}</main><footer>© Harrow Journal</footer>"
    return read_page(f"<html lang=en>{head}<body>{page}</body></html>").markdown


@pytest.mark.parametrize("heading", ["EXTREME COLD", "2.1 Ice", "Ice", "What Are The Popular Gauges?", "Best of oak"])
def test_a_heading_of_a_part_of_the_article_is_a_part_of_it(heading: str) -> None:
    card = "<div><a href='/x'>Ten bridges</a></div>"

    written = _written(f"{FIRST}{card}<h2>{heading}</h2>{SECOND}{card}<h2>{heading} again</h2>{THIRD}")

    assert f"## {heading}\n\n{TEXT[1]}" in written
    assert f"## {heading} again\n\n{TEXT[2]}" in written


def test_the_entries_of_a_live_report_have_their_titles() -> None:
    entry = "<article class=block><time>1{0}.05</time><h2>{1}</h2>{2}<a href='/s{0}'>Share on Facebook</a></article>"
    told = (("The post gives way", SECOND), ("Ice comes down", THIRD), ("Good evening", FOURTH), ("Tea", FIFTH))
    entries = "".join(entry.format(9 - at, *each) for at, each in enumerate(told))

    written = _written(f"{FIRST}{entries}", "Flood at Harrow: the water rises, as it happened")

    assert [title for title, _ in told if f"\n\n## {title}\n\n" not in written] == []


@pytest.mark.parametrize("form", ["<li>{0}<h2><a href='/e{0}'>{1}</a></h2>{2}</li>", "<h3>{1}</h3><div>{0}</div>{2}"])
def test_each_entry_of_a_list_of_events_has_its_day(form: str) -> None:
    events = (("March 10, 2026", "Oak", SECOND), ("March 11, 2026", "Ice", THIRD), ("April 3, 2026", "Paint", FOURTH))

    written = _written(
        f"{FIRST}<ul>{''.join(form.format(*each) for each in events)}</ul>", "Gauge meetings of the year"
    )

    assert [each for each, *_ in events if each not in written] == []
    assert [each for _, each, _ in events if each not in written] == []


def test_the_day_of_the_page_is_not_one_of_its_text() -> None:
    written = _written(f"<p>March 10, 2026</p>{FIRST}{SECOND}<p>March 11, 2026</p>{THIRD}")

    assert "March 10, 2026" not in written


@pytest.mark.parametrize(
    ("part", "is_left"),
    [
        ("<h2>See also</h2><ul><li><a href='/a'>Weirs</a></li><li><a href='/b'>Dams</a></li></ul>", False),
        ("<h2>See also</h2><div><a href='/a'>Weirs of the county</a></div><h2>Swallows</h2>" + FIFTH, False),
        ("<h2>See also</h2><h3>Swallows</h3>" + FIFTH, True),
        ("<h2>See also</h2><p>Riis, On gauges of oak, in the Journal of Rivers, 1999.</p>" + FIFTH, True),
    ],
    ids=["links", "links amid the text", "parts", "text"],
)
def test_a_heading_goes_with_what_it_heads(part: str, is_left: bool) -> None:
    written = _written(f"{FIRST}{SECOND}{THIRD}{FOURTH}{part}")

    assert ("## See also" in written) is is_left


@pytest.mark.parametrize(
    ("quotation", "is_left"),
    [
        ("<aside class='pullquote'><p>he walked down with a lantern</p></aside>", False),
        ("<blockquote class='pull-quote'><p>He walked down with a lantern.</p></blockquote>", False),
        ("<figure class='wp-block-pullquote'><blockquote>he walked down with a lantern</blockquote></figure>", False),
        ("<aside><p>he walked down with a lantern</p></aside>", False),
        ("<blockquote><p>He walked down with a lantern</p></blockquote>", True),
    ],
)
def test_a_quotation_pulled_out_of_the_text_is_not_read_twice(quotation: str, is_left: bool) -> None:
    written = _written(f"{FIRST}{SECOND}{quotation}{THIRD}{FOURTH}").casefold()

    assert (written.count("he walked down with a lantern") == 2) is is_left


def test_all_items_of_a_list_are_read_of_which_most_are_and_its_heading() -> None:
    items = (
        "<a href='/f'>White flour of the mill</a>",
        "<a href='/r'>Rye flour</a>, or a mixture of both that you like",
        "350 ml lukewarm water, or a little more in a dry kitchen",
        "10 g salt of the kind that you have at home",
        "a spoon of honey, or sugar, or nothing at all",
    )
    listed = "".join(f"<li>{each}</li>" for each in items)
    steps = "".join(f"<li>{each}</li>" for each in TEXT[1:])
    again = "<aside><h5><a href='/b'>Bread from the mill</a></h5><p>By Nora Felder</p></aside>"

    written = _written(
        f"{FIRST}<aside><h2>Ingredients</h2><ul>{listed}</ul></aside><h2>Instructions</h2><ol>{steps}</ol>{again}{FIFTH}",
        "Bread from the mill",
    )

    told = ("White flour of the mill", "Rye flour", *items[2:], "## Ingredients", *TEXT[1:])
    assert [each for each in told if each not in written] == []
    assert "Nora Felder" not in written


@pytest.mark.parametrize(
    ("form", "is_read"),
    [
        ("<aside class=note><p>{0}</p></aside>", True),
        ("<aside class=correction><p><b>Correction:</b> {1}</p></aside>", True),
        ("<footer class=article-footer><p>{0}</p></footer>", True),
        ("<p>{0}</p>", True),
        ("<ul><li><a href=/x>{0}</a></li></ul>", False),
        ("<div class=related><p><a href=/x>{0}</a></p></div>", False),
        ("<div class=comments><p>Ann</p><p>{0}</p><p>Joe</p><p>So it does say.</p></div>", False),
    ],
)
def test_what_puts_an_article_right_is_read_with_it(form: str, *, is_read: bool) -> None:
    wrong = "an earlier version of this article said that the teacher wrote into a red notebook."

    notice = form.format(f"Correction (4 March): {wrong}", wrong)
    written = _written(f"<article>{FIRST}{SECOND}{THIRD}{notice}</article>")

    assert (wrong in written) == is_read
