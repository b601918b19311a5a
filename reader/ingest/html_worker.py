"""The child process in which pages are parsed, with limits on memory, processor time and files.

A page is hostile input to a large C library: what goes wrong there takes down this process and not the reader.
It answers frames on standard input with frames on standard output: eight bytes of length, then JSON in UTF-8. Run it
as `python -m reader.ingest.html_worker`; `html` does, and keeps time.
"""

import json
import os
import re
import resource
import struct
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

MEMORY = 2_000_000_000
SECONDS = 25
LONGEST_TAG = 20_000

_LENGTH = struct.Struct(">Q")
_REFERENCE = re.compile(r"&#(?:[xX]0{0,8}([0-9a-fA-F]{1,6})|0{0,8}([0-9]{1,7}));?")
_DATA_ADDRESS = re.compile(r"""(["'])data:[^"'<>]{0,20000000}\1""")
_LONG_TAG = re.compile(rf"<([a-zA-Z][\w:-]{{0,40}})[^<>]{{{LONGEST_TAG},}}>")
_ALIKE = 0.4
_SITE = re.compile(r"\s*(?:\s[|–—»«·•-]|\s?\||::)\s+")


def main() -> int:  # pragma: no cover - runs in the child alone
    """Answer pages until standard input ends."""
    output = _only_output()
    _limit()
    for page in _frames(sys.stdin.buffer):
        _allow_seconds()
        answer = _answer(json.loads(page))
        data = json.dumps(answer, ensure_ascii=True).encode("ascii")
        output.write(_LENGTH.pack(len(data)) + data)
        output.flush()
    return 0


def _only_output() -> BinaryIO:  # pragma: no cover - as above
    """Return the real standard output, and point what others may print to nowhere."""
    output = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return output


def _limit() -> None:  # pragma: no cover - as above
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow_seconds() -> None:  # pragma: no cover - as above
    """Allow the next page its share of processor time; the limit counts from the start of the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + SECONDS
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))


def _frames(stream: BinaryIO) -> Iterator[bytes]:
    while len(head := stream.read(_LENGTH.size)) == _LENGTH.size:
        (length,) = _LENGTH.unpack(head)
        yield stream.read(length)


def _answer(page: dict[str, str]) -> dict[str, Any]:
    try:
        return read_page(page["html"])
    except (MemoryError, RecursionError, ValueError, AssertionError) as error:
        return {"problem": f"it could not be parsed ({type(error).__name__})"}


def read_page(html: str) -> dict[str, Any]:
    """Return the parts of a page's record, its article as Markdown and a problem, each None where there is none."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring
    from trafilatura import extract
    from trafilatura.metadata import extract_metadata

    parser = HTMLParser(
        huge_tree=True,
        collect_ids=False,
        default_doctype=False,
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
    )
    try:
        tree = document_fromstring(harmless(html).encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return {"problem": "it holds no page"}
    cut = next((entry.message for entry in parser.error_log if entry.level >= etree.ErrorLevels.FATAL), None)
    said = extract_metadata(tree, date_config={"extensive_search": False, "original_date": True})
    markdown = extract(
        tree,
        output_format="markdown",
        include_formatting=True,
        include_links=True,
        include_comments=False,
        favor_recall=True,
    )
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    return {
        "title": title_of(said.title, headings, said.sitename),
        "author": said.author,
        "site": said.sitename,
        "hostname": said.hostname,
        "published": said.date,
        "url": said.url,
        "language": tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        "tags": [*(said.tags or ()), *(said.categories or ())],
        "markdown": markdown,
        "problem": f"the parser stopped partway: {cut.strip()}" if cut else None,
    }


def harmless(html: str) -> str:
    """Return the page without what parsers choke on: control characters, monstrous tags, data in addresses."""
    html = _REFERENCE.sub(_character, html)
    return _LONG_TAG.sub(r"<\1>", _DATA_ADDRESS.sub(r"\1\1", html))


def _character(reference: re.Match[str]) -> str:
    hexadecimal, decimal = reference.groups()
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if 0x80 <= code <= 0x9F:
        # What such references mean on the web is Windows' character of that number.
        return bytes([code]).decode("cp1252", "replace")
    is_forbidden = code < 0x20 or code == 0x7F or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF
    return ("\ufffd" if code not in {9, 10, 13} else " ") if is_forbidden else reference.group()


def title_of(title: str | None, headings: list[str], site: str | None) -> str | None:
    """Return the headline: the heading that says what the title says, else the title without the site's name."""
    headings = [heading for heading in headings if heading]
    if not title:
        return headings[0] if len(headings) == 1 else None
    bare = _without_site(title, site)
    likely = max(headings, key=lambda heading: _likeness(heading, bare), default="")
    if _likeness(likely, bare) < _ALIKE:
        return bare
    # A heading may hold the date and the author's name too.
    return bare if bare.casefold() in likely.casefold() and len(likely) > len(bare) + 8 else likely


def _likeness(one: str, other: str) -> float:
    """Return the share of the words that two lines have in common."""
    words, others = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return len(words & others) / max(1, len(words | others))


def _without_site(title: str, site: str | None) -> str:
    pieces = _SITE.split(title)
    if len(pieces) > 1 and site and pieces[-1].strip().casefold() == site.strip().casefold():
        return title[: title.rindex(pieces[-1])].rstrip(" |–—»«·•-:")
    return title


if __name__ == "__main__":  # pragma: no cover - as above
    sys.exit(main())
