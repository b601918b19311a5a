#!/usr/bin/env bash
# Guess:    A paragraph of a page is a paragraph in the Markdown that is made of it.
# Behavior: With its default options markdownify writes the number and the dot of a German date as they are. Markdown takes
#           them for a list, and in a list only the first number counts, as CommonMark says: paragraphs of the 15th, the 18th
#           and the 21st of December are shown as those of the 15th, 16th and 17th. A paragraph that begins with a minus
#           becomes an item, and the minus its bullet. html2text marks both, but then breaks lines, and a minus that comes to
#           stand first on one is lost.
# Version:  markdownify 1.2.3 (with `escape_misc=True` it is right), html2text 2025.4.15, read by markdown-it-py 4.3.0
# Why:      Notes and clippings are kept as Markdown and read as they are shown. A chronology has other days than the page
#           had, each of them plausible, and it was five degrees above zero.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check markdownify==1.2.3 html2text==2025.4.15 markdown-it-py==4.3.0

"$place/venv/bin/python" - <<'PYTHON'
import html2text
from markdown_it import MarkdownIt
from markdownify import markdownify

DAYS = "<p>15. Dezember: Eis</p><p>18. Dezember: Schnee</p><p>21. Dezember: Regen</p>"
COLD = "<p>- 5 degrees in the morning</p>"
LONG = "<p>The harbor office said on Thursday that the air at the piers had come down to - 5 degrees in the morning.</p>"


def shown(markdown):
    print(markdown.strip(), "\n")
    return MarkdownIt().render(markdown).replace("\n", "")


listed = '<ol start="15"><li><p>Dezember: Eis</p></li><li><p>Dezember: Schnee</p></li><li><p>Dezember: Regen</p></li></ol>'
assert shown(markdownify(DAYS)) == listed, "the days are paragraphs now"
assert shown(markdownify(DAYS, escape_misc=True)) == DAYS, "the option no longer helps"
assert shown(html2text.html2text(DAYS)) == DAYS, "html2text no longer marks the dots"
assert shown(markdownify(COLD)) == "<ul><li>5 degrees in the morning</li></ul>", "the minus is kept now"
assert shown(html2text.html2text(COLD)) == COLD, "html2text no longer marks a minus at the beginning"
broken = shown(html2text.html2text(LONG))
assert "<li>5 degrees in the morning.</li>" in broken, "a minus at the beginning of a line is kept now"
print("seen as described, with markdownify 1.2.3 and html2text 2025.4.15")
PYTHON
