"""How well the search ranks, on collections with judged queries: titles as titles, queries as free text, as in the box.

    python tests/benchmarks/search_quality.py [--data PATH] [--json]

PATH is a folder of collections, or one of them: `docs.jsonl` or `docs.jsonl.xz` (`id title text`, perhaps `author`),
`queries.jsonl` (`id text`), `qrels.tsv` (query, document, grade). The default is `../shared/data/search`. Figures are
trec_eval's, means over the queries that have a relevant document; beside them those of others on the same files.
"""

import json
import lzma
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.library.names import NamesAuthority
from reader.search.index import IndexEntry, SearchIndex
from tests.benchmarks.machine import SHARED, arguments, report, tool

DEPTH = 1000
# nDCG@10 / MAP of others on the same files, measured when this search was asked for.
OTHERS = {
    "cisi": {"Whoosh as it comes": ".297 / .153", "Lucene idf": ".360 / .207", "best of four": ".386 / .215"},
    "npl": {"Whoosh as it comes": ".431 / .278", "Lucene idf": ".433 / .283", "best of four": ".439 / .287"},
}


def main() -> None:
    """Run and print."""
    options = arguments(__doc__ or "").parse_args()
    metrics = tool("metrics")
    data = options.data or SHARED / "data" / "search"
    collections = [data] if (data / "qrels.tsv").is_file() else sorted(path.parent for path in data.glob("*/qrels.tsv"))
    if not collections:
        sys.stdout.write(f"skipped: no collection in {data}\n")
        return
    figures: dict[str, Any] = {}
    for folder in collections:
        figures |= {f"{folder.name}: {name}": value for name, value in measured(folder, metrics).items()}
        figures |= {f"{folder.name}: {name}, nDCG@10 / MAP": each for name, each in OTHERS.get(folder.name, {}).items()}
    report("Ranking of judged queries", figures, as_json=options.json)


def measured(folder: Path, metrics: Any) -> dict[str, Any]:
    """Index a collection, ask every query of it, and return the figures."""
    with tempfile.TemporaryDirectory() as cache:
        index = SearchIndex.open(Path(cache), NamesAuthority())
        begun = time.perf_counter()
        index.update(_entries(folder))
        indexed = time.perf_counter() - begun
        run: dict[str, list[str]] = {}
        times = []
        refused = 0
        for query in _lines(folder, "queries"):
            begun = time.perf_counter()
            results = index.search(query["text"], limit=DEPTH)
            times.append((time.perf_counter() - begun) * 1000)
            refused += results.problem is not None
            run[str(query["id"])] = [hit.id for hit in results.hits]
        count = index.count
        index.close()
    found = metrics.ranking(run, _judgements(folder))
    times.sort()
    return {
        "reader, nDCG@10 / MAP": f"{found['nDCG@10']:.4f} / {found['MAP']:.4f}",
        "P@10 / R@100": f"{found['P@10']:.3f} / {found['R@100']:.3f}",
        "articles, judged queries, queries refused": f"{count:,}, {found['queries']}, {refused}",
        "articles indexed per second": round(count / indexed),
        "a query, p50 / p95 (ms)": f"{times[len(times) // 2]:.0f} / {times[int(len(times) * 0.95)]:.0f}",
    }


def _entries(folder: Path) -> Iterator[IndexEntry]:
    for each in _lines(folder, "docs"):
        yield IndexEntry(
            id=str(each["id"]),
            title=each.get("title") or "",
            author=each.get("author") or None,
            text=each.get("text") or "",
            language="en",
        )


def _lines(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    packed = folder / f"{name}.jsonl.xz"
    path = packed if packed.is_file() else folder / f"{name}.jsonl"
    with lzma.open(path, "rt", encoding="utf-8") if path == packed else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _judgements(folder: Path) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, document, grade = line.split("\t")
        found[query][document] = int(grade)
    return found


if __name__ == "__main__":
    main()
