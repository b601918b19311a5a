#!/usr/bin/env bash
# Guess:    A table of a page is the same table in the Markdown that is made of it, or is left as HTML.
# Behavior: turndown-plugin-gfm writes a bar within a cell as it is, so that the cell becomes two: of the row "Varn | Holm",
#           400, 412 what is shown is Varn, Holm, 400; 412, which has no column any more, is shown nowhere. In it, in Joplin's
#           edition and in node-html-markdown a row below a cell that spans two rows begins one column too early: the figures
#           of 2015 stand under the town's name, those of 2016 under 2015. node-html-markdown makes one word of the lines of a
#           cell: 412<br>5 is 4125.
# Version:  turndown-plugin-gfm 1.0.2 and @joplin/turndown-plugin-gfm 1.0.68 with turndown 7.2.5; node-html-markdown 2.0.0;
#           shown by markdown-it 15.0.3; on Node.js 20. GFM says that cells beyond those of the heading are ignored, and that
#           a bar in a cell is to be escaped.
# Why:      Clippers and converters of whole archives write Markdown with these. The figure that a reader sees under a year is
#           another year's, or there is none, and the table looks whole.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund turndown@7.2.5 turndown-plugin-gfm@1.0.2 @joplin/turndown-plugin-gfm@1.0.68 \
  node-html-markdown@2.0.0 markdown-it@15.0.3

cat >table.mjs <<'SCRIPT'
import assert from "node:assert";
import joplin from "@joplin/turndown-plugin-gfm";
import MarkdownIt from "markdown-it";
import { NodeHtmlMarkdown } from "node-html-markdown";
import TurndownService from "turndown";
import plain from "turndown-plugin-gfm";

const turndown = (plugin) => (html) => new TurndownService().use(plugin.gfm).turndown(html);
const WRITERS = {
  "turndown-plugin-gfm": turndown(plain),
  "its Joplin edition": turndown(joplin),
  "node-html-markdown": (html) => NodeHtmlMarkdown.translate(html),
};

function shown(rows, name) {
  const markdown = WRITERS[name](`<table>${rows}</table>`);
  const cells = [...new MarkdownIt().render(markdown).matchAll(/<tr>(.*?)<\/tr>/gs)].map((row) =>
    [...row[1].matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map((cell) => cell[1]));
  console.log(`${name.padEnd(20)} ${cells.map((row) => row.join(" ; ")).join(" / ")}`);
  return cells;
}

const years = "<tr><th>Town</th><th>2015</th><th>2016</th></tr>";
const spanning = `${years}<tr><td rowspan="2">Sund</td><td>51</td><td>61</td></tr><tr><td>71</td><td>81</td></tr>`;
const barred = `${years}<tr><td>Varn | Holm</td><td>400</td><td>412</td></tr>`;
for (const name of Object.keys(WRITERS)) {
  assert.deepEqual(shown(spanning, name)[2].slice(0, 2), ["71", "81"], "the figures stand under their years now");
  const isSplit = shown(barred, name)[1].join() === "Varn,Holm,400";
  assert.equal(isSplit, name === "turndown-plugin-gfm", "a bar in a cell is written in another way now");
}
const lines = shown(`${years}<tr><td>Varn</td><td>412<br>5</td><td>7</td></tr>`, "node-html-markdown");
assert.equal(lines[1][1], "4125", "the lines of a cell are kept apart now");
console.log("\nseen as described");
SCRIPT
node table.mjs
