"""Search engines side by side: each indexes the same articles and answers the same questions.

All count every article that matches and return the ids of the best fifty. reader's own are in `scale_reader.py`: to
import it changes how Whoosh reads its files.
"""

import importlib
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from tests.benchmarks.machine import SHARED

LIMIT = 50
WORDS, BOTH, PHRASE, PREFIX = "words", "both", "phrase", "prefix"


@dataclass(frozen=True, slots=True)
class Question:
    """Words that are asked for: as typed (`words`), all of them (`both`), in a row, or the beginning of one."""

    kind: str
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """The question in words that most query languages share."""
        joined = " AND ".join(self.words) if self.kind == BOTH else " ".join(self.words)
        return {PHRASE: f'"{joined}"', PREFIX: f"{joined}*"}.get(self.kind, joined)


class Engine(Protocol):
    """An index in a folder. *build* makes it, *open* opens what is there, *search* counts and returns ids."""

    def build(self, path: Path, size: int) -> None:
        """Index the first *size* articles of *path*."""

    def open(self) -> None:
        """Open what was built."""

    def search(self, question: Question) -> tuple[int, list[str]]:
        """Return how many articles match, and the ids of the best."""


def articles(path: Path, size: int) -> Iterator[dict[str, Any]]:
    """Yield the first *size* articles of a file of `gen_corpus.py`."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, islice(lines, size))


def generated(folder: Path, size: int) -> Path:
    """Make so many articles with the shared generator, unless that many are there; return their file."""
    for made in folder.glob("articles-*/articles.jsonl"):
        # The first of many are the same as those of fewer.
        if int(made.parent.name.removeprefix("articles-")) >= size:
            return made
    out, making = folder / f"articles-{size}", folder / f"making-{size}"
    command = [sys.executable, str(SHARED / "tools" / "gen_corpus.py"), str(size), "--out", str(making)]
    subprocess.run(command, check=True, capture_output=True)
    making.rename(out)
    return out / "articles.jsonl"


class StockWhoosh:
    """Whoosh as it comes, its words stemmed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index: Any = None

    def build(self, path: Path, size: int) -> None:
        """Index in one commit."""
        fields, analysis, index = (
            importlib.import_module(f"whoosh.{name}") for name in ("fields", "analysis", "index")
        )
        stemming = analysis.StemmingAnalyzer(stoplist=None)
        schema = fields.Schema(
            id=fields.ID(stored=True), title=fields.TEXT(stemming, field_boost=3.0), text=fields.TEXT(stemming)
        )
        writer = index.create_in(str(self.folder), schema).writer()
        for each in articles(path, size):
            writer.add_document(id=each["id"], title=each["title"], text=each["text"])
        writer.commit()

    def open(self) -> None:
        """Open the index."""
        self.index = importlib.import_module("whoosh.index").open_dir(str(self.folder)).searcher()

    def search(self, question: Question) -> tuple[int, list[str]]:
        """Search title and text."""
        parser = importlib.import_module("whoosh.qparser").MultifieldParser(["title", "text"], self.index.schema)
        found = self.index.search(parser.parse(question.text), limit=LIMIT)
        return len(found), [hit["id"] for hit in found]


class SqliteFts5:
    """SQLite's full-text search, its words stemmed by `porter`."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "fts5.sqlite"
        self.database: sqlite3.Connection | None = None

    def build(self, path: Path, size: int) -> None:
        """Index in one transaction."""
        database = sqlite3.connect(self.path)
        made = "CREATE VIRTUAL TABLE articles USING fts5(id UNINDEXED, title, text, tokenize='porter unicode61')"
        with database:
            database.execute(made)
            rows = ((each["id"], each["title"], each["text"]) for each in articles(path, size))
            database.executemany("INSERT INTO articles VALUES (?, ?, ?)", rows)
        database.close()

    def open(self) -> None:
        """Open the database."""
        self.database = sqlite3.connect(self.path)

    def search(self, question: Question) -> tuple[int, list[str]]:
        """Search title and text."""
        assert self.database is not None
        quoted = (f'"{word}"' for word in question.words)
        asked = f"{question.words[0]}*" if question.kind == PREFIX else " AND ".join(quoted)
        asked = question.text if question.kind == PHRASE else asked
        (count,) = self.database.execute("SELECT count(*) FROM articles WHERE articles MATCH ?", (asked,)).fetchone()
        ranked = "SELECT id FROM articles WHERE articles MATCH ? ORDER BY bm25(articles, 0, 3, 1) LIMIT ?"
        return count, [row[0] for row in self.database.execute(ranked, (asked, LIMIT))]


class Tantivy:
    """Tantivy, a library in Rust, where it is installed; its words stemmed by `en_stem`."""

    def __init__(self, folder: Path) -> None:
        self._module: Any = importlib.import_module("tantivy")
        self.folder = folder
        self.index: Any = None
        self.searcher: Any = None

    def _index(self) -> Any:
        builder = self._module.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("title", tokenizer_name="en_stem")
        builder.add_text_field("text", tokenizer_name="en_stem")
        return self._module.Index(builder.build(), path=str(self.folder))

    def build(self, path: Path, size: int) -> None:
        """Index with one thread, as the others do."""
        writer = self._index().writer(128_000_000, 1)
        for each in articles(path, size):
            writer.add_document(self._module.Document(id=each["id"], title=each["title"], text=each["text"]))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """Open the index."""
        self.index = self._index()
        self.searcher = self.index.searcher()

    def search(self, question: Question) -> tuple[int, list[str]]:
        """Search title and text."""
        if question.kind == PREFIX:
            query = self._module.Query.regex_query(self.index.schema, "text", f"{question.words[0]}.*")
        else:
            query = self.index.parse_query(_all_of(question), ["title", "text"], {"title": 3.0})
        found = self.searcher.search(query, LIMIT, count=True)
        return found.count, [self.searcher.doc(address)["id"][0] for _, address in found.hits]


def _all_of(question: Question) -> str:
    return question.text if question.kind == PHRASE else " AND ".join(question.words)
