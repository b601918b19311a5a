"""What is no article is named, by what is in it and never by its ending."""

import pytest

from reader.ingest.file import UnknownFileError, detect
from reader.ingest.formats.other_kinds import kind_of
from reader.ingest.formats.registry import format_of
from tests.ingest.formats.exports import facts, read, source_of


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}, "a table of Excel"),
        ({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}, "a presentation of PowerPoint"),
        (
            {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"},
            "a table of LibreOffice",
        ),
        ({"Index/Document.iwa": b"\x00", "preview.jpg": b"\xff\xd8\xff"}, "a document of Pages, Numbers or Keynote"),
        ({"META-INF/MANIFEST.MF": "Manifest-Version: 1.0", "a/B.class": b"\xca\xfe"}, "a program"),
    ],
)
def test_a_package_of_another_program_is_one_line_and_not_its_files(members: dict[str, str | bytes], kind: str) -> None:
    name, parts = read(members)

    assert name == "another kind of file"
    assert [facts(each) for each in parts] == [{"skipped": f"It is {kind}, which reader does not read."}]


def test_what_a_site_tells_robots_is_no_article() -> None:
    name, parts = read("# Our site\nUser-agent: *\nDisallow: /private\n\nSitemap: https://port.example/map.xml\n")

    assert name == "rules for robots"
    assert [facts(each) for each in parts] == [{"skipped": "It tells robots what they may read of a site."}]
    assert format_of(source_of("Host: Ada Moor\nGuest: Efe Arslan\n\nHost: And then?")) is None


@pytest.mark.parametrize(
    "text",
    [
        "HTTrack3.49-4+libhtsjava.so.2 launched on Sun, 29 Nov 2026 23:39:16 at https://port.example/\n(httrack -q )\n",
        "<html><head><title>Local index</title><!-- Mirror and index made by HTTrack Website Copier/3.49-4 [XR] -->",
    ],
)
def test_what_httrack_tells_of_its_copy_is_no_article(text: str) -> None:
    assert [facts(each) for each in read(text)[1]] == [{"skipped": "HTTrack tells in it what it has copied."}]


def test_a_zip_of_pages_is_none_of_them() -> None:
    assert format_of(source_of({"a.html": "<p>Thin ice.</p>", "xl.txt": "Thin ice."})) is None


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"My book".ljust(60, b"\0") + b"BOOKMOBI", "a Kindle book (MOBI, AZW3)"),
        (b"\0\0\0\x18ftypheic", "a picture"),
        (b"\0\0\0\x20ftypisom", "a film"),
        (b"-----BEGIN CERTIFICATE-----", "a key or a certificate"),
        (b"Thin ice.", None),
        (b"", None),
    ],
)
def test_a_file_is_named_by_its_first_bytes(head: bytes, kind: str | None) -> None:
    assert kind_of(head) == kind


def test_xml_of_another_kind_is_named_by_its_outermost_element() -> None:
    with pytest.raises(UnknownFileError, match=r"XML \(FictionBook\) in no format"):
        detect("ice", b'<?xml version="1.0"?>\n<FictionBook xmlns="f"><body/></FictionBook>')
