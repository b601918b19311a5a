"""Archives: what they hold, within bounds; what they should not hold is told."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from functools import partial

import pytest

from reader.ingest.formats import archive, unpacked
from reader.ingest.formats.archive import contents, is_archive
from reader.ingest.formats.part import Skipped
from reader.ingest.formats.registry import format_of
from reader.ingest.formats.source import BytesSource, Source
from reader.ingest.found_files import without_parts
from reader.library.guarded_file import UnreadableError
from tests.ingest.one_of_each import one_of_each


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive of these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as packed:
        for name, content in files:
            packed.writestr(name, content)
    return data.getvalue()


def tarred(*files: tuple[str, bytes], entries: Sequence[tarfile.TarInfo] = ()) -> bytes:
    """Return a tar archive of these files and *entries*."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as packed:
        for name, content in files:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            packed.addfile(entry, io.BytesIO(content))
        for each in entries:
            packed.addfile(each)
    return data.getvalue()


def _held(source: Source) -> dict[str, bytes | str]:
    return {each.name: each.reason if isinstance(each, Skipped) else each.read() for each in contents(source)}


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_the_files_of_an_archive_are_sources(pack: Callable[..., bytes]) -> None:
    source = BytesSource("a.bin", pack(("a.txt", b"Goats"), ("b/c.txt", b"Geese"), ("b/pictures/d.png", b"PNG")))

    assert is_archive(source)
    assert source.members() == ["a.txt", "b/c.txt", "b/pictures/d.png"]
    assert _held(source) == {"a.txt": b"Goats", "c.txt": b"Geese", "d.png": b"PNG"}
    beside = [source.member("b/c.txt").beside(path) for path in ("pictures/d.png", "../a.txt", "../../a.txt")]
    assert [each and each.head for each in beside] == [b"PNG", b"Goats", None]


@pytest.mark.parametrize("pack", [tarred, partial(zipped, method=zipfile.ZIP_STORED)])
def test_what_lies_in_an_archive_as_it_is_does_not_make_the_archive_one_of_its_kind(pack: Callable[..., bytes]) -> None:
    files = {path: data for path, data in one_of_each().items() if "/" not in path}

    taken = {path: format_of(BytesSource("a.bin", pack((path, data)))) for path, data in files.items()}

    assert {path: each.name for path, each in taken.items() if each} == {}


@pytest.mark.parametrize("packed", [gzip.compress, bz2.compress, lzma.compress])
@pytest.mark.parametrize("size", [10, unpacked.IN_MEMORY + 1])
def test_a_compressed_file_is_a_source(
    packed: Callable[[bytes], bytes], size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacked, "MOST_GROWTH", 100_000)
    source = BytesSource("goats.txt", packed(b"g" * size))

    (inner,) = contents(source)

    assert isinstance(inner, Source)
    assert inner.head == b"g" * min(size, 65_536)
    with inner.open() as stream:
        assert len(stream.read()) == size


def test_a_zip_of_windows_has_folders_and_what_a_mac_notes_of_its_own_is_left_out() -> None:
    packed = zipped(("pages\\a.txt", b"Goats"), ("__MACOSX/pages/._a.txt", b"\x00"), ("pages/.DS_Store", b"\x00"))

    source = BytesSource("a.zip", packed)

    assert source.members()[0] == "pages/a.txt"
    assert [each.name for each in contents(source, without_parts)] == ["a.txt"]


def test_a_name_that_does_not_say_how_it_is_written_is_read_as_it_makes_sense() -> None:
    name = "Весна на реке.txt"
    packed = zipped(("V" * len(name.encode()), b"Ice"), ("W" * len(name.encode("cp866")), b"Ice"))
    packed = packed.replace(b"V" * len(name.encode()), name.encode())
    packed = packed.replace(b"W" * len(name.encode("cp866")), "Зима на реке.txt".encode("cp866").ljust(17, b"t"))

    assert BytesSource("a.zip", packed).members() == [name, "Зима на реке.txtt"]


def test_a_packed_tar_archive_is_an_archive_in_a_compressed_file() -> None:
    (inner,) = contents(BytesSource("goats.tar.gz", gzip.compress(tarred(("a.txt", b"Goats")))))

    assert isinstance(inner, Source)
    assert (inner.name, inner.members()) == ("goats.tar", ["a.txt"])


@pytest.mark.parametrize("path", ["../a.txt", "/a.txt", "a/../../b.txt", "C:/a.txt"])
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_path_that_leads_out_is_refused_and_the_rest_is_read(pack: Callable[..., bytes], path: str) -> None:
    held = _held(BytesSource("a.zip", pack((path, b"Goats"), ("good.txt", b"Geese"))))

    assert [*held.values()] == ["Its path leads out of the archive.", b"Geese"]


def test_an_entry_without_a_name_is_refused_and_the_rest_is_read() -> None:
    data = bytearray(zipped(("b.txt", b"Ice."), ("a", b"Snow.")))
    entry = data.rfind(b"PK\x01\x02")
    # The name's one letter is told to be something else.
    data[entry + 28 : entry + 32] = b"\x00\x00\x01\x00"

    assert _held(BytesSource("x.zip", bytes(data)))["b.txt"] == b"Ice."


def test_links_and_devices_are_refused() -> None:
    link, device = tarfile.TarInfo("link"), tarfile.TarInfo("device")
    link.type, link.linkname, device.type = tarfile.SYMTYPE, "a.txt", tarfile.CHRTYPE
    linked = zipfile.ZipInfo("link")
    linked.external_attr = 0o120777 << 16
    data = io.BytesIO(zipped(("a.txt", b"Goats")))
    with zipfile.ZipFile(data, "a") as packed:
        packed.writestr(linked, "a.txt")

    assert _held(BytesSource("a.tar", tarred(("a.txt", b"Goats"), entries=[link, device]))) == {
        "link": "It is a link or a device.",
        "device": "It is a link or a device.",
        "a.txt": b"Goats",
    }
    assert _held(BytesSource("a.zip", data.getvalue())) == {"link": "It is a link or a device.", "a.txt": b"Goats"}


def test_an_encrypted_entry_is_refused() -> None:
    data = bytearray(zipped(("a.txt", b"Goats"), ("b.txt", b"Geese")))
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert _held(BytesSource("a.zip", bytes(data))) == {"a.txt": "It is encrypted.", "b.txt": b"Geese"}


def test_two_entries_of_one_name_or_one_place_are_refused() -> None:
    data = bytearray(zipped(("a.txt", b"Goats"), ("b.txt", b"Geese"), ("c.txt", b"Ducks")))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[second + 42 : second + 46] = bytes(4)
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = zipped(("a.txt", b"Goats"), ("a.txt", b"Geese"))

    held = _held(BytesSource("a.zip", bytes(data)))

    assert held == {"a.txt": "It lies over another entry.", "b.txt": "It lies over another entry.", "c.txt": b"Ducks"}
    assert "another file of this name" in str(next(contents(BytesSource("a.zip", twice))))


@pytest.mark.parametrize("suffix", ["zip", "gz"])
def test_what_grows_too_much_is_refused(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (archive, unpacked):
        monkeypatch.setattr(module, "SMALL", 1_000)
        monkeypatch.setattr(module, "MOST_GROWTH", 10)
    large = bytes(20_000)

    if suffix == "zip":
        assert _held(BytesSource("a.zip", zipped(("a.txt", large)))) == {
            "a.txt": "It grows too much when it is unpacked."
        }
    else:
        (inner,) = contents(BytesSource("a.txt.gz", gzip.compress(large)))
        assert isinstance(inner, Source)
        with pytest.raises(UnreadableError, match="grows too much"):
            inner.open()


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_an_archive_of_too_many_files_is_refused(pack: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 3)
    source = BytesSource("a.zip", pack(*((f"{each}.txt", b"Goats") for each in range(4))))

    assert source.members() == ()
    with pytest.raises(UnreadableError, match="more than 3 files"):
        list(contents(source))


def test_archives_lie_in_archives_to_a_depth() -> None:
    data = zipped(("goats.txt", b"Goats"))
    for _ in range(archive.MOST_DEPTH):
        data = zipped(("inner.zip", data))
    source: Source = BytesSource("outer.zip", data)

    for _ in range(archive.MOST_DEPTH):
        (source,) = (each for each in contents(source) if isinstance(each, Source))

    with pytest.raises(UnreadableError, match="lies in 3 others"):
        list(contents(source))


@pytest.mark.parametrize(
    "data",
    [
        zipped(("a.txt", b"Goats"))[:-10],
        zipped(("a.txt", b"Goats"))[:20],
        b"PK\x03\x04" + bytes(100),
        tarred(("a.txt", b"Goats"))[:600],
        gzip.compress(b"Goats" * 100)[:-12],
        b"\xfd7zXZ\x00" + bytes(40),
    ],
)
def test_a_damaged_archive_says_so(data: bytes) -> None:
    def read_all() -> None:
        for each in contents(BytesSource("a.bin", data)):
            assert isinstance(each, Source)
            each.read()

    with pytest.raises(UnreadableError, match=r"a\.bin|a\.txt"):
        read_all()
