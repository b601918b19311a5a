"""A saved link or article as one part of a file: what is told of it in a table, an object or a list."""

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from reader.ingest.formats.fields import Fields, Names
from reader.ingest.formats.markup import plain
from reader.ingest.formats.moments import FIRST_PRINT, NEVER, Moment
from reader.ingest.formats.part import FilePart, Form, Highlight, Skipped
from reader.library.record import Record
from reader.library.safe_text import clean, line

_LONGEST_ADDRESS = 8_000
_MOST_TAGS = 60
_LONGEST_TAG = 100
_SUFFIXES: dict[Form, str] = {"link": "", "page": ".html", "content": ".html", "scrape": ".txt", "article": ".txt"}
# What programs put in place of a title that they did not get.
_NO_TITLES = frozenset(("", "untitled", "no title", "[no title]", "problem loading page", "null", "none"))
# Where a person's own folders begin: what programs call those that everybody has.
_EVERYBODYS = frozenset(
    "bookmarks|bookmarks bar|bookmarks toolbar|bookmarks menu|other bookmarks|mobile bookmarks|synced bookmarks"
    "|favorites|favorites bar|favourites|imported|unsorted|unsorted bookmarks|reading list|com.apple.readinglist"
    "|menu|toolbar|unfiled|mobile|root|bookmarksbar|bookmarksmenu|unread|archive|read archive|starred|inbox|default"
    "|shaarli|buku bookmarks|unorganized".split("|")
)


@dataclass(slots=True)
class SavedItem:
    """What a list says of one thing that somebody saved. A *comment* is the person's own, on the whole of it.

    *html* or *text* is the article, where the list has it. *folders* become tags, but for those that everybody has.
    """

    url: str = ""
    title: str = ""
    author: str = ""
    site: str = ""
    language: str = ""
    description: str = ""
    doi: str = ""
    comment: str = ""
    html: str = ""
    text: str = ""
    tags: Iterable[str] = ()
    folders: Iterable[str] = ()
    saved: Moment = NEVER
    published: Moment = NEVER
    read: bool | None = None
    starred: bool | None = None
    highlights: tuple[Highlight, ...] = ()
    notes: tuple[str, ...] = ()

    def part(self, data: bytes = b"", form: Form = "link", suffix: str = "") -> FilePart | Skipped:
        """Return it as a part of a file, skipped where nothing can be opened or read.

        *data* in a *form* is the article where a file beside the list has it; *suffix* is its ending where the form has
        several.
        """
        url, title = self.url.strip(), _title(self.title, self.url)
        data, form = (data, form) if data else self._body()
        refusal = _refusal(url, is_known=bool(data or (title and (self.highlights or self.description))))
        if refusal:
            return Skipped(title or line(url)[:200] or "an entry without a title", refusal)
        return FilePart(
            name=title or line(url)[:200],
            form=form,
            data=data,
            suffix=suffix or _SUFFIXES[form],
            record=self._record(url, title),
            is_told=True,
            read=self.read,
            starred=self.starred,
            highlights=self._highlights(),
            note=self._note(),
        )

    def _body(self) -> tuple[bytes, Form]:
        html, text = self.html.strip(), self.text.strip()
        form: Form = "content" if html else "article" if text else "link"
        return (html or text).encode("utf-8", "replace"), form

    def _highlights(self) -> tuple[Highlight, ...]:
        comment = clean(self.comment).strip()
        return (*self.highlights, Highlight(note=comment)) if comment else self.highlights

    def _note(self) -> str | None:
        doubts = (each.doubt for each in (self.saved, self.published))
        sentences = [*self.notes, *filter(None, doubts)]
        return " ".join(f"{each[0].upper()}{each[1:]}." for each in sentences) or None

    def _record(self, url: str, title: str) -> Record:
        told = {"description": line(html.unescape(self.description)), "doi": self.doi}
        return Record(
            title=title or None,
            author=line(self.author) or None,
            site=line(self.site) or None,
            published=self.published.date,
            url=url if is_web(url) else None,
            language=_language(self.language),
            tags=self._tags(),
            saved=self.saved.date,
            extra={name: value for name, value in told.items() if value},
        )

    def _tags(self) -> tuple[str, ...]:
        own = (line(each) for each in self.folders)
        named = [line(each) for each in self.tags] + [each for each in own if each.casefold() not in _EVERYBODYS]
        return tuple(dict.fromkeys(each for each in named if 0 < len(each) <= _LONGEST_TAG))[:_MOST_TAGS]


def _title(said: str, url: str) -> str:
    title = line(plain(said))
    return "" if title.casefold() in _NO_TITLES or title == url.strip() else title


def _language(said: str) -> str | None:
    code = re.match(r"[a-zA-Z]{2}(?=[-_]|\Z)", said.strip())
    return code.group().lower() if code else None


def is_web(url: str) -> bool:
    """Whether *url* is a web address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(parts.netloc) and not re.search(r"\s", url)


def _refusal(url: str, *, is_known: bool) -> str | None:
    if len(url) > _LONGEST_ADDRESS:
        return "Its address is too long."
    if is_known or is_web(url):
        return None
    scheme = re.match(r"[a-z][a-z0-9+.-]{1,30}(?=:)", url, re.IGNORECASE)
    if not url:
        return "It has neither an address nor a text."
    return (
        f"Its address is no web address ({scheme.group().lower() if scheme else 'none'}:)."
        if scheme
        else ("Its address is no web address.")
    )


State = str | tuple[str, Mapping[str, bool]]


@dataclass(frozen=True, slots=True)
class ItemMapping:
    """Where a row or an object of one format has what is told of an item: the names of its fields, by preference.

    A state is the name of a yes-or-no field, or a field with what its values (in lower case) mean. *amend* does what
    names alone do not say.
    """

    url: Names = ("url",)
    title: Names = ("title",)
    author: Names = ()
    site: Names = ()
    language: Names = ()
    description: Names = ()
    comment: Names = ()
    html: Names = ()
    text: Names = ()
    tags: Names = ("tags",)
    separator: str = ","
    folders: Names = ()
    folder_separator: str = "/"
    saved: Names = ()
    published: Names = ()
    read: State = ""
    starred: State = ""
    amend: Callable[[Fields, SavedItem], None] | None = None

    def part(self, fields: Fields) -> FilePart | Skipped:
        """Return the part that *fields* tell."""
        return self.item(fields).part()

    def item(self, fields: Fields) -> SavedItem:
        """Return the item that *fields* tell."""
        item = SavedItem(
            url=fields.line(*self.url),
            title=fields.line(*self.title),
            author=", ".join(fields.words(*self.author, separator="\n")),
            site=fields.line(*self.site),
            language=fields.line(*self.language),
            description=fields.line(*self.description),
            comment=fields.text(*self.comment),
            html=fields.raw(*self.html),
            text=fields.raw(*self.text),
            tags=fields.words(*self.tags, separator=self.separator),
            folders=fields.words(*self.folders, separator=self.folder_separator),
            saved=fields.moment(*self.saved),
            published=fields.moment(*self.published, earliest=FIRST_PRINT),
            read=_state(fields, self.read),
            starred=_state(fields, self.starred),
        )
        if self.amend:
            self.amend(fields, item)
        return item


def _state(fields: Fields, state: State) -> bool | None:
    if isinstance(state, str):
        return fields.flag(state) if state else None
    name, meanings = state
    return meanings.get(fields.line(name).casefold())
