"""Following links, and opening an article's address or original in other programs."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.errors import ReaderError
from reader.library.network import WebAddress, is_offline, open_address, open_file, web_address
from reader.tui.copying import CopyPart
from reader.tui.panes.article_view import ArticleView
from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost
from reader.view.link_rows import LinkRow, link_row, link_rows

if TYPE_CHECKING:
    from reader.room.exchange import LinkTarget

# Originals that open in a browser, which may fetch what they refer to.
_PAGES = frozenset({".html", ".htm", ".mht", ".mhtml", ".xhtml", ".svg", ".xml"})


class LinkPart(Part):
    """Lists and follows links; an address is opened only after its host is shown."""

    def __init__(self, host: ReadingHost, view: ArticleView, copying: CopyPart) -> None:
        self._host = host
        self._view = view
        self._copying = copying
        self._link_asker = host.asker("link", self._find_target, self._go_to_target)
        self._original_asker = host.asker("original", self._find_original, self._offer_original)
        self.commands = {
            "links": self.list_links,
            "open-address": self.open_address,
            "open-original": self.open_original,
        }
        self.heard = {ArticleView.LinkChosen: self._chosen}

    # Links in the text

    def list_links(self) -> None:
        """List the links of the open article, and follow the chosen one."""
        from reader.tui.dialogs.list_dialog import Chooser

        article = self._host.article
        rows = link_rows(article.plain) if article else []
        if not rows:
            self._host.say("This article has no links." if article else "No article is open.")
            return
        answers = [(str(number), _shown(row)) for number, row in enumerate(rows)]

        def follow(answer: str | None) -> None:
            if answer is not None:
                row = rows[int(answer)]
                self._view.go_to(row.start, row.end)
                self._follow(row)

        here = self._view.caret.offset
        nearest = min(range(len(rows)), key=lambda at: abs(rows[at].start - here))
        self._host.open_dialog(Chooser(f"Links · {len(rows)}", answers, str(nearest)), follow)

    def _chosen(self, event: ArticleView.LinkChosen) -> None:
        article = self._host.article
        spans = article.plain.spans if article else ()
        span = next((each for each in spans if each.target == event.target and each.is_link), None)
        if span is not None:
            self._follow(link_row(span))

    def _follow(self, row: LinkRow) -> None:
        if row.kind == "title":
            self._follow_title(row.target)
        elif row.kind == "reader":
            self._host.ask(self._link_asker, row.target, "Following the link …")
        else:
            self._offer_address(row.target)

    def _follow_title(self, title: str) -> None:
        target = self._host.room.catalog.id_by_title(title)
        if target is None:
            self._host.say(f"No article here is called “{title}”.")
        else:
            self._host.open_article(target)

    def _find_target(self, link: str, _: IsLate) -> "Iterator[LinkTarget]":
        yield self._host.room.exchange.follow(link)

    def _go_to_target(self, _: str, target: "LinkTarget") -> None:
        self._host.open_article(target.article, target.span)

    # Addresses

    def open_address(self) -> None:
        """Open the article's address."""
        entry = self._host.room.catalog.entry(self._host.subject) if self._host.subject else None
        if entry is not None and entry.record.url:
            self._offer_address(entry.record.url)
        else:
            self._host.say("This article does not say which address it is from.")

    def _offer_address(self, text: str) -> None:
        try:
            address = web_address(text)
        except ReaderError as error:
            self._host.say(str(error), is_warning=True)
            return
        opens = [] if is_offline() else [("open", f"Open in the browser\n   {address.address}")]
        answers = [*opens, ("copy", "Copy the address" if opens else f"Copy the address\n   {address.address}")]
        self._offer(f"Leads to {address.host}", answers, partial(self._open_web, address), address.address)

    def _open_web(self, address: WebAddress) -> None:
        self._hand_over(lambda: open_address(address), address.host)

    # The original

    def open_original(self) -> None:
        """Open the file that the article was made from."""
        if self._host.subject is not None:
            self._host.ask(self._original_asker, self._host.subject, "Looking for the original …")

    def _find_original(self, article_id: str, _: IsLate) -> Iterator[Path | None]:
        path = self._host.room.original(article_id)
        yield path if path is not None and path.is_file() else None

    def _offer_original(self, _: str, path: Path | None) -> None:
        if path is None:
            self._host.say("The original of this article was not kept.")
            return
        is_page = path.suffix.lower() in _PAGES
        warning = "\n   A browser may fetch what this page asks for." if is_page else ""
        opens = [] if is_offline() else [("open", f"Open with the program for such files{warning}")]
        answers = [*opens, ("copy", f"Copy its path\n   {path}")]
        self._offer(path.name, answers, lambda: self._hand_over(lambda: open_file(path), path.name), str(path))

    # Offering and handing over

    def _offer(self, title: str, answers: Sequence[tuple[str, str]], opened: Callable[[], None], text: str) -> None:
        from reader.tui.dialogs.list_dialog import Chooser

        def chosen(answer: str | None) -> None:
            if answer == "open":
                opened()
            elif answer == "copy":
                self._copying.copy(text, "Copied text")

        self._host.open_dialog(Chooser(title, answers), chosen)

    def _hand_over(self, hand_over: Callable[[], str], what: str) -> None:
        try:
            program = hand_over()
        except ReaderError as error:
            self._host.say(str(error), is_warning=True)
        else:
            self._host.say(f"{what} was given to {program}.")


def _shown(row: LinkRow) -> str:
    mark = {"title": "→", "reader": "→"}.get(row.kind, "↗")
    return f"{row.words}  {mark} {row.told}" if row.words not in {row.told, row.target} else f"{mark} {row.told}"
