"""An annotation's file: its facts as front matter, then its body in Markdown.

    ---
    id: "20261122t231501-1a2b3c"
    article: "2016-12-15-east-aleppo-105-quarters"
    motivation: "commenting"
    quote: "the words"
    prefix: "what stands before "
    suffix: " what stands after"
    start: 1204
    end: 1213
    ---
    What the person wrote.

It may be edited with any editor; what is not ours in it is kept as it is.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from reader.library.errors import ReaderError
from reader.library.safe_text import clean, line
from reader.library.yaml_text import NOTE, Value, entries, read_yaml, write_yaml
from reader.notes.model import Annotation, TextPositionSelector, TextQuoteSelector

KEYS = (
    "id",
    "article",
    "motivation",
    "quote",
    "prefix",
    "suffix",
    "start",
    "end",
    "color",
    "tags",
    "link",
    "relation",
    "created",
    "modified",
    "text_sha256",
)

# Editors on Windows begin a file with a byte order mark.
_OPENING = re.compile(r"\A\ufeff?\s*---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
# A file without front matter is only a body, unless it begins with our keys: then its first line was lost.
_OURS = re.compile(r"^(?:article|motivation|quote|text_sha256):", re.MULTILINE)
_NUMBER = re.compile(r"[0-9]{1,12}\Z")
# A key and a value that JSON and YAML read alike: escapes only of quotes, backslashes, newlines and tabs, and nothing
# that YAML would take for a line break or refuse.
_PLAIN = '[^"\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]'
_TEXT = rf'"(?:{_PLAIN}|\\["\\nt])*"'
_CANONICAL = re.compile(rf"([a-z_][a-z0-9_]*): ({_TEXT}|[0-9]{{1,12}}|\[(?:{_TEXT}(?:, {_TEXT})*)?\])\Z")


class NoteError(ReaderError):
    """A note's file that cannot be read as one; the sentence says why. Nothing ever writes over it."""


class ParsedNote(NamedTuple):
    """The annotation of a file, and sentences about what is wrong in the file.

    *elsewhere* is the article that the file names if it lies in the folder of another, *named* the id if it has another
    name.
    """

    annotation: Annotation
    remarks: tuple[str, ...]
    elsewhere: str = ""
    named: str = ""


@dataclass(frozen=True, slots=True)
class _Parts:
    """A file cut in three: what opens it, its front matter, the rest. Joined with `---` lines they are the file."""

    opening: str
    head: str
    closing: str
    body: str


def parse_note(text: str, article: str, name: str) -> ParsedNote:
    """Read the text of the file *name*`.md` in the folder of *article*.

    The folder and the file's name decide which annotation it is; other ids inside are remarked upon.
    Raises: NoteError.
    """
    text = text.replace("\r\n", "\n")
    parts = _cut(text)
    if parts is None:
        return ParsedNote(Annotation(name, article, "commenting", body=_body(text.removeprefix("\ufeff"))), ())
    facts: Mapping[str, Value] | None = read_canonical(parts.head)
    if facts is None:
        try:
            value = read_yaml(parts.head, NOTE)
        except ReaderError as error:
            raise NoteError(f"its front matter is not YAML: {error}") from error
        if not isinstance(value, dict):
            raise NoteError("its front matter is not a list of keys and values")
        facts = value
    return _Reader(facts, article, name).note(_body(parts.body))


def read_canonical(head: str) -> dict[str, Value] | None:
    """Return the facts of a front matter that is written as we write it; None for any other, which YAML may read."""
    if len(head) > NOTE.size or (head and not head.endswith("\n")):
        return None
    facts: dict[str, Value] = {}
    for written in head.split("\n")[:-1]:
        match = _CANONICAL.match(written)
        if match is None or match[1] in facts or match[1] == "null":
            return None
        value = match[2]
        if value[0] == '"':
            facts[match[1]] = clean(value[1:-1] if "\\" not in value else json.loads(value))
        elif value[0] == "[":
            facts[match[1]] = [clean(each) for each in json.loads(value)]
        else:
            facts[match[1]] = value
    return facts


def format_note(annotation: Annotation, previous: str | None = None) -> str:
    """Return the text of an annotation's file; `parse_note` gives back the same annotation, `normalize`.

    *previous* is the file's text until now: lines in it that say the same still are kept as they are.
    """
    annotation = normalize(annotation)
    facts = _facts(annotation)
    if previous is not None:
        text = _revised(annotation, facts, previous)
        if text is not None:
            return text
    return f"---\n{write_yaml(facts)}---\n{_body_text(annotation.body)}"


def format_bytes(annotation: Annotation, previous: bytes | None) -> bytes:
    """Return the bytes of a note's file, made of the *previous* ones; they have been read back.

    Raises: NoteError if they would say something else, or if *previous* cannot be read.
    """
    text = format_note(annotation, with_article(decode_note(previous), annotation.article) if previous else None)
    if parse_note(text, annotation.article, annotation.id).annotation != annotation:
        raise NoteError("The note could not be saved: its file would not read back the same.")
    return text.encode("utf-8")


def decode_note(data: bytes) -> str:
    """Return the text of a note's file. Raises: NoteError if it is not UTF-8: what we cannot read we must not write."""
    if b"\0" in data:
        # What a power cut leaves on some file systems.
        raise NoteError("it is not text (it holds NUL bytes)")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoteError(f"it is not UTF-8 (byte {error.start + 1})") from error


def with_article(text: str, article: str) -> str:
    """Return the text of a note's file with *article* as the one that it names; a file that names none stays as it is.

    Raises: NoteError for a file that cannot be read.
    """
    parts = _cut(text.replace("\r\n", "\n"))
    found = entries(parts.head) if parts else None
    if parts is None or found is None or all(each.value == article for each in found if each.key == "article"):
        return text
    head = "".join(write_yaml({"article": article}) if each.key == "article" else each.lines for each in found)
    changed = parts.opening + head + parts.closing + parts.body
    return changed.replace("\n", "\r\n") if "\r\n" in text else changed


def normalize(annotation: Annotation) -> Annotation:
    """Return *annotation* as its file would give it back: cleaned texts, tags without repetition or blanks."""
    quote, position = annotation.quote, annotation.position
    if quote:
        quote = TextQuoteSelector(clean(quote.exact), clean(quote.prefix), clean(quote.suffix))
    if quote and not quote.exact:
        quote = None
    body = _body(annotation.body)
    # Longer numbers would not be read back.
    if position and not 0 <= position.start <= position.end < 10**12:
        position = None
    return replace(
        annotation,
        motivation=line(annotation.motivation) or _motivation(quote, body),
        quote=quote,
        position=position,
        body=body,
        color=line(annotation.color),
        tags=tuple(dict.fromkeys(filter(None, map(line, annotation.tags)))),
        link=line(annotation.link),
        relation=line(annotation.relation),
        created=line(annotation.created),
        modified=line(annotation.modified),
        text_sha256=line(annotation.text_sha256),
        extra={clean(key): plain_value(value) for key, value in annotation.extra.items() if clean(key) not in KEYS},
    )


def plain_value(value: object) -> Value:
    """Return *value* as YAML gives it back: texts, lists and maps of texts."""
    if isinstance(value, Mapping):
        return {clean(str(key)): plain_value(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_value(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else clean(str(value))


def _cut(text: str) -> _Parts | None:
    """Cut a file in its parts; None for one without front matter, which is a body only. Raises: NoteError."""
    opening = _OPENING.match(text)
    if opening is None:
        if not text.strip("\ufeff \t\n"):
            raise NoteError("it is empty")
        if _OURS.search(text[:4000]):
            raise NoteError("its front matter does not begin with a line of three hyphens")
        return None
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        raise NoteError("its front matter does not end with a line of three hyphens")
    return _Parts(opening.group(), text[opening.end() : closing.start()], closing.group(), text[closing.end() :])


def _motivation(quote: TextQuoteSelector | None, body: str) -> str:
    """Return the motivation of a note that names none."""
    return "highlighting" if quote and not body else "commenting"


def _body(text: str) -> str:
    return clean(text).strip("\n")


def _body_text(body: str) -> str:
    return f"{body}\n" if body else ""


def _facts(annotation: Annotation) -> dict[str, object]:
    quote, position = annotation.quote, annotation.position
    facts: dict[str, object] = {
        "id": annotation.id,
        "article": annotation.article,
        "motivation": annotation.motivation,
        "quote": quote.exact if quote else "",
        "prefix": quote.prefix if quote else "",
        "suffix": quote.suffix if quote else "",
        "start": position.start if position else "",
        "end": position.end if position else "",
        "color": annotation.color,
        "tags": list(annotation.tags),
        "link": annotation.link,
        "relation": annotation.relation,
        "created": annotation.created,
        "modified": annotation.modified,
        "text_sha256": annotation.text_sha256,
    }
    return {key: value for key, value in facts.items() if value not in ("", [])} | dict(annotation.extra)


def _revised(annotation: Annotation, facts: dict[str, object], previous: str) -> str | None:
    """Return *previous* with what has changed in it; None if it is written in a way that does not allow it."""
    text = previous.replace("\r\n", "\n")
    try:
        parts, old = _cut(text), parse_note(text, annotation.article, annotation.id).annotation
    except NoteError:
        return None
    parts = parts or _Parts("---\n", "", "---\n", text.removeprefix("\ufeff"))
    head = _revised_head(parts.head, _facts(normalize(old)), facts)
    if head is None:
        return None
    closing, body = parts.closing, parts.body
    if _body(body) != annotation.body:
        closing, body = closing.rstrip("\n") + "\n", _body_text(annotation.body)
    text = parts.opening + head + closing + body
    # YAML written by hand has forms that this does not know: rather a new file than a wrong one.
    if not _says(text, annotation):
        return None
    return text.replace("\n", "\r\n") if previous.count("\r\n") == previous.count("\n") > 0 else text


def _revised_head(head: str, before: Mapping[str, object], after: Mapping[str, object]) -> str | None:
    """Return a front matter with the facts written anew that are not as *before*; None if it does not allow it.

    Keys that neither has are of other programs, and not ours to rewrite, whatever they say.
    """
    found = entries(head)
    if found is None:
        return None
    same = {key for key in before.keys() & after.keys() if plain_value(before[key]) == plain_value(after[key])}
    changed = (before.keys() | after.keys()) - same - {""}
    lines = {key: write_yaml({key: after[key]}) if key in after else "" for key in changed}
    settled = same | {entry.key for entry in found}
    revised = "".join(lines.get(entry.key, entry.lines) for entry in found)
    return revised + write_yaml({key: value for key, value in after.items() if key not in settled})


def _says(text: str, annotation: Annotation) -> bool:
    try:
        return parse_note(text, annotation.article, annotation.id).annotation == annotation
    except NoteError:
        return False


class _Reader:
    """Types the facts of a front matter; what is wrong is remarked upon and left out."""

    def __init__(self, facts: Mapping[str, Value], article: str, name: str) -> None:
        self._facts = facts
        self._article = article
        self._name = name
        self._remarks: list[str] = []

    def note(self, body: str) -> ParsedNote:
        elsewhere = self._check_ids()
        quote = self._quote()
        annotation = Annotation(
            self._name,
            self._article,
            self._line("motivation") or _motivation(quote, body),
            quote,
            self._position(),
            body,
            self._line("color"),
            self._tags(),
            self._line("link"),
            self._line("created"),
            self._line("modified"),
            self._line("text_sha256"),
            {key: value for key, value in self._facts.items() if key not in KEYS},
            relation=self._line("relation"),
        )
        if annotation.position and not quote:
            self._remarks.append("it has a place but no quote, so its passage cannot be found again")
        name = line(str(self._facts.get("id", "")))
        return ParsedNote(annotation, tuple(self._remarks), elsewhere, name if name != self._name else "")

    def _check_ids(self) -> str:
        """Remark upon ids that are not those of the file's place; return the article that it names instead."""
        article = self._facts.get("article", "")
        if isinstance(article, list):
            raise NoteError("it names more than one article")
        elsewhere = line(str(article)) if article != self._article else ""
        if elsewhere:
            self._remarks.append(f"it names the article “{elsewhere}”, but is in the folder of another")
        name = self._facts.get("id", "")
        if name and name != self._name:
            self._remarks.append(f"its id is “{line(str(name))}”, but its file has another name")
        return elsewhere

    def _text(self, key: str) -> str:
        value = self._facts.get(key, "")
        if isinstance(value, str):
            return value
        self._remarks.append(f"its “{key}” is not text")
        return ""

    def _line(self, key: str) -> str:
        return line(self._text(key))

    def _quote(self) -> TextQuoteSelector | None:
        exact = self._text("quote")
        return TextQuoteSelector(exact, self._text("prefix"), self._text("suffix")) if exact else None

    def _position(self) -> TextPositionSelector | None:
        start, end = self._text("start"), self._text("end")
        if not start and not end:
            return None
        if _NUMBER.match(start) and _NUMBER.match(end) and int(start) <= int(end):
            return TextPositionSelector(int(start), int(end))
        self._remarks.append("its “start” and “end” do not mark a passage")
        return None

    def _tags(self) -> tuple[str, ...]:
        value = self._facts.get("tags", [])
        if isinstance(value, str):
            value = [*value.split(",")]
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self._remarks.append("its “tags” are not a list of words")
            return ()
        return tuple(dict.fromkeys(filter(None, (line(str(each)) for each in value))))
