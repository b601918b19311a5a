"""Whether a word is found in the forms that its language gives it: one-word queries over sentences with lemmas.

    python tests/benchmarks/word_finding.py [--data PATH] [--json]

PATH is a folder of `LANG.jsonl.xz` (`{"kind":"doc","id","text"}`, then `{"kind":"query","id","text","relevant",
"either"}`) or one such file; the default is `../shared/data/scripts`. *told*: the articles say their language;
*untold*: they say none. FTS5 is SQLite's, with unicode61 and trigram, the better of both.
"""

import json
import lzma
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.library.names import NamesAuthority
from reader.search.index import IndexEntry, SearchIndex
from tests.benchmarks.machine import SHARED, arguments, report

DEPTH = 100
Search = Callable[[str], list[str]]
Row = dict[str, Any]


def main() -> None:
    """Run and print."""
    options = arguments(__doc__ or "").parse_args()
    data = options.data or SHARED / "data" / "scripts"
    files = [data] if data.is_file() else sorted(data.glob("*.jsonl.xz"))
    if not files:
        sys.stdout.write(f"skipped: no sentences in {data}\n")
        return
    figures: dict[str, str] = {"": "R@100 / P@10: told, untold, FTS5"}
    for path in files:
        figures[path.name.split(".")[0]] = _measured(path)
    report("Finding a word in its forms", figures, as_json=options.json)


def _measured(path: Path) -> str:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows: list[Row] = [json.loads(line) for line in lines]
    articles = [row for row in rows if row["kind"] == "doc"]
    queries = [row for row in rows if row["kind"] == "query"]
    language = path.name.split(".")[0].split("_")[0]
    told = _ours(articles, queries, language)
    untold = _ours(articles, queries, None)
    beside = max(_fts5(articles, queries, tokenizer) for tokenizer in ("unicode61", "trigram"))
    return "   ".join(f"{recall:.3f} / {precision:.3f}" for recall, precision in (told, untold, beside))


def _ours(articles: list[Row], queries: list[Row], language: str | None) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as cache:
        index = SearchIndex.open(Path(cache), NamesAuthority())
        index.update(IndexEntry(row["id"], text=row["text"], language=language) for row in articles)
        found = _judged(queries, lambda text: [hit.id for hit in index.search(text, limit=DEPTH).hits])
        index.close()
    return found


def _fts5(articles: list[Row], queries: list[Row], tokenizer: str) -> tuple[float, float]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"CREATE VIRTUAL TABLE sentences USING fts5(id UNINDEXED, text, tokenize='{tokenizer}')")
        database.executemany("INSERT INTO sentences VALUES (?, ?)", ((row["id"], row["text"]) for row in articles))

        def search(text: str) -> list[str]:
            asked = '"' + text.replace('"', '""') + '"'
            found = database.execute(
                "SELECT id FROM sentences WHERE sentences MATCH ? ORDER BY rank LIMIT ?", (asked, DEPTH)
            )
            return [row[0] for row in found]

        return _judged(queries, search)


def _judged(queries: list[Row], search: Search) -> tuple[float, float]:
    """Return recall at 100 and precision at 10, means over the queries; what counts neither way is passed over."""
    recalls, precisions = [], []
    for query in queries:
        relevant = set(query["relevant"])
        found = [each for each in search(query["text"]) if each not in query.get("either", ())]
        recalls.append(len(relevant.intersection(found[:DEPTH])) / len(relevant))
        precisions.append(len(relevant.intersection(found[:10])) / 10)
    return sum(recalls) / len(recalls), sum(precisions) / len(precisions)


if __name__ == "__main__":
    main()
