"""What a row of the cross-references says: badges in few words, and each reason in full where it is unfolded."""

from reader.related.evidence import CrossReference, Evidence, Quote, explain_score
from reader.room.references import Reference
from reader.view.reference_rows import badges, details

FIGURES = Evidence(
    "figure", "6 shared figures: 1 · 2 and 4 more", there=((9, 10),), points=4.0, count=6, more=("3", "4", "5", "6")
)
NAMES = Evidence("name", "shared name: Tolm", points=1.0)
CLAIM = Evidence("passage", "same claim about 6 August: armed · groups", there=((0, 9),), points=2.0, words=((0, 5),))
BEST, SAID = Quote("The best line.", ((4, 8),)), Quote("Armed groups said so.", ((0, 5),))


def reference(*evidence: Evidence, copies: tuple[str, ...] = (), quote: Quote = BEST) -> Reference:
    sentences = tuple((each, SAID) for each in evidence if each.words)
    return Reference(CrossReference("x", 1.0, evidence, copies), None, quote, None, sentences)


def test_badges_count_what_is_shared_by_kind() -> None:
    other = Evidence("passage", "2 passages in both, 40 words", points=9.0, count=2)
    differing = Evidence("disagreement", "figures differ: 1 here, 2 there")

    assert badges(reference(FIGURES, NAMES, CLAIM)) == "6 figures · 1 passage · 1 name"
    assert badges(reference(CLAIM, other)) == "3 passages"
    assert badges(reference(differing, copies=("a",))) == "1 figure differs · +1 copy"
    assert badges(reference(differing, differing, copies=("a", "b"))) == "2 figures differ · +2 copies"
    assert badges(reference(*(Evidence(kind, "x") for kind in ("event", "cites", "author", "version")))) == (
        "version · same event · same source · link"
    )
    assert badges(reference(Evidence("alike", "terms in common: a · b"))) == "like words"
    assert badges(reference()) == ""


def test_nothing_is_only_counted_where_the_evidence_is_unfolded_or_explained() -> None:
    (told, shown), *_ = details(reference(FIGURES), [FIGURES])

    assert told == "6 shared figures: 1 · 2 · 3 · 4 · 5 · 6"
    assert shown == BEST
    assert explain_score(reference(FIGURES).crossref)[0].endswith("1 · 2 · 3 · 4 · 5 · 6")


def test_a_list_of_words_becomes_the_sentence_that_has_them() -> None:
    assert details(reference(CLAIM, NAMES), [CLAIM, NAMES]) == [
        ("same claim about 6 August", SAID),
        ("shared name: Tolm", Quote()),
        ("", BEST),
    ]
    assert details(reference(CLAIM, quote=SAID), [CLAIM]) == [("same claim about 6 August", SAID)]
