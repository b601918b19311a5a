"""A walk through every screen of the app in a pseudo-terminal, on a library of which nothing is known."""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.room import ReadingRoom
from reader.room.settings import Places
from reader.view.commands import COMMAND_BY_ID
from tests.faults.bytes_library import Hostility, write_own_words
from tests.faults.bytes_screen import StrictScreen
from tests.tui.terminal import State, Terminal


class StrictTerminal(Terminal):
    """A pseudo-terminal that keeps what it should not have been sent."""

    def __init__(self, command: list[str], columns: int = 120, lines: int = 40) -> None:
        super().__init__(command, columns, lines)
        self.strict = StrictScreen(columns, lines)

    @property
    def shown(self) -> str:
        """What is on the screen, a line a row."""
        return self.strict.shown

    def take(self, data: bytes) -> None:
        """Draw what has come."""
        self.received += data
        self.strict.feed(self._decode(data))
        if self.strict.is_asked:
            # Whether it draws whole frames: a part of one looks like states that the app is never in.
            self.strict.is_asked = False
            self.send("\x1b[?2026;2$y")


def offered(*commands: str) -> State:
    """Return whether the footer offers these commands, so that the pane which has them has the keys."""
    labels = [f" {COMMAND_BY_ID[each].label}" for each in commands]
    return lambda shown: all(label in shown.rsplit("\n", 1)[-1] for label in labels)


def is_over(shown: str) -> bool:
    """Whether something lies over the screen."""
    return "╰" in shown


def is_uncovered(shown: str) -> bool:
    """Whether nothing lies over the screen."""
    return not is_over(shown)


def is_at(row: int) -> State:
    """Return whether the list says that this row is selected."""
    return lambda shown: bool(re.search(rf" {row} of \d+ *$", shown.split("\n")[-2]))


def at_foot(*labels: str) -> State:
    """Return whether the footer says all of these."""
    return lambda shown: all(f" {label}" in shown.rsplit("\n", 1)[-1] for label in labels)


_IS_NOTES = offered("edit-note")
_LIST, _ARTICLE, _CROSSREFS, _NOTES = (
    offered("quit", "sort"),
    offered("highlight"),
    offered("dismiss"),
    lambda shown: _IS_NOTES(shown) and not _ARTICLE(shown),
)
_NOTEBOOK, _COMPARE, _NO_DRAWER = offered("mark-note"), offered("other-side"), lambda shown: "Language ·" not in shown
_EDITOR, _TAGS, _BOX, _PROMPT = (
    at_foot("save the note"),
    at_foot("save the tags"),
    at_foot("to the results"),
    at_foot("accept"),
)
# Of an article that cannot be read there is nothing to highlight.
_ENTERED: State = lambda shown: not _LIST(shown)  # noqa: E731 - as its neighbors, a state
# Of the rows of the list so many are gone to.
_ROWS = 18
# What a search has found is told in several ways, and for a moment not at all; an empty box says what it takes.
_UNSEARCHED: State = lambda shown: 'words, "a phrase"' in shown.split("\n", 1)[0]  # noqa: E731 - as its neighbors, a state
# A name that is too long stays in the box; before either is said, the box looks as it did before.
_SAVED: State = lambda shown: ("Saved as" in shown and _LIST(shown)) or "could not be saved" in shown  # noqa: E731 - as above
# Of what is not told elsewhere in these figures and on this event, there is no dialog.
_TOLD: State = lambda shown: is_over(shown) or bool(re.search("No other article here reports|give no figures", shown))  # noqa: E731 - as above
# Where the file of saved searches cannot be read, that is said instead.
_LISTED: State = lambda shown: is_over(shown) or "library.yaml" in shown  # noqa: E731 - as above
_PASTE = "\x1b[200~{}\x1b[201~"
_CLOSED = ("\x1b", is_uncovered)
# Commands that are typed, and the titles of what they open.
_ASKED = {
    "settings": "Settings",
    "libraries": "Libraries",
    "links": "Links",
    "contents": "Contents",
    "timeline": "Timeline",
    "map": "Around",
}


def _commanded(name: str, title: str) -> Iterator[tuple[str, State | str]]:
    yield from ((":", "╭─ Command line"), (f"{name}\r", f"╭─ {title}"), ("G", is_over), _CLOSED)


# Keys, with {} for the hostile string as it is pasted, and what they lead to.
_WALK: tuple[tuple[str, State | str], ...] = (
    # What was not finished last time is offered, and kept as a note.
    ("", _EDITOR), ("\x13", _ARTICLE), ("}\r}\r}}\r)\r}\r)\r}\r}\r]Gg", _ARTICLE),
    ("vwwH)a", _EDITOR), ("{}", _EDITOR), ("\x13", _ARTICLE), ("t", _TAGS), ("{}\r", _ARTICLE),
    ("f", at_foot("match case")), ("{}\r", _ARTICLE), ("gi", is_over), _CLOSED, ("o", is_over), _CLOSED,
    ("3", _CROSSREFS), ("jj+E", is_over), _CLOSED, ("K", is_over), _CLOSED, ("y", is_over), _CLOSED,
    ("]c", "shared passage"), ("]n]n=\tA", _EDITOR), ("{}\x13", _COMPARE), ("\x1b", _CROSSREFS),
    ("#", _TOLD), ("jj", _TOLD), _CLOSED, ("D", _TOLD), ("j", _TOLD), _CLOSED,
    ("4", _NOTES), ("jjje", _EDITOR), ("\x1b", _ARTICLE), ("4", _NOTES), ("\x05", "editor"), ("YC", at_foot("yellow")), ("\x1b", _NOTES),
    ("V", is_over), ("n", "2 of "), ("n", "3 of "), _CLOSED, ("1", _LIST), ("A", _EDITOR), ("{}\x13", _ARTICLE), ("1", _LIST),
    *(step for key in "P?:" for step in ((key, is_over), ("G", is_over), _CLOSED)),
    ("F", "Language ·"), ("jjj\rX1\x1b", _NO_DRAWER), ("/", _BOX), ("{}\r", _LIST),
    ("/", _BOX), ("\x1b[A", _BOX), ("\x1b", _LIST), ("/", _BOX), ("marlow\r", _LIST), ("E", is_over), _CLOSED,
    ("\x13", at_foot("save")), ("{}\r", _SAVED), ("\x1b", _LIST), ("L", _LISTED), ("j", _LISTED), _CLOSED, ("\x1b", _UNSEARCHED),
    ("B", _NOTEBOOK), ("jjjjSSSS*t", _PROMPT), ("{}\r", _NOTEBOOK), ("X", is_over), _CLOSED,
    ("/", at_foot("to the notes")), ("{}\x1b", _NOTEBOOK), ("q", _LIST), ("TTTT", "Colors"), ("g", is_at(1)), ("\r", _ARTICLE),
    *(step for name, title in _ASKED.items() for step in _commanded(name, title)), ("1", _LIST),
)  # fmt: skip


def _to_row(last: int) -> Iterator[tuple[str, State | str]]:
    """Yield the steps down the list to a row, through its article and back.

    What is closed over it has it painted, wherever it stands then.
    """
    yield from (("j", is_at(row)) for row in range(2, last + 1))
    yield ("\r", _ENTERED)
    for keys in ("i", "\x04\x04o", "Gi"):
        yield from ((keys, is_over), ("G", is_over), _CLOSED)
    yield ("1", _LIST)


def walk(root: Path, places: Places, evil: Hostility, turn: int = 0) -> tuple[list[str], str]:
    """Go through the app, at each *turn* to another article; return what was wrong, a sentence each, and what it sent."""
    with ReadingRoom.open(root, places=places) as room:
        room.index()
        name = room.session.caches.folder.name
    write_own_words(places.state / "queries" / f"{name}.txt", places.state / "drafts" / name, evil)
    with StrictTerminal([sys.executable, "-m", "reader", "--library", str(root)]) as terminal:
        faults = [*_walked(terminal, evil, (*_WALK, *_to_row(2 + turn % _ROWS)))]
        sent = terminal.received.decode("utf-8", "replace")
        if faults:
            return [*faults, *terminal.strict.stray], sent
        terminal.send("q")
        status = terminal.end()
    if status:
        faults.append(f"exit status {status}: {terminal.shown.strip()[-300:]}")
    return faults + terminal.strict.faults(), sent


def _walked(terminal: StrictTerminal, evil: Hostility, steps: Sequence[tuple[str, State | str]]) -> Iterator[str]:
    """Go step by step; yield what did not come, and then no more."""
    for number, (keys, state) in enumerate(steps):
        if keys == "\x1b" and callable(state) and state(terminal.shown):
            # What is closed already takes no Esc, which would go to what lies under it, or make the next key another.
            continue
        # As terminals paste: without escapes, which would end the paste.
        pasted = _PASTE.format(evil(f"text pasted at step {number}").replace("\x1b", "")) if "{}" in keys else ""
        try:
            terminal.press(keys.replace("{}", pasted), state)
        except AssertionError as error:
            yield f"step {number}, {keys!r}: {error}"
            return
