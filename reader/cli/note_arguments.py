"""The arguments that say which notes are meant."""

from reader.cli.command import Argument

ARTICLE = Argument("ARTICLE", "Only the notes on this article", is_optional=True, completes="article")
QUERY = Argument("--query", "Only the notes that this finds, as in the notebook: words, #tag, is:orphaned …", "QUERY",
                 default="")  # fmt: skip
TAG = Argument("--tag", "Only notes with this tag", "TAG", is_repeated=True)
CHOSEN = (ARTICLE, QUERY, TAG)
NOTE = Argument("NOTE", "The id of the note, as “reader notes” prints it in brackets", completes="note")
