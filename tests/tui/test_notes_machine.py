"""A person at the keys, another window, files changed by hand and restarts: store and screen say what a model says."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from reader.notes.colors import COLORS
from reader.notes.model import Annotation, new_annotation
from reader.notes.note_file import format_note, parse_note
from reader.notes.selectors import selectors_for
from reader.notes.store import NoteStore
from reader.room import ReadingRoom
from reader.room.settings import Places, Settings
from reader.text.letters import fold_letters
from reader.tui.app import ReaderApp
from tests.tui.conftest import Table

SENTENCES = [
    "The old lighthouse on the cape went dark in January.",
    "Keeper Jonas Vidal blamed a broken generator.",
    "Three trawlers missed the channel that very night.",
    "The harbor master of Sollum denied any danger.",
    "A commission of five engineers arrived by ferry.",
    "They found salt in every cable they opened.",
    "New lamps were promised before the summer storms.",
    "Fishermen in the gallery were not convinced at all.",
]
WORDS = st.sampled_from(["why", "see page nine", "true", "[/] odd", "two"])
PICKS = st.integers(0, 7)


@dataclass(frozen=True)
class Said:
    """What an annotation must say."""

    exact: str
    body: str
    color: str
    tags: tuple[str, ...]

    @classmethod
    def by(cls, note: Annotation) -> "Said":
        return cls(note.exact, note.body, note.color, note.tags)


class Keys(RuleBasedStateMachine):
    """The model: what each annotation says, and what was deleted on this machine, the latest last."""

    @initialize()
    def start(self) -> None:
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(os, "fsync", lambda _descriptor: None)
        self.root = Path(tempfile.mkdtemp(prefix="keys-"))
        self.places = Places(*(self.root / name for name in ("data", "cache", "state", "config")))
        self.library = self.root / "library"
        (self.library / "articles").mkdir(parents=True)
        (self.library / "library.yaml").write_text('title: "Keys"\n')
        self.path = self.library / "articles" / "lighthouse.md"
        self.moves = 0
        self.left = list(SENTENCES)
        self.preface = 0
        self.said: dict[str, Said] = {}
        self.trash: list[tuple[str, Said]] = []
        # What was done at the keyboard since the start: to which note, what it said before, and what after.
        self.deeds: list[tuple[str, Said | None, Said | None]] = []
        # Whether undoing put a note into the trash since the start: then nothing more comes out of it.
        self.has_taken_away = False
        self.write()
        self.runner = asyncio.Runner()
        self.open()

    # The world

    def write(self) -> None:
        body = "".join(f"A preface numbered {number}.\n\n" for number in range(self.preface)) + "\n\n".join(self.left)
        self.path.write_text(f'---\nid: "lighthouse"\ntitle: "The lighthouse"\n---\n\n{body}\n')

    def do(self, doing: Coroutine[Any, Any, None]) -> None:
        self.runner.run(doing)

    def open(self) -> None:
        self.room = ReadingRoom.open(self.library, settings=Settings(machine="desk"), places=self.places)
        self.room.index()
        self.app = ReaderApp(self.room, with_indexing=False)
        # All panes, in as few lines as they need: half of the time goes into drawing.
        self.sitting = self.app.run_test(size=(120, 14))

        async def begin() -> None:
            self.table = Table(self.app, await self.sitting.__aenter__())
            await self.table.until(lambda: self.table.article_id == "lighthouse")
            await self.table.press("enter")

        self.do(begin())

    def close(self) -> None:
        async def end() -> None:
            await self.sitting.__aexit__(None, None, None)

        self.do(end())
        self.room.close()

    async def settled(self, holds: Callable[[], object]) -> None:
        """Wait until the screen has caught up with what was done behind its back."""
        self.table.screen.later.places.look()
        await self.table.until(holds)

    def elsewhere(self) -> NoteStore:
        return NoteStore(self.room.notes.path, self.places.state / "locks")

    def one(self, pick: int) -> str:
        return sorted(self.said)[pick % len(self.said)]

    async def choose(self, name: str) -> None:
        """Select an annotation in the pane by keyboard."""
        await self.settled(lambda: name in self.shown())
        await self.table.press("4", "g", *("j" for _ in range(list(self.shown()).index(name))))

    def shown(self) -> dict[str, Said]:
        return {each.annotation.id: Said.by(each.annotation) for each in self.table.screen.notes_pane.notes}

    async def press(self, *keys: str) -> None:
        await self.table.press(*keys)

    def made(self) -> str:
        (name,) = {each.id for each in self.elsewhere().all()} - self.said.keys()
        return name

    # What the person does

    @rule(pick=PICKS, color=st.integers(1, 5))
    def highlight(self, pick: int, color: int) -> None:
        self.do(self.press("2", "g", *["}"] * (pick % len(self.left)), "v", "i", "s", "C", str(color)))
        notes = {each.id: Said.by(each) for each in self.elsewhere().all()}
        name = self.made() if len(notes) > len(self.said) else self.recolored(notes, COLORS[color - 1])
        self.change(name, notes[name])
        assert self.said[name].color == COLORS[color - 1]
        assert self.said[name].exact in "\n".join(self.left) or self.said[name].exact.startswith("A preface")

    def recolored(self, notes: dict[str, Said], color: str) -> str:
        """Return which annotation was on the sentence already: at most its color has changed."""
        article, span = self.table.screen.article, self.table.screen.article_view.caret.marked()
        assert article is not None
        assert span is not None
        there = article.text[slice(*span)].strip()
        wanted = {name: replace(said, color=color) for name, said in self.said.items() if said.exact == there}
        changed = [name for name, said in notes.items() if said != self.said[name]]
        assert len(changed) <= 1
        return next(name for name in changed or wanted if notes[name] == wanted[name])

    @rule(pick=PICKS, words=WORDS)
    def note(self, pick: int, words: str) -> None:
        async def write() -> None:
            await self.press("2", "g", *["}"] * (pick % len(self.left)), "v", "w", "w", "a")
            await self.table.type(words)
            await self.press("ctrl+s")

        self.do(write())
        name = self.made()
        (saved,) = [each for each in self.elsewhere().all() if each.id == name]
        assert saved.body == words
        self.change(name, Said.by(saved))

    @precondition(lambda self: self.said)
    @rule(pick=PICKS, words=WORDS)
    def edit(self, pick: int, words: str) -> None:
        name = self.one(pick)

        async def write() -> None:
            await self.choose(name)
            await self.press("e")
            await self.table.type(words)
            await self.press("ctrl+s")

        self.do(write())
        self.change(name, replace(self.said[name], body=self.said[name].body + words))

    @precondition(lambda self: self.said)
    @rule(pick=PICKS, color=st.integers(1, 5))
    def recolor(self, pick: int, color: int) -> None:
        name = self.one(pick)

        async def press() -> None:
            await self.choose(name)
            await self.press("C", str(color))

        self.do(press())
        self.change(name, replace(self.said[name], color=COLORS[color - 1]))

    @precondition(lambda self: self.said)
    @rule(pick=PICKS, tag=st.sampled_from(["war", "sea", "to-check"]))
    def tag(self, pick: int, tag: str) -> None:
        name = self.one(pick)

        async def write() -> None:
            await self.choose(name)
            await self.press("t")
            await self.table.type(tag)
            await self.press("enter")

        self.do(write())
        tags = tuple(dict.fromkeys((*self.said[name].tags, tag)))
        self.change(name, replace(self.said[name], tags=tags))

    @precondition(lambda self: self.said)
    @rule(pick=PICKS)
    def delete(self, pick: int) -> None:
        name = self.one(pick)

        async def press() -> None:
            await self.choose(name)
            await self.press("d")

        self.do(press())
        self.change(name, None)

    def change(self, name: str, said: Said | None) -> None:
        """Expect that a note says something else now, or is in the trash; what changes nothing is no deed."""
        if self.said.get(name) != said:
            self.deeds.append((name, self.said.get(name), said))
        self.put(name, said)

    def put(self, name: str, said: Said | None) -> None:
        if said is None:
            self.trash.append((name, self.said.pop(name)))
        else:
            self.trash = [each for each in self.trash if each[0] != name]
            self.said[name] = said

    @precondition(lambda self: self.trash or self.deeds)
    @rule()
    def undo(self) -> None:
        self.do(self.press("U"))
        if not self.deeds and self.has_taken_away:
            assert "nothing left to undo" in self.table.screen.said
            return
        if not self.deeds:
            # What was deleted before the start, or by another window.
            name, said = self.trash.pop()
            self.said[name] = said
            return
        name, before, after = self.deeds.pop()
        if self.said.get(name) == after:
            self.has_taken_away = self.has_taken_away or before is None
            self.put(name, before)
        elif after is not None:
            assert "changed since" in self.table.screen.status.said

    @rule()
    def restart(self) -> None:
        self.close()
        self.deeds, self.has_taken_away = [], False
        self.open()

    # What happens elsewhere

    @rule(pick=PICKS, words=WORDS)
    def make_in_another_window(self, pick: int, words: str) -> None:
        text = self.room.article("lighthouse").text
        sentence = self.left[pick % len(self.left)]
        start = text.index(sentence)
        selectors = selectors_for(text, start, start + len(sentence))
        saved = self.elsewhere().save(new_annotation("lighthouse", selectors, body=words))
        self.said[saved.id] = Said.by(saved)

    @precondition(lambda self: self.said)
    @rule(pick=PICKS, words=WORDS)
    def edit_by_hand(self, pick: int, words: str) -> None:
        name = self.one(pick)
        path = self.room.notes.path / "lighthouse" / f"{name}.md"
        text = path.read_text()
        note = replace(parse_note(text, "lighthouse", name).annotation, body=words)
        path.write_text(format_note(note, text))
        self.said[name] = replace(self.said[name], body=words)

    @precondition(lambda self: self.said)
    @rule(pick=PICKS)
    def delete_in_another_window(self, pick: int) -> None:
        name = self.one(pick)
        store = self.elsewhere()
        store.delete(next(each for each in store.all() if each.id == name))
        self.trash.append((name, self.said.pop(name)))

    @rule()
    def move_the_article(self) -> None:
        self.moves += 1
        folder = self.library / "articles" / f"moved-{self.moves}"
        folder.mkdir()
        self.path = self.path.rename(folder / self.path.name)
        self.reindexed()

    @rule(gone=st.booleans())
    def change_the_text(self, gone: bool) -> None:
        if gone and len(self.left) > 3:
            self.left.pop(len(self.left) // 2)
        else:
            self.preface += 1
        self.write()
        self.reindexed()

    def reindexed(self) -> None:
        self.room.index()

        async def reread() -> None:
            self.table.screen.library_updated()
            await self.table.pilot.pause()

        self.do(reread())

    # What must be so

    @invariant()
    def the_files_say_what_the_model_says(self) -> None:
        assert {each.id: Said.by(each) for each in self.elsewhere().all()} == self.said
        assert self.elsewhere().conflicts == ()

    @invariant()
    def the_screen_shows_what_the_model_says(self) -> None:
        self.do(self.settled(lambda: self.shown() == self.said))
        assert self.table.screen.article is not None
        assert self.table.screen.note_counts.get("lighthouse", 0) == len(self.said)

    @invariant()
    def no_mark_lies_on_other_words(self) -> None:
        article = self.table.screen.article
        assert article is not None
        assert article.text == self.room.article("lighthouse").text
        places = [each.place.start for each in self.table.screen.notes_pane.notes]
        assert places == sorted(places)
        for each in self.table.screen.notes_pane.notes:
            now = article.text[each.place.start : each.place.end]
            if each.place.state in {"exact", "moved"}:
                assert fold_letters(now) == fold_letters(each.annotation.exact)
            elif each.annotation.exact in article.text:
                pytest.fail(f"{each.annotation.exact!r} stands there and is {each.place.state}")

    def teardown(self) -> None:
        if hasattr(self, "table"):
            self.close()
            self.runner.close()
            self.patch.undo()
            shutil.rmtree(self.root)


TestKeys = pytest.mark.usefixtures("watching")(Keys.TestCase)
TestKeys.settings = settings(max_examples=4, stateful_step_count=12, deadline=None)
