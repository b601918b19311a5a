"""The bundled library is read back as an editor would: whole, linked, attributed, neutral, in our own words."""

import hashlib
import re
from pathlib import Path

import pytest

from reader.library.article import Article
from reader.library.folder import open_library
from reader.library.front_matter import format_article, parse_article
from reader.library.names import load_names
from reader.library.yaml_text import LARGE, read_yaml
from reader.notes.anchoring import AnchoringText
from reader.notes.colors import COLORS
from reader.notes.model import Annotation
from reader.notes.note_file import format_note, parse_note

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = ROOT / "library"
SHARED = ROOT.parent / "shared"

# Words that take a side. In an article they stand between quotation marks, beside the name of who used them.
LOADED = re.compile(
    r"\b(liberat\w+|terroris\w+|regimes?|jihad\w+|puppet\w*|takfir\w+|martyr\w*|rebels?|militants?|thugs?|hordes?"
    r"|henchm[ae]n|proxy|proxies|mercenar\w+|butcher\w*|slaughter\w*|propaganda)\b",
    re.IGNORECASE,
)
QUOTED = re.compile("“[^“”]*”")
WORD = re.compile(r"[^\W_]+")

# A figure of this month, and who has to be named in every article that has it.
SOURCES = {
    "3,033": "Poznikhir",
    "1,524": "Poznikhir",
    "78.5": "Poznikhir",
    "108,076": "Poznikhir",
    "47,183": "Poznikhir",
    "105 quarters": "Poznikhir",
    "8,461": "Russian Center for Reconciliation",
    "39,250": "OCHA",
    "53,773": "OCHA",
    "35,000": "ICRC|International Committee of the Red Cross",
    "82 civilians": "UN human rights office",
    "18 October": "Russian General Staff|Russian Defense Ministry",
}


def read_articles() -> dict[str, Article]:
    articles = {}
    for path in sorted((LIBRARY / "articles").rglob("*.md")):
        record, identity, markdown, problem = parse_article(path.read_text(encoding="utf-8"))
        articles[path.stem] = Article(identity or "", record, markdown, path.name, problem=problem)
    return articles


def read_note(path: Path) -> Annotation:
    parsed = parse_note(path.read_text(encoding="utf-8"), path.parent.name, path.stem)
    assert parsed.remarks == ()
    return parsed.annotation


ARTICLES = read_articles()
NOTES = [pytest.param(path, id=path.stem) for path in sorted((LIBRARY / "notes").glob("*/*.md"))]
DIGESTS = {identity: article for identity, article in ARTICLES.items() if "digest" in article.record.tags}
each_article = pytest.mark.parametrize("article", [pytest.param(a, id=stem) for stem, a in ARTICLES.items()])


def in_own_voice(text: str) -> str:
    """Return *text* without what stands between quotation marks."""
    return QUOTED.sub("“…”", text)


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Return every run of *length* words of *text*, without punctuation and case."""
    words = WORD.findall(text.casefold().replace(",", ""))
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def pages() -> dict[str, Path]:
    found = sorted((SHARED / "seeds").glob("*.txt"))
    if not found:
        pytest.skip("../shared/seeds is not here: nothing to compare the library with")
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in found}


def test_the_library_opens_without_a_problem() -> None:
    library = open_library(LIBRARY)

    assert library.problems == ()
    assert library.title
    assert library.language == "en"
    assert library.house.outlets
    assert library.house.appeals


def test_there_are_about_twenty_articles_and_five_of_them_are_digests() -> None:
    assert 18 <= len(ARTICLES) <= 25
    assert len(DIGESTS) == 5


@each_article
def test_an_article_is_read_without_a_problem_and_written_back_the_same(article: Article) -> None:
    text = (LIBRARY / "articles" / article.path).read_text(encoding="utf-8")

    assert article.problem is None
    assert format_article(article.id, article.record, article.markdown) == text


@each_article
def test_an_article_is_called_as_its_file(article: Article) -> None:
    assert article.id == article.path.removesuffix(".md")


@each_article
def test_an_article_says_its_title_series_language_and_tags(article: Article) -> None:
    assert article.record.title
    assert article.record.site in {"Reading Room Digest", "Reading Room Reference"}
    assert article.record.language == "en"
    assert article.record.tags


@each_article
def test_an_article_is_of_a_length_to_be_read_at_once_and_has_headings(article: Article) -> None:
    assert 350 <= len(article.text.split()) <= 900
    assert any(block.kind == "heading" for block in article.plain.blocks)


@each_article
def test_every_link_leads_to_another_article(article: Article) -> None:
    titles = {other.record.title for other in ARTICLES.values()}

    links = {span.target for span in article.plain.spans if span.kind == "wikilink"}

    assert links
    assert links <= titles - {article.record.title}


def test_titles_are_unique_and_every_article_is_linked_to() -> None:
    titles = [article.title for article in ARTICLES.values()]
    linked = {span.target for article in ARTICLES.values() for span in article.plain.spans if span.kind == "wikilink"}

    assert len(titles) == len(set(titles))
    assert set(titles) == linked


@each_article
def test_loaded_words_stand_only_in_quotation_marks(article: Article) -> None:
    own = in_own_voice(f"{article.title}\n{' '.join(article.record.tags)}\n{article.text}")

    assert LOADED.findall(own) == []


@pytest.mark.parametrize("text", ["the regime", "Terrorists fled", "it calls “this” liberation", "a jihadist group"])
def test_a_loaded_word_would_be_found(text: str) -> None:
    assert LOADED.search(in_own_voice(text))


@each_article
def test_quotation_marks_are_typographic_and_come_in_pairs(article: Article) -> None:
    assert '"' not in article.text
    assert re.sub("[^“”]", "", article.text).replace("“”", "") == ""


@pytest.mark.parametrize("figure", SOURCES)
def test_an_article_with_a_figure_names_who_gave_it(figure: str) -> None:
    having = [article for article in ARTICLES.values() if re.search(rf"(?<![\d,.]){re.escape(figure)}", article.text)]

    assert len(having) >= 2, "a figure that stands in one article only makes no cross-reference"
    assert [each.id for each in having if not re.search(SOURCES[figure], each.text)] == []


@pytest.mark.parametrize("identity", DIGESTS)
def test_a_digest_says_first_that_it_is_one_and_where_its_date_is_from(identity: str) -> None:
    record = DIGESTS[identity].record

    assert DIGESTS[identity].text.startswith("This is a digest, in the library’s own words, of a page ")
    assert (record.title or "").startswith("Digest: ")
    assert record.published_from == ("digest" if record.published else None)
    assert record.first_published is None
    assert isinstance(record.extra["digest_of"], dict)


def test_an_article_that_is_no_digest_carries_no_publishing_date() -> None:
    background = [each for each in ARTICLES.values() if each.id not in DIGESTS]

    assert len(background) >= 15
    assert [each.id for each in background if each.record.published] == []


def test_there_is_one_digest_of_each_page_and_its_facts_are_those_of_the_page() -> None:
    by_digest = pages()
    gold = read_yaml((SHARED / "gold" / "seeds.yaml").read_text(encoding="utf-8"), LARGE)
    assert isinstance(gold, dict)

    seen = []
    for article in DIGESTS.values():
        told = article.record.extra["digest_of"]
        assert isinstance(told, dict)
        page = by_digest[told["sha256"]]
        true = gold[page.name]
        assert isinstance(true, dict)
        seen.append(page)
        facts = {key: value for key, value in true.items() if value not in ("", "null")}
        for key in ("site", "author", "published", "first_published"):
            assert told.get(key) == facts.get(key), (article.id, key)
        assert article.record.published == (str(facts["published"])[:10] if "published" in facts else None)
    assert sorted(seen) == sorted(by_digest.values())


@each_article
def test_no_eight_words_in_a_row_are_taken_from_a_page(article: Article) -> None:
    for page in pages().values():
        shared = runs(f"{article.title}\n{article.text}", 8) & runs(page.read_text(encoding="utf-8"), 8)
        assert shared == set(), page.name


def test_a_run_of_words_would_be_found_through_punctuation_and_case() -> None:
    assert runs("One, two – “three” FOUR; 5,000", 5) & runs("one two three four 5000", 5)


def test_the_names_authority_has_no_problem_and_no_empty_entry() -> None:
    authority = load_names(LIBRARY / "names.yaml")

    assert authority.problems == ()
    assert {name.kind for name in authority} == {"person", "place", "group", "outlet"}
    for name in authority:
        assert len(set(map(str.casefold, name.forms))) == len(name.forms), name.heading


def test_every_heading_of_the_names_authority_stands_in_an_article() -> None:
    everything = "\n".join(f"{article.title}\n{article.text}" for article in ARTICLES.values()).casefold()

    missing = [name.heading for name in load_names(LIBRARY / "names.yaml") if name.heading.casefold() not in everything]

    assert missing == []


@pytest.mark.parametrize(
    ("spelling", "heading"),
    [
        ("Seikh Saeed", "Sheikh Saeed"),
        ("Salaheddin", "Salah al-Din"),
        ("Jeish al-Fatah", "Jaish al-Fatah"),
        ("al-Nusra", "Jabhat Fatah al-Sham"),
        ("Deir ez-Zor", "Deir Ezzor"),
        ("Tyas Airbase", "Tiyas air base"),
        ("ISIS", "Islamic State"),
        ("Steven Townsend", "Stephen Townsend"),
        ("SouthFront", "South Front"),
        ("FNA", "Fars News Agency"),
    ],
)
def test_the_names_authority_knows_the_spellings_of_the_pages(spelling: str, heading: str) -> None:
    assert load_names(LIBRARY / "names.yaml").heading_by_spelling()[spelling.casefold()] == heading


@pytest.mark.parametrize("word", ["is", "un", "duma", "us", "citadel", "al-quds"])
def test_no_spelling_is_also_a_common_word_or_the_name_of_several_things(word: str) -> None:
    assert word not in load_names(LIBRARY / "names.yaml").heading_by_spelling()


def test_there_are_some_notes_of_every_kind() -> None:
    notes = [read_note(path) for path in (LIBRARY / "notes").glob("*/*.md")]

    assert 6 <= len(notes) <= 12
    assert {note.motivation for note in notes} >= {"highlighting", "commenting", "questioning", "linking"}
    assert any(note.quote is None for note in notes), "a note about a whole article"
    assert len({note.color for note in notes if note.color}) >= 3
    assert len({note.id for note in notes}) == len(notes)


@pytest.mark.parametrize("path", NOTES)
def test_a_note_is_exactly_where_it_says_in_its_article(path: Path) -> None:
    note = read_note(path)
    text = ARTICLES[note.article].text

    assert AnchoringText(text).anchor(note).state == "exact"
    assert note.text_sha256 == hashlib.sha256(text.encode()).hexdigest()
    if note.position:
        assert text[note.position.start : note.position.end] == note.exact


@pytest.mark.parametrize("path", NOTES)
def test_a_note_is_written_as_the_program_writes_it(path: Path) -> None:
    note = read_note(path)

    assert format_note(note) == path.read_text(encoding="utf-8")
    assert note.color in {"", *COLORS}
    assert note.created <= note.modified


@pytest.mark.parametrize("path", NOTES)
def test_what_a_note_points_to_is_there_and_its_words_take_no_side(path: Path) -> None:
    note = read_note(path)
    titles = {article.title for article in ARTICLES.values()}

    assert bool(note.link) == (note.motivation == "linking")
    assert not note.link or note.link in ARTICLES
    assert set(re.findall(r"\[\[([^]|]+)", note.body)) <= titles
    assert LOADED.findall(in_own_voice(note.body)) == []
