"""Judging cross-references: confirmed, dismissed, taken back; what is judged is kept among the notes."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.library.errors import ReaderError
from reader.tui.reading.referring import Referring
from reader.view.phrases import count
from reader.view.reference_rows import DISMISSED, JUDGED, CopyRow

if TYPE_CHECKING:
    from reader.notes.judged_links import JudgedLink
    from reader.tui.dialogs.relation_dialog import Judgment
    from reader.tui.panes.crossrefs import Reference

_UNRELATED = "unrelated"
_TAKE_BACK = "Press {undo-judgment} to take it back."
_GONE = "The article is gone. Press {undo-judgment} to take back your judgment."
_CONFIRMED = f"Confirmed, and kept among your notes. {_TAKE_BACK}"
_DISMISSED = f"Dismissed: it will not be offered again. {_TAKE_BACK} {{filter-references}} lists what you dismissed."


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgment that was made: between which articles, and what was said before."""

    article_id: str
    other_id: str
    before: "JudgedLink | None"


class Judging(Referring):
    """The part of the reading screen that keeps what a person says of cross-references."""

    _made: tuple[tuple[Judged, ...], ...] = ()

    def do_confirm(self) -> None:
        """Ask how the other article bears on this one, and keep it."""
        reference = self._chosen_reference()
        if reference is None or self.article is None:
            return
        if reference.entry is None:
            self.say(self.keymap.fill(_GONE))
            return
        from reader.tui.dialogs.relation_dialog import RelationDialog

        article_id, other_id = self.article.id, self.crossrefs.selected_id
        known = self.room.references.judged(article_id).get(other_id)
        title = self.room.catalog.entry(other_id)
        dialog = RelationDialog(
            title.title if title else other_id, known.relation if known else "", known.note if known else ""
        )

        def keep(judgment: "Judgment | None") -> None:
            if judgment is not None and self._judge(article_id, (other_id,), judgment.relation, judgment.note):
                is_dismissed = judgment.relation == _UNRELATED
                self.say(self.keymap.fill(_DISMISSED if is_dismissed else _CONFIRMED))

        self.app.push_screen(dialog, keep)

    def do_dismiss(self) -> None:
        """Offer a cross-reference no more, nor the copies that are folded into it."""
        reference = self._chosen_reference()
        if reference is None or self.article is None:
            return
        is_alone = isinstance(self.crossrefs.selected_row, CopyRow) or self.crossrefs.is_open(reference.crossref.id)
        copies = () if is_alone else reference.crossref.copies
        others = (self.crossrefs.selected_id, *copies)
        gone = [each for each in others if self.room.catalog.entry(each) is None]
        if gone:
            self.say(self.keymap.fill(_GONE))
        elif self._judge(self.article.id, others, _UNRELATED, reference.judged.note if reference.judged else ""):
            self.say(
                self.keymap.fill(
                    f"Dismissed with its {count(len(copies), 'copy', 'copies')}. {_TAKE_BACK}" if copies else _DISMISSED
                )
            )

    def _judge(self, article_id: str, others: tuple[str, ...], relation: str, note: str) -> bool:
        before = self.room.references.judged(article_id)
        made = []
        try:
            for other in others:
                self.room.references.judge(article_id, other, relation, note)
                made.append(Judged(article_id, other, before.get(other)))
        except (ReaderError, OSError) as error:
            self.say(f"It is not kept: {error}", is_warning=True)
        if made:
            self._made = (*self._made, tuple(made))
            self._judged_anew(article_id)
        return len(made) == len(others)

    def do_undo_judgment(self) -> None:
        """Take back what was said of the selected one where only judged ones are shown, else what was said last."""
        reference = self.crossrefs.selected
        is_chosen = reference is not None and reference.judged is not None
        if is_chosen and (self.crossrefs.shown in {JUDGED, DISMISSED} or not self._made):
            self._take_back_chosen()
        elif self._made:
            *rest, last = self._made
            self._made = tuple(rest)
            restored = [self._restore(each) for each in last]
            if all(restored):
                entry = self.room.catalog.entry(last[0].other_id)
                self.say(f"Taken back: {entry.title if entry else last[0].other_id}")
            self._judged_anew(last[0].article_id)
        else:
            self.say("Nothing was judged here that could be taken back.")

    def _take_back_chosen(self) -> None:
        if self.article is not None and self._restore(Judged(self.article.id, self.crossrefs.selected_id, None)):
            self._judged_anew(self.article.id)
            self.say("Taken back: it is offered as before.")

    def _restore(self, judged: Judged) -> bool:
        try:
            if judged.before is None:
                self.room.references.take_back(judged.article_id, judged.other_id)
            else:
                self.room.references.judge(
                    judged.article_id, judged.other_id, judged.before.relation, judged.before.note
                )
        except (ReaderError, OSError) as error:
            self.say(f"It is not taken back: {error}", is_warning=True)
            return False
        return True

    def _judged_anew(self, article_id: str) -> None:
        """Show at once what was judged, and let the rest of the program know."""
        self.note_counts.clear()
        self.note_counts.update(self.room.notebook.counts())
        self.show_notes()
        self.list_view.redraw()
        if self.article is not None and self.article.id == article_id:
            judged = self.room.references.judged(article_id)
            references: list[Reference] = [
                replace(each, judged=judged.get(each.crossref.id)) for each in self.crossrefs.references
            ]
            self.crossrefs.show(references, origin=self.room.catalog.entry(article_id))
            self._rested[article_id] = self.crossrefs.selected_id
            self.referrer.ask(article_id)
        self.library_changed()
