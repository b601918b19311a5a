"""What the tests of formats share: a file of our own words goes in, what it holds comes out as plain facts."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from reader.ingest.formats.part import FilePart, Skipped
from reader.ingest.formats.registry import format_of
from reader.ingest.formats.source import BytesSource, Source

_EMPTY: tuple[object, ...] = (None, "", (), {}, b"", [])


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def source_of(content: str | bytes | Mapping[str, str | bytes], beside: Mapping[str, bytes] | None = None) -> Source:
    """Return a file that holds *content*, under a name that says nothing; an archive for several files."""
    if isinstance(content, Mapping):
        return BytesSource("export.zip", zipped(content))
    return BytesSource("export", content.encode() if isinstance(content, str) else content, beside)


def read(
    content: str | bytes | Mapping[str, str | bytes], beside: Mapping[str, bytes] | None = None
) -> tuple[str, list[FilePart | Skipped]]:
    """Return the format that a file is taken for, and what is read out of it."""
    source = source_of(content, beside)
    found = format_of(source)
    assert found is not None
    return found.name, [*found.read(source)]


def facts(part: FilePart | Skipped) -> dict[str, Any]:
    """Return what is told of a part, but for what is empty: a passage as `words | note | color | tags | date`."""
    if isinstance(part, Skipped):
        return {"skipped": part.reason}
    told = {key: value for key, value in asdict(part.record).items() if value not in _EMPTY}
    if part.form != "link":
        told["form"] = part.form
        told["data"] = part.data.decode()
    marks = [
        " | ".join((each.exact, each.note, each.color, ",".join(each.tags), each.created or "")).rstrip(" |")
        for each in part.highlights
    ]
    rest = {"read": part.read, "starred": part.starred, "marks": marks, "note": part.note}
    return told | {key: value for key, value in rest.items() if value not in _EMPTY}
