"""The caches of a library: folders of this user alone."""

import os
from pathlib import Path

import pytest

from reader.library.names import NamesAuthority
from reader.room.caches import CacheError, Caches


def caches(tmp_path: Path) -> Caches:
    (tmp_path / "library").mkdir(exist_ok=True)
    return Caches(tmp_path / "cache", tmp_path / "library", lambda: NamesAuthority(()))


def test_every_folder_of_the_caches_is_closed_to_others_and_closed_again(tmp_path: Path) -> None:
    first = caches(tmp_path)
    made = [tmp_path / "cache", tmp_path / "cache" / "libraries", first.folder]
    first.close()
    for folder in made:
        folder.chmod(0o777)

    again = caches(tmp_path)
    again.index.close()
    again.related.close()

    made += [again.folder / "search", again.folder / "related"]
    assert [folder.stat().st_mode & 0o777 for folder in made] == [0o700] * 5
    again.close()


def test_a_cache_folder_of_somebody_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)

    with pytest.raises(CacheError, match="belongs to somebody else"):
        caches(tmp_path)
