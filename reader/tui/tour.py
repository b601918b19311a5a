"""The tour: the app on a copy of the samples, with a line that says what to do and notices when it is done."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, ClassVar

from textual.content import Content
from textual.widgets import Static

from reader.room import ReadingRoom
from reader.tui.app import ReaderApp
from reader.tui.commanded import CommandedScreen
from reader.view.tour import INTRODUCTION, LAST, STEPS, Scene

_LOOK_EVERY = 0.1


class TourLine(Static):
    """Says which step it is, and what to do."""

    DEFAULT_CSS: ClassVar[str] = (
        "TourLine { height: auto; padding: 0 1; background: $accent; color: $background; text-style: bold; }"
    )


class TourApp(ReaderApp):
    """The app of the tour; *page* is the file that a step adds."""

    def __init__(self, room: ReadingRoom, page: Path, *, with_indexing: bool = True) -> None:
        super().__init__(room, with_indexing=with_indexing, greeting=INTRODUCTION)
        self.step = 0
        self._done: set[str] = set()
        self._begun: Scene | None = None
        self.reading.later.addition.proposed = str(page)
        known = self.reading.commands
        self.reading.commands = {name: self._noting(name, handler) for name, handler in known.items()}

    def _noting(self, name: str, handler: Callable[..., object]) -> Callable[..., object]:
        @wraps(handler)
        def run(*arguments: object) -> object:
            self._done.add(name)
            return handler(*arguments)

        return run

    @property
    def told(self) -> str:
        """The text of the line."""
        if self.step == len(STEPS):
            return self.keymap.fill(LAST)
        return f"{self.step + 1} of {len(STEPS)} · {self.keymap.fill(STEPS[self.step].told)}"

    async def on_load(self) -> None:
        """Check regularly whether the step is done."""
        self.set_interval(_LOOK_EVERY, self._look)

    def _look(self) -> None:
        screen = self.screen
        if not isinstance(screen, CommandedScreen) or not screen.is_attached:
            # A dialog says at its foot what to press.
            return
        now = self._scene(screen)
        self._begun = self._begun or now
        if self.step < len(STEPS) and STEPS[self.step].is_done(self._begun, now):
            self.step += 1
            self._done.clear()
            self._begun = now
        lines = screen.query(TourLine)
        if lines:
            lines.first().update(Content(self.told))
        else:
            screen.mount(TourLine(Content(self.told)), before=0)

    def _scene(self, screen: CommandedScreen[Any]) -> Scene:
        place = screen.key_places[-1]
        return Scene(
            screen="reading" if screen is self.reading else place,
            pane=place,
            article=self.reading.article.id if self.reading.article else "",
            query=self.reading.search.query,
            notes=len(self.room.notes.all()),
            articles=len(self.room.catalog),
            done=frozenset(self._done),
        )
