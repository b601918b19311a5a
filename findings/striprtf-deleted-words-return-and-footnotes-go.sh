#!/usr/bin/env bash
# Guess:    The text of an RTF file is what its reader sees: deleted and hidden words stay out, footnotes are kept.
# Behavior: It is the other way round. Words that were deleted with tracked changes and words that are hidden come out as plain
#           text; footnotes are dropped with everything in them. A raised footnote mark typed by hand runs into the number
#           before it.
# Version:  striprtf 0.0.35
# Why:      RTF is what press databases and old word processors export. The figure that an editor took back stands in the text
#           beside the one that replaced it, and the source of a claim, which stood in the footnote, is gone.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check striprtf==0.0.35

"$place/venv/bin/python" - <<'PYTHON'
from striprtf.striprtf import rtf_to_text

WRITTEN = {
    r"{\rtf1\ansi The council counted {\deleted 900 }{\revised 400 }boats.\par}": "The council counted 900 400 boats.\n",
    r"{\rtf1\ansi The council {\v has not yet }decided.\par}": "The council has not yet decided.\n",
    r"{\rtf1\ansi It was warm{\footnote Said the harbor office.} in May.\par}": "It was warm in May.\n",
    r"{\rtf1\ansi It counted 412{\super 3} boats.\par}": "It counted 4123 boats.\n",
}
for source, expected in WRITTEN.items():
    text = rtf_to_text(source)
    print(repr(text))
    assert text == expected, f"no longer as described: {source}"
print("\nseen as described, with striprtf 0.0.35")
PYTHON
