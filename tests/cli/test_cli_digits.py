"""Articles with numbers in the digits of other scripts, at the command line."""

import json
from pathlib import Path

import pytest

from reader.room import ReadingRoom
from tests.cli.test_cli import run

NUMBERS = ("١٢", "۱۲۵", "१२५", "１２５", "12²", "①②", "٣٬٠٣٣ ٫ ٬", "१" * 40, "໒", "𝟙𝟚")


@pytest.fixture(params=NUMBERS)
def library(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    articles = tmp_path / "library" / "articles"
    articles.mkdir(parents=True)
    (tmp_path / "library" / "library.yaml").write_text('title: "Numbers"\n')
    number = request.param
    (articles / "one.md").write_text(
        f"---\nid: one\ntitle: {number} houses\n---\n\nAbout {number} houses fell, {number} May.\n"
    )
    (articles / "two.md").write_text("The bridge was closed for 14 days in Marlow.\n")
    return tmp_path / "library"


def test_every_command_takes_an_article_with_numbers_in_other_digits(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text((library / "articles/one.md").read_text().replace("id: one", "id: three").replace("fell", "burned"))

    assert run(capsys, "index", "--library", library)[0] == 0
    assert len(json.loads(run(capsys, "list", "--json", "--library", library)[1])) == 2
    assert "houses fell" in run(capsys, "read", "one", "--library", library)[1]
    assert json.loads(run(capsys, "search", "houses fell", "--json", "--library", library)[1])["total"] == 1
    assert run(capsys, "related", "one", "--library", library)[0] in {0, 1}
    assert json.loads(run(capsys, "add", page, "--json", "--library", library)[1])[0]["result"] == "added"
    assert len(json.loads(run(capsys, "list", "--json", "--library", library)[1])) == 3


@pytest.mark.parametrize(
    "query", ["figure:125", "125", "figure:۱۲۵", "figure:１２٤..१२६", "date:٢٠١٦-١٢", "date:>۲۰۱۵"]
)
def test_a_number_is_found_in_whatever_digits_it_is_written_or_asked_for(
    query: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = tmp_path / "library" / "articles"
    articles.mkdir(parents=True)
    for name, number in (("persian", "۱۲۵"), ("hindi", "१२५"), ("full-width", "１２５"), ("ascii", "125")):
        (articles / f"{name}.md").write_text(
            f"---\nid: {name}\npublished: ۲۰۱۶-۱۲-۱۵\n---\n\nThe storm took {number} houses.\n"
        )
    (articles / "other.md").write_text("---\npublished: 2015-01-01\n---\n\nThe storm took 99 houses, ۱۲ of them.\n")

    found = json.loads(run(capsys, "search", query, "--json", "--library", tmp_path / "library")[1])

    assert {hit["id"] for hit in found["hits"] if not hit["missing"]} == {"persian", "hindi", "full-width", "ascii"}
    assert {hit["published"] for hit in found["hits"] if not hit["missing"]} == {"2016-12-15"}


def test_figures_in_other_digits_are_evidence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles = tmp_path / "library" / "articles"
    articles.mkdir(parents=True)
    (articles / "one.md").write_text("---\nid: one\n---\n\nIn Marlow ٣٬٠٣٣ houses were lost in the flood.\n")
    (articles / "two.md").write_text("---\nid: two\n---\n\nThe flood in Marlow took 3,033 houses, said the mayor.\n")
    run(capsys, "index", "--library", tmp_path / "library")

    related = json.loads(run(capsys, "related", "one", "--json", "--library", tmp_path / "library")[1])

    [figure] = [each for other in related for each in other["evidence"] if each["kind"] == "figure"]
    assert (figure["here"], figure["there"]) == ([[10, 15]], [[25, 30]])


def test_a_program_adds_and_finds_an_article_with_numbers_in_other_digits(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Storm\n\nThe storm took ۱۲۵ houses, ١٢ barns and １２５ trees on ۱۵ May २०२०.\n")

    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "library.yaml").write_text('title: "Numbers"\n')

    with ReadingRoom.open(tmp_path / "library") as room:
        [added] = room.add([page])
        room.index()
        found = room.search("figure:125").results

    assert [(hit.id, hit.missing) for hit in found.hits] == [(added.id, ())]
