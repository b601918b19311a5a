"""What WhatsApp exports as text: a chat, a message in each line that begins with a date."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from itertools import pairwise
from typing import NamedTuple

from reader.ingest.encodings import decoded
from reader.ingest.formats.conversation import Message, months
from reader.ingest.formats.part import FileFormat, Parts
from reader.ingest.formats.source import Source
from reader.library.dates import day_of, iso
from reader.library.errors import ReaderError
from reader.library.guarded_file import UnreadableError
from reader.library.safe_text import line
from reader.text.digits import fold_digits

LARGEST = 100_000_000
# `[15.12.16, 21:02:10] Ann: `, `12/15/16, 9:02 PM - Ann: `; a notice has no name.
_START = re.compile(
    r"\[?(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})\.?,? (?:klo |at )?(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?"
    r"(?: ?([ap])\.? ?m\.?)?(?:\] | - )(?:([^:\n]{1,80}): )?",
    re.IGNORECASE,
)
_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES = str.maketrans("\u202f\u00a0", "  ")
# `WhatsApp Chat with Ann.txt`.
_NAME = re.compile(
    r"(?:WhatsApp[ -]?(?:Chat|-Chat)?\s*(?:with|mit|con|avec|-)\s*)(.{1,80}?)(?:\.txt)?\Z", re.IGNORECASE
)
# A notice may hold a colon, in the quoted name of a group: "Nora changed the group name to “Boats: fees”".
_QUOTATION_MARK = re.compile('["“”„«»「」]')
_LEAST_LINES = 3
# Lines of another chat that somebody pasted: so many at most, and older than the message by so many days at least.
_MOST_PASTED = 50
_LEAST_DAYS = 2


class _Line(NamedTuple):
    """What begins a message: the figures of its date, its time, its sender ("" for a notice), as written; the rest."""

    figures: tuple[int, int, int]
    time: str
    sender: str
    head: str
    said: str


def _is_whatsapp(source: Source) -> bool:
    # Nearly every file is another one, which its first line tells.
    first = source.head[:2_000].partition(b"\n")[0]
    if not _START.match(_plain(first.decode("utf-8", "ignore"))):
        return False
    head = _plain(source.head[:20_000].decode("utf-8", "ignore"))
    lines = head.split("\n")[:40]
    found = [match for match in map(_START.match, lines) if match]
    return len(found) >= _LEAST_LINES and bool(_START.match(lines[0])) and sum(bool(each[9]) for each in found) >= 2


def _read(source: Source) -> Parts:
    try:
        text = _plain(decoded(source.read(LARGEST)).text)
    except UnreadableError:
        raise
    except ReaderError as error:
        raise UnreadableError(f"{line(source.name)} {error}.") from error
    named = _NAME.search(source.name)
    yield from months(_messages(list(_lines(text))), line(named[1]) if named else "WhatsApp")


def _plain(text: str) -> str:
    return fold_digits(_UNSEEN.sub("", text).translate(_SPACES).replace("\r\n", "\n"))


def _lines(text: str) -> Iterator[_Line]:
    """Yield the messages of a chat; a line without a date goes on with the one before."""
    held: _Line | None = None
    for each in text.split("\n"):
        start = _START.match(each)
        if start is None:
            held = held._replace(said=f"{held.said}\n{each}") if held else None
            continue
        if held:
            yield held
        hour = int(start[5]) % 12 + 12 * (start[8].lower() == "p") if start[8] else int(start[5])
        figures = (int(start[1]), int(start[3]), int(start[4]))
        sender = start[9] or ""
        if len(_QUOTATION_MARK.findall(sender)) % 2:
            sender = ""
        held = _Line(figures, f"{hour:02}:{start[6]}:{start[7] or '00'}", sender, start[0], each[start.end() :])
    if held:
        yield held


def _messages(lines: Sequence[_Line]) -> Iterator[Message]:
    order = _order(lines)
    for each in _without_pasted(lines, order):
        moment = iso(f"{_day(each.figures, order)}T{each.time}")
        if moment and each.sender and each.said.strip():
            shown = escape(each.said.strip(), quote=False).replace("\n", "<br>")
            yield Message(line(each.sender), moment, shown)


def _without_pasted(lines: Sequence[_Line], order: str) -> Iterator[_Line]:
    """Yield the messages, each with what was pasted into it: a few older lines, since a chat goes on in time."""
    days = [day_of(_day(each.figures, order)) for each in lines]
    at = 0
    while at < len(lines):
        begun, day = lines[at], days[at]
        at += 1
        end = at
        while begun.sender and end < min(len(lines), at + _MOST_PASTED) and _is_before(days[end], day):
            end += 1
        if at < end < min(len(lines), at + _MOST_PASTED):
            pasted = (f"\n{each.head}{each.said}" for each in lines[at:end])
            begun = begun._replace(said=begun.said + "".join(pasted))
            at = end
        yield begun


def _is_before(day: date | None, other: date | None) -> bool:
    return bool(day and other and (other - day).days >= _LEAST_DAYS)


def _order(lines: Sequence[_Line]) -> str:
    """Return in which order day, month and year stand: that in which dates are possible, go on, lie close together."""
    if any(each.figures[0] > 31 for each in lines):
        return "ymd"

    return min(("dmy", "mdy"), key=lambda order: _strangeness(lines, order))


def _strangeness(lines: Sequence[_Line], order: str) -> tuple[int, int, int]:
    """Return how many dates are impossible, how often time goes back, and how many days the chat lasted."""
    days = [day_of(_day(each.figures, order)) for each in lines]
    known = [each for each in days if each]
    back = sum(one > other for one, other in pairwise(known))
    return len(days) - len(known), back, (max(known) - min(known)).days if known else 0


def _day(figures: tuple[int, int, int], order: str) -> str:
    said = dict(zip(order, figures, strict=True))
    year = said["y"] + 2000 if said["y"] < 100 else said["y"]
    return f"{year:04}-{said['m']:02}-{said['d']:02}"


FORMATS = (FileFormat("a chat of WhatsApp", _is_whatsapp, _read),)
