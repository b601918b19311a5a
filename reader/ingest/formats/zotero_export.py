"""What Zotero exports as RDF, with the files beside it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from reader.ingest.formats.elements import XmlElement, element_of
from reader.ingest.formats.feeds import text_of_feed
from reader.ingest.formats.markup import plain
from reader.ingest.formats.moments import moment
from reader.ingest.formats.part import FileFormat, Highlight, Parts
from reader.ingest.formats.saved_item import SavedItem
from reader.ingest.formats.source import Source
from reader.ingest.formats.zotero_item import date_of, parts_with_file
from reader.library.safe_text import line

_SITES = ("bib:newspaper", "z:website", "z:blog", "bib:periodical", "bib:journal", "z:forum")


def _rdf(source: Source) -> Parts:
    root = element_of(text_of_feed(source), source.name)
    by_name = {each.attributes.get("rdf:about", ""): each for each in root.children}
    folders: defaultdict[str, list[str]] = defaultdict(list)
    for collection in root.all("z:collection"):
        for each in collection.all("dcterms:haspart"):
            folders[each.attributes.get("rdf:resource", "")].append(collection.said("dc:title"))
    for name, element in by_name.items():
        kind = element.said("z:itemtype")
        if kind and kind not in {"attachment", "note"}:
            item = _described(element, name, by_name)
            item.folders = folders[name]
            yield from parts_with_file(source, item, _attached(element, by_name))


def _described(element: XmlElement, name: str, by_name: Mapping[str, XmlElement]) -> SavedItem:
    authors = [each for part in element.all("bib:authors") for each in part.walk() if each.name == "foaf:person"]
    notes = (by_name.get(each.attributes.get("rdf:resource", "")) for each in element.all("dcterms:isreferencedby"))
    return SavedItem(
        url=_inner(element, "dcterms:uri") or name,
        title=element.said("dc:title"),
        author=", ".join(line(f"{each.said('foaf:givenname')} {each.said('foaf:surname')}") for each in authors),
        site=_site(element, by_name),
        language=element.said("z:language"),
        description=element.said("dcterms:abstract"),
        tags=[each.text or _inner(each, "z:automatictag") for each in element.all("dc:subject")],
        saved=moment(element.said("dcterms:datesubmitted")),
        published=date_of(element.said("dc:date")),
        highlights=tuple(Highlight(note=plain(each.said("rdf:value"))) for each in notes if each),
    )


def _inner(element: XmlElement, name: str) -> str:
    """Return the value of the first element of a name that is in *element*; empty where there is none."""
    return next((each.said("rdf:value") for each in element.walk() if each.name == name), "")


def _site(element: XmlElement, by_name: Mapping[str, XmlElement]) -> str:
    for part in element.all("dcterms:ispartof"):
        there = by_name.get(part.attributes.get("rdf:resource", ""), part)
        inner = [each for each in there.walk() if each.name in _SITES] or [*there.walk()]
        for each in inner:
            if each.said("dc:title"):
                return each.said("dc:title")
    return ""


def _attached(element: XmlElement, by_name: Mapping[str, XmlElement]) -> Iterator[tuple[str, str]]:
    """Yield path and type of the files of an item."""
    for each in element.all("link:link"):
        attachment = by_name.get(each.attributes.get("rdf:resource", ""))
        if attachment is not None:
            named = attachment.first("rdf:resource", "z:path")
            path = named.attributes.get("rdf:resource") or named.text if named else ""
            yield path.removeprefix("files:"), attachment.said("link:type")


FORMATS = (FileFormat("Zotero's RDF", lambda source: b"zotero.org/namespaces/export" in source.head[:3_000], _rdf),)
