"""Annotations that programs export in JSON: Hypothesis, Memex, Obsidian's Web Clipper, calibre, KOReader."""

from collections.abc import Iterator, Mapping

from reader.ingest.formats.fields import Fields
from reader.ingest.formats.json_exports import has_keys
from reader.ingest.formats.json_text import read_json, values_of
from reader.ingest.formats.part import FileFormat, Highlight, Parts
from reader.ingest.formats.passages import PassageMapping, gathered
from reader.ingest.formats.saved_item import SavedItem
from reader.ingest.formats.source import Source
from reader.ingest.formats.web_annotations import quote_in


def _hypothesis(source: Source) -> Parts:
    rows = [each for value in values_of(source) for each in _rows(Fields.of(value))]
    quotes = {each.line("id"): quote_in(_first(each.items("target")).items("selector")) for each in rows}
    return gathered(_annotated(row, quotes) for row in rows)


def _rows(value: Fields) -> Iterator[Fields]:
    return value.items("annotations", "rows") if value.value("annotations", "rows") else iter((value,))


def _annotated(row: Fields, quotes: Mapping[str, tuple[str, str, str]]) -> SavedItem:
    # A reply has no passage of its own: it stands with what it answers.
    answered = [quotes[each] for each in row.words("references") if each in quotes]
    exact, prefix, suffix = quotes[row.line("id")] if not answered else answered[0]
    mark = Highlight(
        exact,
        row.text("text"),
        prefix,
        suffix,
        tags=row.words("tags"),
        created=row.moment("created").date,
    )
    return SavedItem(
        url=row.line("uri", "target.source"),
        title=row.line("document.title"),
        highlights=(mark,) if exact or mark.note else (),
    )


def _first(items: Iterator[Fields]) -> Fields:
    return next(items, Fields())


def _memex(source: Source) -> Parts:
    return gathered(_of_memex(Fields.of(each)) for each in values_of(source))


def _of_memex(row: Fields) -> SavedItem:
    # The address is kept without its scheme.
    url = row.line("pageUrl")
    descriptor = Fields.of(Fields.of(row.value("selector")).value("descriptor"))
    _, prefix, suffix = quote_in(descriptor.items("content"))
    exact, note = row.text("body", "selector.quote"), row.text("comment")
    mark = Highlight(exact, note, prefix, suffix, created=row.moment("createdWhen").date)
    return SavedItem(
        url=url if "://" in url or not url else f"https://{url}",
        title=row.line("pageTitle"),
        highlights=(mark,) if exact or note else (),
    )


def _clipper(source: Source) -> Parts:
    return (_of_clipper(Fields.of(each)).part() for each in values_of(source))


def _of_clipper(page: Fields) -> SavedItem:
    marks, raw = [*page.items("highlights")], [*page.items("data")]
    around = [Fields.of(each.value("textQuote")) for each in raw] if len(raw) == len(marks) else [Fields()] * len(marks)
    return SavedItem(
        url=page.line("url"),
        title=page.line("title"),
        highlights=tuple(
            Highlight(
                mark.text("text"),
                "\n\n".join(mark.words("notes", separator="\n")),
                quote.raw("prefix"),
                quote.raw("suffix"),
                created=mark.moment("timestamp").date,
            )
            for mark, quote in zip(marks, around, strict=True)
            if mark.text("text")
        ),
    )


_CALIBRE = PassageMapping(exact=("highlighted_text",), note=("notes",), tags=(), created=("timestamp",))
_KOREADER = PassageMapping(exact=("text",), note=("note",), tags=(), created=("time", "datetime"))


def _calibre(source: Source) -> Parts:
    stem = source.name.rpartition(".")[0] or source.name

    def items() -> Iterator[SavedItem]:
        for each in Fields.of(read_json(source)).items("annotations"):
            mark = Fields.of(each.value("annotation")) if each.value("annotation") else each
            title = each.line("title", "book_title") or stem
            yield SavedItem(title=title, author=each.line("authors"), highlights=_CALIBRE.highlights([mark]))

    return gathered(each for each in items() if each.highlights)


def _koreader(source: Source) -> Parts:
    whole = Fields.of(read_json(source))
    for book in whole.items("documents") if whole.value("documents") else (whole,):
        marks = _KOREADER.highlights(book.items("entries"))
        yield SavedItem(title=book.line("title"), author=book.line("author"), highlights=marks).part()


FORMATS = (
    FileFormat("Hypothesis' annotations", has_keys("annotations[].target", "annotations[].uri"), _hypothesis),
    FileFormat("Hypothesis' annotations", has_keys("rows[].target", "rows[].uri"), _hypothesis),
    FileFormat("Hypothesis' annotations", has_keys("[].target", "[].uri"), _hypothesis),
    FileFormat("Memex' annotations", has_keys("[].pageUrl", "[].createdWhen"), _memex),
    FileFormat("highlights of Obsidian's Web Clipper", has_keys("[].url", "[].highlights[].text"), _clipper),
    FileFormat("calibre's annotations", has_keys("version", "annotations[].highlighted_text"), _calibre),
    FileFormat("calibre's annotations", has_keys("annotations[].annotation.highlighted_text"), _calibre),
    FileFormat("KOReader's annotations", has_keys("title", "entries[].text", "created_on"), _koreader),
    FileFormat("KOReader's annotations", has_keys("documents[].entries", "documents[].title"), _koreader),
)
