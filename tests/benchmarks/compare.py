"""Two articles side by side: comparing them, and in a pseudo-terminal of 120×40 opening them and moving in them.

    python tests/benchmarks/compare.py [--data FOLDER] [--json]

FOLDER holds two articles (`.md`) to compare beside the made ones. Times are medians and 95th percentiles in
milliseconds; from a key to the end of the frame that shows its effect.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.library.markdown import parse
from reader.related.comparison import compare_texts
from reader.view.side_by_side import SideBySide
from tests.benchmarks.machine import arguments, report, tool
from tests.benchmarks.terminal import spread

ROUNDS = 7
COLUMN = 55
# Words of each article, and how many of them both have.
SIZES = ((2_000, 1_600), (50_000, 40_000))


def main() -> None:
    """Run and print."""
    options = arguments(__doc__ or "").parse_args()
    figures: dict[str, Any] = {}
    pairs = {f"2 × {words:,} words sharing {shared:,}": made(words, shared) for words, shared in SIZES}
    line = "One line stands here again and again, and nothing else.\n\n"
    pairs["a line 10,000 times, and 9,000 times"] = (line * 10_000, line * 9_000)
    if options.data:
        one, other = (path.read_text(encoding="utf-8") for path in sorted(options.data.glob("*.md"))[:2])
        pairs["the two articles of --data"] = (one, other)
    for name, pair in pairs.items():
        figures |= {f"{name}: {told}": value for told, value in compared(*pair).items()}
    with tempfile.TemporaryDirectory() as folder:
        for words, shared in SIZES:
            name = f"2 × {words:,} words sharing {shared:,}"
            found = on_screen(Path(folder) / str(words), made(words, shared))
            figures |= {f"{name}: {told}": value for told, value in found.items()}
    report("Two articles side by side (ms)", figures, as_json=options.json)


def made(words: int, shared: int) -> tuple[str, str]:
    """Make two articles of *words* words: *shared* in both, every fiftieth of those another word, and their own."""
    chance = random.Random(4)  # noqa: S311 - a made text, no secret
    pick = ["".join(chance.choices("abcdefghik", k=chance.randint(2, 9))) for _ in range(9_000)]

    def paragraph() -> str:
        found = [" ".join(chance.choices(pick, k=20)).capitalize() + "." for _ in range(4)]
        return " ".join([*found, " ".join(chance.choices(pick, k=17)), f"{chance.randint(100, 99_999):,} people."])

    both = [paragraph() for _ in range(shared // 100)]
    texts = []
    for side in (0, 1):
        paragraphs = [_rewritten(each, chance) if side else each for each in both]
        for _ in range((words - shared) // 100):
            paragraphs.insert(chance.randrange(len(paragraphs) + 1), paragraph())
        texts.append("\n\n".join(paragraphs))
    return texts[0], texts[1]


def _rewritten(text: str, chance: random.Random) -> str:
    return " ".join(word if chance.random() > 0.02 else "otherwise" for word in text.split(" "))


def compared(one: str, other: str) -> dict[str, str]:
    """Measure comparing two texts, and laying them out."""
    comparing, laying, folding = [], [], []
    plains = (parse(one), parse(other))
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        found = compare_texts(plains[0].text, plains[1].text)
        done = time.perf_counter()
        laid = SideBySide(plains, found, COLUMN)
        laid.rows()
        shown = time.perf_counter()
        laid.rows(only_different=True)
        comparing.append(done - begun)
        laying.append(shown - done)
        folding.append(time.perf_counter() - shown)
    return {"compare": spread(comparing), "lay out": spread(laying), "only what differs": spread(folding)}


def on_screen(folder: Path, texts: tuple[str, str]) -> dict[str, str]:
    """Measure the app: from `c` to the two texts, and from a key to its frame."""
    bench = tool("ptybench")
    library = folder / "library"
    (library / "articles").mkdir(parents=True)
    (library / "library.yaml").write_text('title: "Benchmark"\n')
    for day, (name, text) in enumerate(zip(("one", "other"), texts, strict=True), 1):
        head = f'---\nid: "{name}"\ntitle: "Article {name}"\npublished: "2020-01-0{day}"\n---\n\n'
        (library / "articles" / f"{name}.md").write_text(head + text)
    env = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CACHE", "DATA", "STATE", "CONFIG")}
    command = [sys.executable, "-m", "reader", "--library", str(library)]
    subprocess.run([*command, "index"], check=True, env=os.environ | env, stdout=subprocess.DEVNULL)
    with bench.Session(command, env=env) as session:
        session.wait(bench.text("articles"))
        session.settle(1.5)
        opened, keys = [], []
        for _ in range(ROUNDS):
            session.send(b"3")
            session.settle(0.5)
            begun = session.send(b"c")
            opened.append(session.wait(bench.text("alike"), since=begun) - begun)
            session.settle(0.6)
            for key in ("j", "<Space>", "]", "n", ")", "<C-d>", "<Tab>", "n", "]", "=", "n", "="):
                session.settle(0.05)
                keys.append(session.key(key)["paint"])
            session.send(b"q")
            session.settle(0.6)
        return {"from c to both on screen": spread(opened), "key to paint": spread(keys)}


if __name__ == "__main__":
    main()
