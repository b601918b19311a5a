"""Pages that a browser saved with a folder of their pictures."""

from pathlib import Path

import pytest

from reader.ingest.formats.part import FilePart
from reader.ingest.formats.registry import format_of
from reader.ingest.formats.source import FileSource

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
    assert found.name == "a saved page with its folder"
    (part,) = found.read(source)
    assert isinstance(part, FilePart)
    assert (part.form, part.data) == ("page", source.read())
    assert part.pictures == {f"./{folder.replace('&amp;', '&')}/a%20pier.jpg": PICTURE}


def test_a_page_whose_folder_is_gone_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "page.htm").write_text(PAGE.format("page_files"), encoding="utf-8")

    assert format_of(FileSource(tmp_path / "page.htm", tmp_path)) is None
