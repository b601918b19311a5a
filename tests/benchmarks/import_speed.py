"""Taking in a folder of pages: seconds by the clock and of the processor, for adding, and for indexing after it.

    python tests/benchmarks/import_speed.py [--pages 1000] [--data FOLDER] [--json]

FOLDER is a folder of one's own, which is added, and indexed where it lies. The pages are those of ../shared/data, as
HTML and as text, each as often as is needed with other words and addresses.
"""

import json
import lzma
import os
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.room.reading_room import ReadingRoom
from reader.room.settings import Places, Settings
from tests.benchmarks.machine import SHARED, arguments, report

DATA = SHARED / "data"
_WORD = re.compile(r"\bthe\b")


def main() -> None:
    """Run and print."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--pages", type=int, default=1_000, help="number of pages of each kind")
    options = parser.parse_args()
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        folders = {"own": options.data} if options.data else dict(make_folders(place, options.pages))
        for name, folder in folders.items():
            figures |= {f"{name}, {key}": value for key, value in measure(folder, place / f"of-{name}").items()}
    report("A folder of pages is taken in", figures, as_json=options.json)


def make_folders(place: Path, pages: int) -> Iterator[tuple[str, Path]]:
    """Make a folder of text pages and one of HTML pages, where the shared pages are there."""
    for name, kind in (("flat_pages", "txt"), ("html_pages", "html")):
        path = DATA / f"{name}.jsonl.xz"
        if not path.is_file():
            sys.stdout.write(f"skipped: ../shared/data/{path.name} is not beside the project\n")
            continue
        folder = place / kind
        folder.mkdir()
        for at, page in enumerate(islice(varied(path), pages)):
            (folder / f"{at:05}.{kind}").write_text(page, encoding="utf-8")
        yield kind, folder


def varied(path: Path) -> Iterator[str]:
    """Yield the pages of *path* again and again, each time with other words and addresses."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    key = "html" if "html" in pages[0] else "text"
    for again in count():
        for page in pages:
            yield _WORD.sub(f"the{again}", page[key]).replace("://", f"://p{again}.") if again else page[key]


def measure(folder: Path, place: Path) -> dict[str, Any]:
    """Add *folder* to an empty library, then index it where it lies."""
    figures: dict[str, Any] = {}
    places = Places(*(place / name for name in ("data", "cache", "state", "config")))
    library = place / "library"
    library.mkdir(parents=True)
    (library / "library.yaml").write_text("title: Pages\n", encoding="utf-8")
    with ReadingRoom.open(library, settings=Settings(), places=places) as room:
        results: Counter[str] = Counter()
        room.index()

        def add() -> None:
            results.update(each.result for each in room.add([folder], is_indexed=False))

        figures |= timed("added", add) | timed("indexed after it", room.index)
    with ReadingRoom.open(folder, settings=Settings(), places=places) as room:
        figures |= timed("indexed in place", room.index)
    return {"what became of them": dict(results), **figures}


def timed(name: str, work: Callable[[], object]) -> dict[str, float]:
    """Do *work*; return the seconds that it took by the clock and of the processor, its children's with them."""
    begun, used = time.perf_counter(), spent()
    work()
    return {
        f"{name} (s)": round(time.perf_counter() - begun, 1),
        f"{name}, processor (s)": round(spent() - used, 1),
    }


def spent() -> float:
    """Return the seconds of the processor that this process and its children have used."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system + sum(map(spent_by, children()))


def children() -> Iterator[str]:
    """Yield the numbers of the children that have not ended yet."""
    for listed in Path("/proc/self/task").glob("*/children"):
        yield from listed.read_text(encoding="ascii").split()


def spent_by(child: str) -> float:
    """Return the seconds of the processor that a child has used."""
    fields = Path(f"/proc/{child}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
