"""The sentences of articles that name a day."""

from dataclasses import replace
from pathlib import Path

import pytest

from reader.related.day_events import DayEvent
from tests.related.articles_made import TRIBUNE, store_of

PUBLISHED = "2019-03-10"


def events(
    tmp_path: Path, *texts: str, published: str | None = PUBLISHED, titles: tuple[str, ...] = ()
) -> list[DayEvent]:
    made = [replace(TRIBUNE, id=f"a{number}", text=text, published=published) for number, text in enumerate(texts)]
    return store_of(tmp_path, made).day_events([each.id for each in made], titles)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The bridge fell on 5 March 2011 after the storm.", "2011-03-05"),
        ("The bridge fell on March 5, 2011 after the storm.", "2011-03-05"),
        ("The bridge fell on 5 March after the storm.", "2019-03-05"),
        ("The bridge will open on 30 March for the first time.", "2019-03-30"),
        ("The bridge fell on 24 December after the storm.", "2018-12-24"),
        ("The bridge fell on 29 February after the storm.", ""),
        ("The bridge fell in March 2011 after the storm.", ""),
        ("5 March 2011.", ""),
    ],
)
def test_a_day_is_of_the_year_that_is_written_or_that_the_article_tells(
    tmp_path: Path, sentence: str, day: str
) -> None:
    found = events(tmp_path, f"Nobody was hurt. {sentence} It is rebuilt.")

    assert [(each.day, each.words) for each in found] == ([(day, sentence)] if day else [])


def test_without_a_date_of_its_own_an_article_tells_of_days_whose_year_it_writes(tmp_path: Path) -> None:
    found = events(
        tmp_path, "It began here on 4 March in the night. All of it ended on 6 March 2011 at noon.", published=None
    )

    assert [each.day for each in found] == ["2011-03-06"]


def test_events_stand_in_the_order_of_their_days_and_a_sentence_of_several_articles_once(tmp_path: Path) -> None:
    text = "The bridge fell on 5 March after the storm.\n\nThe mayor came to it on 4 March at noon."

    found = events(tmp_path, text, text.replace("storm.", "storm!"))

    assert [(each.day, each.article, each.copies) for each in found] == [
        ("2019-03-04", "a0", 1),
        ("2019-03-05", "a0", 1),
    ]
    assert all(text[each.start : each.end] == each.words for each in found)


def test_the_day_in_the_title_of_an_article_that_is_named_is_no_event(tmp_path: Path) -> None:
    found = events(
        tmp_path, "See Flood in Marlow, 5 March 2019 for what the mayor said on 6 March.",
        titles=("Flood in Marlow, 5 March 2019",),
    )  # fmt: skip

    assert [each.day for each in found] == ["2019-03-06"]
