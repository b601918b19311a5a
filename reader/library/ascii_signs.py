"""ASCII replacements for other signs: for output in ASCII, and for screens with plain fonts."""

import re

# The replacements for typography and for the signs that draw the screen.
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
# Signs that fonts may lack: typography, arrows, mathematics, drawing. No letters.
_SIGN = re.compile("[\u00a0\u00ab\u00b7\u00bb\u00d7\u2009-\u200a\u2010-\u2027\u202f-\u205e\u2190-\u2bff]")


def shown_in_ascii(character: str) -> str:
    """Return ASCII that looks like a character, else a question mark; nothing for a character without width."""
    # Imported late: the first picture does not need it.
    import unicodedata

    letters = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode("ascii")
    kind = unicodedata.name(character, "").partition(" DRAWINGS ")[0]
    plain = _PLAIN.get(character) or letters or {"BOX": "+"}.get(kind)
    is_drawn = not unicodedata.combining(character) and unicodedata.category(character) != "Cf"
    return plain or ("?" if is_drawn else "")


def cells_in_ascii(character: str) -> str:
    """Return ASCII for a character with the same width, so that a drawn screen keeps its columns."""
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
