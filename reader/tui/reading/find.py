"""Hits in the open article: those of the search, and those of a find in this article only."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from reader.text.plurals import count
from reader.tui.panes.article_list import ArticleList
from reader.tui.panes.article_view import ArticleView
from reader.tui.part import IsLate, Part
from reader.tui.reading.box import Box
from reader.tui.reading.host import ReadingHost, Span
from reader.tui.reading.layout import PaneLayout
from reader.tui.reading.search import SearchPart
from reader.view.article import TextQuery
from reader.view.marks import Mark

if TYPE_CHECKING:
    from reader.library.article import Article

# Marking more would take too long, and nobody steps through them.
MOST_HITS = 10_000
_LOOKING = "Looking through the article …"


class HitsQuestion(NamedTuple):
    """A question: the places in an article of a query's words, or of the text *wanted*."""

    article: "Article"
    query: str
    wanted: TextQuery | None = None


class FindPart(Part):
    """Marks hits in the open article, and steps through them."""

    label = "find"
    placeholder = "in this article"
    key_labels: ClassVar[Mapping[str, str]] = {
        "enter": "to the article", "case": "match case", "word": "whole words", "clear": "cancel"
    }  # fmt: skip

    def __init__(
        self,
        host: ReadingHost,
        box: Box,
        search: SearchPart,
        layout: PaneLayout,
        article_view: ArticleView,
        list_view: ArticleList,
    ) -> None:
        self._host = host
        self._box = box
        self._search = search
        self._layout = layout
        self._article_view = article_view
        self._list_view = list_view
        self.hits: tuple[Span, ...] = ()
        self._hit = -1
        self._said = ""
        self._wanted = TextQuery()
        self._goes_to_first = False
        self._asker = host.asker("find", self._look, self._show_found)
        self.commands = {
            "find": self.begin,
            "find-case": self.switch_case,
            "find-words": self.switch_words,
            "next-hit": partial(self._step, 1),
            "previous-hit": partial(self._step, -1),
        }

    # The hits of the search

    def mark_hits(self) -> None:
        """Mark the hits of the query in the open article."""
        article, query = self._host.article, self._search.query
        self._goes_to_first = False
        if article is None:
            return
        if self._said and self._host.said == self._said:
            # "hit 2 of 3" is about another article, or an earlier search.
            self._host.say("")
        self._show(())
        if query:
            self._host.ask_at_once(self._asker, HitsQuestion(article, query), _LOOKING)
        else:
            self._asker.forget()

    def _look(self, question: HitsQuestion, _: IsLate) -> Iterator[Sequence[Span]]:
        if question.wanted is not None:
            yield tuple(islice(question.wanted.places(question.article.text), MOST_HITS + 1))
        else:
            yield self._host.room.searcher.text_hits(question.article, question.query, is_typing=True)

    def _show_found(self, question: HitsQuestion, spans: Sequence[Span]) -> None:
        if self._host.article is not question.article:
            return
        self._show(spans)
        if question.wanted is not None:
            if self.hits:
                here = self._article_view.reading_offset
                self._go_to(next((number for number, (start, _) in enumerate(self.hits) if start >= here), 0))
            counted = self._counted if question.wanted.text else ""
            self._box.bar.show_count(" · ".join(filter(None, (counted, question.wanted.switches))))
        elif self._goes_to_first:
            self.go_to_first()

    @property
    def _counted(self) -> str:
        return f"over {MOST_HITS:,} places" if len(self.hits) > MOST_HITS else count(len(self.hits), "place")

    def go_to_first(self) -> None:
        """Go to the first hit of the open article, once it is known."""
        self._goes_to_first = not self.hits
        self.step(1)

    def show_hits(self, article_id: str, spans: Sequence[Span]) -> None:
        """Mark the hits of the query that were found in an article, if it is still the open one."""
        if self._host.article is not None and self._host.article.id == article_id:
            self._asker.forget()
            self._show(spans)

    # Finding in the article

    def begin(self) -> None:
        """Focus the box, to find something in the open article."""
        if self._host.article is not None:
            self._layout.end_zen()
            self._box.lend(self, "")
            self._wanted = self._wanted.of("")

    def box_typed(self, text: str) -> None:
        """Mark *text* in the open article, and go to the first place from here on."""
        self._wanted = self._wanted.of(text)
        self._find()

    def box_pressed(self, meaning: str) -> None:
        """Handle a key in the box."""
        if meaning == "case":
            self.switch_case()
        elif meaning == "word":
            self.switch_words()
        elif meaning in {"next", "enter", "clear"}:
            if meaning == "clear":
                self.mark_hits()
            self._host.show_pane("article")
            self._search.take_box()

    def switch_case(self) -> None:
        """Match case, or ignore it."""
        self._wanted = self._wanted.with_case()
        self._find()

    def switch_words(self) -> None:
        """Find whole words only, or parts of words too."""
        self._wanted = self._wanted.with_words()
        self._find()

    def _find(self) -> None:
        if self._host.article is not None:
            self._host.ask_at_once(self._asker, HitsQuestion(self._host.article, "", self._wanted), _LOOKING)

    # Marks and steps

    def _show(self, spans: Sequence[Span]) -> None:
        self.hits = tuple(spans)
        self._hit = -1
        self._article_view.mark("hits", [Mark(start, end, "article--hit") for start, end in spans])
        self._article_view.mark("current", [])

    def step(self, step: int) -> None:
        """Go to the next or previous hit, wrapping around; without hits nothing happens."""
        if not self.hits:
            return
        if self._hit < 0 and step < 0:
            self._hit = 0
        self._go_to((self._hit + step) % len(self.hits))

    def _go_to(self, number: int) -> None:
        self._hit = number
        start, end = self.hits[number]
        self._article_view.mark("current", [Mark(start, end, "article--current")])
        self._article_view.go_to(start, end)
        self._said = f"hit {number + 1:,} of {len(self.hits):,}"
        self._host.say(self._said)

    def _step(self, step: int) -> None:
        """Go to the next hit, or without a search to the next unread article."""
        if self.hits:
            self.step(step)
        elif self._search.query:
            self._host.say("The open article has no hits for this search.")
        elif self._host.is_selecting:
            self._host.say("There are no hits.")
        else:
            index = self._list_view.model.unread_from(self._list_view.selected, step)
            if index is None:
                self._host.say("There are no more unread articles in this direction.")
            else:
                self._list_view.select(index)
                self._list_view.choose()
