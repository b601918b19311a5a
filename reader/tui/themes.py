"""The colors: dark, light, sepia, high contrast, sixteen colors, and the user's own.

Every text has a contrast of 4.5 : 1 or more on everything that it stands on, which a test holds.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.theme import Theme

if TYPE_CHECKING:
    from reader.view.own_theme import OwnTheme

_DARK = Theme(
    name="dark",
    primary="#d9a441",
    secondary="#7fb0c9",
    accent="#e3b55c",
    warning="#e6925e",
    error="#e78c8c",
    success="#8fbf7f",
    foreground="#d9d5cb",
    background="#15171c",
    surface="#15171c",
    panel="#23262e",
    boost="#1d2027",
    dark=True,
    variables={
        "selected": "#262a34", "selected-focused": "#343a48", "hit": "#5a4a12", "current": "#e3b55c",
        "current-text": "#15171c", "evidence": "#1f4650", "selection": "#3d4f7a", "caret": "#3a3f4b",
        "quiet": "#a8a59f",
        "note-yellow": "#5b5120", "note-green": "#2c4f33", "note-blue": "#27456a", "note-pink": "#5d2f4d",
        "note-orange": "#653d1c",
        "mark-yellow": "#c9b24a", "mark-green": "#6db57d", "mark-blue": "#78a9e5", "mark-pink": "#d78fbe",
        "mark-orange": "#e09556",
    },
)  # fmt: skip

_LIGHT = Theme(
    name="light",
    primary="#8a5a00",
    secondary="#1f6280",
    accent="#875000",
    warning="#9c4309",
    error="#b3261e",
    success="#2d6a2d",
    foreground="#26241f",
    background="#fbf9f4",
    surface="#fbf9f4",
    panel="#e9e4d8",
    boost="#f3efe6",
    dark=False,
    variables={
        "selected": "#efe9dc", "selected-focused": "#e2d8c0", "hit": "#f6dd8a", "current": "#8a5200",
        "current-text": "#fffdf8", "evidence": "#bfe3ea", "selection": "#bcd0f5", "caret": "#e4dfd2",
        "quiet": "#605d54",
        "note-yellow": "#fbeaa0", "note-green": "#cfeacb", "note-blue": "#cfe1f8", "note-pink": "#f6d3e6",
        "note-orange": "#fbdabb",
        "mark-yellow": "#755a00", "mark-green": "#2b6931", "mark-blue": "#295e9e", "mark-pink": "#9c3670",
        "mark-orange": "#904a11",
    },
)  # fmt: skip

_CONTRAST = Theme(
    name="contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffff00",
    warning="#ffa500",
    error="#ff8b8b",
    success="#00ff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#404040",
    boost="#101010",
    dark=True,
    text_alpha=1.0,
    variables={
        "selected": "#303030", "selected-focused": "#0000c0", "hit": "#705000", "current": "#ffff00",
        "current-text": "#000000", "evidence": "#006070", "selection": "#0040ff", "caret": "#505050",
        "quiet": "#d0d0d0",
        "note-yellow": "#606000", "note-green": "#006000", "note-blue": "#003090", "note-pink": "#800050",
        "note-orange": "#904000",
        "mark-yellow": "#ffff00", "mark-green": "#00ff00", "mark-blue": "#7aafff", "mark-pink": "#ff84ce",
        "mark-orange": "#ffa040",
    },
)  # fmt: skip

_SEPIA = Theme(
    name="sepia",
    primary="#7a4a12",
    secondary="#2d5a6a",
    accent="#7a4a12",
    warning="#84440f",
    error="#9c2b1b",
    success="#385f26",
    foreground="#4a3a28",
    background="#f4ecd8",
    surface="#f4ecd8",
    panel="#e4d8bd",
    boost="#eee4cc",
    dark=False,
    variables={
        "selected": "#e9dec3", "selected-focused": "#dccba4", "hit": "#f0cf7a", "current": "#7a4a12",
        "current-text": "#fffaf0", "evidence": "#c3ddd6", "selection": "#c5cfe6", "caret": "#e0d3b4",
        "quiet": "#605441",
        "note-yellow": "#f3dc92", "note-green": "#cfe0b8", "note-blue": "#c8d8e6", "note-pink": "#efcfd6",
        "note-orange": "#f3cfa6",
        "mark-yellow": "#6b5200", "mark-green": "#25602e", "mark-blue": "#28568d", "mark-pink": "#8d3367",
        "mark-orange": "#84430c",
    },
)  # fmt: skip

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

# What every theme says, but for what it says otherwise.
_USUAL = {"selected-style": "none"}
THEMES = tuple(
    replace(theme, variables=_USUAL | theme.variables) for theme in (_DARK, _LIGHT, _SEPIA, _CONTRAST, _SIXTEEN)
)


def themed(own: "OwnTheme") -> Theme:
    """Return a theme of the user's own: the one that it is based on, with its colors."""
    base = next(theme for theme in THEMES if theme.name == own.base)
    fields = {name: color for name, color in own.colors.items() if name in Theme.__dataclass_fields__}
    variables = {name: color for name, color in own.colors.items() if name not in fields}
    return replace(base, name=own.name, **fields, variables=base.variables | variables)  # type: ignore[arg-type]  # colors only
