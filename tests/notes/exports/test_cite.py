"""The bibliography of the articles that are quoted."""

import json
import re

import pytest

from reader.library.record import Record
from reader.notes.exports.cite import bibtex, csl_json, ris
from tests.notes.exports.quoted import RECORD

RECORDS = {
    "harbor": RECORD,
    "again": RECORD,
    "bare": Record(title="100% of {it}", published="2016-12"),
    "nothing": Record(),
}


def test_bibtex_has_an_entry_for_each_article() -> None:
    text = bibtex(RECORDS)

    assert text.count("@misc{") == 4
    assert "@misc{martailves2016the,\n  author = {{Marta Ilves} and {Jon Berg}},\n" in text
    assert "@misc{martailves2016the2," in text
    assert r"title = {{The harbor \& its <old> wall}}" in text
    assert r"title = {{100\% of \{it\}}}" in text
    assert "  year = {2016},\n" in text
    assert "  month = dec,\n" in text
    assert "url = {https://harbor.example/wall?page=2}" in text


def test_ris_has_a_reference_for_each_article() -> None:
    text = ris(RECORDS)

    assert text.count("TY  - ELEC\n") == text.count("ER  - \n") == 4
    assert "AU  - Marta Ilves\nAU  - Jon Berg\nTI  - The harbor & its <old> wall\nT2  - The Harbor Post\n" in text
    assert "DA  - 2016/12/15\n" in text
    assert "DA  - 2016/12/\n" in text


def test_csl_json_has_an_item_for_each_article() -> None:
    items = json.loads(csl_json(RECORDS))

    assert [each["id"] for each in items] == ["martailves2016the", "martailves2016the2", "anon2016100", "anonnothing"]
    assert items[0]["issued"] == {"date-parts": [[2016, 12, 15]]}
    assert items[0]["author"] == [{"literal": "Marta Ilves"}, {"literal": "Jon Berg"}]
    assert items[2]["issued"] == {"date-parts": [[2016, 12]]}


@pytest.mark.parametrize(
    ("byline", "tex", "named", "literal"),
    [
        ("Trinidad and Tobago Press", "{{Trinidad and Tobago Press}}", ["Trinidad and Tobago Press"], True),
        ("Johnson & Johnson", r"{{Johnson \& Johnson}}", ["Johnson & Johnson"], True),
        ("Anna Keller; Acme & Sons", r"{{Anna Keller} and {Acme \& Sons}}", ["Anna Keller", "Acme & Sons"], True),
        ("Keller, Anna; Roe, Ben", "{Keller, Anna and Roe, Ben}", ["Keller, Anna", "Roe, Ben"], False),
    ],
)
def test_authors_are_whole_in_every_style(byline: str, tex: str, named: list[str], literal: bool) -> None:
    records = {"one": Record(author=byline)}

    assert f"  author = {tex},\n" in bibtex(records)
    assert re.findall(r"^AU  - (.*)$", ris(records), re.MULTILINE) == named
    (item,) = json.loads(csl_json(records))
    told = [each.get("literal") or f"{each['family']}, {each['given']}" for each in item["author"]]
    assert told == named
    assert all(("literal" in each) == literal for each in item["author"])


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("2016-02-03", "DA  - 2016/02/03"),
        ("2016-02-03T04:05:06+01:00", "DA  - 2016/02/03"),
        ("2016-02", "DA  - 2016/02/"),
        ("2016", "DA  - 2016//"),
        ("0987-02-03", "DA  - 0987/02/03"),
    ],
)
def test_a_date_in_ris_has_its_zeros_and_its_slashes(published: str, told: str) -> None:
    assert told in ris({"one": Record(published=published)}).split("\n")
