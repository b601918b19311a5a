"""reader among the engines of `scale.py`: the whole of it, and its search index alone."""

import gc
import json
from collections.abc import Iterator
from pathlib import Path

from reader.library.names import NamesAuthority
from reader.related.preparation import PREPARERS
from reader.room import ReadingRoom
from reader.room.settings import Places, Settings
from reader.search.index import IndexEntry, SearchIndex
from tests.benchmarks.scale_engines import LIMIT, Question, articles

# As the command line sets it.
gc.set_threshold(50_000, 20, 100)
_PROPERTIES = {
    "id": "id", "title": "title", "author": "author", "site": "outlet", "published": "date", "url": "url"
}  # fmt: skip


def entries(path: Path, size: int) -> Iterator[IndexEntry]:
    """Yield articles as the index takes them."""
    for each in articles(path, size):
        yield IndexEntry(
            id=each["id"],
            title=each["title"],
            author=each["author"],
            site=each["outlet"],
            text=each["text"],
            published=each["date"],
            language="en",
            url=each["url"],
            path=f"articles/{each['date'][:4]}/{each['id']}.md",
        )


class ReaderLibrary:
    """A library of Markdown files, searched as the app searches: hits with snippets, cross-references gathered."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.room: ReadingRoom | None = None

    def prepare(self, path: Path, size: int) -> None:
        """Write the articles as files, before any time is taken."""
        self._write(path, size)

    def _write(self, path: Path, size: int) -> list[Path]:
        written = []
        for number, each in enumerate(articles(path, size)):
            place = self.folder / "library" / "articles" / f"{number // 1000:04}" / f"{each['id']}.md"
            place.parent.mkdir(parents=True, exist_ok=True)
            told = {name: each[key] for name, key in _PROPERTIES.items() if each[key]}
            head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in told.items())
            place.write_text(f"---\n{head}---\n{each['text']}\n", encoding="utf-8")
            written.append(place)
        (self.folder / "library" / "library.yaml").write_text('title: "Scale"\nlanguage: en\n', encoding="utf-8")
        return written

    def build(self, path: Path, size: int) -> None:
        """Bring catalog, index and evidence up to date with the files."""
        self.open()
        assert self.room is not None
        self.room.index()
        self.room.close()
        # The time of children counts once they have ended.
        PREPARERS.close()

    def add(self, path: Path, size: int) -> None:
        """Add some more files, and have them indexed first, as the app and `reader add` do with what they know."""
        assert self.room is not None
        self.room.index(known=self._write(path, size), is_whole=False)

    def open(self) -> None:
        """Open the library."""
        places = Places(*(self.folder / name for name in ("data", "cache", "state", "config")))
        self.room = ReadingRoom.open(self.folder / "library", settings=Settings(machine="bench"), places=places)

    def search(self, question: Question) -> tuple[int, list[str]]:
        """Search as the command line does."""
        assert self.room is not None
        found = self.room.search(question.text, limit=LIMIT)
        return found.results.total, [hit.entry.id for hit in found.hits]

    def facets(self, question: Question) -> int:
        """Count the sites, months, tags, names and languages of what is found."""
        assert self.room is not None
        return self.room.searcher.facets(question.text).total


class ReaderIndex:
    """The search index alone, without catalog, files and snippets."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index: SearchIndex | None = None

    def build(self, path: Path, size: int) -> None:
        """Index."""
        self.open()
        assert self.index is not None
        self.index.update(entries(path, size))
        self.index.merge()

    def add(self, path: Path, size: int) -> None:
        """Index some more."""
        assert self.index is not None
        self.index.update(entries(path, size))

    def open(self) -> None:
        """Open the index."""
        self.index = SearchIndex.open(self.folder, NamesAuthority())

    def search(self, question: Question) -> tuple[int, list[str]]:
        """Search the index."""
        assert self.index is not None
        found = self.index.search(question.text, limit=LIMIT)
        return found.total, [hit.id for hit in found.hits]
