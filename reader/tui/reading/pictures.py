"""The pictures of the open article: made beside the keys once it is shown, those first that stand where one reads."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.library.errors import ReaderError
from reader.tui.panes.article_view import ArticleView
from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.room.settings import Settings
    from reader.view.pictures import Picture

# So many are made of an article, and the first of them are shown before the others are made.
_MOST, _FIRST = 40, 2
_MOST_ROWS, _LEAST_ROWS = 30, 6


class PictureQuestion(NamedTuple):
    """A question: the pictures of some *images* of an article, no larger than *size* in dots, on a *ground*."""

    article: "Article"
    images: Sequence[int]
    size: tuple[int, int]
    ground: str


class PicturesPart(Part):
    """Shows the pictures of the open article; *has_colors* tells whether the terminal has enough for them."""

    def __init__(self, host: ReadingHost, view: ArticleView, has_colors: Callable[[], bool]) -> None:
        self._host = host
        self._view = view
        self._has_colors = has_colors
        self._asker = host.asker("pictures", self._make, self._show)
        # What was made, and of which article.
        self._made: Mapping[int, Picture] = {}
        self._article: Article | None = None
        self.heard = {ArticleView.Rewrapped: lambda _: self.show()}

    def show(self) -> None:
        """Show the pictures of the open article; the article is shown before them."""
        self._asker.forget()
        article, settings = self._view.article, self._host.room.settings
        if article is None or not article.plain.images or not settings.pictures or settings.signs == "ascii":
            return
        if self._has_colors():
            from reader.view.pictures import nearest_images

            images = nearest_images(article.plain, self._view.reading_offset, _MOST)
            rows = max(_LEAST_ROWS, min(_MOST_ROWS, self._view.page * 2 // 3))
            ground = self._view.background_colors[1].hex6
            self._asker.ask(PictureQuestion(article, images, (self._view.text_width, 2 * rows), ground))

    def take_settings(self, before: "Settings") -> None:
        """Show pictures, or show none any more, or of another width."""
        now = self._host.room.settings
        shown = ("pictures", "signs", "measure", "theme")
        if any(getattr(before, name) != getattr(now, name) for name in shown):
            if not now.pictures or now.signs == "ascii":
                self._made = {}
                self._view.illustrate({})
            self.show()

    def _make(self, question: PictureQuestion, is_late: IsLate) -> Iterator["Mapping[int, Picture]"]:
        from reader.library.pictures import can_show_pictures

        if not can_show_pictures():
            return
        made: dict[int, Picture] = {}
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

    def _picture(self, question: PictureQuestion, number: int) -> "Picture | None":
        """Return the picture of an image; None where it is no file of the library, or cannot be shown."""
        from reader.library.pictures import picture_path, small_picture
        from reader.view.pictures import picture_of

        path = picture_path(question.article.path, question.article.plain.images[number].target)
        if path is None:
            return None
        try:
            small = small_picture(self._host.room.library.root, path, question.size, question.ground)
        except (ReaderError, OSError):
            # Its words stand in its place.
            return None
        return picture_of(small.width, small.dots, question.ground)

    def _show(self, question: PictureQuestion, pictures: "Mapping[int, Picture]") -> None:
        if self._view.article is question.article:
            # Those that were made for another width stay until theirs is there.
            known = self._made if self._article is question.article else {}
            self._article, self._made = question.article, {**known, **pictures}
            self._view.illustrate(self._made)
