"""How well and how fast annotations are found again.

    python tests/benchmarks/anchoring.py [--data PATH] [--json]

PATH holds pairs of extractions of one page, `v1` and `v2`, with quotes placed in `v1` and their place in `v2`, as the
default's `../shared/data/anchors/reimport_pairs.jsonl.xz` does. The selectors are those that the app makes on `v1`;
they are looked for in `v2` by the code that the app calls.
"""

import argparse
import importlib.util
import json
import lzma
import os
import platform
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT))

from reader.notes.anchoring import Anchoring, AnchoringText  # noqa: E402 - the project is found first
from reader.notes.model import Annotation, TextPositionSelector, TextQuoteSelector  # noqa: E402 - the project is found first
from reader.notes.note_file import format_note  # noqa: E402 - the project is found first
from reader.notes.selectors import selectors_for  # noqa: E402 - the project is found first
from reader.notes.store import NoteStore  # noqa: E402 - the project is found first
from reader.text.sentences import sentences  # noqa: E402 - the project is found first

Span = tuple[int, int]
Placed = tuple[str, Span | None, Span | None]
Find = Callable[[AnchoringText, list[Annotation]], dict[str, Anchoring]]


def main() -> int:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, default=SHARED / "data/anchors/reimport_pairs.jsonl.xz")
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    figures: dict[str, Any] = {"command": " ".join(["python", *sys.argv]), "machine": _machine()}
    metrics = SHARED / "tools/metrics.py"
    if options.data.exists() and metrics.exists():
        pages = list(_pages(options.data))
        measure = _module(metrics).anchoring
        figures["pages"] = len(pages)
        figures["quality"] = {
            "each note alone": _shares(measure, _placed(pages, _alone)),
            "all notes of a page together": _shares(measure, _placed(pages, _together)),
            "passage taken out": _shares(measure, _taken_out(pages)),
        }
    else:
        figures["skipped"] = f"{options.data} or {metrics} is missing: quality was not measured"
    figures["speed"] = [*_speed(), *_store_speed(20_000)]
    print(json.dumps(figures) if options.json else _report(figures))
    return 0


def _pages(path: Path) -> Iterator[dict[str, Any]]:
    data = path.read_bytes()
    text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")
    # Not splitlines: a page may hold other line breaks than the ones between two records.
    return (json.loads(line) for line in text.split("\n") if line)


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _alone(text: AnchoringText, annotations: list[Annotation]) -> dict[str, Anchoring]:
    return {each.id: text.anchor(each) for each in annotations}


def _together(text: AnchoringText, annotations: list[Annotation]) -> dict[str, Anchoring]:
    return text.anchor_all(annotations)


def _placed(pages: list[dict[str, Any]], find: Find) -> Iterator[Placed]:
    """Yield for each quote its kind, where it is and where it was found."""
    for page in pages:
        quotes = page["quotes"]
        annotations = [_annotation(page["v1"], each, str(number)) for number, each in enumerate(quotes)]
        found = find(AnchoringText(page["v2"]), annotations)
        for number, quote in enumerate(quotes):
            kind = quote["kind"]
            if kind == "same":
                kind = "same, repeated" if quote.get("n1", 1) > 1 else "same, unique"
            truth = (quote["s2"], quote["e2"]) if quote["kind"] != "orphan" else None
            yield kind, truth, _span(found[str(number)])


def _taken_out(pages: list[dict[str, Any]]) -> Iterator[Placed]:
    """Yield for some quotes where they are found after the sentences that held them were taken out: nowhere."""
    chance = random.Random(0)  # noqa: S311 - the same ones at every run
    for page in pages:
        text = page["v1"]
        spans = sentences(text)
        for quote in chance.sample(page["quotes"], min(6, len(page["quotes"]))):
            cut = [each for each in spans if each[0] < quote["end"] and each[1] > quote["start"]]
            if cut:
                rest = AnchoringText(text[: cut[0][0]] + text[cut[-1][1] :])
                yield "taken out", None, _span(rest.anchor(_annotation(text, quote, "0")))


def _annotation(text: str, quote: dict[str, Any], name: str) -> Annotation:
    return Annotation(name, "page", "highlighting", *selectors_for(text, quote["start"], quote["end"]))


def _span(anchoring: Anchoring) -> Span | None:
    return None if anchoring.state == "orphan" else (anchoring.start, anchoring.end)


def _shares(measure: Callable[[Iterable[Placed]], dict[str, dict[str, float]]], placed: Iterable[Placed]) -> Any:
    shares = measure(placed)
    count = sum(each["n"] for each in shares.values())
    wrong = sum(each["wrong"] * each["n"] for each in shares.values())
    return {**shares, "all": {"wrong": wrong / count if count else 0.0, "n": count}}


def _speed() -> list[dict[str, Any]]:
    chance = random.Random(1)  # noqa: S311 - the same text at every run
    words = ["".join(chance.choices("abcdefghijklmnoprstuvw", k=chance.randint(2, 9))) for _ in range(6000)]
    weights = [1 / (rank + 1) for rank in range(len(words))]
    article = chance.choices(words, weights, k=50_000)
    changed = [f"changed{chance.randrange(500)}" if chance.random() < 0.1 else word for word in article]
    text, other = _sentences(article), _sentences(changed)
    notes = _notes(text, chance, 500)
    repeated = "The same line again and again.\n" * 10_000
    huge = Annotation("0", "a", "highlighting", *selectors_for(text, 1_000, 101_000))
    cases = (
        ("500 notes, 50,000 words, a paragraph put before them", "A new paragraph. " + text, notes),
        ("500 notes, 50,000 words, every tenth word changed", other, notes),
        ("500 notes, 50,000 other words", _sentences(chance.choices(words, weights, k=50_000)), notes),
        ("500 notes on one line repeated 10,000 times, the first gone", repeated[31:], _notes(repeated, chance, 500)),
        ("one quote of 100,000 characters, every tenth word changed", other, [huge]),
    )
    return [_timed(*case) for case in cases]


def _sentences(words: list[str]) -> str:
    return ". ".join(" ".join(words[start : start + 18]) for start in range(0, len(words), 18))


def _notes(text: str, chance: random.Random, count: int) -> list[Annotation]:
    starts = [chance.randrange(len(text) - 400) for _ in range(count)]
    return [
        Annotation(str(number), "a", "highlighting", *selectors_for(text, start, start + chance.randint(4, 250)))
        for number, start in enumerate(starts)
    ]


def _store_speed(count: int) -> Iterator[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for number in range(count):
            article = root / "notes" / f"article-{number % 1500:05}"
            article.mkdir(parents=True, exist_ok=True)
            quote = TextQuoteSelector(f"the words that were marked {number}", "p" * 32, "s" * 32)
            place = TextPositionSelector(number, number + 30)
            note = Annotation(f"{number:05}", article.name, "commenting", quote, place, "A thought.", "yellow", ("a",))
            (article / f"{number:05}.md").write_text(format_note(note), encoding="utf-8")
        first = NoteStore(root / "notes", root / "state", root / "cache")
        yield _clocked(f"{count:,} notes read from their files", first.all)
        first.save_cache()
        again = NoteStore(root / "notes", root / "state", root / "cache")
        yield _clocked("the same at the next start, through the cache", again.all)
        yield _clocked("looked at again, nothing changed", again.refresh)
        yield _clocked("one note saved", lambda: again.save(replace(again.all()[0], body="Another thought.")))
        alone = NoteStore(root / "notes", root / "state")
        yield _clocked("the notes of one article, at the start", lambda: alone.of("article-00001"))


def _clocked(name: str, do: Callable[[], object]) -> dict[str, Any]:
    begin = time.perf_counter()
    do()
    return {"what": name, "ms": round((time.perf_counter() - begin) * 1000, 1)}


def _timed(name: str, text: str, notes: list[Annotation]) -> dict[str, Any]:
    begin = time.perf_counter()
    found = AnchoringText(text).anchor_all(notes)
    seconds = time.perf_counter() - begin
    return {"what": name, "ms": round(seconds * 1000, 1), "states": Counter(each.state for each in found.values())}


def _machine() -> str:
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors"


def _report(figures: dict[str, Any]) -> str:
    lines = [f"{figures['command']} · {figures['machine']}"]
    lines += [figures["skipped"]] if "skipped" in figures else []
    for name, shares in figures.get("quality", {}).items():
        lines.append(f"\n{name} (shares; within 3 code points is right)")
        for kind, each in shares.items():
            lines.append(f"  {kind:16}" + "".join(f"  {key} {value:.4g}" for key, value in each.items()))
    lines.append("\nspeed, milliseconds")
    for each in figures["speed"]:
        states = ", ".join(f"{count} {state}" for state, count in each.get("states", {}).items())
        lines.append(f"  {each['ms']:8.1f}  {each['what']}" + (f" ({states})" if states else ""))
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
