"""The cross-references of a library's articles, with the user's judgments."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.library.catalog import CatalogEntry
from reader.library.errors import never
from reader.library.identity import is_id
from reader.room.session import Session

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.notes.judged_links import JudgedLink
    from reader.notes.model import Annotation
    from reader.related.comparison import Comparison
    from reader.related.copy_difference import Difference
    from reader.related.day_events import DayEvent
    from reader.related.evidence import CrossReference, Evidence, Quote
    from reader.related.ledger import LedgerRow
    from reader.related.names import NameCount

MOST = 50
# Cross-references with evidence of one kind may rank low among the others.
_OF_A_KIND = 200
QUOTED = 240


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference as shown: the article that it leads to, and a line of it with the evidence.

    *entry* is None if that article is gone; *judged* is the user's judgment.
    """

    crossref: "CrossReference"
    entry: CatalogEntry | None
    quote: "Quote"
    judged: "JudgedLink | None" = None
    # A sentence of the other article for each reason that would otherwise be a list of words.
    sentences: "tuple[tuple[Evidence, Quote], ...]" = ()

    @property
    def title(self) -> str:
        """The title of the article, or its id if it is gone."""
        return self.entry.title if self.entry else f"{self.crossref.id} (this article is gone)"

    @property
    def ranked(self) -> "tuple[Evidence, ...]":
        """The evidence, in the order shown."""
        return self.crossref.ranked

    @property
    def is_dismissed(self) -> bool:
        """Whether it was dismissed."""
        return self.judged is not None and self.judged.is_dismissed


@dataclass(frozen=True, slots=True)
class ArticlePair:
    """Two articles side by side; *earlier* is `a` or `b`, whichever was published first, None if unknown."""

    a: "Article"
    b: "Article"
    comparison: "Comparison"
    earlier: str | None


class References:
    """Finds cross-references with their evidence, and keeps the user's judgments."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def related(
        self, article_id: str, limit: int = MOST, *, fold: bool = False, kind: str = ""
    ) -> tuple["CrossReference", ...]:
        """Return the articles that bear on this one, by descending score, without dismissed ones.

        With *fold*, articles with the same text count as one, except judged ones; with *kind*, only those with that
        kind of evidence. Raises: NoSuchArticle, StoreSuspect.
        """
        return self._related(article_id, self.judged(article_id), limit, fold=fold, kind=kind)

    def _related(
        self, article_id: str, judged: "Mapping[str, JudgedLink]", limit: int, *, fold: bool, kind: str
    ) -> tuple["CrossReference", ...]:
        self._session.shelf.entry(article_id)
        dismissed = {other for other, each in judged.items() if each.is_dismissed}
        depth = max(limit, _OF_A_KIND) if kind else limit
        found = self._session.caches.related.related(
            article_id, depth, fold=fold, apart=judged.keys(), without=dismissed
        )
        return tuple(each for each in found if not kind or any(e.kind == kind for e in each.evidence))[:limit]

    def of(self, article_id: str, limit: int = MOST, *, fold: bool = True, kind: str = "") -> tuple[Reference, ...]:
        """Return the cross-references of an article as shown, followed by judged ones not among them.

        Those were dismissed, have no evidence but the user's judgment, or lead to articles that are gone.
        Raises: NoSuchArticle, StoreSuspect.
        """
        judged = self.judged(article_id)
        found = self._related(article_id, judged, limit, fold=fold, kind=kind)
        listed = {other for each in found for other in (each.id, *each.copies)}
        beside = [] if kind else [other for other in judged if other not in listed]
        every = (*found, *map(self._bare, beside))
        texts = self._session.caches.related.texts([each.id for each in every])
        return tuple(self._reference(each, judged.get(each.id), texts.get(each.id, "")) for each in every)

    @staticmethod
    def _bare(article_id: str) -> "CrossReference":
        from reader.related.evidence import CrossReference

        return CrossReference(article_id, 0.0, ())

    def quoted(self, article_id: str, spans: "Sequence[tuple[int, int]]", length: int = QUOTED) -> "Quote":
        """Return a line of an article around *spans* of its text. Raises: StoreSuspect."""
        from reader.related.evidence import quote

        return quote(self._session.caches.related.text(article_id) or "", spans, length)

    def _reference(self, crossref: "CrossReference", judged: "JudgedLink | None", text: str) -> Reference:
        from reader.related.evidence import quote

        spans = next((each.there for each in crossref.ranked if each.there), ())
        row = self._session.catalog.rows_of([crossref.id])
        entry = self._session.catalog.entry_at(row[0]) if row else None
        sentences = tuple((each, quote(text, each.words, QUOTED)) for each in crossref.ranked if each.words)
        return Reference(crossref, entry, quote(text, spans, QUOTED), judged, sentences)

    @property
    def is_complete(self) -> bool:
        """Whether the evidence of every article has been gathered. Raises: StoreSuspect."""
        return self._session.caches.related.count() >= len(self._session.catalog)

    # Judgments

    def judged(self, article_id: str) -> "dict[str, JudgedLink]":
        """Return the judgments of an article's cross-references, from either end, by the other article's id.

        The other end may be any article, so all unread notes are read: never call it on the event loop. An article that
        is gone may still be judged.
        """
        from reader.notes.judged_links import judged_links

        self._session.notes.refresh(article_id)
        return judged_links(self._session.notes.all(), article_id)

    def judged_link(self, article_id: str, other_id: str) -> "JudgedLink | None":
        """Return the judgment of two articles, from either end; only their own notes are read."""
        from reader.notes.judged_links import judged_links

        notes = self._session.notes
        found: list[Annotation] = []
        for each in filter(is_id, (article_id, other_id)):
            notes.refresh(each)
            found += notes.of(each)
        return judged_links(found, article_id).get(other_id)

    def judge(self, article_id: str, other_id: str, relation: str = "", note: str = "") -> "JudgedLink":
        """Save how another article bears on this one (see RELATIONS), with an optional note.

        `unrelated` dismisses it. Raises: NoSuchArticle, ReaderError if it cannot be saved.
        """
        from reader.library.errors import ReaderError
        from reader.notes.judged_links import JudgedLink, judgment
        from reader.notes.model import RELATIONS

        self._session.shelf.entry(article_id)
        known = self.judged_link(article_id, other_id)
        if known is None:
            self._session.shelf.entry(other_id)
        if article_id == other_id:
            raise ReaderError("An article cannot be related to itself.")
        if relation and relation not in RELATIONS:
            raise ReaderError(f"“{relation}” is not a relation; choose one of {', '.join(RELATIONS)}.")
        saved = self._session.notes.save(judgment(known, article_id, other_id, relation, note))
        return JudgedLink(saved, other_id)

    def take_back(self, article_id: str, other_id: str) -> bool:
        """Move the judgment of a cross-reference to the trash; return whether there was one.

        Raises: ReaderError if it cannot be moved.
        """
        known = self.judged_link(article_id, other_id)
        if known is not None:
            self._session.notes.delete(known.annotation)
        return known is not None

    # Copies and events

    def differences(
        self, article_id: str, copies: Iterable[str], cancelled: Callable[[], bool] = never
    ) -> "Iterator[tuple[CatalogEntry, Difference]]":
        """Yield the copies of an article, in time order, with what each adds and leaves out."""
        from reader.related.copy_difference import diff_copy

        text = self._session.caches.related.text(article_id) or ""
        entries = [entry for each in copies if (entry := self._session.catalog.entry(each))]
        for entry in sorted(entries, key=lambda entry: (entry.record.published or "9", entry.id)):
            if cancelled():
                return
            yield entry, diff_copy(text, self._session.caches.related.text(entry.id) or "")

    def day_events(self, entries: Sequence[CatalogEntry]) -> "list[DayEvent]":
        """Return the events that articles date to a day, in order. Raises: StoreSuspect."""
        titles = [entry.title for entry in self._session.catalog.entries()]
        return self._session.caches.related.day_events([each.id for each in entries], titles)

    def event(self, article_id: str) -> tuple[CatalogEntry, ...]:
        """Return the articles on the same event, this one among them, in time order.

        Raises: NoSuchArticle, StoreSuspect.
        """
        self._session.shelf.entry(article_id)
        found = self._session.caches.related.event(article_id) or (article_id,)
        return tuple(entry for each in found if (entry := self._session.catalog.entry(each)))

    def ledger(self, article_ids: Sequence[str]) -> "tuple[LedgerRow, ...]":
        """Return the ledger of articles on one event. Raises: StoreSuspect."""
        return self._session.caches.related.ledger(article_ids)

    # Names

    def names(self) -> "tuple[NameCount, ...]":
        """Return all names in the library, the most frequent first. Raises: StoreSuspect."""
        return self._session.caches.related.names()

    def compare(self, a_id: str, b_id: str) -> ArticlePair:
        """Compare two articles: shared passages, changes in them, and figures. Raises: NoSuchArticle."""
        from reader.related.comparison import compare_texts, earlier

        a, b = self._session.shelf.article(a_id), self._session.shelf.article(b_id)
        return ArticlePair(a, b, compare_texts(a.text, b.text), earlier(a.record, b.record))
