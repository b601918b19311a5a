"""Two machines, one synced folder, everything a person does, and crashes and errors on the way.

The store says what a plain model says. Where something went wrong, it may say what was before or what was to be, and
no third thing; the model then follows what is on disk.
"""

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, Literal

import pytest
from hypothesis import Phase, settings
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
    run_state_machine_as_test,
)

from reader.library.atomic_file import UnconfirmedError
from reader.library.errors import ReaderError
from reader.notes import file_writer
from reader.notes.anchoring import AnchoringText
from reader.notes.conflicts import Conflict, SaveConflict
from reader.notes.model import Annotation, new_annotation
from reader.notes.note_file import format_note, normalize, parse_note
from reader.notes.selectors import selectors_for, text_sha256
from reader.notes.store import NoteStore
from reader.text.letters import fold_letters
from tests.faults.naive_store import BoastingStore, NaiveStore
from tests.faults.system_calls import ERRORS, Faults, Killed, careless_open
from tests.notes.notes_made import TEXTS
from tests.notes.passages import PAGE

MACHINES = st.sampled_from([0, 1])
PLACES = st.integers(0, len(PAGE) - 60)
TAGS = st.lists(st.sampled_from(["dates", "names", "check"]), max_size=2, unique=True).map(tuple)
# At which system call something goes wrong, and what: the process dies, one call is refused, or all from then on.
HOW = st.sampled_from(["kill", "kill", "kill", "once", "from then on"])
WRONG = st.tuples(st.integers(1, 16), HOW, st.sampled_from([*ERRORS.values()]))
FAULTS = st.one_of(st.none(), WRONG, WRONG)
Fault = tuple[int, str, int] | None
# `unconfirmed`: done, but the disk did not say so.
Outcome = Literal["done", "unconfirmed", "refused", "killed"]

# What of a note the model knows: its text and its tags.
Said = tuple[str, tuple[str, ...]]


def said(note: Annotation) -> Said:
    return note.body, note.tags


class Synced(RuleBasedStateMachine):
    """The model is what the synced folder must say, and for each machine what it can undo, the latest last."""

    ids: Bundle[str] = Bundle("ids")
    kind: ClassVar[type[NoteStore]] = NoteStore
    tally: ClassVar[Counter[str]] = Counter()

    @initialize()
    def start(self) -> None:
        # Power cuts have their own tests; without waiting for the disk there is time for four times the steps.
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(os, "fsync", lambda _descriptor: None)
        self.root = Path(tempfile.mkdtemp(prefix="notes-"))
        self.notes = self.root / "notes"
        self.text = PAGE
        self.stores = [self.opened(0), self.opened(1)]
        self.model: dict[str, Said] = {}
        self.trashed: list[list[tuple[str, Said]]] = [[], []]
        self.conflict_count = 0
        # Edited in place while a deletion or an undo that was cut short had left them in the trash as well.
        self.edited_in_trash: set[str] = set()

    def opened(self, machine: int) -> NoteStore:
        return self.kind(self.notes, self.root / f"state{machine}", self.root / f"cache{machine}.json")

    def fresh(self, machine: int, name: str) -> Annotation | None:
        self.stores[machine].refresh()
        return self.stores[machine].get(name)

    def attempt(self, machine: int, fault: Fault, do: Callable[[NoteStore], object]) -> Outcome:
        """Do something on a machine while a fault waits; a machine that died starts anew."""
        self.tally["steps"] += 1
        if fault is None:
            do(self.stores[machine])
            return "done"
        at, how, error = fault
        faults = Faults(self.root, at, "kill" if how == "kill" else error, once=how == "once")
        try:
            with faults.injected():
                do(self.stores[machine])
        except Killed:
            self.tally["crashes"] += 1
            self.stores[machine] = self.opened(machine)
            return "killed"
        except SaveConflict:
            raise
        except UnconfirmedError:
            return "unconfirmed"
        except ReaderError:
            return "refused"
        finally:
            self.tally["errors"] += how != "kill" and faults.count >= at
        return "done"

    def settle_model(self, machine: int, outcome: Outcome, name: str, after: Said | None) -> Said | None:
        """Have the model say what is there of a note by now: what was to be, or if it went wrong what was before."""
        there = self.found().get(name)
        allowed = {after} if outcome in {"done", "unconfirmed"} else {self.model.get(name), after}
        assert there in allowed, (outcome, name, there, allowed)
        self.model.pop(name, None)
        if there is not None:
            self.model[name] = there
        return there

    def found(self) -> dict[str, Said]:
        """Return what a third machine finds, that knows nothing yet."""
        store = NoteStore(self.notes, self.root / "state2")
        assert not store.vanished
        return {each.id: said(each) for each in store.all()}

    def copies(self, store: NoteStore) -> list[Conflict]:
        """Return the second versions that saves have left."""
        return [each for each in store.conflicts if each.kind == "copy"]

    def trash_of(self, machine: int) -> list[str]:
        """Return what a machine could undo by now, the latest last."""
        return [each.id for each in self.stores[machine]._trash.latest()][::-1]

    @rule(target=ids, machine=MACHINES, body=TEXTS, place=PLACES, whole=st.booleans(), fault=FAULTS)
    def make(self, machine: int, body: str, place: int, whole: bool, fault: Fault) -> str | MultipleResults[str]:
        selectors = None if whole else selectors_for(PAGE, place, place + 40)
        new = normalize(new_annotation("harbor", selectors, body=body, text_sha256=text_sha256(PAGE)))
        outcome = self.attempt(machine, fault, lambda store: store.save(new))
        return new.id if self.settle_model(machine, outcome, new.id, said(new)) else multiple()

    @rule(machine=MACHINES, name=ids, body=TEXTS, tags=TAGS, fault=FAULTS)
    def edit(self, machine: int, name: str, body: str, tags: tuple[str, ...], fault: Fault) -> None:
        found = self.fresh(machine, name)
        if found:
            changed = normalize(replace(found, body=body, tags=tags))
            outcome = self.attempt(machine, fault, lambda store: store.save(changed))
            self.settle_model(machine, outcome, name, said(changed))

    @rule(machine=MACHINES, name=ids, mine=TEXTS, theirs=TEXTS, fault=FAULTS)
    def edit_at_once(self, machine: int, name: str, mine: str, theirs: str, fault: Fault) -> None:
        found = self.fresh(machine, name)
        if found is None:
            return
        other = self.stores[1 - machine]
        other.refresh()
        saved = other.save(replace(found, body=theirs, color="pink"), modified=False)
        self.model[name] = said(saved)
        ours = replace(normalize(replace(found, body=mine)), color="blue")
        stale = saved.revision != found.revision
        try:
            outcome = self.attempt(machine, fault, lambda store: store.save(ours, modified=False))
        except SaveConflict as conflict:
            assert stale
            kept = parse_note(conflict.path.read_text(encoding="utf-8"), "harbor", name).annotation
            assert kept.body == ours.body
            self.conflict_count += 1
        else:
            assert not (stale and outcome == "done")
            self.settle_model(machine, outcome, name, said(saved if stale else ours))
            # Where it went wrong, our version may be there or not.
            copies = len(self.copies(NoteStore(self.notes, self.root / "state2"))) - self.conflict_count
            assert copies in ({0, 1} if stale and fault else {0})
            self.conflict_count += copies

    @rule(name=ids, body=TEXTS)
    def edit_by_hand(self, name: str, body: str) -> None:
        path = self.notes / "harbor" / f"{name}.md"
        if path.exists():
            self.tally["steps"] += 1
            text = path.read_text(encoding="utf-8")
            note = normalize(replace(parse_note(text, "harbor", name).annotation, body=body))
            path.write_text(format_note(note, text), encoding="utf-8")
            self.model[name] = said(note)
            for machine, store in enumerate(self.stores):
                # What was cut short may have left one file with two names; an editor that writes in place changes both.
                in_trash = [each.path for each in store._trash.latest()][::-1]
                self.edited_in_trash |= {name for each in in_trash if path.samefile(each)}
                self.trashed[machine] = [
                    (key, said(note) if path.samefile(there) else was)
                    for (key, was), there in zip(self.trashed[machine], in_trash, strict=True)
                ]

    @rule(target=ids, machine=MACHINES, name=consumes(ids), fault=FAULTS)
    def delete(self, machine: int, name: str, fault: Fault) -> str | MultipleResults[str]:
        found = self.fresh(machine, name)
        if found is None:
            return multiple()
        outcome = self.attempt(machine, fault, lambda store: store.delete(found))
        there = self.settle_model(machine, outcome, name, None)
        # A crash on the way leaves it in both places, never in none.
        is_in_trash = len(self.trash_of(machine)) > len(self.trashed[machine])
        assert there or is_in_trash
        if is_in_trash:
            self.trashed[machine].append((name, said(found)))
        return name if there else multiple()

    @rule(target=ids, machine=MACHINES, fault=FAULTS)
    def undo(self, machine: int, fault: Fault) -> str | MultipleResults[str]:
        before = self.found()
        in_trash = [each.path for each in self.stores[machine]._trash.latest()][:1]
        texts = [each.read_text(encoding="utf-8") for each in in_trash]
        back: list[Annotation | None] = []
        outcome = self.attempt(machine, fault, lambda store: back.append(store.undo()))
        after = self.found()
        if not self.trashed[machine]:
            assert back in ([], [None])
            assert after == before
            return multiple()
        name, was = self.trashed[machine][-1]
        assert was == said(parse_note(texts[0], "harbor", name).annotation)
        new = after.keys() - before.keys()
        assert {key: after[key] for key in before} == before
        assert [after[key] for key in new] in ([was], [])
        # A name that is taken again stays with who has it: what comes back takes another.
        assert new <= {name} or name in before
        if outcome == "done":
            assert back[0]
            assert said(back[0]) == was
            assert new or before[name] == was
        if len(self.trash_of(machine)) < len(self.trashed[machine]):
            assert new or before[name] == was
            self.trashed[machine].pop()
        else:
            # Back, but not confirmed, it stays in the trash as well.
            assert outcome != "done"
        self.model |= {key: after[key] for key in new}
        return multiple(*new)

    @rule(machine=MACHINES, fault=FAULTS)
    def restart(self, machine: int, fault: Fault) -> None:
        self.stores[machine].all()
        self.attempt(machine, fault, lambda store: store.save_cache())
        self.stores[machine] = self.opened(machine)

    @rule(words=st.sampled_from(["A new beginning. ", "", "Der Anfang.\n\n"]), gone=st.booleans())
    def change_the_text(self, words: str, gone: bool) -> None:
        self.tally["steps"] += 1
        self.text = words + (PAGE.replace("Fishermen in the gallery were not convinced. ", "") if gone else PAGE)

    @invariant()
    def both_machines_show_what_the_folder_says(self) -> None:
        for store in self.stores:
            store.refresh()
            assert {each.id: said(each) for each in store.all()} == self.model
            assert len(self.copies(store)) == self.conflict_count
            in_trash = {each.id for each in store.conflicts if each.kind == "trash"}
            assert in_trash <= self.edited_in_trash
            assert {*store.problems} == {*map(str, store.conflicts)}

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


def run(machine: type[Synced], examples: int, steps: int) -> Counter[str]:
    """Run a machine so often; return how many steps, crashes and errors that were."""
    machine.tally = Counter()
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            phases=[Phase.generate],
            database=None,
            report_multiple_bugs=False,
        ),
    )
    return machine.tally


def test_whatever_goes_wrong_the_store_says_what_a_plain_model_says(long: bool) -> None:
    tally = run(Synced, 1_600 if long else 20, 50)

    print(dict(tally))
    assert tally["steps"] >= (50_000 if long else 300)
    assert tally["crashes"] >= (5_000 if long else 20)


class Naive(Synced):
    """A store that writes over what is there."""

    kind = NaiveStore


class Boasting(Synced):
    """A store that takes an error for none."""

    kind = BoastingStore


@pytest.mark.parametrize("machine", [Naive, Boasting])
def test_naive_stores_do_not_say_what_the_model_says(machine: type[Synced]) -> None:
    # A store that hands on what the system raises, where ours says a sentence, fails too.
    with pytest.raises((AssertionError, OSError)):
        run(machine, 200, 20)


class Careless(Synced):
    """The store itself, with another way of writing files."""


def test_a_store_that_looks_before_it_writes_but_not_after_a_crash_does_not_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(file_writer, "write_bytes", careless_open)
    monkeypatch.setattr(file_writer, "create_bytes", careless_open)

    with pytest.raises(AssertionError):
        run(Careless, 200, 20)
