#!/usr/bin/env bash
# Guess:    A day that is written out with its year is that day, whatever part of it is spoken of.
# Behavior: "On the evening of 15 December 2016" is today. The whole phrase is taken, the date in it too, and the answer is
#           the day from which chrono counts, at noon. So it is with the night, the afternoon and the morning, "of" a day or
#           before it, with the month first, and with both ends of "from the evening of the 15th to the morning of the 16th".
#           "December 15 and 16, 2016" and "the 15th of December of 2016" lose the year and get the nearest. "At midnight of
#           15 December 2016" is read rightly, and `chrono.strict` reads the evenings, too.
# Version:  chrono-node 2.10.3, on Node.js 20. `isCertain("day")` is false for these days; the documentation shows dates with
#           words about them and says nothing of this.
# Why:      What happened at night is told so, and such dates are exactly those of events. An article of 2016 has one from
#           this week in its chronology, and no trace of the one that it names.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund chrono-node@2.10.3

cat >date.mjs <<'SCRIPT'
import assert from "node:assert";
import * as chrono from "chrono-node";

const TODAY = new Date(2024, 1, 10, 12);
const day = (date) => date && [date.getFullYear(), date.getMonth() + 1, date.getDate()].join("-");
const READ = {
  "at midnight of 15 December 2016": ["midnight of 15 December 2016", "2016-12-15"],
  "on 15 December 2016": ["on 15 December 2016", "2016-12-15"],
  "on the evening of 15 December 2016": ["evening of 15 December 2016", "2024-2-10"],
  "in the morning of 15 December 2016": ["morning of 15 December 2016", "2024-2-10"],
  "the afternoon of December 15, 2016": ["afternoon of December 15, 2016", "2024-2-10"],
  "the night before 15 December 2016": ["night before 15 December 2016", "2024-2-10"],
  "on the night of 15 to 16 December 2016": ["night of 15 to 16 December 2016", "2024-2-10", "2024-2-10"],
  "on December 15 and 16, 2016": ["December 15", "2023-12-15"],
  "on the 15th of December of 2016": ["15th of December", "2023-12-15"],
};
for (const [written, expected] of Object.entries(READ)) {
  const [first] = chrono.parse(written, TODAY);
  const found = [first.text, day(first.start.date()), day(first.end?.date())].filter(Boolean);
  console.log(`${written.padEnd(39)} ${found.slice(1).join(" to ").padEnd(22)} for "${found[0]}"`);
  assert.deepStrictEqual(found, expected, "it is read in another way now");
}
const strictly = chrono.strict.parseDate("on the evening of 15 December 2016", TODAY);
assert.equal(day(strictly), "2016-12-15", "the strict one reads it in another way now");
console.log("\nseen as described, with chrono-node 2.10.3");
SCRIPT
node date.mjs
