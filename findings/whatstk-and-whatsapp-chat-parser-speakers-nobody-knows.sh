#!/usr/bin/env bash
# Guess:    A reader of exported chats tells what members wrote from what the program itself noted; whatsapp-chat-parser
#           documents that the author of such a note is null.
# Behavior: A note that holds a colon, as the new name of a group may, gets an author: all that stands before the colon ("Ada
#           Moor changed the group name to “Boats”"), and what follows is taken for that author's words. A message into which
#           somebody pasted lines of another chat is split: the pasted lines become messages of this chat, with their old
#           times and a speaker who never was in it. Both libraries do both. whatstk leaves notes without a colon out.
# Version:  whatstk 0.9.1, whatsapp-chat-parser 4.0.2 on Node.js 20
# Why:      Chats are kept as evidence of who said what, and when. A person appears who said nothing here, before the chat
#           began.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check whatstk==0.9.1
cd "$place"
npm install --silent --no-audit --no-fund whatsapp-chat-parser@4.0.2

cat >chat.txt <<'CHAT'
15/12/16, 21:02 - Messages and calls are end-to-end encrypted.
15/12/16, 21:03 - Ada Moor: The fee is 400
16/12/16, 09:02 - Ada Moor changed the group name to “Boats: fees”
16/12/16, 09:03 - Ada Moor: From the other group:
13/12/16, 08:00 - Clara: we had no choice
16/12/16, 09:05 - Ben Low: ok
CHAT
cat >parse.mjs <<'SCRIPT'
import { readFileSync } from "node:fs";
import { parseString } from "whatsapp-chat-parser";

for (const each of parseString(readFileSync("chat.txt", "utf8"))) console.log(`${each.author} | ${each.message}`);
SCRIPT
node parse.mjs | tee by_node.txt
echo
venv/bin/python - <<'PYTHON' | tee by_python.txt
from whatstk import WhatsAppChat

for row in WhatsAppChat.from_source(filepath="chat.txt").df.itertuples():
    print(f"{row.username} | {row.message}", row.date.date())
PYTHON
for file in by_node.txt by_python.txt; do
  grep -q '^Ada Moor changed the group name to “Boats | fees”' "$file" || { echo "a note has no author now: $file"; exit 1; }
  grep -q '^Clara | we had no choice' "$file" || { echo "pasted lines stay in their message now: $file"; exit 1; }
done
grep -q '^null | Messages and calls' by_node.txt || { echo "notes without a colon have an author now"; exit 1; }
grep -q '2016-12-13' by_python.txt || { echo "the pasted time is not kept now"; exit 1; }
echo
echo "seen as described, with whatstk 0.9.1 and whatsapp-chat-parser 4.0.2"
