"""Which lines recur from page to page: what a site prints under every article is not the article."""

from collections import Counter

from reader.ingest.lines import fingerprint

LEAST_PAGES = 3
_LEAST_CHARACTERS = 25


class Repetition:
    """Counts on how many pages each line stands."""

    def __init__(self) -> None:
        self._pages: Counter[str] = Counter()

    def add(self, text: str) -> None:
        """Count the lines of one page, each once."""
        lines = {line for line in text.splitlines() if len(line) >= _LEAST_CHARACTERS}
        self._pages.update({fingerprint(line) for line in lines})

    def recurring(self, least: int = LEAST_PAGES) -> frozenset[str]:
        """Return the fingerprints of the lines that stand on at least that many pages."""
        return frozenset(print_ for print_, count in self._pages.items() if count >= least and print_)
