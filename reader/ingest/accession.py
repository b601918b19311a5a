"""Taking what was read out of files into a library: as a new article, a version, the page of a link, or nothing new."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from reader.ingest.file import IngestedFile
from reader.ingest.file_writer import FileWriter
from reader.ingest.formats.part import FilePart, Highlight
from reader.ingest.formats.pictures import ending_of, key_of
from reader.ingest.holdings import Holdings
from reader.ingest.html_pictures import ADDRESS, without_marks
from reader.ingest.numbered_files import NumberedFiles, harmless_name
from reader.ingest.parts import filled
from reader.ingest.text import format_ranges
from reader.library.addresses import page_key, site_key
from reader.library.dates import now, utc_of
from reader.library.errors import ReaderError
from reader.library.folder import Library
from reader.library.front_matter import format_article, parse_article
from reader.library.guarded_file import decode, read_bytes
from reader.library.identity import short_key, slug, text_sha256, usable_id
from reader.library.markdown import parse
from reader.library.record import LINK, Record
from reader.library.safe_text import line

if TYPE_CHECKING:
    from pathlib import Path

Result = Literal["added", "same", "version", "links", "skipped", "refused"]

_ONLY_LINK = "Only the link is kept; add its page to read it here."
_NO_TEXT = "Its text is not there; add it to read it here."
# What a list knows of a page that the page itself does not say.
_OF_LISTS = ("description", "doi")
# What leaves room for a number.
_LONGEST_ID = 58
# A text as short as that of a notice may stand on many pages.
_TELLING = 200
_SHORT = 4_000


@dataclass(frozen=True, slots=True)
class Belongings:
    """What came with an article beside its text, for whoever keeps state, notes and tags.

    *tags* are those of an article that was there already; a new one has its tags in its record.
    """

    read: bool | None = None
    starred: bool | None = None
    tags: tuple[str, ...] = ()
    highlights: tuple[Highlight, ...] = ()


@dataclass(frozen=True, slots=True)
class AddedFile:
    """What became of one file, or of one part of it: *id* is its article's (the one already there for `same`).

    *path* is the file's, with the part's name after a dot; *reason* is a sentence; *is_new* tells that there is an
    article more than before, *is_changed* that the file of one that was there says more now.
    """

    path: str
    result: Result
    id: str | None = None
    reason: str | None = None
    belongings: Belongings = Belongings()
    is_new: bool = False
    is_changed: bool = False


@dataclass(frozen=True)
class Incoming:
    """What is to become an article: what its original is called, its bytes, the way to read it, and its *part*."""

    name: str
    data: bytes
    digest: str
    read: Callable[[], IngestedFile]
    part: FilePart | None = None

    @property
    def is_link(self) -> bool:
        """Whether there is nothing to read in it."""
        return self.part is not None and self.part.form == "link"

    @property
    def stem(self) -> str:
        """Its name without its ending; that of a link is an address and has none."""
        return self.name if self.is_link else self.name.rpartition(".")[0] or self.name

    @cached_property
    def ingested(self) -> IngestedFile:
        """What was read out of it. Raises: ReaderError."""
        return self.read()

    @cached_property
    def text(self) -> str:
        """Its plain text."""
        return parse(self.ingested.markdown).text

    @property
    def text_key(self) -> str:
        """What tells its text from others; empty for a link."""
        return "" if self.is_link else short_key(text_sha256(self.text))

    @property
    def told(self) -> Record:
        """What is told of it, as far as that is known: what was not read for its text is not read for this."""
        if self.is_link or "ingested" in self.__dict__:
            return self.ingested.record
        return self.part.record if self.part else Record()

    def belongings(self, *, is_new: bool) -> Belongings:
        """Return what came with it, for an article that is new or was there before."""
        part = self.part
        if part is None:
            return Belongings()
        return Belongings(part.read, part.starred, () if is_new else part.record.tags, part.highlights)


class Accession:
    """Takes one thing after the other into a library that holds *holdings*, which it keeps up to date.

    With *is_dry* it tells what it would do, and writes nothing; else the new files are planned with *writer*.
    """

    def __init__(self, library: Library, holdings: Holdings, writer: FileWriter, *, is_dry: bool = False) -> None:
        self._library = library
        self._holdings = holdings
        self._writer = writer
        self._is_dry = is_dry
        self._plan: Callable[[Path, bytes], None] = (lambda *_: None) if is_dry else writer.plan
        self._articles = NumberedFiles(library.articles, self._plan)
        self._originals = NumberedFiles(library.originals, self._plan)
        # What a dry run has not written, of links and short texts: what comes later may be theirs.
        self._unwritten: dict[str, bytes] = {}

    def take(self, incoming: Incoming, shown: str) -> AddedFile:
        """Take it in, and tell what became of it. Raises: WriteError, ReaderError for what holds no article."""
        same = self._holdings.same(incoming.digest)
        if same:
            return self._joined(incoming, shown, same, line(incoming.name))
        ingested = incoming.ingested
        if not ingested.markdown.strip() and not incoming.is_link:
            return AddedFile(shown, "refused", reason=f"{line(incoming.name)} contains no article.")
        earlier = self._holdings.earlier(ingested.record)
        if incoming.is_link and earlier:
            return self._joined(incoming, shown, earlier, "The page")
        if earlier and self._holdings.is_link(earlier) and self._fill(incoming, earlier):
            told = _sentences(f"It is the page of the link {self._holdings.called(earlier)}.", ingested.problem)
            return AddedFile(shown, "added", earlier, told, incoming.belongings(is_new=False), is_changed=True)
        twin = None if incoming.is_link else self._twin(incoming, earlier)
        if twin:
            return self._joined(incoming, shown, twin, "Its text")
        return self._added(incoming, shown, earlier)

    def _added(self, incoming: Incoming, shown: str, earlier: str | None) -> AddedFile:
        article_id = self._write(incoming, earlier)
        version = f"It is another version of {self._holdings.called(earlier)}." if earlier else None
        wanting = (_ONLY_LINK if incoming.ingested.record.url else _NO_TEXT) if incoming.is_link else None
        told = _sentences(version, wanting, incoming.ingested.problem)
        result: Result = "links" if incoming.is_link else "version" if earlier else "added"
        return AddedFile(shown, result, article_id, told, incoming.belongings(is_new=True), is_new=True)

    def _joined(self, incoming: Incoming, shown: str, article_id: str, what: str) -> AddedFile:
        """Tell of what is there already; what is told now and was not before joins its record."""
        # As it was called up to now.
        is_link, called = self._holdings.is_link(article_id), self._holdings.called(article_id)
        joined = self._join_record(incoming, article_id) if incoming.is_link or not is_link else None
        told = f"{what} is already in the library, as {called}."
        told = f"{told} Its record says more now: {joined}." if joined else told
        return AddedFile(shown, "same", article_id, told, incoming.belongings(is_new=False), is_changed=bool(joined))

    def _join_record(self, incoming: Incoming, article_id: str) -> str | None:
        """Join what is told of an article to its record; return the names of what it did not say, or said otherwise."""
        told = incoming.told

        def joined(kept: Record) -> Record:
            title = told.title if told.title and _is_untitled(kept) else kept.title
            # The earliest is when it was saved; a later one is that of moving from one program to another.
            saved = min(filter(None, (kept.saved, told.saved)), key=utc_of, default=None)
            extra = {name: told.extra[name] for name in _OF_LISTS if name in told.extra} | dict(kept.extra)
            record = replace(filled(kept, told), title=title, saved=saved, tags=kept.tags, extra=extra)
            # Of `2017` and `2017-01-05` both say the same day, one of them all of it.
            is_nearer = kept.published and (told.published or "").startswith(kept.published)
            return replace(record, published=told.published) if is_nearer else record

        return self._rewritten(article_id, joined) if told != Record() else None

    def _twin(self, incoming: Incoming, earlier: str | None) -> str | None:
        """Return the id of the article that has the same text already; None if there is none."""
        if earlier and self._text_of(earlier) == incoming.text:
            return earlier
        if len(incoming.text) < _TELLING:
            return None
        twin = self._holdings.of_text(incoming.text_key)
        # The same text elsewhere was republished there: that is worth an article of its own.
        if twin and not _is_elsewhere(incoming.ingested.record, *self._holdings.provenance(twin)):
            return twin
        return None

    def _text_of(self, article_id: str) -> str | None:
        with suppress(ReaderError, OSError):
            return parse(parse_article(decode(self._file(article_id)))[2]).text
        return None

    def _file(self, article_id: str) -> bytes:
        """Return the file of an article. Raises: ReaderError, OSError."""
        made = self._unwritten.get(article_id)
        if made is None:
            # It may be one of those that are being written; should this end then, it is there before its version.
            self._writer.finish()
        return made or read_bytes(self._library.articles / f"{article_id}.md", within=self._library.articles)

    def _fill(self, incoming: Incoming, article_id: str) -> bool:
        """Make an article of the link that is kept as one; tell whether it was one still, and its file where it was."""

        def page_of(kept: Record) -> Record:
            record = filled(self._record(incoming, None), replace(kept, extra=_without_link(kept.extra)))
            # It was saved when its link was.
            saved = incoming.ingested.record.saved or kept.saved or record.saved
            return replace(record, saved=saved, extra=_without_link(record.extra))

        return self._rewritten(article_id, page_of, incoming) is not None

    def _rewritten(
        self, article_id: str, change: Callable[[Record], Record], page: Incoming | None = None
    ) -> str | None:
        """Change the record of an article, and give a link the text of its *page*; return the names of what is changed.

        None where it is no link any more, or not where it was, or where somebody wrote in its file.
        """
        with suppress(ReaderError, OSError):
            before = self._file(article_id)
            kept, identity, body, _ = parse_article(decode(before))
            if (identity or article_id) != article_id or not _is_ours(article_id, before, is_link=bool(page)):
                return None
            record = change(kept)
            changed = [each.name for each in fields(Record) if getattr(kept, each.name) != getattr(record, each.name)]
            if changed:
                text = format_article(article_id, record, self._with_pictures(page, record.original) if page else body)
                self._rewrite(article_id, text.encode("utf-8"), before)
                self._holdings.remember(article_id, record, page.text_key if page else "")
            return ", ".join("description" if each == "extra" else each for each in changed)
        return None

    def _rewrite(self, article_id: str, data: bytes, before: bytes) -> None:
        """Write the file of an article anew, if it is what it was *before*. Raises: FileExistsError, WriteError."""
        if self._is_dry:
            self._unwritten[article_id] = data
        else:
            path = self._library.articles / f"{article_id}.md"
            self._writer.rewrite(path, data, lambda: self._file(article_id) == before)

    def _record(self, incoming: Incoming, earlier: str | None) -> Record:
        """Return the record of a new article; its original is written."""
        ingested = incoming.ingested
        extra = dict(ingested.record.extra)
        original = None
        if incoming.is_link:
            extra["form"] = LINK
        else:
            original = f"originals/{self._originals.keep(*harmless_name(incoming.name), incoming.data)}"
        if earlier:
            extra["version_of"] = earlier
        if ingested.set_aside:
            extra["asides"] = format_ranges(ingested.set_aside)
        return replace(
            ingested.record,
            title=ingested.record.title or line(incoming.stem) or None,
            saved=ingested.record.saved or now(),
            original=original,
            sha256=incoming.digest,
            extra=extra,
        )

    def _write(self, incoming: Incoming, earlier: str | None) -> str:
        record = self._record(incoming, earlier)
        markdown = self._with_pictures(incoming, record.original)

        def text_of(article_id: str) -> bytes | None:
            if article_id in self._holdings:
                return None
            data = format_article(article_id, record, markdown).encode("utf-8")
            if self._is_dry and len(data) <= _SHORT:
                self._unwritten[article_id] = data
            return data

        name = self._articles.create(_stem(incoming.ingested, incoming.stem), ".md", text_of)
        article_id = name.removesuffix(".md")
        self._holdings.remember(article_id, record, incoming.text_key)
        return article_id

    def _with_pictures(self, incoming: Incoming, original: str | None) -> str:
        """Keep the pictures of an article beside its original; return its Markdown with their addresses there."""
        markdown = incoming.ingested.markdown
        if incoming.part is None or not incoming.part.pictures or original is None:
            return markdown
        files = NumberedFiles(self._library.root / f"{original}.files", self._plan)
        pictures = [*enumerate(incoming.part.pictures.items())]
        # The longest address first: it may begin with another one.
        for number, (address, data) in sorted(pictures, key=lambda each: -len(each[1][0])):
            marks = [f"]({address})", f"](<{address}>)", f"]({ADDRESS}{number})"]
            if not any(mark in markdown for mark in marks):
                # It stands beside the article: in a menu, with a teaser.
                continue
            name = files.keep(*_picture_name(address, data), data)
            for mark in marks:
                markdown = markdown.replace(mark, f"](<../{original}.files/{name}>)")
        return without_marks(markdown)


def _sentences(*told: str | None) -> str | None:
    return " ".join(filter(None, told)) or None


def _without_link(extra: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in extra.items() if (key, value) != ("form", LINK)}


def _is_ours(article_id: str, data: bytes, *, is_link: bool) -> bool:
    """Whether the file of an article is as it was written, or without text; with *is_link* it must be without."""
    kept, _, body, _ = parse_article(decode(data))
    return not body.strip() or (not is_link and format_article(article_id, kept, body).encode("utf-8") == data)


def _is_untitled(record: Record) -> bool:
    """Whether an article is called by its address, for want of a title."""
    address = page_key(record.url or "")
    return not record.title or bool(address and page_key(record.title) == address)


def _is_elsewhere(record: Record, site: str | None, url: str | None) -> bool:
    """Whether an article is from another place than that of *site* and *url*, as far as both are known."""
    if record.url and url:
        return site_key(record.url) != site_key(url)
    return bool(record.site and site and record.site != site)


def _picture_name(address: str, data: bytes) -> tuple[str, str]:
    """Return what the file of a picture is called, by its address and its kind."""
    if address.startswith("data:"):
        address = key_of(address)
    stem, suffix = harmless_name(address.partition("?")[0].rstrip("/").rpartition("/")[2] or "picture")
    return stem, suffix or ending_of(data) or ""


def _stem(ingested: IngestedFile, name: str) -> str:
    """Return what an article's file is called: its date and its title."""
    wanted = usable_id(ingested.id or "")
    if wanted and len(wanted) <= _LONGEST_ID:
        return wanted
    title = ingested.record.title or ""
    words = slug(title)
    if not words or (_has_letters(title) and not _has_letters(words)):
        # Of 洛米尔大坝垮塌，63人遇难 only the number would be left. Of an address, what tells one page from another.
        words = slug(page_key(name) if "://" in name else name) or words or "article"
    return f"{(ingested.record.published or 'undated')[:10]}-{words}"


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))
