"""The formats, in the order in which a file is asked whether it is one: the more particular first."""

from functools import cache
from importlib import import_module

from reader.ingest.formats.archive import is_archive
from reader.ingest.formats.part import FileFormat
from reader.ingest.formats.source import Source

# Modules of this folder, each with its FORMATS.
_MODULES: tuple[str, ...] = (
    "own_notes",
    "mhtml",
    "mail",
    "epub",
    "fictionbook",
    "warc",
    "pdf",
    "documents",
    "blog_feeds",
    "telegram",
    "mastodon",
    "whatsapp",
    "story_exports",
    "logseq",
    # What is marked in Markdown would be lost in a text.
    "markdown_exports",
    # A list of links in Markdown or Org is no text.
    "link_files",
    "bibtex",
    "tagged_references",
    "references",
    "plain_markup",
    "press_texts",
    "press_pages",
    "webarchive",
    "single_file",
    "zotero_library",
    "zotero_export",
    "archive_exports",
    "note_archives",
    "other_kinds",
    "evernote",
    "web_annotations",
    "annotation_files",
    "clippings",
    "sidecars",
    "moon_reader",
    "google_keep",
    "bookmark_pages",
    "bookmark_trees",
    "feeds",
    "book_databases",
    "databases",
    "tabular_exports",
    "json_exports",
    "any_list",
    "saved_page",
)


# Those whose formats are archives. What is not packed in another archive stands at its beginning as it is: the others
# would take it for their own.
_OF_ARCHIVES = (
    "epub",
    "warc",
    "documents",
    "story_exports",
    "single_file",
    "archive_exports",
    "note_archives",
    "other_kinds",
)
# Those whose files may be a page with what its program put around it.
_AROUND_PAGES = ("mhtml", "mail", "epub", "pdf", "webarchive", "single_file")


@cache
def formats(modules: tuple[str, ...] = _MODULES) -> tuple[FileFormat, ...]:
    """Return the formats of *modules*, in their order."""
    found = (import_module(f"reader.ingest.formats.{each}") for each in modules)
    return tuple(each for module in found for each in module.FORMATS)


def format_of(source: Source) -> FileFormat | None:
    """Return the format that a file is in; None where it is read as a single page, text or article."""
    asked = formats(_OF_ARCHIVES if is_archive(source) else _MODULES)
    return next((each for each in asked if each.recognizes(source)), None)


def packing_of(source: Source) -> FileFormat | None:
    """Return the format of what a program put around a page; every file of a folder read in place is asked for it."""
    return next((each for each in formats(_AROUND_PAGES) if each.recognizes(source)), None)
