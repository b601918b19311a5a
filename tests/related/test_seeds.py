"""The five pages beside the project: what a reader should be told between them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.ingest.text import scrape
from reader.library.markdown import parse
from reader.library.names import NamesAuthority, load_names
from reader.library.yaml_text import LARGE, Value, read_yaml
from reader.related.articles import ArticleFacts
from reader.related.evidence import Evidence
from reader.related.store import RelatedStore

NAMES = Path(__file__).resolve().parents[2] / "library" / "names.yaml"


def entry_of(path: Path) -> ArticleFacts:
    page = scrape(path.read_text(encoding="utf-8"))
    record = page.record
    return ArticleFacts(
        path.name,
        record.title,
        record.author,
        record.site,
        record.published,
        record.first_published,
        record.url,
        parse(page.markdown).text,
    )


@pytest.fixture(params=["spotting alone", "names.yaml"])
def names(request: pytest.FixtureRequest) -> NamesAuthority:
    return load_names(NAMES) if request.param == "names.yaml" else NamesAuthority()


@pytest.fixture
def store(shared: Path, tmp_path: Path, names: NamesAuthority) -> Iterator[RelatedStore]:
    store = RelatedStore.open(tmp_path, names)
    store.update(entry_of(path) for path in sorted((shared / "seeds").glob("*.txt")))
    yield store
    store.close()


@pytest.fixture
def pairs(shared: Path) -> list[dict[str, Any]]:
    text = (shared / "gold" / "related.yaml").read_text(encoding="utf-8")
    # The gold is a list; as a map it is read by the project's own reader of YAML.
    value: Value = read_yaml("pairs:\n" + "".join(f"  {line}\n" for line in text.splitlines()), LARGE)
    assert isinstance(value, dict)
    found = value["pairs"]
    assert isinstance(found, list)
    return [dict(each) for each in found if isinstance(each, dict)]


def between(store: RelatedStore, here: str, there: str) -> dict[str, list[Evidence]]:
    by_kind: dict[str, list[Evidence]] = {}
    for found in store.related(here):
        for each in found.evidence if found.id == there else ():
            by_kind.setdefault(each.kind, []).append(each)
    return by_kind


def test_what_the_gold_names_is_told_in_both_directions(
    store: RelatedStore, pairs: list[dict[str, Any]], names: NamesAuthority
) -> None:
    assert len(pairs) == 5
    for pair in pairs:
        for here, there in (pair["pair"], reversed(pair["pair"])):
            told = between(store, here, there)
            figures = told.get("figure", [Evidence("figure", "")])[0].text.replace(",", "").split()
            assert set(pair.get("figures", ())) <= set(figures)
            named = told["name"][0].text
            wanted = (
                pair["names"] if names.names else [name for name in pair["names"] if _is_spelled(name, here, there)]
            )
            assert [name for name in wanted if name not in named] == []
            assert bool(told.get("event")) >= bool(pair.get("same_event"))
            if pair.get("same_author"):
                assert f"same author: {pair['same_author']}" in told["author"][0].text


def _is_spelled(name: str, here: str, there: str) -> bool:
    """Whether both texts write a name alike, so that it can be spotted without knowing that two names are one group."""
    del here, there
    return name != "Jabhat Fatah al-Sham"


def test_a_claim_made_in_other_words_is_told(store: RelatedStore, pairs: list[dict[str, Any]]) -> None:
    (pair,) = [each for each in pairs if "same_claim" in each]

    told = between(store, *pair["pair"])

    assert "October 18" in told["passage"][0].text


def test_nothing_of_the_pages_furniture_is_evidence(
    store: RelatedStore, pairs: list[dict[str, Any]], shared: Path
) -> None:
    furniture = [phrase for pair in pairs for phrase in pair.get("not", ())]
    texts = {path.name: entry_of(path).text for path in (shared / "seeds").glob("*.txt")}

    for here, text in texts.items():
        for found in store.related(here):
            for each in found.evidence:
                marked = [text[slice(*span)] for span in each.here] + [
                    texts[found.id][slice(*span)] for span in each.there
                ]
                assert not [phrase for phrase in furniture for passage in (*marked, each.text) if phrase in passage]


def test_the_page_with_the_same_figures_comes_first(store: RelatedStore, pairs: list[dict[str, Any]]) -> None:
    first, second = pairs[0]["pair"]

    assert store.related(first)[0].id == second
    assert store.related(second)[0].id == first
    assert store.related(first)[0].evidence[0].kind == "statement"


def test_only_pages_of_one_event_are_told_as_one(
    store: RelatedStore, pairs: list[dict[str, Any]], shared: Path
) -> None:
    of_one = {frozenset(pair["pair"]) for pair in pairs if pair.get("same_event")}

    for path in (shared / "seeds").glob("*.txt"):
        for found in store.related(path.name):
            is_told = any(each.kind == "event" for each in found.evidence)
            assert is_told == (frozenset((path.name, found.id)) in of_one)
