#!/usr/bin/env bash
# Guess:    The address in a list of references is the same after it was read, as it is in RIS.
# Behavior: From BibTeX and BibLaTeX, an address with an encoded slash, colon, question mark, ampersand or equals sign is
#           encoded once more: https://doi.org/10.1000%2F123 is 10.1000%252F123, and ?u=https%3A%2F%2Fexample.org%2Ffee asks
#           for another page. Encoded blanks and letters (%20, %D0%A1) stay. The tilde of a home page in \url{…} is a no-break
#           space: "https://example.org/ ada". What it has written itself it reads so, too.
# Version:  citation-js 0.7.22, on Node.js 20. RFC 3986 says that %2F and / are two addresses and that nothing must be encoded
#           twice.
# Why:      Addresses of archives, of libraries' gates and of DOIs hold others in this way. They lead to an error page, and the
#           article is not told to be the one that was saved.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund citation-js@0.7.22

cat >read.cjs <<'SCRIPT'
const assert = require("node:assert");
const Cite = require("citation-js");

const address = (written) => new Cite(written).data[0].URL;
const FORMS = {
  BibTeX: (url) => `@misc{fee, title = {Fee}, url = {${url}}}`,
  BibLaTeX: (url) => `@online{fee, title = {Fee}, url = {${url}}, date = {2016-12-15}}`,
  RIS: (url) => `TY  - ELEC\nTI  - Fee\nUR  - ${url}\nER  - \n`,
};
const READ = {
  "https://example.org/old%20fee?town=1&year=2016": "https://example.org/old%20fee?town=1&year=2016",
  "https://doi.org/10.1000%2F123": "https://doi.org/10.1000%252F123",
  "https://example.org/?u=https%3A%2F%2Fexample.com%2Ffee": "https://example.org/?u=https%253A%252F%252Fexample.com%252Ffee",
};
for (const [written, expected] of Object.entries(READ)) {
  for (const [name, form] of Object.entries(FORMS)) {
    const found = address(form(written));
    console.log(name.padEnd(9), found);
    assert.equal(found, name === "RIS" ? written : expected, "it is read in another way now");
  }
}
const home = address("@misc{ada, title = {Ada}, howpublished = {\\url{https://example.org/~ada}}}");
console.log(JSON.stringify(home));
assert.equal(home, "https://example.org/\u00a0ada", "the tilde is kept now");

const written = new Cite([{ id: "fee", type: "webpage", title: "Fee", URL: "https://doi.org/10.1000%2F123" }]);
const again = address(written.format("biblatex"));
console.log(again);
assert.equal(again, "https://doi.org/10.1000%252F123", "what it writes comes back as it was now");
console.log("\nseen as described, with citation-js 0.7.22");
SCRIPT
node read.cjs
