"""The figures of the reading log: by month, by site, by article. Computed without Textual."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.library.dates import local_day
from reader.text.plurals import count
from reader.view.bars import Bar, bar_lines
from reader.view.phrases import month_name

if TYPE_CHECKING:
    from reader.library.catalog import CatalogEntry
    from reader.room.reading_log import Visit
    from reader.view.page_layout import Page

_SHOWN = 12


class ReadingFigures(NamedTuple):
    """How long was read in all and by group; each group maps a name to its seconds."""

    seconds: int
    visits: int
    articles: int
    by_month: Mapping[str, int]
    by_site: Mapping[str, int]
    by_article: Mapping[str, int]


def reading_figures(visits: "Iterable[Visit]", entry_of: "Callable[[str], CatalogEntry | None]") -> ReadingFigures:
    """Sum up the visits; articles that are gone are named by their ids and have no site."""
    visits = list(visits)
    months: dict[str, int] = {}
    articles: dict[str, int] = {}
    for each in visits:
        month = str(local_day(each.began) or each.began)[:7]
        months[month] = months.get(month, 0) + each.seconds
        articles[each.article_id] = articles.get(each.article_id, 0) + each.seconds
    sites: dict[str, int] = {}
    for article_id, seconds in articles.items():
        entry = entry_of(article_id)
        site = (entry.record.site if entry else None) or "no site"
        sites[site] = sites.get(site, 0) + seconds
    return ReadingFigures(
        sum(articles.values()), len(visits), len(articles), dict(sorted(months.items(), reverse=True)),
        _longest_first(sites), _longest_first(articles),
    )  # fmt: skip


def _longest_first(seconds_by_name: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(seconds_by_name.items(), key=lambda each: (-each[1], each[0])))


def duration(seconds: int) -> str:
    """Return `45 s`, `12 min` or `3 h 20 min`."""
    if seconds < 60:
        return f"{seconds} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def bars_of(seconds_by_name: Mapping[str, int], name_of: Callable[[str], str] = str) -> Sequence[Bar]:
    """Return a group of figures as bars."""
    return [Bar(name_of(name), seconds, duration(seconds)) for name, seconds in seconds_by_name.items()]


def figures_page(figures: ReadingFigures, title_of: Callable[[str], str], width: int = 72) -> "Page":
    """Return the figures as a page with bars, for each group the entries read longest."""
    if not figures.visits:
        return ["Nothing has been read yet: an article counts from five seconds on.\n"]
    told = f"{count(figures.articles, 'article')} in {count(figures.visits, 'visit')}, {duration(figures.seconds)}\n\n"
    page: Page = [told]
    groups = (
        ("By month", bars_of(figures.by_month, month_name)), ("By site", bars_of(figures.by_site)),
        ("By article", bars_of(figures.by_article, title_of)),
    )  # fmt: skip
    for heading, bars in groups:
        page += [(heading, "bold $accent"), "\n"]
        page += [f"{line}\n" for line in bar_lines(bars[:_SHOWN], width)]
        page.append("\n")
    return page
