"""The app left alone in a pseudo-terminal of 120×40: the processor time that it takes while nobody does anything.

    python tests/benchmarks/idle.py [--seconds 60] [--notes 0,20000] [--data FOLDER] [--json]

For each number of notes a library of 200 articles that hold them together; without notes, the bundled library. FOLDER
is a library of one's own. Measured from `/proc`, so on Linux only: percent of a core, beside the percent of a minimal
Textual app, and how often a second the process was woken. The reach is .2 % of a core.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.notes.model import new_annotation
from reader.notes.note_file import format_note
from reader.notes.selectors import selectors_for, text_sha256
from tests.benchmarks.machine import arguments, report, tool
from tests.benchmarks.terminal import MINIMAL

ARTICLES = 200
BUNDLED = Path(__file__).resolve().parents[2] / "library"


def main() -> None:
    """Run and print."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--seconds", type=float, default=60, help="how long to measure")
    parser.add_argument("--notes", default="0,20000", help="numbers of notes")
    options = parser.parse_args()
    bench = tool("ptybench")
    if not Path("/proc/self/schedstat").exists():
        sys.stdout.write("skipped: this system tells no processor times in /proc\n")
        return
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        minimal = folder / "minimal.py"
        minimal.write_text(MINIMAL)
        with bench.Session([sys.executable, str(minimal)]) as session:
            session.wait(bench.text("minimal is here"))
            figures["a minimal Textual app"] = idle(session, options.seconds)
        for count in map(int, options.notes.split(",")):
            library = make_library(folder / str(count), count, options.data)
            env = {f"XDG_{part}_HOME": str(folder / str(count) / part) for part in ("CACHE", "DATA", "STATE", "CONFIG")}
            command = [sys.executable, "-m", "reader", "--library", str(library)]
            subprocess.run([*command, "index"], check=True, env=os.environ | env, stdout=subprocess.DEVNULL)
            with bench.Session(command, env=env) as session:
                session.wait(bench.text("articles"))
                session.key("<Enter>")
                figures[f"{count:,} notes"] = idle(session, options.seconds)
    report("The app left alone (percent of a core)", figures, as_json=options.json)


def make_library(folder: Path, count: int, data: Path | None) -> Path:
    """Make a library with so many notes."""
    library = folder / "library"
    if data is not None or not count:
        shutil.copytree(data or BUNDLED, library)
        return library
    (library / "articles").mkdir(parents=True)
    (library / "library.yaml").write_text('title: "Benchmark"\n')
    for number in range(ARTICLES):
        name = f"article-{number}"
        text = " ".join(f"Sentence {at} of article {number} says what no other one says." for at in range(200))
        head = f'---\nid: "{name}"\ntitle: "Article {number}"\n---\n\n'
        (library / "articles" / f"{name}.md").write_text(f"{head}{text}\n")
        (library / "notes" / name).mkdir(parents=True)
        for at in range(count // ARTICLES):
            span = (at * 60, at * 60 + 40)
            note = new_annotation(name, selectors_for(text, *span), body=f"Note {at}.", text_sha256=text_sha256(text))
            (library / "notes" / name / f"{note.id}.md").write_text(format_note(note, None))
    return library


def idle(session: Any, seconds: float) -> str:
    """Return what the process of *session* takes while nothing is done, once it has come to rest."""
    session.settle(5.0, limit=60.0)
    while any(path.read_text() for path in Path(f"/proc/{session.pid}/task").glob("*/children")):
        # The index is still being brought up to date.
        session.settle(1.0)
    before, begun = threads(session.pid), time.monotonic()
    session.settle(seconds, limit=seconds)
    after, length = threads(session.pid), time.monotonic() - begun
    spent = sum(after[each][0] - before.get(each, (0, 0))[0] for each in after)
    woken = sum(after[each][1] - before.get(each, (0, 0))[1] for each in after)
    return f"{spent / length / 1e7:.3f} %, woken {woken / length:.1f} times a second"


def threads(pid: int) -> Mapping[str, tuple[int, int]]:
    """Map every thread of a process and of its children to its processor time in nanoseconds and its turns."""
    found: dict[str, tuple[int, int]] = {}
    for path in Path(f"/proc/{pid}/task").iterdir():
        spent, _, turns = (path / "schedstat").read_text().split()
        found[path.name] = (int(spent), int(turns))
        for child in (path / "children").read_text().split():
            found |= threads(int(child))
    return found


if __name__ == "__main__":
    main()
