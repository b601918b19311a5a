"""The names authority as the search uses it: which words are a spelling of which heading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import blake2b

from reader.library.names import NamesAuthority
from reader.text.stems import STEMMER
from reader.text.stop_words import stop_words
from reader.text.words import ARTICLE, JOINED, WORD, words

# Marks a term for a word in capitals of which the small letters are another word: `IS` the group, `is` the verb.
CAPITALS = "^"
_LANGUAGES = ("en", "fr", "de", "es", "tr")

Form = tuple[str, ...]
# A word as names are made of them, and whether it is an acronym as it stands.
CasedForm = tuple[str, bool]


def is_acronym(surface: str) -> bool:
    """Whether *surface* is in capitals and would be another word without: `US`, `IS`, `WHO`, not `NATO`."""
    letters = surface.replace(".", "")
    if not (2 <= len(letters) <= 5 and letters.isalpha() and letters.isupper()):
        return False
    small = letters.lower()
    return len(letters) == 2 or any(small in stop_words(language) for language in _LANGUAGES)


@lru_cache(maxsize=2048)
def form_of(text: str) -> Form:
    """Return the folded words of a name; an acronym is marked, since its small letters are another word."""
    if is_acronym(text):
        return (CAPITALS + text.replace(".", "").lower(),)
    found = list(words(text, "en"))
    parts = [word.part.form for word in found if word.part.kind == WORD]
    return tuple(parts or [word.part.form for word in found if word.part.kind in {ARTICLE, JOINED}][:1])


@dataclass(frozen=True)
class Spellings:
    """Every form of every heading, with a text that has it.

    *digest* changes whenever a heading, a spelling or the stemmer does.
    """

    heading_by_form: dict[Form, str] = field(default_factory=dict)
    forms_by_heading: dict[str, tuple[Form, ...]] = field(default_factory=dict)
    text_by_form: dict[Form, str] = field(default_factory=dict)
    digest: str = ""

    @classmethod
    def of(cls, names: NamesAuthority) -> "Spellings":
        """Make the spellings of an authority; the first heading keeps a form that two have."""
        heading_by_form: dict[Form, str] = {}
        forms_by_heading: dict[str, tuple[Form, ...]] = {}
        text_by_form: dict[Form, str] = {}
        for name in names:
            texts = {form_of(text): text for text in reversed(name.forms)}
            texts.pop((), None)
            forms = [form for form in dict.fromkeys(map(form_of, name.forms)) if form]
            for form in forms:
                heading_by_form.setdefault(form, name.heading)
                text_by_form.setdefault(form, texts[form])
            forms_by_heading[name.heading] = tuple(forms)
        text = repr((STEMMER, sorted(forms_by_heading.items())))
        digest = blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
        return cls(heading_by_form, forms_by_heading, text_by_form, digest)

    def headings_in(self, forms: Sequence[str], capitals: Sequence[bool]) -> Iterator[tuple[int, int, str]]:
        """Yield `(first, end, heading)` of the names in a sequence of words, the longest at each place.

        *capitals* says of each word whether it is an acronym as it stands.
        """
        position = 0
        while position < len(forms):
            found = next(self._at(forms, capitals, position), ())
            if found:
                yield position, position + len(found), self.heading_by_form[found]
            position += len(found) or 1

    def all_headings_in(self, words: Sequence[CasedForm], begins: int | None = None) -> set[str]:
        """Return every heading of which a form is in a sequence of words, within a longer name too.

        With *begins*, only those that begin with one of so many first words.
        """
        forms, capitals = [form for form, _ in words], [mark for _, mark in words]
        places = range(len(forms) if begins is None else begins) if self.heading_by_form else ()
        return {self.heading_by_form[form] for place in places for form in self._at(forms, capitals, place)}

    def may_begin_with(self, word: CasedForm) -> bool:
        """Whether a form of a heading begins with *word*."""
        form, is_capital = word
        return form in self._forms_by_first or (is_capital and CAPITALS + form in self._forms_by_first)

    @cached_property
    def longest(self) -> int:
        """How many words the longest form of a heading has."""
        return max(map(len, self.heading_by_form), default=0)

    @cached_property
    def _forms_by_first(self) -> dict[str, list[Form]]:
        firsts: dict[str, list[Form]] = {}
        for form in sorted(self.heading_by_form, key=len, reverse=True):
            firsts.setdefault(form[0], []).append(form)
        return firsts

    def _at(self, forms: Sequence[str], capitals: Sequence[bool], start: int) -> Iterator[Form]:
        firsts = self._forms_by_first
        for form in firsts.get(forms[start], ()):
            if tuple(forms[start : start + len(form)]) == form:
                yield form
        if capitals[start]:
            yield from firsts.get(CAPITALS + forms[start], ())

    def others(self, form: Form) -> tuple[Form, ...]:
        """Return the other spellings of the heading that *form* is one of, without those that hold *form* itself."""
        heading = self.heading_by_form.get(form)
        forms = self.forms_by_heading.get(heading, ()) if heading is not None else ()
        return tuple(other for other in forms if not _holds(other, form))

    def headings_starting(self, form: Form) -> tuple[str, ...]:
        """Return the headings of which a spelling has a run of words that starts with *form*, the last one in part."""
        found = (heading for other, heading in self.heading_by_form.items() if _starts_somewhere(other, form))
        return tuple(dict.fromkeys(found))


def _holds(form: Form, part: Form) -> bool:
    return any(form[at : at + len(part)] == part for at in range(len(form) - len(part) + 1))


def _starts_somewhere(form: Form, part: Form) -> bool:
    *whole, last = [word.lstrip(CAPITALS) for word in part] or [""]
    bare = tuple(word.lstrip(CAPITALS) for word in form)
    places = range(len(bare) - len(whole))
    return any(bare[at : at + len(whole)] == tuple(whole) and bare[at + len(whole)].startswith(last) for at in places)
