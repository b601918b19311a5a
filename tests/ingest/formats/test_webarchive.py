"""Safari's web archives: property lists, binary or in XML."""

import plistlib

import pytest

from reader.ingest.formats.part import FilePart
from reader.ingest.formats.registry import format_of
from reader.ingest.formats.source import BytesSource
from reader.library.guarded_file import UnreadableError

PICTURE = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8
PAGE = (
    "<html><head><title>Boats</title></head><body><article><h1>Boats</h1><img src=a.jpg>"
    "<p>Лодки вернулись в гавань до прилива.</p></article></body></html>"
)


def archive(page: bytes, encoding: str, form: plistlib.PlistFormat) -> bytes:
    return plistlib.dumps(
        {
            "WebMainResource": {
                "WebResourceData": page,
                "WebResourceFrameName": "",
                "WebResourceMIMEType": "text/html",
                "WebResourceTextEncodingName": encoding,
                "WebResourceURL": "https://port.example/news/boats",
            },
            "WebSubresources": [
                {
                    "WebResourceData": PICTURE,
                    "WebResourceMIMEType": "image/jpeg",
                    "WebResourceURL": "https://port.example/news/a.jpg",
                },
                {"WebResourceURL": "https://port.example/broken"},
            ],
            "WebSubframeArchives": [],
        },
        fmt=form,
    )


def read(data: bytes) -> FilePart:
    source = BytesSource("page", data)
    found = format_of(source)
    assert found is not None
    assert found.name == "a web archive"
    (part,) = found.read(source)
    assert isinstance(part, FilePart)
    return part


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_page_address_and_pictures_are_read(form: plistlib.PlistFormat) -> None:
    data = archive(PAGE.encode(), "UTF-8", form)

    part = read(data)

    assert (part.data, part.original, part.suffix) == (PAGE.encode(), data, ".webarchive")
    assert part.record.url == "https://port.example/news/boats"
    assert part.pictures == {"a.jpg": PICTURE}


def test_the_encoding_that_only_the_archive_names_is_kept_in_the_page() -> None:
    part = read(archive(PAGE.encode("cp1251"), "windows-1251", plistlib.FMT_BINARY))

    assert part.data.decode("utf-8-sig") == PAGE


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_damaged_archive_is_refused(form: plistlib.PlistFormat) -> None:
    data = archive(PAGE.encode(), "UTF-8", form)
    half = data[:20_000] if form is plistlib.FMT_XML else data[:-9] + b"\xff" * 9
    half = half[: len(half) // 2] if form is plistlib.FMT_XML else half

    with pytest.raises(UnreadableError, match="damaged"):
        read(half)


def test_other_property_lists_are_no_archives() -> None:
    assert format_of(BytesSource("a.plist", plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY))) is None
