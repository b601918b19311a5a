"""The last gate to the terminal: no text and no address that reaches it can carry a control character.

Textual drops only a few of them, and a stock widget draws whatever it gets; so the gate is where all drawing passes,
`Strip.render`. Markup is switched off at its source: what a widget would take for markup is shown as written.
"""

import re
from collections.abc import Callable
from functools import partial

from rich.console import Console
from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip

from reader.library.safe_text import NONCHARACTERS

# A newline or a tab inside a strip is as wrong as an escape: both move the cursor.
_CONTROL = re.compile(f"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff{NONCHARACTERS}]")
_ADDRESS = re.compile(r"https?://[\x21-\x7e]{1,2048}\Z")

_render = Strip.render
# The replacement of signs on the screen; None if they are drawn as they are.
_signs: list[Callable[[str], str]] = []


def install() -> None:
    """Put the gate in place; calling it twice does no harm."""
    Strip.render = _guarded  # type: ignore[method-assign, assignment]  # the gate itself
    Content.from_markup = classmethod(_as_it_is)  # type: ignore[method-assign, assignment]  # for whatever asks for markup


def take_signs(signs: str) -> None:
    """Draw signs as the setting of that name says: `unicode`, `ascii`, or for the Linux console `cp437`."""
    _signs.clear()
    if signs != "unicode":
        from reader.library.ascii_signs import without_signs

        _signs.append(without_signs if signs == "ascii" else partial(without_signs, keep=signs))


def _as_it_is(kind: type[Content], /, markup: str | Content, **_: object) -> Content:
    return markup if isinstance(markup, Content) else kind(markup)


def _guarded(strip: Strip, console: Console) -> str:
    return _render(strip if strip._render_cache is not None else cleaned(strip), console)  # noqa: SLF001 - Strip has no door


def cleaned(strip: Strip) -> Strip:
    """Return what may be drawn of a strip; nothing reaches the terminal without passing here."""
    if any(_is_unsafe(segment) for segment in strip):
        strip = Strip([_safe(segment) for segment in strip], strip.cell_length)
    if _signs:
        strip = Strip([Segment(_signs[0](each.text), each.style, None) for each in strip], strip.cell_length)
    return strip


def _is_unsafe(segment: Segment) -> bool:
    style = segment.style
    link = style.link if style is not None else None
    return bool(_CONTROL.search(segment.text)) or (link is not None and not _ADDRESS.match(link))


def _safe(segment: Segment) -> Segment:
    text = _CONTROL.sub("\ufffd", segment.text)
    style = segment.style
    if style is not None and style.link is not None and not _ADDRESS.match(style.link):
        style = style.update_link(None)
    return Segment(text, style, None)
