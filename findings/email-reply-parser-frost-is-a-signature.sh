#!/usr/bin/env bash
# Guess:    What is cut from a mail is the quoted mail below it and the signature: what the writer says is kept.
# Behavior: For email-reply-parser a line that begins with a minus and a figure, "-5 on Monday", begins the signature, and all
#           below it goes. So does all from a sentence on that begins with "On" to the end, if a later line ends with
#           "wrote:", though nothing is quoted. For mail-parser-reply the lines "From: Varn" and "To: Sund" of a logbook begin
#           another mail. The library of the same name on npm cuts from a line of three hyphens on, and at a paragraph that
#           begins "Sent from my window I saw".
# Version:  email-reply-parser 0.5.12 and mail-parser-reply 1.36; email-reply-parser 2.3.9 of npm, on Node.js 20. That "--"
#           begins a signature is an old rule, that a figure below zero does is in the documentation of none.
# Why:      Letters from witnesses and correspondents are kept as mail. What is kept breaks off where the figures or the
#           objection begin, and reads as a letter that was no longer.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check email-reply-parser==0.5.12 mail-parser-reply==1.36
npm install --silent --no-audit --no-fund email-reply-parser@2.3.9

venv/bin/python - <<'PYTHON'
from email_reply_parser import EmailReplyParser
from mailparser_reply import EmailReplyParser as MailReplyParser

FROST = "Dear Anna,\n\nthe lowest of the week were\n\n-5 on Monday\n-7 on Tuesday\n\nThe council did not vote.\n"
LETTER = "Dear Anna,\n\nOn Friday the mayor said no.\n\nThis is what she wrote:\n\nNo fee is due.\n\nI disagree.\n"
LOG = "Dear Anna,\n\nthe log says:\n\nFrom: Varn\nTo: Sund\n\nThe boats are not to sail. What does it mean?\n"


def read(library, mail, expected):
    found = {
        "email-reply-parser": EmailReplyParser.parse_reply,
        "mail-parser-reply": MailReplyParser(languages=["en"]).parse_reply,
    }[library](mail)
    print(f"{library:19} {found!r}")
    assert found.strip() == expected.strip(), "the mail is cut in another way now"


read("email-reply-parser", FROST, "Dear Anna,\n\nthe lowest of the week were")
read("email-reply-parser", LETTER, "Dear Anna,")
read("email-reply-parser", LOG, "Dear Anna,\n\nthe log says:")
read("mail-parser-reply", FROST, FROST)
read("mail-parser-reply", LETTER, LETTER)
read("mail-parser-reply", LOG, "Dear Anna,\n\nthe log says:")
PYTHON
cat >reply.cjs <<'SCRIPT'
const assert = require("node:assert");
const { default: EmailReplyParser } = require("email-reply-parser");

function read(mail, expected) {
  const found = new EmailReplyParser().read(mail).getVisibleText();
  console.log("of npm             ", JSON.stringify(found));
  assert.equal(found.trim(), expected, "the mail is cut in another way now");
}

read("Dear Anna,\n\n412 boats came.\n\n---\n\nThe council did not vote.\n", "Dear Anna,\n\n412 boats came.");
read("Dear Anna,\n\nSent from my window I saw nobody leave.\n\nThe council did not vote.\n", "Dear Anna,");
SCRIPT
node reply.cjs
echo
echo "seen as described, with email-reply-parser 0.5.12 and 2.3.9, and mail-parser-reply 1.36"
