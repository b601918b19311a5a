"""The part of the reading room that keeps annotations and gives them out."""

from typing import TYPE_CHECKING

from reader.base_room import BaseRoom
from reader.refresh import count_notes

if TYPE_CHECKING:
    from reader.notes.anchoring import Anchoring
    from reader.notes.model import Annotation


class NotesRoom(BaseRoom):
    """Finds annotations in their texts, and exports them."""

    def anchored(self, article_id: str) -> list[tuple["Annotation", "Anchoring"]]:
        """Return an article's annotations with where each is in its text, in the order of the text.

        Notes on the article as a whole come first. A note whose article is gone has no text to be in.
        """
        from reader.notes.anchoring import AnchoringText

        self.notes.refresh(article_id)
        notes = self.notes.of(article_id)
        places = AnchoringText(self.text_of(article_id) or "").anchor_all(notes)
        pairs = [(each, places[each.id]) for each in notes]
        return sorted(pairs, key=lambda pair: (pair[0].quote is not None, pair[1].start, pair[1].end, pair[0].created))

    def notebook(self) -> list[tuple["Annotation", "Anchoring", str]]:
        """Return all annotations of the library with their place and their article's title, article by article."""
        listed = []
        for article_id in dict.fromkeys(each.article for each in self.notes.all()):
            entry = self.catalog.entry(article_id)
            title = entry.title if entry else f"{article_id} (this article is gone)"
            listed += [(annotation, place, title) for annotation, place in self.anchored(article_id)]
        return listed

    def export_notes(self, form: str, article_id: str | None = None) -> str:
        """Return all annotations, or those of an article, in a format of `notes.exports.formats.FORMATS`."""
        from reader.notes.exports.formats import FORMATS
        from reader.notes.exports.quotation import quotations

        ids = [article_id] if article_id else list(dict.fromkeys(each.article for each in self.notes.all()))
        entries = {each: self.catalog.entry(each) for each in ids}
        found = [
            quotation
            for key, entry in entries.items()
            for quotation in quotations(self.notes.of(key), entry.record if entry else None, self.text_of(key))
        ]
        return FORMATS[form].write(found)

    def cite_noted(self, style: str) -> str:
        """Return the articles that have annotations, as a bibliography in a style of `notes.exports.cite.STYLES`."""
        from reader.notes.exports.cite import STYLES

        noted = {each.article: self.catalog.entry(each.article) for each in self.notes.all()}
        return STYLES[style]({key: entry.record for key, entry in noted.items() if entry})

    def note_counts(self) -> dict[str, int]:
        """Map the id of every article that has annotations to how many it has."""
        return count_notes(self.notes_folder)
