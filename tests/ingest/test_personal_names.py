"""A person's name is written as names are, and ends where it ends."""

import pytest

from reader.ingest.personal_names import in_small_letters, person_in


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Anna Berg Goat editor", "Anna Berg"),
        ("Anna Berg Senior Goat Reporter", "Anna Berg"),
        ("Anna Berg BBC News", "Anna Berg"),
        ("Anna Berg Port Paper", "Anna Berg"),
        ("Анна Берг Port Paper", "Анна Берг"),
        ("Anna Berg", "Anna Berg"),
        ("Port Contributor", "Port Contributor"),
        ("Osterby Goat Staff", "Osterby Goat Staff"),
        ("New York Daily News", "New York Daily News"),
        ("Wall Street Journal", "Wall Street Journal"),
        ("The Goat Science editor", "The Goat Science editor"),
        ("", ""),
    ],
)
def test_a_person_ends_where_an_office_or_an_outlet_begins(name: str, person: str) -> None:
    assert person_in(name, "Port Paper") == person


@pytest.mark.parametrize(
    ("names", "language", "written"),
    [
        ("ANNA BERG", "en", "Anna Berg"),
        ("ANNA BERG and NILS HOLM", "en", "Anna Berg and Nils Holm"),
        ("J. P. O'HOLM-BERG", "en", "J. P. O'Holm-Berg"),
        ("ANNA MCBERG", "en", "Anna McBerg"),
        ("ANNA DE LA CRUZ", "es", "Anna de la Cruz"),
        ("MARÍA NÚÑEZ", "es", "María Núñez"),
        ("AJ HOLM", "en", "AJ Holm"),
        ("ANNA NG", "en", "Anna Ng"),
        ("NILS HOLM III", "en", "Nils Holm III"),
        ("АННА БЕРГ", "ru", "Анна Берг"),
        ("ILGIN IŞIK", "tr", "Ilgın Işık"),
        ("ΑΝΝΑ ΠΑΠΑΔΟΠΟΥΛΟΣ", "el", "Αννα Παπαδοπουλος"),
        ("آنا برغ", "ar", "آنا برغ"),
        ("Anna Berg", "en", "Anna Berg"),
        ("GOAT NEWS", "en", "GOAT NEWS"),
        ("AFP", "en", "AFP"),
        ("GOATIA GTC", "en", "GOATIA GTC"),
        ("REUTERS", "en", "REUTERS"),
    ],
)
def test_a_name_in_capitals_is_written_as_names_are(names: str, language: str, written: str) -> None:
    assert in_small_letters(names, language) == written
