"""Pages saved by SingleFile: as one HTML file, and as archives that open themselves."""

import json
import zipfile
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest

from reader.ingest.file import ingest
from reader.ingest.formats.part import FilePart, Highlight, Skipped
from reader.ingest.formats.registry import format_of
from reader.ingest.formats.source import BytesSource, FileSource
from reader.ingest.parts import ingest_part
from reader.library.guarded_file import UnreadableError

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
OTHER = PICTURE + b"other"
COMMENT = """<!--
 Page saved with SingleFile
 url: https://port.example/news/boats
 saved date: Sat Nov 28 2026 21:06:00 GMT+0330 (Iran Standard Time)
-->"""
ARTICLE = (
    "<article><h1>Boats</h1><p>The boats came back before the tide, and all who were not in the fields stood on the "
    "pier to see them, as they had done in spring.</p>"
    "<p>The nets were whole, and there was fish for two villages, the first time since the harbor was dredged.</p>"
    "{}</article>"
)


def page(inside: str = "", head: str = "") -> bytes:
    return f"<!DOCTYPE html> <html lang=en>{COMMENT}<meta charset=utf-8>{head}<body>{ARTICLE.format(inside)}".encode()


def archive(prologue: bytes, epilogue: bytes, entries: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    stream.write(prologue)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as written:
        for name, data in entries.items():
            written.writestr(name, data)
    return stream.getvalue() + epilogue


MANIFEST = json.dumps(
    {
        "originalUrl": "https://port.example/news/boats",
        "title": "Boats – Port",
        "archiveTime": "2026-11-28T17:36:00.000Z",
    }
).encode()
PROLOGUE = b"<!doctype html><html data-sfz><meta charset=windows-1252><body hidden>Please wait...<!--sfz-data"
EPILOGUE = b"--><sfz-extra-data>[1,2]</sfz-extra-data></body></html>"


def read(data: bytes) -> FilePart:
    source = BytesSource("page.html", data)
    found = format_of(source)
    assert found is not None
    assert "SingleFile" in found.name
    (part,) = found.read(source)
    assert isinstance(part, FilePart)
    return part


def test_address_and_date_stand_in_a_comment_with_its_zone_as_javascript_writes_it() -> None:
    part = read(page())

    record = ingest("page.html", part.data).record
    assert (record.url, record.saved) == ("https://port.example/news/boats", "2026-11-28T21:06:00+03:30")
    assert part.note is None


def test_a_canonical_address_that_is_the_saver_s_does_not_count() -> None:
    part = read(page(head='<link rel=canonical href="https://archive-shelf.example/items/5">'))

    assert ingest("page.html", part.data).record.url == "https://port.example/news/boats"


def test_what_was_folded_away_is_told_and_no_part_of_the_article() -> None:
    part = read(page("<div class=sf-hidden></div>"))

    assert part.note == "Parts of the page were folded away when it was saved, and are not in it."
    assert read(page(head="<div class=sf-hidden></div>")).note is None


def test_pictures_in_the_page_are_kept_those_that_are_shown_twice_once() -> None:
    address = "data:image/png;base64," + b64encode(PICTURE).decode()
    shared = "data:image/png;base64," + b64encode(OTHER).decode()
    inside = (
        f'<img alt="" src="{address}"><img src="data:image/svg+xml,<svg/>" style="background:var(--sf-img-3)">'
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'
    )

    part = read(page(inside, f'<style>:root{{--sf-img-3:url("{shared}")}}</style>'))

    assert [*part.pictures.values()] == [PICTURE, OTHER]


def test_a_large_picture_whose_address_has_no_quotation_marks_stands_in_the_article() -> None:
    large = "data:image/png;base64," + b64encode(PICTURE * 20).decode()
    text = "<p>The pilot's house was painted in the same week, and its lamp was lit on Friday for the first time.</p>"
    data = page(f'<figure><img src={large} alt="The pier"></figure>{text}')

    (written,) = read(data).pictures
    markdown = ingest_part(read(data), "page.html").markdown

    assert written.startswith("picture-")
    assert "![The pier](reader-picture:0)" in markdown


def test_what_somebody_marked_and_noted_in_the_saved_page_is_brought_along() -> None:
    inside = (
        '<p>Before <span class="single-file-highlight single-file-highlight-pink" data-singlefile-highlight-id="1">'
        'fish for </span> <b class="single-file-highlight single-file-highlight-pink" data-singlefile-highlight-id=1>'
        "&amp; two</b></p><p>All was well that evening in the harbor.</p><single-file-note data-note-id=1><template "
        "shadowrootmode=open><style>.note{}</style><div class=note><textarea dir=auto>Ask\nagain</textarea></div>"
        "</template></single-file-note>"
    )

    part = read(page(inside))

    assert part.highlights == (Highlight(exact="fish for & two", color="pink"), Highlight(note="Ask\nagain"))
    assert "Ask" not in ingest("page.html", part.data).markdown


def test_an_archive_without_a_page_around_it_is_one_page_with_its_pictures() -> None:
    entries = {"index.html": page('<img src="images/0.png">'), "manifest.json": MANIFEST, "images/0.png": PICTURE}

    part = read(archive(b"", b"", entries))

    assert (part.data, part.pictures) == (entries["index.html"], {"images/0.png": PICTURE})
    assert part.record.url == "https://port.example/news/boats"


# What is a picture of the page to other programs (CLI 2.0.83, --embed-screenshot).
PICTURE_PROLOGUE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(17) + b"\x00\x00\x02OtEXtPNG\x00" + PROLOGUE


@pytest.mark.parametrize(
    ("prologue", "epilogue"), [(PROLOGUE, EPILOGUE), (PROLOGUE, b"--></html>"), (PICTURE_PROLOGUE, EPILOGUE)]
)
def test_an_archive_that_opens_itself_is_read_by_its_list(prologue: bytes, epilogue: bytes) -> None:
    entries = {"index.html": page('<img src="images/0.png">'), "manifest.json": MANIFEST, "images/0.png": PICTURE}

    part = read(archive(prologue, epilogue, entries))

    record = part.record
    assert part.data == entries["index.html"]
    assert part.original.startswith(prologue)
    assert (record.title, record.url, record.saved) == (
        "Boats – Port",
        "https://port.example/news/boats",
        "2026-11-28T17:36:00Z",
    )
    assert part.pictures == {"images/0.png": PICTURE}


def test_several_pages_in_one_archive_are_parts_and_a_bad_one_stops_nothing(tmp_path: Path) -> None:
    entries = {
        f"{at}/{name}": data for at in (0, 1) for name, data in (("index.html", page()), ("manifest.json", MANIFEST))
    }
    data = archive(PROLOGUE, EPILOGUE, entries)
    at = data.index(b"1/index.html") + len(b"1/index.html")
    (tmp_path / "pages.html").write_bytes(data[:at] + b"\xff" * 40 + data[at + 40 :])
    source = FileSource(tmp_path / "pages.html")

    found = format_of(source)

    assert found is not None
    first, second = found.read(source)
    assert isinstance(first, FilePart)
    assert first.name == "https://port.example/news/boats"
    assert isinstance(second, Skipped)
    assert second.is_refused


@pytest.mark.parametrize(
    "data", [PROLOGUE, PROLOGUE + b"PK\x05\x06" + b"\xff" * 18, archive(PROLOGUE, b"", {"a": b""})]
)
def test_a_damaged_archive_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"damaged|more than"):
        read(data)


@pytest.mark.parametrize(
    "shape",
    [
        '<span class="single-file-highlight">word ' * 200,
        "<single-file-note><textarea>word" * 200,
        f"<div{' class=x' * 50}>" * 50,
        '<img alt="word' * 200,
        '--sf-img-1:url("data:image/' * 200,
    ],
)
def test_pages_of_odd_shapes_are_read_to_their_end(shape: str) -> None:
    part = read(page(shape))

    assert part.highlights == ()
    assert part.pictures == {}
