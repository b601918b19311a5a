#!/usr/bin/env bash
# Guess:    A quotation that is not on the page any more is not found; one that was changed a little is found, and somebody is
#           told.
# Behavior: What is looked for is taken to be there if a passage is near enough, and the answer is a range like any other,
#           without a mark of how near. A note on "The council did not count boats in the harbor" is laid on "the council
#           counted 400 boats in the harbor" (but for its first letter), one on "counted 412 boats" on "counted 400 boats".
#           Approximate matches are documented; neither how far they go nor a way to ask for the words as they are.
# Version:  dom-anchor-text-quote 4.0.2 (with jsdom 24.1.3), on Node.js 20
# Why:      Pages are corrected after they were annotated. The remark "this is wrong" then stands on the sentence that is
#           right, and a saved quotation shows words that were never marked.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund dom-anchor-text-quote@4.0.2 jsdom@24.1.3

cat >anchor.mjs <<'SCRIPT'
import assert from "node:assert";
import { JSDOM } from "jsdom";
import * as quotes from "dom-anchor-text-quote";

const { window } = new JSDOM("<p>The ice is thin.</p><p>Later it said that the council counted 400 boats in the harbor and no more.</p>");
Object.assign(globalThis, { document: window.document, Node: window.Node, NodeFilter: window.NodeFilter });

const found = {
  "the council counted 400 boats": "the council counted 400 boats",
  "counted 412 boats": "counted 400 boats",
  "The council did not count boats in the harbor": "he council counted 400 boats in the harbor",
};
for (const [exact, expected] of Object.entries(found)) {
  const range = quotes.toRange(window.document.body, { exact });
  console.log(`${exact}\n  on: ${range}`);
  assert.equal(String(range), expected, "it is laid on other words now, or on none");
}
console.log("\nseen as described, with dom-anchor-text-quote 4.0.2");
SCRIPT
node anchor.mjs
