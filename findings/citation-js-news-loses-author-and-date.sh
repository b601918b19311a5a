#!/usr/bin/env bash
# Guess:    A reference that came as RIS is cited with its author and its day.
# Behavior: Of an article in a newspaper (NEWS) the author becomes a "reporter", one piece of text where CSL has lists of
#           names, and no style shows him; the date (DA) is dropped, and the citation says "n.d.". With a year beside it (PY)
#           only the year is left. The same lines as an article of a magazine or a blog are cited with name and day.
# Version:  citation-js 0.7.22, on Node.js 20. CSL's schema calls for name variables as lists of objects, and has no
#           "reporter".
# Why:      Zotero exports saved newspaper articles as NEWS, with AU and DA. A list of sources made of them names nobody,
#           dates nothing, and looks complete.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund citation-js@0.7.22

cat >cite.mjs <<'SCRIPT'
import assert from "node:assert";
import Cite from "citation-js";

function cited(type, year = "") {
  const written = `TY  - ${type}\nTI  - Ice on the river\nAU  - Keller, Anna\nT2  - The Port Paper\n${year}DA  - 2016/12/15/\nER  - \n`;
  const reference = new Cite(written);
  const line = reference.format("bibliography", { template: "apa" }).trim();
  console.log(type, line, JSON.stringify(reference.data[0]));
  return [line, reference.data[0]];
}

const whole = "Keller, A. (2016, December 15). Ice on the river. The Port Paper.";
assert.equal(cited("MGZN")[0], whole, "a magazine is cited in another way now");
assert.equal(cited("BLOG")[0], whole, "a blog is cited in another way now");
const [line, item] = cited("NEWS");
assert.equal(line, "Ice on the river. (n.d.). The Port Paper.", "a newspaper is cited in another way now");
assert(item.reporter === "Keller, Anna" && !item.author && !item.issued, "author or date are kept now");
assert.equal(cited("NEWS", "PY  - 2016\n")[0], "Ice on the river. (2016). The Port Paper.", "the day is kept now");
console.log("\nseen as described, with citation-js 0.7.22");
SCRIPT
node cite.mjs
