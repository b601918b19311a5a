"""HTML pages: parsed in a child process that has limits; what it cannot parse is read as bare text."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from reader.ingest.assembly import assemble_plainly
from reader.ingest.encodings import DecodedText, codec_of, decoded, mislabeled, repaired, tells_encoding
from reader.ingest.facts import LONGEST_TOPIC, MOST_TOPICS
from reader.ingest.html_dates import publication
from reader.ingest.html_names import AuthorsSaid, author_of, site_named
from reader.ingest.html_pictures import without_numbers
from reader.ingest.html_text import text_of
from reader.ingest.html_tree import harmless
from reader.ingest.parsing import ask_parser, record_from
from reader.ingest.paywall import MOST_WORDS, STUB
from reader.ingest.text import AsideRange
from reader.library.dates import iso
from reader.library.errors import ReaderError
from reader.library.guarded_child import ChildError
from reader.library.record import Record
from reader.library.safe_text import clean, line
from reader.text.languages import language_of

LARGEST = 20_000_000
# A page of more tags would not be done in time.
MOST_TAGS = 200_000
_CHARSET = re.compile(
    rb"""<meta[^<>]{0,200}?charset\s{0,8}=\s{0,8}["']?\s{0,8}([\w.:-]{1,40})|<\?xml[^<>]{0,100}?encoding=["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_FRAME = "The page holds no article, only scripts that load one. Open it in a browser and save it again from there."
_UNPARSED = "The page could not be read as HTML"
_FRAMED = "The page shows little text; the rest may be loaded by a script."
_LEAST_SHOWN, _LEAST_WITHOUT_SCRIPTS = 40, 400
# An article is shortened that has less than this share of the words that its page says it has, unless those are few.
_LEAST_FOUND, _LEAST_SAID = 0.6, 100
_UNSPACED = frozenset(("zh", "ja", "th"))
_TARGET = re.compile(r"\]\([^()]{0,4000}\)")


class HtmlError(ReaderError):
    """A page out of which no article could be read; the sentence says why."""


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What was read out of a page; *problem* is a sentence where a part of it could not be read."""

    record: Record
    markdown: str
    problem: str | None = None
    set_aside: tuple[AsideRange, ...] = ()


def read_page(data: bytes | str, *, is_marked: bool = False) -> HtmlPage:
    """Return the article in a page; *is_marked* tells that the pictures which are kept of it have their numbers.

    Raises: HtmlError if there is none, or if the page is too large or takes too long; UndecodableError if it is
    no text.
    """
    if len(data) > LARGEST:
        raise HtmlError(f"The page is larger than {LARGEST // 1_000_000} MB.")
    text = clean(data if isinstance(data, str) else decode_html(data))
    page = (text if is_marked else without_numbers(text)).encode("utf-8")
    answer = _parsed(page)
    if answer.get("cut"):
        return _as_text(page, answer)
    markdown = clean(answer.get("markdown") or "").strip()
    frame: int | None = answer.get("frame")
    # What stands in a page for browsers without scripts may be all that it says, or only that they need them.
    if frame is not None and frame < _LEAST_SHOWN and len(markdown) < _LEAST_WITHOUT_SCRIPTS:
        raise HtmlError(_FRAME)
    if not markdown:
        raise HtmlError("No article was found in the page.")
    record = _record(answer, markdown)
    told = _FRAMED if frame is not None else _wanting(markdown, answer, record.language)
    asides = tuple(AsideRange(kind, first, last) for kind, first, last in answer["asides"])
    return HtmlPage(record, markdown + "\n", told, asides)


def _wanting(markdown: str, answer: Mapping[str, Any], language: str | None) -> str | None:
    """Return a sentence where the article is not all there: much less of it than the page says it has, or a stub."""
    said = 0 if language in _UNSPACED else int(answer.get("words") or 0)
    found = sum(1 for _ in re.finditer(r"\w+", _TARGET.sub("]", markdown)))
    is_short = found < (_LEAST_FOUND * said if said >= _LEAST_SAID else MOST_WORDS)
    if answer.get("stub") or (answer.get("is_paid") and is_short and language not in _UNSPACED):
        return STUB
    if not is_short or said < _LEAST_SAID:
        return None
    return f"Much of the article was not found: {found:,} of about {said:,} words; o shows the rest of the page."


def read_content(html: str, base: str | None, title: str | None, *, is_marked: bool = False) -> HtmlPage:
    """Return HTML that is an article and nothing else, as a program that had chosen it keeps it.

    *base* is what its addresses are relative to; a heading that repeats the *title* is left out; *is_marked* as for
    `read_page`. Raises: HtmlError.
    """
    if len(html) > LARGEST:
        raise HtmlError(f"The page is larger than {LARGEST // 1_000_000} MB.")
    html = clean(html if is_marked else without_numbers(html))
    try:
        answer = ask_parser({"form": "whole", "base": base, "title": title or ""}, html.encode("utf-8"))
    except ChildError as error:
        raise HtmlError(f"The page could not be read: {line(str(error))}.") from error
    markdown, told = clean(answer["markdown"]).strip(), None
    if answer["cut"]:
        told = f"{_UNPARSED} ({line(answer['cut'])}), so its text is shown without headings and links."
        markdown = assemble_plainly([each for each in text_of(harmless(html)).split("\n") if each], is_marked=False)
    if not markdown.strip():
        raise HtmlError("No article was found in the page.")
    return HtmlPage(Record(language=language_of(markdown)), markdown.strip() + "\n", told)


def _parsed(page: bytes) -> dict[str, Any]:
    """Return what the child finds in the page's tree, or only why it could not."""
    if page.count(b"<") > MOST_TAGS:
        return {"cut": f"it has more than {MOST_TAGS:,} tags"}
    try:
        return ask_parser({"form": "tree"}, page)
    except ChildError as error:
        return {"cut": str(error)}


def _as_text(page: bytes, head: dict[str, Any]) -> HtmlPage:
    """Return a page that could not be parsed whole as the cleaner of texts reads it, with what its *head* says."""
    cut = line(head["cut"])
    try:
        answer = ask_parser({"form": "text"}, page)
    except ChildError as error:
        raise HtmlError(f"The page could not be read: {line(str(error))}.") from error
    markdown = clean(answer["markdown"]).strip()
    if not markdown:
        raise HtmlError(f"The page could not be read: {cut}.")
    told = f"{_UNPARSED} ({cut}), so its text is shown without headings and links."
    return HtmlPage(_record(head | {"lines": answer["record"]}, markdown), markdown + "\n", told)


def decode_html(data: bytes) -> str:
    """Return the text of a page. Raises: UndecodableError if it is no text."""
    return decoded_html(data).text


def decoded_html(data: bytes) -> DecodedText:
    """Return the text of a page in the encoding that it names, else as any file's, and what was guessed in it.

    Raises: UndecodableError if it is no text.
    """
    named = _CHARSET.search(data[:4_096])
    name = (named.group(1) or named.group(2)).decode("ascii", "replace").lower() if named else ""
    codec = codec_of(name)
    if codec and codec != "utf-8" and not tells_encoding(data):
        with suppress(UnicodeDecodeError):
            # A page that is sound UTF-8 is UTF-8, whatever it says of itself.
            return repaired(data.decode("utf-8"))
        other = mislabeled(data, name, codec)
        if other:
            return other
        with suppress(UnicodeDecodeError):
            return DecodedText(data.decode(codec))
    return decoded(data)


def _record(answer: dict[str, Any], markdown: str) -> Record:
    def said(key: str) -> str | None:
        value = answer.get(key)
        return line(value) or None if isinstance(value, str) else None

    title = said("title")
    # The parser takes a host without what stands before its domain: "port.example" of "goats.port.example".
    hosts = (said("hostname") or "", urlsplit(_web_address(said("url")) or "").netloc)
    site = site_named(said("site"), hosts, title)
    language = language_of(markdown) or _language(said("language"))
    lines = record_from({"record": answer.get("lines") or {}})
    published, source = publication(said("published"), answer.get("shown"), said("in_address"), lines)
    return Record(
        title=title or lines.title,
        author=author_of(_authors(answer, lines.author), language, site or lines.site),
        site=site or lines.site,
        published=published,
        published_from=source,
        first_published=lines.first_published,
        url=_web_address(said("url")),
        language=language,
        saved=iso(said("saved") or ""),
        tags=_tags(answer) or lines.tags,
    )


def _authors(answer: dict[str, Any], lines: str | None) -> AuthorsSaid:
    def names(key: str) -> list[str]:
        return [line(str(each)) for each in answer.get(key) or ()]

    return AuthorsSaid(names("authors"), names("card"), names("byline"), bool(answer.get("labeled")), lines or "")


def _web_address(said: str | None) -> str | None:
    return said if said and re.match(r"https?://[^\s/]+", said) else None


def _tags(answer: dict[str, Any]) -> tuple[str, ...]:
    tags = (line(part) for tag in answer.get("tags") or () for part in re.split("[,;]", str(tag)))
    return tuple(dict.fromkeys(tag for tag in tags if 0 < len(tag) <= LONGEST_TOPIC))[:MOST_TOPICS]


def _language(attribute: str | None) -> str | None:
    code = re.match(r"[a-zA-Z]{2,3}(?=[-_]|\Z)", attribute or "")
    return code.group().lower() if code else None
