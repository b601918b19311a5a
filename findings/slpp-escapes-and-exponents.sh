#!/usr/bin/env bash
# Guess:    A reader of Lua tables gives the values that Lua itself would give, or raises an error.
# Behavior: In a text only \" is read. A line break after a backslash keeps the backslash, \9 stays two characters and
#           \195\169 stays eight. A number with an exponent (1e3) becomes 0, and its exponent a second entry of the table that
#           nobody wrote ({"pages": 0, 1: 3}); a line on standard output says "Malformed number", and nothing is raised.
# Version:  slpp 1.2.3
# Why:      KOReader keeps highlights and notes as Lua tables, written with Lua's own "%q", which puts a backslash before
#           every line break; Lua writes large numbers with exponents. A passage that is read this way has backslashes in it
#           and is no longer found in its book; a table has figures that were never there.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check slpp==1.2.3

"$place/venv/bin/python" - <<'PYTHON'
from slpp import slpp

# What Lua gives for each: "One\nTwo", "a\tb", "é", 1000.0, 1000.
READ = {
    '{ ["note"] = "One\\\nTwo" }': {"note": "One\\\nTwo"},
    '{ ["text"] = "a\\9b" }': {"text": "a\\9b"},
    '{ ["text"] = "\\195\\169" }': {"text": "\\195\\169"},
    '{ ["pages"] = 1e3 }': {"pages": 0, 1: 3},
    '{ ["pages"] = 1000 }': {"pages": 1000},
}
for table, expected in READ.items():
    found = slpp.decode(table)
    print(f"{table!r:38} {found!r}")
    assert found == expected, f"{table!r} is read otherwise now"
print("\nseen as described, with slpp 1.2.3")
PYTHON
