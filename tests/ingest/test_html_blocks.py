"""What an HTML page's marks become, and what is cut from it first."""

import pytest
from lxml.html import document_fromstring

from reader.ingest.file import asides_in, ingest
from reader.ingest.html_blocks import read_blocks, stacked
from reader.ingest.html_record import head_record, iso_date
from reader.ingest.html_regions import cut_comments, cut_unseen
from reader.library.markdown import parse

FIRST = (
    "The goats are on the town wall again, the third time since Easter, and the council has asked their owner to mend "
    "his fence before the summer."
)
SECOND = "Their owner was not at home when this paper called, but the goats were, and they looked very well to us all."


def page(body: str, head: str = "") -> bytes:
    return (
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>"
        "Goats on the wall | The Port Paper</title>"
        f"{head}</head><body><nav><a href='/'>Home</a> <a href='/n'>News</a></nav>"
        f"<article><h1>Goats on the wall</h1>{body}"
        "</article><footer>© 2017 The Port Paper. All rights reserved.</footer></body></html>"
    ).encode()


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>412<sup>3</sup> goats</p>", "412³ goats"),
        ("<p>10<sup>6</sup> and 10<sup>-3</sup></p>", "10⁶ and 10⁻³"),
        ("<p>goats.<sup><a href='#n3'>3</a></sup></p>", "goats.[^3]"),
        ("<p>goats.<a href='#n3'><sup>[3]</sup></a></p>", "goats.[^3]"),
        ("<p>the 2<sup>nd</sup> H<sub>2</sub>O</p>", "the 2nd H₂O"),
        ("<p>not <del>900</del><ins>400</ins> goats</p>", r"not \[~~900~~\]400 goats"),
        ("<p>not <s>900</s>, 400</p>", r"not \[~~900~~\], 400"),
        ("<p>not <strike>9</strike>400 goats</p>", r"not \[~~9~~\]400 goats"),
        ("<p>He said <q>they like it</q> again.</p>", "He said “they like it” again."),
        ("<blockquote><p>We like it.</p><footer>— Anna</footer></blockquote>", "> We like it.\n>\n> — Anna"),
        ("<ol start='3'><li>c</li><li>d</li></ol>", "3. c\n4. d"),
        ("<ol reversed><li>c</li><li>b</li><li>a</li></ol>", "3. c\n2. b\n1. a"),
        ("<ol reversed start='9'><li>c</li><li value='5'>b</li><li>a</li></ol>", "9. c\n5. b\n4. a"),
        ("<p>At dawn<br>- 5 degrees<br>1. May</p>", "At dawn\\\n\\- 5 degrees\\\n1\\. May"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n    - b\n- c"),
        (
            "<ul><li><input type=checkbox checked disabled> a</li><li><input type=checkbox>b</li></ul>",
            "- [x] a\n- [ ] b",
        ),
        ("<ul><li><p><label><input type='checkbox' checked>a</label></p></li></ul>", "- [x] a"),
        ("<ul><li><input type=checkbox name=f>a</li><li>b <input type=checkbox></li></ul>", "- a\n- b"),
        (
            "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp; "
            "</span></span>oak</p><p style='margin:0;mso-list:l0 level2 lfo1'><span style='mso-list: Ignore'>2.</span>"
            "iron</p><p style='mso-list:l0 level1 lfo1'>plain</p><p>text</p>",
            "- oak\n    2. iron\n\nplain\n\ntext",
        ),
        ("<p>one<br>two</p>", "one\\\ntwo"),
        ("<p>one<br><br>two</p>", "one\n\ntwo"),
        ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"),
        ("<p>the <em>Orlava</em>'s crew</p>", "the *Orlava*'s crew"),
        ("<p>the<b> wall </b>is</p>", "the **wall** is"),
        ("<p>sof&shy;ter 5 * 3 &lt;b&gt;</p>", "softer 5 \\* 3 \\<b>"),
        ("<p><span class='cap'>T</span>he wall</p>", "The wall"),
        ("<p><ruby>田中<rp>(</rp><rt>たなか</rt><rp>)</rp></ruby>さん</p>", "田中さん"),
        ("<p>1. no list</p><p># no heading</p>", "1\\. no list\n\n\\# no heading"),
        ("<p><a href='/a b'>x</a></p>", "[x](http://p.example/a%20b)"),
        ("<p><a href='#top'>x</a> <a href='javascript:y()'>z</a></p>", "x z"),
        ("<p><a name='here'>The wall</a> is high.</p>", "The wall is high."),
        (
            "<table><caption>C</caption><tr><td>1</td><td>2|3</td></tr><tr><td>4</td><td>5</td></tr></table>",
            "C\n\n|  |  |\n| --- | --- |\n| 1 | 2\\|3 |\n| 4 | 5 |",
        ),
        (
            "<table><tr><th>a</th><th>b</th><th>c</th></tr><tr><td rowspan=2>small</td><td>1</td><td>2</td></tr>"
            "<tr><td>3</td><td>4</td></tr><tr><td>large</td><td colspan='2'>5</td></tr><tr><td>6</td></tr></table>",
            "| a | b | c |\n| --- | --- | --- |\n| small | 1 | 2 |\n|  | 3 | 4 |\n| large | 5 |  |\n| 6 |  |  |",
        ),
        (
            "<table><tr><td rowspan='x'>1</td><td>2</td></tr><tr><td>3</td><td colspan='-4'>4</td></tr></table>",
            "|  |  |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |",
        ),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
            "| a | b |\n| --- | --- |\n| 1 | 2 |",
        ),
        ("<table><tr><td><p>only lays out</p></td></tr></table>", "only lays out"),
        ("<table><tr><td>lays</td><td>out</td></tr></table>", "lays\n\nout"),
        ("<figure><table><tr><td>a</td><td>5</td></tr></table></figure>", "|  |  |\n| --- | --- |\n| a | 5 |"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
        ("<h2>A <i>part</i></h2>", "## A *part*"),
    ],
)
def test_marks_are_kept(html: str, markdown: str) -> None:
    tree = document_fromstring(f"<html><body>{html}</body></html>")

    assert "".join(stacked(read_blocks(tree, "http://p.example/", "en"))) == markdown


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display:none'>secret</div>",
        "<div style='visibility: hidden'>secret</div>",
        "<p hidden>secret</p>",
        "<div class='sf-hidden'>secret</div>",
        "<div role='dialog'>secret</div>",
        "<span role='tooltip'>secret</span>",
        "<span class='Term_tooltipBubble__muC'>secret</span>",
        "<div popover>secret</div>",
        "<span class='mw-editsection'>secret</span>",
        "<table class='metadata ambox'><tr><td>secret</td></tr></table>",
        "<amp-ad><div fallback>secret</div></amp-ad>",
        "<amp-sidebar><ul><li>secret</li></ul></amp-sidebar>",
        "<a role='doc-backlink'>secret</a>",
        "<dialog>secret</dialog>",
        "<div id='cookie-banner'>secret</div>",
        "<div class='gdpr modal'>secret</div>",
        "<script>secret</script>",
        "<style>secret</style>",
        "<template>secret</template>",
    ],
)
def test_what_is_not_shown_is_cut(hidden: str) -> None:
    tree = document_fromstring(f"<html><body>{hidden}after<h1>Goats</h1><p>{FIRST}</p></body></html>")

    cut_unseen(tree)

    assert tree.text_content() == f"afterGoats{FIRST}"


@pytest.mark.parametrize(
    "part",
    [
        pytest.param("<div style='display:none' role='region'>shown</div>", id="folded away under its heading"),
        pytest.param("<div style='display: none' aria-labelledby='h'>shown</div>", id="named by its heading"),
        pytest.param("<span class='has-tooltip'>shown</span>", id="a word that is explained"),
        pytest.param("<section class='cmp-section cmp-container'>shown</section>", id="a component, no consent"),
        pytest.param("<button>Menu<main><h1>Goats</h1>shown</main></button>", id="in a button never closed"),
    ],
)
def test_what_a_click_shows_or_only_sounds_hidden_is_read(part: str) -> None:
    tree = document_fromstring(f"<html><body>{part}<h2>Goats</h2><p>{FIRST}</p></body></html>")

    cut_unseen(tree)

    assert "shown" in " ".join(block.line for block in read_blocks(tree, None, "en"))


def test_a_thread_inside_a_thread_is_told_of_once() -> None:
    thread = "<div id='comments'><ol class='comment-list'><li>Nice goats.</li></ol></div>"
    tree = document_fromstring(f"<html><body><h1>Goats</h1><p>{FIRST}</p>{thread}</body></html>")

    assert cut_comments(tree) == ["Nice goats."]


def test_a_page_that_is_a_discussion_keeps_it_and_an_article_does_not() -> None:
    thread = "".join(f"<div class='comment'><p>{said}</p></div>" for said in (FIRST, SECOND, f"{SECOND} {FIRST}"))
    page_of = "<html><body><h1>Goats</h1>{}<div id='rest'>{}</div></body></html>"

    discussion, article = (
        document_fromstring(page_of.format(above, thread)) for above in ("", f"<p>{FIRST[::-1]}</p>")
    )

    assert cut_comments(discussion) == []
    assert cut_comments(article) == [FIRST, SECOND, f"{SECOND} {FIRST}"]


def test_lines_above_the_main_heading_are_lines_and_below_it_verses() -> None:
    lines = "<p>The Port Paper<br>December 15, 2016</p>"
    tree = document_fromstring(f"<html><body>{lines}<h1>Goats</h1>{lines}</body></html>")

    written = "".join(stacked(read_blocks(tree, None, "en")))

    assert written == "The Port Paper\n\nDecember 15, 2016\n\n# Goats\n\nThe Port Paper\\\nDecember 15, 2016"


def test_what_is_marked_within_what_is_marked_alike_keeps_the_inner_marks() -> None:
    tree = document_fromstring("<html><body><p><cite>Lund. <i>Two steamers</i>. Port.</cite></p></body></html>")

    assert "".join(stacked(read_blocks(tree, None, "en"))) == "Lund. *Two steamers*. Port."


@pytest.mark.parametrize(
    "head",
    [
        "Of walls<a class='headerlink' href='#a' title='Permalink'>¶</a>",
        "<a class='anchor' href='#a'>#</a> Of walls",
        "Of walls <a href='http://p.example/goats#a'>🔗</a>",
        "Of walls<a class='hash-link' href='#a'>\u200b</a>",
        "<button type='button' aria-expanded='false'>Of walls</button>",
        "<span><button>Of walls</button></span>",
        "<a href='#a'>Of walls</a>",
    ],
)
def test_a_heading_is_its_words_without_the_sign_that_leads_to_it(head: str) -> None:
    found = ingest("a.html", page(f"<p>{FIRST}</p><h2 id='a'>{head}</h2><p>{SECOND}</p>"))

    assert "\n## Of walls\n" in found.markdown


def test_the_note_and_the_part_that_a_heading_leads_to_are_kept() -> None:
    heads = "<h2>Walls<sup><a href='#n'>*</a></sup></h2><p>{0}</p><h2>Goats of <a href='#b'>C#</a></h2><p>{1}</p>"

    found = ingest("a.html", page(f"{heads.format(FIRST, SECOND)}<p id='n'>* So says the minute book.</p>"))

    assert "## Walls[^*]" in found.markdown
    assert "## Goats of C#" in found.markdown


def test_questions_that_are_buttons_stand_above_their_answers() -> None:
    asked = "<div><button aria-expanded='false'>{}</button><div class='collapse'><p>{}</p></div></div>"
    part = asked.format("Who may see them?", FIRST) + asked.format("Menu", SECOND)

    found = ingest("a.html", page(f"<p>{SECOND[::-1]}</p>{part}"))

    assert f"Who may see them?\n\n{FIRST}" in found.markdown
    assert "Menu" not in found.markdown


def test_a_paragraph_with_readings_above_its_letters_is_read_like_the_others() -> None:
    told = "昔、{}の下に水位標が立てられた。先生は毎朝、提灯を持って川へ降り、青い表紙のノートに水の高さを書き込んだ。"
    reading = "<ruby>水車<rp>（</rp><rt>すいしゃ</rt><rp>）</rp></ruby>"
    others = (
        "<p>十一年のあいだ、生徒のほかには誰もそのノートのことを知らなかった。</p><p>残りの九冊は手で写された。</p>"
    )

    found = ingest("a.html", page(f"<p>{told.format(reading)}</p>{others}"))

    assert told.format("水車") in found.markdown


def test_a_paragraph_that_stands_there_again_for_a_narrow_screen_is_read_once() -> None:
    found = ingest("a.html", page(f"<p>{FIRST}</p><p>{SECOND}</p><div class='mobile'><p>{SECOND}</p></div>"))

    assert found.markdown.count("Their owner was not at home") == 1


@pytest.mark.parametrize("below", [FIRST, ""], ids=["in the midst", "at the end"])
def test_a_table_between_two_lines_of_an_article_is_part_of_it(below: str) -> None:
    names = ("Alder Works", "Birch Works", "Cedar Works", "Elm Works")
    rows = "".join(f"<tr><td><a href='https://{name[:3]}.example/'>{name}</a></td><td>7</td></tr>" for name in names)

    found = ingest("a.html", page(f"<p>{FIRST}</p><p>{SECOND}</p><table>{rows}</table><p>{below[::-1]}</p>"))

    assert ("Cedar Works" in found.markdown) is bool(below)


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        ("<th>Height of the wall</th><td>12 m</td>", "| Height of the wall | 12 m |"),
        ("<th>Shepherd</th><td>Ola Vik</td>", "| Shepherd | Ola Vik |"),
        ("<td>Osterby</td><td>2 : 1</td><td>Norby</td>", "| Osterby | 2 : 1 | Norby |"),
        ("<td>الارتفاع</td><td>١٢ م</td>", "| الارتفاع | ١٢ م |"),
        ("<th>墙高</th><td>十二米</td>", "| 墙高 | 十二米 |"),
        ("<td><a href='/a'>News</a></td><td><a href='/b'>Sport 24</a></td>", None),
        (f"<td><p>{FIRST}</p></td><td><p>24</p></td>", None),
        ("<td>Goats and sheep</td><td>Wall and gate</td>", None),
    ],
)
@pytest.mark.parametrize("below", [FIRST[::-1], ""], ids=["in the midst", "at the end"])
def test_a_table_of_one_row_that_tells_a_fact_is_a_table_and_one_that_lays_out_a_page_is_none(
    cells: str, row: str | None, below: str
) -> None:
    found = ingest("a.html", page(f"<p>{FIRST}</p><p>{SECOND}</p><table><tr>{cells}</tr></table><p>{below}</p>"))

    assert ("| ---" in found.markdown) is bool(row)
    assert row is None or row in found.markdown


@pytest.mark.parametrize("below", [FIRST[::-1], ""], ids=["in the midst", "at the end"])
def test_a_row_of_small_figures_does_not_lead_to_other_pages(below: str) -> None:
    head = "<tr><th>Pasture on the common</th><th>Goats before</th><th>Goats after</th></tr>"
    rows = "<tr><td rowspan=2>Over the old wall</td><td>51</td><td>61</td></tr><tr><td>71</td><td>81</td></tr>"
    table = f"<table>{head}{rows}<tr><td>Under the bridge</td><td>3</td><td>4</td></tr></table>"

    found = ingest("a.html", page(f"<p>{FIRST}</p><p>{SECOND}</p>{table}<p>{below}</p>"))

    assert "| Over the old wall | 51 | 61 |\n|  | 71 | 81 |\n| Under the bridge | 3 | 4 |" in found.markdown


def test_notes_to_which_the_text_leads_stay_with_it() -> None:
    note = "<div><ol><li id='n1'><p>So says the minute book. <a href='#r1'>back</a></p></li></ol></div>"

    found = ingest("a.html", page(f"<p>{FIRST}<sup id='r1'><a href='#n1'>1</a></sup></p><p>{SECOND}</p>{note}"))

    assert "minute book" in found.markdown


@pytest.mark.parametrize("address", ["https://port.example/goats.html", "goats.html", "https://port.example/g?id=7"])
def test_notes_are_found_where_whoever_saved_the_page_wrote_its_links_out(address: str) -> None:
    note = f"<ol><li id='n1'><p>So says the minute book. <a href='{address}#r1'>back</a></p></li></ol>"
    text = f"<p>{FIRST}<sup id='r1'><a href='{address}#n1'>1</a></sup></p><p>{SECOND}</p>{note}"

    found = ingest("a.html", page(text, "<link rel=canonical href='https://port.example/goats'>"))

    assert f"{FIRST}[^1]" in found.markdown
    assert "[^1]: So says the minute book." in found.markdown


@pytest.mark.parametrize("name", ["respond", "n2"])
def test_a_link_to_a_part_of_another_page_keeps_its_address(name: str) -> None:
    text = f"<p>{FIRST} See <a href='https://port.example/hens#{name}'>the hens</a>.</p><p id='respond'>{SECOND}</p>"

    assert f"[the hens](https://port.example/hens#{name})" in ingest("a.html", page(text)).markdown


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ('<sup><a href="#n">1</a></sup>', '<p id="n">1. Minutes.</p>'),
        ('<sup><a href="#n">1</a></sup>', '<p id="n"><sup><a href="#r">1</a></sup> Minutes. <a href="#r">↩︎</a></p>'),
        ('<a href="#n">[1]</a>', '<p><a name="n" href="#r">[1]</a> Minutes.</p>'),
        ('<a href="#n"><span><sup>[1]</sup></span></a>', '<p><a name="n" href="#r"><span>[1]</span></a> Minutes.</p>'),
        ('<sup><a href="#n">[1]</a></sup>', '<ol><li id="n"><b><a href="#r">^</a></b> Minutes.</li></ol>'),
        ('<a role="doc-noteref" href="#n">1</a>', '<aside id="n"><p>1 Minutes.</p></aside>'),
        (
            '<a class="footnote-anchor" href="#n">1</a>',
            '<div><a id="n" href="#r">1</a><div><p>Minutes.</p></div></div>',
        ),
    ],
    ids=["bare", "with a way back", "in brackets", "word", "wiki", "book", "mail"],
)
def test_a_mark_leads_to_its_note(mark: str, note: str) -> None:
    tree = document_fromstring(f"<html><body><p>Forty boats{mark} left.</p>{note}</body></html>")

    written = "".join(stacked(read_blocks(tree, None, "en")))

    assert written == "Forty boats[^1] left.\n\n[^1]: Minutes."


@pytest.mark.parametrize(
    "note",
    [
        '<label for="s" class="margin-toggle sidenote-number"></label><input type="checkbox" id="s">'
        '<span class="sidenote">Minutes.</span>',
        '<label for="s" class="margin-toggle">&#8853;</label><input id="s"><span class="marginnote">Minutes.</span>',
        '<span class="sidenote-wrapper"><label class="sidenote-toggle">2</label><small class="sidenote">Minutes.'
        "</small></span>",
        '<span class="ltx_note"><sup>1</sup><span class="ltx_note_outer"><span class="ltx_note_content"><sup>1</sup>'
        '<span class="ltx_tag_note">1</span>Minutes.</span></span></span>',
        '<sup><a href="javascript:void(0)">7</a></sup><span role="tooltip" class="modern-footnotes-footnote__note">'
        "Minutes.</span>",
    ],
    ids=["tufte", "without a number", "wrapped", "latexml", "tooltip"],
)
def test_a_note_beside_the_text_stands_below_its_paragraph(note: str) -> None:
    found = ingest("a.html", page(f"<p>Forty boats{note} left. {FIRST}</p><p>{SECOND}</p>"))

    assert f"Forty boats[^1] left. {FIRST}\n\n[^1]: Minutes.\n\n{SECOND}" in found.markdown


def test_notes_of_the_same_number_are_two_and_a_day_is_no_mark() -> None:
    chapter = "<p>Boats<sup><a href='#{0}'>1</a></sup></p><p id='{0}'>{1}</p>"
    tree = document_fromstring(chapter.format("a", "1 January 1999.") + chapter.format("b", "1 Minutes."))

    written = "".join(stacked(read_blocks(tree, None, "en")))

    assert written == "Boats[^1]\n\n[^1]: 1 January 1999.\n\nBoats[^1.2]\n\n[^1.2]: Minutes."


def test_a_page_that_its_script_would_show_is_not_cut() -> None:
    tree = document_fromstring(
        f"<html><body><div style='display:none'><h1>Goats</h1><p>{FIRST}</p></div></body></html>"
    )

    cut_unseen(tree)

    assert FIRST in tree.text_content()


@pytest.mark.parametrize(
    "names",
    ["id='comments'", "class='comment-list'", "id='disqus_thread'", "class='comments-area'", "id='respond'"],
)
def test_the_comment_thread_is_cut_and_kept(names: str) -> None:
    tree = document_fromstring(
        f"<html><body><h1>Goats</h1><p>{FIRST}</p><div {names}><p>I saw them.</p></div></body></html>"
    )

    assert cut_comments(tree) == ["I saw them."]
    assert "saw them" not in tree.text_content()


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("<div><h2>Continue reading with a subscription</h2><p>Already a subscriber? Log in</p></div>", "appeal"),
        ("<p>You have 2 free articles left this month. Subscribe to continue reading.</p>", "appeal"),
        ("<figure><img src='x'><figcaption>The wall from the north in the summer</figcaption></figure>", "caption"),
        ("<p>Photograph: Tom Riis</p>", "caption"),
        ("<figure><span>Press enter or click to view image in full size</span><img src='x'></figure>", "caption"),
        ("<section id='comments'><h2>1 comment</h2><p>I saw them there on Sunday.</p></section>", "comments"),
    ],
)
def test_what_is_not_the_article_is_an_aside_of_its_kind(part: str, kind: str) -> None:
    data = page(f"<p>{FIRST}</p><p>{SECOND}</p>{part}")

    found = ingest("p.html", data)

    assert found.markdown == f"{FIRST}\n\n{SECOND}\n"
    assert kind in {aside.kind for aside in asides_in("p.html", data, found.set_aside)}


def test_the_entries_of_a_live_page_stay_however_short() -> None:
    entries = (
        ("09:14", "A goat is up."),
        ("09:20", "A second follows."),
        ("09:32", "The mayor knows."),
        ("10:01", FIRST),
    )

    found = ingest("p.html", page("".join(f"<div><time>{at}</time><p>{said}</p></div>" for at, said in entries)))

    assert [said for _, said in entries if said not in found.markdown] == []


def test_a_table_without_a_head_is_one_below_its_caption_too() -> None:
    rows = "<tr><td>Year</td><td>Goats</td></tr><tr><td>2009</td><td>3</td></tr>"
    table = f"<table><caption>Goats by year</caption>{rows}</table>"

    found = ingest("p.html", page(f"<p>{FIRST}</p><p>{SECOND}</p>{table}<p>{FIRST}</p>"))

    assert "\n|  |  |\n| --- | --- |\n| Year | Goats |\n| 2009 | 3 |\n" in found.markdown


@pytest.mark.parametrize(
    "part",
    [
        f"<p><a href='/x'><strong>{SECOND}</strong></a></p>",
        "<div class='footnotes'><ol><li id='n1'><p>The minutes run to ninety pages.</p></li></ol></div>",
        f"<ul><li>A new fence on the common.</li><li>A goatherd.</li></ul><p>{SECOND}</p>",
        "<p>Seen so far:</p><ul><li><a href='/m'>One at the mill</a></li></ul><p>It was asleep, and so were they.</p>",
        f"<h2>What the owner says</h2><p>{SECOND}</p>",
        f"<p>— Who are you?</p><p>— A goat.</p><p>— I see.</p><p>{FIRST[:99]}.</p>",
        f"<blockquote><p>They like it up there, and so would you.</p></blockquote><p>{SECOND}</p>",
        "<blockquote><p>They like it up there, and so do you.</p><footer>Ida Berg, the goatherd</footer></blockquote>",
    ],
)
def test_what_is_the_article_stays_in(part: str) -> None:
    found = ingest(
        "p.html", page(f"<p>{FIRST}</p><p>{SECOND}</p><p>{FIRST[:60]} of the year, and once more.</p>{part}")
    )

    shown = " ".join(parse(found.markdown).text.split())
    told = [text for text in document_fromstring(part).itertext() if text.strip()]
    assert [text for text in told if text.strip() not in shown] == []


@pytest.mark.parametrize(
    ("head", "body", "author", "published"),
    [
        (
            '<script type="application/ld+json">{"@graph":[{"@type":"Person","@id":"#b","name":"Bob"},'
            '{"@type":"Person","@id":"#a","name":"Anna Berg"},'
            '{"@type":"Article","author":{"@id":"#a"},"datePublished":"2017-03-08"}]}</script>',
            "",
            "Anna Berg",
            "2017-03-08",
        ),
        (
            '<script type="application/ld+json">[{"@type":"Article","url":"https://p.example/geese","author":"Bob",'
            '"datePublished":"2015-01-01"},{"@type":"Article","url":"https://p.example/goats#top","author":"Anna Berg",'
            '"datePublished":"2017-03-08"}]</script><link rel="canonical" href="https://p.example/goats">',
            "",
            "Anna Berg",
            "2017-03-08",
        ),
        (
            '<script type="application/ld+json">[{"@type":"Article","headline":"Geese on the pier","author":"Bob"},'
            '{"@type":"Article","headline":"Goats on the wall","author":"Anna Berg"}]</script>',
            "",
            "Anna Berg",
            None,
        ),
        ("<meta name='author' content='By Anna Berg, Reporter'>", "", "Anna Berg", None),
        ("", "<p>By Anna Berg</p><p>8 March 2017</p>", "Anna Berg", "2017-03-08"),
        (
            "",
            "<div class='author'><script>x=1</script>By <a rel='author' href='/'>Anna Berg</a></div>",
            "Anna Berg",
            None,
        ),
        ("<meta property='article:published_time' content='2017-03-08T07:14:00Z'>", "", None, "2017-03-08T07:14:00Z"),
        ("", "<section id='comments'><p>Eva</p><time datetime='2019-05-05'>5 May 2019</time></section>", None, None),
    ],
)
def test_the_record_of_a_page(head: str, body: str, author: str | None, published: str | None) -> None:
    record = ingest("p.html", page(f"{body}<p>{FIRST}</p><p>{SECOND}</p>", head)).record

    assert (record.title, record.author, record.published) == ("Goats on the wall", author, published)


def test_an_address_without_a_scheme_is_one_of_the_secure_web() -> None:
    html = "<html><head><meta property='og:url' content='//p.example/goats'></head></html>"

    assert head_record(document_fromstring(html), html).url == "https://p.example/goats"


def test_who_saved_a_page_says_from_where_and_when() -> None:
    single = (
        "<!DOCTYPE html><html><!--\n Page saved with SingleFile \n url: https://p.example/a \n"
        " saved date: Wed Mar 15 2017 10:00:00 GMT+0330 (Iran Standard Time)\n--><body>x</body></html>"
    )
    chrome = "<!DOCTYPE html><!-- saved from url=(0021)https://p.example/b --><html><body>x</body></html>"

    mirror = (
        "<html><head><!-- Mirrored from p.example/news/c.html by HTTrack Website Copier/3.x [XR&CO'2014], Wed, "
        "15 Mar 2017 10:00:00 GMT --><link rel=canonical href='c8803.html'></head><body>x</body></html>"
    )

    heads = [head_record(document_fromstring(html), html) for html in (single, chrome, mirror)]

    assert [(head.url, head.saved) for head in heads] == [
        ("https://p.example/a", "2017-03-15T10:00:00+03:30"),
        ("https://p.example/b", None),
        ("http://p.example/news/c.html", "2017-03-15T10:00:00Z"),
    ]


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("2017-03-08T07:14:00.123+01:00", "2017-03-08T07:14:00+01:00"),
        ("20170308", "2017-03-08"),
        ("2017/3/8", "2017-03-08"),
        ("today", None),
        ("0000-00-00", None),
        ("2017", None),
    ],
)
def test_dates_in_attributes(said: str, date: str | None) -> None:
    assert iso_date(said) == date


def test_a_table_of_cells_that_span_everything_is_read_without_growing() -> None:
    rows = "<tr><td colspan=1000 rowspan=1000>goat</td><td>wall</td></tr>" * 400
    tree = document_fromstring(f"<html><body><table>{rows}</table></body></html>")

    text = "".join(stacked(read_blocks(tree, "http://p.example/", "en")))

    assert text.count("goat") == text.count("wall") == 400
    assert len(text) < 20_000
