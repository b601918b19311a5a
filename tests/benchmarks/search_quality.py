"""How well the search ranks: nDCG@10 and MAP on collections with judged queries, through the index as the box uses it.

    python tests/benchmarks/search_quality.py [--data PATH] [--json]

PATH is a folder of collections (or one collection): `docs.jsonl[.xz]` (id, title, author, text), `queries.jsonl` (id,
text) and `qrels.tsv` (query, document, grade).
"""

import argparse
import importlib.util
import json
import lzma
import platform
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
SHARED = ROOT.parent / "shared"
DEPTH = 1000
# nDCG@10 and MAP of others on the same files, measured for issue 3.
OTHERS = {
    "cisi": {"Whoosh as it comes, OR": (0.297, 0.153), "Lucene idf, weighted": (0.360, 0.207), "best": (0.386, 0.215)},
    "npl": {"Whoosh as it comes, OR": (0.431, 0.278), "Lucene idf, weighted": (0.433, 0.283), "best": (0.439, 0.287)},
}


def main() -> int:
    """Measure each collection and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED / "data" / "search")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not options.data.is_dir() or not (SHARED / "tools" / "metrics.py").is_file():
        print(f"skipped: {options.data} or the shared metrics are missing")
        return 0
    metrics = _module(SHARED / "tools" / "metrics.py")
    figures = {folder.name: measured(folder, metrics) for folder in _collections(options.data)}
    if options.json:
        print(json.dumps({"figures": figures, "machine": _machine(), "command": sys.argv}))
    else:
        _print(figures)
    return 0


def measured(folder: Path, metrics: ModuleType) -> dict[str, float]:
    """Index a collection, ask every query, and return its figures."""
    from reader.library.names import NamesAuthority
    from reader.search.index import IndexEntry, SearchIndex

    with tempfile.TemporaryDirectory() as cache:
        index = SearchIndex.open(Path(cache), NamesAuthority())
        started = time.perf_counter()
        index.update(
            IndexEntry(
                id=str(each["id"]),
                title=each.get("title") or "",
                author=each.get("author") or None,
                text=each.get("text") or "",
                language="en",
            )
            for each in _lines(folder, "docs")
        )
        indexed = time.perf_counter() - started
        run, times, problems = {}, [], 0
        for query in _lines(folder, "queries"):
            started = time.perf_counter()
            results = index.search(query["text"], limit=DEPTH)
            times.append(time.perf_counter() - started)
            problems += results.problem is not None
            run[str(query["id"])] = [hit.id for hit in results.hits]
        count = index.count
        index.close()
    times.sort()
    found: dict[str, float] = metrics.ranking(run, _judgements(folder))
    return found | {
        "documents": count,
        "documents per second": count / indexed,
        "p50 ms": times[len(times) // 2] * 1000,
        "p95 ms": times[int(len(times) * 0.95)] * 1000,
        "refused": problems,
    }


def _collections(data: Path) -> list[Path]:
    return [data] if (data / "qrels.tsv").is_file() else sorted(path.parent for path in data.glob("*/qrels.tsv"))


def _lines(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    packed = folder / f"{name}.jsonl.xz"
    path = packed if packed.is_file() else folder / f"{name}.jsonl"
    with lzma.open(path, "rt", encoding="utf-8") if path == packed else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _judgements(folder: Path) -> dict[str, dict[str, int]]:
    judgements: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, document, grade = line.split("\t")
        judgements[query][document] = int(grade)
    return judgements


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _machine() -> str:
    return f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"


def _print(figures: dict[str, dict[str, float]]) -> None:
    print(f"{_machine()}; {' '.join(sys.argv)}")
    for name, found in figures.items():
        print(f"\n{name}: {found['documents']:,} documents, {found['queries']:.0f} judged queries")
        print(f"  {'':28} nDCG@10    MAP")
        print(f"  {'reader':28} {found['nDCG@10']:7.4f} {found['MAP']:6.4f}")
        for other, (ndcg, average) in OTHERS.get(name, {}).items():
            print(f"  {other:28} {ndcg:7.3f} {average:6.3f}")
        print(
            f"  P@10 {found['P@10']:.3f}, R@100 {found['R@100']:.3f}; {found['refused']:.0f} queries refused; "
            f"{found['documents per second']:.0f} documents indexed per second; "
            f"a query takes {found['p50 ms']:.0f} ms (p50), {found['p95 ms']:.0f} ms (p95)"
        )


if __name__ == "__main__":
    raise SystemExit(main())
