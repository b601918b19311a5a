"""Web archives: pages out of their records, as wget, warcit, browsers' archivers and Common Crawl write them."""

import gzip
import json
import sys
import zipfile
import zlib
from io import BytesIO

import pytest
import zstandard

from reader.ingest.formats.part import FilePart, Skipped
from reader.ingest.formats.registry import format_of
from reader.ingest.formats.source import BytesSource

WHEN = "2026-11-28T21:06:00Z"
PAGE = "<html><head><title>Boats</title></head><body><article><h1>Boats</h1><p>Лодки вернулись.</p></article>"
CYRILLIC = PAGE.encode("cp1251")
CHUNKED = b"5\r\n" + CYRILLIC[:5] + b"\r\nff;x=y\r\n" + CYRILLIC[5:].ljust(255) + b"\r\n0\r\n\r\n"


def record(kind: str, url: str, block: bytes, **fields: str) -> bytes:
    told = {
        "WARC-Type": kind, "WARC-Record-ID": f"<urn:uuid:{zlib.crc32(url.encode()):08x}>", "WARC-Date": WHEN,
        "WARC-Target-URI": url, "Content-Type": "application/http; msgtype=response",
    } | {name.replace("_", "-"): value for name, value in fields.items()}  # fmt: skip
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"WARC/1.1\r\n{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def answer(body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def warc(*written: bytes, packed: bool = True) -> bytes:
    return b"".join(
        gzip.compress(each) if packed else each for each in (record("warcinfo", "", b"software: x\r\n"), *written)
    )


def wacz(*archives: bytes, pages: str = "") -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        written.writestr("datapackage.json", json.dumps({"profile": "data-package", "wacz_version": "1.1.1"}))
        written.writestr("pages/pages.jsonl", pages)
        for at, each in enumerate(archives):
            written.writestr(f"archive/data-{at}.warc.gz", each)
    return stream.getvalue()


def read(data: bytes, name: str = "WARC") -> list[FilePart | Skipped]:
    source = BytesSource("crawl.bin", data)
    found = format_of(source)
    assert found is not None
    assert found.name == f"a web archive ({name})"
    return list(found.read(source))


def pages(found: list[FilePart | Skipped]) -> list[FilePart]:
    return [each for each in found if isinstance(each, FilePart)]


@pytest.mark.parametrize("packed", [True, False])
def test_every_page_is_made_of_its_record_and_the_rest_is_told_in_one_sentence(packed: bool) -> None:
    found = read(
        warc(
            record("response", "https://port.example/robots.txt", answer(b"User-agent: *", "text/plain")),
            record(
                "response", "https://port.example/old", answer(b"", status="301 Moved", more="Location: /boats\r\n")
            ),
            record("request", "https://port.example/boats", b"GET /boats HTTP/1.1\r\n\r\n"),
            record("response", "https://port.example/boats", answer(PAGE.encode())),
            record("response", "https://port.example/a.png", answer(b"\x89PNG", "image/png")),
            record("response", "https://port.example/b.png", answer(b"\x89PNG", "image/png")),
            record("response", "https://port.example/gone", answer(b"<h1>Not found</h1>", status="404 Not Found")),
            record("revisit", "https://port.example/boats?again", b"HTTP/1.1 200 OK\r\n\r\n"),
            record("response", "https://port.example/empty", answer(b" ")),
            record("metadata", "https://port.example/boats", b"via: x"),
            record("resource", "urn:text:https://port.example/boats", b"Boats", Content_Type="text/plain"),
            packed=packed,
        )
    )

    (page,) = pages(found)
    assert (page.name, page.form, page.data) == ("https://port.example/boats", "page", PAGE.encode())
    assert (page.record.url, page.record.saved) == ("https://port.example/boats", WHEN)
    (rest,) = (each for each in found if isinstance(each, Skipped))
    assert not rest.is_refused
    assert rest.reason == (
        "Left out as no articles: 2 pictures, 1 other file, 1 redirect, 1 page not found or refused, "
        "1 repeated capture, 1 empty answer."
    )


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (gzip.compress(CYRILLIC), "Content-Encoding: gzip\r\n"),
        (zlib.compress(CYRILLIC), "Content-Encoding: deflate\r\n"),
        (CYRILLIC, "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        (CHUNKED, "transfer-encoding: Chunked\r\n"),
    ],
)
def test_content_is_read_as_its_head_says_and_also_where_only_the_head_was_kept_so(body: bytes, more: str) -> None:
    found = read(
        warc(
            record("response", "https://port.example/boats", answer(body, "text/html; charset=windows-1251", more=more))
        )
    )

    (page,) = pages(found)
    assert page.data.decode("utf-8-sig").strip() == PAGE


def test_content_that_cannot_be_unpacked_is_told_and_stops_nothing() -> None:
    url = "https://port.example/boats"
    found = read(
        warc(
            record("response", url, answer(b"\x0b\x02", more="Content-Encoding: lzma\r\n")),
            record("response", url, answer(gzip.compress(PAGE.encode())[:40], more="Content-Encoding: gzip\r\n")),
            record("response", url, answer(PAGE.encode())),
        )
    )

    assert [getattr(each, "reason", "") for each in found] == [
        f"{url} could not be read: it is packed in a way that reader does not read (lzma).",
        f"{url} could not be read: it ends too early.",
        "",
    ]


def test_warcit_s_resources_wget_s_addresses_and_common_crawl_s_texts_are_read() -> None:
    found = read(
        warc(
            record("resource", "<https://port.example/boats>", PAGE.encode(), Content_Type="text/html"),
            record("resource", "https://port.example/a.css", b"a{}", Content_Type="text/css"),
            record("conversion", "https://port.example/c", b"Boats\nThey came back.", Content_Type="text/plain"),
            record("response", "https://port.example/d", answer(PAGE.encode()), WARC_Truncated="length"),
        )
    )

    resource, conversion, cut = pages(found)
    assert (resource.record.url, resource.data) == ("https://port.example/boats", PAGE.encode())
    assert (conversion.form, conversion.suffix, conversion.data) == ("scrape", ".txt", b"Boats\nThey came back.")
    assert cut.note == "The crawl kept only a part of the page."


def test_what_a_page_shows_in_a_frame_is_no_page_of_its_own() -> None:
    url = "https://ads.example/frame"
    same = f"<urn:uuid:{zlib.crc32(url.encode()):08x}>"
    request = b"GET /frame HTTP/1.1\r\nSec-Fetch-Dest: iframe\r\n\r\n"

    found = read(
        warc(
            record("response", url, answer(PAGE.encode())),
            record("request", url, request, WARC_Concurrent_To=same, WARC_Record_ID="<urn:uuid:1>"),
            record("response", "https://port.example/boats", answer(PAGE.encode())),
        )
    )

    assert [each.name for each in pages(found)] == ["https://port.example/boats"]
    assert [each.reason for each in found if isinstance(each, Skipped)] == [
        "Left out as no articles: 1 frame in a page."
    ]


def test_what_a_server_does_not_name_is_told_by_its_content_and_one_piece_of_gzip_is_read_too() -> None:
    written = (
        record(
            "response",
            "https://web.archive.org/web/2016id_/https://port.example/a?utm_source=x",
            b"HTTP/2 200\r\n\r\n<p>",
        ),
        record("response", "https://port.example/b", b"HTTP/1.1 200 OK\r\n\r\n\x00\x01"),
    )

    found = read(gzip.compress(b"".join(written)))

    (page,) = pages(found)
    assert (page.record.url, page.data) == ("https://port.example/a", b"<p>")
    assert [each.reason for each in found if isinstance(each, Skipped)] == ["Left out as no articles: 1 other file."]


def test_a_wacz_gives_the_pages_of_its_records_not_those_of_its_list() -> None:
    listed = json.dumps({"url": "https://port.example/a", "title": "https://port.example/a", "text": "Only the"})

    found = read(
        wacz(
            warc(record("response", "https://port.example/a", answer(PAGE.encode()))),
            warc(record("response", "https://port.example/b", answer(PAGE.encode()))),
            pages=listed,
        ),
        "WACZ",
    )

    assert [(each.name, each.data) for each in pages(found)] == [
        ("https://port.example/a", PAGE.encode()),
        ("https://port.example/b", PAGE.encode()),
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (lambda whole: whole[:-30], "ends in the middle of a record"),
        (lambda whole: whole[:-30] + b"\xff" * 30, "damaged"),
        (lambda whole: whole + gzip.compress(b"no record\r\n\r\n"), "does not begin where the one before ends"),
        (lambda whole: whole + gzip.compress(b"WARC/1.0\r\nContent-Length: x\r\n\r\n"), "does not say how long it is"),
        (lambda whole: whole + gzip.compress(b"WARC/1.0\r\n" + b"a: b\r\n" * 201), "head has no end"),
        (lambda whole: whole + gzip.compress(b"WARC/1.0\r\n" + b"a" * 65_536), "line of a record's head has no end"),
    ],
)
def test_of_a_damaged_archive_what_came_before_is_read(data: object, said: str) -> None:
    whole = warc(
        record("response", "https://port.example/a", answer(PAGE.encode())),
        record("response", "https://port.example/b", answer(PAGE.encode())),
    )

    found = read(data(whole))  # type: ignore[operator]  # one of the functions above

    assert pages(found)[0].name == "https://port.example/a"
    assert "may be damaged too" in (pages(found)[-1].note or "")
    assert isinstance(found[-1], Skipped)
    assert found[-1].is_refused
    assert said in found[-1].reason


@pytest.mark.parametrize(
    "data", [b"\x1f\x8b", gzip.compress(b"a text"), gzip.compress(b"WARC")[:-3], b"WARC files are"]
)
def test_other_files_are_no_archives(data: bytes) -> None:
    found = format_of(BytesSource("a.gz", data))

    assert found is None or "web archive" not in found.name


def test_an_archive_that_grows_too_much_is_refused_and_not_unpacked_to_its_end() -> None:
    found = read(warc(record("response", "https://port.example/a", answer(bytes(3_000_000), "image/png"))))

    (refused,) = (each for each in found if isinstance(each, Skipped) and each.is_refused)
    assert "grows too much" in refused.reason


@pytest.mark.parametrize("dictionary", ["none", "plain", "packed"])
def test_an_archive_packed_with_zstandard_is_read_also_with_its_dictionary(dictionary: str) -> None:
    written = [record("response", f"https://port.example/{at}", answer(PAGE.encode())) for at in range(3)]
    words = zstandard.ZstdCompressionDict(PAGE.encode() * 4) if dictionary != "none" else None
    told = words.as_bytes() if words else b""
    told = zstandard.ZstdCompressor().compress(told) if dictionary == "packed" else told
    packer = zstandard.ZstdCompressor(dict_data=words)
    frame = b"\x5d\x2a\x4d\x18" + len(told).to_bytes(4, "little") + told if words else b""

    found = pages(read(frame + b"".join(packer.compress(each) for each in written)))

    assert [each.record.url for each in found] == [f"https://port.example/{at}" for at in range(3)]
    assert all(each.data == PAGE.encode() for each in found)


def test_a_damaged_archive_of_zstandard_is_told_after_what_stands_before() -> None:
    packed = [
        zstandard.ZstdCompressor().compress(record("response", f"https://port.example/{at}", answer(PAGE.encode())))
        for at in range(2)
    ]

    first, refused = read(packed[0] + packed[1][:9] + b"x" * 40)

    assert isinstance(first, FilePart)
    assert isinstance(refused, Skipped)
    assert "The archive is damaged" in refused.reason


def test_without_the_extra_an_archive_of_zstandard_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zstandard.ZstdCompressor().compress(record("response", "https://port.example/", answer(PAGE.encode())))
    monkeypatch.setitem(sys.modules, "zstandard", None)
    source = BytesSource("crawl.warc.zst", data)
    found = format_of(source)

    assert found is not None
    (refused,) = found.read(source)
    assert isinstance(refused, Skipped)
    assert "reading-room[archives]" in refused.reason
