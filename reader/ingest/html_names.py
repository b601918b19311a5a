"""The names in the head of an HTML page, cleaned of what templates write beside them."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from reader.ingest import record_words as said
from reader.ingest.datelines import is_name, name_in, read_byline
from reader.ingest.lines import key_of, read_lines
from reader.ingest.outlets import is_person
from reader.ingest.personal_names import in_small_letters, person_in
from reader.library.authors import parse_authors
from reader.text.folding import fold
from reader.text.months import is_day_name, month_of

_NOBODY = said.NOBODY | frozenset(
    "undefined null none unknown by author root webmaster guest user anonymous redakteur team test default".split()
)
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\b[\w-]+\.(?:com|org|net|co|html?)\b")
# What templates write before a name, without a space behind "by" too; what somebody is, behind it; names of accounts.
_LABEL = re.compile(r"(?:\w{3,12} )?by:?\s|by(?=[A-Z][a-z])", re.IGNORECASE)
_ROLE = re.compile(
    r"[,;:]?\s(?:(?:Senior|Junior|Staff|Chief|Executive|Managing|Contributing|Associate|Assistant|Lead|Deputy)\s"
    r"(?:\w+\s){0,3})?"
    r"(?:Reporter|Editor|Writer|Founder|Co-Founder|Expert|Analyst|Correspondent|Journalist|Columnist|Contributor"
    r"|Consultant|Specialist|Photographer|Producer|CEO)\b.*\Z"
)
_LOGIN = re.compile(r"(?=\S*[\d_.-])[a-z\d_.-]+\Z")
_ARTICLE = re.compile(r"(?:the|la|le|les|el|los|der|die|das|de|het|il|lo|gli|o|os|as)\s", re.IGNORECASE)
_NAME_WORDS = 7
# What parts a site's name from its slogan.
_SLOGAN = re.compile(r"\s*[|｜]\s*|\s+(?:[-–—•·»›]|::)\s+|:\s+")
_HOST_ONLY = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_LEAST_BORNE, _TITLE_WORDS = 3, 4
# A site's name that shares so many of its words with the headline is that.
_ALIKE = 0.7


class AuthorsSaid(NamedTuple):
    """Whom a page names: in its *head*, on its *card* for other sites, in the byline it shows, in its *lines*."""

    head: Sequence[str] = ()
    card: Sequence[str] = ()
    byline: Sequence[str] = ()
    is_labeled: bool = False
    lines: str = ""


def author_of(said: AuthorsSaid, language: str | None, site: str | None) -> str | None:
    """Return who wrote the article, of all that a page says of it, in one line; None where nobody is named.

    What the head says is the author unless that is no person's name, or a byline that says "by" names somebody else.
    """
    head = authors_of(said.head, language, site)
    shown = authors_of(said.byline, language, None)
    if head and _is_persons(head):
        is_another = shown and said.is_labeled and _is_persons(shown) and not _is_same(shown, head)
        return shown if is_another else head
    named = (shown, authors_of([said.lines], language, site), authors_of(said.card, language, None))
    return next(filter(_is_persons, filter(None, named)), None) or head or next(filter(None, reversed(named)), None)


def site_named(said: str | None, hosts: Collection[str], title: str | None) -> str | None:
    """Return what a page calls its site, without its slogan where one of the *hosts* is called like a piece of it.

    None where that is the page's *title* or an address, which is put there without a name of the site.
    """
    name = (said or "").strip(" |®™")
    if not name or name in hosts or _HOST_ONLY.fullmatch(name) or _is_alike(name, title or ""):
        return None
    pieces = [piece.strip(' "“”«»®™') for piece in _SLOGAN.split(name)]
    letters = " ".join(map(_letters, hosts))
    is_borne = (len(own := _letters(_bare(piece))) >= _LEAST_BORNE and own in letters for piece in pieces)
    return next((piece for piece, is_own in zip(pieces, is_borne, strict=True) if is_own), name)


def _bare(name: str) -> str:
    article = _ARTICLE.match(name)
    return name[article.end() :] if article else name


def _letters(name: str) -> str:
    return re.sub(r"\W|_", "", fold(name))


def _is_alike(name: str, title: str) -> bool:
    """Whether a site's name is the page's title, or says in a few words more or less what that says."""
    words, others = set(key_of(name).split()), set(key_of(title).split())
    is_long = len(words) >= _TITLE_WORDS
    return words == others or (is_long and len(words & others) >= _ALIKE * len(words | others))


def _is_persons(authors: str) -> bool:
    return all(is_person(each.name) for each in parse_authors(authors))


def _is_same(one: str, other: str) -> bool:
    """Whether two bylines name one person at least alike."""
    return not set(key_of(one).split()).isdisjoint(key_of(other).split())


def authors_of(names: Iterable[str], language: str | None, site: str | None) -> str | None:
    """Return the authors among *names*, in one line; None where they name nobody but the site."""
    found: list[str] = []
    for each in names:
        if found and is_person(found[0]) and (len(each.split()) < 2 or _ROLE.search(each)):
            # What somebody is, torn off the name at a comma.
            continue
        plain = (person_in(_plain(name, language), site) for name in _parts(each))
        found += [in_small_letters(name, language) for name in plain if _is_somebody(name, site)]
    # One name is kept as it is written; of several, commas would part the halves too.
    return ", ".join(dict.fromkeys(map(_turned, found) if len(found) > 1 else found)) or None


def _parts(names: str) -> list[str]:
    """Return the parts of what is said of authors that are no account's, nor of somebody with another hand in it."""
    parts = re.split(r"\s*[;|]\s*", names)
    return [part for part in parts if not _LOGIN.match(part) and not said.OTHER_HANDS.match(part)]


def _is_somebody(name: str, site: str | None) -> bool:
    """Whether a name is neither a word for nobody, an account's, nor the site's; a person's own site has the same."""
    key = key_of(name)
    if not key or key in _NOBODY or _LOGIN.match(name) or (len(key) == 1 and key.isascii()):
        return False
    is_site = key.replace(" ", "") == key_of(site or "").replace(" ", "")
    return not is_site or (is_person(name) and not _ARTICLE.match(name))


def _plain(name: str, language: str | None) -> str:
    """Return a name without "by", roles, addresses, and the month of a date that the parser takes along."""
    name = _without_role(_unlabeled(said.CONTACT.sub(" ", _ADDRESS.sub(" ", name)).strip(" ,;:·•–—-/@()")))
    lines = read_lines(name, language=language) if name else []
    words = ((read_byline(lines[0]) if lines else None) or name).split()
    while words and (_is_of_date(words[-1].strip(".,"), language) or words[-1].isdigit()):
        words.pop()
    whole = " ".join(words)
    plain = name_in(whole).strip(" ,;:·•–—-/")
    # "Port Contributor" and "Port in Storm" are called so: what is cut off one word is no office.
    if len(plain.split()) == 1 and re.fullmatch(r"\w+(?: \w+){1,3}", whole):
        plain = whole
    return plain if len(plain.split()) <= _NAME_WORDS or is_name(plain, 14) else ""


def _turned(name: str) -> str:
    """Return a name with the family name first as it is read: "Berg, Anna"."""
    authors = parse_authors(name)
    return ", ".join(each.name for each in authors) if authors and all(each.family for each in authors) else name


def _is_of_date(word: str, language: str | None) -> bool:
    return bool(month_of(word, language, beside_day=False)) or is_day_name(word, language)


def _unlabeled(name: str) -> str:
    name = re.sub(r"\s*[⋅⸱|].*", "", name).strip()
    label = _LABEL.match(name)
    return name[label.end() :] if label and is_person(name[label.end() :]) else name


def _without_role(name: str) -> str:
    bare = _ROLE.sub("", name)
    return bare if len(bare.split()) > 1 else name
