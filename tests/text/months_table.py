"""Writes `reader/text/months.txt` from Unicode's CLDR, which Babel ships: `python -m tests.text.months_table`.

Importing Babel's dates takes 40 ms and megabytes; a page's month is looked up in a table of 10 kB.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from babel import Locale, __version__

TABLE = Path(__file__).parents[2] / "reader" / "text" / "months.txt"
# By language, the places whose names of months differ too.
LOCALES = {
    code: (code,)
    for code in """
    af am az be bg bn ca cs da el en et fi fil fr gl gu he hi hr hu hy id is it ka kk kn lt lv mk ml mr ms nl pa pl
    pt ro ru sk sl sq sv sw ta te tr uk ur
    """.split()
} | {
    "de": ("de", "de_AT"),
    "es": ("es", "es_PE"),
    "no": ("nb", "nn"),
    "sr": ("sr", "sr_Latn"),
    "ar": ("ar", "ar_SY", "ar_IQ", "ar_DZ", "ar_MA"),
    "fa": ("fa", "fa_AF"),
}
# What pages write and CLDR has not: other spellings, cases, abbreviations; by month.
MORE_FULL = {
    "de": {3: "maerz"},
    "sr": {
        1: "јануара januara", 2: "фебруара februara", 3: "марта marta", 4: "априла aprila", 5: "маја maja",
        6: "јуна juna", 7: "јула jula", 8: "августа avgusta", 9: "септембра septembra", 10: "октобра oktobra",
        11: "новембра novembra", 12: "децембра decembra",
    },
    "ar": {6: "يونيه", 7: "يوليه"},
    "hi": {12: "दिसम्बर"},
}  # fmt: skip
MORE_SHORT = {
    "en": {9: "sept"},
    "fr": {1: "jan", 2: "fév"},
    "de": {1: "jan", 2: "feb", 3: "mar mrz", 8: "aug", 9: "sep sept"},
    "es": {9: "sep"},
    "ru": {9: "сен", 11: "ноя"},
}
# A month that is a name elsewhere: "Mac 10, 2017".
ONLY_SHORT = {"ms": "mac"}
# "Of" before a month, as in `5 d'abril`, is no part of its name.
_OF = re.compile(r"\A(?:de |d[’'])")
_WIDE, _SHORT = "wide", "abbreviated"


def table() -> str:
    """Return the table: by language, the full names of the months, the short ones, and those of the days."""
    lines = [
        f"# Names of months and days from Unicode's CLDR (Babel {__version__}). Written by tests/text/months_table.py.",
        "# language: full names of January, of February … | short names … | full names of days | short names of days",
    ]
    for language, codes in sorted(LOCALES.items()):
        locales = [Locale.parse(code) for code in codes]
        wide = [_forms(locales, month, _WIDE) for month in range(1, 13)]
        short = [_forms(locales, month, _SHORT) for month in range(1, 13)]
        for forms, more in ((wide, MORE_FULL), (short, MORE_SHORT)):
            for month, names in more.get(language, {}).items():
                forms[month - 1] += names.split()
        if language == "he":
            wide = [[*names, *(f"ב{name}" for name in names)] for names in wide]
        wide = [[name for name in names if name != ONLY_SHORT.get(language)] for names in wide]
        only_short = [[name for name in names if name not in full] for names, full in zip(short, wide, strict=True)]
        days = [_days(locales, width) for width in (_WIDE, _SHORT)]
        parts = (_listed(wide), _listed(only_short), " ".join(days[0]), " ".join(days[1]))
        lines.append(f"{language}: " + " | ".join(parts))
    return "\n".join(lines) + "\n"


def _forms(locales: list[Locale], month: int, width: str) -> list[str]:
    names = (locale.months[context][width][month] for locale in locales for context in ("format", "stand-alone"))
    return list(dict.fromkeys(filter(None, map(_name, names))))


def _name(text: str) -> str:
    plain = "+".join(_OF.sub("", text).rstrip(".׳॰").split())
    return "" if any(letter.isdigit() for letter in plain) else plain.lower()


def _days(locales: list[Locale], width: str) -> list[str]:
    return list(dict.fromkeys(word for locale in locales for word in _words(locale, width)))


def _words(locale: Locale, width: str) -> Iterator[str]:
    for context in ("format", "stand-alone"):
        for name in locale.days[context][width].values():
            yield from (word.lower() for word in re.split(r"[\s.,׳-]+", name) if len(word) > 1)


def _listed(names: list[list[str]]) -> str:
    return ", ".join(" ".join(dict.fromkeys(forms)) for forms in names)


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
