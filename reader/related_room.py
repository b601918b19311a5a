"""The part of the reading room that tells which articles bear on each other, and why."""

from typing import TYPE_CHECKING

from reader.notes_room import NotesRoom

if TYPE_CHECKING:
    from reader.related.evidence import CrossReference


class RelatedRoom(NotesRoom):
    """Finds cross-references and their evidence."""

    def related(self, article_id: str, limit: int = 50) -> tuple["CrossReference", ...]:
        """Return the articles that bear on this one, the most telling first. Raises: StoreSuspect."""
        return tuple(self.caches.related.related(article_id, limit))
