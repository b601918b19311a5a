"""Hits in the open article: those of the search, and what is looked for in it alone."""

from collections.abc import Sequence

from reader.tui.reading.searching import Searching
from reader.view.finding import Finding as Wanted
from reader.view.marks import Mark
from reader.view.phrases import count


class Finding(Searching):
    """The part of the reading screen that marks hits and steps through them."""

    hits: tuple[tuple[int, int], ...] = ()
    hit = -1
    wanted = Wanted()

    def mark_hits(self) -> None:
        """Mark the hits of the query in the open article."""
        if self.article is None:
            return
        query = self.query_text
        self._show_hits(self.room.searcher.text_hits(self.article, query, is_typing=True) if query else [])

    def show_query_hits(self, article_id: str, spans: Sequence[tuple[int, int]]) -> None:
        """Mark the hits of the query that were found in an article, if it is still the open one."""
        if self.article is not None and self.article.id == article_id:
            self._show_hits(spans)

    def do_find(self) -> None:
        """Give the box the keys for a search in the open article."""
        if self.article is not None:
            self.ask_in_box("find", "")
            self.wanted = self.wanted.of("")

    def find(self, text: str) -> None:
        """Mark where the open article has *text*, and go to the first place from here on."""
        self.wanted = self.wanted.of(text)
        self._find()

    def do_find_case(self) -> None:
        """Heed case when finding, or pass over it."""
        self.wanted = self.wanted.with_case()
        self._find()

    def do_find_words(self) -> None:
        """Find whole words only, or parts of words too."""
        self.wanted = self.wanted.with_words()
        self._find()

    def _find(self) -> None:
        if self.article is None:
            return
        self._show_hits(self.wanted.places(self.article.text))
        if self.hits:
            first = next((n for n, (start, _) in enumerate(self.hits) if start >= self.article_view.reading_offset), 0)
            self._go_to_hit(first)
        counted = count(len(self.hits), "place") if self.wanted.text else ""
        self.search_bar.show_count(" · ".join(filter(None, (counted, self.wanted.switches))))

    def _show_hits(self, spans: Sequence[tuple[int, int]]) -> None:
        self.hits = tuple(spans)
        self.hit = -1
        self.article_view.mark("hits", [Mark(start, end, "article--hit") for start, end in spans])
        self.article_view.mark("current", [])

    def go_to_first_hit(self) -> None:
        """Go to the first hit of the open article, if it has one."""
        self.step_hit(1)

    def step_hit(self, step: int) -> None:
        """Go to the next or previous hit, round the end."""
        if not self.hits:
            return
        if self.hit < 0 and step < 0:
            self.hit = 0
        self._go_to_hit((self.hit + step) % len(self.hits))

    def _go_to_hit(self, number: int) -> None:
        self.hit = number
        start, end = self.hits[number]
        self.article_view.mark("current", [Mark(start, end, "article--current")])
        self.article_view.go_to(start, end)
        self.say(f"hit {number + 1:,} of {len(self.hits):,}")

    def do_next_hit(self) -> None:
        """Go to the next hit, or with no search to the next unread article."""
        self._step(1)

    def do_previous_hit(self) -> None:
        """Go to the previous hit, or with no search to the previous unread article."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if self.hits:
            self.step_hit(step)
            return
        if self.query_text or self.is_selecting:
            self.say("The open article has no hit of this search." if self.query_text else "There is no hit to go to.")
            return
        index = self.list_view.model.unread_from(self.list_view.selected, step)
        if index is None:
            self.say("There is no unread article further on.")
            return
        self.list_view.select(index)
        self.list_view.choose()
