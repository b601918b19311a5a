"""Statements that two articles have in common."""

import pytest

from reader.related.figures import find_figures
from reader.related.shared_statements import statement_evidence
from reader.related.statements.account import Account, account_of

ONE = "“The harbor will stay closed until May,” Anton Veres said. Mara Lind said that 412 homes were destroyed."


def account(text: str) -> Account:
    return account_of(text, find_figures(text), "en", lambda _: None, ["Anton Veres", "Mara Lind"], None)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (
            "Veres told Reuters: “The harbor will stay closed until May.” Rain fell.",
            "same statement: Anton Veres: “The harbor will stay closed until May,”",
        ),
        ("According to Mara Lind, 412 homes were destroyed by fire.", "same statement: Mara Lind: 412 homes · destroy"),
        ("Mara Lind said that 413 homes were destroyed.", None),
        ("Anton Veres said that 412 homes were destroyed.", None),
        ("Mara Lind said that 412 homes were built.", None),
        ("Mara Lind said that 412 boats were destroyed.", None),
        ("The harbor will stay closed until May. There are 412 homes.", None),
        ("“The harbor will open tomorrow at noon,” Anton Veres said.", None),
    ],
)
def test_the_same_words_quoted_or_a_figure_of_one_speaker_are_one_statement(other: str, expected: str | None) -> None:
    found = statement_evidence(account(ONE), ONE, account(other), other)

    assert (found.text if found else None) == expected
    if found:
        assert (found.kind, found.count, len(found.here), len(found.there)) == ("statement", 1, 1, 1)
