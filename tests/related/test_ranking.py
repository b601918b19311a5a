"""In which order the evidence of a cross-reference is shown, and where its score comes from."""

import pytest

from reader.related.evidence import KIND_ORDER, KINDS, CrossReference, Evidence, explain_score

SLIGHT, STRONG = 5.9, 6.0


def crossref(*pieces: tuple[str, float]) -> CrossReference:
    evidence = tuple(Evidence(kind, kind, points=points) for kind, points in pieces)
    return CrossReference("other", sum(each.points for each in evidence), evidence)


def kinds(reference: CrossReference) -> list[str]:
    return [each.kind for each in reference.ranked]


def test_every_kind_has_its_place_in_the_order() -> None:
    assert sorted(KIND_ORDER) == sorted(KINDS)


@pytest.mark.parametrize(
    ("points", "order"),
    [(SLIGHT, ["disagreement", "figure", "passage", "name"]), (STRONG, ["passage", "disagreement", "figure", "name"])],
)
def test_a_sentence_or_two_in_common_stands_after_the_figures_and_a_long_passage_before(
    points: float, order: list[str]
) -> None:
    found = crossref(("name", 9.0), ("passage", points), ("figure", 1.0), ("disagreement", 2.0))

    assert kinds(found) == order
    assert found.kind == order[0]


def test_what_is_no_passage_keeps_its_place_however_few_its_points() -> None:
    assert kinds(crossref(("author", 0.1), ("version", 0.1), ("event", 0.1))) == ["version", "event", "author"]


def test_common_words_are_shown_only_where_there_is_nothing_else() -> None:
    assert kinds(crossref(("alike", 30.0), ("cites", 1.0))) == ["cites"]
    assert kinds(crossref(("alike", 30.0))) == ["alike"]
    assert crossref().kind == ""


def test_a_score_is_explained_line_by_line_and_adds_up() -> None:
    assert explain_score(crossref(("figure", 1.25), ("name", 10.0))) == (
        "   1.2  figure",
        "  10.0  name",
        "  11.2  total",
    )
