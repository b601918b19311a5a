"""All names spotted in a library: what a names authority could be made of."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from reader.related.spotting import Mention


class Spotted(NamedTuple):
    """One name: its *forms*, most frequent first, and in how many *articles* it stands.

    *heading* is the names authority's, else the fullest form; forms that sound alike are proposed as one name.
    """

    heading: str
    forms: tuple[str, ...]
    articles: int
    is_known: bool


def roster(articles: Iterable[tuple[list[Mention], str]], heading_by_key: dict[int, str]) -> tuple[Spotted, ...]:
    """Return the names of articles, given their mentions and texts, those of the most articles first."""
    forms: dict[int, Counter[str]] = {}
    spread: Counter[int] = Counter()
    for mentions, text in articles:
        spread.update({mention.key for mention in mentions})
        for mention in mentions:
            forms.setdefault(mention.key, Counter())[_bare(text[mention.start : mention.end])] += 1
    found = []
    for key, count in spread.items():
        ordered = tuple(form for form, _ in forms[key].most_common())
        heading = heading_by_key.get(key)
        found.append(Spotted(heading or _fullest(ordered), ordered, count, heading is not None))
    return tuple(sorted(found, key=lambda each: (-each.articles, each.heading)))


def _bare(form: str) -> str:
    """Return a form on one line without an article before it: "The Islamic State" is no spelling of its own."""
    words = form.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].casefold() in {"the", "a", "an"} else words)


def _fullest(forms: tuple[str, ...]) -> str:
    """Return the form of the most words: of a text's "Anton Veres" and "Veres" the first."""
    return max(forms, key=lambda form: (len(form.split()), -forms.index(form)))
