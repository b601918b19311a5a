"""The formats, in the order in which a file is asked whether it is one: the more particular first."""

from functools import cache
from importlib import import_module

from reader.ingest.formats.archive import is_archive
from reader.ingest.formats.part import FileFormat
from reader.ingest.formats.source import Source

# Modules of this folder, each with its FORMATS.
_MODULES: tuple[str, ...] = (
    "mhtml",
    "mail",
    "epub",
    "warc",
    "pdf",
    "documents",
    "blog_feeds",
    "telegram",
    "whatsapp",
    "story_exports",
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
    "saved_page",
    "zotero_library",
    "zotero_export",
    "archive_exports",
    "note_archives",
    "evernote",
    "annotation_files",
    "clippings",
    "sidecars",
    "bookmark_pages",
    "bookmark_trees",
    "feeds",
    "databases",
    "tabular_exports",
    "json_exports",
    "any_list",
)


# Those whose formats are archives. What is not packed in another archive stands at its beginning as it is: the others
# would take it for their own.
_OF_ARCHIVES = frozenset(("epub", "warc", "documents", "story_exports", "archive_exports", "note_archives"))


@cache
def formats(*, of_archives: bool = False) -> tuple[FileFormat, ...]:
    """Return all formats, or those that an archive may be in; every file of a library is asked for its own."""
    modules = (
        import_module(f"reader.ingest.formats.{each}") for each in _MODULES if not of_archives or each in _OF_ARCHIVES
    )
    return tuple(each for module in modules for each in module.FORMATS)


def format_of(source: Source) -> FileFormat | None:
    """Return the format that a file is in; None where it is read as a single page, text or article."""
    asked = formats(of_archives=is_archive(source))
    return next((each for each in asked if each.recognizes(source)), None)
