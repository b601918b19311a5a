"""Formulas in an HTML page as TeX between dollar signs, whatever program drew them."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.ingest.assembly import escaped_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_STYLED = re.compile(r"\{\\(?:display|text)style\s(.*)\}\Z", re.DOTALL)
_IS_TEX = re.compile(r"[\\^_{}]")
# What is drawn of such length (see `view.math_text`); more is shown as it is written.
_INLINE, _DISPLAYED = 400, 2_000
# What MathJax has drawn of a script stands above it; what Wikipedia and WordPress draw are pictures.
_DRAWN = re.compile(r"\bMathJax(?:_|\b)")
_PICTURE = re.compile(
    r"(?:^|\s)(?:latex|tex|math|mathtex|equation|mwe-math-fallback-[\w-]{1,40})(?=\s|$)", re.IGNORECASE
)
# How TeX writes what has so many parts.
_WRITTEN = {
    "mfrac": (r"\frac{{{0}}}{{{1}}}", 2),
    "msup": ("{0}^{{{1}}}", 2),
    "mover": ("{0}^{{{1}}}", 2),
    "msub": ("{0}_{{{1}}}", 2),
    "munder": ("{0}_{{{1}}}", 2),
    "msubsup": ("{0}_{{{1}}}^{{{2}}}", 3),
    "munderover": ("{0}_{{{1}}}^{{{2}}}", 3),
    "mroot": (r"\sqrt[{1}]{{{0}}}", 2),
}
_DEEPEST = 40


def show_formulas(tree: "HtmlElement") -> None:
    """Make each formula of a page one `math` element with its TeX, if that is known, and nothing beside it."""
    for element in list(tree.iter("script", "span", "img")):
        names = element.get("class") or ""
        if element.tag == "script" and (element.get("type") or "").startswith("math/tex"):
            _show_script(element)
        elif "mwe-math-element" in names:
            _show_hidden(element)
        elif _PICTURE.search(names) and _IS_TEX.search(element.get("alt") or ""):
            element.tag, element.text = "math", element.get("alt")


def _show_script(script: "HtmlElement") -> None:
    """Make a formula of the script that MathJax keeps beside what it has drawn, and cut that."""
    drawn = script.getprevious()
    while drawn is not None and not (drawn.tail or "").strip() and _DRAWN.search(drawn.get("class") or ""):
        above = drawn.getprevious()
        drawn.drop_tree()
        drawn = above
    script.tag = "math"


def _show_hidden(span: "HtmlElement") -> None:
    """Show the formula that is there beside its picture, and cut that."""
    if next(span.iter("math"), None) is None:
        return
    for each in list(span.iter("span", "img")):
        if each.tag == "img":
            each.drop_tree()
        else:
            each.attrib.pop("style", None)


def formula_of(math: "HtmlElement") -> str:
    """Return a formula as Markdown."""
    tex = _said(math)
    if not tex:
        return ""
    if not _IS_TEX.search(tex) or "$" in tex or len(tex) > _DISPLAYED:
        return escaped_words(tex) if "`" in tex else f"`{tex}`"
    mark = "$$" if _is_displayed(math) or len(tex) > _INLINE else "$"
    # Behind a dollar sign a number would be money.
    return f"{mark}{escaped_words(f'{{{tex}}}' if tex[0].isdigit() else tex)}{mark}"


def _is_displayed(math: "HtmlElement") -> bool:
    """Whether a formula stands on a line of its own."""
    return math.get("display") == "block" or "mode=display" in (math.get("type") or "")


def _said(math: "HtmlElement") -> str:
    """Return a formula as TeX: what the page says in it, else what its MathML says."""
    notes = (each.text for each in math.iter("annotation") if "tex" in (each.get("encoding") or ""))
    tex = " ".join((next(notes, None) or math.get("alttext") or _tex(math, 0)).split())
    styled = _STYLED.match(tex)
    return styled.group(1) if styled else tex


def _tex(element: "HtmlElement", depth: int) -> str:
    """Return what MathML says as TeX."""
    if depth > _DEEPEST:
        return element.text_content()
    parts = [_tex(each, depth + 1) for each in element if isinstance(each.tag, str) and "annotation" not in each.tag]
    return _joined(str(element.tag), parts) if parts else (element.text or "").strip()


def _joined(tag: str, parts: Sequence[str]) -> str:
    if tag == "msqrt":
        return rf"\sqrt{{{''.join(parts)}}}"
    form, places = _WRITTEN.get(tag, ("", 0))
    return form.format(*parts) if len(parts) == places else "".join(parts)
