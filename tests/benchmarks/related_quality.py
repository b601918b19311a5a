"""How well cross-references are found, and what they cost.

    python tests/benchmarks/related_quality.py [--data PATH] [--size N] [--json]

PATH is a file of articles told to be of one event (`id title text cluster`, JSON lines, perhaps xz), as the default's
`../shared/data/related/same_event.jsonl.xz`, or a folder with `articles.jsonl` and `truth.tsv` as
../shared/tools/gen_corpus.py makes them. Without PATH both are measured, the second on N = 20,000 made articles.

MAP, P@1: every article asks for the others; beside it, in the same run, the cosine of sublinear tf-idf.
Copies: an article counts as found if the one it was made of is offered with a passage; as right, if what is offered as
(much of) the same text is of the same family of copies. Event: of the first five offered, those of the same event.
Names and figures: of those that the truth lists and both texts hold, the ones told; and of those told, the ones both
texts hold. The truth lists two persons, one place and three figures of an event, where texts hold more.
Whoosh's `more_like` is not among them: only reader.search imports Whoosh, and it offers none.
"""

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

from reader.library.names import NamesAuthority
from reader.related.evidence import CrossReference, Evidence
from reader.related.figures import figures
from reader.related.store import RelatedEntry, RelatedStore
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
    options = parser.parse_args()
    found: dict[str, Any] = {}
    if options.data is None:
        found |= _clusters(SHARED / "data" / "related" / "same_event.jsonl.xz")
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
        store.update(RelatedEntry(id=row["id"], title=row["title"], text=row["text"]) for row in rows)
        references = {row["id"]: store.related(row["id"], DEPTH) for row in rows}
        store.close()
    ours = metrics.clusters({key: [each.id for each in found] for key, found in references.items()}, cluster_of)
    cosine = metrics.clusters(_cosine(rows), cluster_of)
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
        self.size_of_event = Counter(row["event"] for row in self.row.values())

    def entries(self) -> Iterator[RelatedEntry]:
        """Yield the articles as the room hands them over."""
        for article in self.article.values():
            facts = {name: article[name] for name in ("id", "title", "author", "url", "text")}
            yield RelatedEntry(**facts, site=article["outlet"], published=article["date"])

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
    return found


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
            values = [{figure.value for figure in figures(text)} for text in texts]
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
    begun = time.perf_counter()
    for number in range(20):
        store.update([RelatedEntry(id=f"new{number}", title=changed.title, text=f"{changed.text} {number}")])
    one = 1000 * (time.perf_counter() - begun) / 20
    middle, high = times[len(times) // 2], times[-len(times) // 20]
    return {
        "related(id, 50), ms: p50 / p95 / most": f"{middle:.0f} / {high:.0f} / {times[-1]:.0f}",
        "one article more, ms": f"{one:.1f}",
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
