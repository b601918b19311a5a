"""Annotations in a real pseudo-terminal, 120×40: an article of 50,000 words with 500 of them.

    python tests/benchmarks/notes.py [--data FOLDER] [--notes 500] [--words 50000] [--json]

FOLDER holds articles of one's own (`.md`, `.txt`) to take the words from; by default ../shared/tools/gen_corpus.py
makes them. Figures are medians and 95th percentiles in milliseconds, of the time from a key to the end of the frame
that shows its effect: the pane's new count, which is drawn in one frame with the highlight in the text. Then the text
is changed everywhere, and all annotations are looked for again.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.library.markdown import parse
from reader.notes.anchoring import AnchoringText
from reader.notes.colors import COLORS
from reader.notes.model import new_annotation
from reader.notes.placement import place_all
from reader.notes.selectors import selectors_for, text_sha256
from reader.notes.store import NoteStore
from reader.text.sentences import sentences
from tests.benchmarks.machine import SHARED, arguments, report, tool

KEYS = 15


def main() -> None:
    """Run and print."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--notes", type=int, default=500)
    parser.add_argument("--words", type=int, default=50_000)
    options = parser.parse_args()
    bench = tool("ptybench")
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        words = words_of(folder, options.data, options.words)
        library = make_library(folder, words)
        store = NoteStore(library / "notes", folder / "locks")
        annotate(store, library, options.notes)
        env = {f"XDG_{part}_HOME": str(folder / part.lower()) for part in ("CACHE", "DATA", "STATE", "CONFIG")}
        command = [sys.executable, "-m", "reader", "--library", str(library)]
        index(command, env)
        with bench.Session(command, env=env) as session:
            figures |= making(bench, session, options.notes)
        change_text(library, words)
        index(command, env)
        with bench.Session(command, env=env) as session:
            figures |= finding(bench, session)
        figures |= anchoring(library, folder)
    title = f"{options.notes} annotations on {options.words:,} words, in a pseudo-terminal of 120×40 (ms)"
    report(title, figures, as_json=options.json)


def words_of(folder: Path, data: Path | None, count: int) -> list[str]:
    """Return so many words of prose, the ends of paragraphs among them."""
    if data is None:
        generator = SHARED / "tools" / "gen_corpus.py"
        data = folder / "made"
        made = [sys.executable, str(generator), "300", "--format", "files", "--out", str(data)]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
    words: list[str] = []
    texts = sorted(path for path in data.rglob("*") if path.suffix in {".md", ".txt"})
    while len(words) < count and texts:
        for path in texts:
            words += [*path.read_text(encoding="utf-8", errors="replace").split(), "\n\n"]
    return words[:count]


def make_library(folder: Path, words: list[str]) -> Path:
    """Make a library of a long article and a short one, the short one first in the list."""
    library = folder / "library"
    (library / "articles").mkdir(parents=True)
    (library / "library.yaml").write_text('title: "Benchmark"\n')
    write_article(library, "long", " ".join(words))
    write_article(library, "short", "A short text.")
    return library


def write_article(library: Path, name: str, text: str) -> None:
    """Write an article that begins with a word of its own."""
    published = "2099-01-02" if name == "short" else "2099-01-01"
    head = f'---\nid: "{name}"\ntitle: "The {name} one"\npublished: "{published}"\n---\n\n'
    (library / "articles" / f"{name}.md").write_text(f"{head}Begin{name} here.\n\n{text}\n", encoding="utf-8")


def text_of(library: Path) -> str:
    """Return the plain text of the long article."""
    return parse((library / "articles" / "long.md").read_text(encoding="utf-8").split("---\n", 2)[2].strip()).text


def annotate(store: NoteStore, library: Path, count: int) -> None:
    """Save annotations all over the long article: sentences, several, parts of one; some noted, some on each other."""
    text = text_of(library)
    spans = [span for span in sentences(text) if span[1] - span[0] > 30]
    dice = random.Random(4)  # noqa: S311 - the same annotations each time
    sha256 = text_sha256(text)
    for number in range(count):
        at = dice.randrange(3, len(spans) - 3)
        start, end = spans[at][0], spans[at + number % 3][1]
        if number % 4 == 0:
            start, end = start + 10, end - 5
        body = f"Note {number}: a thought of some length, with words." if number % 2 else ""
        annotation = new_annotation(
            "long", selectors_for(text, start, end), body=body, color=COLORS[number % 5], text_sha256=sha256
        )
        store.save(annotation)


def index(command: list[str], env: dict[str, str]) -> None:
    """Bring the library's caches up to date."""
    subprocess.run([*command, "index"], check=True, env=os.environ | env, stdout=subprocess.DEVNULL)


def making(bench: Any, session: Any, count: int) -> dict[str, Any]:
    """Measure opening the article, and making, coloring and deleting highlights in it."""
    session.wait(bench.text("articles"))
    session.settle(2.0)
    session.send(b"j")
    opened = session.key("<Enter>", expect=bench.text("─The long one"))["paint"]
    session.wait(bench.text(f"Notes · {count}"))
    session.settle(2.0)
    made, colored, deleted, moved = [], [], [], []
    for number in range(KEYS):
        for _ in range(3):
            moved.append(session.key(")")["paint"])
            session.settle(0.1)
        made.append(session.key("H", expect=bench.text(f"Notes · {count + 1}"))["paint"])
        session.settle(1.5)
        session.key("C")
        session.settle(0.1)
        colored.append(session.key(str(2 + number % 4), expect=bench.changed())["paint"])
        session.settle(1.5)
        deleted.append(session.key("d", expect=bench.text(f"Notes · {count}"))["paint"])
        session.settle(1.5)
    return {
        "open the article with its marks": f"{opened * 1000:.0f}",
        "key to paint of a highlight (reach: 50)": spread(made),
        "key to paint of another color": spread(colored),
        "key to paint of a deleted highlight": spread(deleted),
        "key to paint of the caret among them": spread(moved),
    }


def change_text(library: Path, words: list[str]) -> None:
    """Write the article anew: a longer beginning, and every fortieth word another one."""
    changed = [word if number % 40 or word.isspace() else "otherwise" for number, word in enumerate(words)]
    write_article(library, "long", "Something new stands here.\n\n" + " ".join(changed))


def finding(bench: Any, session: Any) -> dict[str, Any]:
    """Measure from opening the changed article to its places, with the caret moving meanwhile."""
    session.wait(bench.text("articles"))
    session.settle(2.0)
    session.send(b"j")
    begun = time.perf_counter()
    session.key("<Enter>", expect=bench.text("─The long one"))
    moved = []
    while not bench.regex(r"Notes · \d+")(session) and time.perf_counter() - begun < 20:
        moved.append(session.key(")")["paint"])
    whole = time.perf_counter() - begun
    return {
        "opening the changed article to all places in the pane": f"{whole * 1000:.0f}",
        "key to paint while they are looked for": spread(moved) if moved else "no key came between",
    }


def anchoring(library: Path, folder: Path) -> dict[str, Any]:
    """Measure finding all places alone, in a thread's time."""
    notes = NoteStore(library / "notes", folder / "locks").of("long")
    times = []
    for _ in range(5):
        text = AnchoringText(text_of(library))
        begun = time.perf_counter()
        found = place_all(text, notes)
        times.append(time.perf_counter() - begun)
    states = [each.place.state for each in found.values()]
    told = ", ".join(f"{states.count(each)} {each}" for each in ("exact", "moved", "changed", "orphan"))
    return {"looking for all of them again (reach: 1000)": spread(times), "and what became of them": told}


def spread(times: list[float]) -> str:
    """Return median and 95th percentile in milliseconds."""
    ordered = sorted(times)
    high = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return f"median {statistics.median(ordered) * 1000:.0f}, p95 {high * 1000:.0f}"


if __name__ == "__main__":
    main()
