"""The public API: the reading room, and the types that it returns.

    from reader.room import ReadingRoom

    with ReadingRoom.open("my-library") as room:
        room.index()
        for hit in room.search("aleppo corridor").hits:
            print(hit.entry.title, hit.snippet)

Every error is a `ReaderError`, whose text is a sentence for the user.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from reader.library.catalog import Catalog, CatalogEntry
from reader.library.errors import Cancelled, ReaderError
from reader.library.folder import Library, LibraryError
from reader.library.record import Record
from reader.library.state import ReadingState
from reader.room.caches import Busy
from reader.room.libraries import default_library
from reader.room.progress import Progress, RefreshResult
from reader.room.reading_room import ReadingRoom
from reader.room.settings import Places, Settings

if TYPE_CHECKING:
    from reader.ingest.accession import AddedFile
    from reader.ingest.formats.source import Source
    from reader.ingest.found_files import FoundFile
    from reader.library.article import Article, Aside
    from reader.library.corrections import Correction, Values
    from reader.notes.anchoring import Anchoring
    from reader.notes.conflicts import SaveConflict
    from reader.notes.journal import DraftJournal
    from reader.notes.model import Annotation, new_annotation
    from reader.notes.selectors import selectors_for
    from reader.notes.store import NoteStore
    from reader.related.evidence import CrossReference, Evidence
    from reader.related.statements.claim import Claim
    from reader.related.statements.statement import Party, Statement
    from reader.room.import_log import UndoneArticle
    from reader.room.library_archive import ExportedLibrary
    from reader.room.search import SearchAnswer, SearchHit
    from reader.room.shelf import NoSuchArticle
    from reader.room.trash import LibraryTrash

# Names whose modules take long to import and are not needed for the first screen.
_LATER = {
    "AddedFile": "reader.ingest.accession",
    "Anchoring": "reader.notes.anchoring",
    "Annotation": "reader.notes.model",
    "Article": "reader.library.article",
    "Aside": "reader.library.article",
    "Claim": "reader.related.statements.claim",
    "Correction": "reader.library.corrections",
    "CrossReference": "reader.related.evidence",
    "DraftJournal": "reader.notes.journal",
    "Evidence": "reader.related.evidence",
    "ExportedLibrary": "reader.room.library_archive",
    "FoundFile": "reader.ingest.found_files",
    "LibraryTrash": "reader.room.trash",
    "NoSuchArticle": "reader.room.shelf",
    "NoteStore": "reader.notes.store",
    "Party": "reader.related.statements.statement",
    "SaveConflict": "reader.notes.conflicts",
    "SearchAnswer": "reader.room.search",
    "SearchHit": "reader.room.search",
    "Source": "reader.ingest.formats.source",
    "Statement": "reader.related.statements.statement",
    "UndoneArticle": "reader.room.import_log",
    "Values": "reader.library.corrections",
    "new_annotation": "reader.notes.model",
    "selectors_for": "reader.notes.selectors",
}

__all__ = [
    "AddedFile", "Anchoring", "Annotation", "Article", "Aside", "Busy", "Cancelled", "Catalog", "CatalogEntry",
    "Claim", "Correction", "CrossReference", "DraftJournal", "Evidence", "ExportedLibrary", "FoundFile", "Library",
    "LibraryError", "LibraryTrash", "NoSuchArticle", "NoteStore", "Party", "Places", "Progress", "ReaderError",
    "ReadingRoom", "ReadingState", "Record", "RefreshResult", "SaveConflict", "SearchAnswer", "SearchHit", "Settings",
    "Source", "Statement", "UndoneArticle", "Values", "default_library", "new_annotation", "selectors_for",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
