"""The trail: the way back through the articles that were open. Computed without Textual."""

from typing import NamedTuple

from reader.view.commands import Where


class Place(NamedTuple):
    """An article and an offset in its plain text; *line* is the window's first line, *where* the focused pane."""

    article_id: str
    offset: int
    line: int = 0
    where: Where = "article"


class Trail:
    """The places behind and ahead of the open one, as in a browser."""

    def __init__(self, longest: int = 500) -> None:
        self._behind: list[Place] = []
        self._ahead: list[Place] = []
        self._longest = longest

    def leave(self, place: Place) -> None:
        """Note that *place* was left for a new one; the places ahead are dropped."""
        if not self._behind or self._behind[-1] != place:
            self._behind.append(place)
        del self._behind[: -self._longest]
        self._ahead.clear()

    @property
    def before(self) -> Place | None:
        """The place that `back` would return to; None at the beginning."""
        return self._behind[-1] if self._behind else None

    def back(self, here: Place | None) -> Place | None:
        """Return the place behind; None at the beginning. `forward` will lead to *here*."""
        return self._step(self._behind, self._ahead, here)

    def forward(self, here: Place | None) -> Place | None:
        """Return the place that `back` came from; None at the end."""
        return self._step(self._ahead, self._behind, here)

    @staticmethod
    def _step(source: list[Place], target: list[Place], here: Place | None) -> Place | None:
        if not source:
            return None
        if here is not None:
            target.append(here)
        return source.pop()
