"""Messages of a chat: what somebody published in a channel is an article each, a conversation is one by the month."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

from reader.ingest.formats.content import document
from reader.ingest.formats.part import FilePart, Parts, Skipped
from reader.ingest.html_text import text_of
from reader.library.record import Record
from reader.library.safe_text import line

# A post of fewer words is no article.
LEAST_WORDS = 12
_LONGEST_TITLE = 100
_SENTENCE = re.compile(r"(.{12,}?[.!?…؟。])(?:\s|\Z)")


@dataclass(frozen=True, slots=True)
class Message:
    """A message: who, when (ISO 8601), and what, as HTML."""

    sender: str
    moment: str
    html: str


def posts(messages: Iterable[Message], site: str) -> Parts:
    """Yield an article for each post of a channel that is long enough, and how many are not."""
    short = 0
    for message in messages:
        text = text_of(message.html)
        if len(text.split()) < LEAST_WORDS and sum(map(str.isalpha, text)) < LEAST_WORDS * 6:
            short += 1
            continue
        title = title_of(text)
        record = Record(title=title, author=message.sender or None, site=site or None, published=message.moment)
        yield FilePart(f"{message.moment[:10]} {title}", "content", document(message.html), record=record, is_told=True)
    if short:
        told = "posts have" if short > 1 else "post has"
        yield Skipped("short posts", f"{short} {told} fewer than {LEAST_WORDS} words.")


def title_of(text: str) -> str:
    """Return what a text without a title may be called: its first line, of a long one its first sentence."""
    first = line(next((each for each in text.split("\n") if any(map(str.isalnum, each))), ""))
    sentence = _SENTENCE.match(first) if len(first) > _LONGEST_TITLE else None
    said = sentence[1] if sentence else first
    return said if len(said) <= _LONGEST_TITLE else f"{said[:_LONGEST_TITLE].rpartition(' ')[0] or said[:60]} …"


def months(messages: Iterable[Message], name: str) -> Iterator[FilePart]:
    """Yield a conversation, an article for each month."""
    for month, said in groupby(messages, lambda message: message.moment[:7]):
        title = f"{name}, {month}" if name else month
        paragraphs: list[str] = []
        for day, of_day in groupby(said, lambda message: message.moment[:10]):
            paragraphs.append(f"<h2>{day}</h2>")
            paragraphs += (_said(each) for each in of_day)
        record = Record(title=title, site=name or None, published=month)
        yield FilePart(month, "content", document("\n".join(paragraphs), title), record=record, is_told=True)


def _said(message: Message) -> str:
    who = f"<strong>{escape(message.sender, quote=False)}</strong> " if message.sender else ""
    return f"<p>{who}{message.moment[11:16]}: {message.html.removeprefix('<p>').removesuffix('</p>')}</p>"
