#!/usr/bin/env bash
# Guess:    The locale `ar` knows the month names of Arabic pages.
# Behavior: `ar` has one set of twelve, that of Egypt and the Gulf. The names in use in Syria, Lebanon, Iraq, Jordan and
#           Palestine, those of Algeria and Tunisia, of Morocco and of Mauritania are only in the locales of these countries:
#           five sets in all, of which `ar` alone reads one. August is أغسطس, آب, أوت, غشت or أغشت.
# Version:  babel 2.19.0 (its copy of the CLDR)
# Why:      A page in Arabic says that it is `ar`, hardly ever which country's Arabic. Who reads its date with the locale it
#           names finds no date on most pages from Damascus, Beirut, Baghdad, Algiers or Rabat.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check babel==2.19.0

"$place/venv/bin/python" - <<'PYTHON'
import babel
from babel import Locale

august = {
    code: Locale.parse(code).months["format"]["wide"][8]
    for code in "ar ar_EG ar_SY ar_LB ar_IQ ar_JO ar_PS ar_DZ ar_TN ar_MA ar_MR".split()
}
for code, name in august.items():
    print(f"{code:6} {name}")

assert august["ar"] == august["ar_EG"] == "أغسطس"
assert {august[code] for code in ("ar_SY", "ar_LB", "ar_IQ", "ar_JO", "ar_PS")} == {"آب"}
assert august["ar_DZ"] == august["ar_TN"] == "أوت"
assert (august["ar_MA"], august["ar_MR"]) == ("غشت", "أغشت")
assert len(set(august.values())) == 5
print("\nseen as described, with babel", babel.__version__)
PYTHON
