"""Which files there are, however deep they lie and whatever they are called."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.file_name import path_text, shown_name, system_path
from reader.library.folder import open_library
from reader.library.guarded_file import UnreadableError
from reader.library.scan import MAX_DEPTH, scan, walk


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """Make a folder with `page.txt` in every one of MAX_DEPTH + 2 folders, each in the one before."""
    at = os.open(tmp_path, os.O_RDONLY)
    for _ in range(MAX_DEPTH + 2):
        os.mkdir("n" * 60, dir_fd=at)
        inner = os.open("n" * 60, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = inner
        os.close(os.open("page.txt", os.O_CREAT | os.O_WRONLY, dir_fd=at))
    os.close(at)
    yield tmp_path
    # pytest cleans up by paths, which are too long here.
    shutil.rmtree(tmp_path / ("n" * 60))


def test_every_folder_is_read_to_the_limit_and_what_lies_deeper_is_said(deep: Path) -> None:
    found = list(walk(deep))

    pages = [each for each in found if each.problem is None]
    assert len(pages) == MAX_DEPTH
    assert max(each.path.count("/") for each in pages) == MAX_DEPTH
    (told,) = [each for each in found if each.problem]
    assert told.is_folder
    assert told.problem == f"The folder {'n' * 60} was not read: it lies more than {MAX_DEPTH} folders deep."


def test_a_page_is_read_where_its_path_is_longer_than_the_system_takes_at_once(deep: Path) -> None:
    library = open_library(deep)
    deepest = max((each.path for each in scan(library) if not each.problem), key=len)

    assert len(deepest) > 4_096
    assert library.read(deepest) == b""


def test_a_folder_that_became_a_link_after_the_scan_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "library" / "pages").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "library" / "pages" / "page.txt").write_text("ours")
    (tmp_path / "elsewhere" / "page.txt").write_text("not ours")
    library = open_library(tmp_path / "library")
    (found,) = scan(library)
    (library.root / "pages").rename(tmp_path / "aside")
    (library.root / "pages").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(UnreadableError, match=r"page\.txt cannot be read"):
        library.read(found.path)


@pytest.mark.parametrize("path", ["../page.txt", "pages/../../page.txt", "/page.txt", "", "a\0b.txt"])
def test_a_path_that_leads_out_of_the_library_is_not_read(tmp_path: Path, path: str) -> None:
    (tmp_path / "library" / "pages").mkdir(parents=True)
    (tmp_path / "page.txt").write_text("not ours")

    with pytest.raises(UnreadableError):
        open_library(tmp_path / "library").read(path)


@given(st.binary(min_size=1).filter(lambda name: b"\0" not in name))
def test_any_name_has_a_text_that_names_it_alone(name: bytes) -> None:
    path = os.fsdecode(name)

    text = path_text(path)

    assert system_path(text) == path
    assert text.encode("utf-8")
    assert path_text(text) == text or system_path(path_text(text)) == text


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        (b"caf\xe9.txt", "caf\\xe9.txt", "caf\ufffd.txt"),
        ("café.txt".encode(), "café.txt", "café.txt"),
        (b"caf\\xe9.txt", "caf\\\\xe9.txt", "caf\\xe9.txt"),
        (b"a\\b.txt", "a\\b.txt", "a\\b.txt"),
        (b"a\\b\xff.txt", "a\\\\b\\xff.txt", "a\\b\ufffd.txt"),
        (b"\xe9t\xe9/sun.txt", "\\xe9t\\xe9/sun.txt", "sun.txt"),
    ],
)
def test_a_name_is_told_from_every_other(name: bytes, text: str, shown: str) -> None:
    assert path_text(os.fsdecode(name)) == text
    assert shown_name(text) == shown
