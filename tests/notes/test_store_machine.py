"""Two machines, one synced folder, and everything a person does: the store says what a plain model says."""

import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)

from reader.notes.anchoring import AnchoringText
from reader.notes.conflicts import SaveConflict
from reader.notes.model import Annotation, new_annotation
from reader.notes.note_file import format_note, normalize, parse_note
from reader.notes.selectors import selectors_for, text_sha256
from reader.notes.store import NoteStore
from reader.text.letters import fold_letters
from tests.notes.notes_made import TEXTS
from tests.notes.passages import PAGE

MACHINES = st.sampled_from([0, 1])
PLACES = st.integers(0, len(PAGE) - 60)


class Synced(RuleBasedStateMachine):
    """The model is what the synced folder must say: a body for each id, and for each machine what it deleted."""

    ids: Bundle[str] = Bundle("ids")

    @initialize()
    def start(self) -> None:
        # Durability has its own tests; without waiting for the disk there is time for four times the steps.
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(os, "fsync", lambda _descriptor: None)
        self.root = Path(tempfile.mkdtemp(prefix="notes-"))
        self.notes = self.root / "notes"
        self.text = PAGE
        self.stores = [self.opened(0), self.opened(1)]
        self.bodies: dict[str, str] = {}
        self.trashed: list[list[tuple[str, str]]] = [[], []]
        self.conflict_count = 0

    def opened(self, machine: int) -> NoteStore:
        return NoteStore(self.notes, self.root / f"state{machine}", self.root / f"cache{machine}.json")

    def fresh(self, machine: int, name: str) -> Annotation | None:
        self.stores[machine].refresh()
        return self.stores[machine].get(name)

    @rule(target=ids, machine=MACHINES, body=TEXTS, place=PLACES, whole=st.booleans())
    def make(self, machine: int, body: str, place: int, whole: bool) -> str:
        selectors = None if whole else selectors_for(PAGE, place, place + 40)
        saved = self.stores[machine].save(new_annotation("harbor", selectors, body=body, text_sha256=text_sha256(PAGE)))
        self.bodies[saved.id] = saved.body
        return saved.id

    @rule(machine=MACHINES, name=ids, body=TEXTS)
    def edit(self, machine: int, name: str, body: str) -> None:
        found = self.fresh(machine, name)
        if found:
            self.bodies[name] = self.stores[machine].save(replace(found, body=body)).body

    @rule(machine=MACHINES, name=ids, mine=TEXTS, theirs=TEXTS)
    def edit_at_once(self, machine: int, name: str, mine: str, theirs: str) -> None:
        found = self.fresh(machine, name)
        if found is None:
            return
        other = self.stores[1 - machine]
        other.refresh()
        saved = other.save(replace(found, body=theirs, color="pink"), modified=False)
        self.bodies[name] = saved.body
        ours = replace(normalize(replace(found, body=mine)), color="blue")
        stale = saved.revision != found.revision
        try:
            self.stores[machine].save(ours, modified=False)
        except SaveConflict as conflict:
            assert stale
            kept = parse_note(conflict.path.read_text(encoding="utf-8"), "harbor", name).annotation
            assert kept.body == ours.body
            self.conflict_count += 1
        else:
            assert not stale
            self.bodies[name] = ours.body

    @rule(name=ids, body=TEXTS)
    def edit_by_hand(self, name: str, body: str) -> None:
        path = self.notes / "harbor" / f"{name}.md"
        if path.exists():
            text = path.read_text(encoding="utf-8")
            note = normalize(replace(parse_note(text, "harbor", name).annotation, body=body))
            path.write_text(format_note(note, text), encoding="utf-8")
            self.bodies[name] = note.body

    @rule(machine=MACHINES, name=consumes(ids))
    def delete(self, machine: int, name: str) -> None:
        found = self.fresh(machine, name)
        if found:
            self.stores[machine].delete(found)
            self.trashed[machine].append((name, self.bodies.pop(name)))

    @rule(target=ids, machine=MACHINES)
    def undo(self, machine: int) -> str | MultipleResults[str]:
        restored = self.stores[machine].undo()
        if not self.trashed[machine]:
            assert restored is None
            return multiple()
        name, body = self.trashed[machine].pop()
        assert restored is not None
        assert (restored.id, restored.body) == (name, body)
        self.bodies[name] = body
        return name

    @rule(machine=MACHINES)
    def restart(self, machine: int) -> None:
        self.stores[machine].all()
        self.stores[machine].save_cache()
        self.stores[machine] = self.opened(machine)

    @rule(words=st.sampled_from(["A new beginning. ", "", "Der Anfang.\n\n"]), gone=st.booleans())
    def change_the_text(self, words: str, gone: bool) -> None:
        self.text = words + (PAGE.replace("Fishermen in the gallery were not convinced. ", "") if gone else PAGE)

    @invariant()
    def both_machines_show_what_the_folder_says(self) -> None:
        for store in self.stores:
            store.refresh()
            assert {each.id: each.body for each in store.all()} == self.bodies
            assert len(store.conflicts) == self.conflict_count
            assert all("two versions" in each for each in store.problems)

    @invariant()
    def no_note_is_shown_on_other_words(self) -> None:
        shown = self.stores[0].of("harbor")
        text = AnchoringText(self.text)
        for each, place in text.anchor_all(shown).items():
            annotation = next(one for one in shown if one.id == each)
            if annotation.quote and place.state in {"exact", "moved"}:
                assert fold_letters(self.text[place.start : place.end]) == fold_letters(annotation.exact)

    def teardown(self) -> None:
        self.patch.undo()
        shutil.rmtree(self.root)


TestSynced = Synced.TestCase
TestSynced.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
