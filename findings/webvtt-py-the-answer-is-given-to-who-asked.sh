#!/usr/bin/env bash
# Guess:    `caption.voice` says who speaks the caption's text, and `caption.text` is what is spoken.
# Behavior: The first voice is given for the whole caption. Where two speak in one, each with its own <v>, as the standard has
#           it, the marks of both are dropped from the text, and the words of the second are those of the first. A caption
#           whose voice does not stand at its beginning has none. Characters that must be escaped in the file stay so: "5 &lt;
#           7".
# Version:  webvtt-py 0.6.0. The W3C's WebVTT lets a cue have several voice spans; the library documents `voice` as the cue's
#           span.
# Why:      Interviews and hearings come with such transcripts, and question and answer share a caption. "No" is put into the
#           mouth of the one who asked.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check webvtt-py==0.6.0

"$place/venv/bin/python" - <<'PYTHON'
import webvtt

CUES = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ada Moor>Did the fee rise?</v>
<v Ben Low>No, to 5 &lt; 7.</v>

00:00:05.000 --> 00:00:06.000
- <v Ada Moor>Who said so?</v>
"""

captions = webvtt.from_string(CUES)
for caption in captions:
    print(caption.voice, repr(caption.text))

assert captions[0].voice == "Ada Moor", "the voice is given in another way now"
assert captions[0].text == "Did the fee rise?\nNo, to 5 &lt; 7.", "the second voice or its signs are kept now"
assert captions[1].voice is None, "a voice behind a dash is found now"
print("\nseen as described, with webvtt-py 0.6.0")
PYTHON
