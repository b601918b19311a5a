"""How fast the search answers, by kind of query, and how fast it indexes: at 1,000 and 10,000 articles.

    python tests/benchmarks/search_speed.py [--sizes 1000,10000] [--data FILE] [--json]

FILE is `articles.jsonl` as ../shared/tools/gen_corpus.py writes it; by default it makes one. Every query is another one
of its kind, asked once of an index that is open: nothing was counted for it before. Milliseconds.
"""

import json
import random
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.library.names import NamesAuthority
from reader.search.index import SearchIndex
from tests.benchmarks.machine import arguments, report, tool
from tests.benchmarks.scale_engines import generated
from tests.benchmarks.scale_reader import entries

QUERIES = 40


def main() -> None:
    """Run and print."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--sizes", default="1000,10000", help="numbers of articles")
    options = parser.parse_args()
    tool("metrics")
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, options.sizes.split(",")):
            path = options.data or generated(Path(folder), size)
            figures |= {f"{size:,}: {name}": value for name, value in measured(Path(folder), path, size).items()}
    report("Search, p50 / p95 (ms)", figures, as_json=options.json)


def measured(folder: Path, path: Path, size: int) -> dict[str, Any]:
    """Index the first *size* articles of *path*, ask queries of every kind, and return the figures."""
    cache = folder / f"index-{size}"
    index = SearchIndex.open(cache, NamesAuthority())
    begun = time.perf_counter()
    index.update(entries(path, size))
    seconds = time.perf_counter() - begun
    index.close()
    figures: dict[str, Any] = {
        "articles indexed per second": round(size / seconds),
        "size of the index (MB)": round(
            sum(each.stat().st_size for each in cache.rglob("*") if each.is_file()) / 1e6, 1
        ),
        "largest memory so far (MB)": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    for kind, ask in _kinds(path, size).items():
        # Opened anew, so that no kind finds what another has counted.
        index = SearchIndex.open(cache, NamesAuthority())
        index.search("warming")
        times = sorted(_timed(index, query, facets=kind == "facets") for query in ask())
        figures[kind] = f"{times[len(times) // 2]:.1f} / {times[int(len(times) * 0.95)]:.1f}"
        index.close()
    return figures


def _timed(index: SearchIndex, query: str, *, facets: bool) -> float:
    begun = time.perf_counter()
    if facets:
        index.facets(query)
    else:
        index.search(query, limit=50)
    return (time.perf_counter() - begun) * 1000


def _kinds(path: Path, size: int) -> dict[str, Callable[[], list[str]]]:
    """Make for each kind of query what gives some of it, of words that the articles have."""
    chosen = random.Random(3)  # noqa: S311 - the same queries every time
    articles = [json.loads(line) for line, _ in zip(path.open(encoding="utf-8"), range(size), strict=False)]
    counts = Counter(word for each in articles for word in set(re.findall(r"[a-z]{4,}", each["text"].lower())))
    common = [word for word, _ in counts.most_common(300)]
    other = [word for word, count in counts.items() if count > size // 1000]
    names = sorted({name for each in articles for name in re.findall(r"[A-Z][a-z]+ [A-Z][a-z]+", each["title"])})
    places = sorted({each["title"].split()[-1] for each in articles if each["title"].split()[-1].istitle()})
    texts = [each["text"].split() for each in articles]

    def some(make: Callable[[], str]) -> Callable[[], list[str]]:
        return lambda: [make() for _ in range(QUERIES)]

    def pick(words: list[str]) -> str:
        return chosen.choice(words)

    def phrase() -> str:
        words = pick_text()
        start = chosen.randrange(max(1, len(words) - 2))
        return '"' + " ".join(words[start : start + 2]).replace('"', "") + '"'

    def pick_text() -> list[str]:
        return chosen.choice(texts)

    return {
        "one word": some(lambda: pick(other)),
        "name AND place": some(lambda: f"{pick(names)} AND {pick(places)}"),
        "two common words": some(lambda: f"{pick(common)} {pick(common)}"),
        "five words": some(lambda: " ".join(pick(common) for _ in range(5))),
        "phrase": some(phrase),
        "prefix of 2 letters": some(lambda: f"{pick(other)[:2]}*"),
        "prefix of 3 letters": some(lambda: f"{pick(other)[:3]}*"),
        "prefix of 4 letters": some(lambda: f"{pick(other)[:4]}*"),
        "fuzzy": some(lambda: f"{pick(other)}~"),
        "date range": some(lambda: f"{pick(common)} date:20{chosen.randrange(10, 12)}..2011"),
        "facets": some(lambda: f"{pick(common)} {pick(other)}"),
        "like an article": some(lambda: f"like:{chosen.choice(articles)['id']}"),
    }


if __name__ == "__main__":
    main()
