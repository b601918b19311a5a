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
    """What the parts know of the reading screen."""

    @property
    def where(self) -> Where:
        """The focused pane; the list if none is."""

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
        """Whether a passage of the article is being selected."""

    @property
    def has_preview(self) -> bool:
        """Whether there is room for an article beside the list."""

    def show_place(self) -> None:
        """Show the place in the list or the article in the status line."""

    def show_pane(self, where: Where) -> None:
        """Show a pane and focus it."""

    def open_article(
        self,
        article_id: str,
        span: Span | None = None,
        *,
        keep_trail: bool = True,
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Show an article, at *span* if given, else where it was left; *then* is called once it is shown."""

    def read_article(self, article_id: str, span: Span | None = None, then: Callable[[], object] = ...) -> None:
        """Open an article, mark it read and focus it; *then* is called once it is shown."""

    def go_to_first_hit(self) -> None:
        """Go to the first hit of the open article, if it has one."""

    # What parts report

    def article_shown(self, article_id: str) -> None:
        """React to another article being open, or another text of the same."""

    def all_listed(self) -> None:
        """React to the list showing all articles."""

    def facets_found(self, answer: "HitFacets") -> None:
        """React to the facets of the hits."""

    def hits_listed(self) -> None:
        """React to the list showing the hits of a query."""

    def hits_found(self, article_id: str, spans: Sequence[Span]) -> None:
        """React to the places of the query's words in an article."""

    def query_cleared(self) -> None:
        """React to the query being cleared."""

    def notes_changed(self) -> None:
        """React to changed notes, on any articles."""

    def library_changed(self, files: Collection[Path] = ()) -> None:
        """React to changed files of the library: *files*, if known."""

    def record_corrected(self) -> None:
        """React to a changed record of an article."""

    def article_removed(self, article_id: str) -> None:
        """React to an article having been moved to the trash."""

    def articles_read(self) -> None:
        """React to more articles having been read from their files."""

    def articles_indexed(self) -> None:
        """React to more articles having been indexed."""

    def library_updated(self) -> None:
        """React to index and evidence being up to date."""

    def note_files_changed(self, article_ids: Set[str]) -> None:
        """React to another program having perhaps changed the notes on these articles."""

    def notes_counted(self, counts: Mapping[str, int]) -> None:
        """React to the number of notes of each article."""
