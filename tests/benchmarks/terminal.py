"""The app in a real pseudo-terminal, 120×40: launch, opening, keys, typing while a search runs, memory.

    python tests/benchmarks/terminal.py [--sizes 20,1000,10000] [--data FOLDER] [--json]

FOLDER holds articles of one's own (`.md`); by default ../shared/tools/gen_corpus.py makes them. Figures are medians and
95th percentiles in milliseconds, of the time from a key to the end of the frame that shows its effect; and, for slow
lines, of the bytes that the app sends until it is quiet again.
"""

import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.machine import SHARED, arguments, report, tool

# The app with nothing in it: a Textual program that paints one word.
MINIMAL = """
from textual.app import App
from textual.widgets import Static
class Minimal(App):
    def compose(self):
        yield Static("minimal is here")
Minimal().run()
"""
STARTS = 9
FIRST_OF = {2_000: "Zero two thousand words", 50_000: "Zero fifty thousand words"}


def main() -> None:
    """Run and print."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--sizes", default="20,1000,10000", help="numbers of articles")
    options = parser.parse_args()
    bench = tool("ptybench")
    figures: dict[str, Any] = {}
    # As an installed program is, wherever Python was told to write no bytecode.
    compileall.compile_dir(Path(__file__).resolve().parents[2] / "reader", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, options.sizes.split(",")):
            figures |= measure(bench, Path(folder) / str(size), size, options.data)
    report("The app in a pseudo-terminal of 120×40 (ms, bytes)", figures, as_json=options.json)


def measure(bench: Any, folder: Path, size: int, data: Path | None) -> dict[str, Any]:
    """Measure with a library of *size* articles."""
    library = make_library(folder, size, data)
    env = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CACHE", "DATA", "STATE", "CONFIG")}
    # As for who installed it: compiled once, not at every start.
    env["PYTHONDONTWRITEBYTECODE"] = ""
    command = [sys.executable, "-m", "reader", "--library", str(library)]
    begun = time.perf_counter()
    subprocess.run([*command, "index"], check=True, env=os.environ | env, stdout=subprocess.DEVNULL)
    figures: dict[str, Any] = {"index from nothing (s)": round(time.perf_counter() - begun, 1)}
    figures |= launches(bench, command, env, folder)
    with bench.Session(command, env=env) as session:
        session.wait(bench.text("articles"))
        session.settle(1.5)
        figures |= opening(bench, session)
        figures |= scrolling(bench, session)
        figures |= moving(bench, session)
        figures |= typing(bench, session)
        figures |= sending(bench, session)
        session.settle(1.0)
        figures["resident memory of the app (MB)"] = round(session.memory_kb()["rss_kb"] / 1024)
    return {f"{size:,}: {name}": value for name, value in figures.items()}


def make_library(folder: Path, size: int, data: Path | None) -> Path:
    """Make a library of *size* articles, with two long ones that the list begins with."""
    library = folder / "library"
    made = folder / "made"
    (library / "articles").mkdir(parents=True)
    (library / "library.yaml").write_text('title: "Benchmark"\n')
    if data is None:
        generator = SHARED / "tools" / "gen_corpus.py"
        arguments = [sys.executable, str(generator), str(size), "--format", "files", "--out", str(made)]
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
    source = data or made
    texts = sorted(path for path in source.rglob("*") if path.suffix in {".md", ".txt"})
    words: list[str] = []
    for number, path in enumerate(
        sorted(path for path in source.rglob("*") if path.suffix in {".md", ".txt", ".html"})
    ):
        target = library / "articles" / f"{number // 1000:03d}"
        target.mkdir(exist_ok=True)
        shutil.copy(path, target / f"{number:06d}{path.suffix}")
    while len(words) < max(FIRST_OF):
        for path in texts:
            words += [*path.read_text(encoding="utf-8", errors="replace").split(), "\n\n"]
    for count, title in FIRST_OF.items():
        day = 2 if count == max(FIRST_OF) else 1
        head = f'---\nid: "long-{count}"\ntitle: "{title}"\npublished: "2099-01-0{day}"\n---\n\nBegin{count}.\n\n'
        (library / "articles" / f"long-{count}.md").write_text(head + " ".join(words[:count]))
    return library


def launches(bench: Any, command: list[str], env: dict[str, str], folder: Path) -> dict[str, Any]:
    """Measure launches beside a minimal Textual app, turn by turn."""
    minimal = folder / "minimal.py"
    minimal.write_text(MINIMAL)
    ours, theirs, pictures = [], [], []
    # The first start leaves the picture that the next ones begin with.
    bench.one_start(command, bench.text("articles"), {"env": env}, "q", settle=0.5)
    for _ in range(STARTS):
        theirs.append(
            bench.one_start([sys.executable, str(minimal)], bench.text("minimal is here"), {}, "<C-q>")["paint"]
        )
        # The footer comes with the live screen, drawn by the app: its first frame clears the picture.
        started = bench.one_start(command, live(bench), {"env": env}, "q")
        ours.append(started["paint"])
        pictures.append(started["any_ink"])
    ratio = statistics.median(ours) / statistics.median(theirs)
    return {
        "launch to the picture of the last screen": spread(pictures),
        "launch to the live list": spread(ours),
        "launch of a minimal Textual app": spread(theirs),
        "ratio (reach: 1.4)": round(ratio, 2),
    }


def live(bench: Any) -> Any:
    """Expect the app itself, which unlike the picture switches the mouse on."""

    def holds(session: Any) -> bool:
        return bench.text("articles")(session) and any(b"?1000h" in data for _, data in session.chunks)

    return holds


def opening(bench: Any, session: Any) -> dict[str, Any]:
    """Measure opening the two long articles from the list."""
    found: dict[int, list[float]] = {count: [] for count in FIRST_OF}
    for _ in range(7):
        for count, keys in ((2_000, "gj"), (50_000, "Gg")):
            for key in keys:
                session.send(bench.key_bytes(key))
            session.settle(0.03)
            found[count].append(session.key("<Enter>", expect=bench.text(f"Begin{count}"))["paint"])
            session.settle(0.3)
            session.key("<Esc>")
            session.settle(0.3)
    return {f"open an article of {count:,} words": spread(times) for count, times in found.items()}


def scrolling(bench: Any, session: Any) -> dict[str, Any]:
    """Measure scrolling in the article of 50,000 words."""
    session.send(b"g")
    session.settle(0.3)
    session.key("<Enter>")
    session.settle(0.5)
    times = [session.key(key)["paint"] for key in ("j", "<Space>") * 60]
    session.key("<Esc>")
    return {"key to paint, scrolling 50,000 words": spread(times)}


def moving(bench: Any, session: Any) -> dict[str, Any]:
    """Measure moving in the list."""
    times = [session.key("j")["paint"] for _ in range(15)]
    times += [session.key(key)["paint"] for key in ("G", "k", "k", "g", "j", "j") * 10]
    return {"key to paint, moving in the list": spread(times)}


def typing(bench: Any, session: Any) -> dict[str, Any]:
    """Measure typing: the echo of each key with a search behind it, and from the last key of a word to its results."""
    echoes, results = [], []
    for word in ("government", "children", "plant", "million", "corridor", "minister"):
        session.settle(0.6)
        session.key("/")
        session.settle(0.6)
        for at, letter in enumerate(word, 1):
            begun = session.send(letter.encode())
            echoes.append(session.wait(bench.regex(rf"search  {word[:at]}\b"), since=begun) - begun)
        give_up(session)
        session.key("/")
        session.settle(0.6)
        begun = session.send(word.encode())
        # Only a search tells how long it took.
        results.append(session.wait(bench.regex(r"articles? · \d+ ms"), since=begun) - begun)
        give_up(session)
    return {"key to echo in the search box": spread(echoes), "a word's last key to its results": spread(results)}


def sending(bench: Any, session: Any) -> dict[str, Any]:
    """Count the bytes that are sent for each key of what is done most."""
    session.send(b"g")
    session.settle(0.6)
    figures = {
        "bytes: the next row of the list, with its article": sent(bench, session, "jjjjjjkkkkkk"),
        "bytes: open an article": sent(bench, session, ["<Enter>"]),
        "bytes: scroll a line": sent(bench, session, "jjjjjjjjkkkk"),
        "bytes: turn the page": sent(bench, session, ["<Space>"] * 6 + ["b"] * 6),
        "bytes: the caret, a sentence on": sent(bench, session, "))))))(((((("),
        "bytes: go to the search box": sent(bench, session, "/"),
        "bytes: a letter in the search box": sent(bench, session, "corridor"),
        "bytes: leave the search box": sent(bench, session, ["<Esc>"]),
        "bytes: open the help": sent(bench, session, "?"),
        "bytes: close it": sent(bench, session, ["<Esc>"]),
    }
    seen = len(session.chunks)
    session.settle(3.0, limit=4.0)
    return figures | {"bytes: three seconds without a key": sum(len(data) for _, data in session.chunks[seen:])}


def sent(bench: Any, session: Any, keys: Sequence[str]) -> str:
    """Press keys, one whenever the app is quiet; return how many bytes each brought."""
    counts = []
    for key in keys:
        seen = len(session.chunks)
        session.send(bench.key_bytes(key))
        session.settle(0.4)
        counts.append(sum(len(data) for _, data in session.chunks[seen:]))
    return f"median {statistics.median(counts):,.0f}, most {max(counts):,}"


def give_up(session: Any) -> None:
    """Leave the search box with nothing in it."""
    session.settle(1.0)
    session.key("<Esc>")
    session.settle(0.6)


def spread(times: list[float]) -> str:
    """Return median and 95th percentile in milliseconds."""
    ordered = sorted(times)
    high = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return f"median {statistics.median(ordered) * 1000:.0f}, p95 {high * 1000:.0f}"


if __name__ == "__main__":
    main()
