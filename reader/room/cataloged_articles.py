"""What a library holds, looked up in its catalog: adding a page takes no longer where there are many articles."""

from reader.library.catalog import Catalog
from reader.library.record import Record


class CatalogedArticles:
    """The articles of a *catalog* that is up to date, as `Holdings` looks them up."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def id_of_original(self, sha256: str) -> str | None:
        """Return the id of the article whose original has that SHA-256."""
        return self._catalog.identities.id_of_original(sha256)

    def id_of_version(self, key: int) -> str | None:
        """Return the id of an article that has one of `version_keys`."""
        return self._catalog.identities.id_of_version(key)

    def id_of_text(self, text_key: str) -> str | None:
        """Return the id of the article whose text has that key."""
        return next((each.id for each in self._catalog.identities.successors([text_key])), None)

    def record_of(self, article_id: str) -> Record | None:
        """Return what an article says of itself, whatever was corrected; None if there is none of that id."""
        found = self._catalog.entries_of([article_id]).get(article_id)
        return found.page_record if found else None
