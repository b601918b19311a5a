"""The texts of Ghost's editors as HTML: Lexical, a tree of nodes, and Mobiledoc, sections with markers."""

import html
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress

_DEEPEST = 40
# The bits of a text's format in Lexical, and their elements.
_FORMATS = ((1, "strong"), (2, "em"), (4, "s"), (16, "code"), (32, "sub"), (64, "sup"))
_BLOCKS = {
    "paragraph": "p",
    "quote": "blockquote",
    "extended-quote": "blockquote",
    "aside": "blockquote",
    "listitem": "li",
}
_MARKUPS = frozenset(("strong", "b", "em", "i", "s", "code", "sub", "sup", "a"))
_SECTIONS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside"))


def lexical_html(written: str) -> str:
    """Return the HTML of a text in Lexical; empty where it is none."""
    root = _object(written).get("root")
    return _node(root, 0) if isinstance(root, dict) else ""


def mobiledoc_html(written: str) -> str:
    """Return the HTML of a text in Mobiledoc; empty where it is none."""
    found = _object(written)
    return "\n".join(_section(found, each) for each in _items(found.get("sections")) if isinstance(each, list))


def _object(written: str) -> Mapping[str, object]:
    with suppress(ValueError, RecursionError):
        found = json.loads(written)
        if isinstance(found, dict):
            return found
    return {}


def _items(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _said(node: Mapping[str, object], key: str) -> str:
    value = node.get(key)
    return value if isinstance(value, str) else ""


# Lexical


def _node(node: Mapping[str, object], depth: int) -> str:
    kind = _said(node, "type")
    if depth > _DEEPEST:
        return ""
    if kind in {"text", "extended-text"}:
        return _words(node)
    if kind == "linebreak":
        return "<br>"
    if "children" not in node:
        return _card(kind, node)
    inside = "".join(_node(each, depth + 1) for each in _items(node["children"]) if isinstance(each, dict))
    if kind == "link":
        return _element("a", inside, href=_said(node, "url"))
    tag = _said(node, "tag") if kind in {"heading", "extended-heading", "list"} else _BLOCKS.get(kind, "")
    return _element(tag, inside) + "\n" if tag in {*_SECTIONS, "ul", "ol", "li"} else inside


def _words(node: Mapping[str, object]) -> str:
    words, form = html.escape(_said(node, "text"), quote=False), node.get("format")
    for bit, tag in _FORMATS:
        if isinstance(form, int) and form & bit and words.strip():
            words = _element(tag, words)
    return words


# Mobiledoc


def _section(found: Mapping[str, object], section: Sequence[object]) -> str:
    if len(section) < 2:
        return ""
    kind, second, markers = section[0], section[1], _items(section[2] if len(section) > 2 else None)
    if kind == 1 and second in _SECTIONS:
        return _element("blockquote" if second == "aside" else str(second), "".join(_markers(found, markers)))
    if kind == 3 and second in {"ul", "ol"}:
        items = (_element("li", "".join(_markers(found, _items(each)))) for each in markers)
        return _element(str(second), "".join(items))
    card = _items(_at(found, "cards", second))
    if kind == 10 and len(card) > 1 and isinstance(card[1], dict):
        return _card(str(card[0]), card[1])
    return ""


def _markers(found: Mapping[str, object], markers: Sequence[object]) -> Iterator[str]:
    """Yield the words of a section; each marker opens some elements and closes some of those that are open."""
    is_open: list[str] = []
    for marker in map(_items, markers):
        if len(marker) < 4 or not isinstance(marker[2], int):
            continue
        for number in _items(marker[1]):
            tag, start = _markup(_items(_at(found, "markups", number)))
            is_open.append(tag)
            yield start
        is_atom = marker[0] == 1
        yield "<br>" if is_atom else html.escape(str(marker[3]), quote=False)
        for _ in range(min(marker[2], len(is_open))):
            tag = is_open.pop()
            yield f"</{tag}>" if tag else ""


def _markup(markup: Sequence[object]) -> tuple[str, str]:
    tag = str(markup[0]) if markup else ""
    if tag not in _MARKUPS:
        return "", ""
    said = _items(markup[1] if len(markup) > 1 else None)
    pairs = dict(zip(map(str, said[::2]), map(str, said[1::2]), strict=False))
    return tag, f'<a href="{html.escape(pairs.get("href", ""))}">' if tag == "a" else f"<{tag}>"


def _at(found: Mapping[str, object], table: str, number: object) -> object:
    rows = _items(found.get(table))
    return rows[number] if isinstance(number, int) and 0 <= number < len(rows) else None


# The cards of both


def _card(kind: str, said: Mapping[str, object]) -> str:
    """Return what a card shows of words; what only frames another page is left out."""
    write = _CARDS.get(kind)
    return write(said) + "\n" if write else ""


def _bookmark(said: Mapping[str, object]) -> str:
    told = said.get("metadata")
    title = _said(told, "title") if isinstance(told, dict) else ""
    return _element("p", _element("a", html.escape(title or _said(said, "url")), href=_said(said, "url")))


def _image(said: Mapping[str, object]) -> str:
    image = f'<img src="{html.escape(_said(said, "src"))}" alt="{html.escape(_said(said, "alt"))}">'
    return _element("figure", image + (_element("figcaption", caption) if (caption := _said(said, "caption")) else ""))


def _toggle(said: Mapping[str, object]) -> str:
    return _element("h4", _said(said, "heading")) + _said(said, "content")


def _code(said: Mapping[str, object]) -> str:
    return _element("pre", html.escape(_said(said, "code"), quote=False))


def _markdown(said: Mapping[str, object]) -> str:
    text = _said(said, "markdown").replace("\r\n", "\n")
    return "\n".join(_element("p", html.escape(each, quote=False)) for each in text.split("\n\n") if each.strip())


def _element(tag: str, inside: str, href: str = "") -> str:
    said = f' href="{html.escape(href)}"' if href else ""
    return f"<{tag}{said}>{inside}</{tag}>"


_CARDS: Mapping[str, Callable[[Mapping[str, object]], str]] = {
    "html": lambda said: _said(said, "html"),
    "markdown": _markdown,
    "card-markdown": _markdown,
    "image": _image,
    "code": _code,
    "codeblock": _code,
    "callout": lambda said: _element("blockquote", _said(said, "calloutText")),
    "toggle": _toggle,
    "bookmark": _bookmark,
    "hr": lambda _: "<hr>",
    "horizontalrule": lambda _: "<hr>",
}
