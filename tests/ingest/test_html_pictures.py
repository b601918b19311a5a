"""Pictures of saved pages stand in the article where they stood in the page, and only those that belong to it."""

import base64
import struct
from pathlib import Path

import pytest

from reader.ingest.addition import add
from reader.ingest.formats.picture_size import size_of
from reader.ingest.formats.pictures import addresses_in, is_content, pictures_of, with_marks
from reader.ingest.html_pictures import MARK
from reader.library.folder import Library
from reader.library.front_matter import parse_article
from reader.library.markdown import parse

PARAGRAPH = "<p>The boats came back before the tide, and all who were not in the fields stood on the pier {0}.</p>\n"


def png(width: int, height: int, fill: bytes = b"x") -> bytes:
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", width, height) + fill * 2_000


PICTURES = {
    "logo.png": png(400, 200, b"l"),
    "face.png": png(60, 60, b"f"),
    "lead.png": png(800, 400, b"1"),
    "second.png": png(640, 480, b"2"),
    "inline.png": png(640, 480, b"3"),
    "end.png": png(640, 480, b"4"),
    "teaser.png": png(640, 480, b"t"),
}
PAGE = f"""<!DOCTYPE html><html><head><title>The boats</title></head><body>
<header><img src="p_files/logo.png" alt="Our port"></header>
<article><h1>The boats came back</h1>
<img src="p_files/lead.png" alt="The pier">
<p class="byline">By Ann Marlow <img src="p_files/face.png" alt="Ann"></p>
{PARAGRAPH.format("in the morning")}{PARAGRAPH.format("at noon")}
<figure><picture><source srcset="x.webp"><img src="p_files/second.png" alt="boats"></picture>
<figcaption>Boats [left] and pier. Photo: A. Quay</figcaption></figure>
<p>Nobody counted them <img src="p_files/inline.png" alt=""> that day, and nobody would have known how to do it.</p>
{PARAGRAPH.format("in the evening")}
<figure><img src="p_files/end.png" alt="The empty pier"></figure>
</article>
<aside><p>Read more</p><img src="p_files/teaser.png" alt="Goats"></aside></body></html>"""


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    (tmp_path / "in" / "p_files").mkdir(parents=True)
    for name, data in PICTURES.items():
        (tmp_path / "in" / "p_files" / name).write_bytes(data)
    page = tmp_path / "in" / "p.html"
    page.write_text(PAGE, encoding="utf-8")
    return page


def _markdown(library: Library, path: Path) -> str:
    (added,) = add(library, [path])
    return parse_article((library.articles / f"{added.id}.md").read_text(encoding="utf-8"))[2]


def test_the_articles_pictures_stand_where_they_stood_with_their_captions(library: Library, saved: Path) -> None:
    markdown = _markdown(library, saved)

    marks = [line for line in markdown.split("\n") if line.startswith("![")]
    folder = "../originals/p.html.files"
    assert marks == [
        f"![The pier](<{folder}/lead.png>)",
        rf"![Boats \[left\] and pier. Photo: A. Quay](<{folder}/second.png>)",
        f"![](<{folder}/inline.png>)",
        f"![The empty pier](<{folder}/end.png>)",
    ]
    assert markdown.index("at noon") < markdown.index("second.png") < markdown.index("Nobody counted them that day")
    assert sorted(each.name for each in (library.originals / "p.html.files").iterdir()) == [
        "end.png", "inline.png", "lead.png", "second.png",
    ]  # fmt: skip


def test_a_picture_is_read_as_its_caption_and_one_without_words_as_nothing(library: Library, saved: Path) -> None:
    plain = parse(_markdown(library, saved))

    assert "Boats [left] and pier. Photo: A. Quay" in plain.text
    assert "png" not in plain.text
    images = [(plain.text[span.start : span.end], span.target) for span in plain.spans if span.kind == "image"]
    assert ("The empty pier", "../originals/p.html.files/end.png") in images


def test_the_words_of_a_page_do_not_depend_on_its_pictures(library: Library, saved: Path, tmp_path: Path) -> None:
    shown = parse(_markdown(library, saved)).text.split("\n\n")
    bare = tmp_path / "bare.html"
    bare.write_text(PAGE.replace("came back", "came home"), encoding="utf-8")
    without = parse(_markdown(library, bare)).text.split("\n\n")

    captions = {"The pier", "Boats [left] and pier. Photo: A. Quay", "The empty pier"}
    assert [each for each in shown if each not in captions] == [
        each.replace("came home", "came back") for each in without
    ]


def test_a_page_that_numbers_pictures_itself_shows_none(library: Library, tmp_path: Path) -> None:
    page = tmp_path / "own.html"
    page.write_text(PAGE.replace("<img ", f'<img {MARK}="1" '), encoding="utf-8")

    assert "![" not in _markdown(library, page)


def test_a_picture_in_the_page_itself_is_found_again_by_what_it_is() -> None:
    address = f"data:image/png;base64,{base64.b64encode(PICTURES['lead.png']).decode('ascii')}"
    page = f'<article><img src="{address}"><img alt="b" src="{address}"></article>'.encode()

    pictures = pictures_of(addresses_in(page), lambda _: None)
    marked = with_marks(page, pictures)

    assert [*pictures.values()] == [PICTURES["lead.png"]]
    assert marked.count(f'{MARK}="0"'.encode("ascii")) == 2


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (png(800, 400), (800, 400)),
        (b"GIF89a" + struct.pack("<HH", 300, 200) + b"\0" * 9, (300, 200)),
        (b"BM" + b"\0" * 16 + struct.pack("<ii", 30, -20), (30, 20)),
        (b"\xff\xd8\xff\xe0\x00\x04xx\xff\xc0\x00\x11\x08" + struct.pack(">HH", 90, 120) + b"\0" * 9, (120, 90)),
        (b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + b"\x1f\x03\x00\x8f\x01\x00", (800, 400)),
        (b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + (799 | 399 << 14).to_bytes(4, "little"), (800, 400)),
        (b"RIFF\0\0\0\0WEBPVP8 " + b"\0" * 10 + struct.pack("<HH", 800, 400), (800, 400)),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"\xff\xd8\xff", None),
        (b"RIFF\0\0\0\0WEBPVP9 " + b"\0" * 20, None),
        (b"\x00\x00\x00\x1cftypavif", None),
        (png(0, 400), None),
    ],
)
def test_the_size_of_a_picture_is_read_from_its_head(data: bytes, size: tuple[int, int] | None) -> None:
    assert size_of(data) == size


def test_icons_and_portraits_are_no_content() -> None:
    assert [is_content(png(*size)) for size in ((16, 16), (800, 40), (120, 120), (320, 180))] == [
        False, False, False, True,
    ]  # fmt: skip
    assert not is_content(b"<svg>")
