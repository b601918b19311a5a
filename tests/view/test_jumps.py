"""Where a letter leads to in an article."""

from reader.library.markdown import parse
from reader.view.jumps import LABELS, jump_places


def test_links_notes_and_headings_of_a_part_are_gone_to_in_their_order_each_once() -> None:
    plain = parse("# One\n\nSee [[Two]] and [three](https://e.example).\n\n# Four\n")
    at = plain.text.index

    assert jump_places(plain, [at("and"), at("Two")], 0, 999) == [0, at("Two"), at("and"), at("three"), at("Four")]
    assert jump_places(plain, [], at("and"), at("Four")) == [at("three")]


def test_there_are_no_more_places_than_letters() -> None:
    assert len(jump_places(parse("[[a]] " * 99), [], 0, 9999)) == len(LABELS)
