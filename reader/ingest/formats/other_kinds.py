"""Files that hold no article or are not read: known by their first bytes, or by what is packed in them."""

import re

from reader.ingest.formats.part import FileFormat, Parts, Skipped
from reader.ingest.formats.source import Source

_PICTURE, _SOUND, _PROGRAM, _ARCHIVE, _DATABASE = "a picture", "a sound", "a program", "an archive", "a database"
# Where the first bytes of a kind stand, and what they are.
_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "a PDF document"),
    (0, b"PK\x03\x04", "a zip archive or an office document"),
    (0, b"\x1f\x8b", "a compressed file"),
    (0, b"BZh", "a compressed file"),
    (0, b"\xfd7zXZ\x00", "a compressed file"),
    (0, b"\x28\xb5\x2f\xfd", "a compressed file"),
    (0, b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (0, b"Rar!", _ARCHIVE),
    (0, b"\x89PNG", _PICTURE),
    (0, b"\xff\xd8\xff", _PICTURE),
    (0, b"GIF8", _PICTURE),
    (0, b"II*\x00", _PICTURE),
    (0, b"MM\x00*", _PICTURE),
    (0, b"AT&TFORM", "a scan in DjVu"),
    (4, b"ftyphei", _PICTURE),
    (4, b"ftypmif", _PICTURE),
    (4, b"ftypavif", _PICTURE),
    (4, b"ftypM4A", _SOUND),
    (4, b"ftyp", "a film"),
    (0, b"\x1aE\xdf\xa3", "a film"),
    (0, b"RIFF", "a picture, sound or film"),
    (0, b"ID3", _SOUND),
    (0, b"\xff\xfb", _SOUND),
    (0, b"\xff\xf3", _SOUND),
    (0, b"OggS", _SOUND),
    (0, b"fLaC", _SOUND),
    (0, b"\x7fELF", _PROGRAM),
    (0, b"MZ\x90", _PROGRAM),
    (0, b"\xca\xfe\xba\xbe", _PROGRAM),
    (0, b"dex\n", _PROGRAM),
    (0, b"L\x00\x00\x00\x01\x14\x02\x00", "a shortcut of Windows to a file"),
    (0, b"SQLite format 3", _DATABASE),
    (0, b"!BDN", "a mailbox of Outlook (PST)"),
    (60, b"BOOKMOBI", "a Kindle book (MOBI, AZW3)"),
    (0, b"CONT\x02\x00", "a Kindle book (KFX)"),
    (0, b"ITSF", "a help book of Windows (CHM)"),
    (0, b"\xe4R\x5c{\x8c\xd8\xa7M", "a notebook of OneNote"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"\xd0\xcf\x11\xe0", "an old office document"),
    (0, b"-----BEGIN ", "a key or a certificate"),
)
# What tells of a packed file what it is: a file in it.
_MEMBERS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"xl/workbook\.(?:xml|bin)\Z", "a table of Excel"),
        (r"ppt/presentation\.xml\Z", "a presentation of PowerPoint"),
        (r"visio/document\.xml\Z", "a drawing of Visio"),
        (r"Index/Document\.iwa\Z", "a document of Pages, Numbers or Keynote"),
        (r"AndroidManifest\.xml\Z", _PROGRAM),
        (r"META-INF/MANIFEST\.MF\Z", _PROGRAM),
        (r"FixedDocSeq\.fdseq\Z", "an XPS document"),
    )
)
_OF_HTTRACK = re.compile(rb"\AHTTrack\d|<!-- Mirror and index made by HTTrack Website Copier/")
_MOST_RULES = 200
_ROBOTS = re.compile(r"(?:user-agent|(?:dis)?allow|sitemap|crawl-delay|host|clean-param)[ \t]{0,8}:", re.IGNORECASE)
_OPEN_DOCUMENT = re.compile(rb"mimetypeapplication/vnd\.oasis\.opendocument\.(spreadsheet|presentation|graphics|base)")
_OF_OPEN_DOCUMENT = {
    b"spreadsheet": "a table of LibreOffice",
    b"presentation": "a presentation of LibreOffice",
    b"graphics": "a drawing of LibreOffice",
    b"base": _DATABASE,
}


def kind_of(head: bytes) -> str | None:
    """Return what a file is that begins with *head*; None for a text, and for what is not known."""
    return next((kind for at, magic, kind in _MAGIC if head.startswith(magic, at)), None)


def _kind_of_package(source: Source) -> str | None:
    found = _OPEN_DOCUMENT.search(source.head[:200])
    if found:
        return _OF_OPEN_DOCUMENT[found[1]]
    names = source.members()
    return next((kind for pattern, kind in _MEMBERS if any(map(pattern.match, names))), None)


def _skip(source: Source) -> Parts:
    yield Skipped("", f"It is {_kind_of_package(source)}, which reader does not read.")


def _is_for_robots(source: Source) -> bool:
    rules = [
        rule for rule in source.head_text.split("\n", _MOST_RULES)[:_MOST_RULES] if rule.strip() and rule[0] != "#"
    ]
    return bool(rules) and all(map(_ROBOTS.match, rules))


def _is_of_a_mirror(source: Source) -> bool:
    # The word alone is found many times faster, and every file is asked.
    return b"HTTrack" in source.head[:8_192] and bool(_OF_HTTRACK.search(source.head[:8_192]))


def _skip_of_a_mirror(source: Source) -> Parts:  # noqa: ARG001 - all of them say the same
    yield Skipped("", "HTTrack tells in it what it has copied.")


def _skip_robots(source: Source) -> Parts:  # noqa: ARG001 - all of them say the same
    yield Skipped("", "It tells robots what they may read of a site.")


FORMATS = (
    FileFormat("HTTrack's own file", _is_of_a_mirror, _skip_of_a_mirror),
    FileFormat("rules for robots", _is_for_robots, _skip_robots),
    FileFormat("another kind of file", lambda source: _kind_of_package(source) is not None, _skip),
)
