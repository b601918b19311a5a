"""The text that is drawn for a plain text: it has as many characters, so that every offset keeps its place.

`[ ]` becomes a box, the mark of a footnote small figures, TeX commands signs, and what is not drawn HIDDEN.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from reader.library.plain_text import PlainText, Span
from reader.text.scripts import RIGHT_TO_LEFT
from reader.text.tex_signs import LOWERED, RAISED
from reader.view.arabic_forms import HIDDEN, shaped
from reader.view.math_text import formulas

_TASK = re.compile(r"\[([ xX])\](?= )")
_POWER = re.compile(r"(?<=[^\s^])\^(?:\(([^()\s]{1,16})\)|(\w)(?!\w))")
Change = tuple[int, int, str]


def shown_text(plain: PlainText, *, is_shaped: bool = True) -> str:
    """Return what is drawn for *plain*, as long as its text; with *is_shaped*, Arabic letters in joined forms."""
    text = plain.text.replace("\t", " ")
    changes = [*_tasks(plain), *_spans(plain), *_written(plain)]
    if changes:
        text = _changed(text, sorted(changes))
    return shaped(text) if is_shaped and RIGHT_TO_LEFT.search(text) else text


def task_state(text: str, start: int) -> str:
    """Return ` ` or `x` if an item begins with a box to tick, else nothing."""
    found = _TASK.match(text, start)
    return found.group(1).lower() if found else ""


def footnote_numbers(plain: PlainText) -> Mapping[str, str]:
    """Return the number of each footnote: the labels if all are numbers, else in the order of the text."""
    labels = dict.fromkeys(span.target for span in plain.spans if span.kind == "footnote")
    if all(label.isdecimal() and label.isascii() and len(label) < 4 for label in labels):
        return {label: label for label in labels}
    return {label: str(number) for number, label in enumerate(labels, 1)}


def is_footnote_label(plain: PlainText, span: Span) -> bool:
    """Whether a span is the label before a footnote's words, and not a mark that leads there."""
    block = plain.blocks[plain.block_at(span.start)]
    return block.start == span.start and plain.text.startswith(":", span.end)


def _changed(text: str, changes: list[Change]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, drawn in changes:
        # A change that overlaps an earlier one is left out.
        if start >= at and len(drawn) == end - start:
            parts += [text[at:start], drawn]
            at = end
    return "".join([*parts, text[at:]])


def _tasks(plain: PlainText) -> Iterator[Change]:
    if "[ ] " in plain.text or "[x] " in plain.text or "[X] " in plain.text:
        for block in plain.blocks:
            state = task_state(plain.text, block.start) if block.kind == "item" else ""
            if state:
                yield block.start, block.start + 3, "  ☐" if state == " " else "  ☑"


def _spans(plain: PlainText) -> Iterator[Change]:
    numbers: Mapping[str, str] | None = None
    for span in plain.spans:
        if span.kind in {"raised", "lowered"}:
            signs = RAISED if span.kind == "raised" else LOWERED
            words = plain.text[span.start : span.end]
            if all(letter in signs for letter in words):
                yield span.start, span.end, "".join(signs[letter] for letter in words)
        elif span.kind == "definition":
            yield from _definition(plain, span)
        elif span.kind == "footnote":
            numbers = footnote_numbers(plain) if numbers is None else numbers
            yield _footnote(plain, span, numbers[span.target])


def _definition(plain: PlainText, span: Span) -> Iterator[Change]:
    """Draw a definition without its colon."""
    if span.start > 0 and plain.text[span.start - 1] == " ":
        yield span.start - 1, span.start, "\n"
    words = plain.text[span.start : span.end]
    hidden = len(words) - len(words[1:].lstrip(" "))
    yield span.start, span.start + hidden, HIDDEN * hidden


def _footnote(plain: PlainText, span: Span, number: str) -> Change:
    length = span.end - span.start
    if is_footnote_label(plain, span):
        return span.start, span.end + 1, (number + ".").rjust(length + 1, HIDDEN)
    return span.start, span.end, "".join(RAISED[digit] for digit in number).rjust(length, HIDDEN)


def _written(plain: PlainText) -> Iterator[Change]:
    """Yield the changes for powers and formulas, except in code."""
    text = plain.text
    if "^" not in text and "$" not in text:
        return
    code = [(span.start, span.end) for span in plain.spans if span.kind == "code"]
    code += [(block.start, block.end) for block in plain.blocks if block.kind == "code"]
    code.sort()
    for start, end, drawn in (*_powers(text), *formulas(text)):
        place = bisect_left(code, (end,))
        if not place or code[place - 1][1] <= start:
            yield start, end, drawn


def _powers(text: str) -> Iterator[Change]:
    for found in _POWER.finditer(text) if "^" in text else ():
        words = found.group(1) or found.group(2)
        if all(letter in RAISED for letter in words):
            small = "".join(RAISED[letter] for letter in words)
            mark = HIDDEN * (2 if found.group(1) else 1)
            yield *found.span(), mark + small + (HIDDEN if found.group(1) else "")
