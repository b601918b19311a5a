#!/usr/bin/env bash
# Guess:    A reader of numbers and dates that speaks ten languages gives what a sentence says, or nothing.
# Behavior: "Half a million" is 0.000002, one divided by half a million, and so are "medio millón" in Spanish and "meio
#           milhão" in Portuguese. "Three quarters of a million" is 0.000012, and "two and a half million" is 2.0000005.
#           "Early 2016" is the first half of the month in which the question is asked, and "mid-December 2016" is in last or
#           next December. "Not before 1916" is the time until 1916. "Two million", "the first half of 2016" and "15-17
#           December 2016" are read rightly.
# Version:  @microsoft/recognizers-text-suite 1.3.1, on Node.js 20. Its edition for .NET reads "half million" since 2020; that
#           the editions differ its documentation does not say.
# Why:      Figures and days of several accounts are compared by such readers. The largest figure of all becomes the smallest,
#           and an article of 2016 an event of this month; both have the same form as what was read rightly.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund @microsoft/recognizers-text-suite@1.3.1

cat >read.cjs <<'SCRIPT'
const assert = require("node:assert");
const { recognizeDateTime, recognizeNumber } = require("@microsoft/recognizers-text-suite");

const NUMBERS = [
  ["en-us", "two million boats", "2000000"],
  ["en-us", "two and a half million boats", "2.0000005"],
  ["en-us", "half a million boats", "2E-06"],
  ["es-es", "medio millón de barcos", "2E-06"],
  ["pt-br", "meio milhão de barcos", "2E-06"],
  ["en-us", "three quarters of a million boats", "1.2E-05"],
];
for (const [language, written, expected] of NUMBERS) {
  const found = recognizeNumber(written, language).map((each) => each.resolution.value);
  console.log(`${written.padEnd(34)} ${found}`);
  assert.deepEqual(found, [expected], "it is read in another way now");
}

const TODAY = new Date(2024, 1, 10);
const DAYS = {
  "15-17 December 2016": ["2016-12-15 2016-12-17"],
  "the first half of 2016": ["2016-01-01 2016-07-01"],
  "early 2016": ["2024-02-01 2024-02-16"],
  "mid-December 2016": ["2023-12-16 2024-01-01", "2024-12-16 2025-01-01", "2016-01-01 2017-01-01"],
  "not before 1916": [" 1916-01-01"],
};
for (const [written, expected] of Object.entries(DAYS)) {
  const read = recognizeDateTime(written, "en-us", undefined, TODAY).flatMap((each) => each.resolution.values);
  const found = read.map(({ start = "", end }) => `${start} ${end}`);
  console.log(`${written.padEnd(34)} ${found.join(", ")}`);
  assert.deepEqual(found, expected, "it is read in another way now");
}
console.log("\nseen as described, with @microsoft/recognizers-text-suite 1.3.1");
SCRIPT
TZ=UTC node read.cjs
