"""The base of every screen with commands: its keys come from the command table, its parts do the work."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual import events, on
from textual.message import Message
from textual.screen import Screen

from reader.library.errors import ReaderError
from reader.tui.asker import Answer, Asker
from reader.tui.panes.fact import Fact
from reader.tui.panes.line_box import LineBox
from reader.tui.panes.status import KeyFooter, StatusLine
from reader.tui.part import Commands, Heard, IsLate, KeyQuestion, Part
from reader.tui.program import ProgramPart
from reader.tui.questions import ANNOUNCE_AFTER, Questions
from reader.tui.top_screen import TopScreen
from reader.view.commands import COMMAND_BY_ID, Command, Where
from reader.view.keymap import Keymap, key_name

if TYPE_CHECKING:
    from pathlib import Path

    from reader.room import ReadingRoom
    from reader.room.settings import Settings
    from reader.tui.app import ReaderApp
    from reader.tui.deeds import Deed
    from reader.tui.external_editor import Outcome
    from reader.tui.saves import SaveOutcome

_Result = TypeVar("_Result")
_Question = TypeVar("_Question")
_Value = TypeVar("_Value")
_Other = TypeVar("_Other")
# Any key that is no answer cancels a question; this one is shown.
_GIVE_UP = "escape"
_SAVING = "Saving …"


class CommandedScreen(TopScreen[_Result]):
    """A screen of parts: a key, a click on the footer or the palette names a command, and a part does it."""

    @dataclass
    class Answered(Message):
        """A thread has answered a question."""

        asker: Asker[Any, Any]
        answer: Answer[Any, Any]

    def __init__(self, room: "ReadingRoom", keymap: Keymap) -> None:
        super().__init__()
        self.room = room
        self.keymap = keymap
        self.question: KeyQuestion | None = None
        # The keys pressed so far of a sequence.
        self._begun = ""
        self.status = StatusLine(id="status")
        self.key_footer = KeyFooter(id="footer")
        self.parts: tuple[Part, ...] = ()
        self.commands: Commands = {}
        self.heard: Heard = {}
        self._questions = Questions(self, lambda asker, answer: self.post(self.Answered(asker, answer)))

    def take_parts(self, *parts: Part, commands: Commands = MappingProxyType({})) -> None:
        """Add *parts* to the screen; *commands* are those that the screen itself handles.

        Raises: ValueError if two parts handle the same command or message.
        """
        own = self.commands if self.parts else {**ProgramPart(self).commands, **commands}
        self.parts += parts
        self.commands = _united([own, *(part.commands for part in parts)])
        self.heard = _united([self.heard, *(part.heard for part in parts)])

    # What a screen tells

    @property
    def key_places(self) -> tuple[Where, ...]:
        """The places in which a key is looked up; the first one that has it decides."""
        return ()

    def footer_keys(self) -> Iterable[tuple[str, str, str]]:
        """Return what the footer shows: command id, key and label."""
        return ()

    def show_place(self) -> None:
        """Show the present place in the status line."""

    @property
    def is_asking_key(self) -> bool:
        """Whether a key is waited for."""
        return self.question is not None

    @property
    def is_writing(self) -> bool:
        """Whether a note's editor has the keys."""
        return self.focused is not None and self.focused.id == "note-area"

    @property
    def _is_typing(self) -> bool:
        return isinstance(self.focused, LineBox) or self.is_writing

    # Keys and commands

    def on_key(self, event: events.Key) -> None:
        """Run the command of a key; a box and an editor keep their keys."""
        if self._is_typing:
            return
        event.stop()
        event.prevent_default()
        if self._take_key(event):
            return
        begun, self._begun = self._begun, ""
        if begun and event.key == _GIVE_UP:
            self.say("Canceled.")
            self.show_keys()
            return
        key, character, places = event.key, event.character, self.key_places
        command = self.keymap.pressed(key, character, *places, begun=begun)
        if command is not None and self.offers(command):
            self.run_command(command)
        elif longer := self.keymap.begins(key, character, *places, begun=begun):
            self._wait_for_more(longer)
        else:
            self.say(self.keymap.told_nothing(key, character, begun))
        if begun:
            self.show_keys()

    def _wait_for_more(self, begun: str) -> None:
        """Show which keys may follow those pressed."""
        self._begun = begun
        keys = ", ".join(f"{key_name(key)} {command.label}" for key, command in self._continuations())
        self.say(f"{key_name(begun)} …  {keys}  ·  {key_name(_GIVE_UP)} cancel")
        self.show_keys()

    def _continuations(self) -> Iterator[tuple[str, Command]]:
        found = {
            keys: command
            for where in self.key_places
            for keys, command in self.keymap.continuations(self._begun, where)
        }
        yield from ((keys, command) for keys, command in found.items() if self.offers(command))

    def offers(self, command: Command) -> bool:
        """Tell whether a command applies now."""
        is_known = command.id in self.commands or command.id in self.keymap.macros
        return is_known and any(where in command.where for where in self.key_places)

    def run_command(self, command: Command) -> None:
        """Run *command*, or the commands of a macro one after the other."""
        self.question = None
        if command.id in self.keymap.macros:
            self._run_macro(command.id, self.keymap.macros[command.id])
            return
        sayings = self.status.sayings
        if command.group != "Move":
            self.status.end_answer()
        handler = self.commands[command.id]
        if command.then:
            prompt = f"{self.keymap.label(command)} …"
            self.ask_key(KeyQuestion(prompt, command.then, handler, self.keymap.keys(command)))
        else:
            handler()
            if command.group != "Move" and self.status.sayings == sayings and not self.status.is_warning:
                # An older message is about something else; a warning stays until the next message.
                self.say("")
        # The place is known once everything has its new size.
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """Show the present place, and no announcement of an answer that is no longer awaited."""
        self.show_place()
        self._questions.settle()

    def _run_macro(self, name: str, steps: Sequence[Command]) -> None:
        """Run the next of the *steps* of a macro, and the others once it is on screen."""
        if not steps or not self.is_attached:
            return
        is_free = self.is_active and not self._is_typing
        if is_free and self.offers(steps[0]):
            self.run_command(steps[0])
            self.call_after_refresh(self._run_macro, name, steps[1:])
        else:
            self.say(f"The macro “{name}” stopped: “{steps[0].label}” does nothing here now.", is_warning=True)

    def on_key_footer_clicked(self, event: KeyFooter.Clicked) -> None:
        """Run the command that was clicked in the footer."""
        event.stop()
        if event.command_id.startswith("? "):
            self._answer(event.command_id[2:])
        elif event.command_id:
            self._begun = ""
            self.run_command(COMMAND_BY_ID[event.command_id])

    def on_descendant_focus(self) -> None:
        """Show the keys of the pane that has them."""
        self.show_keys()
        self.show_place()

    def show_keys(self) -> None:
        """Show in the footer the keys that apply now."""
        if self._begun:
            more = [(each.id, key_name(keys), each.label) for keys, each in self._continuations()]
            self.key_footer.show([*more, (f"? {_GIVE_UP}", key_name(_GIVE_UP), "cancel")])
        else:
            self.key_footer.show(self._choice_keys() if self.question is not None else self.footer_keys())

    @on(Fact)
    def route(self, event: Fact) -> None:
        """Take a fact from a pane."""
        self.hear(event)

    def hear(self, event: Fact) -> None:
        """Pass a fact from a pane to the part that handles it."""
        event.stop()
        self.heard[type(event)](event)

    # Notes

    def change_notes(
        self, work: "Callable[[], SaveOutcome]", then: "Callable[[SaveOutcome], object]", *, holds_keys: bool = False
    ) -> None:
        """Do *work* in a thread, and then show its outcome; see `Host`."""
        app = cast("ReaderApp", self.app)
        release = app.inputs.hold() if holds_keys else lambda: None

        def show(outcome: "SaveOutcome") -> None:
            release()
            if outcome.deed is not None:
                self.did(outcome.deed)
            if self.is_open:
                if self.said == _SAVING:
                    self.say("")
                then(outcome)
            elif outcome.is_warning and app.reading.is_open:
                app.reading.say(outcome.told, is_warning=True)

        app.saves.do(work, show)
        if app.saves.is_busy:
            self.set_timer(ANNOUNCE_AFTER, self._tell_saving)

    def _tell_saving(self) -> None:
        if cast("ReaderApp", self.app).saves.is_busy:
            self.say(_SAVING)

    # Undoing

    def did(self, deed: "Deed") -> None:
        """Remember a deed, so that it can be undone on any screen."""
        cast("ReaderApp", self.app).deeds.add(deed)

    def when_free(self, action: Callable[[], None]) -> None:
        """Call *action* once no part is busy with work that must come first."""
        if not any(part.take_later(action) for part in self.parts):
            action()

    def undone(self, deed: "Deed") -> None:
        """Show what is different after a deed was undone."""
        for part in self.parts:
            part.undone(deed)

    # The key after a key

    def ask_key(self, question: KeyQuestion) -> None:
        """Ask a question that one key answers."""
        self.question = question
        choices = question.told or "  ".join(f"{key_name(each.key)} {each.word}" for each in question.choices)
        self.say(f"{question.prompt}  {choices}  ·  {key_name(_GIVE_UP)} {question.otherwise}")
        self.show_keys()

    def _take_key(self, event: events.Key) -> bool:
        """Take a key as the answer to a question; return whether one was asked."""
        if self.question is None:
            return False
        self._answer(*filter(None, (event.key, event.character)))
        return True

    def _answer(self, *keys: str) -> None:
        question, self.question, self._begun = self.question, None, ""
        if question is None:
            self.show_keys()
            return
        word = next((each.word for each in question.choices if each.key in keys), "")
        if not word and {*keys} & {*question.again}:
            word = question.choices[-1].word
        self.say("" if word else "Canceled. Nothing was changed.")
        if word:
            question.chosen(word)
        else:
            question.given_up()
        self.show_keys()

    def _choice_keys(self) -> Iterator[tuple[str, str, str]]:
        question = self.question
        if question is None:
            return
        for each in () if question.told else question.choices:
            yield f"? {each.key}", key_name(each.key), each.word
        yield f"? {_GIVE_UP}", key_name(_GIVE_UP), question.otherwise

    # Questions to threads

    def post(self, message: Message) -> None:
        """Post a message, from any thread, unless the screen is gone."""
        if self.is_attached:
            self.post_message(message)

    def asker(
        self,
        name: str,
        respond: Callable[[_Question, IsLate], Iterator[_Value]],
        show: Callable[[_Question, _Value], object],
        failed: Callable[[_Question, ReaderError], object] | None = None,
    ) -> Asker[_Question, _Value]:
        """Return what answers questions in a thread; see `Host.asker`."""
        return self._questions.asker(name, respond, show, failed)

    def on_commanded_screen_answered(self, event: Answered) -> None:
        """Show an answer, unless a newer question was asked."""
        event.stop()
        self._questions.receive(event.asker, event.answer)

    def ask(self, asker: Asker[_Question, Any], question: _Question, announcement: str) -> None:
        """Ask a question that may take long: then show *announcement*, and let the key of `back` cancel it."""
        self._questions.ask(asker, question, announcement)

    def ask_at_once(self, asker: Asker[_Question, Any], question: _Question, announcement: str) -> None:
        """Ask a question that is usually answered at once: wait briefly, to draw only once; then as `ask`."""
        self._questions.ask_at_once(asker, question, announcement)

    def give_up_question(self) -> bool:
        """Cancel the announced question if it has no answer yet; return whether there was one."""
        return self._questions.give_up()

    def keep(self) -> None:
        """Keep what is being written: the app is about to end."""
        for part in self.parts:
            part.keep()

    def stop_parts(self, *, wait: bool = True) -> None:
        """End the parts and their threads; with *wait*, what they use may be closed next."""
        for part in self.parts:
            part.stop()
        self._questions.stop(wait=wait)

    # The program

    def say(self, text: str, *, is_warning: bool = False) -> None:
        """Show a message in the status line."""
        self.status.say(text, is_warning=is_warning)

    def report(self, text: str, *, is_warning: bool = False, is_passing: bool = False) -> None:
        """Show an unasked message in the status line, once the answer there has been read."""
        self.status.report(text, is_warning=is_warning, is_passing=is_passing)

    @property
    def said(self) -> str:
        """The message in the status line."""
        return self.status.said

    def offer_to_terminal(self, text: str) -> None:
        """Send a text to the terminal's clipboard; there is no confirmation."""
        self.app.copy_to_clipboard(text)

    def edit_outside(self, path: "Path") -> "Outcome":
        """Suspend the app and return the text that the user's own editor leaves in a file. Raises: EditorError."""
        from reader.tui.external_editor import edited

        return edited(self.app, self.room.settings.editor_command, path)

    def open_dialog(self, dialog: Screen[_Other], closed: Callable[[_Other | None], None]) -> None:
        """Open a dialog over the screen; *closed* receives its result."""
        self.app.push_screen(dialog, closed)

    def take_settings(self, before: "Settings") -> None:
        """Apply what changed since the settings *before*."""
        for part in self.parts:
            part.take_settings(before)
        self.show_keys()


_Key = TypeVar("_Key")


def _united(tables: Iterable[Mapping[_Key, Callable[..., object]]]) -> dict[_Key, Callable[..., object]]:
    united: dict[_Key, Callable[..., object]] = {}
    for table in tables:
        if shared := united.keys() & table.keys():
            raise ValueError(f"two parts have {shared}")
        united.update(table)
    return united
