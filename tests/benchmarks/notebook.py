"""The notebook in a real pseudo-terminal, 120×40: opening with many notes, each key of a query, grouping, memory.

    python tests/benchmarks/notebook.py [--notes 20000] [--articles 2000] [--data FOLDER] [--json]

FOLDER holds articles of one's own; by default ../shared/tools/gen_corpus.py makes them. The notes are made on passages
of the articles, half of them with something written. Figures are in milliseconds, from a key to the end of the frame
that shows its effect; what a query must bring is counted by the room: a frame with other figures does not count.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.notebook.query import parse_query
from reader.notes.colors import COLORS
from reader.notes.model import Annotation
from reader.notes.note_file import format_note
from reader.notes.selectors import selectors_for, text_sha256
from reader.room import ReadingRoom
from reader.room.settings import Places, Settings
from tests.benchmarks.machine import arguments, report, tool
from tests.benchmarks.terminal import make_library, spread

STARTS = 7
TAGS = ("sea", "figures", "to check", "names", "dates", "claims", *(f"tag{number}" for number in range(40)))
QUERIES = ("government", "the minister", "tag:figures", "note:people", "color:green", "-the", '"of the"', "is:exact")


def main() -> None:
    """Run and print."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--notes", type=int, default=20_000)
    parser.add_argument("--articles", type=int, default=2_000)
    options = parser.parse_args()
    bench = tool("ptybench")
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(bench, Path(folder), options.notes, options.articles, options.data)
    title = f"The notebook with {options.notes:,} notes on {options.articles:,} articles (ms)"
    report(title, figures, as_json=options.json)


def measure(bench: Any, folder: Path, notes: int, articles: int, data: Path | None) -> dict[str, Any]:
    """Measure in a library that is made in *folder*."""
    library = make_library(folder, articles, data)
    names = ("DATA", "CACHE", "STATE", "CONFIG")
    env = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in names}
    places = Places(*(folder / name.lower() / "reading-room" for name in names))
    with ReadingRoom.open(library, settings=Settings(), places=places) as room:
        room.index()
        make_notes(room, library / "notes", notes)
    # The notes have to be in the index too, or the app would be busy with that while it is measured.
    command = [sys.executable, "-m", "reader", "--library", str(library)]
    subprocess.run([*command, "index"], check=True, env=os.environ | env, stdout=subprocess.DEVNULL)
    total = f"{notes:,} notes"
    figures = first_time(bench, command, env, total)
    figures |= openings(bench, command, env, total)
    expected = answers(library, places)
    with bench.Session(command, env=env) as session:
        ready(bench, session)
        before = session.memory_kb()["rss_kb"]
        session.key("B", expect=bench.regex(rf"  {total}\b"))
        session.settle(3.0)
        figures |= typing(bench, session, expected, total)
        figures |= grouping(session)
        times = [session.key(key)["paint"] for key in ("j", "k", "G", "g", "<C-d>", "j") * 15]
        figures["key to paint, moving in the notebook"] = spread(times)
        after = session.memory_kb()["rss_kb"]
        figures["resident memory before and after opening (MB)"] = f"{before // 1024}, {after // 1024}"
    return figures


def make_notes(room: ReadingRoom, folder: Path, number: int) -> None:
    """Make *number* notes, spread over all articles."""
    dice = random.Random(4)  # noqa: S311 - the same notes at every run
    ids = [each.id for each in room.articles()]
    for at in range(number):
        article = ids[at * len(ids) // number]
        text = room.article(article).text
        start = dice.randrange(max(1, len(text) - 200))
        end = min(len(text), start + dice.randrange(40, 200))
        body = " ".join(dice.sample(text.split(), min(12, len(text.split())))) if at % 2 else ""
        day = f"2026-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
        note = Annotation(
            f"{day.replace('-', '')}t120000-{at:06x}", article, "commenting" if body else "highlighting",
            *selectors_for(text, start, end), body, dice.choice(COLORS), tuple(dice.sample(TAGS, dice.randrange(3))),
            created=f"{day}T12:00:00Z", modified=f"{day}T12:00:00Z", text_sha256=text_sha256(text),
        )  # fmt: skip
        (folder / article).mkdir(parents=True, exist_ok=True)
        (folder / article / f"{note.id}.md").write_text(format_note(note), encoding="utf-8")


def ready(bench: Any, session: Any) -> None:
    """Wait until the app has done what it does at its start."""
    session.wait(bench.text("articles"))
    session.settle(1.5)


def first_time(bench: Any, command: list[str], env: dict[str, str], total: str) -> dict[str, Any]:
    """Measure the first opening ever: every file of a note is read."""
    with bench.Session(command, env=env) as session:
        ready(bench, session)
        begun = session.send(b"B")
        first = session.wait(bench.regex(r"\d notes?\b"), since=begun) - begun
        whole = session.wait(bench.regex(rf"  {total} *$|  {total}\n"), since=begun, timeout=60) - begun
        session.settle(3.0)
        session.close("qq")
    return {
        "first opening ever: B to the first notes": round(first * 1000),
        "first opening ever: B to all notes": round(whole * 1000),
    }


def openings(bench: Any, command: list[str], env: dict[str, str], total: str) -> dict[str, Any]:
    """Measure opening after a start, with what the last one has kept, and again in the same session."""
    firsts, colds, warms = [], [], []
    for _ in range(STARTS):
        with bench.Session(command, env=env) as session:
            ready(bench, session)
            begun = session.send(b"B")
            firsts.append(session.wait(bench.regex(r"\d notes( so far)?\b"), since=begun) - begun)
            colds.append(session.wait(bench.regex(rf"  {total} *$|  {total}\n"), since=begun) - begun)
            session.settle(2.0)
            session.key("B")
            session.settle(0.5)
            warms.append(session.key("B", expect=bench.regex(rf"  {total}\b"))["paint"])
            session.settle(1.0)
            session.close("qq")
    return {
        "B to the first window of notes, after a start (reach: 300)": spread(firsts),
        "B to all notes, after a start": spread(colds),
        "B to all notes, again": spread(warms),
    }


def answers(library: Path, places: Places) -> dict[str, int]:
    """Count what each beginning of each query finds."""
    found: dict[str, int] = {}
    with ReadingRoom.open(library, settings=Settings(), places=places) as room:
        book = room.notebook.find()
        for query in QUERIES:
            for end in range(1, len(query) + 1):
                found[query[:end]] = count_of(query[:end], book)
    return found


def count_of(query: str, book: Any) -> int:
    """Count what a query finds; -1 where it makes no sense."""
    from reader.library.errors import ReaderError

    try:
        test = parse_query(query, date(2026, 11, 23)).test
    except ReaderError:
        return -1
    return sum(map(test, book.entries))


def typing(bench: Any, session: Any, expected: dict[str, int], total: str) -> dict[str, Any]:
    """Measure each key of each query, to the frame with the right number of notes."""
    times = []
    for query in QUERIES:
        session.key("/")
        session.settle(0.3)
        shown = -2
        for end, letter in enumerate(query, 1):
            number = expected[query[:end]]
            begun = session.send(letter.encode())
            told = rf"{number:,} of {total}" if number >= 0 else r"\?"
            painted = session.wait(bench.regex(rf"{told}\b" if number >= 0 else told), since=begun)
            if number != shown:
                # A key that changes nothing shows nothing new to wait for.
                times.append(painted - begun)
            shown = number
            time.sleep(0.05)
        session.key("<Esc>")
        session.settle(0.5)
    return {
        "key in the box to its notes (reach: 50)": spread(times),
        "key in the box to its notes: mean, keys": f"{statistics.mean(times) * 1000:.0f}, {len(times)}",
    }


def grouping(session: Any) -> dict[str, Any]:
    """Measure grouping by each property, to the last frame that it brings."""
    found = {}
    for name in ("tag", "color", "date", "state", "article"):
        found[f"group by {name}"] = round(session.key("S", settle=0.4)["settle"] * 1000)
    return found


if __name__ == "__main__":
    main()
