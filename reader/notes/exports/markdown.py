"""Annotations as Markdown for people, with the facts that a re-import needs in hidden comments.

After each quotation stands `<!-- reader:note {…} -->` with the annotation's facts, then its body as it was written,
then `<!-- /reader:note -->`. A body that was edited in the document is imported as edited.
"""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from string import Template
from typing import TYPE_CHECKING

from reader.notes.exports.facts import annotation_of, facts_of, place_facts
from reader.notes.exports.import_batch import ImportBatch, ImportRefused, KnownArticles
from reader.notes.exports.quotation import Quotation
from reader.notes.model import format_link

if TYPE_CHECKING:
    from reader.notes.model import Annotation

# What stands around a note in a document: the facts of it as JSON, and the end of its body.
NOTE_OPENING = re.compile(r"<!-- reader:note (\{.*\}) -->[ \t]*\Z")
NOTE_CLOSING = "<!-- /reader:note -->"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_LINE_START = re.compile(r"^([ \t]*(?:[0-9]{1,9}(?=[.)]))?)([-+=.)])", re.MULTILINE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")

# What an annotation looks like; a person may write another one with the same words in it.
TEMPLATE = """$quote

— $citation

$note
"""


def write_markdown(quotations: Sequence[Quotation], title: str = "Notes", template: str = TEMPLATE) -> str:
    """Return one document of all *quotations*, by article.

    In *template* stand `$quote $citation $note` and, if wanted, `$words $title $author $site $published $url
    $paragraph $start $end $state $color $tags $link`.
    """
    sections = [f"# {escaped(title)}\n"]
    for _, group in groupby(quotations, key=lambda each: each.annotation.article):
        sections.append(_section([*group], template))
    return "\n".join(sections)


def write_markdown_files(quotations: Sequence[Quotation], template: str = TEMPLATE) -> dict[str, str]:
    """Return a document for each article, by file name."""
    by_article: dict[str, list[Quotation]] = {}
    for each in quotations:
        by_article.setdefault(each.annotation.article, []).append(each)
    return {f"{article}.md": write_markdown(group, group[0].title, template) for article, group in by_article.items()}


def read_markdown(text: str, _: KnownArticles) -> ImportBatch:
    """Return the annotations of our own Markdown; the rest of the document is passed over."""
    lines = text.replace("\r\n", "\n").split("\n")
    annotations: list[Annotation] = []
    problems: list[str] = []
    number = 0
    while number < len(lines):
        match = NOTE_OPENING.match(lines[number])
        number += 1
        if match is None:
            continue
        try:
            facts = json.loads(match[1])
            body = _body(lines, number, facts.pop("lines", 0))
            annotations.append(annotation_of({**facts, "body": "\n".join(body)}))
            number += len(body) + 1
        except (ValueError, RecursionError):
            problems.append(f"The note in line {number} is damaged; it was skipped.")
        except ImportRefused as error:
            problems.append(f"The note in line {number} was skipped: {error}.")
    return ImportBatch(tuple(annotations), tuple(problems))


def escaped(text: str) -> str:
    """Return *text* so that Markdown shows it as it is."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))


def unescaped(markdown: str) -> str:
    """Return the text that `escaped` made *markdown* of."""
    return _ESCAPE.sub(r"\1", markdown)


def quoted(text: str) -> str:
    """Return *text* as a Markdown quotation."""
    return "\n".join(f"> {line}".rstrip() for line in escaped(text).split("\n"))


def citation(quotation: Quotation) -> str:
    """Return where a quotation is from, on one line: article, paragraph, range and the way back."""
    record = quotation.record
    parts = [part for part in (record.author, f"“{quotation.title}”", record.site, record.published) if part]
    changed = " (the words have changed)" if quotation.state == "changed" else ""
    note = quotation.annotation
    leads = f" · {escaped(note.relation or 'linked')} → [{escaped(note.link)}]({format_link(note.link)})"
    leads = leads if note.link else ""
    return f"{escaped(', '.join(parts))} · [{quotation.where}]({quotation.link}){changed}{leads}"


def _section(group: list[Quotation], template: str) -> str:
    first = group[0]
    record = first.record
    lines = [f"## {escaped(first.title)}\n", escaped(first.article_facts)]
    lines += [f"<{record.url}>"] if record.url and record.url.startswith(("http://", "https://")) else []
    lines.append(f"<{format_link(first.annotation.article)}>\n")
    return "\n".join(filter(None, lines)) + "\n" + "\n".join(_entry(each, template) for each in group)


def _entry(quotation: Quotation, template: str) -> str:
    note, record = quotation.annotation, quotation.record
    values = {
        "quote": quoted(note.exact) if note.exact else "",
        "citation": citation(quotation),
        "note": "\n".join(_note(quotation)),
        "words": quotation.words,
        "title": escaped(quotation.title),
        "author": escaped(record.author or ""),
        "site": escaped(record.site or ""),
        "published": record.published or "",
        "url": record.url or "",
        "paragraph": quotation.paragraph or "",
        "start": quotation.start,
        "end": quotation.end,
        "state": quotation.state,
        "color": note.color,
        "tags": " ".join(f"#{tag.replace(' ', '-')}" for tag in note.tags),
        "link": quotation.link,
    }
    return Template(template).safe_substitute(values).lstrip("\n")


def _note(quotation: Quotation) -> Iterator[str]:
    note = quotation.annotation
    body = note.body.split("\n") if note.body else []
    facts = facts_of(note)
    facts.pop("body", None)
    written = json.dumps({**facts, "place": place_facts(quotation), "lines": len(body)}, ensure_ascii=False)
    # Nothing in a comment may end it, nor begin a tag where comments are not known.
    written = written.replace("<", "\\u003c").replace(">", "\\u003e").replace("--", "-\\u002d")
    yield f"<!-- reader:note {written} -->"
    yield from body
    yield NOTE_CLOSING


def _body(lines: list[str], start: int, count: object) -> list[str]:
    """Return the lines of a body: as many as there were, or if it was edited all up to the closing comment."""
    if isinstance(count, int) and count >= 0 and lines[start + count : start + count + 1] == [NOTE_CLOSING]:
        return lines[start : start + count]
    try:
        end = lines.index(NOTE_CLOSING, start)
    except ValueError:
        raise ImportRefused("its end is missing") from None
    return lines[start:end]
