#!/usr/bin/env bash
# Guess:    A date of the Islamic calendar names one day, and a library for calendars says which.
# Behavior: `convertdate.islamic` counts months by a rule of arithmetic. The calendar of Umm al-Qura, which newspapers and
#           authorities print, begins most months a day or two earlier: of all days from 1390 to 1450 two thirds are one day
#           away, and one in eleven is two. What is dated 16 Rabi al-awwal 1438 is put on 16 December 2016 instead of the
#           15th, and what is dated at the end of a month or a year may be put in the next. Nothing warns that there are
#           several calendars.
# Version:  convertdate 2.5.1 beside hijridate 2.3.0
# Why:      Pages in Arabic carry such dates, sometimes alone. Two accounts of one evening are put on two days, and the order
#           of events, the point of a chronology, is turned around.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check convertdate==2.5.1 hijridate==2.3.0

"$place/venv/bin/python" - <<'PYTHON'
from collections import Counter
from datetime import date

from convertdate import islamic
from hijridate import Hijri

away = Counter()
for year in range(1390, 1451):
    for month in range(1, 13):
        for day in range(1, 30):
            printed = date(*Hijri(year, month, day).to_gregorian().timetuple()[:3])
            away[(date(*islamic.to_gregorian(year, month, day)) - printed).days] += 1
total = away.total()
for days, number in sorted(away.items()):
    print(f"{days:+d} days: {number / total:.1%}")
day = 1438, 3, 16
counted, printed = islamic.to_gregorian(*day), Hijri(*day).to_gregorian().timetuple()[:3]
print(day, counted, printed)

assert set(away) == {-1, 0, 1, 2}, "they are away from each other by other numbers of days now"
assert 0.55 < away[1] / total < 0.65 and 0.08 < away[2] / total < 0.1, "the shares have changed"
assert (counted, printed) == ((2016, 12, 16), (2016, 12, 15)), "the two agree on this day now"
print("\nseen as described, with convertdate 2.5.1 and hijridate 2.3.0")
PYTHON
