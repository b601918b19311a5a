"""The body of an answer, unpacked as its head says, within a limit; what is missing to do so is named."""

import gzip
import sys
import zlib

import brotli
import pytest
import zstandard

from reader.ingest.formats.http_body import BodyError, unpacked

PAGE = b"<p>The boats came back before the tide.</p>" * 50
PACKED = {
    "gzip": gzip.compress(PAGE),
    "deflate": zlib.compress(PAGE),
    "br": brotli.compress(PAGE),
    "zstd": zstandard.compress(PAGE),
}


@pytest.mark.parametrize("encoding", PACKED)
def test_a_body_is_unpacked(encoding: str) -> None:
    assert unpacked(PACKED[encoding], encoding, 10_000) == PAGE
    assert unpacked(PACKED[encoding], f"identity, {encoding.upper()}", len(PAGE)) == PAGE


@pytest.mark.parametrize("encoding", PACKED)
def test_a_body_that_grows_past_the_limit_is_refused(encoding: str) -> None:
    with pytest.raises(BodyError, match="larger than"):
        unpacked(PACKED[encoding], encoding, len(PAGE) - 1)


@pytest.mark.parametrize("encoding", PACKED)
def test_a_damaged_body_is_told_of_and_one_that_was_kept_unpacked_is_read(encoding: str) -> None:
    with pytest.raises(BodyError, match=r"damaged|too early"):
        unpacked(b"\xffboats" * 9, encoding, 10_000)

    assert unpacked(PAGE, encoding, 10_000) == PAGE


@pytest.mark.parametrize(
    ("encoding", "library", "name"), [("br", "brotli", "Brotli"), ("zstd", "zstandard", "Zstandard")]
)
def test_without_the_library_the_extra_is_named(
    encoding: str, library: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)

    with pytest.raises(BodyError, match=rf"packed with {name}; to read it, install the extra: .*\[archives\]"):
        unpacked(PACKED[encoding], encoding, 10_000)
