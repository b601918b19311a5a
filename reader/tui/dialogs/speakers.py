"""The dialogs of speakers: all of the library, and what one of them said."""

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from reader.tui.dialogs.list_dialog import ListDialog, NarrowedList
from reader.view.cells import hung
from reader.view.keymap import fill_meanings
from reader.view.speaker_rows import extent, occasion, said_rows, speakers_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.related.accounts import SpeakerCount
    from reader.room.statements import SpokenWords


class SpeakerList(NarrowedList[str]):
    """Lists the speakers of the library; the result is the name of the chosen one."""

    PLACEHOLDER: ClassVar[str] = "name of a speaker"
    EMPTY: ClassVar[str] = "Nobody with this name is quoted."
    HINT: ClassVar[str] = fill_meanings("{open} lists what they said · {back} closes", NarrowedList.MEANINGS)
    OPENERS: ClassVar[frozenset[str]] = frozenset({"speakers"})

    def __init__(self, speakers: "Sequence[SpeakerCount]") -> None:
        super().__init__()
        self._speakers = speakers
        self.shown: Sequence[SpeakerCount] = ()

    @property
    def title_told(self) -> str:
        """How many speakers there are."""
        return f"Speakers · {len(self._speakers):,}"

    def rows(self, typed: str) -> list[Content]:
        """Return the speakers whose names match *typed*."""
        self.shown = speakers_named(self._speakers, typed)
        return [
            Content.assemble((each.name, "bold"), "  ", (extent(each.statements, each.articles), "$quiet"))
            for each in self.shown
        ]

    def take(self, index: int) -> None:
        """Choose a speaker."""
        self.dismiss(self.shown[index].name)


class SpeakerPage(ListDialog["SpokenWords"]):
    """What one speaker said, in time order; the result is the statement to go to."""

    DEFAULT_CLASSES: ClassVar[str] = "dialog -tall -wide"
    HINT: ClassVar[str] = "{open} opens the article there · {back} closes"
    OPENERS: ClassVar[frozenset[str]] = frozenset({"speakers"})

    def __init__(self, name: str, spoken: "Sequence[SpokenWords]") -> None:
        super().__init__()
        self._name = name
        self.spoken = spoken
        self.shown = said_rows(spoken)

    @property
    def title_told(self) -> str:
        """The speaker, with counts."""
        return f"{self._name} · {extent(len(self.spoken), len({each.entry.id for each in self.spoken}))}"

    def rows(self) -> list[Content]:
        """Return the statements, each below its date and article."""
        return [
            Content.assemble((occasion(each), "$accent"), "\n  ", hung(each.spoken.text, self.room, 2))
            for each in self.shown
        ]

    def take(self, index: int) -> None:
        """Take a statement."""
        self.dismiss(self.shown[index].spoken)
