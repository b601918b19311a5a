"""The index: the only door to whoosh. Entries go in, answers come out."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from threading import Lock

from reader.library.names import NamesAuthority
from reader.search.entry import IndexEntry, fingerprint
from reader.search.evaluation import Evaluation, Kept
from reader.search.generation import IndexFolder, Manifest
from reader.search.nodes import Query
from reader.search.ordering import SORTS, Order
from reader.search.parser import parse
from reader.search.plan import Plan, Planner
from reader.search.relaxing import MOST_RELAXED, PAGE, RANKED_BY_COUNT, Relaxed, relaxed
from reader.search.results import Hit, Results
from reader.search.snapshot import Snapshot, open_snapshot
from reader.search.spellings import Spellings
from reader.search.stems import DEFAULT_LANGUAGE, language_of
from reader.search.suspicion import IndexBusy, IndexSuspect
from reader.search.watch import Watch, never
from reader.search.writer import batches, write

__all__ = ["IndexBusy", "IndexEntry", "IndexSuspect", "SearchIndex"]
