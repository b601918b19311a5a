"""Input of odd shapes, each repeated some thousand times: it is read to its end.

No text here is large or deep enough to hang or crash another program; a reader whose work grows with the square of the
length is found by `tests/benchmarks`.
"""

import pytest

from reader.ingest.page import MOST_LINES
from reader.ingest.text import asides_of, line_prints, scrape
from reader.library.markdown import parse
from reader.library.safe_text import clean

SENTENCE = "The harbor was dredged again in the autumn, and the boats could leave it at every tide."

HOSTILE = {
    "newlines": "\n" * 4_000,
    "one-letter paragraphs": "\n\n".join("abcdefghij"[at % 10] for at in range(2_000)),
    "one long line": "word " * 4_000,
    "one long word": "x" * 20_000,
    "brackets": "[" * 500,
    "pairs of brackets": "[](" * 500,
    "parentheses": "(" * 500,
    "tags": "<a " * 500,
    "stars": "* " * 500,
    "backticks": "`a" * 500,
    "spaces": "word" + " " * 20_000 + "word",
    "quotation marks": "> " * 100,
    "hashes": "#" * 2_000,
    "punctuation": "\n".join("!" * 400 + "a" for _ in range(50)),
    "a byline without end": "By " + "A" * 5_000,
    "separators without end": f"{'a b | ' * 20}\n\n{SENTENCE}",
    "an address without end": "http://" + "a/" * 3_000,
    "marks upon marks": "a" + "\u0301" * 9,
    "data without end": '{"a":' * 50,
    "copyright": "© " * 4_000,
    "a headline again and again": "A headline of things here now\n" * 2_000,
    "dates": "\n".join(f"December 1{at % 10}, 2016 by John Smith | x" for at in range(3_000)),
    "speakers": "\n".join("x" * 30 + " says " + "y" * 30 for _ in range(3_000)),
    "comments": "A headline\n\n" + f"{SENTENCE}\n\n" * 3 + "4000 Comments\n\n" + "Bob\n\nHe said it here.\n\n" * 4_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_to_its_end(name: str) -> None:
    text = HOSTILE[name]

    page = scrape(text)

    last = max([end for _, end in page.body] + [part.last for part in page.set_aside], default=0)
    written = [number for number, line in enumerate(clean(text).split("\n"), 1) if line.strip()]
    assert last == (written[-1] if written else 0)
    assert asides_of(text, page.set_aside) is not None
    assert parse(page.markdown) is not None


def test_a_very_long_text_keeps_its_end() -> None:
    text = "The long report\n\n" + "\n\n".join(f"{SENTENCE} This is paragraph {at}." for at in range(21_000))

    page = scrape(text)

    assert page.body == ((3, 2 * 21_000 + 1),)
    assert page.markdown.rstrip().endswith("paragraph 20999.")


def test_the_end_of_a_very_long_menu_goes_with_the_menu_and_that_is_said() -> None:
    text = f"Harbor dredged again\n\n{SENTENCE} {SENTENCE}\n\n{SENTENCE}\n\nRelated articles\n" + "Home\n" * 21_000

    page = scrape(text)

    assert page.body == ((3, 5),)
    assert page.set_aside[-1].last == 21_007
    assert page.problem == "Lines after the first 20,000 were not sorted: they are set aside with the one before them."


def test_lines_that_recur_are_looked_for_no_further_than_a_scrape_looks() -> None:
    lines = [f"{SENTENCE} {'again ' * (at % 7)}" for at in range(MOST_LINES)]
    text = "\n".join([*lines, "The last line stands too far down."])

    prints = line_prints(text)

    assert len(prints) == 7
    assert line_prints(SENTENCE) <= prints
