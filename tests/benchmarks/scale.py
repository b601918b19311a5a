"""Search at scale: reader beside SQLite's FTS5, Whoosh as it comes and tantivy, on the same articles in one run.

    python tests/benchmarks/scale.py [--sizes 2000,20000] [--engines reader,FTS5] [--data FILE] [--json]

FILE is `articles.jsonl` as ../shared/tools/gen_corpus.py writes it; by default it makes one. Sizes up to 1000000 serve.
Each engine works in a process of its own, one after the other. *reader* is the whole of it, as the app and the command
line use it: files of Markdown become catalog, search index and evidence, and a search brings fifty hits with their
snippets. *its index* is the search index alone. The others count what matches and return fifty ids.

Indexing: processor milliseconds an article, articles a second by the clock, memory at most, megabytes on disk. Queries:
processor milliseconds, p50 / p95, each query asked once. First search: from nothing open to the first answer, in a new
process, by the clock.
"""

import importlib
import importlib.util
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.machine import arguments, report, tool
from tests.benchmarks.scale_engines import BOTH, PHRASE, PREFIX, WORDS, Question, articles, generated

# Where each engine is; imported only in the process that it works in.
ENGINES = {
    "reader": "scale_reader.ReaderLibrary",
    "its index": "scale_reader.ReaderIndex",
    "FTS5": "scale_engines.SqliteFts5",
    "Whoosh": "scale_engines.StockWhoosh",
    "tantivy": "scale_engines.Tantivy",
}
QUERIES = 60


def main() -> None:
    """Run and print."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--sizes", default="2000,20000", help="numbers of articles")
    parser.add_argument("--engines", default=",".join(ENGINES), help="names of engines")
    parser.add_argument("--step", help="for its own use: prepare, build, first or ask")
    parser.add_argument("--folder", type=Path, help="for its own use: where the index is")
    options = parser.parse_args()
    if options.step:
        sys.stdout.write(json.dumps(_step(options)) + "\n")
        return
    tool("metrics")
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, options.sizes.split(",")):
            path = options.data or generated(Path(folder), size)
            for name in filter(_is_installed, options.engines.split(",")):
                told = _measured(Path(folder) / f"{name.replace(' ', '-')}-{size}", path, size, name)
                figures |= {f"{size:,} · {row} · {name}": value for row, value in told.items()}
    report("Search at scale", dict(sorted(figures.items(), key=_in_rows)), as_json=options.json)


def _in_rows(item: tuple[str, Any]) -> tuple[int, int]:
    """Sort by size, then by row: what is compared stands together."""
    size, row, _ = item[0].split(" · ")
    return int(size.replace(",", "")), _ROWS.index(row)


def _measured(folder: Path, path: Path, size: int, engine: str) -> dict[str, Any]:
    """Build an index and search it, each in a process of its own."""
    folder.mkdir(parents=True)
    found: dict[str, Any] = {}
    for step in ("prepare", "build", "first", "ask"):
        command = [sys.executable, __file__, "--sizes", str(size), "--engines", engine, "--data", str(path)]
        command += ["--folder", str(folder), "--step", step]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found |= json.loads(told.splitlines()[-1])
    return found


def _step(options: Any) -> dict[str, Any]:
    size = int(options.sizes)
    module, _, name = ENGINES[options.engines].partition(".")
    engine = getattr(importlib.import_module(f"tests.benchmarks.{module}"), name)(options.folder)
    if options.step == "prepare":
        if hasattr(engine, "prepare"):
            engine.prepare(options.data, size)
        return {}
    if options.step == "build":
        return _build(engine, options.data, size, options.folder)
    questions = _questions(options.data, size)
    if options.step == "first":
        begun = time.perf_counter()
        engine.open()
        engine.search(questions["one name"][-1])
        return {"first search, ms": round((time.perf_counter() - begun) * 1000)}
    engine.open()
    engine.search(Question(WORDS, ("warming",)))
    found = {row: _asked(engine.search, asked) for row, asked in questions.items()}
    if hasattr(engine, "facets"):
        found["facets"] = _asked(engine.facets, questions["two common words"])
    return found | {"memory while searching, MB": _memory()}


def _build(engine: Any, path: Path, size: int, folder: Path) -> dict[str, Any]:
    clock, processor = time.perf_counter(), _processor()
    engine.build(path, size)
    clock, processor = time.perf_counter() - clock, _processor() - processor
    return {
        "indexing, ms an article": round(processor * 1000 / size, 2),
        "indexing, articles a second": round(size / clock),
        "indexing, memory at most, MB": _memory(),
        "on disk, MB": round(_bytes(folder) / 1e6, 1),
    }


def _asked(search: Callable[[Question], Any], questions: list[Question]) -> str:
    times = sorted(_timed(search, each) for each in questions)
    return f"{times[len(times) // 2]:.1f} / {times[int(len(times) * 0.95)]:.1f}"


def _timed(search: Callable[[Question], Any], question: Question) -> float:
    begun = time.process_time()
    search(question)
    return (time.process_time() - begun) * 1000


def _processor() -> float:
    spent = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in spent)


def _memory() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _bytes(folder: Path) -> int:
    """Return the size of what an engine keeps in *folder*, without the library that it was given."""
    files = (each for each in folder.rglob("*") if each.is_file() and folder / "library" not in each.parents)
    # Generations share files: each counts once.
    return sum({each.stat().st_ino: each.stat().st_size for each in files}.values())


def _questions(path: Path, size: int) -> dict[str, list[Question]]:
    """Make for each row the same questions every time, of words that the articles have."""
    chosen = random.Random(3)  # noqa: S311 - the same queries every time
    some = list(articles(path, min(size, 20_000)))
    counts = Counter(word for each in some for word in set(re.findall(r"[a-z]{4,}", each["text"].lower())))
    common = [word for word, _ in counts.most_common(300)]
    other = sorted(word for word, count in counts.items() if count > len(some) // 1000)
    people = sorted({name for each in some for name in re.findall(r"[A-Z][a-z]+ ([A-Z][a-z]+)\b", each["title"])})
    places = sorted({each["title"].split()[-1] for each in some if each["title"].split()[-1].istitle()})
    texts = [re.findall(r"[a-z]+(?: [a-z]+)+", each["text"]) for each in some]

    def row(make: Callable[[], Question]) -> list[Question]:
        return [make() for _ in range(QUERIES)]

    def phrase() -> Question:
        words = chosen.choice(chosen.choice([each for each in texts if each])).split()
        start = chosen.randrange(len(words) - 1)
        return Question(PHRASE, tuple(words[start : start + 2]))

    pick = chosen.choice
    return {
        "one name": row(lambda: Question(WORDS, (pick(people),))),
        "name AND place": row(lambda: Question(BOTH, (pick(people), pick(places)))),
        "two common words": row(lambda: Question(WORDS, (pick(common), pick(common)))),
        "phrase": row(phrase),
        "prefix of 3 letters": row(lambda: Question(PREFIX, (pick(other)[:3],))),
    }


_ROWS = (
    "indexing, ms an article", "indexing, articles a second", "indexing, memory at most, MB", "on disk, MB",
    "one name", "name AND place", "two common words", "phrase", "prefix of 3 letters", "facets",
    "first search, ms", "memory while searching, MB",
)  # fmt: skip


def _is_installed(engine: str) -> bool:
    if engine == "tantivy" and importlib.util.find_spec("tantivy") is None:
        sys.stdout.write("skipped: tantivy is not installed\n")
        return False
    return True


if __name__ == "__main__":
    main()
