"""Whatever of an index has changed, it answers as before or says that it is damaged; no merge leaves it by halves."""

import contextlib
import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from reader.search import upkeep
from reader.search.index import IndexSuspect, IndexUnwritable, SearchIndex
from tests.faults.full_disk import FullDisk
from tests.search.conftest import NAMES, entry, ids
from tests.search.test_damage import plant

ENTRIES = [
    entry(
        f"e{n:02}",
        f"Storm and rain number {n} came to Lindow{n}. " + "Nothing more was told. " * n,
        title=f"Day {n}",
        site="The Ledger",
        published=f"2016-12-{n + 1:02}",
        language="en",
    )
    for n in range(12)
]
QUERIES = (
    "storm rain",
    '"number 7"',
    "lin*",
    "lindwo3~",
    "title:day -3",
    "date:2016-12-05..",
    "figure:>8",
    "like:e03",
    "",
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound") / "cache"
    with closing(SearchIndex.open(folder, NAMES)) as index:
        index.update(ENTRIES[:9])
        index.update(ENTRIES[6:], gone=["e01"])
    return folder


def answers(cache: Path) -> list[object]:
    with closing(SearchIndex.open(cache, NAMES)) as index:
        told: list[object] = [index.search(query) for query in QUERIES]
        told += [index.passages(query, sorted(index.fingerprints())) for query in QUERIES]
        return [*told, index.facets("storm"), index.fingerprints(), index.count, index.nearest("stom")]


@pytest.mark.parametrize("pattern", ["*.seg", "*.toc", "manifest.json"])
@pytest.mark.parametrize("damage", ["flip", "cut", "cut and told so"])
def test_a_damaged_file_changes_no_answer_in_silence(
    sound: Path, tmp_path: Path, long: bool, pattern: str, damage: str
) -> None:
    expected = answers(sound)
    cache = Path(shutil.copytree(sound, tmp_path / "cache"))
    path = min(cache.glob(f"*/g*/{pattern}"))
    data, manifest = path.read_bytes(), path.parent / "manifest.json"
    told = manifest.read_bytes()
    chance = random.Random(5)  # noqa: S311 - the same places every time
    for at in range(len(data)) if long else chance.sample(range(len(data)), 12):
        changed = bytearray(data if damage == "flip" else data[:at])
        if damage == "flip":
            changed[at] ^= 1 << at % 8
        path.unlink()
        path.write_bytes(changed)
        if damage == "cut and told so" and path != manifest:
            plant(path, bytes(changed))

        with contextlib.suppress(IndexSuspect):
            assert answers(cache) == expected, f"byte {at} of {len(data)}"
        manifest.write_bytes(told)
    assert len(data) > 20


def found(cache: Path) -> list[list[str]]:
    """Return the ids that every query finds: to rewrite articles leaves those that are gone out of all counts."""
    with closing(SearchIndex.open(cache, NAMES)) as index:
        return [sorted(ids(index, query)) for query in QUERIES]


def test_a_disk_that_is_full_while_segments_are_merged_leaves_the_index_whole(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = found(sound)
    monkeypatch.setattr(upkeep, "FEWEST_MERGED", 1)
    cache = Path(shutil.copytree(sound, tmp_path / "cache"))
    with closing(SearchIndex.open(cache, NAMES)) as index:
        for after in range(400):
            with monkeypatch.context() as patch:
                disk = FullDisk(cache, patch, after)
                with contextlib.suppress(IndexUnwritable):
                    index.merge()
            assert found(cache) == expected
            if not disk.is_full:
                break

        assert after > 10
        assert [segment.count for segment in index._searcher.snapshot.segments] == [11]
