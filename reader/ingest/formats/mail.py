"""E-mail: a message (`.eml`, `.emlx`, a file of a maildir) and a mailbox of them (mbox), each message an article."""

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import BinaryIO

from reader.ingest.dates import ZONES
from reader.ingest.encodings import decoded
from reader.ingest.formats.content import document, paragraphs
from reader.ingest.formats.mail_body import MessageBody, body_of, pictures_of
from reader.ingest.formats.mail_forward import forwarded, without_head
from reader.ingest.formats.part import FileFormat, FilePart, Highlight, Parts, Skipped
from reader.ingest.formats.source import Source
from reader.ingest.html_text import text_of
from reader.library.guarded_file import MAX_BYTES, UnreadableError
from reader.library.record import Record
from reader.library.safe_text import line

_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):")
# What only a mail program writes above a text, beside who and when.
_MACHINE = frozenset(
    b"message-id mime-version received return-path delivered-to dkim-signature x-mozilla-status list-id content-type"
    b" content-transfer-encoding".split()
)
# What is left of a head where a program keeps it short; then the sender has an address.
_LETTER = frozenset((b"from", b"to", b"subject", b"date"))
_SENDER = re.compile(rb"^from:[^\n]{0,200}<?[\w.+-]{1,64}@[\w-]{1,60}\.[\w.-]{2,60}>?", re.IGNORECASE | re.MULTILINE)
_SAVED_PAGE = re.compile(rb'^(?:snapshot-content-location:|from:[ \t]*"?<?saved by )', re.IGNORECASE | re.MULTILINE)
# `From ann@post.example Thu Dec 15 10:00:00 2016`.
_ENVELOPE = re.compile(rb"From \S.{0,300}\d\d:\d\d(?::\d\d)?.{0,40}\d{4}(?:\s*[+-]\d{4}|\s+remote from .{0,100})?\s*\Z")
_QUOTED_ENVELOPE = re.compile(rb"^>(>*From )", re.MULTILINE)
_LONGEST_LINE = 1 << 16
_MOST_ATTACHED, _DEEPEST = 50, 3
_FORWARDED = re.compile(r"\A(?:(?:fwd?|wg|tr|rv|enc|doorst|i)\s?:\s*)+", re.IGNORECASE)
_LIST_MARK = re.compile(r"\A\[([^\[\]]{1,60})\]\s*")
_ADDRESS_IN = re.compile(r"<\s*(https?://[^\s<>]{1,2000})\s*>")
_OF_A_SITE = re.compile(r"(?P<author>.{2,60}?)\s(?:from|at|via|[|/–—])\s(?P<site>.{2,80})\Z")
_SIGN = re.compile(r"[\"'“”‘’]")
_LENGTH = re.compile(rb"(\d{1,10})[ \t]*\r?\n")
# What of a message Thunderbird keeps in numbers, and mail programs of Unix in letters.
_SEEN, _FLAGGED, _DELETED = 0x1, 0x4, 0x8


def _is_message(source: Source) -> bool:
    return _begins_message(source.head)


def _is_mailbox(source: Source) -> bool:
    first, _, rest = source.head.lstrip(b"\r\n").partition(b"\n")
    return bool(_ENVELOPE.match(first)) and bool(_FIELD.match(rest.lstrip(b">")))


def _begins_message(data: bytes) -> bool:
    """Whether *data* begins with the head of a message: who, when, and what only a mail program writes."""
    head = re.split(rb"\r?\n\r?\n", data.lstrip(b"\r\n"), maxsplit=1)[0]
    if _SAVED_PAGE.search(head):
        return False
    names: set[bytes] = set()
    for each in head.split(b"\n"):
        field = _FIELD.match(each)
        if field:
            names.add(field[1].lower())
        elif each.strip() and not (names and each[:1] in b" \t"):
            return False
    is_sent = b"from" in names and bool(names & {b"date", b"received"})
    return is_sent and (bool(names & _MACHINE) or (names >= _LETTER and _SENDER.search(head) is not None))


def _read_message(source: Source) -> Parts:
    yield from _parts(source.read(), "")


def _is_apples(source: Source) -> bool:
    length = _LENGTH.match(source.head)
    return length is not None and _begins_message(source.head[length.end() :])


def _read_apples(source: Source) -> Parts:
    """Read a message before which its length stands, and behind it what Apple's program keeps of it."""
    data = source.read()
    length = _LENGTH.match(data)
    if length:
        end = length.end() + int(length[1])
        # Where lines were ended otherwise since, the length is wrong.
        tail = data.rfind(b"<?xml", length.end()) if not data[end:].lstrip().startswith(b"<?xml") else end
        yield from _parts(data[length.end() : tail if b"<plist" in data[tail:] else end], "")


def _read_mailbox(source: Source) -> Parts:
    for number, data in enumerate(_messages(source), 1):
        if len(data) > MAX_BYTES:
            yield Skipped(f"message {number}", f"It is larger than {MAX_BYTES // 1_000_000} MB.", is_refused=True)
        else:
            yield from _parts(_QUOTED_ENVELOPE.sub(rb"\1", data), f"message {number}")


def _messages(source: Source) -> Iterator[bytes]:
    """Yield the messages of a mailbox as they come; of one that is too large, its beginning."""
    held = bytearray()
    try:
        with source.open() as stream:
            previous = b"\n"
            for each in _lines(stream):
                if not previous.strip() and each.startswith(b"From ") and _ENVELOPE.match(each):
                    if held.strip():
                        yield bytes(held)
                    held.clear()
                elif len(held) <= MAX_BYTES:
                    held += each
                previous = each
    except OSError as error:
        raise UnreadableError(
            f"{line(source.name)} cannot be read: {(error.strerror or str(error)).lower()}."
        ) from error
    if held.strip():
        yield bytes(held)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    # A line without an end is handed on in pieces.
    return iter(lambda: stream.readline(_LONGEST_LINE), b"")


def _parts(data: bytes, name: str, depth: int = 0) -> Parts:
    message = BytesParser(policy=policy.compat32).parsebytes(data.lstrip(b"\r\n"))
    title = _subject(message)
    shown = f"{name} ({title})" if name and title else name or title or ""
    if _state(message) & _DELETED:
        yield Skipped(shown, "It was deleted in the mail program.")
        return
    part = _part(message, data, shown if depth else name, title)
    attached = _attached(message) if depth < _DEEPEST else []
    if part:
        yield part
    elif not attached:
        yield Skipped(shown, "The message holds no text.")
    for number, inner in enumerate(attached, 1):
        yield from _parts(_bytes(inner), f"{name or 'message'}, attached {number}", depth + 1)


def _part(message: Message, data: bytes, name: str, title: str | None) -> FilePart | None:
    body = body_of(message)
    if body is None:
        return None
    record, text, above = _handed_on(body, _record(message, title))
    return FilePart(
        name,
        "page" if body.is_page else "content",
        text.encode("utf-8", "replace") if body.is_html else document(paragraphs(text), record.title),
        suffix=".eml",
        original=data,
        record=record,
        is_told=True,
        read=_is_read(message),
        starred=_is_starred(message),
        highlights=(Highlight(note=above),) if above else (),
        pictures=pictures_of(message, body.text) if body.is_html else {},
        note=body.note,
    )


def _handed_on(body: MessageBody, record: Record) -> tuple[Record, str, str]:
    """Return record and text of a message, of one that was handed on those of the first, and what was written above."""
    found = forwarded(text_of(body.text) if body.is_html else body.text)
    if found is None:
        return record, body.text, ""
    title = _FORWARDED.sub("", found.record.title or "").strip() or record.title
    published = found.record.published or record.published
    told = replace(record, title=title, author=found.record.author, published=published)
    # What stands above the text in HTML stays there.
    return (told, without_head(body.text), "") if body.is_html else (told, found.text, line(found.above))


def _attached(message: Message) -> list[Message]:
    """Return the messages that are attached to one."""
    holders = [part for part in message.walk() if part.get_content_type() == "message/rfc822"][:_MOST_ATTACHED]
    payloads = (holder.get_payload() for holder in holders)
    return [each[0] for each in payloads if isinstance(each, list) and each and isinstance(each[0], Message)]


def _bytes(message: Message) -> bytes:
    with suppress(UnicodeError, LookupError, ValueError):
        return message.as_bytes()
    return message.as_string().encode("utf-8", "replace")


def header(message: Message, name: str) -> str | None:
    """Return a header's text on one line, its encoded words read; None where there is none."""
    said = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), None)
    if said is None:
        return None
    # Bytes that are no ASCII stand there as surrogates.
    bare = decoded(said.encode("utf-8", "surrogateescape").replace(b"\x00", b"")).text
    with suppress(UnicodeError, LookupError, ValueError, MessageError):
        bare = str(make_header(decode_header(re.sub(r"\?=\s+=\?", "?==?", bare))))
    return line(html.unescape(bare) if "&#" in bare else bare) or None


def _subject(message: Message) -> str | None:
    said = _FORWARDED.sub("", header(message, "Subject") or "")
    mark = _LIST_MARK.match(said)
    if mark and _key(mark[1]) in _key(header(message, "List-Id") or ""):
        said = said[mark.end() :]
    return said.strip() or None


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def _record(message: Message, title: str | None) -> Record:
    author, site = _names(message)
    return Record(title=title, author=author, site=site, published=_date(message), url=_url(message))


def _names(message: Message) -> tuple[str | None, str | None]:
    """Return author and site: a list's name is the site, or else the sender's; a person's letter has no site."""
    sender = _sender(message)
    if sender is None or not any(message.get(name) for name in ("List-Id", "List-Post", "List-Unsubscribe")):
        return sender, None
    split = _OF_A_SITE.match(sender)
    named = re.match(r"([^<>]{2,80}?)\s*<", header(message, "List-Id") or "")
    site = _SIGN.sub("", named[1]).strip() if named else ""
    if split:
        return split["author"], site or split["site"]
    return (sender, site) if site and _key(sender) != _key(site) else (None, sender)


def _sender(message: Message) -> str | None:
    found = getaddresses([header(message, "From") or ""])
    name, address = found[0] if found else ("", "")
    return _SIGN.sub("", line(name)).strip() or address.partition("@")[0] or None


def _date(message: Message) -> str | None:
    """Return the moment of sending; where it is not told or not read, that of the last receipt."""
    received = [str(each).rpartition(";")[2] for each in message.get_all("Received", [])]
    for said in (header(message, "Date"), *received[:1]):
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            moment = parsedate_to_datetime(_with_offset(re.sub(r"\([^()]{0,60}\)", "", said or "").strip()))
            if moment.year >= 1970:
                # A zone of -0000 says that the hour is of Greenwich, and that nothing is known of the sender's.
                return moment.isoformat().replace("+00:00", "Z") + ("Z" if moment.tzinfo is None else "")
    return None


def _with_offset(said: str) -> str:
    """Return a date whose zone is told by name, as old programs did, with its offset instead."""
    before, _, zone = said.rpartition(" ")
    return f"{before} {ZONES[zone].replace(':', '')}" if zone in ZONES else said


def _url(message: Message) -> str | None:
    """Return where the message stands on the web, as its list says."""
    for name in ("Archived-At", "List-Post", "X-Original-URL"):
        found = _ADDRESS_IN.search(header(message, name) or "")
        if found:
            return found[1]
    return None


def _state(message: Message) -> int:
    said = str(message.get("X-Mozilla-Status") or "").strip()
    return int(said, 16) if re.fullmatch(r"[0-9a-fA-F]{4}", said) else 0


def _labels(message: Message) -> frozenset[str]:
    return frozenset(each.strip() for each in (header(message, "X-Gmail-Labels") or "").split(",") if each.strip())


def _is_read(message: Message) -> bool | None:
    if message.get("X-Mozilla-Status"):
        return bool(_state(message) & _SEEN)
    if message.get("Status"):
        return "R" in str(message["Status"])
    return {"Opened": True, "Unread": False}.get(next(iter(_labels(message) & {"Opened", "Unread"}), ""))


def _is_starred(message: Message) -> bool | None:
    is_marked = _state(message) & _FLAGGED or "F" in str(message.get("X-Status") or "")
    return True if is_marked or "Starred" in _labels(message) else None


FORMATS = (
    FileFormat("a mailbox", _is_mailbox, _read_mailbox),
    FileFormat("an e-mail message", _is_message, _read_message),
    FileFormat("a message of Apple Mail", _is_apples, _read_apples),
)
