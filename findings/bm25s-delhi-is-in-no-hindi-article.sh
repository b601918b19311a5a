#!/usr/bin/env bash
# Guess:    What an index takes for words are the words of the text, but for those that are left out by their list.
# Behavior: `bm25s.tokenize` takes runs of two and more word characters, and the vowel signs of the scripts of India and
#           Southeast Asia, as the points of Hebrew and Arabic, are none. A word falls apart at each of them, and pieces of one
#           letter go: Delhi (दिल्ली), boat (नाव) and water (पानी) are nothing, "council" (परिषद) is two pieces. A pointed
#           Hebrew word is gone. Who asks an index of such articles for Delhi gets as many as he wants, each with 0, and no
#           error.
# Version:  bm25s 0.3.16, with all options as they are and with `stopwords=None`. Its documentation shows lists of stop words
#           for several languages and how to give a stemmer, and says of no script that it is not read.
# Why:      Who searches articles in Hindi, Bengali or Tamil gets a list in an order that means nothing. Cities stand in it by
#           chance.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check bm25s==0.3.16 numpy==2.4.6

"$place/venv/bin/python" - <<'PYTHON'
import bm25s

CUT = {
    "The council counted boats": ["council", "counted", "boats"],
    "दिल्ली": [],
    "नाव": [],
    "पानी": [],
    "परिषद": ["पर", "षद"],
    "পরিষদ নৌকা": ["পর", "ষদ"],
    "மன்றம்": ["மன", "றம"],
    "הַמּוֹעָצָה": [],
}
for text, expected in CUT.items():
    [words] = bm25s.tokenize([text], return_ids=False, show_progress=False)
    print(text, words)
    assert words == expected, "it is cut in another way now"

articles = ["पटना में परिषद", "लद्दाख में परिषद", "दिल्ली में नाव"]
index = bm25s.BM25()
index.index(bm25s.tokenize(articles, show_progress=False), show_progress=False)
found, scores = index.retrieve(bm25s.tokenize(["दिल्ली"], show_progress=False), k=2, show_progress=False)
print([articles[number] for number in found[0]], scores[0].tolist())
assert scores[0].tolist() == [0.0, 0.0], "Delhi is found now"
print("\nseen as described, with bm25s 0.3.16")
PYTHON
