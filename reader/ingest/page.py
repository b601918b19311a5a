"""A page as its cleaner sees it: the lines, and what is known of them before they are scored."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from reader.ingest.chronology import find_days
from reader.ingest.comments import find_comments
from reader.ingest.dumps import find_dumps
from reader.ingest.features import features
from reader.ingest.headline import Headline, find_headline, is_record_line
from reader.ingest.lines import PageLine, fingerprint, read_lines
from reader.ingest.vocabulary import Evidence, Vocabulary, is_asking, vocabulary
from reader.ingest.weights import WEIGHTS
from reader.library.folder import HouseRules
from reader.text.computed_once import ComputedOnce
from reader.text.languages import language_of

# A page that repeats more than this share of its text elsewhere is a reprint, not furniture.
_ASKED: Evidence = {"appeal": 3}
_REPRINT = 0.5
_HOST = re.compile(r"(?:https?://|www\.|@)([\w.-]{4,120})")
_SEEN = 200_000
_WORDS_OF_TURN = 20
_LONG = 60
_PAGE = re.compile(
    r"(?:page|seite|página|стр\.?|страница|sayfa|صفحة)\s?\d{1,4}(?:\s?(?:of|/|von|sur|de|из)\s?\d{1,4})?\Z",
    re.IGNORECASE,
)
# The way to the other pages of an article.
_TURN = re.compile(
    r"(?:(?:pages?|seiten?|páginas?|pagine?|страниц[аы]|strony|sayfalar|صفحات)\s?:\s?)?\d{1,3}(?:[\s|·•,-]{1,3}\d{1,3})+"
    r"(?:[\s|·•]{1,3}(?:next|weiter|suivante?|siguiente|seguinte|próxima|avanti|volgende|далее|ileri|التالي))?[\s>»›→]{0,4}\Z"
    r"|(?:continued?(?: reading)?|weiter(?:lesen)?|suite|lire la suite|sigue|continúa|continua|продолжение|vervolg)"
    r" (?:to|on|auf|en|à la|na|a|em|на|op) (?:page|seite|página|pagina|стр\.?|странице) \d{1,3}\W{0,3}\Z",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-–—\[( ]{0,3}\d{1,4}[-–—\]) ]{0,3}\Z")
# Beyond so many lines nothing is looked at any more: what follows goes with the last line that was.
MOST_LINES = 20_000


@dataclass(frozen=True)
class Page:
    """The lines of a page that are not blank, by index, and the regions found in them."""

    lines: Sequence[PageLine]
    vocabulary: Vocabulary
    house: HouseRules
    known: Container[str] = ()

    @property
    def is_cut(self) -> bool:
        """Whether there may be more lines than were looked at."""
        return len(self.lines) >= MOST_LINES

    @ComputedOnce
    def line_scores(self) -> Sequence[float]:
        """What the features of each line speak for it as part of the article."""
        weight = WEIGHTS.get
        return [WEIGHTS["always"] + sum([weight(name, 0.0) for name in names]) for names in features(self)]

    @ComputedOnce
    def evidence(self) -> Sequence[Evidence]:
        """What the words of each line tell of its kind."""
        return [
            _ASKED if is_asking(line) and self.copies[line.key] > 1 else self.vocabulary.evidence(line)
            for line in self.lines
        ]

    @ComputedOnce
    def headline(self) -> Headline | None:
        """The headline."""
        return find_headline(self.lines, self.vocabulary)

    @ComputedOnce
    def dumps(self) -> frozenset[int]:
        """The lines that are dump."""
        return find_dumps(self.lines)

    @ComputedOnce
    def comments(self) -> range:
        """The lines of the comment thread."""
        found = find_comments(self.lines, self.vocabulary, self.headline.anchor if self.headline else -1)
        return range(found[0], found[1] + 1) if found else range(0)

    @ComputedOnce
    def is_record(self) -> Sequence[bool]:
        """For each line, whether it gives author, date or topics."""
        days = find_days(self.lines)
        return [line.word_count <= 60 and at not in days and is_record_line(line) for at, line in enumerate(self.lines)]

    @ComputedOnce
    def is_strong(self) -> Sequence[bool]:
        """For each line, whether its words alone make it furniture."""
        return [
            is_record or _is_told(line, max(evidence.values(), default=0))
            for line, evidence, is_record in zip(self.lines, self.evidence, self.is_record, strict=True)
        ]

    @ComputedOnce
    def never(self) -> frozenset[int]:
        """The lines that are surely not the article's: those already known, and the record above the text."""
        return frozenset((*self.dumps, *self.comments, *self.headline_lines, *self._page_numbers(), *self._record()))

    def _record(self) -> Iterator[int]:
        """Yield the lines of the record between the headline and the text."""
        if self.headline is None:
            return
        for at in range(self.headline.anchor + 1, len(self.lines)):
            if self.is_record[at]:
                yield at
            elif self.lines[at].is_prose and not self.is_strong[at]:
                return

    def _page_numbers(self) -> Iterator[int]:
        """Yield the lines that number pages, said to or alone in the middle of a sentence, or lead to the others."""
        for at, (above, line) in enumerate(pairwise(self.lines), 1):
            is_torn = above.is_prose and not above.is_finished
            is_number = line.word_count <= 4 and (_PAGE.match(line.seen) or (is_torn and _NUMBER.match(line.seen)))
            if is_number or (line.word_count <= _WORDS_OF_TURN and _TURN.match(line.seen)):
                yield at

    @ComputedOnce
    def copies(self) -> Counter[str]:
        """How often each line stands on the page, by its words."""
        return Counter(line.key for line in self.lines if line.word_count <= 60)

    @ComputedOnce
    def headline_lines(self) -> frozenset[int]:
        """The lines of the headline and its copies."""
        headline = self.headline
        return frozenset((headline.position, *headline.repeats)) if headline else frozenset()

    @ComputedOnce
    def small_words(self) -> frozenset[str]:
        """The words of more than two letters that the page writes with a small letter."""
        words = {*chain.from_iterable(line.words for line in self.lines)}
        return frozenset(word for word in words if word.islower() and len(word) > 2)

    @ComputedOnce
    def hosts(self) -> str:
        """The hosts of all addresses on the page, squeezed, as one text to look names up in."""
        hosts = {host.casefold() for line in self.lines for host in _HOST.findall(line.raw[:4_000])}
        return " ".join(re.sub(r"[^\w ]", "", host) for host in sorted(hosts))

    @ComputedOnce
    def is_repeated(self) -> Sequence[bool]:
        """For each line, whether other pages have it too; none is, in a reprint."""
        found = [fingerprint(line.raw) in self.known if self.known else False for line in self.lines]
        prose = [line.word_count for line in self.lines if line.is_prose]
        shared = sum(
            line.word_count for line, is_found in zip(self.lines, found, strict=True) if is_found and line.is_prose
        )
        return [False] * len(found) if shared > _REPRINT * sum(prose) else found


def read_page(text: str, house: HouseRules, known: Container[str]) -> Page:
    """Return the page that *text* (cleaned) is."""
    prose = " ".join(line for line in text[:_SEEN].split("\n") if len(line) > _LONG)
    lines = read_lines(text, language=language_of(prose), most=MOST_LINES)
    return Page(lines, vocabulary(house.appeals), house, known)


def _is_told(line: PageLine, weight: int) -> bool:
    """Whether the words of a line weigh enough for its length: an article may mention a donation or a copyright."""
    return weight >= 3 if line.word_count < 25 else weight >= 8 and weight * 10 >= line.word_count
