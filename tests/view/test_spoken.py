"""Who says what is under the caret, and where the speaker goes on."""

import pytest

from reader.related.statements.text_statements import find_statements
from reader.view.spoken import neighbor, source_line, statement_at

TEXT = (
    "General Anton Veres said the harbor is closed. Bread is made of flour. Mara Lindqvist said the bridge is open. "
    "Veres told Reuters that nobody was hurt."
)
STATEMENTS = find_statements(TEXT)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("harbor", "Said by Anton Veres."),
        ("General Anton Veres"[8:], "Said by Anton Veres."),
        ("bridge", "Said by Mara Lindqvist."),
        ("nobody", "Said by Anton Veres (“Veres”), via Reuters."),
    ],
)
def test_what_is_under_the_caret_tells_its_source(words: str, told: str) -> None:
    offset = TEXT.index(words)
    here = statement_at(STATEMENTS, offset)

    assert here is not None
    assert source_line(here, (), offset) == told


def test_where_nobody_says_anything_there_is_no_statement() -> None:
    assert statement_at(STATEMENTS, TEXT.index("flour")) is None


def test_the_next_statement_is_that_of_the_same_speaker_and_back() -> None:
    first, last = TEXT.index("harbor"), TEXT.index("nobody")

    onward, back = neighbor(STATEMENTS, first, 1), neighbor(STATEMENTS, last, -1)

    assert onward is not None
    assert back is not None
    assert TEXT[onward.start : onward.end] == "that nobody was hurt"
    assert TEXT[back.start : back.end] == "the harbor is closed"
    assert neighbor(STATEMENTS, last, 1) is None


def test_from_no_statement_the_next_is_anybodys() -> None:
    onward = neighbor(STATEMENTS, TEXT.index("flour"), 1)

    assert onward is not None
    assert onward.speaker is not None
    assert onward.speaker.name == "Mara Lindqvist"
