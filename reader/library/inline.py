"""Emphasis, code, links and images inside one block of Markdown.

CommonMark's rules, without those that no saved page needs; one pass, linear in the length of the text.
"""

import html
import re
from collections import defaultdict
from dataclasses import dataclass

from reader.library.bare_marks import bare_marks
from reader.library.plain_text import Span, SpanKind

MARKS = "\\`*_~[]!<&="
_SPECIAL = re.compile(r"[\\`*_~\[\]!]|={2,}|<(?=[^\s<>])|&(?=[#a-zA-Z])")
# `(address)`, `(<an address>)`, `(address "title")`.
_DESTINATION = re.compile(
    r"""\(\s*(?:<([^<>\n]{0,2048})>|((?:[^\s()\\]|\\.|\([^\s()]{0,512}\)){0,2048}))"""
    r"""(?:\s+(?:"([^"]{0,1024})"|'([^']{0,1024})'|\(([^()]{0,1024})\)))?\s*\)"""
)
_REFERENCE = re.compile(r"\[([^\[\]]{0,256})\]")
_WIKILINK = re.compile(r"\[\[([^\[\]\n|]{1,256})(?:\|([^\[\]\n]{1,256}))?\]\]")
_AUTOLINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]{1,2048}|[^\s<>@]{1,64}@[^\s<>]{1,255})>")
_COMMENT = re.compile(r"<!--.{0,4096}?-->", re.DOTALL)
_TAG = re.compile(
    r"</?(?:a|abbr|article|aside|b|big|blockquote|br|center|cite|code|del|details|div|em|figcaption|figure|font|h[1-6]|"
    r"hr|i|iframe|img|ins|kbd|li|mark|ol|p|pre|q|s|section|small|span|strong|sub|summary|sup|table|tbody|td|tfoot|th|"
    r"thead|time|tr|u|ul|video|wbr)(?:\s[^<>]{0,2048})?/?>",
    re.IGNORECASE,
)
_KIND_BY_TAG: dict[str, SpanKind] = {
    "sup": "raised", "sub": "lowered", "b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis",
    "cite": "emphasis", "s": "strike", "del": "strike", "code": "code", "kbd": "code",
}  # fmt: skip
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_NOT_NAME = re.compile(r"[^a-zA-Z0-9]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_NAME = re.compile("[0-9A-Za-z]")
_OPENERS_KEPT = 64
# Marks written twice; Obsidian's `==` marks a highlight.
_OF_TWO: dict[str, SpanKind] = {"~": "strike", "=": "marked"}


@dataclass(slots=True)
class _Delimiter:
    piece: int
    character: str
    length: int


@dataclass(slots=True)
class _Bracket:
    piece: int
    is_image: bool


def read_inline(markdown: str, references: dict[str, str]) -> tuple[str, list[Span]]:
    """Return the text of one block and its spans, with offsets in that text; an image may have no words.

    *references* maps casefolded labels to addresses, as in `[label]: address`.
    """
    text, spans = _Scanner(markdown, references).scan() if _SPECIAL.search(markdown) else (markdown, [])
    bare = bare_marks(text, spans)
    return text, sorted([*spans, *bare], key=_place) if bare else spans


class _Scanner:
    def __init__(self, markdown: str, references: dict[str, str]) -> None:
        self._source = markdown
        self._references = references
        # Plain strings: a text may have millions of marks without effect.
        self._pieces: list[str] = []
        # What opens or closes just before a piece, once a delimiter or bracket is matched.
        self._opens: defaultdict[int, list[tuple[SpanKind, str, str, int]]] = defaultdict(list)
        self._closes: defaultdict[int, list[int]] = defaultdict(list)
        self._delimiters: list[_Delimiter] = []
        self._brackets: list[_Bracket] = []
        # Open tags: the first piece in each, and its name.
        self._tags: list[tuple[int, str]] = []
        self._spans = 0
        # Fences that never close: otherwise each would be searched again at every later backtick.
        self._unclosed: set[int] = set()

    def scan(self) -> tuple[str, list[Span]]:
        source, position = self._source, 0
        readers = {
            "\\": self._escape, "`": self._code, "*": self._delimiter, "_": self._delimiter, "~": self._delimiter,
            "=": self._delimiter, "[": self._open_bracket, "]": self._close_bracket, "!": self._bang,
            "<": self._angle, "&": self._entity,
        }  # fmt: skip
        while match := _SPECIAL.search(source, position):
            if match.start() > position:
                self._add(source[position : match.start()])
            position = readers[match.group()[0]](match.start())
        self._add(source[position:])
        return self._assembled()

    def _add(self, text: str) -> int:
        self._pieces.append(text)
        return len(self._pieces) - 1

    def _span(self, kind: SpanKind, first: int, after: int, target: str = "", title: str = "") -> None:
        self._opens[first].append((kind, target, title, self._spans))
        self._closes[after].append(self._spans)
        self._spans += 1

    def _whole(self, kind: SpanKind, text: str, target: str = "") -> None:
        piece = self._add(text)
        self._span(kind, piece, self._add(""), target)

    def _escape(self, at: int) -> int:
        following = self._source[at + 1 : at + 2]
        if following in _PUNCTUATION and following:
            self._add(following)
            return at + 2
        self._add("\\")
        return at + 1

    def _code(self, at: int) -> int:
        end = self._run_end(at)
        fence = self._source[at:end]
        close = self._closing_fence(fence, end)
        if close < 0:
            self._add(fence)
            return end
        self._whole("code", self._source[end:close].strip(" ") or " ")
        return close + len(fence)

    def _closing_fence(self, fence: str, start: int) -> int:
        if len(fence) in self._unclosed:
            return -1
        position = self._source.find(fence, start)
        while position >= 0:
            end = self._run_end(position)
            if end - position == len(fence):
                return position
            position = self._source.find(fence, end)
        self._unclosed.add(len(fence))
        return -1

    def _run_end(self, at: int) -> int:
        """Return the end of the run of one character that begins at *at*."""
        end = at
        while self._source.startswith(self._source[at], end):
            end += 1
        return end

    def _delimiter(self, at: int) -> int:
        end = self._run_end(at)
        marks = self._source[at:end]
        before = self._source[at - 1 : at] or " "
        after = self._source[end : end + 1] or " "
        opens, closes = _sides(marks[0], before, after)
        if len(marks) > 3 or (marks[0] in _OF_TWO and len(marks) != 2) or not (opens or closes):
            self._add(marks)
            return end
        left = len(marks)
        if closes:
            left = self._close_emphasis(marks[0], left)
        if left and opens:
            piece = self._add(marks[0] * left)
            self._delimiters.append(_Delimiter(piece, marks[0], left))
            del self._delimiters[:-_OPENERS_KEPT]
        elif left:
            self._add(marks[0] * left)
        return end

    def _close_emphasis(self, character: str, left: int) -> int:
        while left:
            index = next(
                (i for i in range(len(self._delimiters) - 1, -1, -1) if self._delimiters[i].character == character), -1
            )
            if index < 0:
                break
            opener = self._delimiters[index]
            used = 2 if left >= 2 and opener.length >= 2 else 1
            if character in _OF_TWO:
                used = 2
            opener.length -= used
            left -= used
            self._pieces[opener.piece] = character * opener.length
            kind = _OF_TWO.get(character, "strong" if used == 2 else "emphasis")
            self._span(kind, opener.piece + 1, self._add(""))
            del self._delimiters[index + (1 if opener.length else 0) :]
        return left

    def _open_bracket(self, at: int) -> int:
        wiki = _WIKILINK.match(self._source, at)
        if wiki:
            self._whole("wikilink", wiki.group(2) or wiki.group(1), wiki.group(1))
            return wiki.end()
        self._brackets.append(_Bracket(self._add("["), is_image=False))
        del self._brackets[:-_OPENERS_KEPT]
        return at + 1

    def _bang(self, at: int) -> int:
        if self._source.startswith("![", at):
            self._brackets.append(_Bracket(self._add("!["), is_image=True))
            del self._brackets[:-_OPENERS_KEPT]
            return at + 2
        self._add("!")
        return at + 1

    def _close_bracket(self, at: int) -> int:
        if not self._brackets:
            self._add("]")
            return at + 1
        opener = self._brackets.pop()
        target, end = self._target(opener, at + 1)
        if target is None:
            self._add("]")
            return end
        self._pieces[opener.piece] = ""
        if opener.is_image:
            self._span("image", opener.piece, self._add(""), target, self._title(at + 1))
        else:
            self._span("link", opener.piece, self._add(""), target)
        return end

    def _title(self, at: int) -> str:
        """Return the title in quotation marks after the address *at* a place."""
        destination = _DESTINATION.match(self._source, at)
        title = next(filter(None, destination.groups()[2:]), "") if destination else ""
        return " ".join(_unescaped(title).split())

    def _target(self, opener: _Bracket, at: int) -> tuple[str | None, int]:
        """Return the address after a closed bracket and where it ends; None if the brackets are plain text."""
        destination = _DESTINATION.match(self._source, at)
        if destination:
            address = destination.group(1) if destination.group(1) is not None else destination.group(2)
            return _unescaped(address), destination.end()
        label = "".join(self._pieces[opener.piece : opener.piece + 64])
        label = label.removeprefix("![").removeprefix("[")
        reference = _REFERENCE.match(self._source, at)
        if reference:
            known = self._references.get((reference.group(1) or label).casefold())
            if known is not None:
                return known, reference.end()
        return self._references.get(label.casefold()), at

    def _angle(self, at: int) -> int:
        autolink = _AUTOLINK.match(self._source, at)
        if autolink:
            address = autolink.group(1)
            self._whole("link", address, address if ":" in address else f"mailto:{address}")
            return autolink.end()
        tag = _TAG.match(self._source, at) or _COMMENT.match(self._source, at)
        if tag:
            self._tag(tag.group())
            return tag.end()
        self._add("<")
        return at + 1

    def _tag(self, tag: str) -> None:
        name = _NOT_NAME.split(tag.lstrip("</"), maxsplit=1)[0].lower()
        piece = self._add("\n" if name == "br" else "")
        kind = _KIND_BY_TAG.get(name)
        if kind is None:
            return
        if not tag.startswith("</"):
            self._tags.append((piece, name))
            del self._tags[:-_OPENERS_KEPT]
            return
        number = next((each for each in range(len(self._tags) - 1, -1, -1) if self._tags[each][1] == name), None)
        if number is not None:
            self._span(kind, self._tags[number][0], piece)
            del self._tags[number:]

    def _entity(self, at: int) -> int:
        entity = _ENTITY.match(self._source, at)
        if entity is None:
            self._add("&")
            return at + 1
        # An entity can encode a terminal escape that the cleaned file did not hold.
        self._add(_CONTROL.sub("\ufffd", html.unescape(entity.group())))
        return entity.end()

    def _assembled(self) -> tuple[str, list[Span]]:
        offset = 0
        opened: dict[int, tuple[SpanKind, str, str, int]] = {}
        spans: list[Span] = []
        for at, text in enumerate(self._pieces):
            for number in self._closes.get(at, ()):
                kind, target, title, start = opened.pop(number)
                if offset > start or kind == "image":
                    spans.append(Span(kind, start, offset, target, title))
            for kind, target, title, number in self._opens.get(at, ()):
                opened[number] = (kind, target, title, offset)
            offset += len(text)
        spans.sort(key=_place)
        return "".join(self._pieces), spans


def _place(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _sides(character: str, before: str, after: str) -> tuple[bool, bool]:
    """Tell whether a run of delimiters may open and may close, by its neighbors."""
    left, right = _flanks(before, after)
    if character == "_":
        return left and not (right and _is_word(before)), right and not (left and _is_word(after))
    if character == "=":
        # In code it occurs within names.
        return left and not _NAME.match(before), right and not _NAME.match(after)
    return left, right


def _flanks(before: str, after: str) -> tuple[bool, bool]:
    left = not after.isspace() and (_is_word(after) or before.isspace() or not _is_word(before))
    right = not before.isspace() and (_is_word(before) or after.isspace() or not _is_word(after))
    return left, right


def _is_word(character: str) -> bool:
    return character.isalnum()


def _unescaped(address: str) -> str:
    return _CONTROL.sub("", html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", address)))
