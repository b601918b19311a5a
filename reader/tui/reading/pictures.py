"""The pictures of the open article, made in a thread once it is shown, those near the reader first."""

import itertools
import os
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.library.errors import ReaderError
from reader.tui.panes.article_view import ArticleView
from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.library.pictures import SmallPicture
    from reader.room.settings import Settings
    from reader.tui.app import ReaderApp
    from reader.view.pictures import Picture, PlacedPicture

# The most pictures made of an article, and how many are shown before the others are made.
_MOST, _FIRST = 40, 2
# The terminal keeps those that it draws itself.
_MOST_PLACED = 12
_MOST_ROWS, _LEAST_ROWS = 30, 6
# In half blocks a cell is one dot wide and two high. Pictures that the terminal draws have about as many dots as the
# screen, and together at most as many as the child may send.
_FINEST, _MOST_DOTS = 8, 300_000


class PictureQuestion(NamedTuple):
    """A question: the pictures of *images* of an article, at most *columns* by *rows* cells, on a *ground*.

    *fineness* is the number of dots in the width of a cell, half the number in its height; 0 is for half blocks.
    """

    article: "Article"
    images: Sequence[int]
    columns: int
    rows: int
    ground: str
    fineness: int


class MadePicture(NamedTuple):
    """A finished picture; if the terminal draws it, its *number* there and what to send first."""

    picture: "Picture | PlacedPicture"
    number: int = 0
    sequence: str = ""


class PicturesPart(Part):
    """Shows the pictures of the open article on the terminal of the *app*, if that has enough colors for them."""

    def __init__(self, host: ReadingHost, view: ArticleView, app: "Callable[[], ReaderApp]") -> None:
        self._host = host
        self._view = view
        self._app = app
        self._asker = host.asker("pictures", self._make, self._show)
        # The finished pictures, and their article.
        self._made: Mapping[int, Picture | PlacedPicture] = {}
        self._article: Article | None = None
        # The terminal's numbers for pictures, those that it has, and those still free.
        self._placed: set[int] = set()
        self._numbers = itertools.count(1 + secrets.randbelow(0xF00000))
        self.heard = {ArticleView.Rewrapped: lambda _: self.show()}

    def show(self) -> None:
        """Show the pictures of the open article, after the article itself."""
        self._asker.forget()
        article, settings = self._view.article, self._host.room.settings
        if article is not self._article:
            self._keep({})
        if article is None or not article.plain.images or not settings.pictures or settings.signs == "ascii":
            return
        if not self._app().is_plain_terminal:
            from reader.view.pictures import nearest_images

            rows = max(_LEAST_ROWS, min(_MOST_ROWS, self._view.page * 2 // 3))
            fineness = self._fineness(self._view.text_width, rows)
            images = nearest_images(article.plain, self._view.reading_offset, _MOST_PLACED if fineness else _MOST)
            ground = self._view.background_colors[1].hex6
            self._asker.ask(PictureQuestion(article, images, self._view.text_width, rows, ground, fineness))

    def _fineness(self, columns: int, rows: int) -> int:
        """Return the width of a cell in dots if the terminal draws pictures itself, else 0."""
        from reader.tui.kitty_pictures import MARKS, is_drawn_by

        colors = self._app().console.color_system
        if columns > len(MARKS) or not is_drawn_by(self._host.room.settings.picture_form, os.environ, colors):
            return 0
        fitting = (fine for fine in range(_FINEST, 0, -1) if 2 * fine * fine * columns * rows <= _MOST_DOTS)
        return next(fitting, 1)

    def send_again(self) -> None:
        """Send the pictures again: the terminal has lost them."""
        if self._placed:
            self._placed.clear()
            self.show()

    def take_settings(self, before: "Settings") -> None:
        """Show pictures, hide them, or change their width."""
        now = self._host.room.settings
        shown = ("pictures", "picture_form", "signs", "measure", "theme")
        if any(getattr(before, name) != getattr(now, name) for name in shown):
            if not now.pictures or now.signs == "ascii":
                self._view.illustrate({})
                self._keep({})
            self.show()

    def _make(self, question: PictureQuestion, is_late: IsLate) -> Iterator[Mapping[int, MadePicture]]:
        from reader.library.pictures import can_show_pictures

        if not can_show_pictures():
            return
        made: dict[int, MadePicture] = {}
        told = 0
        for count, number in enumerate(question.images, 1):
            if is_late():
                return
            picture = self._picture(question, number)
            if picture is not None:
                made[number] = picture
            if len(made) > told and count in {_FIRST, len(question.images)}:
                told = len(made)
                yield dict(made)

    def _picture(self, question: PictureQuestion, number: int) -> MadePicture | None:
        """Return the picture of an image; None if it is no file of the library or cannot be shown."""
        from reader.library.pictures import picture_path, small_picture
        from reader.view.pictures import picture_of

        path = picture_path(question.article.path, question.article.plain.images[number].target)
        if path is None:
            return None
        fine = question.fineness or 1
        size = (question.columns * fine, question.rows * 2 * fine)
        try:
            small = small_picture(self._host.room.library.root, path, size, question.ground)
        except (ReaderError, OSError):
            # Its words are shown instead.
            return None
        if question.fineness:
            return self._placed_picture(small, fine)
        return MadePicture(picture_of(small.width, small.dots, question.ground))

    def _placed_picture(self, small: "SmallPicture", fineness: int) -> MadePicture:
        from reader.tui.kitty_pictures import sending
        from reader.view.pictures import PlacedPicture

        columns, rows = -(-small.width // fineness), -(-small.height // (2 * fineness))
        picture = PlacedPicture(next(self._numbers), columns, rows)
        return MadePicture(picture, picture.number, sending(picture, small))

    def _show(self, question: PictureQuestion, pictures: Mapping[int, MadePicture]) -> None:
        if self._view.article is question.article:
            for each in pictures.values():
                if each.number and each.number not in self._placed:
                    self._placed.add(each.number)
                    self._app().send_to_terminal(each.sequence)
            # Pictures for another width stay until the new ones are made.
            known = self._made if self._article is question.article else {}
            self._article = question.article
            self._keep({**known, **{number: made.picture for number, made in pictures.items()}})
            self._view.illustrate(self._made)

    def _keep(self, pictures: "Mapping[int, Picture | PlacedPicture]") -> None:
        """Keep the pictures that are shown; the terminal drops the others."""
        self._made = pictures
        if not self._placed:
            return
        from reader.tui.kitty_pictures import taking_back
        from reader.view.pictures import PlacedPicture

        kept = {picture.number for picture in pictures.values() if isinstance(picture, PlacedPicture)}
        for number in self._placed - kept:
            self._app().send_to_terminal(taking_back(number))
        self._placed &= kept
