#!/usr/bin/env bash
# Guess:    `date` is the moment that stands in a mail's Date field, or nothing.
# Behavior: A date that JavaScript does not read is answered with the present moment: that of a zone of letters other than the
#           American ones, like CET and MEZ or the military A. RFC 5322 lists them as an older form and says how they are to be
#           read. A mail without the field has no date. Python's `email` reads each of them, postal-mime leaves what it cannot
#           read as it is.
# Version:  mailparser 3.14.2 beside postal-mime 4.0.0, on Node.js 20. mailparser's documentation calls `date` the date of the
#           header.
# Why:      Letters and newsletters of the nineties are kept as mail, and "CET" is how programs of the time dated them. All of
#           them are filed under the day of the import, in an archive that is sorted by date.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund mailparser@3.14.2 postal-mime@4.0.0

cat >read.mjs <<'SCRIPT'
import assert from "node:assert";
import { simpleParser } from "mailparser";
import PostalMime from "postal-mime";

const mail = (head, body) => `From: Ada Moor <ada@example.org>\r\nSubject: Harbor\r\n${head}\r\n\r\n${body}\r\n`;
const DATES = {
  "Thu, 15 Dec 2016 21:02:07 +0100": true,
  "Thu, 15 Dec 2016 21:02:07 EST": true,
  "Mon, 15 Dec 1997 21:02:07 CET": false,
  "Mon, 15 Dec 1997 21:02:07 A": false,
  "Mon, 15 Dec 1997 21:02:07 MEZ": false,
};
const day = new Date();
for (const [written, isRead] of Object.entries(DATES)) {
  const message = mail(`Date: ${written}`, "No boats came.");
  const { date } = await simpleParser(message);
  const other = (await PostalMime.parse(message)).date;
  console.log(`${written}: ${date.toISOString().slice(0, 10)}; postal-mime: ${other}`);
  assert.equal(date.getFullYear() === 2016, isRead, "it is read in another way now");
  assert.ok(isRead || Math.abs(date - day) < 3_600_000, "it is not the present moment now");
  assert.ok(isRead || other === written, "postal-mime reads it in another way now");
}
assert.equal((await simpleParser(mail("X-Mark: 1", "No boats came."))).date, undefined);

console.log("\nseen as described, with mailparser 3.14.2 and postal-mime 4.0.0");
SCRIPT
node read.mjs
python3 - <<'PYTHON'
from email.utils import parsedate_tz

for zone in ("CET", "MEZ", "A"):
    assert parsedate_tz(f"Mon, 15 Dec 1997 21:02:07 {zone}")[:6] == (1997, 12, 15, 21, 2, 7)
PYTHON
