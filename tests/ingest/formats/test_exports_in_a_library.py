"""Exports added to a library: links wait for their pages, and what was added once is not added again."""

import json
from pathlib import Path

import pytest

from reader.ingest.addition import add
from reader.library.folder import Library, open_library
from reader.library.front_matter import parse_article
from reader.library.record import Record
from tests.ingest.formats.exports import zipped

ICE = "https://example.org/ice.html"
POCKET = (
    f"title,url,time_added,tags,status\n{ICE},{ICE},1481836938,winter,archive\nMail,mailto:a@example.org,0,,unread\n"
)
PAGE = f'<html><head><title>Ice</title><link rel="canonical" href="{ICE}"></head><body><article><h1>Ice</h1>' + (
    "<p>Thin ice lay on the river, and nobody walked there before the new year came.</p>" * 8
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "library" / "articles").mkdir(parents=True)
    (tmp_path / "library" / "library.yaml").write_text('title: "Ice"\n', encoding="utf-8")
    return open_library(tmp_path / "library")


def record_of(library: Library, article_id: str | None) -> Record:
    return parse_article((library.articles / f"{article_id}.md").read_text(encoding="utf-8"))[0]


def test_a_link_without_a_title_is_called_by_its_whole_address(library: Library, tmp_path: Path) -> None:
    (tmp_path / "pocket").write_text(POCKET, encoding="utf-8")

    link, mail = add(library, [tmp_path / "pocket"])

    assert (link.result, mail.result) == ("links", "skipped")
    assert record_of(library, link.id).title == ICE


def test_the_page_of_a_link_was_saved_when_the_link_was(library: Library, tmp_path: Path) -> None:
    (tmp_path / "pocket").write_text(POCKET, encoding="utf-8")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    link = next(iter(add(library, [tmp_path / "pocket"])))

    (page,) = add(library, [tmp_path / "page.html"])

    record = record_of(library, page.id)
    assert (page.result, page.id) == ("added", link.id)
    assert (record.title, record.saved) == ("Ice", "2016-12-15T21:22:18Z")
    assert "winter" in record.tags


def test_an_export_that_is_added_again_adds_nothing(library: Library, tmp_path: Path) -> None:
    (tmp_path / "pocket").write_text(POCKET, encoding="utf-8")
    [*add(library, [tmp_path / "pocket"])]
    before = {path.name: path.read_bytes() for path in library.articles.iterdir()}

    again = [each.result for each in add(library, [tmp_path / "pocket"])]

    assert again == ["same", "skipped"]
    assert {path.name: path.read_bytes() for path in library.articles.iterdir()} == before


def test_pockets_zip_gives_links_with_the_highlights_of_its_other_files(library: Library, tmp_path: Path) -> None:
    marks = [{"title": "Ice", "url": ICE, "highlights": [{"quote": "Thin ice.", "created_at": 1481836938}]}]
    collection = {
        "slug": "r",
        "title": "Rivers",
        "items": [{"url": f"{ICE}2", "title": "Snow", "excerpt": "", "note": ""}],
    }
    data = zipped(
        {
            "part_000000.csv": POCKET,
            "annotations/part_000000.json": json.dumps(marks),
            "collections/r.json": json.dumps(collection),
        }
    )
    (tmp_path / "pocket.zip").write_bytes(data)

    told = [*add(library, [tmp_path / "pocket.zip"])]

    results = {(each.result, len(each.belongings.highlights)) for each in told}
    assert results == {("links", 0), ("skipped", 0), ("same", 1)}
    assert {record_of(library, each.id).url for each in told if each.id} == {ICE, f"{ICE}2"}
