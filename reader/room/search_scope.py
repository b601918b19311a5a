"""The parts of a query that the index cannot answer: reading state, judgments, and who says what."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from reader.room.notebook import LibraryNotebook
from reader.room.session import Session

if TYPE_CHECKING:
    from reader.related.stored_speakers import StoredSpeakers

_STATES = ("unread", "read", "starred", "orphaned", "contradicted")


class SearchScope(Mapping[str, frozenset[str]]):
    """The ids of articles for each such term: `unread`, `link:contradicts`, `speaker:poznikhir`, `said:corridor`."""

    def __init__(self, session: Session, notebook: LibraryNotebook, query: str, cancelled: Callable[[], bool]) -> None:
        self._session = session
        self._notebook = notebook
        self._query = query
        self._cancelled = cancelled

    def __getitem__(self, name: str) -> frozenset[str]:
        field, _, value = name.partition(":")
        if field == "speaker":
            return frozenset(self._speakers.articles(self._speakers.called(value)))
        if field == "said":
            return self._speakers.articles_saying(value, self._asked_speakers(), self._cancelled)
        state = self._session.state
        if name == "unread":
            return frozenset(self._session.catalog.ids_by_row().values()) - state.ids(read=True)
        if name == "orphaned":
            return self._orphaned()
        if name == "contradicted" or field == "link":
            return self._judged("contradicts" if name == "contradicted" else value)
        return {"read": state.ids(read=True), "starred": state.ids(starred=True)}[name]

    @property
    def _speakers(self) -> "StoredSpeakers":
        return self._session.caches.related.speakers

    def _asked_speakers(self) -> frozenset[str] | None:
        """Return the speakers whom the query names, to whom `said:` is limited; None if it names none."""
        from reader.search.parser import parse
        from reader.search.query import ValueFilter, leaves

        asked = {
            leaf.value
            for leaf, is_negated in leaves(parse(self._query).node)
            if isinstance(leaf, ValueFilter) and leaf.field == "speaker" and not is_negated
        }
        return frozenset().union(*map(self._speakers.called, asked)) if asked else None

    def _judged(self, relation: str) -> frozenset[str]:
        from reader.notes.judged_links import articles_related

        return articles_related(self._session.notes.all(), relation)

    def _orphaned(self) -> frozenset[str]:
        # The places are kept between starts; reading the notes of a large library would take seconds.
        found = self._notebook.find("is:orphaned", cancelled=self._cancelled)
        return frozenset(each.annotation.article for each in found.entries)

    def __iter__(self) -> Iterator[str]:
        return iter(_STATES)

    def __len__(self) -> int:
        return len(_STATES)
