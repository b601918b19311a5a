"""Themes of the user's own, and the contrast of all themes."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from textual.theme import Theme

from reader.room.settings import COLOR_THEMES, own_themes
from reader.tui.looks import LOOKS, style_of
from reader.tui.stylesheet import variables_of
from reader.tui.themes import THEMES, themed
from reader.view.own_theme import COLORS, read_theme

# The text and what it stands on.
PAIRS = (
    *((text, ground) for ground in ("background", "panel", "selected", "selected-focused")
      for text in ("foreground", "quiet", "accent", "secondary", "warning", "error", "success")),
    *(("foreground", ground) for ground in ("hit", "evidence", "selection", "caret")),
    *(("foreground", f"note-{color}") for color in ("yellow", "green", "blue", "pink", "orange")),
    *((f"mark-{color}", ground) for color in ("yellow", "green", "blue", "pink", "orange")
      for ground in ("background", "selected", "selected-focused")),
    ("current-text", "current"),
)  # fmt: skip
# What the guidelines for web contents (WCAG 2.2, 1.4.3) ask for.
LEAST_CONTRAST = 4.5
# The sixteen colors of the Linux console and of xterm, by the names that Rich has for them.
_PALETTES = {
    "linux": {"black": "#000000", "red": "#aa0000", "green": "#00aa00", "cyan": "#00aaaa", "magenta": "#aa00aa",
              "white": "#aaaaaa", "bright_white": "#ffffff"},
    "xterm": {"black": "#000000", "red": "#cd0000", "green": "#00cd00", "cyan": "#00cdcd", "magenta": "#cd00cd",
              "white": "#e5e5e5", "bright_white": "#ffffff"},
}  # fmt: skip


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors (`#rrggbb`), from 1 to 21, as WCAG 2.2 defines it."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def faint_pairs(colors: Mapping[str, str]) -> list[tuple[str, str, float]]:
    """Return the pairs of text and ground in *colors* that are hard to read, each with its contrast."""
    found = [(text, ground, contrast(colors[text], colors[ground])) for text, ground in PAIRS]
    return [each for each in found if each[2] < LEAST_CONTRAST]


def themes(folder: Path, text: str) -> Path:
    (folder / "themes").mkdir()
    (folder / "themes" / "mine.yaml").write_text(text, encoding="utf-8")
    return folder / "themes" / "mine.yaml"


@pytest.mark.parametrize("theme", [each for each in THEMES if not each.ansi], ids=lambda theme: theme.name)
def test_all_text_marks_and_selections_are_legible(theme: object) -> None:
    assert faint_pairs(variables_of(theme)) == []  # type: ignore[arg-type]  # a theme


@pytest.mark.parametrize("palette", _PALETTES)
def test_marks_of_sixteen_colors_are_legible_and_all_else_is_the_terminals_own(palette: str) -> None:
    variables = variables_of(next(theme for theme in THEMES if theme.ansi))

    for name, look in LOOKS.items():
        style = style_of(look, variables)
        assert style.color is not None or not style.bgcolor or style.bgcolor.is_default, name
        if style.bgcolor is not None and not style.bgcolor.is_default and style.color is not None:
            colors = _PALETTES[palette]
            assert contrast(colors[style.color.name], colors[style.bgcolor.name]) >= LEAST_CONTRAST, name
        elif style.color is not None:
            assert style.color.is_default, name


@pytest.mark.parametrize(
    "name", ["list--selected", "list--focused", "article--selection", "notes--focused", "article--caret"]
)
def test_what_is_selected_is_reversed_where_there_are_sixteen_colors(name: str) -> None:
    assert style_of(LOOKS[name], variables_of(next(theme for theme in THEMES if theme.ansi))).reverse


@pytest.mark.parametrize("theme", [theme for theme in THEMES if not theme.ansi], ids=lambda theme: theme.name)
def test_a_hit_can_be_read_also_where_it_is_selected(theme: Theme) -> None:
    current, selected = (
        style_of(LOOKS[name], variables_of(theme)) for name in ("article--current", "article--selection")
    )

    style = current + selected

    assert style.color is not None
    assert style.bgcolor is not None
    assert contrast(style.color.name, style.bgcolor.name) >= LEAST_CONTRAST


def test_every_color_of_the_looks_can_be_changed() -> None:
    used = {name for look in LOOKS.values() for name in re.findall(r"\\$([a-z-]+)", look)}

    assert used <= {*COLORS}


def test_a_theme_has_its_colors_and_all_others_of_its_base(tmp_path: Path) -> None:
    path = themes(tmp_path, 'based_on: sepia\nforeground: "#000000"\nhit: "#FFFF00"\n')

    variables = variables_of(themed(read_theme(path)))

    assert own_themes(tmp_path) == {"mine": path}
    sepia = variables_of(next(each for each in THEMES if each.name == "sepia"))
    assert (variables["foreground"], variables["hit"]) == ("#000000", "#ffff00")
    assert variables["quiet"] == sepia["quiet"]
    assert variables["background"] == sepia["background"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('acent: "#ffffff"', "themes/mine.yaml:1: there is no color “acent”. Did you mean “accent”?"),
        ('hit: "#ffff"', "themes/mine.yaml:1: “hit” must be a color as #rrggbb, in quotation marks."),
        ("hit: #ffff00", "themes/mine.yaml:1: “hit” must be a color as #rrggbb, in quotation marks."),
        ("hit: [1, 2]", "themes/mine.yaml:1: “hit” must be a color as #rrggbb, in quotation marks."),
        ("based_on: mine", f"themes/mine.yaml:1: “based_on” must be one of {', '.join(COLOR_THEMES)}."),
        ("- hit", "themes/mine.yaml is not a map of colors."),
        ("hit: [", "themes/mine.yaml was ignored: "),
    ],
)
def test_what_is_wrong_in_a_theme_is_told(text: str, told: str, tmp_path: Path) -> None:
    (problem,) = read_theme(themes(tmp_path, text + "\n")).problems

    assert problem.startswith(told)
