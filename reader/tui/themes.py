"""The themes: dark, light, sepia, high contrast, sixteen colors, and the user's own.

Every text has a contrast of at least 4.5 : 1 on every background, which a test holds.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.theme import Theme

if TYPE_CHECKING:
    from reader.view.own_theme import OwnTheme

# Each color of Textual's and of our own looks: dark, light, sepia, high contrast.
_COLORS = {
    "primary": ("#d9a441", "#8a5a00", "#7a4a12", "#ffff00"),
    "secondary": ("#7fb0c9", "#1f6280", "#2d5a6a", "#00ffff"),
    "accent": ("#e3b55c", "#875000", "#7a4a12", "#ffff00"),
    "warning": ("#e6925e", "#9c4309", "#84440f", "#ffa500"),
    "error": ("#e78c8c", "#b3261e", "#9c2b1b", "#ff8b8b"),
    "success": ("#8fbf7f", "#2d6a2d", "#385f26", "#00ff00"),
    "foreground": ("#d9d5cb", "#26241f", "#4a3a28", "#ffffff"),
    "background": ("#15171c", "#fbf9f4", "#f4ecd8", "#000000"),
    "panel": ("#23262e", "#e9e4d8", "#e4d8bd", "#404040"),
    "boost": ("#1d2027", "#f3efe6", "#eee4cc", "#101010"),
    "selected": ("#262a34", "#efe9dc", "#e9dec3", "#303030"),
    "selected-focused": ("#343a48", "#e2d8c0", "#dccba4", "#0000c0"),
    "hit": ("#5a4a12", "#f6dd8a", "#f0cf7a", "#705000"),
    "current": ("#e3b55c", "#8a5200", "#7a4a12", "#ffff00"),
    "current-text": ("#15171c", "#fffdf8", "#fffaf0", "#000000"),
    "evidence": ("#1f4650", "#bfe3ea", "#c3ddd6", "#006070"),
    "selection": ("#3d4f7a", "#bcd0f5", "#c5cfe6", "#0040ff"),
    "caret": ("#3a3f4b", "#e4dfd2", "#e0d3b4", "#505050"),
    "quiet": ("#a8a59f", "#605d54", "#605441", "#d0d0d0"),
    "note-yellow": ("#5b5120", "#fbeaa0", "#f3dc92", "#606000"),
    "note-green": ("#2c4f33", "#cfeacb", "#cfe0b8", "#006000"),
    "note-blue": ("#27456a", "#cfe1f8", "#c8d8e6", "#003090"),
    "note-pink": ("#5d2f4d", "#f6d3e6", "#efcfd6", "#800050"),
    "note-orange": ("#653d1c", "#fbdabb", "#f3cfa6", "#904000"),
    "mark-yellow": ("#c9b24a", "#755a00", "#6b5200", "#ffff00"),
    "mark-green": ("#6db57d", "#2b6931", "#25602e", "#00ff00"),
    "mark-blue": ("#78a9e5", "#295e9e", "#28568d", "#7aafff"),
    "mark-pink": ("#d78fbe", "#9c3670", "#8d3367", "#ff84ce"),
    "mark-orange": ("#e09556", "#904a11", "#84430c", "#ffa040"),
}
_FIELDS = frozenset(Theme.__dataclass_fields__)


def _theme(name: str, number: int, **more: Any) -> Theme:
    colors = {color: each[number] for color, each in _COLORS.items()}
    fields: dict[str, Any] = {color: colors.pop(color) for color in [*colors] if color in _FIELDS}
    return Theme(name=name, surface=fields["background"], variables=colors, **fields, **more)


# For terminals of sixteen colors, dark or light: text is in the terminal's own colors, what is selected is reversed,
# and only marks have a color, with a text on it that is legible in every usual palette. What a look (looks.py) takes
# for a color goes before what the stylesheet takes: `look-NAME` before NAME.
_SIXTEEN = Theme(
    name="sixteen",
    ansi=True,
    primary="ansi_default",
    secondary="ansi_default",
    accent="ansi_default",
    warning="ansi_default",
    error="ansi_default",
    success="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        **dict.fromkeys(
            ("selected", "selected-focused", "hit", "current", "current-text", "evidence", "selection", "caret",
             "quiet", "note-yellow", "note-green", "note-blue", "note-pink", "note-orange",
             "mark-yellow", "mark-green", "mark-blue", "mark-pink", "mark-orange"),
            "ansi_default",
        ),
        "ansi-background": "ansi_default", "ansi-foreground": "ansi_default",
        "selected-style": "reverse", "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default", "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_cyan", "input-selection-foreground": "ansi_black",
        "look-selected": "default reverse", "look-selected-focused": "default reverse bold",
        "look-current": "default reverse", "look-selection": "default reverse", "look-caret": "default reverse",
        "look-hit": "cyan black", "look-evidence": "green black",
        "look-note-yellow": "white black", "look-note-green": "green black", "look-note-blue": "cyan black",
        "look-note-pink": "magenta bright_white", "look-note-orange": "red bright_white",
    },
)  # fmt: skip

# The defaults of every theme.
_USUAL = {"selected-style": "none"}
THEMES = tuple(
    replace(theme, variables=_USUAL | theme.variables)
    for theme in (
        _theme("dark", 0, dark=True),
        _theme("light", 1, dark=False),
        _theme("sepia", 2, dark=False),
        _theme("contrast", 3, dark=True, text_alpha=1.0),
        _SIXTEEN,
    )
)


def themed(own: "OwnTheme") -> Theme:
    """Return a theme of the user's own: its base with its colors."""
    base = next(theme for theme in THEMES if theme.name == own.base)
    fields = {name: color for name, color in own.colors.items() if name in _FIELDS}
    variables = {name: color for name, color in own.colors.items() if name not in fields}
    return replace(base, name=own.name, **fields, variables=base.variables | variables)  # type: ignore[arg-type]  # colors only
