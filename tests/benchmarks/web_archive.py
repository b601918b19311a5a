"""A large web archive (WACZ), read from beginning to end: seconds, pages, and the most memory of the process.

    python tests/benchmarks/web_archive.py [--megabytes 500] [--data FILE] [--json]

FILE is an archive of one's own. The one that is made holds ten pictures to a page.
"""

import gzip
import json
import os
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.ingest.formats.part import FilePart
from reader.ingest.formats.registry import format_of
from reader.ingest.formats.source import FileSource
from tests.benchmarks.machine import arguments, report

PICTURE = 250_000
PAGE = "<html><head><title>Boats {0}</title></head><body><article><h1>Boats {0}</h1>{1}</article></body></html>"
PARAGRAPH = "<p>The boats came back before the tide, and all who were not in the fields stood on the pier.</p>\n"


def main() -> None:
    """Run and print."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--megabytes", type=int, default=500, help="size of the archive that is made")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        archive = options.data or make_archive(Path(place) / "crawl.wacz", options.megabytes * 1_000_000)
        figures = measure(archive)
    report("A web archive, read page by page", figures, as_json=options.json)


def make_archive(path: Path, size: int) -> Path:
    """Make an archive of some *size* in bytes."""
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("datapackage.json", json.dumps({"profile": "data-package"}))
        with packed.open("archive/data.warc.gz", "w", force_zip64=True) as archive:
            written = 0
            for record in records():
                written += archive.write(record)
                if written >= size:
                    break
    return path


def records() -> Iterator[bytes]:
    """Yield records without end: of a page, and of its ten pictures."""
    at = 0
    while True:
        at += 1
        yield record(f"https://port.example/{at}", "text/html", PAGE.format(at, PARAGRAPH * 200).encode(), 6)
        for number in range(10):
            yield record(f"https://port.example/{at}-{number}.jpg", "image/jpeg", os.urandom(PICTURE), 0)


def record(url: str, kind: str, body: bytes, level: int) -> bytes:
    """Return the record of an answer, packed."""
    block = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(block)}\r\n\r\n"
    return gzip.compress(head.encode() + block + b"\r\n\r\n", level)


def measure(path: Path) -> dict[str, Any]:
    """Read *path* once."""
    before = peak()
    begun = time.perf_counter()
    source = FileSource(path)
    found = format_of(source)
    assert found is not None
    pages, told = 0, ""
    for part in found.read(source):
        if isinstance(part, FilePart):
            pages += 1
        else:
            told = part.reason
    seconds = time.perf_counter() - begun
    size = path.stat().st_size
    return {
        "size (MB)": round(size / 1e6),
        "pages": pages,
        "told": told,
        "seconds": round(seconds, 1),
        "MB a second": round(size / 1e6 / seconds),
        "most memory before reading (MB)": before,
        "most memory (MB)": peak(),
    }


def peak() -> int:
    """Return the most memory that this process has had, in MB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)


if __name__ == "__main__":
    main()
