"""The strings of the hostile library, put together by rule from small parts.

Of the escapes only those are here that name a window or an address: they show whether a string arrived, and do no harm
where it does.
"""

from collections.abc import Iterator

_LONG_FROM = 300
_NAME = "2;owned"
_C0 = [chr(code) for code in range(0x20) if chr(code) not in "\n"]
_C1 = [chr(code) for code in range(0x7F, 0xA0)]
_BIDI = [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))]
CONTROLS = (*_C0, *_C1, *_BIDI)

# Escapes in every way of writing them: with both introducers, both ends, and none.
_WINDOW_NAMES = [
    f"{begin}{_NAME}{end}"
    for begin in ("\x1b]", "\x9d", "\x1b\x1b]", "\x1b\n]")
    for end in ("\x07", "\x1b\\", "\x9c", "")
]
_ADDRESSES = [
    f"\x1b]8;;{address}{end}here\x1b]8;;{end}"
    for address in ("http://example.org/", "file:///tmp/x", "reader://x", "http://example.org/\x1b]2;owned")
    for end in ("\x07", "\x1b\\")
]
# The same once or twice encoded, as a file's own notation may decode it again.
_ENCODED = [
    text.format(*codes)
    for codes in ((27, 7, "1b", "07"), (157, 156, "9d", "9c"), (8238, 8297, "202e", "2069"))
    for text in (
        "&#{0};]2;owned&#{1};", "&#x{2};]2;owned&#x{3};", "&amp;#{0};]2;owned&amp;#{1};", "%{2}]2;owned%{3}",
        "\\x{2}]2;owned\\x{3}", "\\u00{2}]2;owned\\u00{3}", "&#{0}]2;owned&#{1}", "=?utf-8?q?={2}]2;owned={3}?=",
    )
] + ["\\e]2;owned\\a", "\\033]2;owned\\007", "^[]2;owned^G", "&ESC;]2;owned&BEL;", "␛]2;owned␇"]  # fmt: skip

_MARKUP = [
    "[/]", "[b]", "[b]bold[/b]", "[/b]", "[", "]", "[]", "[[", "]]", "[[x]]", "[@click=app.quit]x[/]", "[@click=app.bell()]x",
    "[link=http://example.org]x[/link]", "[red on blue]x", "[$accent]x[/]", "[not bold]x", "[#ff0000]x", "\\[b]", "\\\\[b]",
    "[sic]", "[/INST]", "[1]", "[ ]", "[x](y)", "[bold", "b]", "[@", "[=]", "[/", "$name", "${name}", "{0}", "{name}", "%s",
    "%(name)s", "{{x}}", "{open}", "<b>x</b>", "<script>x</script>", "<!-- x", "]]>", "<a href='x", "&lt;b&gt;", "&#91;b]",
    "`x", "*x", "_x_", "~~x~~", "# x", "> x", "- x", "1. x", "|x|y|", "---", "```", "    x", "\\", "---\nx: y\n---", "x: [y",
    "key: value", "@x", "!x", "&x", "*x*", "? x", "'x", '"x', "#x", "'\"`", "$(x)", "`x`", ";x", "|x", "~x", "-x", "--x", "=x",
    "+x", "\t=x", "..", "../x", "/x", "x/../y", "C:\\x",
]  # fmt: skip
_EMOJI_NAMES = [":bomb:", ":smile:x:heart:", "x:warning:x", "::", ":no_such_name:", ":flag-us:"]
_MARKS = ("\u0301", "\u0334", "\u0489", "\u20dd", "\u0e49", "\u05bf", "\u064e", "\u3099")
_PILES = [f"{base}{mark * times}z" for mark in _MARKS for base, times in (("a", 9), ("", 40), ("\u200d", 300))]
_JOINED = [
    "👩‍👩‍👧‍👦", "👩‍" * 30, "🏳️‍🌈", "1️⃣", "🇩🇪🇩", "👍🏽", "\ufe0f\ufe0f\ufe0f", "a\ufe0f", "☎️☎︎", "\u200d", "\u200c\u200d" * 20,
    "\U000e0100" * 12, "\U0001f3fb" * 8, "🇦" * 31,
]  # fmt: skip
_UNSEEN = [
    *map(chr, (0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x2060, 0x2061)),
    *map(chr, (0x2064, 0x206A, 0x206F, 0x2800, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFA, 0xFFFB, 0xFFFC, 0xFFFD, 0xFFFE)),
    *map(chr, (0xFFFF, 0xE000, 0xF8FF, 0x1BCA0, 0x1D173, 0x1D17A, 0xE0001, 0xE0041, 0xE007F, 0xF0000, 0x10FFFF, 0x378)),
]  # fmt: skip
_WIDE = [
    "漢" * 60,
    "ｆｕｌｌ",
    "﷽" * 9,
    "ﷺ",
    "𒐫" * 9,
    "한글",
    "한" * 9,
    "שלום עולם",
    "مرحبا بالعالم",
    "ไก่" * 20,
    "க்ஷ",
    "ܐ݂" * 9,
]
_LONG = [
    "w" * 1_500, "漢" * 900, "a " * 700, "a\u0301" * 700, "-" * 900, "." * 900, " " * 900 + "x", "x\t" * 500,
    "\u200b" * 900, "[" * 900, "[b]" * 400, "*" * 900, "_a" * 900, "&amp;" * 500, "https://example.org/" + "a" * 1_300,
]  # fmt: skip


def _placed(part: str) -> Iterator[str]:
    """Yield *part* at the beginning, inside and at the end of a word."""
    yield f"{part}z"
    yield f"z{part}]2;owned"
    yield f"z{part}"


def strings() -> tuple[str, ...]:
    """Return all strings; the first ones are of every kind, for whoever has time for a few alone."""
    kinds = (
        _WINDOW_NAMES, [each for part in CONTROLS for each in _placed(part)], _MARKUP, _ADDRESSES, _PILES, _ENCODED,
        _EMOJI_NAMES, _JOINED, _UNSEEN, _WIDE, _LONG,
    )  # fmt: skip
    most = max(map(len, kinds))
    return tuple(dict.fromkeys(kind[at] for at in range(most) for kind in kinds if at < len(kind)))


def packs(size: int) -> tuple[str, ...]:
    """Return all strings, so many at a time; of the long ones, which would push all others out of sight, only a few."""
    short = [each for each in strings() if len(each) < _LONG_FROM]
    long = [each for each in strings() if len(each) >= _LONG_FROM]
    parts = [short[at : at + size] for at in range(0, len(short), size)]
    parts += [long[at : at + 2] for at in range(0, len(long), 2)]
    return tuple(" ".join(sorted(part, key=len)) for part in parts)


def is_harmful(text: str) -> bool:
    """Whether a terminal would do something else than show *text*."""
    return any(character in text for character in CONTROLS if character != "\t")
