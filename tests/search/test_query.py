"""Every operator and field, asked of a small library."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.search.analysis import gist
from reader.search.document import IndexEntry
from reader.search.index import SearchIndex
from reader.search.query import FIELDS
from tests.search.conftest import NAMES, Make, entry, ids

LIBRARY = (
    entry(
        "flood",
        "The river rose and 3,033 people left Lindow. Boats came late. The boats left again.",
        title="Flood in the valley",
        author="Ana Petrova",
        site="The Daily Ledger",
        url="https://www.dailyledger.example/flood.html",
        tags=("Rivers", "US Weather"),
        published="2016-12-05",
        saved="2026-11-20T10:00:00Z",
        language="en",
        path="articles/2016/december/flood.md",
        notes="Doubtful figures here.",
        quotes="Boats came late",
        has=frozenset({"note", "highlight", "original"}),
    ),
    entry(
        "siege",
        "Fighters of Jabhat al-Mina left Dara'a after the anti-terror unit of the U.S. arrived. No boat was seen.",
        title="The siege ends",
        author="Bo Lund",
        site="Harbor Post",
        url="https://harborpost.example/a",
        tags=("war",),
        published="2016-11",
        first_published="2016-10-30",
        language="en",
        path="articles/2016/siege.md",
        has=frozenset({"highlight"}),
    ),
    entry(
        "daesh",
        "Daesh said nothing. Is it true that WHO doctors came? 3050 did, and 78.5 percent stayed.",
        title="A quiet week",
        published="2017",
        language="en",
        path="articles/2017/daesh.md",
    ),
    entry(
        "armee",
        "L'armée a libéré 3\u00a0100 villages.",
        title="Les villages libérés",
        language="fr",
        path="fr/armee.md",
    ),
    entry("maktub", "قال الجيش إن المسلحين غادروا مدينة حلب.", title="حلب", language="ar", path="ar/maktub.md"),
    entry("quiet", "Nothing at all.", title="Nothing", path="quiet.md"),
)
SCOPE = {
    "unread": frozenset({"flood", "daesh"}),
    "read": frozenset({"siege"}),
    "starred": frozenset({"flood", "gone"}),
    "orphaned": frozenset[str](),
    "contradicted": frozenset({"siege", "daesh"}),
    "link:contradicts": frozenset({"siege", "daesh"}),
    "link:repeats": frozenset[str](),
    "speaker:the mayor": frozenset({"flood", "siege"}),
    "said:corridor": frozenset({"siege"}),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    made = SearchIndex.open(tmp_path_factory.mktemp("cache"), NAMES)
    made.update(LIBRARY)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # words
        ("river", {"flood"}),
        ("rivers", {"flood"}),
        ("boats", {"flood", "siege"}),
        ("river boats", {"flood"}),
        ("BOATS river", {"flood"}),
        ("the river", {"flood"}),
        ("daraa", {"siege"}),
        ("Dara’a", {"siege"}),
        ("us", {"flood", "siege"}),
        ("U.S.", {"siege", "flood"}),
        ("antiterror", {"siege"}),
        ("anti-terror", {"siege"}),
        ("anti terror", {"siege"}),
        ("armee", {"armee"}),
        ("l'armée", {"armee"}),
        ("libérer", {"armee"}),
        ("المسلح", {"maktub"}),
        ("الحلب", {"maktub"}),
        ("3033", {"flood"}),
        ("3,033", {"flood"}),
        ("3100", {"armee"}),
        ("al", {"siege"}),
        # phrases
        ('"boats left"', {"flood"}),
        ('"left boats"', set()),
        ('"boats came late"', {"flood"}),
        ('"boat came"', {"flood"}),
        ('"jabhat mina"', {"siege"}),
        ('"3,033 people"', {"flood"}),
        ('"valley river"', set()),
        ('"river late"~9', {"flood"}),
        ('"late river"~9', {"flood"}),
        ('"river late"~3', set()),
        # exclusion and choice
        ("boats -river", {"siege"}),
        ("boats NOT river", {"siege"}),
        ('boats -"boats left"', {"siege"}),
        ("-boats", {"daesh", "armee", "maktub", "quiet"}),
        ("-(boats OR nothing)", {"armee", "maktub"}),
        ("river OR villages", {"flood", "armee"}),
        ("(river OR siege) left", {"flood", "siege"}),
        ("boats AND river", {"flood"}),
        # prefix, fuzzy, exact
        ("riv*", {"flood"}),
        ("vill*", {"armee"}),
        ("boatz~", {"flood", "siege"}),
        ("rievr~", {"flood"}),
        ("villaegs~2", {"armee"}),
        ("=boats", {"flood"}),
        ("=boat", {"siege"}),
        ("=left", {"flood", "siege"}),
        ('="boats came"', {"flood"}),
        ('="boat came"', set()),
        # word fields
        ("title:flood", {"flood"}),
        ("title:boats", set()),
        ("title:vill*", {"armee"}),
        ('title:"siege ends"', {"siege"}),
        ("title:(flood OR siege)", {"flood", "siege"}),
        ("author:petrova", {"flood"}),
        ("petrova", {"flood"}),
        ("site:ledger", {"flood"}),
        ("site:dailyledger.example", {"flood"}),
        ("site:harborpost", {"siege"}),
        ("ledger", set()),
        ('site:="Harbor Post"', {"siege"}),
        ("text:valley", set()),
        ("text:river", {"flood"}),
        ('text:"boats came"', {"flood"}),
        ("note:doubtful", {"flood"}),
        ("doubtful", {"flood"}),
        ("quote:boats", {"flood"}),
        ("quote:river", set()),
        ("tag:rivers", {"flood"}),
        ("#war", {"siege"}),
        ("#us-weather", {"flood"}),
        ("tag:weather", {"flood"}),
        ('tag:="us weather"', {"flood"}),
        ('tag:="weather"', set()),
        # names
        ('name:"Harbor Front"', {"siege"}),
        ("name:al-Mina", {"siege"}),
        ("name:lindau", {"flood"}),
        ('name:"Islamic State"', {"daesh"}),
        ("name:harb", {"siege"}),
        ("lindau", {"flood"}),
        ("lindawa", {"flood"}),
        ('"harbor front"', {"siege"}),
        ('"islamic state"', {"daesh"}),
        ("islamic state nothing", {"daesh"}),
        ("=lindau", set()),
        # figures
        ("figure:3033", {"flood"}),
        ("figure:3000..3100", {"flood", "daesh", "armee"}),
        ("figure:3000..3049", {"flood"}),
        ("figure:>3050", {"armee"}),
        ("figure:>=3050", {"armee", "daesh"}),
        ("figure:<100", {"daesh"}),
        ("figure:78.5", {"daesh"}),
        # dates
        ("date:2016-12", {"flood"}),
        ("date:2016", {"flood", "siege"}),
        ("date:2016-11..2016-12", {"flood", "siege"}),
        ("date:2016-11-01..2016-11-15", set()),
        ("date:2017", {"daesh"}),
        ("date:>2016", {"daesh"}),
        ("date:<2016-12", {"siege"}),
        ("-date:2016", {"daesh", "armee", "maktub", "quiet"}),
        ("first:2016-10", {"siege"}),
        ("first:2016-12-05", {"flood"}),
        ("saved:2026", {"flood"}),
        # states
        ("is:unread", {"flood", "daesh"}),
        ("is:read", {"siege"}),
        ("is:starred", {"flood"}),
        ("is:orphaned", set()),
        ("is:contradicted", {"siege", "daesh"}),
        ("link:contradicts", {"siege", "daesh"}),
        ("link:repeats", set()),
        ('speaker:"the mayor"', {"flood", "siege"}),
        ('speaker:"the mayor" -said:corridor', {"flood"}),
        ("said:corridor OR lang:ar", {"siege", "maktub"}),
        ("boats is:unread", {"flood"}),
        ("-is:unread boats", {"siege"}),
        ("has:note", {"flood"}),
        ("has:highlight", {"flood", "siege"}),
        ("has:original -has:highlight", set()),
        ("lang:ar", {"maktub"}),
        ("lang:fr", {"armee"}),
        ("in:2016", {"flood", "siege"}),
        ("in:articles/2016", {"flood", "siege"}),
        ("in:2016/december/", {"flood"}),
        ("in:FR", {"armee"}),
        ("in:201", set()),
        ("", {"flood", "siege", "daesh", "armee", "maktub", "quiet"}),
    ],
)
def test_a_query_finds_what_has_all_of_it(index: SearchIndex, query: str, expected: set[str]) -> None:
    assert set(ids(index, query, scope=SCOPE)) == expected


def test_every_field_is_in_the_table_above() -> None:
    source = Path(__file__).read_text(encoding="utf-8")

    assert [
        field.name for field in FIELDS if f'("{field.name}:' not in source and f"('{field.name}:" not in source
    ] == []


def test_what_is_like_an_article_shares_its_words_and_is_not_itself(index: SearchIndex) -> None:
    found = ids(index, "like:flood")

    assert "flood" not in found
    assert "siege" in found


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("like:nowhere", "There is no article with the id “nowhere”"),
        ("name:nobody", "names.yaml has no name “nobody”"),
        ("name:harb", "“name:harb” matches Harbor Front"),
        ("lang:xx", "use ar, en, fr"),
        ("tag:=sports", "No article has “tag:sports”"),
        ("lindau", "“lindau” also finds Lindow, Lindawa (names.yaml)."),
        ("jabhat al-mina", "“jabhat al-mina” also finds Harbor Front, al-Mina, HF (names.yaml)."),
        ("date:2016-11-01..2016-11-15", "1 more may match; only their year or month is known."),
        ("boatz~", "“boatz~1” matches boat"),
        ("date:2016-", "is incomplete"),
    ],
)
def test_what_was_read_otherwise_is_told(index: SearchIndex, query: str, line: str) -> None:
    results = index.search(query)

    assert any(line in each for each in results.lines), results.lines


def test_one_word_in_common_makes_no_article_like_another(make: Make) -> None:
    words = [f"word{chr(97 + n)}" for n in range(20)]
    index = make(
        [entry("a", " ".join(words)), entry("near", " ".join(words[:8])), entry("far", words[0] + " storm rain")]
    )

    assert ids(index, "like:a") == ["near"]


def test_a_state_that_the_caller_does_not_tell_is_told_to_be_unknown(index: SearchIndex) -> None:
    results = index.search("is:unread")

    assert results.total == 0
    assert any("cannot be searched here" in line for line in results.lines)


def test_words_in_capitals_are_not_the_words_in_small_letters(index: SearchIndex) -> None:
    assert ids(index, "=WHO") == ["daesh"]
    # “Is it true” is no Islamic State.
    assert "daesh" in ids(index, '"islamic state"')
    assert ids(index, '"islamic state" -daesh') == []


def test_capitals_in_a_text_that_is_all_in_capitals_say_nothing(make: Make) -> None:
    index = make([entry("shouted", "WHO IS THERE"), entry("told", "The IS is there, WHO says")])

    assert ids(index, '"islamic state"') == ["told"]
    assert ids(index, "WHO says") == ["told"]
    assert ids(index, "who there") == ["shouted"] or "shouted" in ids(index, "who there")


def test_capitals_that_no_article_has_are_looked_for_in_small_letters(make: Make) -> None:
    results = make([entry("small", "who says so")]).search("WHO says")

    assert [hit.id for hit in results.hits] == ["small"]
    assert results.lines == ("No article has “WHO” in capitals, so it was searched in small letters.",)


def test_a_stem_that_is_another_word_does_not_bring_that_word(make: Make) -> None:
    index = make(
        [entry("noun", "a representation"), entry("verb", "they represent"), entry("plural", "two representations")]
    )

    assert set(ids(index, "representation")) == {"noun", "plural"}
    assert ids(index, "represent") == ["verb"]


def test_a_problem_is_one_sentence_with_a_proposal(index: SearchIndex) -> None:
    results = index.search("titel:flood")

    assert results.problem == "There is no field “titel” (at character 1); the nearest is title:."
    assert results.proposal == "title:flood"
    assert results.hits == ()


def test_an_entry_of_which_nothing_is_known_can_be_indexed(tmp_path: Path) -> None:
    index = SearchIndex.open(tmp_path / "cache", NAMES)
    index.update(
        [IndexEntry("bare"), IndexEntry("odd", title="\x00\ud800", tags=("", "—"), published="soon", path="///")]
    )

    assert set(ids(index, "")) == {"bare", "odd"}
    index.close()


def test_what_an_article_is_about_its_commonest_words_tell_the_earlier_first() -> None:
    texts = ["the ships of Lindow", "Storms hit Lindow’s harbor. A storm, storms, and the harbor: 10 ships."]

    found = {"~ship": 2, "lindow": 2, "~storm": 2, "harbor": 2, "hit": 1, "storm": 1, "10": 1}
    assert list(gist(texts, "en").items()) == list(found.items())
