"""What ASCII has for signs that it lacks: for an output that is ASCII, and for screens with plain fonts."""

import re

# What ASCII has for the typography of our own sentences and of most articles, and for what the screen is drawn with.
_PLAIN = {
    "“": '"', "”": '"', "„": '"', "«": "<<", "»": ">>", "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "--", "…": "...",
    "·": "*", "•": "*", "●": "*", "★": "*", "✎": "*", "❝": '"', "→": "->", "←": "<-", "↑": "^", "≈": "~", "≠": "!=",
    "¶": "par.", "×": "x", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "ß": "ss", "ł": "l", "Ł": "L", "ø": "o",
    "Ø": "O", "æ": "ae", "Æ": "AE", "─": "-", "│": "|", "▌": "|", "▎": "|", "▏": "|", "▕": "|",
    "▁": "_", "▂": ".", "▃": "-", "▄": "-", "▅": "=", "▆": "=", "▇": "#", "█": "#", "░": ".", "▒": ":", "▓": "#",
    "▀": "^", "↓": "v", "↔": "-", "⇅": "~", "⏎": "<", "✓": "v", "✗": "x", "☆": "o", "○": "o", "■": "#", "□": "o",
    "▶": ">", "▸": ">", "◂": "<", "▾": "v", "◀": "<", "▲": "^", "▼": "v", "╭": "+", "╮": "+", "╰": "+", "╯": "+",
    "━": "-", "┃": "|", "═": "=", "║": "|",
}  # fmt: skip
# Typography, arrows, mathematical and drawn signs: what fonts lack. Letters of texts are not among them.
_SIGN = re.compile("[\u00a0\u00ab\u00b7\u00bb\u00d7\u2009-\u200a\u2010-\u2027\u202f-\u205e\u2190-\u2bff]")


def shown_in_ascii(character: str) -> str:
    """Return ASCII that looks like a character, else a question mark; nothing for what has no width."""
    # Not before it is needed: the first picture needs it not.
    import unicodedata

    letters = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode("ascii")
    kind = unicodedata.name(character, "").partition(" DRAWINGS ")[0]
    plain = _PLAIN.get(character) or letters or {"BOX": "+"}.get(kind)
    is_drawn = not unicodedata.combining(character) and unicodedata.category(character) != "Cf"
    return plain or ("?" if is_drawn else "")


def cells_in_ascii(character: str) -> str:
    """Return ASCII for a character that is as wide as it is on a terminal, so that a drawn screen stays in order."""
    import unicodedata

    return shown_in_ascii(character)[:1] * (2 if unicodedata.east_asian_width(character) in "WF" else 1)


def without_signs(text: str, *, keep: str = "") -> str:
    """Return *text* with ASCII in place of each sign, as many columns wide; those of the encoding *keep* stay."""
    return _SIGN.sub(lambda found: found[0] if keep and _has(keep, found[0]) else cells_in_ascii(found[0]), text)


def _has(encoding: str, sign: str) -> bool:
    try:
        return bool(sign.encode(encoding))
    except UnicodeEncodeError:
        return False
