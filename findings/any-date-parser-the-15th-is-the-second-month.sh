#!/usr/bin/env bash
# Guess:    A parser of dates in all languages reads a date that is written with its hour, or says that it is none.
# Behavior: If it does not know the form of the whole, it reads a piece of it. "2016年12月15日 21:02", as Japanese papers date,
#           is 1 February 2016; without the hour it is right. "15. Dezember 2016 um 21.02 Uhr" is 15 February. The year 20 of
#           Shōwa, which is 1945, is a day of the present year. A day above twelve loses its tens where the month was
#           expected: 31/12/2016 is 12 January. The offset of the dates that mails and feeds carry is dropped: 21:02 +0330 and
#           21:02 -0500 are one moment; behind a date of ISO's form it is read.
# Version:  any-date-parser 2.2.4, on Node.js 20. Its documentation says that it supports every locale of the runtime but
#           those from right to left, and no Hijri dates; that a date may be read by half it does not say.
# Why:      Feeds, mails and Japanese pages are dated so. The answer is a date like any other, of another month, hour or
#           century, and no error tells which articles have it.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund any-date-parser@2.2.4

cat >read.mjs <<'SCRIPT'
import assert from "node:assert";
import parser from "any-date-parser";

const READ = [
  ["ja", "2016年12月15日", "2016-12-15T00:00"],
  ["ja", "2016年12月15日 21:02", "2016-02-01T21:02"],
  ["de", "15. Dezember 2016, 21:02 Uhr", "2016-12-15T21:02"],
  ["de", "15. Dezember 2016 um 21.02 Uhr", "2016-02-15T00:00"],
  ["en-US", "12/31/2016", "2016-12-31T00:00"],
  ["en-US", "31/12/2016", "2016-01-12T00:00"],
  ["en-GB", "12/31/2016", "2016-03-12T00:00"],
  ["en-US", "Thu, 15 Dec 2016 21:02:00 +0330", "2016-12-15T21:02"],
  ["en-US", "Thu, 15 Dec 2016 21:02:00 -0500", "2016-12-15T21:02"],
  ["en-US", "2016-12-15T21:02:00+03:30", "2016-12-15T17:32"],
];
for (const [locale, written, expected] of READ) {
  const found = parser.fromString(written, locale).toISOString().slice(0, 16);
  console.log(found, locale, written);
  assert.equal(found, expected, "it is read in another way now");
}
const reign = parser.fromString("昭和20年8月15日", "ja").getFullYear();
console.log(reign, "ja", "昭和20年8月15日");
assert.equal(reign, new Date().getFullYear(), "the reign is read in another way now");
console.log("\nseen as described, with any-date-parser 2.2.4");
SCRIPT
TZ=UTC node read.mjs
