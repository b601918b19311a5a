"""What Mastodon gives as its archive: the posts of one person, and lists of what she or he has kept."""

from collections import Counter
from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

from reader.ingest.formats.content import document
from reader.ingest.formats.conversation import LEAST_WORDS, title_of
from reader.ingest.formats.fields import Fields
from reader.ingest.formats.json_text import keys_of, read_json
from reader.ingest.formats.part import FileFormat, FilePart, Parts, Skipped
from reader.ingest.formats.pictures import pictures_of
from reader.ingest.formats.saved_item import SavedItem
from reader.ingest.formats.source import Source
from reader.ingest.html_text import text_of
from reader.library.guarded_file import UnreadableError
from reader.library.record import Record

_OPEN = ("#Public", "as:Public", "Public", "/followers")


def _is_mastodon(source: Source) -> bool:
    keys = keys_of(source.head)
    # A list of addresses alone has no keys in it.
    is_list = '"OrderedCollection"' in source.head_text[:2_000]
    return is_list and ("orderedItems[].object" in keys or "orderedItems" in keys)


def _read(source: Source) -> Parts:
    left: Counter[str] = Counter()
    author = _author(source)
    whole = Fields.of(read_json(source)).value("orderedItems")
    for item in whole if isinstance(whole, list) else ():
        if isinstance(item, str):
            yield SavedItem(url=item).part()
            continue
        post = Fields.of(Fields.of(item).value("object"))
        kind = _left_out(Fields.of(item), post)
        if kind:
            left[kind] += 1
        else:
            yield _article(source, post, author)
    if left:
        yield Skipped("posts", f"Left out: {', '.join(f'{count} × {kind}' for kind, count in left.items())}.")


def _author(source: Source) -> str:
    beside = source.beside("actor.json")
    try:
        return Fields.of(read_json(beside)).line("name", "preferredUsername") if beside else ""
    except UnreadableError:
        return ""


def _left_out(item: Fields, post: Fields) -> str:
    """Return as what something is left out; empty for a post that is an article."""
    if item.line("type") != "Create" or not post.raw("content"):
        return "what others wrote"
    heard = (*post.words("to", separator="\n"), *post.words("cc", separator="\n"))
    if not any(each.endswith(_OPEN) for each in heard):
        return "message to somebody"
    text = text_of(post.raw("content"))
    is_long = len(text.split()) >= LEAST_WORDS or sum(map(str.isalpha, text)) >= LEAST_WORDS * 6
    return "" if is_long else f"post of fewer than {LEAST_WORDS} words"


def _article(source: Source, post: Fields, author: str) -> FilePart:
    written = post.raw("content")
    images = dict(_images(post))
    shown = "".join(f'<img src="{escape(path)}" alt="{escape(said)}">' for path, said in images.items())
    title = post.line("summary") or title_of(text_of(written))
    url = post.line("url", "id")
    record = Record(
        title=title,
        author=author or urlsplit(post.line("attributedTo")).path.rpartition("/")[2] or None,
        site=urlsplit(url).hostname,
        published=post.moment("published").date,
        url=url or None,
        tags=tuple(each.line("name").lstrip("#") for each in post.items("tag") if each.line("type") == "Hashtag"),
    )

    def find(path: str) -> bytes | None:
        there = source.beside(path.lstrip("/"))
        try:
            return there.read() if there else None
        except UnreadableError:
            return None

    return FilePart(
        f"{(record.published or '')[:10]} {title}".strip(),
        "content",
        document(f"{written}{shown}"),
        record=record,
        is_told=True,
        pictures=pictures_of(images, find),
    )


def _images(post: Fields) -> Iterator[tuple[str, str]]:
    for each in post.items("attachment"):
        if each.line("mediaType").startswith("image/"):
            yield each.line("url"), each.line("name")


FORMATS = (FileFormat("Mastodon's archive", _is_mastodon, _read),)
