"""Which figures of two texts are one, and which disagree."""

from reader.related.disagreements import find_disagreements
from reader.related.figures import find_figures
from reader.related.shared_figures import compare_figures, figure_points


def disagreements(one: str, other: str) -> list[tuple[float, float]]:
    found = find_disagreements(one, find_figures(one), other, find_figures(other))
    return [(here.value, there.value) for here, there in found]


def test_a_figure_of_the_other_text_disagrees_with_one_only() -> None:
    one = "The town counted 730 barns in the flood. The army counted 640 barns in the flood."
    other = "The mayor counted 810 barns in the flood."

    assert disagreements(one, other) == [(730, 810)]
    assert disagreements(other, one) == [(810, 730)]


def test_figures_far_apart_disagree_only_if_much_around_them_is_the_same() -> None:
    other = "The town counted 98 barns under water in the flood of the river Sell."

    assert disagreements("The army counted 730 barns.", other) == []
    assert disagreements("The town counted 730 barns under water in the flood of the river.", other) == [(730, 98)]


def test_figures_with_nothing_in_common_around_them_count_different_things() -> None:
    assert disagreements("Fire took 730 barns.", "A farmer owns 810 barns.") == []


def test_of_a_value_told_twice_and_agreed_with_once_nothing_disagrees() -> None:
    one = "The town counted 730 barns in the flood."
    other = "The town counted 730 barns in the flood, the army 810 barns in the flood."

    assert disagreements(one, other) == []


def test_each_further_shared_figure_is_worth_less() -> None:
    one, two, three = (figure_points([1.0] * count) for count in (1, 2, 3))

    assert 0 < three - two < two - one < one
    assert figure_points([0.5, 1.0]) == figure_points([1.0, 0.5])


def test_compared_figures_in_other_digits_agree() -> None:
    found = compare_figures("They counted 3,033 boats and 730 barns.", "٣٬٠٣٣ boats, 810 barns.", ())

    assert [pair.text for pair in found.agree] == ["3,033"]
