"""What is said of where articles come from: authors and outlets, links, versions."""

from dataclasses import replace
from pathlib import Path
from string import ascii_lowercase

import pytest

from reader.related.articles import ArticleFacts, known_article
from reader.related.judgment import author_evidence
from reader.related.store import RelatedStore
from tests.related.articles_made import (
    CHESS,
    HARBOR,
    REPRINT,
    evidence,
    store_of,
)


@pytest.fixture
def store(tmp_path: Path) -> RelatedStore:
    return store_of(tmp_path)


def test_the_same_author_is_told_with_the_distance_in_time(store: RelatedStore) -> None:
    assert evidence(store, "harbor", "bread", "author")[0].text == "same author: Lena Ostrik"
    assert evidence(store, "harbor", "reprint", "author")[0].text == "same author: Lena Ostrik, the same day"


def test_an_author_of_many_articles_says_less() -> None:
    one, other = (
        known_article(ArticleFacts(id=each, author="Lena Ostrik"), number, 1.0, lambda _: None)
        for number, each in enumerate(("one", "other"))
    )

    few, many = (author_evidence(one, other, count, 300) for count in (2, 200))

    assert few is not None
    assert many is not None
    assert few.points > 2 * many.points > 0


def test_the_same_site_alone_is_not_worth_a_row(tmp_path: Path) -> None:
    own = [" ".join(f"{word}{a}{b}" for a in ascii_lowercase for b in "bdfgk") for word in ("mill", "ston")]
    entries = [ArticleFacts(id=text[:4], site="Coast Herald", text=f"{text} water") for text in own]

    assert store_of(tmp_path, entries).related("mill") == ()


def test_an_outlet_is_recognized_in_what_first_published_an_article(tmp_path: Path) -> None:
    other = ArticleFacts(id="other", site="CoastHerald", text="The dike of Port Marrow holds, Anton Veres writes.")
    nameless = replace(REPRINT, author=None)

    assert (
        evidence(store_of(tmp_path, [nameless, other]), "reprint", "other", "author")[0].text
        == "same site: Coast Herald"
    )


@pytest.mark.parametrize(
    "link",
    [
        HARBOR.url,
        "Flood empties the old harbor of Port Marrow",
        "harbor",
        "https://coast-herald.example/port-marrow-flood#top",
    ],
)
def test_a_link_is_evidence_in_both_directions(tmp_path: Path, link: str) -> None:
    store = store_of(tmp_path, [HARBOR, replace(CHESS, links=(link,))])

    assert evidence(store, "chess", "harbor", "cites")[0].text == "this article links to it"
    assert evidence(store, "harbor", "chess", "cites")[0].text == "it links to this article"


def test_the_same_address_with_other_words_is_a_later_version(tmp_path: Path) -> None:
    later = replace(HARBOR, id="later", published="2019-03-09", text=HARBOR.text.split("\n\nThe bridge")[0])
    store = store_of(tmp_path, [HARBOR, later])

    assert (
        evidence(store, "harbor", "later", "version")[0].text
        == "a later version: same address, 12 % of the words changed"
    )
    assert evidence(store, "later", "harbor", "version")[0].text.startswith("an earlier version: same address")


def test_articles_that_link_to_each_other_are_told_so(tmp_path: Path) -> None:
    store = store_of(tmp_path, [replace(HARBOR, links=("chess",)), replace(CHESS, links=("harbor",))])

    assert evidence(store, "chess", "harbor", "cites")[0].text == "each links to the other"


def test_the_same_words_at_the_same_address_are_another_version(tmp_path: Path) -> None:
    store = store_of(tmp_path, [HARBOR, replace(HARBOR, id="again")])

    assert evidence(store, "harbor", "again", "version")[0].text == "another version: same address, the same words"


def test_the_same_headline_on_the_same_site_is_a_version_if_words_are_shared(tmp_path: Path) -> None:
    again = replace(HARBOR, id="again", url=None, text=HARBOR.text.replace("Monday", "the first day"))
    other = replace(HARBOR, id="other", url=None, text=CHESS.text)
    store = store_of(tmp_path, [HARBOR, again, other])

    assert "same headline" in evidence(store, "harbor", "again", "version")[0].text
    assert evidence(store, "harbor", "other", "version") == ()


def test_a_link_without_words_leads_nowhere(tmp_path: Path) -> None:
    store = store_of(tmp_path, [replace(HARBOR, links=("…", "")), replace(CHESS, title=None, url=None)])

    assert evidence(store, "harbor", "chess", "cites") == ()
    assert evidence(store, "chess", "harbor", "cites") == ()
