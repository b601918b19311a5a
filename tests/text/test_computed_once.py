"""A property that is computed once keeps what was computed."""

from reader.text.computed_once import ComputedOnce


class _Page:
    def __init__(self) -> None:
        self.asked = 0

    @ComputedOnce
    def words(self) -> int:
        """How many words there are."""
        self.asked += 1
        return 3


def test_it_is_computed_when_it_is_first_asked_for_and_never_again() -> None:
    page = _Page()
    assert page.asked == 0

    assert (page.words, page.words, page.asked) == (3, 3, 1)


def test_each_object_has_its_own_and_the_class_shows_what_it_is() -> None:
    one, other = _Page(), _Page()

    assert (one.words, one.asked, other.asked) == (3, 1, 0)
    assert _Page.words.__doc__ == "How many words there are."
