"""Annotations made, colored, deleted, brought back."""

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.library.dates import now
from reader.tui.panes.article_view import ArticleView
from reader.tui.reading.writing import Writing

if TYPE_CHECKING:
    from reader.notes.model import Annotation


class Annotating(Writing):
    """The part of the reading screen that makes annotations."""

    # Selecting

    def do_select(self) -> None:
        """Begin or end a selection."""
        self.article_view.toggle_selection()
        if not self.is_selecting:
            self.say("The selection is ended.")

    def do_inner(self, unit: str) -> None:
        """Select the word, sentence or paragraph under the caret."""
        self.article_view.select_unit(unit)

    def on_article_view_selection_toggled(self, event: ArticleView.SelectionToggled) -> None:
        """Tell what can be done with a selection, as long as there is one."""
        event.stop()
        self.show_keys()
        if event.is_selecting:
            key = self.keymap.key
            units = " ".join(each.key for each in self.keymap.choices("inner"))
            self.say(
                self.attach_hint
                or f"Selecting: moving the caret extends it, {key('inner')} then {units} selects inside, "
                f"{key('highlight')} highlights, {key('note')} notes, {key('back')} ends."
            )

    # Making

    def do_highlight(self) -> None:
        """Highlight the selection or the sentence."""
        self._highlight("")

    def _highlight(self, color: str) -> None:
        annotation = self._new(color)
        if annotation is not None and self.save_note(annotation):
            self.article_view.end_selection()
            key = self.keymap.key
            self.say(
                f"Highlighted. {key('color')} changes the color, {key('edit-note')} adds a note, "
                f"{key('delete-note')} deletes."
            )

    def do_note(self) -> None:
        """Write a note on the selection or the sentence."""
        annotation = self._new()
        if annotation is not None:
            self.write_note(replace(annotation, motivation="commenting"))

    def do_article_note(self) -> None:
        """Write a note on the whole article."""
        from reader.notes.model import new_annotation

        if self.article is not None:
            self.write_note(new_annotation(self.article.id))

    def _new(self, color: str = "") -> "Annotation | None":
        from reader.notes.model import COLORS, new_annotation
        from reader.notes.selectors import selectors_for, text_sha256

        span = self.article_view.caret.marked()
        if self.article is None or span is None:
            self.say("There is no text here to mark.")
            return None
        text = self.article.text
        selectors = selectors_for(text, *span)
        return new_annotation(self.article.id, selectors, color=color or COLORS[0], text_sha256=text_sha256(text))

    # Changing

    def do_color(self, word: str) -> None:
        """Give the annotation a color, or the next one; highlight a selection in it."""
        from reader.notes.model import COLORS

        if self.is_selecting:
            self._highlight(COLORS[0] if word == "next" else word)
            return
        note = self.chosen_note()
        if note is None:
            return
        if note.annotation.quote is None:
            self.say("A note on the whole article has no color.")
            return
        found = self.newest(note.annotation)
        if found is None:
            return
        at = COLORS.index(found.color) if found.color in COLORS else -1
        color = COLORS[(at + 1) % len(COLORS)] if word == "next" else word
        self.say(f"The annotation is {color} now.")
        self.save_note(replace(found, color=color, modified=now()))

    def do_delete_note(self) -> None:
        """Move an annotation to the trash."""
        note = self.chosen_note()
        found = self.newest(note.annotation) if note is not None else None
        if found is not None and self.deleted(found):
            self._changed()
            self.say(f"Deleted. {self.keymap.key('undo')} brings it back.")

    def do_undo(self) -> None:
        """Bring back the annotation deleted last."""
        annotation = self.brought_back()
        if annotation is None:
            return
        if self.article is None or self.article.id != annotation.article:
            self.open_article(annotation.article)
        self._changed(annotation.id)
        self.say("The note is back.")
