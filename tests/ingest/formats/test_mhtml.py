"""Saved pages as MIME messages, as Chromium, Internet Explorer and Firefox's add-on write them."""

from base64 import encodebytes
from quopri import encodestring

import pytest

from reader.ingest.file import ingest
from reader.ingest.formats.part import FilePart
from reader.ingest.formats.registry import format_of
from reader.ingest.formats.source import BytesSource
from reader.library.guarded_file import UnreadableError

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
SENTENCES = (
    "<p>Лодки вернулись в гавань до прилива, и на пристани их ждали все, кто не был в поле.</p>"
    "<p>Сети были целы, а рыбы хватило на две деревни, чего не было с позапрошлой весны.</p>"
)
CHROMIUM = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://port.example/boats\r\n"
    b"Subject: =?utf-8?Q?=D0=9B=D0=BE=D0=B4=D0=BA=D0=B8=20=D0=B2=D0=B5=D1=80=D0=BD=D1=83=D0=BB=D0=B8?=\r\n"
    b" =?utf-8?Q?=D1=81=D1=8C?=\r\n"
    b"Date: Sat, 28 Nov 2026 21:06:00 -0000\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----MultipartBoundary--a----"\r\n\r\n\r\n'
)


def chromium(page: bytes, *parts: bytes) -> bytes:
    mark = b"------MultipartBoundary--a----"
    main = (
        b"Content-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://port.example/boats\r\n\r\n"
        + encodestring(page).replace(b"\n", b"\r\n")
    )
    return CHROMIUM + b"".join(mark + b"\r\n" + part + b"\r\n" for part in (main, *parts)) + mark + b"--\r\n"


def read(data: bytes, name: str = "page.bin") -> FilePart:
    source = BytesSource(name, data)
    found = format_of(source)
    assert found is not None
    assert found.name == "a saved page (MHTML)"
    (part,) = found.read(source)
    assert isinstance(part, FilePart)
    return part


def picture(header: bytes) -> bytes:
    return b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n" + header + b"\r\n" + encodebytes(PICTURE)


def test_chromium_names_the_encoding_only_in_a_meta_and_writes_the_subject_in_utf_8() -> None:
    page = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head>'
        f"<body><article><h1>Лодки вернулись</h1>{SENTENCES}</article></body></html>"
    ).encode("cp1251")

    part = read(chromium(page))

    assert part.data == page
    assert (part.record.title, part.record.url) == ("Лодки вернулись", "https://port.example/boats")
    assert part.record.saved == "2026-11-28T21:06:00Z"
    assert part.original.startswith(b"From: <Saved by Blink>")
    assert "Лодки вернулись в гавань" in ingest("page.html", part.data).markdown


def test_what_stood_in_a_shadow_tree_is_read() -> None:
    page = (
        b'<html><head><meta charset="utf-8"></head><body><h1>Boats</h1><story-body>'
        b'<template shadowmode="open"><p>The boats came back before the tide, and all who were not in the fields stood '
        b"on the pier.</p><p>The nets were whole, and there was fish for two villages, the first time since spring.</p>"
        b"</template></story-body></body></html>"
    )

    found = ingest("boats.mhtml", chromium(page))

    assert "fish for two villages" in found.markdown
    assert found.problem is None


def test_pictures_are_found_by_their_address_and_by_their_id() -> None:
    page = (
        b'<html><body><img src="https://port.example/menu.png"><article><h1>Boats</h1>'
        b'<img alt="a" src="https://port.example/a.png"><img src="cid:b@mhtml.blink">'
        b'<img src="https://port.example/none.png"></article></body></html>'
    )

    part = read(
        chromium(
            page,
            picture(b"Content-Location: https://port.example/a.png\r\n"),
            picture(b"Content-ID: <b@mhtml.blink>\r\n"),
            picture(b"Content-Location: https://port.example/menu.png\r\n"),
        )
    )

    assert part.pictures == {"https://port.example/a.png": PICTURE, "cid:b@mhtml.blink": PICTURE}


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"From: <Saved by Microsoft Internet Explorer 5>\n", b'Content-Type: text/html;\n\tcharset="windows-1251"\n'),
        (
            b"From: <Saved by Mozilla 5.0 (Macintosh)>\nX-MAF-Information: Produced By MAF V4.1.0\n",
            b"Content-Type: text/html;\n\tcharset=windows-1251\nContent-Disposition: inline\n",
        ),
    ],
)
def test_an_encoding_that_only_the_part_s_header_names_is_kept_in_the_page(head: bytes, said: bytes) -> None:
    page = f"<html><body><article><h1>Лодки</h1>{SENTENCES}</article></body></html>"
    message = (
        head + b'MIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary="x=1"\n\nIn several parts.\n'
        b"\n--x=1\n" + said + b"Content-Transfer-Encoding: 8bit\nContent-Location: http://port.example/b\n\n"
    ) + page.encode("cp1251")

    part = read(message + b"\n--x=1--\n")

    assert part.data.decode("utf-8-sig") == page
    assert part.record.url == "http://port.example/b"


def test_a_letter_with_pictures_is_no_saved_page() -> None:
    letter = b"Message-ID: <1@x>\nTo: a@x.example\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"

    found = format_of(BytesSource("a.mht", letter))

    assert found is None or "MHTML" not in found.name


def test_a_message_without_a_page_is_refused() -> None:
    with pytest.raises(UnreadableError, match="without a page in it"):
        read(CHROMIUM)
