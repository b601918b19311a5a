"""Files that are brought: read in bounds, through no link, and never outside their folder."""

from pathlib import Path

import pytest

from reader.ingest.formats.source import BytesSource, FileSource, is_inner
from reader.library.guarded_file import UnreadableError


def test_a_file_gives_its_head_its_bytes_and_what_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"<p>Ice.")
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "ice.png").write_bytes(b"picture")
    page = FileSource(tmp_path / "page.html", tmp_path)

    picture = page.beside("page_files/ice.png")

    assert page.head == page.read() == b"<p>Ice."
    assert picture is not None
    assert picture.read() == b"picture"


def test_a_link_is_not_followed_and_has_no_head(tmp_path: Path) -> None:
    (tmp_path / "real.html").write_bytes(b"<p>Ice.")
    (tmp_path / "link.html").symlink_to(tmp_path / "real.html")
    link = FileSource(tmp_path / "link.html", tmp_path)

    assert link.head == b""
    with pytest.raises(UnreadableError, match="it is a link"):
        link.read()


def test_more_than_the_limit_is_refused() -> None:
    assert BytesSource("a.csv", b"12345").read(5) == b"12345"
    with pytest.raises(UnreadableError, match="larger than"):
        BytesSource("a.csv", b"123456").read(5)


@pytest.mark.parametrize("path", ["", "/etc/hosts", "../a", "a/../../b", "a\\b", "a\x00"])
def test_what_lies_outside_the_folder_is_not_beside_it(path: str, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "a").write_bytes(b"outside")

    assert not is_inner(path)
    assert FileSource(inner / "page.html", inner).beside(path) is None
