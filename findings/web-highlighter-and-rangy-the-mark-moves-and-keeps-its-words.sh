#!/usr/bin/env bash
# Guess:    A highlight is kept with its words, so on a page that has changed it stands on these words, or it is not shown.
# Behavior: web-highlighter keeps the words beside the position and does not compare them. After a correction was put above
#           the text, a highlight of "Not one of them came" is drawn on "The council of Varn ", and the event of the new
#           highlight still gives the old words as its text. Where the sentence itself was corrected, it is drawn on "All of
#           them came bac". Rangy's highlighter, which keeps no words, moves in the same way. Rangy's serializer raises an
#           error, because it has a checksum of the page.
# Version:  web-highlighter 0.7.4, rangy 1.3.2 (with jsdom 24.1.3), on Node.js 20. web-highlighter's README says that it is
#           for "static" pages; its tracker says that comparing the words is left to the program that uses it.
# Why:      Pages are corrected after they were marked. A program that lists its highlights shows the right words, and on the
#           page the reader's mark lies on a sentence that he never chose, or on the opposite.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund web-highlighter@0.7.4 rangy@1.3.2 jsdom@24.1.3

cat >mark.mjs <<'SCRIPT'
import assert from "node:assert";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<!doctype html><body></body>", { url: "https://example.org/" });
const NAMES = ["document", "Node", "NodeFilter", "Range", "Text", "Element", "HTMLElement", "Document", "Selection", "location"];
for (const name of NAMES) globalThis[name] = window[name];
Object.assign(globalThis, { window, getComputedStyle: window.getComputedStyle.bind(window) });
const Highlighter = (await import("web-highlighter")).default;
const rangy = (await import("rangy")).default;
for (const part of ["classapplier", "highlighter", "serializer"]) await import(`rangy/lib/rangy-${part}.js`);
rangy.init();

const WORDS = "Not one of them came";
const PAGE = `<p>The council of Varn counted 412 boats.</p><p>${WORDS} back to Sund.</p>`;
const PAGES = [PAGE, `<p>Corrected on Friday.</p>${PAGE}`, PAGE.replace("Not one of", "All of")];
const { body } = document;

function chosen(range) {
  body.innerHTML = PAGE;
  range.setStart(body.lastChild.firstChild, 0);
  range.setEnd(body.lastChild.firstChild, WORDS.length);
  return range;
}

function marked(selector) {
  return [...body.querySelectorAll(selector)].map((each) => each.textContent).join("");
}

let told;
function highlighter() {
  const made = new Highlighter({ $root: body });
  made.on(Highlighter.event.CREATE, ({ sources }) => ([told] = sources));
  return made;
}
highlighter().fromRange(chosen(document.createRange()));
const kept = told;
const DRAWN = [WORDS, "The council of Varn ", "All of them came bac"];
PAGES.forEach((page, number) => {
  body.innerHTML = page;
  highlighter().fromStore(kept.startMeta, kept.endMeta, kept.text, kept.id);
  const drawn = marked("[data-highlight-id]");
  console.log(`web-highlighter: told "${told.text}", drawn on "${drawn}"`);
  assert.deepEqual([told.text, drawn], [WORDS, DRAWN[number]], "it is drawn on other words now, or on none");
});

function marker() {
  const made = rangy.createHighlighter(document, "textContent");
  made.addClassApplier(rangy.createClassApplier("mark"));
  return made;
}
const first = marker();
first.highlightRanges("mark", [chosen(rangy.createRange())], { exclusive: true });
const saved = first.serialize();
const serialized = rangy.serializeRange(chosen(rangy.createRange()), false, body);
PAGES.forEach((page, number) => {
  body.innerHTML = page;
  marker().deserialize(saved);
  console.log(`rangy: drawn on "${marked(".mark")}"`);
  assert.equal(marked(".mark") === WORDS, number === 0, "it is drawn on its words now");
  assert.notEqual(marked(".mark"), "", "it is drawn on nothing now");
  body.innerHTML = page;
  const read = () => rangy.deserializeRange(serialized, body).toString();
  if (number) assert.throws(read, /checksums/);
  else assert.equal(read(), WORDS);
});
console.log("\nseen as described, with web-highlighter 0.7.4 and rangy 1.3.2");
SCRIPT
node mark.mjs
