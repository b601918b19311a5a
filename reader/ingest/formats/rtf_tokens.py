"""The tokens of RTF, and the encodings of its bytes."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

# `{`, `\b0 ` with its one space, `\'e9`, `\~`, the end of a line (which is nothing), words.
_TOKEN = re.compile(
    rb"(?P<brace>[{}])|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?\x20?|\\'(?P<byte>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z])|(?P<end>[\r\n]+)|(?P<text>[^{}\\\r\n]+)",
    re.DOTALL,
)
# The number of a character set, and the encoding that Windows has for it.
_CODEC_OF_SET = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "big5hkscs",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250",
}  # fmt: skip
DEFAULT = "cp1252"


class RtfToken(NamedTuple):
    """A brace, a control word with its number, bytes of text, or a sign behind a backslash."""

    kind: str
    value: bytes
    number: int | None = None


def tokens(data: bytes) -> Iterator[RtfToken]:
    """Yield the tokens of an RTF document; the bytes of a picture are passed over."""
    at = 0
    while at < len(data):
        found = _TOKEN.match(data, at)
        if found is None:
            at += 1
            continue
        at = found.end()
        kind = found.lastgroup or ""
        if found["word"]:
            number = int(found["number"]) if found["number"] else None
            if found["word"] == b"bin" and number:
                at += max(0, number)
            else:
                yield RtfToken("word", found["word"], number)
        elif kind == "byte":
            yield RtfToken("text", bytes([int(found["byte"], 16)]))
        elif kind != "end":
            yield RtfToken(kind, found[kind])


def codec_of_set(number: int | None) -> str | None:
    """Return the encoding of a font's character set; None for one that says nothing."""
    return _CODEC_OF_SET.get(number or 0) if number not in {None, 1, 2} else None


def codec_of_page(number: int | None) -> str:
    """Return the encoding of a code page of Windows."""
    for name in (f"cp{number}", {10000: "mac_roman", 936: "gb18030", 65001: "utf-8"}.get(number or 0, DEFAULT)):
        with suppress(LookupError):
            b"".decode(name)
            "".encode(name)
            return name
    return DEFAULT
