"""Articles as texts: Markdown with footnotes, plain text, JSON lines."""

import json
import re
from collections.abc import Iterator, Sequence, Set

from reader.library.front_matter import format_article
from reader.library.plain_text import Block
from reader.notes.exports.articles.annotated import AnnotatedArticle, tags_told
from reader.notes.exports.facts import facts_of, place_facts, record_facts
from reader.notes.exports.quotation import Quotation
from reader.notes.model import format_link

# As many words as tell a passage from others.
_TAIL = 8
# What Markdown may have between two words that stand side by side in the text.
_GAP = r"(?:[\s>*_~`\\]|\]\([^()\s]*\)|\[)+"


def write_markdown_articles(articles: Sequence[AnnotatedArticle], title: str) -> str:
    """Return one article as a Markdown document with its record in front, or several below one heading."""
    if len(articles) == 1:
        (article,) = articles
        return format_article(article.id, article.record, _annotated(article))
    parts = [f"# {title}\n"]
    for each in articles:
        facts = " · ".join(filter(None, (each.facts, each.record.url)))
        parts.append(f"# {each.title}\n\n{facts}\n\n{_annotated(each, prefix=f'{each.id}-')}")
    return "\n".join(parts)


def _annotated(article: AnnotatedArticle, prefix: str = "") -> str:
    """Return the Markdown of an article with highlights as `==words==` and notes as footnotes."""
    found = [(place, note) for note in article.marked if (place := _place_in_source(article, note))]
    body = article.markdown.rstrip("\n")
    inserted = [each for at in range(len(found)) for each in _insertions(body, article, found, at, prefix)]
    # The last one first, so that the places before it stay what they are.
    for offset, text in sorted(inserted, key=lambda each: each[0], reverse=True):
        body = body[:offset] + text + body[offset:]
    anchored = {note.annotation.id for _, note in found}
    notes, others = _parted(article.told, anchored)
    apart = [_apart(each) for each in others]
    footnotes = [_footnote(each, f"[^{prefix}{article.number_of(each)}]: ") for each in notes]
    return "\n\n".join(filter(None, (body, *footnotes, "## Notes" if apart else "", *apart))) + "\n"


def _parted(notes: Sequence[Quotation], ids: Set[str]) -> tuple[list[Quotation], list[Quotation]]:
    """Return the notes whose ids are among *ids*, and the others."""
    return [each for each in notes if each.annotation.id in ids], [e for e in notes if e.annotation.id not in ids]


def _insertions(
    body: str, article: AnnotatedArticle, found: Sequence[tuple[tuple[int, int], Quotation]], at: int, prefix: str
) -> Iterator[tuple[int, str]]:
    """Yield what is put where for one of the notes; a passage that has marks in it or overlaps is not highlighted."""
    (start, end), note = found[at]
    number = article.number_of(note)
    is_bare = body[start:end] == article.plain.text[note.start : note.end] and "==" not in body[start:end]
    overlaps = any(other[0] < end and other[1] > start for other, each in found if each is not note)
    mark = "==" if is_bare and not overlaps else ""
    yield start, mark
    yield end, mark + (f"[^{prefix}{number}]" if number else "")


def _place_in_source(article: AnnotatedArticle, note: Quotation) -> tuple[int, int] | None:
    """Return where a passage stands in the Markdown, or only its end as an empty place; None if that is not sure.

    The same words may stand several times: it is sure where source and text have them equally often.
    """
    text, source = article.plain.text, article.markdown
    exact = text[note.start : note.end]
    number = _which(re.escape(exact), text, note.start, of_end=False)
    found = [match.span() for match in re.finditer(re.escape(exact), source)]
    if "\n" not in exact and number is not None and len(found) == number[1]:
        return found[number[0]]
    tail = exact.split()[-_TAIL:]
    pattern = _GAP.join(map(re.escape, tail))
    number = _which(pattern, text, note.end, of_end=True)
    found = [match.span() for match in re.finditer(pattern, source)]
    if tail and number is not None and len(found) == number[1]:
        return (found[number[0]][1],) * 2
    return None


def _which(pattern: str, text: str, offset: int, *, of_end: bool) -> tuple[int, int] | None:
    """Return which match of *pattern* begins or ends at *offset*, and of how many."""
    edges = [match.end() if of_end else match.start() for match in re.finditer(pattern, text)]
    return (edges.index(offset), len(edges)) if offset in edges else None


def _footnote(note: Quotation, lead: str) -> str:
    told = "\n\n".join(filter(None, (note.annotation.body.strip(), tags_told(note))))
    return lead + told.replace("\n", "\n    ").replace("\n    \n", "\n\n")


def _apart(note: Quotation) -> str:
    quote = "> " + note.annotation.exact.replace("\n", "\n> ") if note.annotation.exact else ""
    return "\n\n".join(filter(None, (quote, note.annotation.body.strip(), tags_told(note))))


def write_text_articles(articles: Sequence[AnnotatedArticle], title: str) -> str:
    """Return articles as plain text, each paragraph on one line, with the numbers of notes in brackets."""
    heading = [title, "=" * len(title), ""] if len(articles) > 1 else []
    return "\n".join([*heading, *("\n".join(_text_lines(each)) for each in articles)])


def _text_lines(article: AnnotatedArticle) -> Iterator[str]:
    yield from (article.title, "=" * len(article.title))
    yield from filter(None, (article.facts, article.record.url))
    yield ""
    for block in article.plain.blocks:
        yield from _block_lines(article, block)
    if article.told:
        yield from ("Notes", "-----", "")
    for number, note in enumerate(article.told, 1):
        quote = f"“{' '.join(note.annotation.exact.split())}”" if note.annotation.exact else "On the whole article"
        body = note.annotation.body.strip()
        yield "\n    ".join([f"[{number}] {quote}", *filter(None, (*body.split("\n"), tags_told(note)))])
        yield ""


def _block_lines(article: AnnotatedArticle, block: Block) -> Iterator[str]:
    text, end = "", block.start
    for note in sorted(article.told, key=lambda each: each.end):
        if note.is_placed and block.start < note.end <= block.end:
            text += f"{article.plain.text[end : note.end]}[{article.number_of(note)}]"
            end = note.end
    text += article.plain.text[end : block.end]
    lead = "> " * block.quote + "  " * max(0, block.depth - 1) + (f"{block.marker} " if block.kind == "item" else "")
    yield lead + text.replace("\n", "\n" + " " * len(lead))
    # The items of a list stand close.
    following = article.plain.text[block.end : block.end + 2]
    if block.kind != "item" or following in {"", "\n\n"}:
        yield ""


def write_jsonl_articles(articles: Sequence[AnnotatedArticle], _: str) -> str:
    """Return a line of JSON for each article: its record, its text, and its notes with their places; ASCII."""
    return "".join(json.dumps(_facts(each)) + "\n" for each in articles)


def _facts(article: AnnotatedArticle) -> dict[str, object]:
    notes = [facts_of(each.annotation) | place_facts(each) for each in article.notes]
    return {
        "id": article.id, **record_facts(article.record), "tags": list(article.record.tags),
        "link": format_link(article.id), "text": article.plain.text, "notes": notes,
    }  # fmt: skip
