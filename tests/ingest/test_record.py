"""The record that a page gives of its article: what it says, and nothing that it does not."""

import pytest

from reader.ingest.text import scrape
from reader.library.folder import HouseRules
from reader.library.record import FirstPublished, Record

TEXT = (
    "The goats are on the town wall again, the third time since Easter, and the council has asked their owner to mend "
    "his fence.\n\nTheir owner was not at home when this paper called, but the goats were, and looked very well to us."
)


def _record(header: str = "", footer: str = "", title: str = "Goats on the town wall again") -> Record:
    return scrape(f"{title}\n\n{header}\n\n{TEXT}\n\n{footer}\n").record


def test_what_a_page_does_not_say_is_none() -> None:
    assert _record() == Record(title="Goats on the town wall again", language="en")


@pytest.mark.parametrize(
    ("header", "published"),
    [
        ("Port Review, December 17, 2016", "2016-12-17"),
        ("Thu Dec 15, 2016 21:02:18", "2016-12-15T21:02:18"),
        ("Updated: December 18, 2016\nPublished: December 17, 2016", "2016-12-17"),
        ("Last updated: December 18, 2016", "2016-12-18"),
        ("05/12/2016", None),
        ("December 17", None),
    ],
)
def test_the_date_of_publication(header: str, published: str | None) -> None:
    assert _record(header).published == published


def test_where_only_a_change_is_dated_the_record_says_that_it_is_the_date_of_one() -> None:
    assert _record("Last updated: December 18, 2016").published_from == "update"
    assert _record("Updated: December 18, 2016\nPublished: December 17, 2016").published_from is None
    assert _record(footer="Page last modified Dec. 18, 2016 @ 01:39 PM").published == "2016-12-18T13:39:00"


def test_dates_of_a_list_are_not_the_articles() -> None:
    entries = "".join(f"\n\nMarch {day}, 2016\n\nGoat day {day}\n\nOsterby" for day in (16, 17, 19))

    assert _record(footer=entries).published is None
    events = [f"March {day}, 2017\n\nGoat day\n\nOsterby, the harbor" for day in (3, 3, 8, 9)]
    assert _record("\n\n".join(events)).published is None
    assert _record("\n\n".join(each.replace("2017", "2017, 10:00") for each in events)).published is not None
    assert _record("\n\n".join(events[::-1])).published == "2017-03-09"
    assert _record("- March 16, 2016\n\nGoat day\n\n- March 17, 2016\n\nGoose day").published is None


def test_a_date_far_above_the_headline_is_the_pages() -> None:
    menu = "Open today, March 14, 2016\n\n" + "".join(f"Menu {name}\n\n" for name in "abcdefghijklm")

    assert scrape(f"{menu}# Goats on the town wall again\n\n{TEXT}\n").record.published is None


def test_a_date_above_the_headline_is_the_articles_if_it_is_the_only_one() -> None:
    page = "{}\n\n# Goats on the town wall again\n\n" + TEXT

    assert scrape(page.format("December 15, 2016")).record.published == "2016-12-15"
    assert scrape(page.format("December 15, 2016\nGeese\nDecember 14, 2016")).record.published is None


def test_a_date_in_the_text_is_not_the_articles() -> None:
    record = scrape(
        f"Goats on the wall\n\n{TEXT}\n\nOn 24 April 2016 they were seen on the roof of the bank too.\n"
    ).record

    assert record.published is None


def test_a_place_and_a_date_at_the_head_of_the_text_are_its_dateline() -> None:
    record = scrape(f"Goats on the wall\n\nOSTERBY, March 3, 2017 (CNA) – {TEXT}\n").record

    assert (record.published, record.published_from, record.site) == ("2017-03-03", None, None)


def test_the_headline_tells_the_date_when_nothing_else_does() -> None:
    title = "Goat Report – December 9, 2016: The Wall Holds"

    assert (_record(title=title).published, _record(title=title).published_from) == ("2016-12-09", "title")
    assert _record("December 10, 2016", title=title).published == "2016-12-10"


@pytest.mark.parametrize(
    "title",
    [
        "What the goats of Osterby did on December 9, 2016",
        "The storm of December 9, 1916 and what it left behind",
        "Goats on the wall, December 9, 2016 – December 11, 2016",
    ],
)
def test_a_day_within_a_headline_is_what_the_article_is_about(title: str) -> None:
    assert _record(title=title).published is None


@pytest.mark.parametrize(
    "beginning",
    [
        "The fair runs from March 3, 2017 – March 5, 2017 on the town wall.",
        "On Friday, March 3, 2017 – a day of rain – the goats came down.",
        "Version two of the gate, put up on March 3, 2017: what is new about it.",
        "Osterby, March 3, 2017 – March 5, 2017: three days of goats.",
    ],
)
def test_a_day_at_the_head_of_the_text_that_no_place_stands_before_is_not_the_articles(beginning: str) -> None:
    assert scrape(f"Goats on the wall\n\n{beginning} {TEXT}\n").record.published is None


def test_a_month_in_the_headline_is_what_the_article_is_about() -> None:
    assert _record(title="Goat Report for December 2016: The Wall Holds").published is None


def test_an_address_tells_the_date_last() -> None:
    record = _record("URL: http://port.example/2016/12/17/goats")

    assert record.url == "http://port.example/2016/12/17/goats"
    assert (record.published, record.published_from) == ("2016-12-17", "url")


def test_a_page_that_was_printed_has_its_address_at_the_foot_and_one_that_was_copied_in_its_first_line() -> None:
    kept = "https://web.archive.org/web/20180102030405/http://port.example:80/goats"

    assert _record(footer="https://port.example/goats 1/3").url == "https://port.example/goats"
    assert scrape(f"{kept}\n\nGoats on the town wall again\n\n{TEXT}").record.url == "http://port.example/goats"
    assert _record(footer="https://port.example/").url is None


@pytest.mark.parametrize("words", ["Saved from", "Archived from:", "Clipped from"])
def test_whoever_kept_a_page_says_from_where_and_when(words: str) -> None:
    kept = f"{words} https://port.example/goats?utm_source=x&id=7 on 12 June 2019"

    record = scrape(f"{kept}\n\nGoats on the town wall again\n\n{TEXT}").record

    assert (record.url, record.saved, record.published) == ("https://port.example/goats?id=7", "2019-06-12", None)


@pytest.mark.parametrize(
    ("header", "author"),
    [
        ("By Anna Berg", "Anna Berg"),
        ("Anna Berg, December 17, 2016", "Anna Berg"),
        ("Anna Berg\n\nDecember 17, 2016", "Anna Berg"),
        ("Written by\nAnna Berg", "Anna Berg"),
        ("Damascus, December 17, 2016", None),
        ("Goat News\n\nDecember 17, 2016", None),
        ("Town Wall\n\nDecember 17, 2016", None),
        ("05/12/2016 by Anna Berg, Goat Editor", "Anna Berg"),
        ("Dec 17, 2016 · Anna Berg on behalf of the Goat Board", "Anna Berg"),
        ("Dec 17, 2016 • Anna Berg in Animals", "Anna Berg"),
        ("Published: Dec 17, 2016 by Anna Berg · This post may contain goats", "Anna Berg"),
        ("December 17, 2016/Town Wall/Animals", None),
        ("Anna Berg, Osterby University\n\nDecember 17, 2016", "Anna Berg"),
        ("Anna Berg, as told to Nils Holm", "Anna Berg"),
        ("Par Anna Berg avec AFP", "Anna Berg"),
        ("The Port Team\n\nDecember 17, 2016", "The Port Team"),
        ("Anna Berg in Osterby and Nils Holm in Port\nDecember 17, 2016", "Anna Berg and Nils Holm"),
        ("By ANNA BERG and NILS HOLM Associated Press Dec 17, 2016", "Anna Berg and Nils Holm"),
        ("December 17th, 2016 by Anna Berg, Contributing Editor", "Anna Berg"),
        ("Redacción / Ciudad de México / 17.12.2016", None),
        ("anna_berg December 17, 2016", None),
        ("Nick van Berg\n\nDecember 17, 2016", "Nick van Berg"),
        ("By Anna Berg August 12, 2021 August 13, 2021 training", "Anna Berg"),
        ("By Anna Berg ⋅ Review Editor ⋅ Updated November 18, 2025", "Anna Berg"),
        ("Posted By\n\nGoat Company\n\nPosted On\n\nJan 13, 2025", "Goat Company"),
        ("Anna Berg, Nils Holm\nDecember 17, 2016", "Anna Berg, Nils Holm"),
        ("Anna Berg, Port Paper · December 17, 2016", "Anna Berg"),
        ("By Anna Berg and Nils Holm, Osterby\nDecember 17, 2016", "Anna Berg and Nils Holm"),
        ("By ANNA BERG", "Anna Berg"),
        ("АННА БЕРГ\n\n17 декабря 2016", "Анна Берг"),
        ("By Anna Berg Goat editor\nPort News", "Anna Berg"),
        ("By Anna Berg GWN News", "Anna Berg"),
        ("By New York Daily News", "New York Daily News"),
        ("by Guest Author", None),
        ("Por autor invitado", None),
        ("By GOATWIRE\n\nGoatwire says so.", "Goatwire"),
        ("By GOATWIRE\n\nGOATWIRE says so.", "GOATWIRE"),
        ("Goats on Rice\n\nby Goats on Rice on December 17, 2016", "Goats on Rice"),
        ("Home\nMy Profile\nGoats on Twitter", None),
        ("Gardian: Port\nIncrease Fence Size\nDecrease Fence Size", None),
        ("Load All Comments\nFull Shortened Hidden\n/Sea", None),
        ("by A\n\nDecember 17, 2016", None),
        ("A fence that holds nothing.\n\nShare\n\nSend\n\nby Anna Berg, Senior Goat Reporter", "Anna Berg"),
    ],
)
def test_the_author(header: str, author: str | None) -> None:
    assert _record(header).author == author


@pytest.mark.parametrize(
    "footer",
    [
        "Article by\n\nAnna Berg",
        "About the author\n\nAnna Berg\n\nReporter",
        "Anna Berg\n\nAnna Berg is a reporter on the coast.",
        "Anna Berg\n\nAnna has written of goats for nine years.",
    ],
)
def test_an_author_is_told_of_under_the_article(footer: str) -> None:
    assert _record(footer=footer).author == "Anna Berg"
    assert _record("By Tom Riis", footer).author == "Tom Riis"


@pytest.mark.parametrize(
    "who", ["From our correspondent in Paris", "From our own correspondent", "Our reporter in Rome"]
)
def test_a_correspondent_without_a_name_is_nobody(who: str) -> None:
    assert _record(f"{who}\n\n5 May 2024").author is None


def test_a_reporter_before_the_date_is_named_without_his_office() -> None:
    text = "山羊又上了城墙，市议会要求它们的主人在夏天之前修好栅栏。\n\n主人说他会修，但是木头太贵。"

    record = scrape(f"山羊又上了城墙\n\n记者 林美惠 2024年3月3日 18:20 来源：港口日报\n\n{text}\n").record

    assert (record.author, record.published) == ("林美惠", "2024-03-03T18:20:00")


def test_a_menu_that_says_by_names_nobody() -> None:
    menu = "By Industry\n\nBy the Numbers\n\nBy Harbor\n\nContact\n\nMenu\n\nSearch\n\nLogin\n\nHelp\n\n"

    assert scrape(f"{menu}# Goats on the town wall again\n\n{TEXT}\n").record.author is None


@pytest.mark.parametrize(
    ("header", "footer", "site"),
    [
        ("Port Review, December 17, 2016", "", "Port Review"),
        ("Damascus, December 17, 2016", "", None),
        ("Osterby, December 17, 2016", "", None),
        ("", "Support GoatWatch\n\nGoatWatch", "GoatWatch"),
        ("", "Support GoatWatch\n\nhttp://goatwatch.example/donate", "GoatWatch"),
        ("", "Support farmers", None),
        ("", "© 2016 The Goat Gazette. All rights reserved.", "The Goat Gazette"),
        ("", "© 2016 Anna Berg", None),
        ("By Anna Berg\n\nAnna Berg, December 17, 2016", "", None),
        ("port.co.uk, Monday 12 December 2016 17.24 EDT", "", None),
        ("", "Follow Anna Berg on Twitter at @AnnaBerg\n\nBy Anna Berg", None),
        ("", "Copyright Policy\n\nPolicy", None),
        ("", "Privacy Rules - Updated 10/18/2011\n\nPrivacy Rules", None),
        ("", "Marie-Ève July 23, 2012 at 10:28 pm\n\nMarie-Ève", None),
        ("", "press@goatwatch.example\n\n© 2016 Goat Watch", "Goat Watch"),
    ],
)
def test_the_site(header: str, footer: str, site: str | None) -> None:
    assert _record(header, footer).site == site


@pytest.mark.parametrize(
    ("header", "footer", "first"),
    [
        (
            "Port Review, December 17, 2016\n\n[Goat Watch](#) 16 December 2016",
            "",
            FirstPublished("Goat Watch", "2016-12-16"),
        ),
        (
            "",
            "This article was originally published by Goat Watch on 16 December 2016.",
            FirstPublished("Goat Watch", "2016-12-16"),
        ),
        ("", "The original source of this article is [Goat Watch](#)", FirstPublished("Goat Watch")),
        ("Port Review, December 17, 2016", "The original source of this article is Port Review", None),
        ("", "Source: Northern News Agency", FirstPublished("Northern News Agency")),
        ("", "Source: what the owner says", None),
    ],
)
def test_where_it_came_out_first(header: str, footer: str, first: FirstPublished | None) -> None:
    assert _record(header, footer).first_published == first


def test_tags_come_from_labels_links_and_trails() -> None:
    assert _record("Region: [Europe & Asia](#), [The Coast](#)\n\nTheme: Animals").tags == (
        "Europe & Asia",
        "The Coast",
        "Animals",
    )
    assert _record(footer="Tags: goats, walls, #easter").tags == ("goats", "walls", "easter")
    assert _record("Source: [https://example.org/goats](https://example.org/goats)").tags == ()
    assert scrape(f"Home > News > Animals\n\nGoats on the wall\n\n{TEXT}\n").record.tags == ("News", "Animals")


def test_a_line_of_links_under_any_label_is_tags_but_not_a_whole_sentence() -> None:
    assert _record("Series: [Walls of the coast](#)").tags == ("Walls of the coast",)
    assert _record(f"Tags: goats, {'very ' * 20}long").tags == ("goats",)


def test_a_name_on_the_headline_that_is_the_authors_is_no_site() -> None:
    title = "Goats on the town wall again | Anna Berg"

    assert _record("By Anna Berg", title=title).site is None
    assert _record("By Tom Riis", title=title).site == "Anna Berg"


def test_events_in_a_menu_above_the_headline_name_neither_author_nor_site() -> None:
    events = (
        "Goat Shows\n\nGSF (Jan 8, 2013)\nOsterby (Feb 7, 2013)\nPort Goat Salon (Jan 11, 2013)\nEast (Feb 9, 2013)"
    )
    page = f"Goats on the town wall again\n\n{events}\n\nGoats on the town wall again\n\n{TEXT}\n"

    record = scrape(page).record

    assert (record.author, record.site) == (None, None)


def test_of_the_pieces_before_a_headline_the_site_is_the_first_and_of_those_behind_it_the_last() -> None:
    page = "{}\n\nMenu\n\nGoats on the town wall again\n\n" + TEXT

    assert scrape(page.format("GWN - Farms - Walls - Goats on the town wall again")).record.site == "GWN"
    assert scrape(page.format("Goats on the town wall again - Walls - GWN")).record.site == "GWN"


@pytest.mark.parametrize("mark", [" — ", ": ", " › ", " - ", " | "])
def test_of_two_pieces_of_a_title_that_both_stand_below_it_the_one_over_the_text_is_the_headline(mark: str) -> None:
    page = "Wall Goats{}Going up\n\nHome\n\nWall Goats\n\nOur motto\n\nGoing up\n\nMay 3, 2016\n\n" + TEXT

    record = scrape(page.format(mark)).record

    assert (record.title, record.site) == ("Going up", "Wall Goats")


@pytest.mark.parametrize("below", ["Wall Goats", "Why and how\n\nAnna Berg"])
def test_a_site_or_an_author_below_a_short_headline_is_no_headline(below: str) -> None:
    hung = below.splitlines()[-1]
    page = f"Going up - {hung}\n\nGoing up\n\n{below}\n\nMay 3, 2016\n\n{TEXT}"

    assert scrape(page).record.title == "Going up"


def test_a_library_knows_its_outlets() -> None:
    house = HouseRules(outlets=("Osterby", "Anna Berg"))
    page = "Goats on the town wall again\n\n{}, December 17, 2016\n\n" + TEXT

    assert scrape(page.format("Osterby"), house).record.site == "Osterby"
    assert scrape(page.format("Anna Berg"), house).record.author is None
    assert scrape(page.format("Anna Berg"), house).record.site == "Anna Berg"


def test_a_button_under_the_pages_title_is_no_tag() -> None:
    page = "Goats on the wall - Port Paper\n{}\n\nGoats on the wall\n\n" + TEXT

    assert scrape(page.format("Animals")).record.tags == ("Animals",)
    assert scrape(page.format("Back")).record.tags == ()
    assert scrape(page.format("Port Paper")).record.tags == ()
