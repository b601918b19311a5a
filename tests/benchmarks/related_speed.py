"""How soon the cross-references of an article are on screen, in the app at 120×40.

    python tests/benchmarks/related_speed.py [--sizes 1000,20000] [--data FOLDER] [--json]

FOLDER is a library or any folder of articles; by default ../shared/tools/gen_corpus.py makes them. Every article asked
for is another one, opened once. Milliseconds: p50 / p95 / most.

Known: from the article's opening to the answer, off the event loop. Drawn: from the answer to the frame with it. On
screen: both, from the key that opens the article to the frame that shows what bears on it. Processor: what this process
spent on that, the article's own opening included, however busy the machine is. Room: `room.references.of` alone.
"""

import asyncio
import gc
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.room import ReadingRoom
from reader.room.settings import Places, Settings
from reader.tui.app import ReaderApp
from tests.benchmarks.machine import SHARED, arguments, report, tool

ASKED = 60


def main() -> None:
    """Run and print."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--sizes", default="1000,20000", help="numbers of articles")
    options = parser.parse_args()
    tool("metrics")
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, options.sizes.split(",")):
            home = Path(folder) / str(size)
            library = options.data or _made(home, size)
            places = Places(*(home / name for name in ("data", "cache", "state", "config")))
            with ReadingRoom.open(library, settings=Settings(machine="bench"), places=places) as room:
                begun = time.perf_counter()
                room.index()
                figures[f"{size:,}: indexed from nothing (s)"] = round(time.perf_counter() - begun, 1)
                told = asyncio.run(_measured(room))
            figures |= {f"{size:,}: {name}": value for name, value in told.items()}
    report("Cross-references on screen (ms: p50 / p95 / most)", figures, as_json=options.json)


def _made(home: Path, size: int) -> Path:
    """Make a library of so many articles."""
    library = home / "library"
    library.mkdir(parents=True)
    (library / "library.yaml").write_text('title: "Benchmark"\n')
    command = [sys.executable, str(SHARED / "tools" / "gen_corpus.py"), str(size), "--format", "files"]
    subprocess.run([*command, "--out", str(library / "articles")], check=True, stdout=subprocess.DEVNULL)
    return library


async def _measured(room: ReadingRoom) -> dict[str, str]:
    """Open articles one after the other, and see when their cross-references are known and when they are drawn."""
    ids = [entry.id for entry in room.articles()]
    asked = ids[:: max(1, len(ids) // ASKED)][:ASKED]
    # As `reader.tui.app.run` has it.
    gc.set_threshold(50_000, 20, 100)
    known, drawn, shown, spent = [], [], [], []
    alone = [_timed(room, each) for each in asked]
    app = ReaderApp(room, with_indexing=False)
    async with app.run_test(size=(120, 40)) as pilot:
        pane = app.reading.crossrefs
        show = pane.show
        is_known = asyncio.Event()
        answered = 0.0

        def watched(*given: Any, **named: Any) -> None:
            nonlocal answered
            answered = time.perf_counter()
            show(*given, **named)
            if named.get("origin") is not None:
                is_known.set()

        pane.show = watched  # type: ignore[method-assign]  # to see when the answer comes
        for article_id in asked:
            is_known.clear()
            begun, used = time.perf_counter(), time.process_time()
            app.reading.open_article(article_id)
            await is_known.wait()
            app.reading.drawn()
            done = time.perf_counter()
            known.append(answered - begun)
            drawn.append(done - answered)
            shown.append(done - begun)
            spent.append(time.process_time() - used)
            await pilot.pause(0)
    return {
        "room": _three(alone),
        "known": _three(known),
        "drawn": _three(drawn),
        "on screen": _three(shown),
        "processor": _three(spent),
    }


def _timed(room: ReadingRoom, article_id: str) -> float:
    begun = time.perf_counter()
    room.references.of(article_id)
    return time.perf_counter() - begun


def _three(seconds: list[float]) -> str:
    times = sorted(1000 * each for each in seconds)
    return f"{times[len(times) // 2]:.0f} / {times[-max(1, len(times) // 20)]:.0f} / {times[-1]:.0f}"


if __name__ == "__main__":
    main()
