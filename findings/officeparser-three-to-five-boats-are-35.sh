#!/usr/bin/env bash
# Guess:    The text of a document has its dashes.
# Behavior: From RTF officeparser drops every dash that is written by its name, as Word writes them: 3–5 boats are 35, and
#           2015–16 is 201516. From DOCX the non-breaking hyphen goes, and 3-4 is 34. `warnings` is empty.
# Version:  officeparser 8.1.1, on Node.js 20 (it asks for 22), `to("text")` and `to("md")` as they are. Of dashes in RTF and
#           of hyphens its documentation says nothing.
# Why:      Press offices and agencies send RTF, with dashes in each range of figures and years. Out come figures that nobody
#           gave, of which none looks wrong.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund officeparser@8.1.1 jszip@3.10.1

cat >read.mjs <<'SCRIPT'
import assert from "node:assert";
import JSZip from "jszip";
import { OfficeParser } from "officeparser";

async function read(bytes, form) {
  const document = await OfficeParser.parseOffice(bytes);
  assert.equal(document.warnings.length, 0);
  const { value } = await document.to(form);
  console.log(form.padEnd(5), JSON.stringify(value.trim()));
  return value;
}

const rtf = String.raw`{\rtf1\ansi There were 3\endash 5 boats in 2015\endash 16.\par}`;
for (const form of ["text", "md"]) {
  const found = (await read(Buffer.from(rtf), form)).trim();
  assert.equal(found, "There were 35 boats in 201516.", "it is read in another way now");
}

const range = "<w:p><w:r><w:t>From 3</w:t></w:r><w:r><w:noBreakHyphen/><w:t>4 boats</w:t></w:r></w:p>";
const main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const zip = new JSZip();
zip.file("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
  <Override PartName="/word/document.xml" ContentType="${main}"/></Types>`);
zip.file("_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Id="r1" Target="word/document.xml"
    Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>`);
zip.file("word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
  <w:body>${range}</w:body></w:document>`);
const text = await read(await zip.generateAsync({ type: "nodebuffer" }), "text");
assert(text.startsWith("From 34 boats"), "the hyphen is kept now");
console.log("\nseen as described, with officeparser 8.1.1");
SCRIPT
node read.mjs
