"""The colors: dark, light and high contrast."""

from textual.theme import Theme

_DARK = Theme(
    name="dark",
    primary="#d9a441",
    secondary="#7fb0c9",
    accent="#e3b55c",
    warning="#e58f5a",
    error="#e06c6c",
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
        "quiet": "#8d8a82",
        "note-yellow": "#5b5120", "note-green": "#2c4f33", "note-blue": "#27456a", "note-pink": "#5d2f4d",
        "note-orange": "#653d1c",
        "mark-yellow": "#c9b24a", "mark-green": "#63b074", "mark-blue": "#5c97e0", "mark-pink": "#cc6fab",
        "mark-orange": "#dd8a45",
    },
)  # fmt: skip

_LIGHT = Theme(
    name="light",
    primary="#8a5a00",
    secondary="#1f6280",
    accent="#8a5200",
    warning="#a8480a",
    error="#b3261e",
    success="#2f6f2f",
    foreground="#26241f",
    background="#fbf9f4",
    surface="#fbf9f4",
    panel="#e9e4d8",
    boost="#f3efe6",
    dark=False,
    variables={
        "selected": "#efe9dc", "selected-focused": "#e2d8c0", "hit": "#f6dd8a", "current": "#8a5200",
        "current-text": "#fffdf8", "evidence": "#bfe3ea", "selection": "#bcd0f5", "caret": "#e4dfd2",
        "quiet": "#6b675e",
        "note-yellow": "#fbeaa0", "note-green": "#cfeacb", "note-blue": "#cfe1f8", "note-pink": "#f6d3e6",
        "note-orange": "#fbdabb",
        "mark-yellow": "#c99a00", "mark-green": "#3f9a48", "mark-blue": "#3477c9", "mark-pink": "#c04a8d",
        "mark-orange": "#d9701a",
    },
)  # fmt: skip

_CONTRAST = Theme(
    name="contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffff00",
    warning="#ffa500",
    error="#ff6060",
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
        "mark-yellow": "#ffff00", "mark-green": "#00ff00", "mark-blue": "#60a0ff", "mark-pink": "#ff60c0",
        "mark-orange": "#ffa040",
    },
)  # fmt: skip

THEMES = (_DARK, _LIGHT, _CONTRAST)
