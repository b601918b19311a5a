"""What the parts of the reading screen may ask of it, and what they tell it."""

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from reader.tui.notes.target import NoteHost
from reader.view.commands import Where

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.tui.reading.search_worker import HitFacets

Span = tuple[int, int]


class ReadingHost(NoteHost, Protocol):
    """The reading screen, as its parts know it."""

    @property
    def where(self) -> Where:
        """The pane that has the keys; the list where none has."""

    @property
    def article(self) -> "Article | None":
        """The open article."""

    @property
    def subject(self) -> str | None:
        """The id of the article that a command is about: the selected one in the list, else the open one."""

    @property
    def is_on_top(self) -> bool:
        """Whether no dialog lies over the screen."""

    @property
    def is_selecting(self) -> bool:
        """Whether something in the article is being selected."""

    @property
    def has_preview(self) -> bool:
        """Whether there is room for an article beside the list."""

    def show_place(self) -> None:
        """Say where one is, in the list or in the article."""

    def show_pane(self, where: Where) -> None:
        """Bring a pane on screen and give it the keys."""

    def open_article(
        self,
        article_id: str,
        span: Span | None = None,
        *,
        keep_trail: bool = True,
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Show an article, at *span* if given, else where it was left; *then* is done once it is shown."""

    def read_article(self, article_id: str, span: Span | None = None, then: Callable[[], object] = ...) -> None:
        """Open an article, mark it read and give it the keys; *then* is done once it is shown."""

    def go_to_first_hit(self) -> None:
        """Go to the first hit of the open article, if it has one."""

    # What parts tell

    def article_shown(self, article_id: str) -> None:
        """Take it that another article is open, or the same with another text."""

    def all_listed(self) -> None:
        """Take it that the list shows all articles."""

    def facets_found(self, answer: "HitFacets") -> None:
        """Take the facets of the hits."""

    def hits_listed(self) -> None:
        """Take it that the list shows the hits of a query."""

    def hits_found(self, article_id: str, spans: Sequence[Span]) -> None:
        """Take the places where an article has the words of the query."""

    def query_cleared(self) -> None:
        """Take it that there is no query any more."""

    def notes_changed(self) -> None:
        """Take it that notes were changed, on whichever articles."""

    def library_changed(self, files: Collection[Path] = ()) -> None:
        """Take it that the index is not that of the files any more: of these *files*, where that is known."""

    def record_corrected(self) -> None:
        """Take it that the record of an article is another one now."""

    def article_removed(self, article_id: str) -> None:
        """Take it that an article went to the trash."""

    def articles_read(self) -> None:
        """Take it that more articles have been read from their files."""

    def articles_indexed(self) -> None:
        """Take it that more articles can be found."""

    def library_updated(self) -> None:
        """Take it that index and evidence are those of the files."""

    def note_files_changed(self, article_ids: Set[str]) -> None:
        """Take it that another program may have changed the notes on these articles."""

    def notes_counted(self, counts: Mapping[str, int]) -> None:
        """Take how many notes each article has."""
