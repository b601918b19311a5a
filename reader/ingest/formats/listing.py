"""Lists of links in HTML as programs write them: DT, DD and LI left open, half of it not escaped."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reader.ingest.formats.markup import Tag, plain, tags_of
from reader.library.safe_text import line

_LISTS = frozenset(("dl", "ul", "ol"))
_ENDS_TEXT = frozenset(("a", "dt", "dd", "li", "dl", "ul", "ol", "hr", "h1", "h2", "h3", "h4"))
_DEEPEST = 60


@dataclass(slots=True)
class ListedLink:
    """A link in a list: its attributes (`href` among them), title, description, and the headings above it.

    *section* is the first heading of all, which stands over the lists.
    """

    attributes: Mapping[str, str]
    title: str = ""
    description: str = ""
    headings: tuple[str, ...] = ()
    section: str = ""


@dataclass(slots=True)
class _Walk:
    """Where in the lists a reader is: the headings of the open lists, and the one that belongs to the next."""

    open: list[str] = field(default_factory=list)
    heading: str = ""
    section: str = ""
    link: ListedLink | None = None
    # The tag whose text is being gathered, and that text.
    within: str = ""
    text: list[str] = field(default_factory=list)

    def take(self, tag: Tag) -> ListedLink | None:
        """Take a tag; return the link that is complete with it."""
        done = None
        if tag.name in _ENDS_TEXT:
            self._end_text()
            if tag.name in _LISTS:
                self._turn(tag)
            elif not tag.is_end and tag.name != "hr":
                done = self._begin(tag)
        if self.within:
            self.text += ("" if tag.name in _ENDS_TEXT or not tag.name else _written(tag), tag.text)
        return done

    def _turn(self, tag: Tag) -> None:
        """Go into a list or out of one."""
        if tag.is_end and self.open:
            self.open.pop()
        elif not tag.is_end and len(self.open) < _DEEPEST:
            self.open.append(self.heading)
        self.heading = ""

    def _begin(self, tag: Tag) -> ListedLink | None:
        """Begin a link, a heading, an entry or its description; but for that, the link before is complete."""
        is_text = tag.name in {"a", "dd"} or tag.name.startswith("h")
        self.within = tag.name if is_text else ""
        if tag.name == "dd":
            return None
        done, self.link = self.link, None
        if tag.name == "a" and tag.attributes.get("href"):
            self.link = ListedLink(tag.attributes, headings=tuple(filter(None, self.open)), section=self.section)
        return done

    def _end_text(self) -> None:
        text, within = plain("".join(self.text)), self.within
        self.text, self.within = [], ""
        if within == "h1":
            self.section, self.heading = line(text), ""
        elif within.startswith("h"):
            self.heading = line(text)
        elif within == "a" and self.link:
            self.link.title = line(text)
        elif within == "dd" and self.link:
            self.link.description = text

    def end(self) -> ListedLink | None:
        """Return the last link."""
        self._end_text()
        return self.link


def _written(tag: Tag) -> str:
    """Return a tag in a text as it may stand there: one of letters is a tag, another one was never escaped."""
    return f"<{'/' * tag.is_end}{tag.name}>"


def links_in(page: str) -> Iterator[ListedLink]:
    """Yield the links in the lists of *page*, in order."""
    walk = _Walk()
    for tag in tags_of(page):
        done = walk.take(tag)
        if done:
            yield done
    last = walk.end()
    if last:
        yield last
