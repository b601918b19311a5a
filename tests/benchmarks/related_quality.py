"""How well cross-references are found, and what they cost.

    python tests/benchmarks/related_quality.py [--data PATH] [--size N] [--json]

PATH is a file of articles told to be of one event (`id title text cluster`, JSON lines, perhaps xz), as the default's
`../shared/data/related/same_event.jsonl.xz`, or a folder with `articles.jsonl` and `truth.tsv` as
../shared/tools/gen_corpus.py makes them. Without PATH both are measured, the second on N = 20,000 made articles, and
the five pages of ../shared/seeds against their gold.

MAP, P@1: every article asks for the others; beside it, in the same run, the cosine of sublinear tf-idf and Whoosh's
`more_like` on an index of its own (stemmed, its defaults).
Copies: an article counts as found if the one it was made of is offered with a passage; as right, if what is offered as
(much of) the same text is of the same family of copies. Event: of the first five offered, those of the same event.
Names and figures: of those that the truth lists and both texts hold, the ones told; and of those told, the ones both
texts hold. The truth lists two persons, one place and three figures of an event, where texts hold more.
Memory: what a process that takes in a quarter of the articles, and all of them, holds at most, and its cache.
"""

import argparse
import itertools
import json
import lzma
import math
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.ingest.text import scrape
from reader.library.markdown import parse
from reader.library.names import NamesAuthority, load_names
from reader.library.yaml_text import LARGE, read_yaml
from reader.related.articles import ArticleFacts
from reader.related.evidence import CrossReference, Evidence
from reader.related.figures import find_figures
from reader.related.store import RelatedStore
from tests.benchmarks.machine import SHARED, arguments, report, tool

DEPTH = 50
# So many of each kind of copy, and of all articles for the rest, are asked.
ASKED = 500
COPIES = ("the same text", "it is an excerpt", "this article is an excerpt", "much of the same text")
Row = dict[str, str]


def main() -> None:
    """Run and print."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--size", type=int, default=20_000, help="how many articles are made")
    parser.add_argument("--take-in", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    found: dict[str, Any] = {}
    if options.take_in:
        _take_in(options.data, options.take_in)
        return
    if options.data is None:
        found |= _clusters(SHARED / "data" / "related" / "same_event.jsonl.xz") | _seeds()
        with tempfile.TemporaryDirectory() as folder:
            made = _made(Path(folder), options.size)
            found |= _copies(made) if made else {"skipped": "../shared/tools/gen_corpus.py is missing"}
    elif options.data.is_dir():
        found |= _copies(options.data)
    else:
        found |= _clusters(options.data)
    found["peak memory of this process, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    report("Cross-references", found, as_json=options.json)


def _made(folder: Path, size: int) -> Path | None:
    script = SHARED / "tools" / "gen_corpus.py"
    if not script.is_file():
        return None
    command = [sys.executable, str(script), str(size), "--out", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def _clusters(path: Path) -> dict[str, Any]:
    metrics = tool("metrics")
    if not path.is_file():
        return {"skipped": f"{path.name} is missing"}
    with lzma.open(path, "rt") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        rows = [{key: str(value) for key, value in json.loads(line).items()} for line in lines]
    cluster_of = {row["id"]: row["cluster"] for row in rows}
    with tempfile.TemporaryDirectory() as cache:
        store = RelatedStore.open(Path(cache), NamesAuthority())
        store.update(ArticleFacts(id=row["id"], title=row["title"], text=row["text"]) for row in rows)
        references = {row["id"]: store.related(row["id"], DEPTH) for row in rows}
        store.close()
    ours = metrics.clusters({key: [each.id for each in found] for key, found in references.items()}, cluster_of)
    cosine = metrics.clusters(_cosine(rows), cluster_of)
    alike = metrics.clusters(_more_like(rows), cluster_of)
    told = [
        cluster_of[key] == cluster_of[each.id]
        for key, found in references.items()
        for each in found
        if _of(each, "event")
    ]
    return {
        f"{path.name}: articles": len(rows),
        "reader, MAP / P@1 / R@50": _three(ours),
        "tf-idf cosine, MAP / P@1 / R@50": _three(cosine),
        "Whoosh more_like, MAP / P@1 / R@50": _three(alike),
        f"{path.name}: told to be one event, right": f"{_share(told):.3f} of {len(told)}",
    }


def _three(found: dict[str, float]) -> str:
    return f"{found['MAP']:.4f} / {found['P@1']:.4f} / {found['R@100']:.4f}"


def _cosine(rows: list[Row]) -> dict[str, list[str]]:
    """Rank by the cosine of (1 + log tf) · log(N / df), title and text together."""
    counts = [Counter(re.findall(r"\w+", f"{row['title']} {row['text']}".casefold())) for row in rows]
    spread = Counter(term for each in counts for term in each)
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    vectors = []
    for place, each in enumerate(counts):
        weights = {term: (1 + math.log(n)) * math.log(len(rows) / spread[term]) for term, n in each.items()}
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        vectors.append({term: weight / norm for term, weight in weights.items()})
        for term, weight in vectors[-1].items():
            postings[term].append((place, weight))
    run = {}
    for place, vector in enumerate(vectors):
        scores: dict[int, float] = defaultdict(float)
        for term, weight in vector.items():
            for other, its in postings[term]:
                scores[other] += weight * its
        scores.pop(place, None)
        run[rows[place]["id"]] = [rows[each]["id"] for each in sorted(scores, key=lambda each: -scores[each])[:DEPTH]]
    return run


def _more_like(rows: list[Row]) -> dict[str, list[str]]:
    """Rank by Whoosh's own notion of likeness: the key terms of an article, asked as a query."""
    from whoosh.analysis.analyzers import StemmingAnalyzer
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.filedb.filestore import RamStorage

    storage: Any = RamStorage
    index = storage().create_index(Schema(id=ID(stored=True), text=TEXT(analyzer=StemmingAnalyzer())))
    writer = index.writer()
    for row in rows:
        writer.add_document(id=row["id"], text=f"{row['title']} {row['text']}")
    writer.commit()
    with index.searcher() as searcher:
        return {
            row["id"]: [
                hit["id"]
                for hit in searcher.more_like(
                    searcher.document_number(id=row["id"]), "text", text=f"{row['title']} {row['text']}", top=DEPTH
                )
            ]
            for row in rows
        }


def _seeds() -> dict[str, Any]:
    """Ask the five pages beside the project for what their gold names, with `names.yaml` of the bundled library."""
    folder, gold = SHARED / "seeds", SHARED / "gold" / "related.yaml"
    if not gold.is_file():
        return {"seeds": "skipped: ../shared/gold is missing"}
    names = load_names(Path(__file__).resolve().parents[2] / "library" / "names.yaml")
    value = read_yaml("pairs:\n" + "".join(f"  {line}\n" for line in gold.read_text().splitlines()), LARGE)
    assert isinstance(value, dict)
    pairs: Any = value["pairs"]
    wanted = held = 0
    furniture = {phrase for pair in pairs for phrase in pair.get("not", ())}
    offered = 0
    with tempfile.TemporaryDirectory() as cache:
        store = RelatedStore.open(Path(cache), names)
        texts: dict[str, str] = {}
        for path in sorted(folder.glob("*.txt")):
            page = scrape(path.read_text(encoding="utf-8"))
            texts[path.name], record = parse(page.markdown).text, page.record
            facts = (record.title, record.author, record.site, record.published, record.first_published, record.url)
            store.update([ArticleFacts(path.name, *facts, texts[path.name])])
        for pair in pairs:
            for here, there in (pair["pair"], reversed(pair["pair"])):
                told = [each for each in store.related(here) if each.id == there]
                said = " ".join(piece.text.replace(",", "") for each in told for piece in each.evidence)
                gold_said = [*pair.get("figures", ()), *pair["names"]]
                gold_said += ["same event"] * bool(pair.get("same_event")) + ["October 18"] * ("same_claim" in pair)
                wanted += len(gold_said)
                held += sum(each in said for each in gold_said)
        for here in texts:
            for found in store.related(here):
                marked = [texts[here][slice(*span)] for piece in found.evidence for span in piece.here]
                offered += sum(phrase in passage for phrase in furniture for passage in marked)
        store.close()
    return {
        "seeds: figures, names, events, claims of the gold told": f"{held} of {wanted}",
        "seeds: asides told as evidence": offered,
    }


class Truth:
    """What gen_corpus.py says of its articles, and their texts."""

    def __init__(self, folder: Path) -> None:
        with (folder / "truth.tsv").open(encoding="utf-8") as lines:
            names = next(lines).rstrip("\n").split("\t")
            self.row = {
                line.split("\t")[0]: dict(zip(names, line.rstrip("\n").split("\t"), strict=True)) for line in lines
            }
        with (folder / "articles.jsonl").open(encoding="utf-8") as lines:
            self.article = {article["id"]: article for article in map(json.loads, lines)}
        self.folder = folder
        self.size_of_event = Counter(row["event"] for row in self.row.values())

    def entries(self) -> Iterator[ArticleFacts]:
        """Yield the articles as the room hands them over."""
        return _entries(self.folder)

    def family(self, key: str) -> str:
        """Return the article that this one was made of in the end."""
        while self.row[key]["of"]:
            key = self.row[key]["of"]
        return key

    def asked(self, kind: str) -> list[str]:
        """Return articles of a kind (any: all kinds), evenly spread."""
        keys = [key for key, row in self.row.items() if kind in {row["kind"], "any"}]
        return keys[:: max(1, len(keys) // ASKED)][:ASKED]

    def told_of(self, key: str, other: str) -> tuple[list[str], list[str]]:
        """Return the names, and the figures of three digits and more, that the truth lists and both texts hold."""
        row = self.row[key]
        texts = [self.article[each]["text"].replace(",", "") for each in (key, other)]
        names = {*row["persons"].split(";"), row["place"]}
        numbers = {each for each in row["figures"].split(";") if len(each) > 2}
        return [each for each in sorted(names) if _in_both(each, texts)], [
            each for each in sorted(numbers) if _in_both(each, texts)
        ]


def _in_both(word: str, texts: list[str]) -> bool:
    return all(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for text in texts)


def _copies(folder: Path) -> dict[str, Any]:
    truth = Truth(folder)
    with tempfile.TemporaryDirectory() as cache:
        store = RelatedStore.open(Path(cache), NamesAuthority())
        words = sum(len(article["text"].split()) for article in truth.article.values())
        entries = list(truth.entries())
        begun, spent = time.perf_counter(), time.process_time()
        store.update(entries)
        wall, cpu = time.perf_counter() - begun, time.process_time() - spent
        del entries
        size = sum(path.stat().st_size for path in Path(cache).iterdir())
        found: dict[str, Any] = {
            "made articles, words each": f"{len(truth.row):,}, {words / len(truth.row):.0f}",
            "taken in, ms an article (processor)": _two(1000 * wall / len(truth.row), 1000 * cpu / len(truth.row)),
            "taken in, ms per 400 words (processor)": _two(400_000 * wall / words, 400_000 * cpu / words),
            "in the cache, bytes per 400 words": f"{400 * size / words:,.0f}",
        }
        for kind in ("reprint", "excerpt", "rewrite"):
            found |= _found(kind, truth, store)
        found |= _told(truth, store) | _times(truth, store)
        store.close()
    return found | _growth(folder, len(truth.row))


def _growth(folder: Path, size: int) -> dict[str, Any]:
    """Take in a quarter and all, each in a process of its own, and see what either holds."""
    told = {}
    for count in (size // 4, size):
        command = [sys.executable, __file__, "--data", str(folder), "--take-in", str(count)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        told[count] = json.loads(done.stdout)
    (less, first), (more, second) = told.items()
    slope = 1_000_000 * (second["peak"] - first["peak"]) / (more - less)
    return {
        f"memory of taking in {less:,} / {more:,}, MB at most": f"{first['peak']:.0f} / {second['peak']:.0f}",
        "memory an article more, bytes": f"{slope:,.0f}",
        f"cache of {less:,} / {more:,}, bytes an article": f"{first['cache']:,.0f} / {second['cache']:,.0f}",
    }


def _take_in(folder: Path, count: int) -> None:
    """Take in so many articles and print what that needed."""
    with tempfile.TemporaryDirectory() as cache:
        store = RelatedStore.open(Path(cache), NamesAuthority())
        store.update(itertools.islice(_entries(folder), count))
        store.close()
        size = sum(path.stat().st_size for path in Path(cache).iterdir())
    # Not what getrusage tells, which begins with the parent's.
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1000
    sys.stdout.write(json.dumps({"peak": peak, "cache": size / count}))


def _entries(folder: Path) -> Iterator[ArticleFacts]:
    """Yield the articles as the room hands them over, one by one."""
    with (folder / "articles.jsonl").open(encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            facts = {name: article[name] for name in ("id", "title", "author", "url", "text")}
            yield ArticleFacts(**facts, site=article["outlet"], published=article["date"])


def _two(wall: float, cpu: float) -> str:
    return f"{wall:.2f} ({cpu:.2f})"


def _found(kind: str, truth: Truth, store: RelatedStore) -> dict[str, Any]:
    found, right = [], []
    for key in truth.asked(kind):
        references = store.related(key, DEPTH)
        found.append(any(each.id == truth.row[key]["of"] and _of(each, "passage") for each in references))
        copies = [each.id for each in references if any(p.text.startswith(COPIES) for p in _of(each, "passage"))]
        right += [truth.family(each) == truth.family(key) for each in copies]
    return {f"{kind}s, recall / precision": f"{_share(found):.4f} / {_share(right):.4f} ({len(found)} asked)"}


def _told(truth: Truth, store: RelatedStore) -> dict[str, Any]:
    first, events, passages = [], [], []
    named, counted, names_right, figures_right = [], [], [], []
    for key in truth.asked("any"):
        event = truth.row[key]["event"]
        references = store.related(key, DEPTH)
        others = truth.size_of_event[event] - 1
        is_same = [truth.row[each.id]["event"] == event for each in references]
        if others:
            first.append(sum(is_same[: min(5, others)]) / min(5, others))
        for each, same in zip(references, is_same, strict=True):
            events += [same] * len(_of(each, "event"))
            passages += [same] * bool(_of(each, "passage"))
            if not same:
                continue
            texts = [truth.article[one]["text"].replace(",", "") for one in (key, each.id)]
            names, numbers = truth.told_of(key, each.id)
            told_names = [name.partition(" and ")[0] for name in _listed(each, "name")]
            # Of a rounded figure, "108,076 ≈ 108,000", the one in the article asked about.
            told_numbers = [float(number.split()[0].replace(",", "")) for number in _listed(each, "figure")]
            named += [any(name.casefold() in told.casefold() for told in told_names) for name in names]
            counted += [float(number) in told_numbers for number in numbers]
            names_right += [_in_both(told.split()[-1], texts) for told in told_names]
            values = [{figure.value for figure in find_figures(text)} for text in texts]
            figures_right += [all(told in held for held in values) for told in told_numbers]
    return {
        "same event, P@5": f"{sum(first) / max(1, len(first)):.4f} ({len(first)} asked)",
        "told to be one event: right": f"{_share(events):.4f} of {len(events)}",
        "told to share a passage: of one event": f"{_share(passages):.4f} of {len(passages)}",
        "names of the truth in both texts: told": f"{_share(named):.4f} of {len(named)}",
        "names told: in both texts": f"{_share(names_right):.4f} of {len(names_right)}",
        "figures (3+ digits) of the truth in both texts: told": f"{_share(counted):.4f} of {len(counted)}",
        "figures told: in both texts": f"{_share(figures_right):.4f} of {len(figures_right)}",
    }


def _times(truth: Truth, store: RelatedStore) -> dict[str, Any]:
    times = []
    for key in truth.asked("any")[:200]:
        begun = time.perf_counter()
        store.related(key, DEPTH)
        times.append(1000 * (time.perf_counter() - begun))
    times.sort()
    changed = next(truth.entries())
    rows = store.changes()
    begun = time.perf_counter()
    for number in range(20):
        store.update([ArticleFacts(id=f"new{number}", title=changed.title, text=f"{changed.text} {number}")])
    one = 1000 * (time.perf_counter() - begun) / 20
    middle, high = times[len(times) // 2], times[-len(times) // 20]
    return {
        "related(id, 50), ms: p50 / p95 / most": f"{middle:.0f} / {high:.0f} / {times[-1]:.0f}",
        "one article more, ms": f"{one:.1f}",
        "one article more, rows of the cache written": f"{(store.changes() - rows) / 20:.0f}",
    }


def _of(reference: CrossReference, kind: str) -> list[Evidence]:
    return [each for each in reference.evidence if each.kind == kind]


def _listed(reference: CrossReference, kind: str) -> list[str]:
    """Return the names or figures that evidence tells."""
    return [told for each in _of(reference, kind) for told in each.text.partition(": ")[2].split(" · ")]


def _share(answers: list[bool]) -> float:
    return sum(answers) / len(answers) if answers else 1.0


if __name__ == "__main__":
    main()
