"""Folders of this user alone."""

import os
from pathlib import Path

import pytest

from reader.library.private_folder import FolderNotOurs, is_private, make_private


def mode(folder: Path) -> int:
    return folder.stat().st_mode & 0o777


def test_a_new_folder_is_closed_to_others(tmp_path: Path) -> None:
    make_private(tmp_path / "a" / "cache")

    assert mode(tmp_path / "a" / "cache") == 0o700
    assert is_private(tmp_path / "a" / "cache")


@pytest.mark.parametrize("opened", [0o755, 0o750, 0o707, 0o701, 0o777])
def test_a_folder_that_was_opened_to_others_is_made_private_again(tmp_path: Path, opened: int) -> None:
    tmp_path.chmod(opened)
    assert not is_private(tmp_path)

    make_private(tmp_path)

    assert mode(tmp_path) == 0o700
    assert is_private(tmp_path)


def test_a_folder_of_somebody_else_is_refused_and_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o755)
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)

    with pytest.raises(FolderNotOurs, match="belongs to somebody else"):
        make_private(tmp_path)
    assert mode(tmp_path) == 0o755
    tmp_path.chmod(0o700)
    assert not is_private(tmp_path)


def test_a_link_to_a_folder_and_a_file_are_none(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    (tmp_path / "file").touch()

    with pytest.raises(FolderNotOurs):
        make_private(tmp_path / "link")
    with pytest.raises(FileExistsError):
        make_private(tmp_path / "file")
    assert not is_private(tmp_path / "link")
    assert not is_private(tmp_path / "file")


def test_asking_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        is_private(tmp_path / "none")
    assert not (tmp_path / "none").exists()
