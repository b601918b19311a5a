"""How the words of a command line become the values of a command's arguments."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.command import Argument, CliCommand, Options, UsageError, whole_number
from reader.cli.parser import nearest, parse


def done(_: Options) -> int:
    return 0


QUERY = Argument("QUERY", "Words", is_optional=True, is_repeated=True, is_query=True)
FIND = CliCommand(
    "find",
    "Find",
    arguments=(
        QUERY,
        Argument("--limit", "Most", "NUMBER", default=20, read=whole_number),
        Argument("--sort", "Order", "ORDER", default="date", choices=lambda: ("date", "title")),
        Argument("--tag", "Tag", "TAG", is_repeated=True),
        Argument("--known", "Known", has_opposite=True),
        Argument("--merge", "Merge", "A B", words=2),
        Argument("--ids", "Ids"),
    ),
    examples=(),
    run=done,
    exclusive=(("--ids", "--merge", "--known"),),
)
PAIR = CliCommand(
    "pair",
    "Pair",
    arguments=(
        Argument("A"),
        Argument("B", is_optional=True),
        Argument("--keep", "Which", "SIDE", is_required=True),
    ),
    examples=(),
    run=done,
)


def test_every_argument_has_its_default() -> None:
    options = parse(FIND, [])

    assert (options.query, options.limit, options.sort, options.tag) == ((), 20, "date", ())
    assert (options.known, options.merge, options.ids) == (None, None, False)
    assert (options.library, options.json) == (None, False)


def test_options_and_words_may_be_mixed() -> None:
    options = parse(FIND, ["a", "--limit", "3", "b", "--json", "--tag=x", "c", "--tag", "y", "--library", "lib"])

    assert options.query == ("a", "b", "c")
    assert (options.limit, options.tag, options.json, options.library) == (3, ("x", "y"), True, Path("lib"))


def test_words_of_a_query_may_begin_with_a_hyphen() -> None:
    assert parse(FIND, ["corridor", "-h2o", "-word", "-"]).query == ("corridor", "-h2o", "-word", "-")
    assert parse(FIND, ["--", "--limit", "x"]).query == ("--limit", "x")


def test_the_value_of_an_option_may_begin_with_a_hyphen() -> None:
    assert parse(FIND, ["--tag", "-x", "--tag", "--ids", "--tag=--y"]).tag == ("-x", "--ids", "--y")


def test_a_flag_may_have_an_opposite_and_an_option_two_words() -> None:
    assert parse(FIND, ["--known"]).known is True
    assert parse(FIND, ["--no-known"]).known is False
    assert parse(FIND, ["--merge", "one", "-two"]).merge == ("one", "-two")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--limit", "abc"], "--limit takes a whole number, 1 or more, not “abc”."),
        (["--limit", "0"], "--limit takes a whole number, 1 or more, not “0”."),
        (["--limit", "-3"], "--limit takes a whole number, 1 or more, not “-3”."),
        (["--limit", "²"], "--limit takes a whole number, 1 or more, not “²”."),
        (["--limit", "9" * 5000], "--limit takes a whole number, 1 or more, not"),
        (["--sort", "x" * 5000], f"--sort takes date or title, not “{'x' * 80}…”."),
        (["--" + "x" * 5000], f"“reader find” has no option “--{'x' * 78}…”."),
        (["--limit="], "--limit takes a whole number, 1 or more, not “”."),
        (["--limit"], "--limit needs a value: --limit NUMBER."),
        (["--merge", "a"], "--merge needs values: --merge A B."),
        (["--ids=yes"], "--ids takes no value."),
        (["--sort", "titel"], "--sort takes date or title, not “titel”. Did you mean “title”?"),
        (["--sort", "Title"], "--sort takes date or title, not “Title”. Did you mean “title”?"),
        (["--limt", "3"], "“reader find” has no option “--limt”. Did you mean “--limit”?"),
        (["--lim", "3"], "“reader find” has no option “--lim”. Did you mean “--limit”?"),
        (["--zebra"], "“reader find” has no option “--zebra”."),
        (["--no-ids"], "“reader find” has no option “--no-ids”."),
        (["--ids", "--known", "x"], "Use only one of --ids, --merge and --known."),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(words: list[str], sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(FIND, words)

    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "A is missing: reader pair A [B] --keep SIDE."),
        (["a"], "--keep is missing: reader pair A [B] --keep SIDE."),
        (["a", "b", "c", "--keep", "x"], "“c” is one word too many: reader pair A [B] --keep SIDE."),
        (["-a", "--keep", "x"], "“reader pair” has no option “-a”."),
    ],
)
def test_what_is_missing_or_too_much_is_said_with_the_usage(words: list[str], sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(PAIR, words)

    assert str(refused.value) == sentence


@given(
    st.lists(
        st.one_of(st.text(max_size=8), st.sampled_from(["--limit", "--tag", "--", "-h", "--merge", "--ids=", "3"]))
    )
)
def test_no_words_end_in_anything_but_options_or_a_sentence(words: list[str]) -> None:
    for command in (FIND, PAIR):
        with contextlib.suppress(UsageError):
            parse(command, words)


@given(st.lists(st.text()))
def test_after_two_hyphens_every_word_is_a_word_of_the_query(words: list[str]) -> None:
    assert parse(FIND, ["--ids", "--", *words]).query == tuple(words)


def test_the_nearest_name_begins_so_or_looks_so() -> None:
    names = ("list", "search", "searches", "notes")

    assert nearest("serch", names) == "search"
    assert nearest("no", names) == "notes"
    assert nearest("zebra", names) is None
