"""How long the search takes for 60 written and 20,000 random queries of every form, at 20,000 articles.

    python tests/benchmarks/queries.py [--articles 20000] [--random 20000] [--seed 1] [--kept FOLDER] [--slow N]
                                       [--data FILE] [--json]

FILE is `articles.jsonl` as ../shared/tools/gen_corpus.py writes it; by default it makes one. Every query is asked once,
of a room that is open, as the app asks it: up to 500 hits, and the snippets of those that are seen first. A query that
is refused with a sentence counts with the time until the refusal. With --kept the library and its caches stay in FOLDER
for the next run. With --slow the N slowest queries are printed. Milliseconds of the wall clock, and of the processor,
which on a busy machine says what the program itself took.
"""

import gc
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.room import ReadingRoom
from reader.room.settings import Places, Settings
from reader.tui.reading.search_worker import FIRST_SNIPPETS, MOST_HITS
from tests.benchmarks.machine import SHARED, arguments, report, tool
from tests.faults.queries_made import WRITTEN, QueryMaker, Vocabulary


@dataclass(frozen=True, slots=True)
class Timing:
    """One query: milliseconds of the wall clock and of the processor, and the longest time it could not be ended."""

    kind: str
    query: str
    wall: float
    processor: float
    deaf: float
    refusal: str


def main() -> None:
    """Run and print."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--articles", type=int, default=20_000, help="number of articles")
    parser.add_argument("--random", type=int, default=20_000, help="number of random queries")
    parser.add_argument("--seed", type=int, default=1, help="of the random queries")
    parser.add_argument("--kept", type=Path, help="where library and caches stay for the next run")
    parser.add_argument("--slow", type=int, default=0, help="print the slowest queries")
    options = parser.parse_args()
    tool("metrics")
    with tempfile.TemporaryDirectory() as folder:
        base = options.kept or Path(folder)
        articles = list(_articles(options.data or _generated(base, options.articles), options.articles))
        with _room(base, articles) as room:
            words = Vocabulary.of([(each["id"], each["title"], each["outlet"], each["text"]) for each in articles])
            room.search("warming")
            # What the benchmark itself holds is no part of what the collector walks through in the app.
            gc.collect()
            gc.freeze()
            written = [_timed(room, "written", query) for query in WRITTEN]
            made = QueryMaker(words, options.seed).queries(options.random)
            random = [_timed(room, kind, query) for kind, query in made]
    report("Queries, p50 / p95 / p99 / most (ms)", _figures(written, random), as_json=options.json)
    for each in sorted([*written, *random], key=lambda each: -each.processor)[: options.slow]:
        sys.stdout.write(f"  {each.processor:7.0f} ({each.deaf:4.0f} deaf) {each.kind}: {each.query[:160]!r}\n")


def _timed(room: ReadingRoom, kind: str, query: str) -> Timing:
    deaf, looked = 0.0, time.thread_time()

    def listening() -> bool:
        nonlocal deaf, looked
        now = time.thread_time()
        deaf, looked = max(deaf, now - looked), now
        return False

    wall, processor = time.perf_counter(), time.thread_time()
    results = room.searcher.hits(query, limit=MOST_HITS, cancelled=listening)
    listening()
    room.searcher.snippets([hit.id for hit in results.hits[:FIRST_SNIPPETS]], query, cancelled=listening)
    listening()
    taken = time.perf_counter() - wall, time.thread_time() - processor
    return Timing(kind, query, taken[0] * 1000, taken[1] * 1000, deaf * 1000, results.problem or "")


def _figures(written: list[Timing], random: list[Timing]) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    for name, group in (("written", written), ("random", random)):
        title = f"{len(group):,} {name} queries"
        figures[f"{title}, wall clock"] = _spread(each.wall for each in group)
        figures[f"{title}, processor"] = _spread(each.processor for each in group)
        figures[f"{title}, longest time deaf to a cancel"] = _spread(each.deaf for each in group)
        figures[f"{title}, refused"] = sum(1 for each in group if each.refusal)
        figures[f"{title}, refused for taking too long"] = sum(1 for each in group if "stopped" in each.refusal)
        over = sum(1 for each in group if each.wall > 200 and not each.refusal)
        figures[f"{title}, over 200 ms and not refused"] = over
    kinds = defaultdict(list)
    for each in random:
        kinds[each.kind].append(each.processor)
    return figures | {f"{kind}, processor": _spread(times) for kind, times in kinds.items()}


def _spread(times: Iterable[float]) -> str:
    ordered = sorted(times)
    shares = (0.5, 0.95, 0.99, 1.0)
    return " / ".join(f"{ordered[min(len(ordered) - 1, int(len(ordered) * share))]:.1f}" for share in shares)


def _room(base: Path, articles: list[dict[str, Any]]) -> ReadingRoom:
    library = base / "library"
    if not library.exists():
        _write_library(library, articles)
    places = Places(*(base / name for name in ("data", "cache", "state", "config")))
    room = ReadingRoom.open(library, settings=Settings(), places=places)
    begun = time.perf_counter()
    room.index(verify=True)
    sys.stderr.write(f"{len(room.catalog):,} articles ready after {time.perf_counter() - begun:.0f} s\n")
    return room


def _write_library(library: Path, articles: list[dict[str, Any]]) -> None:
    for each in articles:
        path = library / "articles" / each["date"][:4] / f"{each['id']}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        facts = {
            "id": each["id"],
            "title": each["title"],
            "author": each["author"],
            "site": each["outlet"],
            "published": each["date"],
            "url": each["url"],
            "language": "en",
        }
        head = "".join(f"{name}: {json.dumps(value)}\n" for name, value in facts.items() if value)
        path.write_text(f"---\n{head}---\n\n{each['text']}\n", encoding="utf-8")
    (library / "library.yaml").write_text("title: Generated\nlanguage: en\n", encoding="utf-8")


def _articles(path: Path, count: int) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line, _ in zip(lines, range(count), strict=False):
            yield json.loads(line)


def _generated(folder: Path, size: int) -> Path:
    out = folder / f"articles-{size}"
    if not (out / "articles.jsonl").exists():
        command = [sys.executable, str(SHARED / "tools" / "gen_corpus.py"), str(size), "--out", str(out)]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return out / "articles.jsonl"


if __name__ == "__main__":
    main()
