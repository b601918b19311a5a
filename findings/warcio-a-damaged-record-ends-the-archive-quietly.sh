#!/usr/bin/env bash
# Guess:    A web archive of which one record is damaged is read to the damage and raises an error there, or goes on with
#           the next record: records are packed one by one so that they can be read apart.
# Behavior: The content of the damaged record comes out shorter than its head says, as if that were all of it, and the
#           records behind it never come. Nothing is raised; the loop over the records ends as it does at the end of a
#           sound archive. A line of zlib's is written to standard error.
# Version:  warcio 1.8.1
# Why:      Of a crawl with one bad sector, a page with half of its text is kept as a page, and all pages behind it are
#           missing, while the program that read it says that it is done.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check warcio==1.8.1

"$place/venv/bin/python" - 2>"$place/errors" <<'PYTHON' || { cat "$place/errors"; exit 1; }
import gzip
import hashlib
from importlib.metadata import version
from io import BytesIO

from warcio.archiveiterator import ArchiveIterator


def record(name: str, body: bytes) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://port.example/{name}\r\n"
    head += f"Content-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    return gzip.compress(head.encode() + block + b"\r\n\r\n")


# Words that hardly pack, so that a record is longer than what is read at once.
words = " ".join(hashlib.sha256(str(at).encode()).hexdigest() for at in range(2_000)).encode()
damaged = bytearray(record("boats", words))
middle = len(damaged) * 2 // 3
damaged[middle : middle + 64] = b"\xff" * 64
archive = record("nets", words) + bytes(damaged) + record("ropes", words)

found = []
for each in ArchiveIterator(BytesIO(archive)):
    content = each.content_stream().read()
    found.append((each.rec_headers.get_header("WARC-Target-URI"), len(content)))
    print(f"{found[-1][0]:28} {found[-1][1]:,} of {len(words):,} bytes")

assert found[0] == ("https://port.example/nets", len(words)), "the sound record is read otherwise now"
assert found[1][0].endswith("/boats") and found[1][1] < len(words), "the damaged record is told or whole now"
assert len(found) == 2, "the record behind the damage is read now"
print("\nseen as described, with warcio", version("warcio"))
PYTHON

printf 'on standard error: %s\n' "$(head -1 "$place/errors")"
grep --quiet "while decompressing" "$place/errors"
