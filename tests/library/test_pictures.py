from pathlib import Path

import pytest

from reader.library.guarded_file import UnreadableError
from reader.library.picture_parser import MOST_DOTS, parse_picture
from reader.library.pictures import PictureError, picture_path, small_picture
from tests.library.pngs import png

GROUND = "#102030"
SETTINGS = {"width": 20, "height": 20, "ground": GROUND, "least": 16}


@pytest.mark.parametrize(
    ("article", "target", "path"),
    [
        ("articles/a.md", "../originals/a.html.files/wall.png", "originals/a.html.files/wall.png"),
        ("articles/deep/a.md", "wall 1.png", "articles/deep/wall 1.png"),
        ("a.md", "pictures/./wall.png", "pictures/wall.png"),
        ("a.md", "50%25.png", "50%.png"),
    ],
)
def test_a_picture_is_looked_for_beside_its_article(article: str, target: str, path: str) -> None:
    assert picture_path(article, target) == path


@pytest.mark.parametrize(
    "target",
    [
        "http://example.org/wall.png",
        "//example.org/wall.png",
        "data:image/png;base64,AAAA",
        "file:///wall.png",
        "/wall.png",
        "%2Fwall.png",
        "../../wall.png",
        "%2e%2e/%2e%2e/wall.png",
        "../originals/../../wall.png",
        "..\\wall.png",
        "../.trash/wall.png",
        ".hidden.png",
        "wall\x00.png",
        "wall%00.png",
        "..",
        "",
    ],
)
def test_what_is_not_in_the_library_is_no_picture_of_an_article(target: str) -> None:
    path = picture_path("articles/a.md", target)

    # The folder of the article itself is in it, and is no file.
    assert path == ("articles" if target == "" else None)


def test_a_picture_is_made_small_in_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "wall.png").write_bytes(png(200, 100))

    small = small_picture(tmp_path, "wall.png", (20, 20), GROUND)

    assert (small.width, small.dots) == (20, b"\xc0\x40\x20" * 200)


def test_a_picture_of_too_many_dots_is_refused_before_they_are_read() -> None:
    assert parse_picture(SETTINGS, png(MOST_DOTS // 16 + 1, 16, is_empty=True)) == {"problem": "it has too many dots"}


def test_a_line_to_part_the_page_and_what_is_no_picture_are_refused(tmp_path: Path) -> None:
    for data, told in ((png(200, 2), "too small"), (b"Words, and no picture.", "no JPEG, PNG"), (b"", "no JPEG, PNG")):
        (tmp_path / "wall.png").write_bytes(data)
        with pytest.raises(PictureError, match=told):
            small_picture(tmp_path, "wall.png", (20, 20), GROUND)


def test_a_picture_that_breaks_off_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "wall.png").write_bytes(png(200, 100)[:60])

    with pytest.raises(PictureError, match="the parser failed"):
        small_picture(tmp_path, "wall.png", (20, 20), GROUND)


def test_no_link_leads_to_a_picture(tmp_path: Path) -> None:
    root = tmp_path / "library"
    root.mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "wall.png").write_bytes(png(200, 100))
    (root / "wall.png").symlink_to(tmp_path / "outside" / "wall.png")
    (root / "folder").symlink_to(tmp_path / "outside")

    for path in ("wall.png", "folder/wall.png"):
        with pytest.raises(UnreadableError):
            small_picture(root, path, (20, 20), GROUND)
