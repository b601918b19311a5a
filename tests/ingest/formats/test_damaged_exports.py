"""Whatever is done to an export, it is read as far as it is sound, or refused in a sentence."""

import json
import random

import pytest

from reader.ingest.formats.registry import format_of, formats
from reader.library.errors import ReaderError
from tests.ingest.formats.exports import source_of, zipped
from tests.ingest.formats.test_annotations import END, HYPOTHESIS, JSON_CASES, NEW, OLD
from tests.ingest.formats.test_archive_exports import ENEX, ENML, note_of, saved
from tests.ingest.formats.test_bookmarks import PAGES, TREES
from tests.ingest.formats.test_feeds_and_links import CASES as FEEDS
from tests.ingest.formats.test_google_keep import note as keep_note
from tests.ingest.formats.test_json_exports import CASES as OBJECTS
from tests.ingest.formats.test_logseq import MARKS as LOGSEQ
from tests.ingest.formats.test_moon_reader import HEAD as MOON
from tests.ingest.formats.test_moon_reader import record as moon_record
from tests.ingest.formats.test_tabular_exports import CASES as TABLES
from tests.ingest.formats.test_web_annotations import FORMS as WEB_ANNOTATIONS
from tests.ingest.formats.test_zotero import RDF

EXPORTS: dict[str, bytes] = {
    **{name: text.encode() for cases in (TABLES, PAGES, FEEDS) for name, (_, text, _) in cases.items()},
    **{
        name: json.dumps(value).encode()
        for cases in (OBJECTS, TREES, JSON_CASES)
        for name, (_, value, _) in cases.items()
    },
    "Hypothesis": json.dumps(HYPOTHESIS["an export"]).encode(),
    "a new sidecar": NEW.encode(),
    "an old sidecar": OLD.encode(),
    "clippings": f"Ice (Lee)\n- Your Highlight at location 5-6 | Added on May 5, 2022\n\nThin.\n{END}".encode(),
    "RDF": RDF.encode(),
    "web annotations": WEB_ANNOTATIONS["a page"].encode(),
    "web annotations, one a line": WEB_ANNOTATIONS["lines"].encode(),
    "a note of Google Keep": keep_note(textContent="Thin ice.").encode(),
    "Moon+ Reader": (MOON + moon_record(1, "Why?", "Thin ice.")).encode(),
    "Logseq's highlights": LOGSEQ.encode(),
    "ENEX": f"{ENEX}<en-export>{note_of('Ice', ENML.format('Thin.'))}</en-export>".encode(),
    "Omnivore": zipped({"metadata_0_to_1.json": json.dumps([saved("a", 1)]), "content/a.html": "<p>Thin."}),
}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return bytes cut short, with a piece taken out, doubled or overwritten."""
    at, length = chance.randrange(len(data)), chance.randrange(1, 40)
    kind = chance.choice(("cut", "out", "twice", "noise", "sign"))
    if kind == "cut":
        return data[:at]
    if kind == "out":
        return data[:at] + data[at + length :]
    if kind == "twice":
        return data[:at] + data[at : at + length] * 2 + data[at + length :]
    if kind == "sign":
        return data[:at] + chance.choice((b'"', b"<", b"{", b"[", b",", b"\n", b"'", b"\\", b"&#")) + data[at + 1 :]
    return data[:at] + chance.randbytes(length) + data[at + length :]


@pytest.mark.parametrize("name", EXPORTS)
def test_a_damaged_export_is_read_as_far_as_it_is_sound_or_refused_in_a_sentence(name: str, *, long: bool) -> None:
    chance = random.Random(name)  # noqa: S311 - the same damage in every run
    for _ in range(2_000 if long else 5):
        problem = problem_of(damaged(EXPORTS[name], chance))
        assert problem is None or problem.endswith("."), problem


IN_UTF_16 = {
    name: data
    for name, data in EXPORTS.items()
    if not data.startswith(b"PK") and name not in {"a new sidecar", "an old sidecar", "clippings", "ENEX"}
}


@pytest.mark.parametrize("name", IN_UTF_16)
def test_an_export_that_somebody_saved_in_utf_16_is_known_and_read_alike(name: str) -> None:
    source = source_of(IN_UTF_16[name].decode().encode("utf-16"))
    plain = source_of(IN_UTF_16[name])

    found, known = format_of(source), format_of(plain)

    assert found is not None
    assert found is known
    assert [(each.name, type(each)) for each in found.read(source)] == [
        (each.name, type(each)) for each in found.read(plain)
    ]


def problem_of(data: bytes) -> str | None:
    """Return what a reader says of an export; None where it read all of it."""
    source = source_of(data)
    found = format_of(source)
    try:
        for part in found.read(source) if found else ():
            assert part.name is not None
    except ReaderError as error:
        return str(error)
    return None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"\xff\xfe",
        b"{",
        b"[",
        b"<",
        b"PK\x03\x04",
        b"bplist00",
        b"SQLite format 3\x00",
        b"return {",
        b"\xef\xbb\xbf",
    ],
)
def test_no_format_stumbles_over_a_beginning(data: bytes) -> None:
    for each in formats():
        assert each.recognizes(source_of(data + b"\xe9" * 50)) in {True, False}
