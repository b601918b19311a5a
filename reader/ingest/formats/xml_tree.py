"""XML from outside as a tree: no entities, nothing fetched, bounded; names without their namespaces."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reader.ingest.formats.source import Source
from reader.library.guarded_file import UnreadableError
from reader.library.safe_text import line

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST = 50_000_000
_GUARDED: Any = {"resolve_entities": False, "no_network": True, "load_dtd": False, "recover": True}


def parse_xml(data: bytes, shown: str, encoding: str | None = None) -> "_Element":
    """Return the root of an XML file, also of one that is not quite well-formed. Raises: UnreadableError.

    *encoding* is known better than by what the file says.
    """
    from lxml import etree

    if len(data) > LARGEST:
        raise UnreadableError(f"{line(shown)} is larger than {LARGEST // 1_000_000} MB.")
    # Without huge_tree the parser itself refuses what is too deep or too long.
    parser = etree.XMLParser(**_GUARDED, encoding=encoding, remove_comments=True, remove_pis=True)
    try:
        root: _Element | None = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"{line(shown)} is not valid XML.") from error
    if root is None:
        raise UnreadableError(f"{line(shown)} is not valid XML.")
    return root


def elements_in(source: Source, entry: str, *others: str) -> Iterator["_Element"]:
    """Yield each *entry* of a large file as it ends, to forget it afterwards, and the *others*, by their names.

    Raises: UnreadableError where it is damaged, after those before.
    """
    from lxml import etree

    with source.open() as stream:
        context = etree.iterparse(stream, events=("end",), **_GUARDED)
        try:
            for _, element in context:
                name = name_of(element)
                if name == entry or name in others:
                    yield element
                if name == entry:
                    _forget(element)
        except etree.XMLSyntaxError as error:
            raise _damaged(source) from error
        if any("Premature end" in entry.message for entry in context.error_log):
            raise _damaged(source)


def _forget(element: "_Element") -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        parent.remove(before)


def _damaged(source: Source) -> UnreadableError:
    return UnreadableError(f"{line(source.name)} is cut short or damaged; what stands before that was read.")


def name_of(element: "_Element") -> str:
    """Return an element's name without its namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def named(element: "_Element", *names: str) -> Iterator["_Element"]:
    """Yield the elements below *element* of these names, in order."""
    return (each for each in element.iter() if name_of(each) in names)


def attribute(element: "_Element", name: str) -> str:
    """Return an attribute by its name, whatever its namespace; "" where there is none."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def text_in(element: "_Element") -> str:
    """Return all text of an element on one line."""
    return line("".join(str(each) for each in element.itertext()))
