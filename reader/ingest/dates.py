"""Every way in which a date is read from a page.

A date is read or it is not: an impossible one (February 30), an ambiguous one (05/12/2016) and one without a year give
nothing. What is read is an ISO date, as precise as what was said.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from reader.library.dates import iso
from reader.text.digits import fold_digits
from reader.text.languages import DAY_FIRST
from reader.text.months import is_day_name, month_of
from reader.text.scripts import MARKS

# The letters of a date that tells its day.
_DAY = 10
_MARKS = (("\u00a0", " "), ("\u202f", " "), ("،", ","))
_YEAR = re.compile(r"(?:1[3-9]|2[045])\d\d")
# "49" is 2049, "50" 1950.
_LAST_SHORT_YEAR = 49
# How the years of this time begin in the letters of the Hebrew calendar.
HEBREW_YEAR = "תש"

# In Devanagari a vowel is a mark on its consonant; Arabic has months of two words.
_NAME = rf"((?:[^\W\d_]|[{MARKS}]){{2,16}}(?: (?:ال)?(?:[أا]ول|ثاني|ثان)(?!\w))?)[.॰'׳]?"
_FIRST, _SECOND = re.compile(r" (?:ال)?[أا]ول\Z"), re.compile(r" (?:ال)?ثاني?\Z")
# A later year is one of another calendar.
_Y = r"((?:1[5-9]\d|20[0-4])\d)(?!\d)"
# "Year", as Slavic languages write it behind one, and "of our era" in Arabic.
_OF_YEAR = r"(?: ?(?:года|году|року|roku|г\.|р\.|r\.|م\.?|ميلادي(?:ة)?)(?!\w))?"
# Of several days the last is read, as it is where they stand before the month.
_MONTH_DAY_YEAR = re.compile(
    rf"(?<!\w){_NAME} {{0,3}}(?:\d{{1,2}}(?:st|nd|rd|th)?(?: ?[-–/] ?| and | to ))?"
    rf"(\d{{1,2}})(?:st|nd|rd|th)?\.?,? {{1,3}}{_Y}",
    re.IGNORECASE,
)
# A paper of two days, `15/16 December 2016`, is of the first.
_DAY_MONTH_YEAR = re.compile(
    r"(?<![\w.:/])(\d{1,2})(?:\.?/\d{1,2}(?=[. ]))?(?:st|nd|rd|th|er|ᵉʳ|r|º|°|[ηςªa]|ই|লা|রা|ঠা|শে|\.)?"
    rf"(?: {{1,3}}|-|/)(?:de |of |d['’])?{_NAME}"
    rf"(?:,? {{1,3}}|-|/)(?:de |of |del )?{_Y}{_OF_YEAR}",
    re.IGNORECASE,
)
# `2016, December 15`.
_YEAR_MONTH_DAY = re.compile(
    rf"(?<!\w){_Y}(?: ?(?:թ[.․]|թվականի))?[.,]? {{1,3}}{_NAME} {{1,3}}(\d{{1,2}})(?!\w)\.?", re.IGNORECASE
)
# The 15th "of the year 2016", as Georgian and Bengali have it.
_YEAR_DAY_MONTH = re.compile(rf"(?<!\w){_Y} {{1,3}}(?:წლის|সালের) {{1,3}}(\d{{1,2}}) {{1,3}}{_NAME}", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"(?<!\w){_NAME},? {{1,3}}(?:de |of )?{_Y}{_OF_YEAR}", re.IGNORECASE)
# `9. 3. 2017`, and years of two figures, where the day is always first; behind a word those may count anything.
_SPACED = re.compile(rf"(?<![\w.:/-])(\d{{1,2}})\. (\d{{1,2}})\. ?{_Y}(?![/-])")
_SHORT_YEAR = re.compile(
    r"(?:\A\W{0,4}|[|·•,:–—(]\W{0,3}|\b(?:am|vom|den|le|du|dne|el|del|il|em|op|ב)[- ]{1,2})(?<![\d.:/])"
    r"(?P<day>\d\d?)([./-])(?P<month>\d\d?)\2(?P<year>\d\d)(?![\w/:-]|[.,]\d)",
    re.IGNORECASE,
)
# A month by its two names, as Arabic pages have it: `8 مارس/آذار 2017`, `8 آذار (مارس) 2017`.
_TWO_NAMES = re.compile(rf"(?<![\w.:/])(\d{{1,2}}) {{1,3}}{_NAME} ?[/(–-]? ?{_NAME}\)?,? {{1,3}}{_Y}", re.IGNORECASE)
# `2016-12-15`, `2016/12/15`, `2016.12.15.`, `2016. 12. 15`.
_ISO_DATE = re.compile(
    rf"(?<![\w.:/-]){_Y}(?:-(\d{{1,2}})-|/(\d{{1,2}})/|\.(\d{{1,2}})\.|\. (\d{{1,2}})\. )"
    rf"(\d{{1,2}})(?![\d/-])\.?"
)
_COMPACT = re.compile(r"(?<!\w)((?:19|20)\d\d)(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)(?!\w)")
_NUMERIC = re.compile(rf"(?<![\w.:/-])(\d{{1,2}})([-/.])(\d{{1,2}})\2{_Y}(?![/-])")
_EAST_ASIAN = re.compile(r"((?:1[5-9]|20)\d\d) ?[年년] ?(\d{1,2}) ?[月월] ?(?:(\d{1,2}) ?[日일])?")
_UNIX = re.compile(rf"(?<!\w){_NAME} {{1,2}}(\d{{1,2}}) (\d\d:\d\d:\d\d) (?:[A-Z]{{2,4}} )?{_Y}")

# Names of zones that mean one offset everywhere, unlike CST, IST and BST.
ZONES = {
    "EST": "-05:00", "EDT": "-04:00", "PST": "-08:00", "PDT": "-07:00", "WET": "+00:00", "WEST": "+01:00",
    "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00", "JST": "+09:00",
    "KST": "+09:00", "МСК": "+03:00", "WIB": "+07:00", "MEZ": "+01:00", "MESZ": "+02:00",
}  # fmt: skip
# What stands between a day and the time of day: a day of the week, "at" in many languages, a mark.
_TIME = re.compile(
    r"(?: ?[(（][월화수목금토일月火水木金土][)）]| [월화수목금토일]요일)?"
    r"(?:T|,? {0,2}(?:at |um |om |à |às |a las |alle |kl\.? |klo |(?:o )?godz\.? |o |в |о |об |στις |saat |v "
    r"|(?:على )?الساعة:? |ساعت |في |ora |lúc |pukul |jam |saa |เวลา ?|[-–—|@•·/] ?|\()? {0,2})"
    r"(오전 ?|오후 ?|午前 ?|午後 ?|上午 ?|下午 ?)?"
    r"(\d{1,2})(?:(?:[:h.]| h |시 ?|時|时|点)(\d{2}|\d(?=分|분))(?::(\d{2})(?:\.\d{1,9})?)?(?!\d)(?:분|分)?"
    # A full hour alone, where its mark says that it is one.
    r"|(?= ?(?:h(?!\w)|[ap]\.?m\b|Uhr\b)|[시時时点](?!\w)))"
    r"(?: {0,2}(?:([ap])\.?m\b\.?|([مص])(?!\w)"
    r"|(ق\.ظ|ب\.ظ|صباح|مساء|بعد ?از ?ظهر|عصر|صبح|π\.?μ\.?|μ\.?μ\.?|পিএম|এএম|पीएम|एएम)ا?[\u064b-\u0652]?ا?))?"
    r"(?: ?h(?!\w)|[시時时点](?!\w)| น\.)?"
    r"(?: ?Uhr| uur)?(?: ?\(?(Z|UTC|GMT|" + "|".join(ZONES) + r")(?!\w)\)?)?(?: ?([+-]\d{1,2}(?::?\d{2})?)(?![\d:]))?",
    re.IGNORECASE,
)
# A day of the week between a day and the time.
_DAY_NAME = re.compile(r",? ([^\W\d_]{3,12}),?(?= )")
# The time before the day: `07:14, 8 March 2017`.
_TIME_BEFORE = re.compile(
    r"(?<![\d:.])(\d{1,2}):(\d{2})(?: ?([ap])\.?m\b\.?)?(?: ?(UTC|GMT))?"
    r"(?:[,،]? {1,2}|,? (?:on|am) | [-–—|] )(?:[^\W\d_]{2,12},? )?\Z",
    re.IGNORECASE,
)
_AFTERNOON = frozenset(
    """
    p م مساء ب.ظ بعدازظهر عصر 오후 午後 下午 μ.μ. μμ μ.μ পিএম पीएम
    """.split()
)
_IN_ADDRESS = re.compile(
    r"[/_-]((?:19|20)\d\d)(?:([/_-])(1[0-2]|0?[1-9])(?:\2(3[01]|[12]\d|0?[1-9]))?|(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9]))"
    r"(?=[/_.?#-]|\Z)"
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date that stands at *start* to *end* of a text (code points, half-open).

    *is_converted* tells that the page has it in another calendar than ours.
    """

    start: int
    end: int
    iso: str
    is_converted: bool = False


def find_dates(text: str, language: str | None = None) -> list[FoundDate]:
    """Return all dates in *text*, in order, none overlapping another.

    *language* (a two-letter code, if it is known) tells whose names of months may stand there, and whether 05.12.2016
    and 05/12/2016 have the day first.
    """
    text = fold_digits(text)
    for sign, plain in _MARKS:
        text = text.replace(sign, plain)
    if not _may_have_year(text, language):
        return []
    found: list[FoundDate] = []
    for pattern, read in _ASCII_FORMS if text.isascii() else _FORMS:
        for match in pattern.finditer(text):
            parts = read(match, language)
            if parts and _is_free(found, *match.span()):
                found.append(_dated(text, match, parts))
    for start, end, converted in _of_other_calendars(text, language):
        if _is_free(found, start, end):
            found.append(_converted(text, start, end, converted))
    # An impossible date stands for nothing, not even for its month.
    return sorted((date for date in found if date.iso), key=lambda date: date.start)


def _may_have_year(text: str, language: str | None) -> bool:
    if _YEAR.search(text) or (language in DAY_FIRST and _SHORT_YEAR.search(text)):
        return True
    return not text.isascii() and (language == "th" or "年" in text or HEBREW_YEAR in text)


def _of_other_calendars(text: str, language: str | None) -> Iterator[tuple[int, int, str]]:
    # Persian and Nepali dates in figures have no letters.
    if text.isascii() and language not in {"fa", "ne"}:
        return
    # What reads them takes a while to make, and most pages are in our calendar.
    from reader.ingest.calendars import east_asian_dates, other_dates
    from reader.ingest.hebrew_dates import hebrew_dates
    from reader.ingest.solar_months import south_asian_dates

    yield from (*other_dates(text, language), *east_asian_dates(text), *hebrew_dates(text))
    yield from south_asian_dates(text, language)


def _converted(text: str, start: int, end: int, date: str) -> FoundDate:
    timed = _timed(text, start, end, date) if len(date) == _DAY else None
    return replace(timed or FoundDate(start, end, date), is_converted=True)


def _is_free(found: list[FoundDate], start: int, end: int) -> bool:
    return not any(start < other.end and other.start < end for other in found[-64:])


def date_of_address(url: str) -> str | None:
    """Return the date in the path of an address, as in `/2016/12/15/`; None if there is none."""
    path = "/" + url.partition("://")[2].partition("/")[2][:2_000]
    for match in _IN_ADDRESS.finditer(path):
        year, mark, month, day, joined_month, joined_day = match.groups()
        # 2016-12 alone may be part of any name; a folder of that name is a month.
        if mark == "/" or day or joined_day:
            parts = (year, month or joined_month, day or joined_day)
            return iso("-".join(part.zfill(2) for part in parts if part))
    return None


_Parts = tuple[str, str | None, str | None, str | None]
_Form = Callable[[re.Match[str], str | None], _Parts | None]


def _named(year: int, month: int, day: int | None, time: int | None = None) -> _Form:
    """Return what takes year, month, day and time from those groups of a match in which the month is a name."""

    def parts(match: re.Match[str], language: str | None) -> _Parts | None:
        number = _month(match.group(month), language, beside_day=day is not None)
        if number is None:
            return None
        return match.group(year), str(number), match.group(day) if day else None, match.group(time) if time else None

    return parts


def _month(name: str, language: str | None, *, beside_day: bool = True) -> int | None:
    """Return the month of a name as pages write it: a Levantine one without its articles, a Hebrew one behind "in"."""
    name = _SECOND.sub(" الثاني", _FIRST.sub(" الأول", name))
    number = month_of(name, language, beside_day=beside_day)
    if number is None and language == "he" and name.startswith("ב"):
        return month_of(name[1:], language, beside_day=beside_day)
    return number


def _numeric(match: re.Match[str], language: str | None) -> _Parts | None:
    first, _, second, year = match.groups()
    # In English both orders are written, with every mark: only a number over twelve tells which one it is.
    if int(second) > 12:
        return year, first, second, None
    return (year, second, first, None) if int(first) > 12 or first == second or language in DAY_FIRST else None


def _spaced(match: re.Match[str], language: str | None) -> _Parts | None:
    day, month, year = match.groups()
    return (year, month, day, None) if language in DAY_FIRST else None


def _short_year(match: re.Match[str], language: str | None) -> _Parts | None:
    day, month, year = match["day"], match["month"], match["year"]
    # Persian has the year first.
    is_day_first = language in DAY_FIRST and language != "fa" and int(month) <= 12
    return (f"{19 if int(year) > _LAST_SHORT_YEAR else 20}{year}", month, day, None) if is_day_first else None


def _figures(match: re.Match[str], _: str | None) -> _Parts:
    year, *month, day = match.groups()
    return year, next(filter(None, month)), day, None


def _two_names(match: re.Match[str], language: str | None) -> _Parts | None:
    day, one, other, year = match.groups()
    month = _month(one, language)
    return (year, str(month), day, None) if month is not None and month == _month(other, language) else None


def _compact(match: re.Match[str], _: str | None) -> _Parts:
    year, month, day, hour, minute, second, zone = match.groups()
    return year, month, day, f"{hour}:{minute}:{second}{zone}"


_FORMS: tuple[tuple[re.Pattern[str], _Form], ...] = (
    (_UNIX, _named(4, 1, 2, 3)),
    (_COMPACT, _compact),
    (_TWO_NAMES, _two_names),
    (_MONTH_DAY_YEAR, _named(3, 1, 2)),
    (_DAY_MONTH_YEAR, _named(3, 2, 1)),
    (_YEAR_MONTH_DAY, _named(1, 2, 3)),
    (_YEAR_DAY_MONTH, _named(1, 3, 2)),
    (_ISO_DATE, _figures),
    (_NUMERIC, _numeric),
    (_SPACED, _spaced),
    (_SHORT_YEAR, _short_year),
    (_EAST_ASIAN, _figures),
    (_MONTH_YEAR, _named(2, 1, None)),
)
# Those that may stand in a text without other letters.
_ASCII_FORMS = tuple(form for form in _FORMS if form[0] not in {_TWO_NAMES, _YEAR_DAY_MONTH, _EAST_ASIAN})


def _dated(text: str, match: re.Match[str], parts: _Parts) -> FoundDate:
    year, month, day, time = parts
    date = iso("-".join(part.zfill(2) for part in (year, month, day) if part))
    start, end = match.start(match.re.groupindex.get("day", 0)), match.end()
    if date is None or time:
        return FoundDate(start, end, (date and iso(f"{date}T{time}")) or date or "")
    return (_timed(text, start, end, date) if day else None) or FoundDate(start, end, date)


def _timed(text: str, start: int, end: int, date: str) -> FoundDate | None:
    """Return a date with the time of day that stands behind it or before it; None if none does."""
    day = _DAY_NAME.match(text, end)
    behind = _TIME.match(text, day.end() if day and is_day_name(day[1]) else end)
    moment = iso(f"{date}T{_clock(behind)}") if behind else None
    if behind and moment:
        return FoundDate(start, behind.end(), moment)
    before = _TIME_BEFORE.search(text[max(0, start - 40) : start])
    moment = iso(f"{date}T{_clock_before(before)}") if before else None
    return FoundDate(start - len(before.group()), end, moment) if before and moment else None


def _clock(time: re.Match[str]) -> str:
    east, hour, minute, second, latin, arabic, other, zone, offset = time.groups()
    half = (east or latin or arabic or other or "").replace(" ", "").lower()
    return f"{_hour(hour, half)}:{(minute or '00').zfill(2)}:{second or '00'}{_zone(zone, offset)}"


def _zone(name: str | None, offset: str | None) -> str:
    """Return the offset of a time: the one it gives, else that of its zone's name; "" for none."""
    if offset:
        hours, minutes = offset[1:].replace(":", "")[:-2] or offset[1:], "00"
        if len(offset) > len("+12"):
            minutes = offset[-2:]
        return f"{offset[0]}{hours.zfill(2)}:{minutes}"
    return ZONES.get((name or "").upper(), "Z") if name else ""


def _clock_before(time: re.Match[str]) -> str:
    hour, minute, half, zone = time.groups()
    return f"{_hour(hour, (half or '').lower())}:{minute}:00{'Z' if zone else ''}"


def _hour(hour: str, half: str) -> str:
    """Return the hour of twenty-four, 99 where there is no such hour in that half of a day."""
    number = int(hour)
    # "19:14 م" is written; "13:30 pm" is a slip of which nobody knows what was meant.
    if half and not (number > 12 and half in _AFTERNOON and half != "p"):
        number = number % 12 + 12 * (half in _AFTERNOON) if 1 <= number <= 12 else 99
    return f"{number:02}"


def spans_left(text: str, dates: list[FoundDate]) -> Iterator[str]:
    """Yield the pieces of *text* beside its *dates*."""
    position = 0
    for date in dates:
        yield text[position : date.start]
        position = date.end
    yield text[position:]
