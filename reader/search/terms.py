"""The terms under which the index has the forms of a word."""

from reader.search.readings import Element
from reader.search.schema import STEM


def exact_term(element: Element) -> bytes:
    """Return the term of an element's own form."""
    return element.form.encode()


def inflected_terms(element: Element) -> list[bytes]:
    """Return the terms that hold every inflected form, the own one too unless it is its own stem."""
    return [*((STEM + stem).encode() for stem in element.stems), *(root.encode() for root in element.roots)]


def class_terms(element: Element) -> list[bytes]:
    """Return the terms of all words that share a stem with the element, its own form among them."""
    return list(dict.fromkeys([exact_term(element), *inflected_terms(element)]))
