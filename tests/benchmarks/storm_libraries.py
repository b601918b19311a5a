"""The libraries that a storm goes over: the samples, one full of odd text, and one of 3,000 articles."""

import os
import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "library"
# Controls that only name a window, overrides of direction, markup, an emoji's name.
ODD = "\x1b]2;named\x07\x9b\u202egnp\u2066 [@click=app.quit]x[/] [/INST] [sic] :bomb: \u2028"
_MARKED = "e" + "\u0301\u0323\u0308" * 4
_FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def write_samples(folder: Path) -> None:
    """Copy the samples."""
    shutil.copytree(SAMPLES, folder)


def odd_texts() -> Mapping[str, str]:
    """Return texts that are odd in one way each, by what is odd."""
    return {
        "one line of 600,000 letters": "x" * 600_000,
        "one line of 100,000 words": "word " * 100_000,
        "one paragraph of many sentences": "He came. She went! Who saw? " * 20_000,
        "a million newlines": "begin" + "\n" * 1_000_000 + "end",
        "20,000 paragraphs of one letter": "a\n\n" * 20_000,
        "marks on every letter": (_MARKED * 8 + " ") * 3_000,
        "one letter with many marks": "o" + "\u0300" * 20_000,
        "no letter but marks": "\u0301\u0327" * 10_000,
        "wide without a space": "漢字仮名" * 40_000,
        "wide and narrow": "漢a字b " * 20_000,
        "families": _FAMILY * 5_000,
        "flags and joiners": "\U0001f1e9\U0001f1ea\u200d\ufe0f" * 8_000,
        "Arabic": "قالت الحكومة إن المدينة فقدت ٤١٢ منزلا في الفيضان. " * 3_000,
        "Arabic in one word": "سلام" * 30_000,
        "Hebrew and digits": "שלום 1,234 עולם 5:6. " * 5_000,
        "tabs and ideographic spaces": "\t\u3000a\u00a0" * 20_000,
        "invisible signs": "\u200b\u200c\u2060\ufeff\u00ad" * 10_000,
        "quotation marks": "“”\"'«»" * 20_000,
        "stops": ". ! ? … " * 20_000,
        "figures": "412 homes, 2,218 of 3,417 people, 61 percent; " * 5_000,
        "names": "Anna Keller met Mara Lindqvist in Marlow. " * 5_000,
        "many links": "[[Flood]] [a](http://example.org/x) " * 5_000,
        "deep quotes": "\n\n".join(">" * depth + " said" for depth in range(1, 200)),
        "deep lists": "\n".join(" " * depth + "- item" for depth in range(200)),
        "a wide table": "\n".join("| " + "cell | " * 300 for _ in range(300)),
        "headings": "# h\n\n" * 5_000,
        "emphasis": "*a* **b** _c_ `d` " * 5_000,
        "code": "```\n" + "    x = 1\n" * 20_000 + "```",
        "controls": ODD * 500,
        "private and unassigned signs": "\ue000\U000e0001\u0378\uffff" * 2_000,
        "nothing": "",
        "white space": " \n\t" * 5_000,
    }


def write_hostile(folder: Path) -> None:
    """Write articles of odd text, odd records, odd notes, and files that cannot be read."""
    articles = folder / "articles"
    articles.mkdir(parents=True)
    (folder / "library.yaml").write_text(f'title: "{_quoted(ODD)}"\n', encoding="utf-8")
    (folder / "names.yaml").write_text(f'"Anna Keller":\n  kind: "person"\n  spellings: ["Keller", "{_quoted(ODD)}"]\n')
    for number, (name, text) in enumerate(odd_texts().items()):
        head = f'---\nid: "odd-{number}"\ntitle: "{name}"\npublished: "2020-01-{number % 28 + 1:02d}"\n---\n\n'
        (articles / f"odd-{number}.md").write_text(head + text + "\n", encoding="utf-8")
    for number, value in enumerate((ODD, "t" * 5_000, _MARKED * 50, "漢" * 500, "ل" * 500, "\u200b", " ")):
        fields = "".join(f'{name}: "{_quoted(value)}"\n' for name in ("title", "author", "site", "url", "language"))
        head = f'---\nid: "record-{number}"\n{fields}tags: ["{_quoted(value)[:90]}", "b"]\n---\n\n'
        (articles / f"record-{number}.md").write_text(head + "A flood in Marlow took 412 homes.\n", encoding="utf-8")
        _write_note(folder, number, value)
    (articles / "binary.txt").write_bytes(bytes(range(256)) * 10)
    (articles / "broken.md").write_text('---\ntitle: "no end\n')
    (articles / "empty.html").write_text("")
    Path(os.fsdecode(os.fsencode(articles) + b"/not-\xff-utf8.md")).write_text("A file whose name is not UTF-8.\n")


def _write_note(folder: Path, number: int, value: str) -> None:
    notes = folder / "notes" / ("gone" if number == 6 else f"record-{number}")
    notes.mkdir(parents=True)
    name = f"20200101t00000{number}-abcdef"
    head = f'id: "{name}"\narticle: "{notes.name}"\nquote: "412 homes"\ncolor: "mauve"\ntags: ["{_quoted(value)[:60]}"]'
    (notes / f"{name}.md").write_text(f"---\n{head}\n---\n{_quoted(value)}\n", encoding="utf-8")


def _quoted(text: str) -> str:
    return "".join(
        f"\\u{ord(each):04x}"
        if not each.isprintable() and ord(each) < 0x10000
        else f"\\{each}"
        if each in '"\\'
        else each
        for each in text
    )


def write_many(folder: Path, count: int = 3_000) -> None:
    """Write *count* articles on a few hundred events, with names, figures and copies."""
    chance = random.Random(7)  # noqa: S311 - the same articles every time
    words = [
        "".join(chance.choice(("ba", "ko", "ri", "te", "mu", "sha", "len", "vo")) for _ in range(3)) for _ in range(900)
    ]
    places = [word.title() for word in words[:120]]
    articles = folder / "articles"
    articles.mkdir(parents=True)
    (folder / "library.yaml").write_text('title: "Many"\nlanguage: "en"\n')
    body = ""
    for number in range(count):
        place, homes = places[number // 8 % len(places)], 100 + number // 8
        if number % 8 or not body:
            body = "\n\n".join(
                f"In {place} {homes} {chance.choice(words)} were lost, Mayor {chance.choice(places)} said. "
                + " ".join(chance.choices(words, k=60)) + "."
                for _ in range(chance.randint(1, 6))
            )  # fmt: skip
        day = f"20{number % 20:02d}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        head = f'site: "{chance.choice(places)} Post"\npublished: "{day}"'
        (articles / f"{number:05d}.md").write_text(
            f'---\nid: "a{number:05d}"\ntitle: "{place} {chance.choice(words)} {number}"\n{head}\n---\n\n{body}\n'
        )


LIBRARIES: Mapping[str, Callable[[Path], None]] = {
    "samples": write_samples, "hostile": write_hostile, "many": write_many
}  # fmt: skip
