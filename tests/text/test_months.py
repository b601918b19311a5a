"""Names of months and days."""

import pytest
from babel import Locale

from reader.text.months import is_day_name, month_of
from tests.text.months_table import LOCALES


@pytest.mark.parametrize(("language", "codes"), LOCALES.items())
def test_every_full_name_of_unicode_is_its_month_in_its_language(language: str, codes: tuple[str, ...]) -> None:
    for locale in map(Locale.parse, codes):
        for context in ("format", "stand-alone"):
            for month, name in locale.months[context]["wide"].items():
                bare = name.removeprefix("de ").removeprefix("d’")

                assert month_of(bare, language) == month_of(bare.upper(), language) == month
            days = " ".join(locale.days[context]["wide"].values()).replace("-", " ").split()
            assert all(is_day_name(day, language) for day in days if len(day) > 1)


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("maart", 3),
        ("marzec", 3),
        ("grudnia", 12),
        ("PROSINCE", 12),
        ("december", 12),
        ("desember", 12),
        ("грудня", 12),
        ("joulukuuta", 12),
        ("desembre", 12),
        ("दिसंबर", 12),
        ("decembre", 12),
        ("Marz", 3),
        ("فبراير", 2),
        ("تشرين الأول", 10),
        ("Sept", 9),
        ("mrt", 3),
        ("wrz", 9),
        ("Marlow", None),
        ("", None),
    ],
)
def test_a_name_is_read_without_its_case_and_accents_where_the_language_is_not_known(
    name: str, month: int | None
) -> None:
    assert month_of(name) == month


@pytest.mark.parametrize(
    ("name", "language", "beside_day", "month"),
    [
        ("listopada", "pl", True, 11),
        ("listopada", "hr", True, 10),
        ("listopada", None, True, None),
        ("ago", "es", True, 8),
        ("ago", "es", False, None),
        ("ago", "en", True, None),
        ("set", "pt", True, 9),
        ("set", "en", True, None),
        ("set", None, False, None),
        ("out", None, True, None),
        ("des", "no", True, 12),
        ("des", "fr", True, None),
        ("des", None, True, None),
        ("pro", "cs", True, None),
        ("kesä", "fi", False, None),
        ("mars", "fr", False, 3),
        ("mars", "en", False, None),
        ("mars", "en", True, 3),
        ("marca", "es", False, None),
        ("dec", "de", False, 12),
        ("May", "nl", False, 5),
    ],
)
def test_a_name_that_is_a_word_of_another_language_counts_where_it_is_meant(
    name: str, language: str | None, beside_day: bool, month: int | None
) -> None:
    assert month_of(name, language, beside_day=beside_day) == month


@pytest.mark.parametrize(
    ("word", "language", "is_day"),
    [
        ("Thursday", None, True),
        ("czwartek", None, True),
        ("Thu", "pl", True),
        ("do", "de", True),
        ("do", "en", False),
        ("sam", "fr", True),
        ("Sam", "en", False),
        ("Marlow", None, False),
    ],
)
def test_the_days_of_the_week(word: str, language: str | None, is_day: bool) -> None:
    assert is_day_name(word, language) is is_day
