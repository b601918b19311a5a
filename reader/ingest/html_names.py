"""The names in the head of an HTML page, cleaned of what templates write beside them."""

import re
from collections.abc import Iterable

from reader.ingest import record_words as said
from reader.ingest.datelines import is_name, read_byline
from reader.ingest.lines import key_of, read_lines
from reader.ingest.outlets import is_person
from reader.text.months import month_of

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
_ARTICLE = re.compile(r"(?:the|la|le|les|el|der|die|das)\s", re.IGNORECASE)
_NAME_WORDS = 7


def authors_of(names: Iterable[str], language: str | None, site: str | None) -> str | None:
    """Return the authors among *names*, in one line; None where they name nobody but the site."""
    found: list[str] = []
    for each in names:
        if found and is_person(found[0]) and (len(each.split()) < 2 or _ROLE.search(each)):
            # What somebody is, torn off the name at a comma.
            continue
        plain = (_plain(name, language) for name in re.split(r"\s*[;|]\s*", each))
        found += [name for name in plain if _is_somebody(name, site)]
    return ", ".join(dict.fromkeys(found)) or None


def _is_somebody(name: str, site: str | None) -> bool:
    """Whether a name is neither a word for nobody, an account's, nor the site's; a person's own site has the same."""
    key = key_of(name)
    if not key or key in _NOBODY or _LOGIN.match(name):
        return False
    return key != key_of(site or "") or (is_person(name) and not _ARTICLE.match(name))


def _plain(name: str, language: str | None) -> str:
    """Return a name without "by", roles, addresses, and the month of a date that the parser takes along."""
    name = said.CONTACT.sub(" ", _ADDRESS.sub(" ", name)).strip(" ,;:·•–—-/@")
    name = re.sub(r"\s*[⋅⸱|].*", "", name).strip()
    label = _LABEL.match(name)
    if label and is_person(name[label.end() :]):
        name = name[label.end() :]
    bare = _ROLE.sub("", name)
    name = bare if len(bare.split()) > 1 else name
    lines = read_lines(name, language=language) if name else []
    byline = read_byline(lines[0]) if lines else None
    words = (byline or name).split()
    while words and (month_of(words[-1].strip(".,"), language, beside_day=False) or words[-1].isdigit()):
        words.pop()
    plain = said.NAME_END.sub("", " ".join(words), count=1).strip(" ,;:·•–—-/")
    return plain if len(plain.split()) <= _NAME_WORDS or is_name(plain, 14) else ""
