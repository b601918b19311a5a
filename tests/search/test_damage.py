"""A damaged or foreign index is noticed, runs nothing, and is built anew."""

import contextlib
import json
import os
import pickle
import random
import shutil
import subprocess
import sys
import zlib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from whoosh.codec.whoosh3 import W3Segment

from reader.search import storage
from reader.search.columnar import section_file
from reader.search.generation import IndexFolder
from reader.search.index import IndexSuspect, SearchIndex
from tests.search.conftest import NAMES, entry, ids

ENTRIES = [
    entry(f"e{n:03}", f"storm and rain number {n} came to town{n}", title=f"Day {n}", published="2016")
    for n in range(80)
]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound") / "cache"
    index = SearchIndex.open(folder, NAMES)
    index.update(ENTRIES)
    index.close()
    return folder


@pytest.fixture
def cache(tmp_path: Path, sound: Path) -> Path:
    # Copied, since to index anew for each of a hundred tests takes most of their time.
    return Path(shutil.copytree(sound, tmp_path / "cache"))


@pytest.fixture
def fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an index of small blocks, each of which is checked when something is read of it."""
    monkeypatch.setattr(section_file, "BLOCK", 64)
    with contextlib.closing(SearchIndex.open(tmp_path / "fine", NAMES)) as made:
        made.update(ENTRIES)
    return tmp_path / "fine"


def file(cache: Path, pattern: str) -> Path:
    (path,) = cache.glob(f"*/g*/{pattern}")
    return path


class Bomb:
    """Runs when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.mark),)


def plant(path: Path, data: bytes) -> None:
    """Put *data* into a file of the index, as somebody would who knows what the manifest checks."""
    path.unlink(missing_ok=True)
    path.write_bytes(data)
    manifest = path.parent / "manifest.json"
    told = json.loads(manifest.read_text())
    told["files"][path.name] = [len(data), zlib.crc32(data)]
    manifest.write_text(json.dumps(told))


def use(cache: Path) -> None:
    index = SearchIndex.open(cache, NAMES)
    try:
        for query in ("storm rain", '"number 17"', "tow*", "twon17~", "title:day", "date:2016", "like:e003", ""):
            index.search(query)
        index.facets("storm")
        index.fingerprints()
    finally:
        index.close()


def add(cache: Path) -> None:
    index = SearchIndex.open(cache, NAMES)
    try:
        index.update([entry("new", "storm")])
    finally:
        index.close()


def test_a_planted_table_of_contents_runs_nothing(cache: Path, tmp_path: Path) -> None:
    toc = file(cache, "*.toc")
    mark = tmp_path / "ran"
    bomb = pickle.dumps(Bomb(mark), 2)
    whole = toc.read_bytes()

    # In the place of the segments, of the schema, and of the whole.
    for data in (whole[: whole.rindex(b"\x80")] + bomb, whole.replace(whole[20:40], bomb), bomb):
        plant(toc, data)
        use(cache)
        with pytest.raises(IndexSuspect):
            add(cache)
    assert not mark.exists()


@pytest.mark.parametrize("version", [-102, -105, -107, -108, -110, -111])
def test_a_table_of_contents_of_an_older_whoosh_runs_nothing(cache: Path, tmp_path: Path, version: int) -> None:
    from whoosh.filedb.filestore import FileStorage

    toc = file(cache, "*.toc")
    mark = tmp_path / "ran"
    open_storage: Any = FileStorage
    stream = open_storage(str(tmp_path)).create_file("planted")
    for size in (4, 8, 4):
        stream.write_varint(size)
    stream.write_int(-12345)
    stream.write_int(version)
    for number in (2, 7, 0):
        stream.write_varint(number)
    stream.write_string(pickle.dumps(Bomb(mark), 2))
    stream.write_int(1)
    stream.write_int(0)
    stream.write_pickle(Bomb(mark))
    stream.close()

    plant(toc, (tmp_path / "planted").read_bytes())

    use(cache)
    with pytest.raises(IndexSuspect):
        add(cache)
    assert not mark.exists()


def test_a_planted_segment_runs_nothing(cache: Path, tmp_path: Path) -> None:
    segment = file(cache, "*.seg")
    mark = tmp_path / "ran"
    data = segment.read_bytes()
    bomb = pickle.dumps(Bomb(mark), 2)

    chance = random.Random(1)  # noqa: S311 - the same places every time
    for at in chance.sample(range(len(data)), 20):
        plant(segment, data[:at] + bomb + data[at + len(bomb) :])
        with contextlib.suppress(IndexSuspect):
            use(cache)
    assert not mark.exists()


def test_no_module_of_whoosh_that_the_index_uses_can_unpickle_freely(cache: Path) -> None:
    import marshal

    use(cache)
    free = (pickle.load, pickle.loads, pickle.Unpickler, marshal.load, marshal.loads)

    found = [
        f"{module.__name__}.{name}"
        for module in list(sys.modules.values())
        if isinstance(module, ModuleType) and module.__name__.startswith("whoosh")
        for name, value in vars(module).items()
        if any(value is each for each in free) or value is pickle
    ]

    # It holds an unpickler for indexes of older Whooshes, which the table of loaders no longer leads to.
    assert found == ["whoosh.util.loading.pickle"]
    assert sys.modules["whoosh.index"].toc_loaders == {}


@pytest.mark.parametrize(
    "payload", [os.mkdir, pickle.Unpickler, eval, "whoosh.index.open_dir", W3Segment, bytes, (b"x", [1.0, None])]
)
def test_an_unpickler_makes_only_parts_of_an_index(payload: object) -> None:
    allowed = payload is W3Segment or isinstance(payload, (str, tuple)) or payload is bytes

    if allowed:
        storage.loads(pickle.dumps(payload, 2))
        assert storage.loads(pickle.dumps(b"", 2)) == b""
    else:
        with pytest.raises(pickle.UnpicklingError):
            storage.loads(pickle.dumps(payload, 2))


@pytest.mark.parametrize(
    "data",
    [
        b"c_codecs\nencode\n(Vabc\nVzlib\ntR.",
        b"c__builtin__\nbytes\n(I1000000000000\ntR.",
        b"cbuiltins\neval\n(V1\ntR.",
        b"cos\nsystem\n(Vtrue\ntR.",
        b"ccollections\nOrderedDict\n)R.",
        b"\x80\x04garbage",
        b"",
        b".",
    ],
)
def test_hand_made_pickles_are_refused(data: bytes) -> None:
    with pytest.raises((pickle.UnpicklingError, EOFError, TypeError, IndexError, ValueError)):
        storage.loads(data)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("pattern", ["*.seg", "*.toc", "segments.json", "manifest.json"])
def test_a_file_that_was_cut_is_noticed_at_open(cache: Path, pattern: str, share: float) -> None:
    path = file(cache, pattern)
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data[: int(len(data) * share)])

    with pytest.raises(IndexSuspect):
        SearchIndex.open(cache, NAMES)


@pytest.mark.parametrize("pattern", ["*.seg", "*.toc", "segments.json"])
@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.99])
def test_one_wrong_bit_anywhere_is_noticed_also_once_the_index_was_added_to(
    cache: Path, pattern: str, share: float
) -> None:
    path = file(cache, pattern)
    data = bytearray(path.read_bytes())
    data[int(len(data) * share)] ^= 1
    path.unlink()
    path.write_bytes(bytes(data))

    # An update reads what it needs, and not all that there is.
    with contextlib.suppress(IndexSuspect), contextlib.closing(SearchIndex.open(cache, NAMES)) as index:
        index.update([entry("new", "storm")])
    with pytest.raises(IndexSuspect), contextlib.closing(SearchIndex.open(cache, NAMES)) as index:
        index.verify()


def test_damage_is_not_taken_over_into_what_the_next_generation_tells(
    fine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = fine
    path = file(cache, "*.seg")
    data = bytearray(path.read_bytes())
    # In the column of titles, which is not read at open.
    data[data.index(b"day 7")] ^= 1
    path.unlink()
    path.write_bytes(bytes(data))
    with monkeypatch.context() as unseen, contextlib.closing(SearchIndex.open(cache, NAMES)) as index:
        unseen.setattr(IndexFolder, "verify", lambda *_: None)
        # Where the damage lies in what an update reads, it is found here already.
        with contextlib.suppress(IndexSuspect):
            index.update([entry("new", "storm")])

    with pytest.raises(IndexSuspect), contextlib.closing(SearchIndex.open(cache, NAMES)) as index:
        index.verify()


def test_a_sound_index_is_verified_after_every_kind_of_change(cache: Path) -> None:
    index = SearchIndex.open(cache, NAMES)
    index.verify()
    index.update([entry("new", "storm")], gone=["e001"])
    index.verify()
    index.close()
    again = SearchIndex.open(cache, NAMES)
    again.verify()
    again.close()


@pytest.mark.parametrize("seed", range(60))
def test_damage_that_keeps_the_size_is_suspect_or_harmless(cache: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same damage every time
    path = file(cache, chance.choice(["*.seg", "*.seg", "*.seg", "*.toc"]))
    data = bytearray(path.read_bytes())
    start = chance.randrange(len(data))
    for at in range(start, min(len(data), start + chance.choice([1, 8, 400, 5000]))):
        data[at] = chance.randrange(256)
    path.unlink()
    path.write_bytes(bytes(data))

    # Anything else that it raises is a failure: no kind of exception gets out untranslated.
    with contextlib.suppress(IndexSuspect):
        use(cache)


def test_a_file_that_is_gone_is_noticed(cache: Path) -> None:
    file(cache, "*.seg").unlink()

    with pytest.raises(IndexSuspect):
        SearchIndex.open(cache, NAMES)


def test_a_generation_that_is_gone_is_noticed(cache: Path) -> None:
    shutil.rmtree(file(cache, "*.toc").parent)

    with pytest.raises(IndexSuspect):
        SearchIndex.open(cache, NAMES)


@pytest.mark.parametrize("name", ["", "../../etc", "g1", "g00000001-zzzzzzzz", "x" * 200, "\x00"])
def test_current_may_name_nothing_but_a_generation(cache: Path, name: str) -> None:
    current = IndexFolder(cache).root / "CURRENT"
    current.unlink()
    current.write_text(name)

    with pytest.raises(IndexSuspect):
        SearchIndex.open(cache, NAMES)


@pytest.mark.parametrize(
    "manifest",
    [
        "[]",
        "{}",
        "null",
        '{"files": [], "names_digest": "", "language": ""}',
        '{"files": {"../x": [1, 1]}, "names_digest": "", "language": ""}',
        '{"files": {"x": "y"}, "names_digest": 1, "language": ""}',
        "[" * 50,
    ],
)
def test_a_manifest_that_is_none_is_noticed(cache: Path, manifest: str) -> None:
    path = file(cache, "manifest.json")
    path.unlink()
    path.write_text(manifest)

    with pytest.raises(IndexSuspect):
        SearchIndex.open(cache, NAMES)


@pytest.mark.parametrize(
    "segments",
    ["null", "[1]", '[["x"]]', '[["../x", 1, []]]', '[["x", "many", []]]', '[["x", 1, ["y"]]]', "[" * 50],
)
def test_a_table_of_segments_that_is_none_is_noticed(cache: Path, segments: str) -> None:
    plant(file(cache, "segments.json"), segments.encode())

    with pytest.raises(IndexSuspect):
        SearchIndex.open(cache, NAMES)


def test_a_search_imports_no_whoosh(cache: Path) -> None:
    told = """
import sys
from pathlib import Path
from reader.library.names import NamesAuthority
from reader.search.index import SearchIndex
index = SearchIndex.open(Path(sys.argv[1]), NamesAuthority(()))
assert index.search("storm").hits
assert not [name for name in sys.modules if name.startswith("whoosh.") or name == "numpy.ma"]
index.close()
"""
    subprocess.run([sys.executable, "-c", told, str(cache)], check=True)


def test_a_folder_that_others_can_write_is_not_trusted(cache: Path) -> None:
    IndexFolder(cache).root.chmod(0o770)

    with pytest.raises(IndexSuspect, match="other users"):
        SearchIndex.open(cache, NAMES)


def test_a_link_in_the_place_of_the_folder_is_not_trusted(cache: Path, tmp_path: Path) -> None:
    cache.rename(tmp_path / "elsewhere")
    cache.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(IndexSuspect, match="other users"):
        SearchIndex.open(cache, NAMES)


def test_an_index_of_another_version_is_not_read(cache: Path) -> None:
    root = IndexFolder(cache).root
    root.rename(root.with_name("linux-py2.7-whoosh2.7.4-1"))

    index = SearchIndex.open(cache, NAMES)

    assert index.count == 0


def test_a_suspect_index_is_built_anew(cache: Path) -> None:
    IndexFolder(cache).root.chmod(0o770)
    path = file(cache, "*.seg")
    path.unlink()
    path.write_bytes(b"nothing")
    with pytest.raises(IndexSuspect):
        SearchIndex.open(cache, NAMES)

    shutil.rmtree(cache)
    index = SearchIndex.open(cache, NAMES)
    index.update(ENTRIES[:3])

    assert ids(index, "storm") == ["e000", "e001", "e002"]
    assert len(list(cache.glob("*/g*"))) == 1
    index.close()


def test_damage_under_an_open_index_is_suspect_at_the_next_search(cache: Path) -> None:
    index = SearchIndex.open(cache, NAMES)
    index.search("storm")
    path = file(cache, "*.seg")
    with path.open("r+b") as opened:
        opened.truncate(100)

    with pytest.raises(IndexSuspect):
        index.search("rain town3 number")
    index.close()


def test_of_a_damaged_index_nothing_is_found_only_where_nothing_was(fine: Path) -> None:
    path = file(fine, "*.seg")
    data = path.read_bytes()
    chance = random.Random(3)  # noqa: S311 - the same places every time
    trusted = 0
    for at in chance.sample(range(len(data)), 150):
        changed = bytearray(data)
        changed[at] ^= 1 << at % 8
        path.unlink()
        path.write_bytes(changed)

        with contextlib.suppress(IndexSuspect), contextlib.closing(SearchIndex.open(fine, NAMES)) as index:
            found = [index.search(query).total for query in ("town7", '"number 17"', "town7*", "title:7", "nowhere")]
            assert found == [1, 1, 11, 1, 0], f"byte {at} of {len(data)}"
            trusted += 1
    assert 0 < trusted < 150


def test_an_error_of_our_own_is_not_taken_for_damage(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.search import evaluation

    def broken(*_: object) -> float:
        raise ZeroDivisionError

    monkeypatch.setattr(evaluation, "idf", broken)
    index = SearchIndex.open(cache, NAMES)

    with pytest.raises(ZeroDivisionError):
        index.search("storm")
    index.close()
