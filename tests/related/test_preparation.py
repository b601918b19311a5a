"""Articles taken apart: in child processes they become what they become here."""

import json
from dataclasses import astuple

import pytest

from reader.library.faults import Faults
from reader.library.names import Name, NamesAuthority
from reader.related import preparation
from reader.related.articles import ArticleFacts
from reader.related.names import Spotter
from reader.related.preparation import Preparation, Preparer, decoded, encoded, prepare
from reader.related.preparation_child import prepare_all

NAMES = NamesAuthority((Name("Port of Osterby", "place", ("Osterby harbor",)),))
TEXT = (
    "The mayor said on Monday that 40 boats had left Osterby harbor before the storm. “Nobody was hurt,” Anna Berg "
    "told the council, which met on December 15, 2016. Of 1,200 nets, 300 were lost."
)
ARTICLES = [
    ArticleFacts("boats", title="Boats leave", published="2016-12-16", text=TEXT, language="en"),
    ArticleFacts("hafen", text="Der Hafen von Osterby ist seit Montag zu, sagte Anna Berg dem Rat der Stadt."),
]


def _here(facts: ArticleFacts) -> Preparation:
    return prepare(facts.title or "", facts.text, facts.language, facts.published or "", Spotter(NAMES))


def test_what_a_child_answers_is_what_was_prepared() -> None:
    ready = _here(ARTICLES[0])

    assert decoded(json.loads(json.dumps(encoded(ready)))) == ready


@pytest.mark.parametrize("processors", [1, 2], ids=["here", "in children"])
def test_articles_become_the_same_in_children_and_here(monkeypatch: pytest.MonkeyPatch, processors: int) -> None:
    monkeypatch.setattr(preparation, "processors", lambda: processors)
    monkeypatch.setattr(preparation, "_MANY_LETTERS", 1)
    faults = Faults("Gathering evidence")

    found = list(Preparer(NAMES, Spotter(NAMES)).over(ARTICLES, faults.apart))

    assert found == list(map(_here, ARTICLES))
    assert not faults.found


def test_an_article_that_fails_in_a_child_fails_here_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    class Children:
        def ask(self, settings: dict[str, object], data: bytes) -> dict[str, object]:
            asked.append(json.loads(data))
            answer = prepare_all(settings, data)
            return {"articles": [None, *answer["articles"][1:]]}

    def fail(self: Preparer, facts: ArticleFacts) -> Preparation:
        raise ZeroDivisionError(facts.id)

    monkeypatch.setattr(preparation, "PREPARERS", Children())
    monkeypatch.setattr(preparation, "processors", lambda: 2)
    monkeypatch.setattr(preparation, "_MANY_LETTERS", 1)
    monkeypatch.setattr(Preparer, "_prepare", fail)
    faults = Faults("Gathering evidence")

    found = list(Preparer(NAMES, Spotter(NAMES)).over(ARTICLES, faults.apart))

    assert found == [None, _here(ARTICLES[1])]
    assert [*faults.found] == ["boats"]
    assert len(asked) == 1


def test_a_child_is_given_so_many_letters_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparation, "_LETTERS_AT_ONCE", 10)
    articles = [ArticleFacts(str(at), text="x" * length) for at, length in enumerate((4, 6, 1, 30, 2))]

    assert [[each.id for each in part] for part in preparation._parts(articles)] == [["0", "1"], ["2"], ["3"], ["4"]]


def test_a_bug_with_an_article_is_no_answer_of_a_child() -> None:
    told = [["Boats", TEXT, "en", "no day at all"], [None, None, None, None]]

    answers = prepare_all({"names": [astuple(each) for each in NAMES]}, json.dumps(told).encode())["articles"]

    assert answers[0] is not None
    assert answers[1] is None
