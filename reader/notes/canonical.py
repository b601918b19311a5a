"""The front matter as we write it, read a line at a time: twenty times faster than YAML, and the same."""

import json
import re

from reader.library.safe_text import clean
from reader.library.yaml_text import NOTE, Value

# A key and a value that JSON and YAML read alike: no escape but of a quote, a backslash, a newline or a tab, and
# nothing that YAML would take for a line break or refuse.
_PLAIN = '[^"\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]'
_TEXT = rf'"(?:{_PLAIN}|\\["\\nt])*"'
_LINE = re.compile(rf"([a-z_][a-z0-9_]*): ({_TEXT}|[0-9]{{1,12}}|\[(?:{_TEXT}(?:, {_TEXT})*)?\])\Z")


def read_canonical(head: str) -> dict[str, Value] | None:
    """Return the facts of a front matter that is written as we write it; None for any other, which YAML may read."""
    if len(head) > NOTE.size or (head and not head.endswith("\n")):
        return None
    facts: dict[str, Value] = {}
    for written in head.split("\n")[:-1]:
        match = _LINE.match(written)
        if match is None or match[1] in facts or match[1] == "null":
            return None
        value = match[2]
        if value[0] == '"':
            facts[match[1]] = clean(value[1:-1] if "\\" not in value else json.loads(value))
        elif value[0] == "[":
            facts[match[1]] = [clean(each) for each in json.loads(value)]
        else:
            facts[match[1]] = value
    return facts
