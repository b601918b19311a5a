#!/usr/bin/env bash
# Guess:    What is read of a transcript is all that was spoken, and nothing else.
# Behavior: A last line that is only a number is taken for the number of the next caption. At the end of an SRT file, where
#           none follows, it goes: of "And the year before?" and "400" the question is left. In WebVTT, where captions need no
#           numbers, that holds for every caption, and also in SRT that has none. A remark of the file (NOTE) becomes the end
#           of what the one before said, and who speaks (<v Ada Moor>) is dropped: `name` is empty, the field that the
#           documentation calls the character's.
# Version:  pysubs2 1.8.1 (srt 3.5.3 keeps the number). The W3C's WebVTT makes a cue's number optional and a NOTE a comment.
# Why:      Hearings and interviews come as such transcripts, and the answer to "how many?" and "in which year?" is a number
#           on a line of its own. What is left is a question without an answer, or a clerk's remark in a witness's mouth.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check pysubs2==1.8.1 srt==3.5.3

"$place/venv/bin/python" - <<'PYTHON'
import pysubs2
import srt

SRT = """1
00:00:01,000 --> 00:00:03,000
How many boats were there?
412

2
00:00:04,000 --> 00:00:06,000
And the year before?
400
"""
VTT = """WEBVTT

00:01.000 --> 00:03.000
<v Ada Moor>In which year was it?
1984

00:04.000 --> 00:06.000
<v Anna Keller>I did not see it.

NOTE To be checked by the clerk

00:07.000 --> 00:09.000
Thank you.
"""


def read(text, form):
    captions = [(each.name, each.plaintext) for each in pysubs2.SSAFile.from_string(text, format_=form)]
    print(f"{form}: {captions}")
    return captions


print(f"srt, of another library: {[each.content for each in srt.parse(SRT)]}")
assert [each.content for each in srt.parse(SRT)][1].endswith("400")
first, last = read(SRT, "srt")
assert first == ("", "How many boats were there?\n412")
assert last == ("", "And the year before?"), "the last number is kept now"
year, seen, _ = read(VTT, "vtt")
assert year == ("", "In which year was it?"), "the number is kept or the speaker told now"
assert seen == ("", "I did not see it.\n\nNOTE To be checked by the clerk"), "the remark is left out now"
bare = "".join(line for line in SRT.splitlines(keepends=True) if line.strip() not in {"1", "2"})
assert [text for _, text in read(bare, "srt")] == ["How many boats were there?", "And the year before?"]
print("\nseen as described, with pysubs2 1.8.1")
PYTHON
