#!/usr/bin/env bash
# Guess:    A detector that says how sure it is says "unsure" of filler text; and telling a language only reads.
# Behavior: Of the filler that layouts are tried with, py3langid is as sure as can be (1.0) that it is Latin, surer than of many
#           true sentences. Its first answer unpacks the model into a temporary file, so a process that may write no file
#           (a limit of 0, as programs set for parsers of foreign pages) gets "No usable temporary directory found" instead.
# Version:  py3langid 0.4.0 with NumPy 2.4.6, Python 3.11.7
# Why:      Saved drafts and templates are shelved as Latin, and stemmed so. Who reads pages in a child without the right to write
#           has to load the model in another way.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check py3langid==0.4.0 numpy==2.4.6

cat > "$place/ask.py" <<'PYTHON'
import sys

from py3langid.langid import LanguageIdentifier, MODEL_FILE

model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
for text in sys.argv[1:]:
    code, sure = model.classify(text)
    print(f"{code} {sure:.3f}  {text[:60]}")
PYTHON

filler="Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna"
true="The ferry left late and nobody on the pier knew the reason."
found=$("$place/venv/bin/python" "$place/ask.py" "$filler" "$true")
printf '%s\n' "$found"
grep -q '^la 1.000  Lorem' <<< "$found" || { echo "filler is told otherwise now"; exit 1; }
grep -q '^en 0' <<< "$found" || { echo "the sentence is told otherwise now"; exit 1; }

refused=$(ulimit -f 0; "$place/venv/bin/python" -B "$place/ask.py" "$true" 2>&1 || true)
printf '%s\n' "${refused##*$'\n'}"
grep -q 'No usable temporary directory' <<< "$refused" || { echo "nothing is written now"; exit 1; }
echo
echo "seen as described, with py3langid 0.4.0"
