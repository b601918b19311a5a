"""Every export and import format, by its name on the command line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reader.notes.exports.html import write_html
from reader.notes.exports.hypothesis import read_hypothesis, write_hypothesis
from reader.notes.exports.import_batch import ImportBatch, ImportRefused, KnownArticles
from reader.notes.exports.jsonl import read_jsonl, write_jsonl
from reader.notes.exports.jsonld import read_jsonld, write_jsonld
from reader.notes.exports.markdown import read_markdown, write_markdown
from reader.notes.exports.quotation import Quotation
from reader.notes.exports.readwise import read_readwise, write_readwise


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the ending of its files, how it is written and, where it can be, how it is read."""

    name: str
    suffix: str
    write: Callable[[Sequence[Quotation]], str]
    read: Callable[[str, KnownArticles], ImportBatch] | None = None


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format("markdown", ".md", write_markdown, read_markdown),
        Format("jsonld", ".jsonld", write_jsonld, read_jsonld),
        Format("csv", ".csv", write_readwise, read_readwise),
        Format("hypothesis", ".json", write_hypothesis, read_hypothesis),
        Format("jsonl", ".jsonl", write_jsonl, read_jsonl),
        Format("html", ".html", write_html),
    )
}


def import_notes(text: str, articles: KnownArticles, name: str = "") -> ImportBatch:
    """Return the annotations of a file in whichever format it is; *name* is the file's, or a format's.

    Raises: ImportRefused if it is none that can be read.
    """
    reader = FORMATS[detect(text, name)].read
    if reader is None:
        raise ImportRefused("HTML cannot be imported. Export as Markdown, JSON-LD or JSON lines instead.")
    return reader(text, articles)


def detect(text: str, name: str = "") -> str:
    """Return the name of the format that *text* is in. Raises: ImportRefused if it is none."""
    if name in FORMATS:
        return name
    head = text[:4000].lstrip("\ufeff \t\r\n")
    if head.startswith(("<!DOCTYPE", "<html")):
        return "html"
    # Anywhere in it: a person may have put a text of his own before the notes.
    if "<!-- reader:note " in text:
        return "markdown"
    if head.startswith(("{", "[")):
        return _detect_json(head, text)
    if "Highlight" in head.partition("\n")[0]:
        return "csv"
    raise ImportRefused("The file is not in a format that notes can be imported from.")


def _detect_json(head: str, text: str) -> str:
    # A line that is a whole object: a JSON document has its first brace alone, or goes on.
    first = text.strip().partition("\n")[0]
    if first.startswith("{") and first.endswith("}") and '"article"' in first:
        return "jsonl"
    if '"rows"' in head or '"uri"' in head:
        return "hypothesis"
    return "jsonld"
