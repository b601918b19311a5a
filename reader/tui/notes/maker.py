"""Make, color, delete and restore highlights and notes."""

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from reader.library.dates import now
from reader.tui.notes.keeper import NoteKeeper
from reader.tui.notes.places import NotePlaces
from reader.tui.notes.target import NoteHost, NoteTarget
from reader.tui.part import Part

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.notes.model import Annotation
    from reader.tui.deeds import Deed

_HIGHLIGHTED = {
    "added": "Highlighted. {color} changes the color, {edit-note} adds a note, {delete-note} deletes.",
    "same": "This is already highlighted. {color} changes the color, {edit-note} adds a note, {delete-note} deletes.",
    "recolored": "This was already highlighted. It is now %s.",
}
_SELECTING = (
    "Selecting: moving the caret extends it, {inner} then %s selects inside, {highlight} highlights, "
    "{note} writes a note, {back} ends."
)


class NoteEditing(Protocol):
    """What opens the editor of a note."""

    def write(self, annotation: "Annotation") -> None:
        """Open the editor on a note."""


class NoteMaker(Part):
    """Makes notes on the selection, or on the sentence under the caret, and changes the one under the caret."""

    def __init__(
        self, host: NoteHost, target: NoteTarget, places: NotePlaces, keeper: NoteKeeper, editing: NoteEditing
    ) -> None:
        self._host = host
        self._target = target
        self._places = places
        self._keeper = keeper
        self._editing = editing
        self.commands = {
            "select": self.toggle_selection,
            "inner": self._target.select_unit,
            "highlight": self.highlight,
            "note": self.write,
            "article-note": self.write_on_article,
            "color": self.change_color,
            "delete-note": self.delete,
        }

    # Selecting

    def toggle_selection(self) -> None:
        """Begin or end a selection."""
        self._target.toggle_selection()
        if self._target.caret.anchor is None:
            self._host.say("Selection ended.")
        else:
            self.tell_selecting()

    def tell_selecting(self) -> None:
        """Say what can be done with the selection."""
        units = " ".join(each.key for each in self._host.keymap.choices("inner"))
        self._host.say(self._host.keymap.fill(_SELECTING % units))

    # Making

    def highlight(self, color: str = "") -> None:
        """Highlight the selection or the sentence; if it is highlighted already, change its *color*."""
        passage = self._passage()
        if passage is None:
            return
        article, start, end = passage

        def save() -> tuple["Annotation", str]:
            found, result = self._host.room.notebook.highlight(article, start, end, color)
            sentence = _HIGHLIGHTED[result]
            return found, sentence % color if result == "recolored" else self._host.keymap.fill(sentence)

        def then(is_saved: bool) -> None:
            # On a slow disk the user may have begun another selection meanwhile.
            if is_saved and self._target.article is article and self._target.caret.marked() == (start, end):
                self._target.end_selection()

        self._keeper.keep(save, article.id, "the highlight", then)

    def write(self) -> None:
        """Write a note on the selection or the sentence, or on a highlight there that has no note."""
        from reader.notes.anchoring import AnchoringText
        from reader.notes.model import new_annotation
        from reader.notes.placement import on_same_passage
        from reader.notes.selectors import selectors_for, text_sha256

        passage = self._passage()
        if passage is None:
            return
        article, start, end = passage

        def begun() -> "Annotation":
            # In its turn: the highlight may still be on its way to the disk.
            bare = [each for each in self._host.room.notes.of(article.id) if not each.body]
            highlight = on_same_passage(AnchoringText(article.text), bare, start, end)
            if highlight is not None:
                return self._keeper.newest(highlight)
            selectors = selectors_for(article.text, start, end)
            new = new_annotation(article.id, selectors, text_sha256=text_sha256(article.text))
            return replace(new, motivation="commenting")

        self._keeper.read(begun, self._editing.write)

    def write_on_article(self) -> None:
        """Write a note on the whole article."""
        from reader.notes.model import new_annotation

        if self._target.article is not None:
            self._editing.write(new_annotation(self._target.article.id))

    def _passage(self) -> "tuple[Article, int, int] | None":
        """Return the passage to mark; if there is none, say so and return None."""
        article, span = self._target.article, self._target.caret.marked()
        if article is None or span is None:
            self._host.say("There is no text to mark here.")
            return None
        return article, *span

    # Changing

    def change_color(self, word: str) -> None:
        """Change the note to a color or to the next one, or highlight the selection in it."""
        from reader.notes.colors import COLORS, USUAL_COLOR

        if self._target.has_keys and self._target.caret.anchor is not None:
            self.highlight(USUAL_COLOR if word == "next" else word)
            return
        note = self._places.chosen()
        if note is None:
            return
        if note.annotation.quote is None:
            self._host.say("A note on the whole article has no color.")
            return
        annotation, notes = note.annotation, self._host.room.notes

        def save() -> tuple["Annotation", str]:
            found = self._keeper.newest(annotation)
            at = COLORS.index(found.color) if found.color in COLORS else -1
            color = COLORS[(at + 1) % len(COLORS)] if word == "next" else word
            return notes.save(replace(found, color=color, modified=now())), f"The note is now {color}."

        self._keeper.keep(save, annotation, "the color")

    def delete(self) -> None:
        """Move a note to the trash."""
        note = self._places.chosen()
        if note is not None:
            self._keeper.delete(note.annotation)

    def undone(self, deed: "Deed") -> None:
        """Show the notes after a deed was undone, with the text of a restored note."""
        said = self._host.said
        if not deed.annotation_id:
            self._keeper.changed()
            self._host.say(said)
            return

        def show() -> None:
            self._keeper.changed(deed.annotation_id)
            self._host.say(said)

        self._target.bring(deed.article_id, show)
