"""The elements of lists and feeds in XML, well-formed or not, by their names as they are written."""

import html
import re
from collections.abc import Iterator
from functools import cached_property
from html.entities import html5
from typing import TYPE_CHECKING

from reader.ingest.formats.xml_tree import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_CDATA = ("<![CDATA[", "]]>")
# What XML does not know, or what was never escaped: HTML's names of letters, and a sign that stands for itself.
_UNKNOWN = re.compile(
    r"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)(?:([A-Za-z][A-Za-z0-9]{1,31});)?"
    r"|<(?![A-Za-z_/!?])"
)
# What is begun in a title and does not end there is no element: buku escapes nothing.
_TITLE = re.compile(r"(?<=<title>)[^<>]{0,500}<(?!/title>|!\[)(?:(?!</title>).){0,500}(?=</title>)")
_BEGUN = re.compile(r"<(?=(\w{1,40})\b[^<>]{0,200}>(?!.*</\1>))")
_NAMESPACE = re.compile(r"""\sxmlns(?::[\w.-]{1,100})?=(?:"[^"<>]*"|'[^'<>]*')""")
_OF_XML = "{http://www.w3.org/XML/1998/namespace}"


class XmlElement:
    """An element: its *name* in small letters, as it is written."""

    def __init__(self, element: "_Element") -> None:
        self._element = element
        prefix = f"{element.prefix}:" if element.prefix else ""
        self.name = f"{prefix}{str(element.tag).rpartition('}')[2]}".lower()

    @cached_property
    def attributes(self) -> dict[str, str]:
        """Its attributes, by their names in small letters, as they are written."""
        prefixes = {f"{{{uri}}}": f"{prefix}:" for prefix, uri in self._element.nsmap.items() if prefix}
        prefixes[_OF_XML] = "xml:"
        found = {}
        for key, value in self._element.attrib.items():
            space, end, name = str(key).rpartition("}")
            found[f"{prefixes.get(space + end, '')}{name}".lower()] = str(value)
        return found

    @property
    def text(self) -> str:
        """Its own text, without that of its elements."""
        return "".join((self._element.text or "", *(each.tail or "" for each in self._element))).strip()

    @property
    def markup(self) -> str:
        """All that stands in it, as XML."""
        from lxml import etree

        inner = (etree.tostring(each, encoding="unicode") for each in self._element)
        return _NAMESPACE.sub("", "".join((html.escape(self._element.text or ""), *inner)))

    @property
    def children(self) -> Iterator["XmlElement"]:
        """The elements in it."""
        return map(XmlElement, self._element)

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
        return map(XmlElement, self._element.iter())


def element_of(text: str, shown: str) -> XmlElement:
    """Return the outermost element of a file. Raises: UnreadableError."""
    return XmlElement(parse_xml(_mended(text).encode("utf-8", "replace"), shown, "utf-8"))


def _mended(text: str) -> str:
    text = _TITLE.sub(lambda title: _BEGUN.sub("&lt;", title.group()), text)
    pieces: list[str] = []
    at = 0
    while (start := text.find(_CDATA[0], at)) >= 0 and (end := text.find(_CDATA[1], start)) >= 0:
        pieces += (_UNKNOWN.sub(_escaped, text[at:start]), text[start:end])
        at = end
    return "".join((*pieces, _UNKNOWN.sub(_escaped, text[at:])))


def _escaped(sign: re.Match[str]) -> str:
    letter = html5.get(f"{sign[1]};") if sign[1] else None
    return html.escape(letter or sign.group(), quote=False)
