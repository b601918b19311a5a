"""One page in nineteen languages, as text and as HTML: who says what on it is found by form, not by English words."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import pytest

from reader.ingest.html import read_page
from reader.ingest.html_text import text_of
from reader.ingest.html_tree import read_tree
from reader.ingest.text import AsideRange, asides_of, scrape
from reader.library.article import Aside
from reader.library.record import Record

_PAGES = Path(__file__).with_name("languages.txt")
_CONSENT = {
    "en": (
        "We value your privacy",
        "We use cookies to improve your experience on our site and to show you advertising.",
    ),
    "ru": (
        "Мы ценим вашу конфиденциальность",
        "Мы используем файлы cookie, чтобы улучшить работу сайта и показывать вам персональную рекламу.",
    ),
    "ja": ("プライバシーを尊重します", "当サイトではサービス向上と広告の表示のためにCookieを使用しています。"),
    "ar": ("نحن نقدر خصوصيتك", "نستخدم ملفات تعريف الارتباط لتحسين تجربتك على موقعنا ولعرض إعلانات مخصصة لك."),
    "pl": ("Cenimy Twoją prywatność", "Używamy plików cookie, aby poprawić działanie serwisu i wyświetlać reklamy."),
}
_WRITTEN = {
    "title": "<h1>{}</h1>",
    "menu": "<li>{}</li>",
    "caption": "<figcaption>{}</figcaption>",
    "navigation": "<p><a href='/read'>{}</a></p>",
}

Lines = list[tuple[str, str]]


def _pages() -> dict[str, Lines]:
    """Return the lines of the page in each language, each with what it is: a part of the record, or its kind."""
    pages = (page.splitlines() for page in _PAGES.read_text("utf-8").removeprefix("= ").split("\n= "))
    return {
        language: [(role, said) for role, _, said in (row.partition(" ") for row in rows)] for language, *rows in pages
    }


_LANGUAGES = sorted(_pages())


def _said(lines: Lines, role: str) -> list[str]:
    return [said for its_role, said in lines if its_role == role]


@pytest.mark.parametrize("language", _LANGUAGES)
def test_a_page_saved_as_text_is_read_in_its_language(language: str) -> None:
    lines = _pages()[language]
    shown = [said for role, said in lines if role not in {"site", "author"}]
    text = "\n".join([f"{lines[1][1]} - {lines[0][1]}", *shown[1:3], shown[0], *shown[3:]])

    page = scrape(text)

    _check(lines, page.record, page.markdown, asides_of(text, page.set_aside))


@pytest.mark.parametrize("language", _LANGUAGES)
def test_a_web_page_without_helpful_names_is_read_in_its_language(language: str) -> None:
    lines = _pages()[language]
    told = [(role, said) for role, said in lines if role not in {"site", "author"}]
    shown = "".join(_WRITTEN.get(role, "<p>{}</p>").format(escape(said)) for role, said in told)
    html = f"<html lang={language}><title>{lines[1][1]} - {lines[0][1]}</title><body>{shown}</body></html>"

    page = read_page(html)

    _check(lines, page.record, page.markdown, asides_of(text_of(html), page.set_aside))


@pytest.mark.parametrize("language", ["de", "fa", "ru", "zh", "hi"])
def test_comments_of_a_web_page_are_an_aside_wherever_spaces_stand_between_their_parts(language: str) -> None:
    lines = _pages()[language]
    thread = _said(lines, "comments")
    said = [f"<div><b>{name}</b> <span>{when}</span><p>{what}</p></div>" for name, when, what in _comments(thread[1:])]
    text = "".join(f"<p>{each}</p>" for each in _said(lines, "text"))
    below = f"<div id=comments><h3>{thread[0]}</h3>{''.join(said)}</div>"
    html = f"<html><body><h1>{lines[1][1]}</h1>{text}{below}</body></html>"

    page = read_tree(html)

    shown = asides_of(text_of(html), [AsideRange(*aside) for aside in page["asides"]])
    told = " ".join(each.text for each in shown if each.kind == "comments")
    assert [what for _, _, what in _comments(thread[1:]) if what not in told] == []


@pytest.mark.parametrize("language", ["en", "ru", "ja", "ar", "pl"])
def test_a_page_that_asks_for_consent_first_is_titled_all_the_same(language: str) -> None:
    lines = _pages()[language]
    site, title = lines[0][1], lines[1][1]
    asked = _CONSENT[language]
    text = "".join(f"<p>{each}</p>" for each in _said(lines, "text"))
    head = f"<title>{title} - {site}</title>"
    html = f"<html>{head}<body><h2>{asked[0]}</h2><p>{asked[1]}</p><h1>{title}</h1>{text}</body></html>"

    page = read_tree(html)

    assert (page["lines"]["title"], page["lines"]["site"]) == (title, site)
    assert asked[1] not in page["markdown"]


@pytest.mark.parametrize(
    "menu", ["الرئيسية رياضة", "Home Sport", "صفحه اصلی اخبار", "Главная Новости", "首页 新闻", "Inicio Noticias"]
)
def test_entries_of_a_menu_in_one_line_are_no_topic(menu: str) -> None:
    lines = _pages()["ar"]
    title, text = lines[1][1], "\n".join(_said(lines, "text"))

    assert scrape(f"{title} - {lines[0][1]}\n{menu}\n{title}\n{text}").record.tags == ()


@pytest.mark.parametrize("language", ["ar", "de", "el", "fa", "he", "hi", "ja", "ko", "ru", "th", "zh"])
@pytest.mark.parametrize("heading", ["", "<header><h1><a href='/'>{site}</a></h1></header>"])
def test_a_page_whose_title_no_main_heading_repeats_is_cut_where_the_site_hangs_on_it(
    language: str, heading: str
) -> None:
    lines = _pages()[language]
    site, title = lines[0][1], lines[1][1]
    text = "".join(f"<p>{each}</p>" for each in _said(lines, "text"))
    below = f"<footer>{_said(lines, 'rights')[0]}</footer>"
    html = f"<html><title>{title} - {site}</title><body>{heading.format(site=site)}{text}{below}</body></html>"

    page = read_tree(html)

    assert (page["title"], page["lines"]["site"]) == (title, site)


@pytest.mark.parametrize(
    ("language", "heading", "one", "other"),
    [
        ("ar", "اقرأ أيضاً", "بيع المنارة القديمة إلى جوقة محلية", "خفض حصص صيد السلطعون بمقدار الثلث"),
        ("en", "Related articles", "Old lighthouse sold to a choir", "Crab quotas are cut by a third"),
        ("fr", "À lire aussi", "Le vieux phare vendu à une chorale", "Les quotas de crabe réduits d’un tiers"),
        ("ja", "関連記事", "古い灯台が合唱団に売却される", "カニの漁獲枠が三分の一減"),
        ("pl", "Czytaj także", "Stara latarnia sprzedana chórowi", "Limit połowu krabów niższy o jedną trzecią"),
    ],
)
def test_a_list_of_links_amid_the_text_is_left_out_though_nobody_knows_where_on_the_web_they_lead(
    language: str, heading: str, one: str, other: str
) -> None:
    lines = _pages()[language]
    first, *rest = [f"<p>{each}</p>" for each in _said(lines, "text")]
    led = f"<div><b>{heading}</b><ul><li><a href='/1'>{one}</a></li><li><a href='/2'>{other}</a></li></ul></div>"
    html = f"<html><body><article><h1>{lines[1][1]}</h1>{first}{led}{''.join(rest)}</article></body></html>"

    markdown = read_tree(html)["markdown"]

    assert [each for each in _said(lines, "text") if each not in markdown] == []
    assert one not in markdown
    assert other not in markdown


def _comments(thread: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return name, time and words of each comment; a button stands under each."""
    return [(thread[at], thread[at + 1], thread[at + 2]) for at in range(0, len(thread) - 2, 4)]


def _check(lines: Lines, record: Record, markdown: str, asides: Sequence[Aside]) -> None:
    found = (record.title, record.author, record.site, (record.published or "")[:10])
    assert found == (*(_said(lines, role)[0] for role in ("title", "author", "site")), "2017-03-08")
    assert [said for said in _said(lines, "text") if said not in markdown] == []
    aside = {
        kind: " ".join(each.text for each in asides if each.kind == kind) for kind in ("appeal", "comments", "rights")
    }
    assert [(kind, said) for kind, told in aside.items() for said in _said(lines, kind) if said not in told] == []
    left = [said for role in ("caption", "navigation", "metadata", "menu") for said in _said(lines, role)]
    assert [said for said in left if said in markdown and len(said) > len("Economy")] == []
