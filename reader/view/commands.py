"""Every command of the app, declared once: the keys, the footer, the help, the palette and the manual follow from it.

The parts of a screen declare the handlers of commands, by these ids.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from reader.notes.colors import COLORS

# A place that has keys: a pane of the reading screen, or one of the screens compare and notebook. `selection` is the
# article while a passage is being selected; its keys go before those of `article`.
Where = Literal["list", "article", "crossrefs", "notes", "facets", "months", "compare", "notebook", "selection"]
WHERES: tuple[Where, ...] = get_args(Where)
EVERYWHERE: frozenset[Where] = frozenset({"list", "article", "crossrefs", "notes", "facets", "months"})
_ARTICLE: frozenset[Where] = frozenset({"article"})
_LIST: frozenset[Where] = frozenset({"list"})
_NOTES: frozenset[Where] = frozenset({"notes"})
_SELECTION: frozenset[Where] = frozenset({"selection"})
_TO_MARK: frozenset[Where] = frozenset({"article", "selection", "compare"})
_ON_ANNOTATION: frozenset[Where] = frozenset({"article", "notes"})
_ON_NOTE: frozenset[Where] = _ON_ANNOTATION | frozenset({"compare"})
_MONTHS: frozenset[Where] = frozenset({"months"})
_NARROWING: frozenset[Where] = frozenset({"list", "facets", "months"})
_HIT: frozenset[Where] = frozenset({"list", "article"})
_CROSSREFS: frozenset[Where] = frozenset({"crossrefs"})
_COMPARE: frozenset[Where] = frozenset({"compare"})
_NOTEBOOK: frozenset[Where] = frozenset({"notebook"})
_ALL = EVERYWHERE | _NOTEBOOK
_EVERY_SCREEN = _ALL | _COMPARE
_TEXTS: frozenset[Where] = _ARTICLE | _COMPARE
_JUMPS = _ARTICLE | _LIST | _CROSSREFS | _NOTES | _NOTEBOOK
_NOT_LIST: frozenset[Where] = frozenset({"article", "crossrefs", "notes"})

GROUPS = (
    "Move",
    "Open and search",
    "Read",
    "Cross-reference",
    "Note",
    "Notebook",
    "Article",
    "Take out",
    "Compare",
    "Program",
)


class Choice(NamedTuple):
    """A key that may follow a command's key, and the word that it chooses."""

    key: str
    word: str


class Command(NamedTuple):
    """One thing the app can do: *keys* of the preset `vim` as Textual names them, and the panes *where* it applies.

    *footer* says whether the footer shows it: in every such pane, or in some.
    *twin* is what does the same on the command line, where it changes or shows data. A command with *then* waits for
    one of these keys, and its handler is given the word.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    where: frozenset[Where] = EVERYWHERE
    footer: bool | frozenset[Where] = False
    twin: str = ""
    then: tuple[Choice, ...] = ()


COLOR_CHOICES = (*(Choice(str(digit), each) for digit, each in enumerate(COLORS, 1)), Choice("enter", "next"))
# Pressing the command's key twice chooses the last one.
COPY_CHOICES = (
    Choice("w", "words"), Choice("p", "paragraph"), Choice("r", "reference"), Choice("l", "link"), Choice("a", "address"),
    Choice("q", "quotation"),
)  # fmt: skip
ARTICLE_COPY_CHOICES = (Choice("t", "title"), Choice("l", "link"), Choice("a", "address"), Choice("r", "reference"))
NOTE_COPY_CHOICES = (Choice("w", "words"), Choice("n", "note"), Choice("l", "link"), Choice("q", "quotation"))
PIPE_CHOICES = (Choice("s", "selection"), Choice("n", "notes"), Choice("l", "list"), Choice("a", "article"))
UNIT_CHOICES = (Choice("w", "word"), Choice("s", "sentence"), Choice("p", "paragraph"))


COMMANDS: tuple[Command, ...] = (
    Command("down", ("j", "down"), "down", "Move down a line or a row", "Move", _EVERY_SCREEN),
    Command("up", ("k", "up"), "up", "Move up a line or a row", "Move", _EVERY_SCREEN),
    Command("top", ("g", "home"), "top", "Go to the top", "Move", _EVERY_SCREEN),
    Command("bottom", ("G", "end"), "bottom", "Go to the bottom", "Move", _EVERY_SCREEN),
    Command("half-down", ("ctrl+d",), "half a page down", "Move down half a page", "Move", _EVERY_SCREEN),
    Command("half-up", ("ctrl+u",), "half a page up", "Move up half a page", "Move", _EVERY_SCREEN),
    Command("page-down", ("space", "pagedown"), "page down", "Move down a page", "Move", _EVERY_SCREEN),
    Command("page-up", ("b", "pageup"), "page up", "Move up a page", "Move", _EVERY_SCREEN),
    Command("next-pane", ("tab",), "next pane", "Go to the next pane", "Move", _ALL),
    Command("previous-pane", ("shift+tab",), "previous pane", "Go to the previous pane", "Move", _ALL),
    Command("pane-list", ("1",), "list", "Go to the list", "Move"),
    Command("pane-article", ("2",), "article", "Go to the article", "Move"),
    Command("pane-crossrefs", ("3",), "cross-references", "Go to the cross-references", "Move"),
    Command("pane-notes", ("4",), "notes", "Go to the notes", "Move"),
    Command("search", ("/",), "search", "Search the library; in the notebook, the notes", "Open and search", _ALL, footer=True, twin="reader search"),
    Command("open", ("enter", "l"), "open", "Open what is selected: article, cross-reference, note, link or footnote; show a table row by row, or again in columns", "Open and search", _ALL, footer=True),
    Command("back", ("escape", "h"), "back", "Go back: end a selection, clear the search, return to the list", "Open and search", _ALL, footer=True),
    Command("trail-back", ("ctrl+o", "alt+left"), "back on the trail", "Go back to where you were reading before", "Open and search"),
    Command("trail-forward", ("alt+right",), "forward on the trail", "Go forward again after going back", "Open and search"),
    Command("next-hit", ("n",), "next hit", "Go to the next hit in the article; with no search, the next unread article", "Open and search"),
    Command("previous-hit", ("N",), "previous hit", "Go to the previous hit; with no search, the previous unread article", "Open and search"),
    Command("find", ("f",), "find", "Find in the open article", "Open and search", _NOT_LIST, footer=True),
    Command("find-case", ("alt+c",), "case", "Match or ignore case when finding in the article", "Open and search", _ARTICLE),
    Command("find-words", ("alt+w",), "whole words", "Find whole words only, or parts of words too", "Open and search", _ARTICLE),
    Command("facets", ("F",), "narrow", "Open or close the drawer: narrow by site, month, tag, name, speaker or language", "Open and search", footer=True, twin="reader search --facets"),
    Command("months", ("M",), "months", "Go to the strip of months, to narrow by month", "Open and search"),
    Command("earlier-month", ("left",), "earlier", "Narrow to the previous month", "Open and search", _MONTHS, footer=True),
    Command("later-month", ("right",), "later", "Narrow to the next month", "Open and search", _MONTHS, footer=True),
    Command("widen-earlier", ("shift+left",), "and earlier", "Include the previous month too", "Open and search", _MONTHS, footer=True),
    Command("widen-later", ("shift+right",), "and later", "Include the next month too", "Open and search", _MONTHS, footer=True),
    Command("drop-chip", ("X", "backspace"), "widen", "Widen the list: remove what narrowed it last", "Open and search", _NARROWING, footer=True),
    Command("sort", ("S",), "sort", "Change the order of the list", "Open and search", _NARROWING, footer=True, twin="reader list --sort"),
    Command("explain", ("E",), "explain", "Explain this hit, or why nothing was found", "Open and search", _HIT, twin="reader search --explain"),
    Command("searches", ("L",), "saved searches", "Show the saved searches and their unread counts", "Open and search", twin="reader searches"),
    Command("save-search", ("ctrl+s",), "save search", "Save this search under a name", "Open and search", twin="reader searches save"),
    Command("next-sentence", (")",), "next sentence", "Move the caret to the next sentence", "Read", _TEXTS),
    Command("previous-sentence", ("(",), "previous sentence", "Move the caret to the previous sentence", "Read", _TEXTS),
    Command("next-paragraph", ("}",), "next paragraph", "Move the caret to the next paragraph", "Read", _TEXTS),
    Command("previous-paragraph", ("{",), "previous paragraph", "Move the caret to the previous paragraph", "Read", _TEXTS),
    Command("next-word", ("w", "right"), "next word", "Move the caret to the next word", "Read", _TEXTS),
    Command("previous-word", ("W", "left"), "previous word", "Move the caret to the previous word", "Read", _TEXTS),
    Command("next-cell", ("shift+right",), "next cell", "Move the caret to the next cell of a table, which scrolls sideways", "Read", _TEXTS),
    Command("previous-cell", ("shift+left",), "previous cell", "Move the caret to the previous cell of a table", "Read", _TEXTS),
    Command("contents", (",",), "contents", "Show the table of contents, and go to a heading", "Read", twin="reader read"),
    Command("jump", (";",), "jump", "Show a letter over each link, note and heading, or over each row of a list: then type one to go there", "Read", _JUMPS),
    Command("set-mark", ("m",), "mark", "Mark the place under the caret: then a letter or a digit", "Read", _ARTICLE, twin="reader marks set"),
    Command("go-to-mark", ("'",), "go to mark", "List the marks: then type a letter to go to its place", "Read", twin="reader marks"),
    Command("counts", ("%",), "counts", "Count words, sentences and more of the article and the selection", "Read", twin="reader stats"),
    Command("crossrefs", ("x",), "cross-references", "Show the cross-references", "Read", footer=True, twin="reader related"),
    Command("peek", ("K",), "peek", "Show the footnote under the caret, or where the link leads, without leaving the page", "Read", _ARTICLE),
    Command("wider", ("+",), "wider", "Make the lines of articles wider", "Read", _ARTICLE, twin="reader config"),
    Command("narrower", ("-",), "narrower", "Make the lines of articles narrower", "Read", _ARTICLE, twin="reader config"),
    Command("zen", ("z",), "zen", "Show only the article, or everything again", "Read"),
    Command("confirm", ("y",), "confirm", "Confirm the cross-reference: say how it is related, and add a note", "Cross-reference", _CROSSREFS, footer=True, twin="reader related --confirm"),
    Command("dismiss", ("d",), "dismiss", "Dismiss the cross-reference: stop offering it", "Cross-reference", _CROSSREFS, footer=True, twin="reader related --dismiss"),
    Command("undo-judgment", ("Z",), "take back", "Take back your judgment of the selected cross-reference", "Cross-reference", _CROSSREFS, twin="reader related --take-back"),
    Command("filter-references", ("K",), "kinds", "Show only one kind of evidence, what you judged, or what you dismissed", "Cross-reference", _CROSSREFS, footer=True, twin="reader related --kind"),
    Command("explain-evidence", ("E",), "explain", "Explain the score of the cross-reference", "Cross-reference", _CROSSREFS, footer=True, twin="reader related --json"),
    Command("next-evidence", ("]",), "next place", "Go to the next piece of evidence in the article", "Cross-reference", _CROSSREFS, footer=True),
    Command("previous-evidence", ("[",), "previous place", "Go to the previous piece of evidence in the article", "Cross-reference", _CROSSREFS),
    Command("copies", ("+",), "copies", "Show or hide the copies, with what each adds or leaves out", "Cross-reference", _CROSSREFS, twin="reader related --fold"),
    Command("dossier", ("D",), "dossier", "Open the dossier: all articles about the event, in time order", "Cross-reference", twin="reader event"),
    Command("ledger", ("#",), "ledger", "Open the ledger: the figures of the event, who gives them, where and when", "Cross-reference", twin="reader event --ledger"),
    Command("source", ('"',), "who says it", "Say who says the words under the caret", "Cross-reference", _ARTICLE, twin="reader statements"),
    Command("next-statement", ("alt+j",), "next statement", "Go to the next statement of the speaker under the caret, or of anybody", "Cross-reference", _ARTICLE, twin="reader speakers"),
    Command("previous-statement", ("alt+k",), "previous statement", "Go to the previous statement of the speaker under the caret, or of anybody", "Cross-reference", _ARTICLE, twin="reader speakers"),
    Command("speakers", ("Q",), "speakers", "List what the speaker under the caret said, or who is quoted in the library", "Cross-reference", twin="reader speakers"),
    Command("select", ("v",), "select", "Start a selection at the caret, or end it", "Note", _TO_MARK, footer=True),
    Command("highlight", ("H",), "highlight", "Highlight the selection, or the sentence under the caret", "Note", _TO_MARK, footer=True, twin="reader notes add"),
    Command("note", ("a",), "note", "Write a note on the selection, or on the sentence under the caret", "Note", _TO_MARK, footer=True, twin="reader notes add"),
    Command("article-note", ("A",), "note on article", "Write a note on the whole article", "Note", EVERYWHERE | _COMPARE, twin="reader notes add"),
    Command("color", ("C",), "color", "Color the annotation or selection: then 1 yellow, 2 green, 3 blue, 4 pink, 5 orange, or Enter for the next", "Note", _ON_NOTE | _SELECTION, twin="reader notes color", then=COLOR_CHOICES),
    Command("next-annotation", ("]",), "next annotation", "Go to the next annotation in the text", "Note", _ARTICLE),
    Command("previous-annotation", ("[",), "previous annotation", "Go to the previous annotation in the text", "Note", _ARTICLE),
    Command("edit-note", ("e",), "edit", "Edit the note", "Note", _ON_NOTE, footer=True, twin="reader notes edit"),
    Command("external-note", ("ctrl+e",), "edit in $EDITOR", "Edit the note in your own editor", "Note", _ON_NOTE),
    Command("delete-note", ("d",), "delete", "Move the annotation to the trash", "Note", _ON_NOTE, twin="reader notes delete"),
    Command("undo", ("U",), "undo", "Undo what you did last: a note, color, tag, star, read mark, judgment or removal", "Note", _EVERY_SCREEN, twin="reader notes undo"),
    Command("inner", ("i",), "select inside", "Select what is around the caret: then w for the word, s for the sentence, p for the paragraph", "Note", _SELECTION, footer=True, then=UNIT_CHOICES),
    Command("tag", ("t",), "tag", "Tag the annotation under the caret, or else the article", "Note", twin="reader mark"),
    Command("accept-passage", ("Y",), "accept passage", "Accept the moved or changed passage as the one that the note is on", "Note", _ON_ANNOTATION, twin="reader notes accept"),
    Command("attach-note", ("@",), "attach", "Attach the note to another passage: press, select the passage, press again", "Note", _ON_ANNOTATION | _SELECTION, twin="reader notes attach"),
    Command("versions", ("V",), "versions", "Settle notes that have two versions or are missing", "Note", twin="reader notes versions"),
    Command("note-history", ("I",), "earlier versions", "Show the history of the note, and bring an earlier version back", "Note", _ON_ANNOTATION, twin="reader notes history"),
    Command("copy", ("y",), "copy", "Copy: then w the words (selection or sentence), p the paragraph, q or the same key a quotation with its reference, r the reference, l a link, a the address", "Take out", _TO_MARK, footer=_ARTICLE | _SELECTION, twin="reader cite", then=COPY_CHOICES),
    Command("copy-article", ("y",), "copy", "Copy from the list: then t the title, l a link, a the address, r or the same key the reference", "Take out", _LIST, twin="reader cite", then=ARTICLE_COPY_CHOICES),
    Command("copy-note", ("y",), "copy", "Copy the note: then w the words that it is on, n what you wrote, l a link, q or the same key a quotation with its reference", "Take out", _NOTES | _NOTEBOOK, twin="reader notes export", then=NOTE_COPY_CHOICES),
    Command("links", ("u",), "links", "List the links of the open article and follow one", "Take out", twin="reader read --links"),
    Command("open-address", (">",), "address", "Show where the article's address leads, then open it in the browser", "Take out", twin="reader open --address"),
    Command("open-original", ("O",), "original file", "Open the file that the article was made from", "Take out", twin="reader open --original"),
    Command("pipe", ("|",), "pipe", "Give to a shell command of yours, and show what it says: then s the selection, n the notes, l the list, a or the same key the article", "Take out", twin="reader read", then=PIPE_CHOICES),
    Command("export-articles", ("ctrl+x",), "export", "Export the article, or all that the list shows, with their notes", "Take out", twin="reader export"),
    Command("notebook", ("B",), "notebook", "Show all notes of the library", "Note", _ALL, twin="reader notes"),
    Command("mark-note", ("m",), "mark", "Mark or unmark the note", "Notebook", _NOTEBOOK, footer=True),
    Command("mark-all", ("*",), "mark all", "Mark or unmark all notes shown", "Notebook", _NOTEBOOK),
    Command("group-notes", ("S",), "group", "Group by article, tag, color, date or state", "Notebook", _NOTEBOOK, footer=True),
    Command("tag-notes", ("t",), "tag", "Add or remove tags of the marked notes", "Notebook", _NOTEBOOK, footer=True, twin="reader notes tag"),
    Command("export-notes", ("X",), "export", "Export the marked notes, or all notes shown", "Notebook", _NOTEBOOK, footer=True, twin="reader notes export"),
    Command("delete-notes", ("d",), "delete", "Move the marked notes to the trash", "Notebook", _NOTEBOOK, footer=True, twin="reader notes delete"),
    Command("star", ("s",), "star", "Star or unstar the article", "Article", twin="reader mark"),
    Command("toggle-read", ("r",), "read/unread", "Mark the article read or unread", "Article", twin="reader mark"),
    Command("read-all", ("alt+a",), "all read", "Mark all articles in the list read", "Article", twin="reader mark"),
    Command("original", ("o",), "original", "Show what was set aside from the article, and the original file", "Article", twin="reader read --json"),
    Command("record", ("i",), "record", "Show the article's record (title, author, site, date …) and correct it", "Article", twin="reader edit"),
    Command("add", ("+",), "add", "Add a file, folder, archive or address to the library, with a look first at what would be added", "Article", _LIST, twin="reader add"),
    Command("remove", ("d",), "remove", "Remove the article: it goes to the trash with its notes", "Article", _LIST, twin="reader remove"),
    Command("trash", ("alt+d",), "trash", "List the articles that were removed, and bring one back", "Article", twin="reader trash"),
    Command("compare", ("c",), "compare", "Compare the open article with the selected one, side by side", "Compare", footer=_CROSSREFS, twin="reader compare"),
    Command("next-block", ("]",), "block", "Go to the next shared or different block", "Compare", _COMPARE, footer=True),
    Command("previous-block", ("[",), "previous block", "Go to the previous block", "Compare", _COMPARE),
    Command("next-point", ("n",), "change", "Go to the next changed words or compared figure", "Compare", _COMPARE, footer=True),
    Command("previous-point", ("N",), "previous change", "Go to the previous changed words or compared figure", "Compare", _COMPARE),
    Command("only-different", ("=",), "differences", "Show only what differs, or everything again", "Compare", _COMPARE, footer=True, twin="reader compare --only-different"),
    Command("other-side", ("tab", "shift+tab"), "other side", "Move the caret to the other article", "Compare", _COMPARE, footer=True),
    Command("counterpart", ("m",), "same passage", "Go to the same passage or figure in the other article", "Compare", _COMPARE),
    Command("open-compared", ("enter", "l"), "open", "Open the article that the caret is in, at the same place", "Compare", _COMPARE, footer=True),
    Command("leave-compare", ("escape", "h"), "back", "Leave the comparison", "Compare", _COMPARE, footer=True),
    Command("undo-add", ("alt+u",), "undo import", "Undo the last import: what it added goes to the trash", "Program", twin="reader add --undo"),
    Command("libraries", ("ctrl+l",), "libraries", "Open another library, or make one", "Program", twin="reader libraries"),
    Command("timeline", ("~",), "timeline", "Show the articles of the list and the events in them, day by day", "Open and search", twin="reader timeline"),
    Command("map", ("&",), "map", "Show the map of cross-references around the article, and walk on it", "Cross-reference", twin="reader map"),
    Command("reading-log", ("J",), "reading log", "Show what was read on this machine, when and how long", "Program", twin="reader log"),
    Command("refresh", ("ctrl+r",), "refresh", "Look for new and changed files", "Program", twin="reader index"),
    Command("problems", ("P",), "problems", "Show what was wrong with files and settings", "Program", twin="reader list --problems"),
    Command("palette", ("ctrl+p",), "commands", "Find a command by name", "Program", _EVERY_SCREEN),
    Command("command-line", (":",), "command line", "Type a command, a macro, or “set” with a setting and its value", "Program", _EVERY_SCREEN),
    Command("settings", ("f2",), "settings", "Show and change the settings", "Program", _EVERY_SCREEN, twin="reader config set"),
    Command("suspend", ("ctrl+z",), "suspend", "Go to the shell; “fg” there comes back", "Program", _EVERY_SCREEN),
    Command("help", ("?", "f1"), "help", "Show all keys", "Program", _EVERY_SCREEN, footer=True, twin="reader keys"),
    Command("theme", ("T",), "theme", "Change the colors: dark, light, sepia, contrast, sixteen, then your own themes", "Program", _EVERY_SCREEN, twin="reader config set"),
    Command("quit", ("q", "ctrl+q"), "quit", "Quit reader; in the notebook or a comparison, go back", "Program", _EVERY_SCREEN, footer=EVERYWHERE),
)  # fmt: skip

COMMAND_BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}
