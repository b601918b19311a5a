#!/usr/bin/env bash
# Guess:    "GMT+0330" and "+0330" are the same offset: both stand in dates that browsers write, and both mean that the
#           clock is ahead of Greenwich.
# Behavior: With "GMT" before it the sign is turned around: 21:06 in Tehran is read as 21:06 at thirty degrees west, seven
#           hours away. "UTC+0330" is turned as well. The name of the zone in brackets, which JavaScript's dates always
#           have behind them, makes the date an error, so that whoever cuts the brackets off to have it read gets the
#           wrong moment.
# Version:  python-dateutil 4.0.0
# Why:      SingleFile writes into every page that it saves when it was saved, as JavaScript writes a date. East of
#           Greenwich each of these moments is wrong by twice the offset, often on another day.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check python-dateutil==4.0.0

"$place/venv/bin/python" - <<'PYTHON'
import dateutil
from dateutil import parser

DAY = "Sat Nov 28 2026 21:06:00"
read = {zone: parser.parse(f"{DAY} {zone}").isoformat() for zone in ("+0330", "GMT+0330", "UTC+0330", "GMT-0800")}
for zone, moment in read.items():
    print(f"{DAY} {zone:10} {moment}")

assert read["+0330"] == "2026-11-28T21:06:00+03:30", "the bare offset is read otherwise now"
assert read["GMT+0330"] == "2026-11-28T21:06:00-03:30", "the sign behind GMT is kept now"
assert read["UTC+0330"] == "2026-11-28T21:06:00-03:30", "the sign behind UTC is kept now"
assert read["GMT-0800"] == "2026-11-28T21:06:00+08:00", "the sign behind GMT is kept now"
try:
    parser.parse(f"{DAY} GMT+0330 (Iran Standard Time)")
except parser.ParserError:
    print(f"{DAY} GMT+0330 (Iran Standard Time): refused")
else:
    raise AssertionError("a date as JavaScript writes it is read now")
print("\nseen as described, with python-dateutil", dateutil.__version__)
PYTHON
