"""Articles written for these tests: a flood told by several outlets, and others that have nothing to do with it."""

from collections.abc import Iterable
from pathlib import Path

from reader.library.names import NamesAuthority
from reader.library.record import FirstPublished
from reader.related.articles import ArticleFacts
from reader.related.evidence import CrossReference, Evidence
from reader.related.store import RelatedStore

HARBOR = ArticleFacts(
    id="harbor",
    title="Flood empties the old harbor of Port Marrow",
    author="Lena Ostrik",
    site="Coast Herald",
    published="2019-03-04",
    url="https://coast-herald.example/port-marrow-flood",
    text=(
        "A total of 4,217 residents were taken out of Port Marrow on Monday after the river Sell broke its dike, "
        "General Anton Veres told reporters. The army counted 318 boats and over 900 soldiers in the town.\n\n"
        "“We had an hour, and we used every minute of it to bring the old people to the school on the hill,” said "
        "Veres, who leads the relief. He put the number of houses under water at 1,350.\n\n"
        "The bridge at Deir Azzur has been closed since February 28."
    ),
)
TRIBUNE = ArticleFacts(
    id="tribune",
    title="Port Marrow: thousands leave as Sell dike breaks",
    site="Valley Tribune",
    published="2019-03-05T08:15:00",
    text=(
        "More than 4,200 people have left Port Marrow since Monday. The exact number is 4217 residents, said Anton "
        "Veres, the general in charge, and 318 boats took part. At least 900 soldiers are on the dike.\n\n"
        'Veres said: "We had an hour, and we used every minute of it to bring the old people to the school on the '
        'hill." Some 1,600 houses under water were counted by the town.\n\n'
        "Traffic has not crossed the closed bridge at Deir ez-Zur since February 28, the ministry said."
    ),
)
REPRINT = ArticleFacts(
    id="reprint",
    title="Flood empties the old harbor of Port Marrow",
    author="Lena Ostrik",
    site="World Mirror",
    published="2019-03-06",
    first_published=FirstPublished("Coast Herald", "2019-03-04"),
    text=HARBOR.text,
)
EXCERPT = ArticleFacts(
    id="excerpt", title="In brief", site="Digest", published="2019-03-06", text=HARBOR.text.split("\n\n")[0] + " […]"
)
BREAD = ArticleFacts(
    id="bread",
    title="Why rye bread keeps longer",
    author="Lena Ostrik",
    site="Kitchen Letters",
    published="2018-10-01",
    text="Rye flour holds more water than wheat flour does, so that the crumb stays soft. Bakers knead it less.",
)
CHESS = ArticleFacts(
    id="chess",
    title="A quiet opening and its traps",
    text="The knight comes first and the bishop waits. Whoever hurries the queen loses her before the middle game.",
)
ALL = (HARBOR, TRIBUNE, REPRINT, EXCERPT, BREAD, CHESS)


def store_of(folder: Path, entries: Iterable[ArticleFacts] = ALL, names: NamesAuthority | None = None) -> RelatedStore:
    """Return a store that holds *entries*."""
    store = RelatedStore.open(folder, names or NamesAuthority())
    store.update(entries)
    return store


def reference(store: RelatedStore, here: str, there: str) -> CrossReference:
    """Return the cross-reference from one article to another; it must be offered."""
    (found,) = [each for each in store.related(here) if each.id == there]
    return found


def evidence(store: RelatedStore, here: str, there: str, kind: str) -> tuple[Evidence, ...]:
    """Return the evidence of one kind from one article to another; none if it is not offered."""
    references = [each for each in store.related(here) if each.id == there]
    return tuple(each for found in references for each in found.evidence if each.kind == kind)
