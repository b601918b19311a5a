"""Pages that lie beside their pictures: saved by a browser with a folder, by wget, by calibre."""

from pathlib import Path

import pytest

from reader.ingest.formats.part import FilePart
from reader.ingest.formats.registry import format_of
from reader.ingest.formats.source import BytesSource, FileSource, Source
from tests.ingest.formats.exports import zipped

PICTURE = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8
PAGE = """<!DOCTYPE html>
<!-- saved from url=(0030)https://port.example/news/boats -->
<html><head><link rel="stylesheet" href="./{0}/page.css"></head>
<body><img src="./{0}/menu.jpg"><article><h1>Boats</h1><img src="./{0}/a%20pier.jpg"><img src="{0}/none.jpg">
<img src="{0}/../../secret.jpg"></article></body></html>"""


@pytest.mark.parametrize("folder", ["Boats &amp; nets_files", "Boote-Dateien", "bateaux_fichiers", "boats.files"])
def test_the_pictures_of_the_article_are_taken_out_of_the_folder(folder: str, tmp_path: Path) -> None:
    inner = tmp_path / "saved" / folder.replace("&amp;", "&")
    inner.mkdir(parents=True)
    for name in ("page.css", "menu.jpg", "a pier.jpg"):
        (inner / name).write_bytes(PICTURE)
    (tmp_path / "secret.jpg").write_bytes(PICTURE)
    (tmp_path / "saved" / "page.htm").write_text(PAGE.format(folder), encoding="utf-8")
    source = FileSource(tmp_path / "saved" / "page.htm", tmp_path / "saved")

    found = format_of(source)

    assert found is not None
    assert found.name == "a saved page with its pictures"
    (part,) = found.read(source)
    assert isinstance(part, FilePart)
    assert (part.form, part.data) == ("page", source.read())
    assert part.pictures == {f"./{folder.replace('&amp;', '&')}/a%20pier.jpg": PICTURE}


def read(source: Source) -> FilePart:
    found = format_of(source)
    assert found is not None
    (part,) = found.read(source)
    assert isinstance(part, FilePart)
    return part


def test_a_page_whose_folder_is_gone_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "page.htm").write_text(PAGE.format("page_files"), encoding="utf-8")

    assert format_of(FileSource(tmp_path / "page.htm", tmp_path)) is None


def test_pictures_in_other_folders_are_found_within_the_folder_that_was_named(tmp_path: Path) -> None:
    site = tmp_path / "port.example"
    for path in ("news/boats.html", "img/pier.jpg?w=300", "news/nets.jpg"):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(PICTURE)
    (tmp_path / "secret.jpg").write_bytes(PICTURE)
    shown = ("../img/pier.jpg%3Fw=300", "nets.jpg", "../../secret.jpg", "https://port.example/a.jpg")
    images = "".join(f'<img src="{each}">' for each in shown)
    (site / "news/boats.html").write_text(f"<!DOCTYPE html><html><body><h1>Boats</h1>{images}", encoding="utf-8")

    from_site, from_folder = (
        read(FileSource(site / "news/boats.html", folder)).pictures for folder in (site, site / "news")
    )

    assert [*from_site] == ["../img/pier.jpg%3Fw=300", "nets.jpg"]
    assert [*from_folder] == ["nets.jpg"]


def test_the_pictures_of_a_packed_page_are_those_in_its_archive() -> None:
    page = b'<html><head><title>Boats</title></head><body><img src="../images/0.jpg"><img src="../../1.jpg">'
    packed = BytesSource("boats.htmlz", zipped({"text/index.html": page, "images/0.jpg": PICTURE, "1.jpg": PICTURE}))

    assert read(packed.member("text/index.html")).pictures == {"../images/0.jpg": PICTURE}
