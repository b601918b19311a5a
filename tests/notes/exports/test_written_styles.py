"""References as people write them, held against the styles' own rules."""

from dataclasses import replace

import pytest

from reader.library.record import Record
from reader.notes.exports.written_styles import WRITTEN_STYLES, apa, bibliography, chicago, mla, quotation

PAGE = Record(
    title="The harbor and its wall",
    author="Anna Keller",
    site="The Harbor Post",
    published="2016-12-05T21:02:00+03:00",
    url="https://harbor.example/wall?page=2",
    saved="2024-01-15",
)
SEVEN = "; ".join(f"{name} Roe" for name in "Ann Ben Carl Dora Eve Finn Gus".split())


def test_one_author_in_the_three_styles() -> None:
    assert chicago(PAGE) == (
        "Keller, Anna. “The harbor and its wall.” The Harbor Post, December 5, 2016. https://harbor.example/wall?page=2."
    )
    assert apa(PAGE) == (
        "Keller, A. (2016, December 5). The harbor and its wall. The Harbor Post. https://harbor.example/wall?page=2"
    )
    assert mla(PAGE) == (
        "Keller, Anna. “The harbor and its wall.” The Harbor Post, 5 Dec. 2016, harbor.example/wall?page=2."
    )


@pytest.mark.parametrize(
    ("byline", "in_chicago", "in_apa", "in_mla"),
    [
        ("Anna Keller; Ben Roe", "Keller, Anna, and Ben Roe.", "Keller, A., & Roe, B. (", "Keller, Anna, and Ben Roe."),
        ("Anna Keller, Ben Roe, Carl Poe", "Keller, Anna, Ben Roe, and Carl Poe.", "Keller, A., Roe, B., & Poe, C. (",
         "Keller, Anna, et al."),
        (SEVEN, "Roe, Ann, Ben Roe, Carl Roe, et al.", "Roe, A., Roe, B., Roe, C., Roe, D., Roe, E., Roe, F.",
         "Roe, Ann, et al."),
        ("Martin Luther King Jr.", "King, Martin Luther, Jr.", "King, M. L., Jr. (", "King, Martin Luther, Jr."),
        ("Ursula K. Le Guin", "Le Guin, Ursula K.", "Le Guin, U. K. (", "Le Guin, Ursula K."),
        ("Jean-Paul Sartre", "Sartre, Jean-Paul.", "Sartre, J.-P. (", "Sartre, Jean-Paul."),
        ("Tawfiq al-Hakim", "Hakim, Tawfiq al-.", "al-Hakim, T. (", "al-Hakim, Tawfiq."),
        ("Acme Institute", "Acme Institute.", "Acme Institute. (", "Acme Institute."),
        ("محمد الأحمد", "محمد الأحمد.", "محمد الأحمد. (", "محمد الأحمد."),
        ("王小波", "王小波.", "王小波. (", "王小波."),
        ("Мария Иванова", "Мария Иванова.", "Мария Иванова. (", "Мария Иванова."),
    ],
)  # fmt: skip
def test_authors_stand_as_the_styles_have_them(byline: str, in_chicago: str, in_apa: str, in_mla: str) -> None:
    record = replace(PAGE, author=byline)

    assert chicago(record).startswith(f"{in_chicago} “")
    assert apa(record).startswith(in_apa)
    assert mla(record).startswith(f"{in_mla} “")


def test_apa_leaves_out_authors_between_the_nineteenth_and_the_last() -> None:
    names = [f"Ada {chr(65 + at)}oe" for at in range(21)]

    assert ", Soe, A., … Uoe, A. (2016" in apa(replace(PAGE, author="; ".join(names)))
    assert ", Soe, A., & Toe, A. (2016" in apa(replace(PAGE, author="; ".join(names[:20])))


def test_without_an_author_the_site_leads_in_chicago_and_the_title_in_the_others() -> None:
    record = replace(PAGE, author=None)

    assert chicago(record).startswith("The Harbor Post. “The harbor and its wall.” December 5, 2016. https:")
    assert apa(record).startswith("The harbor and its wall. (2016, December 5). The Harbor Post. https:")
    assert mla(record).startswith("“The harbor and its wall.” The Harbor Post, 5 Dec. 2016, ")


def test_an_author_that_is_the_site_is_named_once() -> None:
    record = replace(PAGE, author="the harbor post")

    assert all(WRITTEN_STYLES[style](record).casefold().count("the harbor post") == 1 for style in WRITTEN_STYLES)
    assert mla(record).startswith("“The harbor")


def test_without_a_date_the_day_of_saving_is_the_day_of_access() -> None:
    record = replace(PAGE, published=None)

    assert "The Harbor Post. Accessed January 15, 2024. https:" in chicago(record)
    assert apa(record).startswith("Keller, A. (n.d.). The harbor")
    assert mla(record).endswith("harbor.example/wall?page=2. Accessed 15 Jan. 2024.")
    assert "n.d." in chicago(replace(record, saved=None))


@pytest.mark.parametrize(
    ("published", "in_chicago", "in_apa", "in_mla"),
    [
        ("2016-09", "Post, September 2016.", "(2016, September).", "Post, Sept. 2016,"),
        ("2016", "Post, 2016.", "(2016).", "Post, 2016,"),
        ("2016-05-31", "Post, May 31, 2016.", "(2016, May 31).", "Post, 31 May 2016,"),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(published: str, in_chicago: str, in_apa: str, in_mla: str) -> None:
    record = replace(PAGE, published=published)

    assert in_chicago in chicago(record)
    assert in_apa in apa(record)
    assert in_mla in mla(record)


@pytest.mark.parametrize(
    ("title", "told", "in_apa"),
    [
        ("Who built it?", "“Who built it?” The", ". Who built it? The"),
        ('What "wall" means', "“What ‘wall’ means.” The", '. What "wall" means. The'),
        ('"No," they said', "“‘No,’ they said.” The", '. "No," they said. The'),
        ("They said “no.”", "“They said ‘no.’” The", ". They said “no.” The"),
        (None, "Untitled page. The", ". [Untitled]. The"),
    ],
)
def test_a_title_has_one_stop_and_single_quotation_marks_inside(title: str | None, told: str, in_apa: str) -> None:
    record = replace(PAGE, title=title)

    assert told in chicago(record)
    assert told in mla(record)
    assert in_apa in apa(record)


def test_what_is_no_address_of_the_web_is_not_cited() -> None:
    for style in WRITTEN_STYLES.values():
        assert "file:" not in style(replace(PAGE, url="file:///home/me/page.html"))
        assert style(Record())


def test_a_passage_is_quoted_as_the_style_has_it_with_the_reference_below() -> None:
    two = replace(PAGE, author="Anna Keller; Ben Roe")
    bare = replace(PAGE, author=None, published=None)

    assert quotation(two, "It  was\n“old”", "apa", 3).startswith(
        "“It was ‘old’” (Keller & Roe, 2016, para. 3)\n\nKeller"
    )
    assert quotation(two, "It", "mla", 3).startswith("“It” (Keller and Roe)\n\nKeller")
    assert quotation(two, "It", "chicago", 3).startswith("“It”\n\nKeller")
    assert quotation(bare, "It", "apa").startswith("“It” (“The harbor and its”, n.d.)")
    assert quotation(replace(PAGE, author=SEVEN), "It", "mla").startswith("“It” (Roe et al.)")


def test_a_bibliography_is_in_the_order_of_the_alphabet_and_names_each_once() -> None:
    records = {"b": replace(PAGE, author="Zoe Ames"), "a": replace(PAGE, author="Öde Berg"), "c": PAGE, "d": PAGE}

    entries = bibliography(records, "chicago").rstrip("\n").split("\n\n")

    assert [each.split(",")[0] for each in entries] == ["Ames", "Berg", "Keller"]
