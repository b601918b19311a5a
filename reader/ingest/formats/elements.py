"""The elements of XML that programs write, well-formed or not, without entities of their own and not too deep."""

import html
from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.ingest.formats.markup import Tag, tags_of

_DEEPEST = 60


@dataclass(slots=True)
class XmlElement:
    """An element: its name in small letters as it is written, its attributes, its children, and its own text.

    *markup* is all that stands in it, as it is written, where the tree was made with it.
    """

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["XmlElement"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    start: int = 0
    markup: str = ""

    @property
    def text(self) -> str:
        """Return its own text, decoded."""
        return "".join(self.pieces).strip()

    def all(self, *names: str) -> Iterator["XmlElement"]:
        """Yield its children of these names."""
        return (each for each in self.children if each.name in names)

    def first(self, *names: str) -> "XmlElement | None":
        """Return the first child of the first of these names that there is."""
        return next((each for name in names for each in self.all(name)), None)

    def said(self, *names: str) -> str:
        """Return the text of the first child of these names that has one; empty where there is none."""
        return next((each.text for name in names for each in self.all(name) if each.text), "")

    def walk(self) -> Iterator["XmlElement"]:
        """Yield itself and all that is in it, in order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += reversed(element.children)


def element_of(page: str) -> XmlElement:
    """Return an element without a name that holds those of *page*."""
    root = XmlElement("")
    open_ = [root]
    for tag in tags_of(page):
        if tag.is_end:
            _close(open_, tag, page)
        elif tag.name and len(open_) <= _DEEPEST:
            element = XmlElement(tag.name, tag.attributes, start=tag.end)
            open_[-1].children.append(element)
            if not tag.is_closed:
                open_.append(element)
        text = tag.text if tag.is_cdata else html.unescape(tag.text)
        open_[-1].pieces.append(text)
    return root


def _close(open_: list[XmlElement], tag: Tag, page: str) -> None:
    """Close the element that a tag ends, and those left open in it; a tag that ends nothing is passed over."""
    depth = next((at for at in range(len(open_) - 1, 0, -1) if open_[at].name == tag.name), 0)
    if depth:
        open_[depth].markup = page[open_[depth].start : tag.start]
        del open_[depth:]
