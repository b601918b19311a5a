"""Search at scale: reader beside SQLite's FTS5, Whoosh as it comes and tantivy, on the same articles in one run.

    python tests/benchmarks/scale.py [--sizes 2000,20000] [--engines reader,FTS5] [--data FILE] [--folder FOLDER]
                                     [--again all|search] [--json]

FILE is `articles.jsonl` as ../shared/tools/gen_corpus.py writes it; by default it makes one. Sizes up to 1000000 serve.
With FOLDER everything is kept there, and what was measured already is not measured again: so a long run goes on where
it was stopped, and engines can be measured one at a time. With --again it is.

Each engine works in a process of its own, one after the other. *reader* is the whole of it, as the app and the command
line use it: files of Markdown become catalog, search index and evidence, and a search brings fifty hits with their
snippets. *its index* is the search index alone. The others count what matches and return fifty ids.

Indexing: processor milliseconds an article, articles a second by the clock, memory at most, megabytes on disk. Queries:
processor milliseconds, p50 / p95, each query asked once. First search: from nothing open to the first answer, in a new
process. Memory is that of the process, Python's own some 10 MB of it.
"""

import importlib
import importlib.util
import json
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import astuple
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
    "tantivy": "scale_engines.Tantivy",
    "Whoosh": "scale_engines.StockWhoosh",
}
QUERIES = 60
MORE = 10
STEPS = ("prepare", "build", "first", "ask", "add")
_SEARCHING = ("first", "ask", "add")
# Words of questions are those of so many articles.
ASKED_OF = 20_000


def main() -> None:
    """Run and print."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--sizes", default="2000,20000", help="numbers of articles")
    parser.add_argument("--engines", default=",".join(ENGINES), help="names of engines")
    parser.add_argument("--folder", type=Path, help="where articles, indexes and figures are kept")
    parser.add_argument("--again", choices=("all", "search"), help="measure again what FOLDER has figures of")
    parser.add_argument("--step", help=f"for its own use: {', '.join(STEPS)}")
    options = parser.parse_args()
    if options.step:
        sys.stdout.write(json.dumps(_step(options)) + "\n")
        return
    tool("metrics")
    sizes = list(map(int, options.sizes.split(",")))
    engines = list(filter(_is_installed, options.engines.split(",")))
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        data = options.data or generated(folder, max(sizes))
        found = {size: _figures(folder, data, size, engines, options.again) for size in sizes}
    if options.json:
        told = {
            f"{size:,} · {row} · {engine}": value
            for size, by_engine in found.items()
            for engine, figures in by_engine.items()
            for row, value in figures.items()
        }
        report("Search at scale", told, as_json=True)
        return
    report("Search at scale", {}, as_json=False)
    for size, by_engine in found.items():
        sys.stdout.writelines(_table(size, by_engine))


def _table(size: int, by_engine: dict[str, dict[str, Any]]) -> Iterator[str]:
    yield f"\n{f'{size:,} articles':<32}" + "".join(f"{engine:>16}" for engine in by_engine) + "\n"
    for row in _ROWS:
        values = [str(figures.get(row, "–")) for figures in by_engine.values()]
        yield f"{row:<32}" + "".join(f"{value:>16}" for value in values) + "\n"


def _figures(folder: Path, data: Path, size: int, engines: list[str], again: str | None) -> dict[str, Any]:
    """Return the figures of each engine: those that are kept, and those that are measured now."""
    found: dict[str, dict[str, Any]] = {}
    for engine in engines:
        place = folder / f"{engine.replace(' ', '-')}-{size}"
        kept = place.with_suffix(".json")
        done = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() and again != "all" else {}
        if "build" not in done:
            # What was left of a run that was stopped is no part of this one.
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
        for step in STEPS:
            if step not in done or (again == "search" and step in _SEARCHING):
                command = [sys.executable, __file__, "--sizes", str(size), "--engines", engine, "--data", str(data)]
                command += ["--folder", str(place), "--step", step]
                told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
                done[step] = json.loads(told.splitlines()[-1])
                kept.write_text(json.dumps(done, indent=1), encoding="utf-8")
        found[engine] = {row: value for told in done.values() for row, value in told.items()}
    return found


def _step(options: Any) -> dict[str, Any]:
    size, asked = int(options.sizes), options.folder.with_name(f"questions-{options.sizes}.json")
    module, _, name = ENGINES[options.engines].partition(".")
    engine = getattr(importlib.import_module(f"tests.benchmarks.{module}"), name)(options.folder)
    if options.step == "prepare":
        if hasattr(engine, "prepare"):
            engine.prepare(options.data, size)
        # Made where no memory is measured, the same for every size and engine.
        if not asked.is_file():
            asked.write_text(json.dumps(_questions(options.data, size), default=astuple), encoding="utf-8")
        return {}
    if options.step == "build":
        return _build(engine, options.data, size, options.folder)
    if options.step == "add":
        return _added(engine, options.data, options.folder)
    told = json.loads(asked.read_text(encoding="utf-8"))
    questions = {row: [Question(kind, tuple(words)) for kind, words in each] for row, each in told.items()}
    return _first(engine, questions) if options.step == "first" else _searched(engine, questions)


def _first(engine: Any, questions: dict[str, list[Question]]) -> dict[str, Any]:
    clock, processor = time.perf_counter(), _processor()
    engine.open()
    engine.search(questions["one name"][-1])
    return {"first search, ms": _both(clock, processor)}


def _both(clock: float, processor: float) -> str:
    """Return how much has gone by, of the processor's time and by the clock."""
    return f"{(_processor() - processor) * 1000:.0f}, clock {(time.perf_counter() - clock) * 1000:.0f}"


def _searched(engine: Any, questions: dict[str, list[Question]]) -> dict[str, Any]:
    engine.open()
    engine.search(Question(WORDS, ("warming",)))
    found = {row: _asked(engine.search, each) for row, each in questions.items()}
    if hasattr(engine, "facets"):
        found["facets"] = _asked(engine.facets, questions["two common words"])
    return found | {"memory while searching, MB": _memory(), "searched": time.strftime("%d %b %H:%M")}


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


def _added(engine: Any, data: Path, folder: Path) -> dict[str, Any]:
    """Add ten articles to what was built and search for them."""
    if not hasattr(engine, "add"):
        return {}
    # Other articles each time, with a word that no other has.
    word = "".join(chr(ord("a") + int(digit)) for digit in str(time.time_ns()))
    more = folder / "more.jsonl"
    others = (
        each | {"id": f"{word}{number}", "text": f"{each['text']} {word}"}
        for number, each in enumerate(articles(data, MORE))
    )
    more.write_text("".join(f"{json.dumps(each)}\n" for each in others), encoding="utf-8")
    engine.open()
    clock, processor = time.perf_counter(), _processor()
    engine.add(more, MORE)
    count, _ = engine.search(Question(WORDS, (word,)))
    told = {"ten more articles are found, ms": _both(clock, processor)}
    if count < MORE:
        raise RuntimeError(f"{count} of {MORE} articles were found")
    return told


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
    "first search, ms", "memory while searching, MB", "ten more articles are found, ms", "searched",
)  # fmt: skip


def _is_installed(engine: str) -> bool:
    if engine == "tantivy" and importlib.util.find_spec("tantivy") is None:
        sys.stdout.write("skipped: tantivy is not installed\n")
        return False
    return True


if __name__ == "__main__":
    main()
