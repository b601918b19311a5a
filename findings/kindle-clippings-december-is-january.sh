#!/usr/bin/env bash
# Guess:    A parser of the Kindle's clippings reads the date of a highlight, or gives none.
# Behavior: Where the month is not one that JavaScript reads, the highlight is of January of the same year, on the right day
#           and at the right hour: of "15 de diciembre de 2016" becomes 15 January 2016, and so of the seventh of March.
#           Spanish is one of the three languages that it names as its own. In German and Portuguese, which it does not name,
#           it is January too, and no error tells so; French months that begin as the English ones do are right.
# Version:  @hadynz/kindle-clippings 2.0.9, on Node.js 20, whose documentation says that it parses English, Spanish and French
# Why:      Highlights are put in order by when they were made, and beside what one wrote on that day. Eleven months are one,
#           each date looks like any other, and those made later stand first.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund @hadynz/kindle-clippings@2.0.9

cat >read.cjs <<'SCRIPT'
const assert = require("node:assert");
const { groupToBooks, readMyClippingsFile } = require("@hadynz/kindle-clippings");

const READ = {
  "- Your Highlight on page 12 | Location 180-182 | Added on Thursday, 15 December 2016 21:02:18": "2016-12-15",
  "- Votre surlignement sur la page 12 | emplacement 180-182 | Ajouté le jeudi 15 décembre 2016 21:02:18": "2016-12-15",
  "- Tu subrayado en la página 12 | posición 180-182 | Añadido el jueves, 15 de diciembre de 2016 21:02:18": "2016-01-15",
  "- Tu subrayado en la página 12 | posición 180-182 | Añadido el lunes, 7 de marzo de 2016 21:02:18": "2016-01-07",
  "- Ihre Markierung auf Seite 12 | bei Position 180-182 | Hinzugefügt am Montag, 7. März 2016 21:02:18": "2016-01-07",
  "- Seu destaque na página 12 | posição 180-182 | Adicionado: quinta-feira, 15 de dezembro de 2016 21:02:18": "2016-01-15",
};
for (const [written, expected] of Object.entries(READ)) {
  const clipping = `Boats on Ice (Ada Moor)\n${written}\n\nNo one came.\n==========\n`;
  const [{ annotations }] = groupToBooks(readMyClippingsFile(clipping));
  const found = annotations[0].createdDate;
  console.log(found, written.slice(2));
  assert.equal(new Date(found).toISOString().slice(0, 10), expected, "the date is read in another way now");
}
console.log("\nseen as described, with kindle-clippings 2.0.9");
SCRIPT
TZ=UTC node read.cjs
