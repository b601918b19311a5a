"""A web page that Safari saved with its pictures as one property list (`.webarchive`)."""

from collections.abc import Mapping

from reader.ingest.formats.page_bytes import PAGE_TYPES, media_type_of, self_contained
from reader.ingest.formats.part import FileFormat, FilePart, Parts
from reader.ingest.formats.pictures import addresses_in, pictures_of
from reader.ingest.formats.property_list import has_name, parse_property_list
from reader.ingest.formats.source import Source
from reader.library.addresses import plain_address
from reader.library.guarded_file import UnreadableError
from reader.library.record import Record
from reader.library.safe_text import line

LARGEST = 100_000_000
_MAIN = b"WebMainResource"


def _recognizes(source: Source) -> bool:
    return has_name(source, _MAIN)


def _read(source: Source) -> Parts:
    data = source.read(LARGEST)
    main, others = _resources(source.name, data)
    page, address = main.get("WebResourceData"), _words(main, "WebResourceURL")
    if not isinstance(page, bytes) or media_type_of(_words(main, "WebResourceMIMEType")) not in {*PAGE_TYPES, ""}:
        raise UnreadableError(f"{line(source.name)} is a web archive without a page in it.")
    by_address = {_words(each, "WebResourceURL"): each.get("WebResourceData") for each in others}

    def find(picture: str) -> bytes | None:
        found = by_address.get(picture)
        return found if isinstance(found, bytes) else None

    html = self_contained(page, _words(main, "WebResourceTextEncodingName"))
    yield FilePart(
        form="page",
        data=html,
        original=data,
        suffix=".webarchive",
        record=Record(url=plain_address(address)),
        pictures=pictures_of(addresses_in(html), find, address),
    )


def _resources(name: str, data: bytes) -> tuple[Mapping[str, object], list[Mapping[str, object]]]:
    """Return the resource that is the page, and the others. Raises: UnreadableError."""
    try:
        listed = parse_property_list(data)
    except ValueError as error:
        raise UnreadableError(f"{line(name)} is a web archive that is damaged.") from error
    listed = listed if isinstance(listed, dict) else {}
    main = listed.get("WebMainResource")
    if not isinstance(main, dict):
        raise UnreadableError(f"{line(name)} is a web archive without a page in it.")
    others = listed.get("WebSubresources")
    return main, [each for each in others if isinstance(each, dict)] if isinstance(others, list) else []


def _words(resource: Mapping[str, object], key: str) -> str:
    value = resource.get(key)
    return value if isinstance(value, str) else ""


FORMATS = (FileFormat("a web archive", _recognizes, _read),)
