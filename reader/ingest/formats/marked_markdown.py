"""Markdown in which somebody marked passages of a kept page and wrote remarks beside it, as in Obsidian: notes."""

import re
from dataclasses import dataclass, field

from reader.ingest.encodings import decoded
from reader.ingest.formats.part import FilePart, Highlight, Parts
from reader.ingest.formats.pictures import pictures_of
from reader.ingest.formats.source import Source
from reader.library.errors import ReaderError
from reader.library.front_matter import parse_article
from reader.library.guarded_file import UndecodableError, UnreadableError
from reader.library.markdown import parse
from reader.library.safe_text import clean, line

_SUFFIXES = (".md", ".markdown")
_OURS = re.compile(r"^sha256: ", re.MULTILINE)
_FENCE = re.compile(r"[ \t>]{0,20}(`{3,}|~{3,})")
_CALLOUT = re.compile(r">[ \t]?\[!([A-Za-z][\w-]{0,30})\][+-]?[ \t]*(.{0,300})")
# What pages have themselves, and programs that keep them write as callouts.
_OF_PAGES = frozenset(
    """
    quote cite abstract summary tldr info tip hint important warning caution attention danger error bug example
    success check done failure fail missing faq help
    """.split()
)
_ANCHOR = re.compile(r"[ \t]\^[A-Za-z0-9-]{1,40}[ \t]*\Z")
# `![[boat.png|300]]`.
_EMBED = re.compile(r"!\[\[([^\[\]|\n]{1,300}\.(?:png|jpe?g|gif|webp|avif))(?:\|[^\[\]\n]{0,100})?\]\]", re.IGNORECASE)
# Another note, or a part of it, that a note shows within itself: it is a link here.
_SHOWN_NOTE = re.compile(r"!\[\[([^\[\]|#^\n]{1,300})[^\[\]\n]{0,300}\]\]")
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,1000}\]\(<?([^()\s<>]{1,1000})>?\)")
_MARKED = re.compile(r"==[^\s=]|(?<![\w%])%%(?!%)|^>[ \t]?\[!", re.MULTILINE)
_MOST_WORDS = 60
_AROUND = 32


def markdown_text(source: Source, data: bytes) -> str:
    """Return the text of a file, cleaned. Raises: UnreadableError."""
    try:
        return clean(decoded(data).text.removeprefix("\ufeff"))
    except UndecodableError as error:
        raise UnreadableError(f"{line(source.name)} {error}.") from error


def markdown_head(source: Source) -> str:
    """Return the beginning of a text; empty for another file, and for an article of our own."""
    text = "" if source.head[:1] in {b"<", b"{", b"["} else source.head_text
    return "" if _OURS.search(text[:4_000]) else text


def is_marked(source: Source) -> bool:
    """Whether a file in Markdown holds marks, remarks or callouts, or shows pictures that lie beside it."""
    if not source.name.lower().endswith(_SUFFIXES) and source.head.lstrip()[:3] not in {b"---", b"+++"}:
        return False
    text = markdown_head(source)
    return bool(_MARKED.search(text) or "![[" in text) or any(map(source.beside, _inner(text)))


def _inner(text: str) -> list[str]:
    """Return the pictures that a text shows from beside it."""
    shown = [found[1] for found in _PICTURE.finditer(text)]
    return [each for each in dict.fromkeys(shown) if ":" not in each]


@dataclass(slots=True)
class _Marks:
    """A text as it is read line by line: the lines that are the article's, and what somebody marked or wrote."""

    is_clip: bool
    lines: list[str] = field(default_factory=list)
    highlights: list[Highlight] = field(default_factory=list)
    # What of a remark or a callout was read, up to its end.
    remark: list[str] | None = None
    callout: list[str] | None = None
    fence: str = ""

    def take(self, text: str) -> None:
        """Take a line."""
        fence = _FENCE.match(text)
        if fence and self.remark is None:
            self.fence = "" if self.fence and fence[1].startswith(self.fence) else self.fence or fence[1]
        elif not self.fence and self._take_remark(text):
            return
        elif not self.fence:
            text = _EMBED.sub(r"![](<\1>)", _ANCHOR.sub("", self._without_remarks(text)))
            text = self._marked(_SHOWN_NOTE.sub(r"[[\1]]", text))
        self.lines.append(text)

    def end(self) -> None:
        """End a callout, and keep a remark that has no end."""
        self._end_callout()
        self.lines += ["%%" + self.remark[0], *self.remark[1:]] if self.remark else []

    def _take_remark(self, text: str) -> bool:
        """Take a line of a callout that is somebody's, or of a remark of several lines; tell whether it was one."""
        opened = _CALLOUT.match(text)
        if self.callout is not None and text.startswith(">") and not opened:
            self.callout.append(text[1:].removeprefix(" "))
            return True
        self._end_callout()
        if opened and self.is_clip and opened[1].lower() not in _OF_PAGES:
            self.callout = [opened[2].strip()]
            return True
        if self.remark is None:
            return False
        before, end, after = text.partition("%%")
        self.remark.append(before)
        if end:
            self._note("\n".join(self.remark), self._passage())
            self.remark = None
            self.lines += [after] if after.strip() else []
        return True

    def _end_callout(self) -> None:
        if self.callout is not None:
            self._note("\n".join(self.callout), self._passage())
            self.callout = None

    def _without_remarks(self, text: str) -> str:
        """Return a line without the remarks in it; one that goes on in the next line is begun."""
        pieces = re.split(r"(?<![\w%])%%(?!%)|(?<=\S)%%(?!%)", text) if "%%" in text and "`" not in text else [text]
        said, rest = pieces[1::2], "".join(pieces[::2]).rstrip() if len(pieces) > 1 else text
        if len(pieces) % 2 == 0:
            self.remark = [said.pop()]
        for each in said:
            self._note(each, plain(rest) or self._passage())
        return rest

    def _note(self, body: str, passage: str) -> None:
        if body.strip():
            self.highlights.append(Highlight(passage, body.strip()))

    def _passage(self) -> str:
        """Return the paragraph before, or what it ends with."""
        before = next((each for each in reversed(self.lines) if each.strip()), "")
        return " ".join(plain(before.lstrip("> \t-*")).split()[-_MOST_WORDS:])

    def _marked(self, text: str) -> str:
        """Return a line without its `==` marks; what stands between two of them is a highlight."""
        pieces = text.split("==") if "==" in text and "`" not in text else [text]
        if len(pieces) % 2 == 0 or not all(map(_is_passage, pieces[1::2])):
            return text
        shown = [plain(each) if at % 2 else each for at, each in enumerate(pieces)]
        for at in range(1, len(shown), 2):
            prefix, suffix = "".join(shown[:at])[-_AROUND:], "".join(shown[at + 1 :])[:_AROUND]
            self.highlights.append(Highlight(shown[at], prefix=prefix, suffix=suffix))
        return "".join(pieces)


def _is_passage(text: str) -> bool:
    return text == text.strip() and not text.startswith("=") and not text.endswith("=") and text != ""


def plain(markdown: str) -> str:
    """Return what Markdown shows."""
    return parse(markdown).text.strip()


def read_marked(source: Source) -> Parts:
    """Read the article, without the marks and the remarks in it, which come along as highlights."""
    data = source.read()
    text = markdown_text(source, data)
    record, _, body, _ = parse_article(text)
    marks = _Marks(is_clip=bool(record.url))
    for each in body.split("\n"):
        marks.take(each)
    marks.end()
    yield FilePart(
        form="article",
        data=(text[: len(text) - len(body)] + "\n".join(marks.lines)).encode("utf-8", "replace"),
        suffix=".md",
        original=data,
        highlights=tuple(marks.highlights),
        pictures=pictures_of(_inner("\n".join(marks.lines)), lambda path: _beside(source, path)),
    )


def _beside(source: Source, path: str) -> bytes | None:
    try:
        found = source.beside(path)
        return found.read() if found else None
    except (ReaderError, OSError):
        return None
