"""One article as a reference in the styles that people write in: Chicago, APA, MLA. By hand, and exact.

Chicago is the bibliography of the 18th edition, APA the 7th, MLA the 9th, each for a page or a newspaper article on
the web. Titles stand as they are: no style's capitals are put in. A name is inverted only where one can tell its parts.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from reader.library.authors import Author, family_of, parse_authors
from reader.library.dates import day_of
from reader.library.record import Record
from reader.text.months import MONTHS

_MLA_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
_SUFFIX = re.compile(r",? (Jr\.?|Sr\.?|II|III|IV)\Z")
_ENDS = (".", "?", "!", "…", "。", "？", "！", "؟")
_OPENING, _CLOSING = "“„«", "”»"
# A straight quotation mark opens behind a space or a bracket, and closes behind anything else.
_STRAIGHT = re.compile(r'(?<![^\s(\[—–-])"')
_CHICAGO_MOST, _CHICAGO_FIRST = 6, 3
_APA_MOST, _APA_FIRST = 20, 19


def chicago(record: Record) -> str:
    """Return the entry of a bibliography. Without an author the site stands in its place, as the manual has it."""
    names = _authors(record)
    site = _name(record.site)
    lead = _joined_chicago(names) if names else site
    rest = "" if not names or _is_same(lead, site) else site
    date = _long_date(record.published)
    if not date:
        day = _long_date(record.saved)
        dated = f"Accessed {day}" if day else "n.d."
        return _sentences(lead, _quoted(record.title), rest, dated, _web(record.url))
    return _sentences(lead, _quoted(record.title), ", ".join(filter(None, (rest, date))), _web(record.url))


def apa(record: Record) -> str:
    """Return an entry of the list of references. Without an author the title comes first."""
    names = _authors(record)
    site = _name(record.site)
    title = _name(record.title) or "[Untitled]"
    date = f"({_apa_date(record.published) or 'n.d.'})"
    lead = _joined_apa(names)
    site = "" if _is_same(lead, site) else site
    first = (lead, date, title) if names else (title, date)
    return _sentences(*first, site, _web(record.url), keep_address=True)


def mla(record: Record) -> str:
    """Return an entry of the list of works cited. A body that is author and site alike is named once, as the site."""
    names = _authors(record)
    site = _name(record.site)
    lead = _joined_mla(names)
    lead = "" if _is_same(lead, site) else lead
    address = re.sub(r"\Ahttps?://", "", _web(record.url))
    inside = ", ".join(filter(None, (site, _mla_date(record.published), address)))
    accessed = _mla_date(record.saved) if not record.published else ""
    return _sentences(lead, _quoted(record.title), inside, f"Accessed {accessed}" if accessed else "")


WRITTEN_STYLES: Mapping[str, Callable[[Record], str]] = {"chicago": chicago, "apa": apa, "mla": mla}


def bibliography(records: Mapping[str, Record], style: str) -> str:
    """Return the references to several articles, in the order of the alphabet, an empty line between two."""
    entries = {WRITTEN_STYLES[style](record) for record in records.values()}
    return "".join(f"{each}\n\n" for each in sorted(entries, key=_alphabetical)).removesuffix("\n")


def quotation(record: Record, words: str, style: str, paragraph: int = 0) -> str:
    """Return *words* in quotation marks with what the style puts behind them, and below it the reference.

    *paragraph* counts from 1; 0 where it is not known.
    """
    told = {"apa": _apa_told, "mla": _mla_told}.get(style)
    behind = f" ({told(record, paragraph)})" if told else ""
    return f"“{_inner(' '.join(words.split()))}”{behind}\n\n{WRITTEN_STYLES[style](record)}\n"


# Names


def _authors(record: Record) -> list[Author]:
    return [family_of(each) for each in parse_authors(record.author)]


def _inverted(author: Author, *, article_last: bool = False) -> str:
    if not author.family:
        return author.name
    given, suffix = _parted(author)
    family = author.family
    if article_last and (article := re.match(r"(?:al|el|Al|El)-", family)):
        # Chicago files Hakim, Tawfiq al-.
        family, given = family[article.end() :], f"{given} {article.group().lower()}"
    return ", ".join(filter(None, (family, given, suffix)))


def _parted(author: Author) -> tuple[str, str]:
    suffix = _SUFFIX.search(author.given)
    return (author.given[: suffix.start()], suffix[1]) if suffix else (author.given, "")


def _in_order(author: Author) -> str:
    if not author.family:
        return author.name
    given, suffix = _parted(author)
    return " ".join(filter(None, (given, author.family, suffix)))


def _joined_chicago(authors: Sequence[Author]) -> str:
    if not authors:
        return ""
    first = _inverted(authors[0], article_last=True)
    if len(authors) > _CHICAGO_MOST:
        others = [_in_order(each) for each in authors[1:_CHICAGO_FIRST]]
        return ", ".join([first, *others, "et al."])
    return _list([first, *map(_in_order, authors[1:])], "and", of_two=", and ")


def _joined_mla(authors: Sequence[Author]) -> str:
    if not authors:
        return ""
    if len(authors) > 2:
        return f"{_inverted(authors[0])}, et al."
    return _list([_inverted(authors[0]), *map(_in_order, authors[1:])], "and", of_two=", and ")


def _joined_apa(authors: Sequence[Author]) -> str:
    names = [_with_initials(each) for each in authors]
    if len(names) > _APA_MOST:
        return f"{', '.join(names[:_APA_FIRST])}, … {names[-1]}"
    return _list(names, "&", of_two=", & ")


def _with_initials(author: Author) -> str:
    if not author.family:
        return author.name
    given, suffix = _parted(author)
    initials = " ".join(_initial(each) for each in given.split())
    return ", ".join(filter(None, (author.family, initials, suffix)))


def _initial(name: str) -> str:
    """Return `J.-P.` for `Jean-Paul`; what has no letters stays."""
    return "-".join(f"{part[0]}." for part in name.strip(".").split("-") if part) or name


def _list(names: Sequence[str], conjunction: str, of_two: str) -> str:
    if len(names) < 3:
        return of_two.join(names)
    return f"{', '.join(names[:-1])}, {conjunction} {names[-1]}"


def _short(authors: Sequence[Author], conjunction: str) -> str:
    """Return the authors as they are named in the text: one, two, or the first and others."""
    names = [each.family or each.name for each in authors]
    return f"{names[0]} et al." if len(names) > 2 else f" {conjunction} ".join(names)


def _apa_told(record: Record, paragraph: int) -> str:
    named = _short(_authors(record), "&") or _quoted_short(record)
    year = (record.published or "")[:4] or "n.d."
    return ", ".join(filter(None, (named, year, f"para. {paragraph}" if paragraph else "")))


def _mla_told(record: Record, _: int) -> str:
    names = _authors(record)
    is_site = _is_same(_joined_mla(names), _name(record.site))
    return _short(names, "and") if names and not is_site else _quoted_short(record)


def _quoted_short(record: Record) -> str:
    """Return the beginning of a title, as it stands for an author that is not known."""
    words = _name(record.title).split() or ["Untitled"]
    short = " ".join(words[:4]).rstrip(",.:;")
    return f"“{_inner(short)}”"


# Dates


def _parts(text: str | None) -> tuple[int, int, int]:
    """Return year, month and day, 0 for what is not said."""
    day = day_of(text)
    said = len((text or "")[:10].split("-")) if day else 0
    return (day.year, day.month if said > 1 else 0, day.day if said > 2 else 0) if day else (0, 0, 0)


def _long_date(text: str | None) -> str:
    year, month, day = _parts(text)
    if not year:
        return ""
    named = MONTHS[month - 1].capitalize() if month else ""
    return f"{named} {day}, {year}" if day else f"{named} {year}".strip()


def _apa_date(text: str | None) -> str:
    year, month, day = _parts(text)
    if not year:
        return ""
    named = f", {MONTHS[month - 1].capitalize()}" if month else ""
    return f"{year}{named}" + (f" {day}" if day else "")


def _mla_date(text: str | None) -> str:
    year, month, day = _parts(text)
    return " ".join(filter(None, (str(day or ""), _MLA_MONTHS[month - 1] if month else "", str(year or ""))))


# Putting together


def _quoted(title: str | None) -> str:
    """Return a title in quotation marks, with its stop inside them."""
    name = _name(title)
    if not name:
        return "Untitled page."
    inner = _inner(name)
    return f"“{inner}”" if inner.rstrip("’").endswith(_ENDS) else f"“{inner}.”"


def _inner(text: str) -> str:
    """Return *text* with its own double quotation marks made single, as within others."""
    text = _STRAIGHT.sub("“", text).replace('"', "”")
    return text.translate({**dict.fromkeys(map(ord, _OPENING), "‘"), **dict.fromkeys(map(ord, _CLOSING), "’")})


def _sentences(*parts: str, keep_address: bool = False) -> str:
    """Return the parts with a stop behind each that has none; with *keep_address* none behind an address at the end."""
    said = [each for each in parts if each]
    ended = [each if each.rstrip("”’").endswith(_ENDS) else f"{each}." for each in said]
    if said and keep_address and said[-1].startswith("http"):
        ended[-1] = said[-1]
    return " ".join(ended)


def _name(text: str | None) -> str:
    return " ".join((text or "").split())


def _web(address: str | None) -> str:
    """Return the address where it is one of the web; a file's is nothing to cite."""
    return address if address and re.match(r"https?://", address) else ""


def _is_same(one: str, other: str) -> bool:
    return bool(one) and one.casefold() == other.casefold()


def _alphabetical(entry: str) -> str:
    letters = unicodedata.normalize("NFKD", entry.casefold())
    return "".join(each for each in letters if each.isalnum() or each == " ").removeprefix("the ").removeprefix("a ")
