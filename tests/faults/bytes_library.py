"""A library in which a stranger's string stands wherever outside text can stand.

Every place has a mark of its own beside the string, by which it is told in what comes out whether it was shown.
"""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

from reader.library.identity import id_of_path
from reader.room.settings import Places

# What YAML allows only by its number, and what would be cleaned before YAML is read: so it comes after that.
_NUMBERED = re.compile('["\\\\\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]')
# Words that the articles share, so that they are related, and a passage for notes to stand on.
PASSAGE = "Mayor Anna Keller said that 412 homes were lost in Marlow and 3,417 people had left the town."
_FACT = "The insurers counted 1,290 houses without a roof, and 61 boats sank in the harbor of Osterby that night."
NOTE = "20200101t000000-abcdef"
PAGE, DUMP = id_of_path("articles/page.html"), id_of_path("articles/dump.txt")


class Hostility:
    """One hostile string, and every place that it was put."""

    def __init__(self, text: str) -> None:
        # A file with a NUL in it is no text, and nothing else of it would be tried: that is a place of its own.
        self.text = text.replace("\x00", "")
        self.places: dict[str, str] = {}

    def __call__(self, place: str) -> str:
        """Return the string with the mark of *place* before it."""
        return f"{self._mark(place)}{self.text}"

    def _mark(self, place: str) -> str:
        return self.places.setdefault(place, f"q{len(self.places):03d}z")

    def name(self, place: str) -> str:
        """Return the string as it can stand in the name of a file."""
        name = self(place).replace("/", "")
        return name.encode()[:140].decode("utf-8", "ignore") + self.places[place]

    def yaml(self, place: str) -> str:
        """Return the string as YAML that says exactly this."""
        return quoted(self(place))

    def key(self, place: str) -> str:
        """Return the string as a key of YAML, which may not be any longer."""
        return quoted(self(place)[:500])

    def seen_in(self, text: str) -> set[str]:
        """Return the places whose marks are in *text*."""
        return {place for place, mark in self.places.items() if mark in text}


def quoted(text: str) -> str:
    """Return YAML's double-quoted form of *text*, with the numbers of what may not stand there as it is."""
    return '"' + _NUMBERED.sub(lambda found: f"\\U{ord(found.group()):08x}", text) + '"'


def write_hostile_library(folder: Path, places: Places, evil: Hostility) -> Path:
    """Write the library below *folder*, and what this user has of it in *places*; return its root."""
    root = folder / evil.name("library folder")
    for name in ("articles", "notes", "state"):
        (root / name).mkdir(parents=True)
    for write in (_articles, _pages, _files, _notes, _broken_notes, _settings):
        write(root, evil)
    _own_settings(places, evil)
    return root


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "replace"))


def _articles(root: Path, evil: Hostility) -> None:
    keys = ("title", "author", "site", "published_from", "url", "language", "original", "sha256")
    _put(root / "articles" / "evil.md", _article("evil", "2099-01-01", evil, keys))
    _put(root / "articles" / "twin.md", _article("twin", "2098-12-31", evil, ("title", "site")))
    other = f"title: {evil.yaml('title of an article without id')}\nsource: {evil.yaml('source')}\n"
    other += (
        f"date: {evil.yaml('date')}\nauthors: [{evil.yaml('one of the authors')}]\ntags: {evil.yaml('tags as text')}\n"
    )
    _put(root / "articles" / "other.md", f"---\nid: {evil.yaml('id')}\n{other}---\n\n{PASSAGE}\n")
    loose = f"title: {evil('title read line by line')}\nsite: x: {evil('site read line by line')}\n"
    _put(root / "articles" / "loose.md", f"---\nid: loose\n{loose}---\n\n{PASSAGE}\n")
    _put(root / "articles" / "flat.md", f"---\n- {evil.yaml('front matter that is a list')}\n---\n\n{PASSAGE}\n")
    _put(root / "articles" / "bare.md", f"# {evil('heading for a title')}\n\n{_FACT}\n")
    _put(
        root / "articles" / "nul.md",
        f'---\nid: nul\nsite: {evil.yaml("site beside a NUL")}\ntitle: "\\0]2;owned"\n---\n\n{_FACT}\n',
    )
    again = f"{evil.key('key given twice')}: 1\n{evil.key('key given twice')}: 2\n"
    _put(root / "articles" / "again.md", f"---\nid: again\n{again}---\n\n{PASSAGE}\n")
    types = (
        f"title: {{x: {evil.yaml('map for a title')}}}\nfirst_published: {evil.yaml('text for a first publication')}\n"
    )
    _put(
        root / "articles" / "types.md",
        f"---\nid: types\n{types}tags: {{{evil.key('map for tags')}: x}}\n---\n\n{_FACT}\n",
    )


def _article(name: str, published: str, evil: Hostility, keys: tuple[str, ...]) -> str:
    head = [f'id: "{name}"', f'published: "{published}"', *(f"{key}: {evil.yaml(f'{key} of {name}')}" for key in keys)]
    head += [f"tags: [{evil.yaml('tag')}, {evil.yaml(f'tag of {name}')}]"]
    head += [f"first_published: {{site: {evil.yaml(f'first site of {name}')}, published: 2090}}"]
    head += [f"{evil.key(f'unknown key of {name}')}: {{x: [{evil.yaml(f'unknown value of {name}')}]}}"]
    return "---\n" + "\n".join(head) + f"\n---\n\n{_body(evil, name)}"


def _body(evil: Hostility, name: str) -> str:
    """Return Markdown with the string inside every construct."""

    def at(place: str) -> str:
        return evil(f"{place} of {name}")

    flat = at("heading").replace("\n", " ")
    blocks = (
        f"{PASSAGE} {_FACT}",
        f"“{at('quotation')} and 412 homes,” Keller said of {at('name in a sentence')} in Marlow on 3 May 2016.",
        f"# {flat}\n\n{at('second heading')}\n======\n\n### {at('third heading')} ###",
        f'[{at("link")}](http://example.org/{at("address")} "{at("title of a link")}") [[{at("wiki link")}|{at("alias")}]]',
        f"![{at('picture')}](http://example.org/{at('address of a picture')}) <http://example.org/{at('autolink')}>",
        f"[{at('reference')}][x] [y]\n\n[x]: http://example.org/{at('referred address')}\n[y]: <{at('referred thing')}>",
        f"*{at('emphasis')}* **{at('strong')}** ~~{at('struck')}~~ `{at('code')}` _{at('underscored')}_ \\{at('escape')}",
        f"- {at('item')}\n- x\n  - {at('inner item')}\n\n1. {at('numbered item')}\n\n> {at('quote')}\n> > {at('inner quote')}",
        f"| {at('head cell')} | x |\n| --- | --- |\n| {at('cell')} | y |",
        f"```{at('kind of code')}\n{at('line of code')}\n```\n\n    {at('indented code')}",
        f'<b title="{at("attribute")}">{at("inside a tag")}</b> &{at("entity")}; &#{at("number")}; <{at("tag")}>',
        f"<!-- {at('comment')} -->\n\n<{at('block')}>\n\nend  \n{at('line after a break')}",
        f"{at('last words')}",
    )
    return "\n\n".join(blocks) + "\n"


def _pages(root: Path, evil: Hostility) -> None:
    def meta(name: str) -> str:
        return f'<meta property="{name}" name="{name}" content="{evil(f"{name} of a page")}">'

    data = json.dumps(
        {"@type": "NewsArticle", "headline": evil("headline as data"), "author": {"name": evil("author as data")}}
    )
    head = "".join(
        map(meta, ("author", "og:site_name", "og:title", "description", "keywords", "article:published_time"))
    )
    head += (
        f'<title>{evil("title of a page")}</title><link rel="canonical" href="http://a.b/{evil("canonical address")}">'
    )
    body = (
        f"<h1 title='{evil('title attribute')}'>{evil('first heading of a page')}</h1>"
        f"<p>{PASSAGE} {evil('paragraph of a page')} {PASSAGE}</p><h2>{evil('second heading of a page')}</h2>"
        f"<p><a href='http://a.b/{evil('address in a page')}'>{evil('link in a page')}</a> {_FACT} <b>{evil('bold in a page')}</b></p>"
        f"<blockquote>{_FACT} {evil('quote in a page')}</blockquote><ul><li>{_FACT} {evil('item in a page')}</li></ul>"
        f"<table><tr><td>{_FACT}</td><td>{evil('cell in a page')}</td></tr></table><pre>{evil('code in a page')}</pre>"
        f"<figure><img src='x' alt='{evil('picture in a page')}'><figcaption>{evil('caption in a page')}</figcaption></figure>"
        f"<p>{PASSAGE} &#27;]2;owned&#7; &#x9d;2;owned&#x9c; &#x202e; &amp;#27;]2;owned</p><script>{evil('script in a page')}</script>"
    )
    page = f'<html lang="{evil("language of a page")}"><head>{head}<script type="application/ld+json">{data}</script></head>'
    _put(root / "articles" / "page.html", f"{page}<body><article>{body}</article></body></html>")
    _put(root / "articles" / "empty.html", f"<html><head><title>{evil('title of an empty page')}</title></head></html>")
    lines = (
        f"{evil('site line of a dump')}\n\n{evil('headline of a dump')}\n\nBy {evil('byline of a dump')}\n",
        f"Marlow, March 3, 2016 - {evil('dateline of a dump')}\n\n{PASSAGE} {_FACT}\n\n{evil('paragraph of a dump')}\n\n{_FACT}\n",
        f"\n{PASSAGE} {PASSAGE}\n\nPlease support {evil('appeal of a dump')}\n\nCopyright 2016 {evil('copyright of a dump')}\n",
        f"\nComments\n\n{evil('commenter of a dump')} says:\nMarch 4, 2016\n{evil('comment of a dump')}\n\nReply\n",
        f"\nhttp://example.org/2016/03/03/{evil('address of a dump')}\n",
    )
    _put(root / "articles" / "dump.txt", "".join(lines))


def _files(root: Path, evil: Hostility) -> None:
    articles = root / "articles"
    _put(articles / f"{evil.name('name of a file')}.md", f"# Named\n\n{PASSAGE}\n")
    _put(articles / evil.name("name of a folder") / "inside.md", f"# Inside\n\n{_FACT}\n")
    _put(
        articles / f"evil ({evil.name('name of a conflict copy')} conflicted copy 2020-01-01).md",
        f"# Copy\n\n{_FACT}\n",
    )
    (articles / f"{evil.name('name of a file that is no text')}.txt").write_bytes(b"\x00\x01\x02")
    (articles / f"{evil.name('name of a picture')}.md").write_bytes(b"\x89PNG")
    _put(articles / f"{evil.name('name of an empty file')}.md", "")
    (articles / f"{evil.name('name of a link')}.md").symlink_to(evil.name("where a link leads"))
    (articles / os.fsdecode(b"latin-\xe9" + os.fsencode(evil.name("name that is not UTF-8")) + b".md")).write_bytes(
        b"x"
    )
    _put(root / "originals" / f"{evil.name('name of an original')}.html", "x")


def _notes(root: Path, evil: Hostility) -> None:
    keys = ("motivation", "prefix", "suffix", "color", "link", "relation", "created", "modified", "text_sha256")
    facts = "".join(f"{key}: {evil.yaml(f'{key} of a note')}\n" for key in keys)
    facts += f"tags: [{evil.yaml('tag of a note')}]\n{evil.key('unknown key of a note')}: {evil.yaml('unknown value of a note')}\n"
    folder = root / "notes" / "evil"
    head = f'id: "{NOTE}"\narticle: "evil"\nquote: "{PASSAGE}"\n'
    _put(folder / f"{NOTE}.md", f"---\n{head}{facts}---\n{evil('body of a note')}\n")
    orphan = f'article: "evil"\nquote: {evil.yaml("quote of a note")}\nstart: {evil.yaml("start of a note")}\nend: 9\n'
    _put(folder / "20200102t000000-abcdef.md", f"---\n{orphan}---\nA note that has lost its passage.\n")
    linking = (
        f'article: "evil"\nmotivation: linking\nlink: twin\nrelation: contradicts\n---\n{evil("body of a link")}\n'
    )
    _put(folder / "20200103t000000-abcdef.md", f"---\n{linking}")
    whole = f'article: "evil"\n---\n{evil("body of a note on the whole article")} [x](http://a.b/{evil("address in a note")})\n'
    _put(folder / "20200104t000000-abcdef.md", f"---\n{whole}")
    placed = f'article: "evil"\nquote: "{PASSAGE}"\ncolor: blue\n---\n{evil("body of a note in its place")}\n'
    _put(folder / "20200106t000000-abcdef.md", f"---\n{placed}")
    tags = f'article: "evil"\nmotivation: tagging\ntags: [{evil.yaml("tag given to an article")}]\n---\n'
    _put(folder / "20200105t000000-abcdef.md", f"---\n{tags}")
    _put(root / "notes" / "twin" / "20200106t000000-abcdef.md", evil("body without front matter"))


def _broken_notes(root: Path, evil: Hostility) -> None:
    folder = root / "notes" / "evil"
    _put(folder / "20200107t000000-abcdef.md", f"---\nquote: {evil('broken quote of a note')}\n\nno end\n")
    elsewhere = f"id: {evil.yaml('id of a note')}\narticle: {evil.yaml('article of a note')}\n---\nx\n"
    _put(folder / "20200108t000000-abcdef.md", f"---\n{elsewhere}")
    _put(
        folder / f"{NOTE}.sync-conflict-20200101-000000-{evil.name('name of a copy of a note')}.md",
        "---\narticle: evil\n---\nx\n",
    )
    copy = f'---\nid: "{NOTE}"\narticle: "evil"\nquote: "{PASSAGE}"\n---\n{evil("body of a copy of a note")}\n'
    _put(folder / f"{NOTE}.sync-conflict-20200101-000000-ABCDEFG.md", copy)
    sides = f"---\narticle: evil\n---\n<<<<<<< {evil('one side')}\n{evil('our words')}\n=======\n{evil('their words')}\n>>>>>>> x\n"
    _put(folder / "20200109t000000-abcdef.md", sides)
    _put(folder / f"{evil.name('name of a note')}.md", "---\narticle: evil\n---\nx\n")
    _put(
        folder / os.fsdecode(b"latin-\xe9" + os.fsencode(evil.name("name of a note that is not UTF-8")) + b".md"),
        "---\n---\nx\n",
    )
    _put(
        root / "notes" / evil.name("folder of notes") / "20200110t000000-abcdef.md",
        evil("body of a note in a strange folder"),
    )
    _put(root / "notes" / "gone" / "20200111t000000-abcdef.md", f"---\n---\n{evil('body of a note on nothing')}\n")
    _put(
        root / "notes" / ".trash" / "evil" / "20200112t000000-abcdef.md",
        f"---\n---\n{evil('body of a deleted note')}\n",
    )


def _settings(root: Path, evil: Hostility) -> None:
    heading, spelling = evil.key("heading"), evil.yaml("spelling")
    names = f'{heading}: {{kind: person, spellings: [{spelling}, "Anna Keller"], {evil.key("unknown fact of a name")}: x}}\n'
    names += f"{evil.key('other heading')}: {{kind: {evil.yaml('kind of a name')}, spellings: [{spelling}]}}\n"
    names += f"{evil.key('heading of nothing')}: x\n{evil.key('heading of a map')}: {{spellings: {{{evil.key('no spelling')}: x}}}}\n"
    _put(root / "names.yaml", names)
    library = f"title: {evil.yaml('title of the library')}\nlanguage: {evil.yaml('language of the library')}\n"
    library += f"outlets: [{evil.yaml('outlet')}]\nappeals: [{evil.yaml('appeal')}]\n"
    library += f"searches: {{{evil.key('name of a search')}: {evil.yaml('saved query')}, Marlow: marlow}}\n"
    library += f"{evil.key('unknown setting of the library')}: {evil.yaml('unknown value of the library')}\n"
    _put(root / "library.yaml", library)
    state = (
        f"{evil.key('article in the state')}: {{at: {evil.yaml('moment')}, read: true, starred: {evil.yaml('star')}}}\n"
    )
    state += f'"evil": {{at: "2020-01-01T00:00:00Z", position: {evil.yaml("position")}, {evil.key("unknown of the state")}: x}}\n'
    _put(root / "state" / "desk.yaml", state)
    _put(root / "state" / f"{evil.name('name of a state file')}.yaml", f"- {evil.yaml('state that is a list')}\n")


def _own_settings(places: Places, evil: Hostility) -> None:
    settings = "".join(
        f"{key}: {evil.yaml(f'setting {key}')}\n" for key in ("theme", "preset", "order", "measure", "machine")
    )
    settings += (
        f"library: {evil.yaml('setting library')}\n{evil.key('unknown setting')}: {evil.yaml('value of a setting')}\n"
    )
    # Without its spaces it is no key; with them it is several, some of which the walk needs for something else.
    settings += f"keys: {{{evil.key('command to rebind')}: x, star: {quoted(evil('key to bind').replace(' ', ''))}, tag: [{evil.yaml('no key')}]}}\n"
    _put(places.settings, settings)


def write_own_words(query_history: Path, drafts: Path, evil: Hostility) -> None:
    """Write what a person typed before: the history of queries, and a note that was not finished."""
    _put(query_history, f"{evil('query typed before').replace(chr(10), ' ')}\n")
    _put(
        drafts / f"1-00000000~evil~{NOTE}.md",
        f"---\nquote: {evil.yaml('quote of a draft')}\n---\n{evil('body of a draft')}\n",
    )


def write_documents(folder: Path, evil: Hostility) -> dict[str, Path]:
    """Write files that a person gives to commands: pages to add, notes to import, a text to verify."""
    note = {"type": "Annotation", "id": evil("id to import"), "motivation": evil("motivation to import")}
    target = {
        "source": evil("source to import"),
        "selector": {"type": "TextQuoteSelector", "exact": evil("quote to import")},
    }
    row = {
        "id": evil("row to import"),
        "uri": evil("address to import"),
        "text": evil("text to import"),
        "tags": [evil("tag to import")],
    }
    csv = ",".join(
        f'"{evil(f"{column} to import")}"'.replace("\n", " ")
        for column in ("highlight", "title", "author", "URL", "note")
    )
    texts: dict[str, tuple[str, str]] = {
        "web annotation": ("note.jsonld", json.dumps({**note, "body": evil("body to import"), "target": target})),
        "hypothesis": ("rows.json", json.dumps({"rows": [{**row, "document": {"title": [evil("title to import")]}}]})),
        "readwise": ("rows.csv", f"Highlight,Title,Author,URL,Note,Location,Date\n{csv},1,2020-01-01\n"),
        "broken": ("broken.json", f"{{{evil('broken file to import')}"),
        "template": ("template.md", f"$quote $note {evil('template')} $x ${{"),
        "essay": ("essay.md", f"> {evil('quotation to verify')}\n\n[x](reader://evil/{NOTE})\n\n> {PASSAGE} {evil('more')}\n> reader://evil\n"),
        "page": (f"{evil.name('name of a file to add')}.html", f"<title>{evil('title to add')}</title><p>{_FACT}</p><p>{PASSAGE}</p>"),
        "no page": (f"{evil.name('name of a file to refuse')}.html", f"<title>{evil('title to refuse')}</title>"),
        "addresses": (f"{evil.name('name of a list of addresses')}.txt", f"http://a.b/{evil.name('address to add')}\n"),
    }  # fmt: skip
    for name, text in texts.values():
        _put(folder / name, text)
    return {kind: folder / name for kind, (name, _) in texts.items()}


Given = Callable[[str], str]


def command_lines(evil: Hostility, root: Path, documents: dict[str, Path], *, turn: int) -> list[list[str]]:
    """Return every command, on the library and on hostile words; every second one with `--json`, the others next *turn*."""
    note = ["evil/" + NOTE, evil("note")]
    asked = [
        ["list"], ["list", "--problems"], ["list", "--sort", evil("order")], ["read", "evil"], ["read", PAGE], ["read", DUMP],
        ["read", "evil", "--width", "9"], ["read", evil("article")], ["search", "marlow"], ["search", "marlow", "--facets", "--explain"],
        ["search", evil("query")], ["search", f"{evil('field')}:x"], ["search", f"site:{evil('value of a field')}", "--explain"],
        ["search", f'"{evil("phrase")}" marlow'], ["search", "--saved", evil("saved search")], ["searches"],
        ["searches", "save", evil("name to save"), evil("query to save")], ["searches", "delete", evil("name to delete")],
        ["compare", "evil", "twin"], ["compare", "evil", evil("other article")], ["event", "evil"], ["event", "evil", "--ledger"],
        ["event", "evil", "--ledger", "--format", "csv"], ["names"], ["names", evil("name")], ["names", "--merge", evil("one"), evil("two")],
        ["names", "--split", evil("heading to split"), evil("spelling to split")], ["related", "evil"], ["related", "evil", "--fold"],
        ["related", "evil", "--confirm", "twin", "--note", evil("note of a judgment")], ["related", "evil", "--dismissed"],
        ["related", "evil", "--take-back", "twin"], ["related", "evil", "--confirm", evil("article to confirm")], ["notes"],
        ["notes", "evil"], ["notes", "--query", evil("query of notes")], ["notes", "--tag", evil("tag of notes")], ["notes", "tags"],
        ["notes", "versions"], ["notes", "add", "evil", "--quote", PASSAGE, "--body", evil("body"), "--tag", evil("tag to add")],
        ["notes", "add", "evil", "--quote", evil("quote")], ["notes", "edit", note[0], "--body", evil("new body")],
        ["notes", "edit", note[1], "--body", "x"], ["notes", "tag", "evil", "--add", evil("further tag")],
        ["notes", "color", NOTE, "--color", evil("color")], ["notes", "attach", NOTE, "--quote", evil("quote to attach")],
        ["notes", "accept", "20200102t000000-abcdef"], ["notes", "settle", NOTE, "--keep", "both"], ["notes", "restore"],
        ["notes", "forget"], ["notes", "delete", "20200104t000000-abcdef"], ["notes", "undo"], ["verify"],
        ["verify", str(documents["essay"])], ["verify", evil("text to verify")], ["notes", "cite"], ["notes", "cite", "--style", "ris"],
        ["notes", "cite", "--style", "csl"], ["notes", "export"], ["notes", "export", "--format", "csv"],
        ["notes", "export", "--format", "html"], ["notes", "export", "--format", "jsonld"], ["notes", "export", "--format", "hypothesis"],
        ["notes", "export", "--template", str(documents["template"])], ["notes", "export", "--out", f"/nowhere/{evil('file to write')}"],
        ["mark", "evil", "--star", "--tag", evil("tag to give")], ["mark", evil("article to mark")], ["stats"], ["config"], ["keys"],
        ["index"], ["completions", evil("shell")], ["manual", evil("topic")], ["help", evil("command to help")],
        *(["notes", "import", str(documents[kind])] for kind in ("web annotation", "hypothesis", "readwise", "broken")),
        ["notes", "import", evil("file to import")], ["add", str(documents["page"]), str(documents["no page"]), str(documents["addresses"])],
        ["add", evil("file to add")], [evil("command")], ["list", f"--{evil('option')}"], ["open", f"reader://{evil('link')}"],
    ]  # fmt: skip
    before = ["--library", str(root)]
    completed = [
        ["bash", "--", "reader", "read", ""],
        ["zsh", "--", "reader", "search", "--saved", ""],
        ["fish", "--", evil("to complete")],
    ]
    elsewhere = [["list", "--library", evil("library")], ["--library", evil("another library"), "list"], ["list"]]
    return [
        *([*before, *each, *(["--json"] if (at + turn) % 2 else [])] for at, each in enumerate(asked)),
        *([*before, "completions", *each] for each in completed),
        *elsewhere,
    ]
