#!/usr/bin/env bash
# Guess:    A reader of web archives gives the address of a page that Wget has kept.
# Behavior: Wget writes the address in angle brackets, as the grammar of WARC 1.0 has it. FastWARC and node-warc give the
#           brackets with it: "<http://example.org/fee>", which no URL parser takes for an address of example.org (Python's
#           finds neither scheme nor host, that of Node.js raises an error); surt's key for it begins with "<http)". The pages
#           of other packers in the same file have theirs without. warcio takes the brackets off, in Python and on Node.js.
# Version:  FastWARC 2.0.1, node-warc 3.3.1 and warcio 2.4.11 on Node.js 20, warcio 1.8.1, surt 0.3.1. GNU Wget 1.21.3 writes
#           so. ISO 28500:2009 defines the field's uri with the brackets; WARC 1.1 took them back.
# Why:      Articles are found, joined and shelved by address and site. Every page that was kept with Wget is of no site,
#           cannot be looked up, and is no copy of the same page from another archive.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check FastWARC==2.0.1 warcio==1.8.1 surt==0.3.1
cd "$place"
npm install --silent --no-audit --no-fund node-warc@3.3.1 warcio@2.4.11

venv/bin/python - <<'PYTHON' | tee by_python.txt
from pathlib import Path
from urllib.parse import urlsplit

from fastwarc.warc import ArchiveIterator
from surt import surt
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>No boats came.</p>"


def record(address: str, number: int) -> bytes:
    head = [
        "WARC/1.0",
        "WARC-Type: response",
        f"WARC-Record-ID: <urn:uuid:6f0d0d9a-0000-4000-8000-{number:012d}>",
        "WARC-Date: 2016-12-15T21:02:07Z",
        f"WARC-Target-URI: {address}",
        "Content-Type: application/http;msgtype=response",
        f"Content-Length: {len(PAGE)}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + PAGE + b"\r\n\r\n"


Path("kept.warc").write_bytes(record("<http://example.org/fee>", 1) + record("http://example.org/ice", 2))
with open("kept.warc", "rb") as stream:
    addresses = [each.headers["WARC-Target-URI"] for each in ArchiveIterator(stream)]
with open("kept.warc", "rb") as stream:
    others = [each.rec_headers.get_header("WARC-Target-URI") for each in WarcioIterator(stream)]
print("FastWARC", *addresses)
print("warcio", *others)
print("surt", surt(addresses[0]), surt(addresses[1]))
assert urlsplit(addresses[0])[:2] == ("", "") and urlsplit(addresses[1])[:2] == ("http", "example.org")
PYTHON
cat >read.cjs <<'SCRIPT'
const { AutoWARCParser } = require("node-warc");

const parser = new AutoWARCParser("kept.warc");
parser.on("record", (each) => console.log("node-warc", each.warcTargetURI, URL.canParse(each.warcTargetURI)));
parser.start();
SCRIPT
cat >read.mjs <<'SCRIPT'
import { createReadStream } from "node:fs";
import { WARCParser } from "warcio";

for await (const each of new WARCParser(createReadStream("kept.warc"))) console.log("warcio.js", each.warcTargetURI);
SCRIPT
{ node read.cjs && node read.mjs; } | tee by_node.txt
grep -qFx 'FastWARC <http://example.org/fee> http://example.org/ice' by_python.txt || { echo "FastWARC reads it in another way now"; exit 1; }
grep -qF 'surt <http)' by_python.txt || { echo "surt takes the brackets off now"; exit 1; }
grep -qFx 'warcio http://example.org/fee http://example.org/ice' by_python.txt || { echo "warcio leaves the brackets now"; exit 1; }
grep -qFx 'node-warc <http://example.org/fee> false' by_node.txt || { echo "node-warc reads it in another way now"; exit 1; }
grep -qFx 'warcio.js http://example.org/fee' by_node.txt || { echo "warcio.js leaves the brackets now"; exit 1; }
echo
echo "seen as described"
