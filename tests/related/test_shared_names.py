"""How surely two articles tell of the same event."""

import pytest

from reader.related.shared_figures import CommonFigure
from reader.related.shared_names import EVENT, CommonName, event_strength, name_points

LARGE = 5000
RARE = CommonName("Port Marrow", 1.0, ((0, 11),), ((0, 11),))
COMMON = CommonName("Sell", 0.2, ((0, 4),), ((0, 4),))
FIGURE = CommonFigure((), (), 1.25, 1.0)


def strength(days: int | None, likeness: float = 0.2, total: int = LARGE, names: int = 2, figures: int = 0) -> float:
    return event_strength(days, total, likeness, [RARE] * names, [FIGURE] * figures)


@pytest.mark.parametrize(("days", "may_be"), [(0, True), (5, True), (6, False), (400, False), (None, True)])
def test_one_event_is_told_within_five_days(days: int | None, may_be: bool) -> None:
    assert (strength(days) > 0) == may_be


def test_likeness_alone_is_never_one_event_however_great() -> None:
    assert event_strength(None, LARGE, 1.0, [COMMON], []) < EVENT
    assert event_strength(0, LARGE, 1.0, [], [FIGURE] * 9) == 0


def test_names_and_figures_add_to_likeness() -> None:
    assert strength(None, likeness=0.1, names=1) < EVENT <= strength(None, likeness=0.1, names=1, figures=1)
    assert strength(3, figures=1) > strength(3)


def test_in_a_small_library_likeness_and_names_say_less() -> None:
    assert strength(3, total=10) < strength(3, total=150) < strength(3, total=LARGE)


def test_the_same_day_and_the_next_say_more() -> None:
    assert strength(1) - strength(2) > strength(2) - strength(3)


def test_each_further_shared_name_is_worth_less_and_a_rare_one_more() -> None:
    one, two, three = (name_points([0.8] * count, 0.5) for count in (1, 2, 3))

    assert 0 < three - two < two - one < one
    assert name_points([1.0], 0.0) > 4 * name_points([0.5], 0.0)
    assert name_points([0.5], 1.0) > name_points([0.5], 0.0)
