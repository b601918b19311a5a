"""What a file that somebody brings holds: a part for each article, page or link in it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from reader.ingest.formats.source import Source
from reader.library.record import Record

# What a part's bytes are. `page`: a web page, of which the article is still to be found; `content`: HTML that is the
# article and nothing else; `scrape`: the text of a page, with what stood around the article; `article`: Markdown, with
# or without a front matter, or a plain text that is the article; `link`: nothing to read, only what is known of it.
Form = Literal["page", "content", "scrape", "article", "link"]


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage that somebody marked in another program, to be placed in the article's text by its words.

    Empty *exact* is a note on the whole article. *start* is where the passage begins, counted in code points of the
    text that the program saw, if it says so: a hint among several places, never a place.
    """

    exact: str = ""
    note: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    color: str = ""
    tags: tuple[str, ...] = ()
    created: str | None = None


@dataclass(frozen=True, slots=True)
class FilePart:
    """One article, page or link that a file holds.

    *name* tells it from the others in the file (a title, a number, a path); it is empty where the file is one part.
    *data* are its bytes as they came. They are kept as its original under the ending *suffix*; where they were taken
    out of something that is kept itself (a document, a message, a page packed with its pictures), that is *original*,
    which read again yields this part first. *record* is what the file says of it, which fills what its own text does
    not say; with *is_told* it comes before what its own text says (a person edited it, or a database knows it).
    *pictures* are files that it shows, by the address that it gives them. *note* is a sentence on what was lost,
    doubtful or guessed.
    """

    name: str = ""
    form: Form = "link"
    data: bytes = b""
    suffix: str = ".html"
    original: bytes = b""
    record: Record = field(default_factory=Record)
    is_told: bool = False
    read: bool | None = None
    starred: bool | None = None
    highlights: tuple[Highlight, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a file that is no article and why (`robots.txt`, an empty entry, a draft), or could not be read.

    With *is_refused* it should have been one.
    """

    name: str
    reason: str
    is_refused: bool = False


Parts = Iterator[FilePart | Skipped]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format: its name as a person says it, how a file of it is known, and what is read out of it.

    *recognizes* looks at the beginning of a file, at what an archive lists, or at what lies beside it, never at the
    name alone, and raises nothing for any bytes. *read* yields parts as it goes and raises UnreadableError where
    nothing (more) can be read; one bad entry is a `Skipped` and the rest goes on. It imports heavy libraries when it
    runs, not before. A format whose file is one article and is kept itself says the *ending* that it is kept under, so
    that several files of it can be read at once.
    """

    name: str
    recognizes: Callable[[Source], bool]
    read: Callable[[Source], Parts]
    ending: str = ""
