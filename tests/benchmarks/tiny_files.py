"""A folder of very many tiny files, opened for the first time in a pseudo-terminal of 120×40.

    python tests/benchmarks/tiny_files.py [--files 50000] [--data FOLDER] [--json]

FOLDER is a folder of one's own. Measured are the seconds from the launch to the first article on the screen, to the
list of all and to the end of the first indexing, and the most memory of the app and of the process that indexes. The
first article is measured turn by turn with a minimal Textual app, each time with caches that are empty.
"""

import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.library.folder import open_library
from reader.library.scan import scan
from tests.benchmarks.machine import arguments, report
from tests.benchmarks.terminal import MINIMAL
from tests.tui.terminal import State, Terminal

LONGEST = 3_600.0
STARTS = 5
_BUSY = re.compile(r"\b(?:reading|indexing|relating|Reading|Indexing|Gathering)\b")


def main() -> None:
    """Run and print."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--files", type=int, default=50_000, help="number of files")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = options.data or make_files(Path(place) / "files", options.files)
        figures = measure(folder, Path(place))
    report("A folder of tiny files, opened for the first time", figures, as_json=options.json)


def make_files(folder: Path, count: int) -> Path:
    """Make *count* files of a line or two in folders of a thousand."""
    for at in range(count):
        path = folder / f"{at // 1_000:03}" / f"{at % 1_000:03}.{('txt', 'md')[at % 2]}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Boat {at}\n\nBoat {at} left the harbor on day {at % 365}.\n", encoding="utf-8")
    return folder


def measure(folder: Path, place: Path) -> dict[str, Any]:
    """Open *folder* in the app, with caches that are empty yet."""
    begun = time.perf_counter()
    count = sum(1 for _ in scan(open_library(folder)))
    figures: dict[str, Any] = {"files": count, "scan alone (s)": round(time.perf_counter() - begun, 1)}
    figures |= first_articles(folder, place)
    env = new_home(place / "whole")
    peaks = {"the app": 0, "the process that indexes": 0}
    whole = f"{count:,} articles"
    waited: dict[str, State] = {
        "launch to the whole list (s)": lambda shown: whole in shown,
        "launch to the end of indexing (s)": lambda shown: whole in shown and not _BUSY.search(shown),
    }
    command = [sys.executable, "-m", "reader", "--library", str(folder)]
    begun = time.perf_counter()
    with Terminal(command, env=env) as terminal:
        for name, holds in waited.items():
            # Longer than a test waits: this is the measure.
            while not holds(terminal.shown) and time.perf_counter() - begun < LONGEST and terminal.read():
                for which, pid in processes(terminal._process.pid):
                    peaks[which] = max(peaks[which], peak_of(pid))
            figures[name] = round(time.perf_counter() - begun, 1)
            assert holds(terminal.shown), terminal.shown
    return figures | {f"most memory of {which} (MB)": round(peak / 1e6) for which, peak in peaks.items()}


def new_home(place: Path) -> dict[str, str]:
    """Return the environment of somebody who has started nothing yet."""
    return {f"XDG_{name}_HOME": str(place / name.lower()) for name in ("CACHE", "DATA", "STATE", "CONFIG")}


def first_articles(folder: Path, place: Path) -> dict[str, Any]:
    """Measure the first article of a folder that was never read, beside a minimal Textual app."""
    minimal = place / "minimal.py"
    minimal.write_text(MINIMAL)
    ours, theirs = [], []
    for turn in range(STARTS):
        theirs.append(seconds_to([sys.executable, str(minimal)], "minimal is here", {}))
        command = [sys.executable, "-m", "reader", "--library", str(folder)]
        ours.append(seconds_to(command, "Boat", new_home(place / str(turn))))
    return {
        "launch to the first article, median (s)": round(statistics.median(ours), 2),
        "launch of a minimal Textual app, median (s)": round(statistics.median(theirs), 2),
        "ratio of the medians": round(statistics.median(ours) / statistics.median(theirs), 1),
    }


def seconds_to(command: list[str], text: str, env: dict[str, str]) -> float:
    """Return how long a program takes to have a text on the screen."""
    begun = time.perf_counter()
    with Terminal(command, env=env) as terminal:
        terminal.wait(text)
        return time.perf_counter() - begun


def processes(app: int) -> Iterator[tuple[str, int]]:
    """Yield the app's process and those of its children."""
    yield "the app", app
    children = Path(f"/proc/{app}/task/{app}/children")
    for child in children.read_text().split() if children.exists() else ():
        yield "the process that indexes", int(child)


def peak_of(pid: int) -> int:
    """Return the most memory that a process has held, 0 if it has ended."""
    try:
        found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    except OSError:
        return 0
    return int(found[1]) * 1_000 if found else 0


if __name__ == "__main__":
    os.environ.pop("READER_LIBRARY", None)
    main()
