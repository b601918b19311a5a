"""How much of the article, and of nothing else, is taken out of saved pages.

    python tests/benchmarks/extraction.py [--data PATH] [--json] [--half first|second]

PATH is a folder with `flat_pages.jsonl.xz` and `flat_blogs.jsonl.xz` (pages as text, through `scrape`) and
`html_pages.jsonl.xz` (the first as HTML, through `read_page`), each line `{id, text|html, truth: {title, author,
published, text, comments, must, must_not}}`, of whose truth only `text` must be there, or one such file.
The default is `../shared/data`. Printed are means over the pages; nothing is asserted.
"""

import argparse
import json
import lzma
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.ingest.html import read_page
from reader.ingest.text import scrape
from reader.library.errors import ReaderError
from reader.library.markdown import parse
from reader.library.record import Record
from tests.benchmarks.machine import SHARED, arguments, machine, tool

_WORDS = re.compile(r"\w+")

Reader = Callable[[str], tuple[Record, str]]
Leak = Callable[[str, str, str], float | None]
WordF1 = Callable[[str, str], tuple[float, float, float]]


@dataclass
class Tally:
    """Sums over pages; `figures` are their means."""

    sums: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, value: float) -> None:
        """Add one observation."""
        self.sums[name] = self.sums.get(name, 0.0) + value
        self.counts[name] = self.counts.get(name, 0) + 1

    def figures(self) -> dict[str, float]:
        """Return the means."""
        return {name: round(total / self.counts[name], 4) for name, total in self.sums.items()}


def read_text(text: str) -> tuple[Record, str]:
    """Read a page saved as text."""
    page = scrape(text)
    return page.record, page.markdown


def read_html(text: str) -> tuple[Record, str]:
    """Read a page saved as HTML."""
    page = read_page(text)
    return page.record, page.markdown


def measure(pages: Sequence[dict[str, Any]], source: str, read: Reader) -> dict[str, float]:
    """Return the figures over *pages*, whose text is under the key *source*."""
    tally = Tally()
    milliseconds: list[float] = []
    for page in pages:
        start = time.perf_counter()
        try:
            record, markdown = read(page[source])
        except ReaderError:
            record, markdown = Record(), ""
        milliseconds.append(1000 * (time.perf_counter() - start))
        _compare(tally, page["truth"], record, parse(markdown).text)
    ordered = sorted(milliseconds)
    return tally.figures() | {
        "pages": len(pages),
        "ms per page, median": round(ordered[len(ordered) // 2], 1),
        "ms per page, worst": round(ordered[-1], 1),
    }


@cache
def _measures() -> tuple[WordF1, Leak]:
    metrics = tool("metrics")
    return metrics.word_f1, metrics.leak


def _compare(tally: Tally, truth: dict[str, Any], record: Record, text: str) -> None:
    word_f1, leak = _measures()
    precision, recall, f1 = word_f1(text, truth["text"])
    tally.add("word precision", precision)
    tally.add("word recall", recall)
    tally.add("word F1", f1)
    tally.add("empty", not text)
    words = f" {_plain(text)} "
    leaked = leak(text, truth.get("comments") or "", truth["text"])
    if leaked is not None:
        tally.add("comments leaked", leaked)
    for snippet in truth.get("must", ()):
        tally.add("must kept", _plain(snippet) in words)
    for snippet in truth.get("must_not", ()):
        tally.add("must_not leaked", f" {_plain(snippet)} " in words)
    if "title" not in truth:
        return
    tally.add("title right", _plain(record.title) == _plain(truth["title"]))
    for name, found, wanted in (
        ("date", (record.published or "")[:10], (truth["published"] or "")[:10]),
        ("author", _plain(record.author), _plain(truth["author"])),
    ):
        if wanted:
            tally.add(f"{name} right", found == wanted)
            tally.add(f"{name} wrong", bool(found) and found != wanted)
        else:
            tally.add(f"{name} where none is known", bool(found))


def _plain(text: str | None) -> str:
    return " ".join(_WORDS.findall((text or "").casefold()))


def _pages(path: Path, half: str | None) -> list[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        pages = [json.loads(each) for each in file]
    middle = (len(pages) + 1) // 2
    return {"first": pages[:middle], "second": pages[middle:]}.get(half or "", pages)


def _sources(data: Path) -> Iterator[tuple[str, str, Path, Reader]]:
    files = (
        [data] if data.is_file() else [data / f"{name}.jsonl.xz" for name in ("flat_pages", "flat_blogs", "html_pages")]
    )
    for path in files:
        if path.is_file():
            is_html = path.name.startswith("html")
            yield (
                "html" if is_html else "blogs" if "blogs" in path.name else "text",
                "html" if is_html else "text",
                path,
                read_html if is_html else read_text,
            )


def main() -> int:
    """Run the benchmark; return the exit status."""
    parser = arguments("How well articles are taken out of saved pages.")
    parser.add_argument("--half", choices=("first", "second"), help="only that half of the pages")
    options = parser.parse_args()
    data = options.data or SHARED / "data"
    sources = list(_sources(data))
    if not sources:
        sys.stdout.write(f"skipped: there are no pages in {data}\n")
        return 0
    results = {name: measure(_pages(path, options.half), key, read) for name, key, path, read in sources}
    _print(results, options)
    return 0


def _print(results: dict[str, dict[str, float]], options: argparse.Namespace) -> None:
    command = "python tests/benchmarks/extraction.py " + " ".join(sys.argv[1:])
    if options.json:
        sys.stdout.write(json.dumps({"machine": machine(), "command": command, "results": results}) + "\n")
        return
    sys.stdout.write(f"{command.strip()}\n{machine()}\n")
    names = list(dict.fromkeys(name for figures in results.values() for name in figures))
    sys.stdout.write(f"{'':34}" + "".join(f"{name:>10}" for name in results) + "  unit\n")
    for name in names:
        row = "".join(f"{figures.get(name, float('nan')):>10.4g}" for figures in results.values())
        unit = "ms" if name.startswith("ms") else "pages" if name == "pages" else "share"
        sys.stdout.write(f"{name:34}{row}  {unit}\n")


if __name__ == "__main__":
    sys.exit(main())
