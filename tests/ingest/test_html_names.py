"""The names in the head of a page, without what templates write beside them."""

import pytest

from reader.ingest.html_names import site_named


@pytest.mark.parametrize(
    ("said", "host", "name"),
    [
        ("Wall Goats | Fences, Farms & Figures", "wallgoats.example", "Wall Goats"),
        ("Wall Goats – The independent source for goats", "www.wall-goats.example", "Wall Goats"),
        ("Wall Goats: Reviews for the coast", "wallgoats.example", "Wall Goats"),
        ("Find a goat - Book now - Wall Goats", "wallgoats.example", "Wall Goats"),
        ("The Port Paper · News of the coast", "portpaper.example", "The Port Paper"),
        ("Cabras Málaga | Noticias de la costa", "cabrasmalaga.example", "Cabras Málaga"),
        ("Порт — новости города", "порт.рф", "Порт"),
        ("الميناء | أخبار الساحل", "الميناء.example", "الميناء"),
        ("Nils Holm - “Back to the Wall”", "backtothewall.letters.example", "Back to the Wall"),
        ("Wall Goats®", "", "Wall Goats"),
        ("Wall Goats |", "", "Wall Goats"),
        ("Goat Office - Osterby University", "go.osterby.example", "Goat Office - Osterby University"),
        ("Walls | Goats", "port.example", "Walls | Goats"),
        ("port.example", "port.example", None),
        ("www.port.example", "port.example", None),
        ("Nine Goats on the Wall of Osterby", "port.example", None),
        ("Nine Goats on the Wall of Osterby (2025)", "port.example", None),
        ("", "port.example", None),
        (None, "", None),
    ],
)
def test_a_site_is_called_by_its_name_without_a_slogan_and_never_by_the_title(
    said: str | None, host: str, name: str | None
) -> None:
    assert site_named(said, [host], "Nine goats on the wall of Osterby") == name
