#!/usr/bin/env bash
# Guess:    A processor of citations prints a date that is given as text as it was meant, or as it was written.
# Behavior: citeproc reads the second half of a span of years as a month, and the months behind the twelfth are its seasons:
#           1914/15 is printed as autumn 1914, 1913-14 as summer 1913, 1916-17 as spring 1916; of 1939-45 the end is gone. Of
#           two years joined by a word the last is left: "between 1914 and 1918" is 1918. "Before 1916", "after 1916" and "ca.
#           1916" are 1916, as if that were known; "circa 1916" and "1916?" keep their doubt. 1914-1918 is a span.
# Version:  citeproc 2.4.63 (citeproc-js), on Node.js 20. Its tracker says that 13 to 16 and 21 to 24 stand for seasons; that
#           what is not understood is left out it does not say. Text that it cannot read at all it prints as it is.
# Why:      Zotero and others hand over what stands in their field for the date. A winter of war becomes an autumn, what is
#           only known to be earlier gets a year, and the bibliography gives no sign of it.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund citeproc@2.4.63

cat >cite.mjs <<'SCRIPT'
import assert from "node:assert";
import CSL from "citeproc";

const NAMESPACE = 'xmlns="http://purl.org/net/xbiblio/csl" version="1.0"';
const PARTS = ["day", "month", "year"].map((name) => `<date-part name="${name}" suffix=" "/>`).join("");
const STYLE = `<style ${NAMESPACE} class="in-text"><info><title>Days</title><id>days</id></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><group delimiter=" "><choose><if is-uncertain-date="issued"><text value="about"/></if></choose>
  <date variable="issued">${PARTS}</date></group></layout></bibliography></style>`;
const TERMS = ["spring", "summer", "autumn", "winter"].map((name, number) => `<term name="season-0${number + 1}">${name}</term>`);
const MONTHS = `<term name="month-12">December</term>`;
const LOCALE = `<locale ${NAMESPACE} xml:lang="en-US"><terms>${TERMS.join("")}${MONTHS}</terms></locale>`;

function printed(raw) {
  const system = { retrieveLocale: () => LOCALE, retrieveItem: (id) => ({ id, type: "book", title: "Ice", issued: { raw } }) };
  const engine = new CSL.Engine(system, STYLE, "en-US");
  engine.setOutputFormat("text");
  engine.updateItems(["ice"]);
  return engine.makeBibliography()[1].join("").trim().replace(/\s+/g, " ");
}

const PRINTED = {
  "15 December 2016": "15 December 2016",
  "1914-1918": "1914–1918",
  "1914/15": "autumn 1914",
  "1913-14": "summer 1913",
  "1916-17": "spring 1916",
  "1939-45": "1939",
  "between 1914 and 1918": "1918",
  "before 1916": "1916",
  "after 1916": "1916",
  "ca. 1916": "1916",
  "circa 1916": "about 1916",
  "1916?": "about 1916",
  "19th century": "19th century",
};
for (const [raw, expected] of Object.entries(PRINTED)) {
  console.log(raw.padEnd(24), printed(raw));
  assert.equal(printed(raw), expected, "it is printed in another way now");
}
console.log("\nseen as described, with citeproc 2.4.63");
SCRIPT
node cite.mjs
