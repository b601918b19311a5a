"""Files that strangers make, each just over a limit of ours or of odd shape, put together from harmless pieces.

No file here hangs or crashes another program: where a parser of others would take long or lose text, ours stops before
it, or the parser itself says that it does.
"""

import os
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

# A word at the beginning, in the middle and at the end of each text: where one is missing, something was cut.
MARKERS = ("Albatross", "Cormorant", "Petrel")
FIRST, MIDDLE, LAST = (
    f"The {bird} harbor was dredged again in the autumn, and the boats could leave it at every tide, says the council."
    for bird in MARKERS
)
LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class HostileFile:
    """A file that *make* puts at a path; *has_text* if the markers are in it."""

    name: str
    make: Callable[[Path], object]
    has_text: bool = True

    @property
    def title(self) -> str:
        """What it is called in a report."""
        return self.name.encode("utf-8", "backslashreplace").decode()[:60]


def hostile_files(scale: float) -> Iterator[HostileFile]:
    """Yield every file; *scale* makes what is merely long shorter, but never what is to be just over a limit."""
    yield from _nested()
    yield from _storms(scale)
    yield from _pages(scale)
    yield from _frames()
    yield from _encoded()
    yield from _articles()
    yield from _sizes()
    yield from _binaries()
    yield from _names()
    yield from _special()


def _written(name: str, text: str | bytes, *, has_text: bool = True) -> HostileFile:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return HostileFile(name, lambda path: path.write_bytes(data), has_text)


def page(*parts: str, head: str = "") -> str:
    """Return a page whose article is the markers' sentences with *parts* between them."""
    between = "".join(parts)
    body = f"<h1>Harbor</h1><p>{FIRST}</p>{between}<p>{MIDDLE}</p>{between}<p>{LAST}</p>"
    return f"<html><head><title>Harbor</title>{head}</head><body><article>{body}</article></body></html>"


def text(filler: str) -> str:
    """Return a text with *filler* between the markers' sentences."""
    return f"Harbor\n\n{FIRST}\n\n{filler}\n\n{MIDDLE}\n\n{filler}\n\n{LAST}\n"


def _nested() -> Iterator[HostileFile]:
    for tag in ("div", "span", "blockquote", "b", "ul><li", "table><tr><td"):
        for depth in (100, 255, 256, 257, 1_000, 2_049):
            opened = f"<{tag}>" * depth
            closed = "".join(f"</{each}>" for each in reversed(tag.split("><"))) * depth
            yield _written(f"{tag[:4].strip('<>')}-{depth}-deep.html", page(f"{opened}<p>{MIDDLE}</p>{closed}"))
    for depth in (8, 9, 100, 1_000):
        yield _written(f"quotes-{depth}-deep.md", text("> " * depth + MIDDLE))
        yield _written(f"list-{depth}-deep.md", text("\n".join("  " * each + "- item" for each in range(depth))))
        yield _written(f"links-{depth}-deep.md", text("[" * depth + "harbor" + "](http://port.example)" * depth))
        yield _written(f"emphasis-{depth}-deep.txt", text("*_" * depth + "harbor" + "_*" * depth))


STORMS = {
    "quotation": '"', "apostrophe": "'", "less": "<", "greater": ">", "ampersand": "&", "entity": "&amp;",
    "bracket": "[", "link": "](", "backtick": "`", "star": "*", "underscore": "_", "hash": "#", "pipe": "|",
    "newline": "\n", "return": "\r", "space": " ", "tab": "\t", "no-break": "\u00a0", "separator": "\u2028",
    "mark": "\u0301", "zero-width": "\u200b", "right-to-left": "\u202e", "digit": "7", "letter": "x", "hyphen": "-",
    "slash": "/", "ideograph": "港", "emoji": "🚢\u200d", "comment": "<!-", "address": "http://port.example/a ",
    "date": "12 May 2016 ",
    "byline": "By Anna Berg\n", "comments": "2 Comments\n\nBob says:\n\nHe is right.\n\n", "word": "harbor ",
    "replacement": "\ufffd", "noncharacter": "\uffff", "table": "| a | b |\n", "fence": "```\n", "setext": "a\n=\n",
    "definition": "[a]: http://port.example\n", "escape": "\x1b]2;harbor\x07", "html": "<b>x</b>", "image": "![a](b)",
}  # fmt: skip


def _storms(scale: float) -> Iterator[HostileFile]:
    """One short piece again and again, as a page, a text and an article."""
    length = int(1_000_000 * scale)
    for name, piece in STORMS.items():
        filler = piece * (length // len(piece) // 2)
        yield _written(f"storm-{name}.txt", text(filler))
        yield _written(f"storm-{name}.md", text(filler))
        harmless = filler if name in {"html", "entity"} else filler.replace("&", "&amp;").replace("<", "&lt;")
        yield _written(f"storm-{name}.html", page(f"<p>{harmless}</p>"))
    yield _written("only-quotation.html", text('"' * length))


def _pages(scale: float) -> Iterator[HostileFile]:
    for count in (255, 256, 257, 5_000):
        yield _written(f"attributes-{count}.html", page(f"<p {' '.join(f'a{at}=x' for at in range(count))}>x</p>"))
    for length in (19_999, 20_001, 200_000):
        yield _written(f"attribute-{length}-long.html", page(f"<p title='{'x' * length}'>{MIDDLE}</p>"))
        yield _written(f"picture-{length}-long.html", page(f"<img src='data:image/png;base64,{'A' * length}'>"))
    for count in (1_000, 10_000, 49_000, 50_001):
        paragraphs = "".join(f"<p>{at} boats left the harbor.</p>" for at in range(int(count * scale)))
        yield _written(f"paragraphs-{count}.html", page(paragraphs))
    for megabytes in (1, 9, 10, 19):
        words = "harbor " * int(megabytes * 1_000_000 * scale / 14)
        yield _written(f"paragraph-{megabytes}-mb.html", page(f"<p>{words}</p>"))
    for name in ("p", "div", "a", "b", "table", "select", "iframe", "script", "style", "noscript", "textarea", "svg"):
        yield _written(f"unclosed-{name}.html", page(f"<{name}>"))
    for opened in ("<!-- ", "<a title='", "<p", "<![CDATA["):
        yield _written(f"unclosed-{len(opened)}.html", page(opened))
    for code in ("7", "27", "x9b", "0", "xd800", "1114112", "x1b", "146"):
        yield _written(f"reference-{code}.html", page(f"<p>{f'&#{code};' * 1_000} {MIDDLE}</p>"))
    yield _written("no-tags.html", text("x"))
    yield _written("two-pages.html", page("") + page(""))
    yield _written("no-body.html", page("").replace("<body>", "").replace("</body>", ""))


def _frames() -> Iterator[HostileFile]:
    script = "<script>write('The harbor was dredged again in the autumn.')</script>"
    for at, frame in enumerate(("", "<div id='root'></div>", "<p>Loading</p>", "<noscript>No</noscript>")):
        only = f"<html><head><title>Harbor</title></head><body>{frame}{script * 3}</body></html>"
        yield _written(f"only-script-{at}.html", only, has_text=False)


def _encoded() -> Iterator[HostileFile]:
    for name, encoding in (("utf-16", "utf-16"), ("utf-32", "utf-32"), ("bom", "utf-8-sig"), ("latin", "cp1252")):
        yield _written(f"{name}.txt", text("Größe").encode(encoding))
        yield _written(f"{name}.html", page("<p>Größe</p>").encode(encoding))
    cyrillic = page("<p>Порт</p>", head="<meta charset='windows-1251'>")
    yield _written("said.html", cyrillic.encode("cp1251"))
    yield _written("said-wrongly.html", cyrillic.encode())
    yield _written("broken.txt", text("Gr\u00f6\u00dfe").encode().replace(b"\xc3", b"\xc3\x28"))
    yield _written("overlong.txt", text("x").encode().replace(b"x", b"\xc0\xaf\xf8\x88\x80\x80\x80"))
    for name in ("txt", "html", "md"):
        yield _written(f"nul.{name}", text("a\0b"))
        yield _written(f"surrogate.{name}", text("\ud800"))


def _articles() -> Iterator[HostileFile]:
    heads = {
        "too-long": f"title: {'x' * 65_000}",
        "too-deep": "a: " + "[" * 9 + "]" * 9,
        "too-many": "a: [" + "1, " * 5_001 + "1]",
        "twice": "title: a\ntitle: b",
        "no-yaml": "title: Rust: a history\n@x",
        "a-date": "published: soon\ntags: {a: b}",
        "an-id": "id: ../../etc\ntitle: x",
        "unclosed": 'title: "x',
        "no-map": "- a\n- b",
    }
    for name, head in heads.items():
        yield _written(f"head-{name}.md", f"---\n{head}\n---\n\n{text('x')}")
    yield _written("head-open.md", f"---\ntitle: x\n\n{text('x')}")


def _sizes() -> Iterator[HostileFile]:
    for name, make in (("txt", text), ("md", text), ("html", lambda filler: page(f"<p>{filler}</p>"))):
        room = (LARGEST - len(make(""))) // 2
        yield _written(f"too-large.{name}", make("harbor " * (room // 7) + "x" * 60), has_text=False)
        yield _written(f"empty.{name}", "", has_text=False)
        yield _written(f"blank.{name}", "\ufeff \n\t\n", has_text=False)
    yield HostileFile("sparse.txt", _sparse, has_text=False)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


def _binaries() -> Iterator[HostileFile]:
    starts = (b"%PDF-1.7", b"PK\3\4", b"\x1f\x8b", b"BZh9", b"\xfd7zXZ\0", b"Rar!", b"\x89PNG", b"\xff\xd8\xff",
              b"GIF89a", b"RIFF", b"\x7fELF", b"MZ\x90", b"SQLite format 3", b"\xd0\xcf\x11\xe0")  # fmt: skip
    for at, start in enumerate(starts):
        yield _written(f"binary-{at}.{('txt', 'html', 'md')[at % 3]}", start + b" rest", has_text=False)


def _names() -> Iterator[HostileFile]:
    names = ("caf\udce9.txt", "\x1b]2;harbor\x07.txt", "two\nlines.txt", "-rf.txt", "a..txt..txt", "%s%n{0}.txt",
             "🚢.txt", "\u202etxt.md", "'\"$(x)`.txt", "e\u0301.txt", " .txt", "a" * 251 + ".txt", "\\xe9.txt",
             "[b]x[b].txt", "CON.txt", "a.HTML", "b.TXT")  # fmt: skip
    for name in names:
        yield _written(name, text(name.encode("ascii", "ignore").decode()))


def _special() -> Iterator[HostileFile]:
    def link(to: str) -> Callable[[Path], object]:
        return lambda path: path.symlink_to(to)

    yield HostileFile("pipe.txt", os.mkfifo, has_text=False)
    yield HostileFile("socket.html", _bound, has_text=False)
    yield HostileFile("folder.html", Path.mkdir, has_text=False)
    for name, to in {"system": "/etc/passwd", "nowhere": "/nowhere", "itself": "link-itself.txt", "device": "/dev/zero",
                     "above": "..", "process": "/proc/self/environ"}.items():  # fmt: skip
        yield HostileFile(f"link-{name}.txt", link(to), has_text=False)


def _bound(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        # A path of a socket may be no longer than 108 bytes.
        here = Path.cwd()
        os.chdir(path.parent)
        try:
            made.bind(path.name)
        finally:
            os.chdir(here)
