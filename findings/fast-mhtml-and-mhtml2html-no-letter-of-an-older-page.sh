#!/usr/bin/env bash
# Guess:    A page that Chromium saved as MHTML looks the same when a library has unpacked it.
# Behavior: Chromium keeps the page in its own encoding, and only the <meta> in the page names it: the part's header has no
#           charset. fast-mhtml decodes it as UTF-8, so that every Cyrillic letter becomes U+FFFD and cannot be brought back;
#           mhtml2html takes the bytes for Latin-1 ("Øëþç"). Text that stood in a shadow tree is kept by Chromium in
#           <template shadowmode="open">, an attribute that no browser knows: both libraries leave it, and no browser shows
#           the paragraph. mhtml-to-html gets both right: it writes shadowrootmode.
# Version:  fast-mhtml 2.1.0, mhtml2html 3.0.0 (with jsdom 24.1.3), mhtml-to-html 2.1.0, on Node.js 20.
#           Chromium 156 writes so; its headers are those of the file below.
# Why:      A saved page is opened again when the page itself is gone. Then of a Ukrainian page of 2006 there is not one word,
#           and of a page that is built of components the sentence is missing without a trace.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund fast-mhtml@2.1.0 mhtml2html@3.0.0 mhtml-to-html@2.1.0 jsdom@24.1.3

python3 - <<'PYTHON'
from pathlib import Path
from quopri import encodestring

MARK = "----MultipartBoundary--q1W2e3----"
page = (
    '<html lang="uk"><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    "<title>Шлюз</title></head><body><h1>Шлюз закрито</h1><story-text>"
    '<template shadowmode="open"><p>Ворота не відкриють.</p></template></story-text></body></html>'
).encode("windows-1251")
head = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/lock
Subject: =?utf-8?Q?=D0=A8=D0=BB=D1=8E=D0=B7?=
Date: Thu, 15 Dec 2016 21:02:18 GMT
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="{MARK}"


--{MARK}
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://example.org/lock

"""
written = head.encode() + encodestring(page) + f"\n--{MARK}--\n".encode()
Path("lock.mhtml").write_bytes(written.replace(b"\n", b"\r\n"))
PYTHON

cat >unpack.mjs <<'SCRIPT'
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { JSDOM } from "jsdom";

const require = createRequire(import.meta.url);
const saved = readFileSync("lock.mhtml");

const { Parser } = require("fast-mhtml");
const fast = new Parser({ rewriteFn: (address) => address }).parse(saved).rewrite().spit()[0].content.toString();
console.log("fast-mhtml:", fast, "\n");
assert(fast.includes("<h1>\ufffd\ufffd\ufffd\ufffd "), "fast-mhtml keeps the letters now");

const unpacked = require("mhtml2html").convert(saved.toString("latin1"), { parseDOM: (html) => new JSDOM(html) });
const other = unpacked.window.document.documentElement.outerHTML;
console.log("mhtml2html:", other, "\n");
assert(other.includes("Øëþç çàêðèòî"), "mhtml2html keeps the letters now");

const converted = (await require("mhtml-to-html").convert(saved)).data;
console.log("mhtml-to-html:", converted, "\n");
assert(converted.includes("Шлюз закрито"), "mhtml-to-html loses the letters now");

const inTree = (html) => html.includes('<template shadowmode="open"');
assert(inTree(fast) && inTree(other), "the template is another one now");
assert(converted.includes('<template shadowrootmode="open"><p>Ворота не відкриють.'), "mhtml-to-html has no shadow tree now");
console.log("seen as described, with fast-mhtml 2.1.0, mhtml2html 3.0.0, mhtml-to-html 2.1.0");
SCRIPT
node unpack.mjs
