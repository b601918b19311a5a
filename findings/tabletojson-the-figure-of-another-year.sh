#!/usr/bin/env bash
# Guess:    A table's figures come under the headings below which a browser shows them.
# Behavior: tabletojson counts the cells of a row from the left, whatever they span: right of "closed", which spans the
#           columns of 2015 and 2016, the figure of 2017 comes under 2016, and 2017 has none. Below a heading that spans two
#           columns the second of them is taken for the next: "Fee" is the number of boats. The lines of a cell become one
#           word: 400<br>5 is 4005.
# Version:  tabletojson 4.1.15, on Node.js 20. Its documentation says that it takes care of rowspan and colspan, and warns of
#           headings on two sides and of tables within tables, neither of which is here.
# Why:      Cells that span columns are usual where years are compared, one for all the years in which nothing was counted.
#           The figure is there, under a year of which it is not, and nothing looks wrong.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund tabletojson@4.1.15

cat >table.mjs <<'SCRIPT'
import assert from "node:assert";
import { Tabletojson } from "tabletojson";

function read(head, row, expected) {
  const [found] = Tabletojson.convert(`<table><tr>${head}</tr><tr>${row}</tr></table>`);
  console.log(`${head}\n${row}\n    ${JSON.stringify(found)}`);
  assert.deepStrictEqual(found, [expected], "the table is read in another way now");
}

const years = "<th>Town</th><th>2015</th><th>2016</th><th>2017</th>";
read(years, "<td>Varn</td><td>5</td><td>6</td><td>7</td>", { Town: "Varn", 2015: "5", 2016: "6", 2017: "7" });
read(years, '<td>Varn</td><td colspan="2">closed</td><td>7</td>', { Town: "Varn", 2015: "closed", 2016: "7" });
const wide = '<th>Town</th><th colspan="2">Boats</th><th>Fee</th>';
read(wide, "<td>Varn</td><td>400</td><td>412</td><td>9</td>", { Town: "Varn", Boats: "400", Fee: "412", 3: "9" });
read("<th>Town</th><th>Boats</th>", "<td>Varn</td><td>400<br>5</td>", { Town: "Varn", Boats: "4005" });
console.log("\nseen as described, with tabletojson 4.1.15");
SCRIPT
node table.mjs
