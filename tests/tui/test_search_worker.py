"""What a search brings, and in which order."""

from dataclasses import replace

import pytest

from reader.room import ReadingRoom
from reader.tui.reading import search_worker
from reader.tui.reading.search_worker import LONG_TEXT, ArticleHits, HitList, SearchQuestion, SearchWorker


@pytest.mark.parametrize(("repeated", "rested_first"), [(1, False), (LONG_TEXT // 5, True)])
def test_a_long_article_is_looked_through_once_the_list_has_been_drawn(
    room: ReadingRoom, monkeypatch: pytest.MonkeyPatch, repeated: int, rested_first: bool
) -> None:
    rests: list[float] = []
    monkeypatch.setattr(search_worker, "rest", lambda seconds, _: rests.append(seconds))
    article = replace(room.article("flood"), markdown="harbor " * repeated)

    answers = SearchWorker(room).respond(SearchQuestion("harbor", "relevance", open_article=article), lambda: False)

    assert isinstance(next(answers), HitList)
    assert rests == []
    hits = next(answers)
    assert isinstance(hits, ArticleHits)
    assert len(hits.spans) == repeated
    assert bool(rests) == rested_first
