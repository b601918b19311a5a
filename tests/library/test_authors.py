"""A byline parted into its authors: never one body into two, and never two persons into one where it is plain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.authors import Author, parse_authors


def names(byline: str) -> list[str]:
    return [each.name for each in parse_authors(byline)]


@pytest.mark.parametrize(
    "byline",
    [
        "Trinidad and Tobago Press",
        "Johnson & Johnson",
        "Johnson&Johnson",
        "Procter & Gamble",
        "Bosnia and Herzegovina",
        "Department of Health and Human Services",
        "Foreign and Commonwealth Office",
        "Food and Agriculture Organization, Rome",
        "Bureau of Labor, Trade and Industry",
        "Agence France-Presse",
        "Acme, Inc.",
        "José Ortega y Gasset",
        "Robert Fisk, Middle East Correspondent",
        "Peter, Paul and Mary",
        "Médecins Sans Frontières",
        "Reuters",
    ],
)
def test_a_body_and_a_person_with_a_conjunction_in_the_name_are_one_author(byline: str) -> None:
    assert names(byline) == [byline]


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Anna Keller and Ben Roe", ["Anna Keller", "Ben Roe"]),
        ("Anna Keller & Ben Roe", ["Anna Keller", "Ben Roe"]),
        ("Anna Keller, Ben Roe and Cy Dee", ["Anna Keller", "Ben Roe", "Cy Dee"]),
        ("Anna Keller, Ben Roe, and Cy Dee", ["Anna Keller", "Ben Roe", "Cy Dee"]),
        ("Anna Keller, Ben Roe", ["Anna Keller", "Ben Roe"]),
        ("T. S. Eliot and Ludwig van Beethoven", ["T. S. Eliot", "Ludwig van Beethoven"]),
        ("Anna Müller und Jean-Luc O’Brien", ["Anna Müller", "Jean-Luc O’Brien"]),
        ("Антон Чехов и Лев Толстой", ["Антон Чехов", "Лев Толстой"]),
        ("محمد علي و سارة حسن", ["محمد علي", "سارة حسن"]),
        ("Reuters; Anna Keller;", ["Reuters", "Anna Keller"]),
        ("", []),
        (" ; , ", []),
    ],
)
def test_persons_are_parted_and_a_semicolon_parts_all(byline: str, expected: list[str]) -> None:
    assert names(byline) == expected


@pytest.mark.parametrize("byline", ["Keller, Anna and Roe, Ben", "Keller, Anna; Roe, Ben", "Keller, Anna & Roe, Ben"])
def test_a_name_that_says_the_familys_first_says_which_part_that_is(byline: str) -> None:
    assert parse_authors(byline) == (Author("Anna Keller", "Keller", "Anna"), Author("Ben Roe", "Roe", "Ben"))
    assert parse_authors("van der Berg, Jan") == (Author("Jan van der Berg", "van der Berg", "Jan"),)


@given(st.text("Aa b,;&.\n") | st.text())
def test_no_word_of_a_byline_is_lost_and_none_added(byline: str) -> None:
    found = " ".join(names(byline)).split()

    left = byline.replace(",", " ").replace(";", " ").split()
    assert not {*"".join(found)} - {*"".join(left), ","}
