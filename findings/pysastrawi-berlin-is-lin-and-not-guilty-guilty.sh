#!/usr/bin/env bash
# Guess:    A library for Indonesian leaves names as they are, and what it calls stop words say nothing.
# Behavior: The stemmer takes the beginnings and ends of names for affixes: Berlin is lin, the island Sebatik the cloth batik,
#           the towns Berau and Kediri are rau and diri, "self", and Bengkalis is bengkal. Of foreign names the letters that
#           Indonesian has not are gaps: Orbán is "orb n", Łódź "d", a name in Cyrillic is nothing. The stop word remover takes
#           "not" (tidak, bukan) for one: "the council is not guilty" is "council guilty", of "the boat will not come on
#           Thursday" boat and Thursday are left.
# Version:  PySastrawi 1.2.1. Its documentation says that stemming takes affixes off, and shows a sentence; of names, letters
#           and the removal of "not" it says nothing.
# Why:      Indexes of Indonesian news are made with it. Who asks for Berlin gets nothing or another's articles, and a verdict
#           is its opposite.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check PySastrawi==1.2.1

"$place/venv/bin/python" - <<'PYTHON'
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory
from Sastrawi.StopWordRemover.StopWordRemoverFactory import StopWordRemoverFactory

STEMS = {
    "menghitung kapal": "hitung kapal",
    "Jakarta": "jakarta",
    "Berlin": "lin",
    "Berau": "rau",
    "Sebatik": "batik",
    "Kediri": "diri",
    "Bengkalis": "bengkal",
    "Orbán di Łódź": "orb n di d",
    "Москва 412": "412",
}
LEFT = {
    "Dewan tidak bersalah": "Dewan bersalah",
    "Kapal tidak akan datang pada hari Kamis": "Kapal Kamis",
    "Dia bukan penjahat": "Dia penjahat",
}
stemmer = StemmerFactory().create_stemmer()
for text, expected in STEMS.items():
    print(text, "->", stemmer.stem(text))
    assert stemmer.stem(text) == expected, "it is stemmed in another way now"
remover = StopWordRemoverFactory().create_stop_word_remover()
for text, expected in LEFT.items():
    print(text, "->", remover.remove(text))
    assert remover.remove(text).strip() == expected, "other words are removed now"
print("\nseen as described, with PySastrawi 1.2.1")
PYTHON
