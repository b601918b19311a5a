"""The user's judgments of cross-references: confirm, dismiss, take back; they are saved with the notes.

Each one searches all notes of the library, so it is done in a thread.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from reader.library.atomic_file import UnconfirmedError
from reader.library.errors import ReaderError
from reader.room.references import Reference
from reader.text.plurals import count
from reader.tui.deeds import Deed
from reader.tui.panes.crossrefs import CrossrefsPane
from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost
from reader.view.cells import fitted
from reader.view.reference_rows import CopyRow

if TYPE_CHECKING:
    from reader.notes.judged_links import JudgedLink
    from reader.room import ReadingRoom
    from reader.tui.dialogs.relation_dialog import Judgment

_UNRELATED = "unrelated"
_TAKE_BACK = "Press {undo} to take it back."
_GONE = "The article is gone. Press {undo-judgment} to take back your judgment."
_CONFIRMED = f"Confirmed, and saved with your notes. {_TAKE_BACK}"
_DISMISSED = f"Dismissed: it will not be offered again. {_TAKE_BACK} {{filter-references}} lists what you dismissed."


class JudgmentChange(NamedTuple):
    """One judgment: the two articles, the new judgment and the earlier one."""

    article_id: str
    other_id: str
    before: "JudgedLink | None"


Changes = tuple[JudgmentChange, ...]
Links = Mapping[str, "JudgedLink"]


class JudgmentWork(NamedTuple):
    """A request to the thread: do *work* on the judgments of an article."""

    article_id: str
    work: Callable[["ReadingRoom", Links], "JudgmentOutcome"]


class JudgmentOutcome(NamedTuple):
    """The answer: the judgments *made*, all *links* of the article now, and what to do then on the screen."""

    made: Changes
    then: Callable[[], object]
    links: Links = MappingProxyType({})


class JudgmentPart(Part):
    """Keeps the user's judgments of cross-references; *show_judged* shows them."""

    def __init__(
        self, host: ReadingHost, pane: CrossrefsPane, show_judged: Callable[[str, Sequence[Reference]], None]
    ) -> None:
        self._host = host
        self._pane = pane
        self._show_judged = show_judged
        self._is_working = False
        # Keys pressed while a judgment is saved apply to what is selected after it.
        self._waiting: deque[Callable[[], None]] = deque()
        self._asker = host.asker("judgments", self._work, self._show, self._show_error)
        self.commands = {
            "confirm": lambda: self.when_free(self._confirm),
            "dismiss": lambda: self.when_free(self._dismiss),
            "undo-judgment": lambda: self.when_free(self._take_back),
        }

    # Confirming

    def _confirm(self) -> None:
        """Ask how the other article bears on this one, and save the answer."""
        reference, article = self._chosen(), self._host.article
        if reference is None or article is None:
            return
        if reference.entry is None:
            self._say(_GONE)
            return
        article_id, other_id = article.id, self._pane.selected_id

        def look(_: "ReadingRoom", links: Links) -> JudgmentOutcome:
            return JudgmentOutcome((), lambda: self._ask_relation(article_id, other_id, links.get(other_id)))

        self._begin(article_id, look)

    def _ask_relation(self, article_id: str, other_id: str, known: "JudgedLink | None") -> None:
        from reader.tui.dialogs.relation_dialog import RelationDialog

        entry = self._host.room.catalog.entry(other_id)
        title = entry.title if entry else other_id
        dialog = RelationDialog(title, known.relation if known else "", known.note if known else "")

        def keep(judgment: "Judgment | None") -> None:
            if judgment is not None:
                told = _DISMISSED if judgment.relation == _UNRELATED else _CONFIRMED
                self.when_free(lambda: self._judge(article_id, (other_id,), judgment.relation, judgment.note, told))

        self._host.open_dialog(dialog, keep)

    # Dismissing

    def _dismiss(self) -> None:
        """Dismiss a cross-reference, and the copies folded into it."""
        reference, article = self._chosen(), self._host.article
        if reference is None or article is None:
            return
        is_alone = isinstance(self._pane.selected_row, CopyRow) or self._pane.is_open(reference.crossref.id)
        copies = () if is_alone else reference.crossref.copies
        others = (self._pane.selected_id, *copies)
        if any(self._host.room.catalog.entry(each) is None for each in others):
            self._say(_GONE)
            return
        counted = f"Dismissed with its {count(len(copies), 'copy', 'copies')}. {_TAKE_BACK}"
        note = reference.judged.note if reference.judged else ""
        self._judge(article.id, others, _UNRELATED, note, counted if copies else _DISMISSED)

    def _judge(self, article_id: str, others: tuple[str, ...], relation: str, note: str, told: str) -> None:
        def judge(room: "ReadingRoom", links: Links) -> JudgmentOutcome:
            made: list[JudgmentChange] = []
            problem = ""
            try:
                for other in others:
                    room.references.judge(article_id, other, relation, note)
                    made.append(JudgmentChange(article_id, other, links.get(other)))
            except UnconfirmedError as error:
                problem = str(error)
            except (ReaderError, OSError) as error:
                problem = f"The judgment could not be saved: {error}"

            def then() -> None:
                if made:
                    self._remember(tuple(made), told_of(relation))
                self._host.say(problem or self._host.keymap.fill(told), is_warning=bool(problem))

            return JudgmentOutcome(tuple(made), then)

        self._begin(article_id, judge)

    # Taking back

    def _remember(self, made: Changes, told: str) -> None:
        """Remember judgments that were made together as one deed."""
        entry = self._host.room.catalog.entry(made[0].other_id)
        title = entry.title if entry else made[0].other_id
        told = f"{told} of “{fitted(title, 60)}”"
        self._host.did(Deed(told, partial(_restore, made), made[0].article_id, is_aside=True))

    def _take_back(self) -> None:
        """Take back the judgment of the selected cross-reference."""
        reference, article = self._chosen(), self._host.article
        if reference is None or article is None:
            return
        if reference.judged is None:
            self._say("You have not judged this cross-reference.")
            return
        judged, other_id = reference.judged, self._pane.selected_id

        def restore(room: "ReadingRoom", _: Links) -> JudgmentOutcome:
            change = JudgmentChange(article.id, other_id, judged)
            try:
                room.references.take_back(article.id, other_id)
            except (ReaderError, OSError) as error:
                problem = f"The judgment could not be taken back: {error}"
                return JudgmentOutcome((), lambda: self._host.say(problem, is_warning=True))

            def then() -> None:
                self._remember((change,), "taking back the judgment")
                self._host.say("Taken back: the article is offered again.")

            return JudgmentOutcome((change,), then)

        self._begin(article.id, restore)

    def undone(self, deed: Deed) -> None:
        """Show the judgments of the open article after a deed was undone: it may have been one of them."""
        article, said = self._host.article, self._host.said
        if article is None or article.id != deed.article_id:
            return
        article_id = article.id
        change = JudgmentChange(article_id, "", None)
        self.when_free(
            lambda: self._begin(article_id, lambda _, __: JudgmentOutcome((change,), lambda: self._host.say(said)))
        )

    # In the thread, one after another

    def take_later(self, action: Callable[[], None]) -> bool:
        """Take an action to do once no judgment is being saved."""
        if self._is_working:
            self._waiting.append(action)
        return self._is_working

    def when_free(self, action: Callable[[], None]) -> None:
        """Call *action* once no judgment is being saved."""
        if not self.take_later(action):
            action()

    def _begin(self, article_id: str, work: Callable[["ReadingRoom", Links], JudgmentOutcome]) -> None:
        self._is_working = True
        self._asker.ask(JudgmentWork(article_id, work))

    def _work(self, question: JudgmentWork, _: IsLate) -> Iterator[JudgmentOutcome]:
        # A job that was begun is finished: half of the copies dismissed would be of no use.
        room = self._host.room
        outcome = question.work(room, room.references.judged(question.article_id))
        yield outcome._replace(links=room.references.judged(question.article_id) if outcome.made else {})

    def _show(self, question: JudgmentWork, outcome: JudgmentOutcome) -> None:
        self._is_working = False
        if outcome.made:
            self._host.notes_changed()
            article = self._host.article
            if article is not None and article.id == question.article_id:
                links = outcome.links
                shown = [replace(each, judged=links.get(each.crossref.id)) for each in self._pane.references]
                self._show_judged(article.id, shown)
        outcome.then()
        self._go_on()

    def _show_error(self, _: JudgmentWork, error: ReaderError) -> None:
        self._is_working = False
        self._host.say(str(error), is_warning=True)
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and not self._is_working:
            self._waiting.popleft()()

    def _chosen(self) -> Reference | None:
        if self._pane.selected is None:
            self._host.say("No cross-reference is selected.")
        return self._pane.selected

    def _say(self, text: str) -> None:
        self._host.say(self._host.keymap.fill(text))


def told_of(relation: str) -> str:
    """Return the name of a judgment as a deed."""
    return "the dismissal" if relation == _UNRELATED else "the judgment"


def _restore(changes: Changes, room: "ReadingRoom") -> None:
    """Restore the earlier judgments. Raises: ReaderError, OSError."""
    for each in changes:
        if each.before is None:
            room.references.take_back(each.article_id, each.other_id)
        else:
            room.references.judge(each.article_id, each.other_id, each.before.relation, each.before.note)
