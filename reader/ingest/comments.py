"""The readers' comments of a page: the shapes that comment widgets make, and where the thread begins and ends."""

import re
from collections.abc import Sequence
from itertools import takewhile

from reader.ingest.exchanges import find_exchange
from reader.ingest.lines import PageLine, key_of
from reader.ingest.signatures import find_signatures, says_when
from reader.ingest.vocabulary import Vocabulary, listed
from reader.text.months import month_of

_LONGEST = 40

_COMMENTS = (
    r"(?:comments?|responses?|repl(?:y|ies)|thoughts?|reactions?|reacties|commentaires?|kommentare?|comentarios?"
    r"|commenti"
    r"|комментари\w{0,4}|отзыв\w{0,3}|yorum(?:lar)?|تعليق|تعليقات|تعليقا|коментар\w{0,3}|komentarz\w{0,2}"
    r"|komentář\w{0,2}"
    r"|comentários?|comentarii?|kommentarer|reactie|σχόλι\w{1,3}|תגובה|תגובות|نظر|نظرات|دیدگاه|टिप्पणियाँ|टिप्पणी"
    r"|评论|評論|留言|コメント|댓글|ความคิดเห็น)"
)
_NUMBER = r"(\d{1,3}(?: \d{3}){0,2}|\d{1,7})"
# `12 comments on the bridge`, `comments 3`, `no comments`, as keys of lines are written.
_COUNT = re.compile(
    rf"(?:{_NUMBER} ?(?:(?:reader|user|total|new) |[条條则則]|件の|개의 )?{_COMMENTS}"
    rf"(?: (?:on|to|for|about|so far|read them|sur|zu|a|к)\b.{{0,300}})?"
    rf"|(?:(?:reader|user|all|view all|show|see all) )?{_COMMENTS} ?(?:so far )?{_NUMBER}[件条개]?"
    rf"|{_NUMBER} users responded\b.{{0,300}}"
    rf"|(one|no) {_COMMENTS}(?: (?:on|to|for|so far)\b.{{0,300}})?)\Z"
)
_SAYS = re.compile(
    r".{1,60}?\s(?:says|said|writes|wrote|commented|replied|a dit|dit|schreibt|sagt|dice|dijo|пишет|говорит|сказал"
    r"|diyor ki|dedi ki|يقول|قال)(?:\s?(?:[:,]|\.\.\.|…)|\s.{4,60}|)\s?\Z",
    re.IGNORECASE,
)

_SAYING = frozenset(
    "says said writes wrote commented replied dit schreibt sagt dice dijo пишет говорит сказал ki يقول قال".split()
)
_FOOTER = re.compile(r"(?:posted|comment|written) by:?\s.{1,60}[|\-–—•,].*\d", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,4}(?:[ap]m|st|nd|rd|th)?\Z")

_REPLY = frozenset(
    """
    reply replies antworten répondre responder ответить yanıtla cevapla رد rispondi beantwoorden reageer відповісти
    odpowiedz odpovědět απάντηση הגב השב پاسخ जवाब 回复 回覆 返信 返信する 답글 ตอบกลับ svara svar vastaa válasz
    răspunde balas
    """.casefold().split()
)
_BUTTONS = _REPLY | frozenset(
    """
    like likes liked dislike share report flag edit edited quote permalink link copy up down upvote downvote vote
    votes see more show view hide load collapse delete translate point points love haha wow s m h d w y mo yr yrs
    signaler beğen author by and others comments comment दें पसंद нравится 赞 いいね 좋아요 ถูกใจ lubię me gusta j
    aime
    """.split()
)
# Lines of a widget that belong to no comment, by their words alone.
_FURNITURE = frozenset(
    key_of(line)
    for line in listed("""
    subscribe|notify of|guest|login|log in|log in with|or sign up with disqus|sign in|oldest|newest|most voted
    newest most voted|oldest newest most voted|best|sort by|sort by best|sort by newest|sort by oldest|order by
    inline feedbacks|view all comments|name|email|e-mail|website|comment|url|x|δ|insert|label|recommend|tweet
    favorite|avatar|start the discussion|join the discussion|wpdiscuz|add a comment|top comments|newest first
    oldest first|all comments|load more|previous|next|older comments|newer comments|comment navigation|post comment
    submit|cancel reply|cancel|join the conversation|conversation|would love your thoughts, please comment
    would love your thoughts, please comment.x|privacy|disqus|privacy policy do not sell my data|also on
    comments community|login 1|subscribe privacy|share|f|facebook|twitter|google|popular|active
    """)
)

_NEAR = 12
_SENTENCE = 5
_BACK = 6
_FAR = 30


class CommentLines:
    """Which lines of a page have the shapes that comment widgets make."""

    def __init__(self, lines: Sequence[PageLine], vocabulary: Vocabulary) -> None:
        self._lines = lines
        self._vocabulary = vocabulary

    def count(self, position: int) -> int | None:
        """Return the number of comments that a line declares; 0 for "no comments", None for no such line."""
        line = self._lines[position]
        match = _COUNT.match(line.key) if line.word_count <= _LONGEST else None
        if match is None:
            return None
        digits = (match.group(1) or match.group(2) or match.group(3) or "").replace(" ", "")
        return int(digits) if digits else int(match.group(4) != "no")

    def is_heading(self, position: int) -> bool:
        """Whether the line stands over a thread: a number of comments, or the word alone."""
        line = self._lines[position]
        is_word = line.word_count <= 3 and self._vocabulary.evidence(line).get("comments", 0) >= 3
        return self.count(position) is not None or (is_word and not self.is_button(position))

    def is_widget(self, position: int) -> bool:
        """Whether the line belongs to the widget and to no comment: buttons, form fields, counts."""
        line = self._lines[position]
        if line.word_count > _LONGEST:
            return False
        tokens = line.tokens
        if len(tokens) <= 8 and all(token in _BUTTONS or token.isdigit() for token in tokens):
            return True
        if line.key in _FURNITURE or self.is_button(position):
            return True
        return self.count(position) is not None or self.is_form(position)

    def is_time(self, position: int) -> bool:
        """Whether the line says when a comment was made, perhaps with its author's name."""
        line = self._lines[position]
        if line.word_count > 14 or line.is_finished or self.is_button(position):
            return False
        return says_when(line)

    def is_speaker(self, position: int) -> bool:
        """Whether the line says that somebody says something: `Anna says:`, `Ben commented Dec 18, 2025`."""
        line = self._lines[position]
        if line.word_count > 16 or _SAYING.isdisjoint(line.tokens) or not _SAYS.match(line.seen):
            return False
        return line.seen.rstrip().endswith((":", ",", "...")) or self.is_time(position)

    def is_button(self, position: int) -> bool:
        """Whether the line is a row of buttons under a comment, one to reply among them."""
        line = self._lines[position]
        tokens = line.tokens
        if not 0 < len(tokens) <= 12 or _REPLY.isdisjoint(tokens):
            return False
        # "3 replies by Dan Davies and others" names people too.
        told = tokens[: 2 if tokens[0].isdigit() else None]
        return all(token in _BUTTONS or month_of(token, line.language) or _CLOCK.match(token) for token in told)

    def is_footer(self, position: int) -> bool:
        """Whether the line under a comment says whose it was and when: `Posted by: Ann | Dec 15 2016 1:40 | 12`."""
        line = self._lines[position]
        return line.word_count <= 20 and bool(_FOOTER.match(line.seen)) and says_when(line)

    def is_form(self, position: int) -> bool:
        """Whether the line invites readers to comment."""
        line = self._lines[position]
        is_told = line.word_count <= 30 and self._vocabulary.evidence(line).get("comments", 0) >= 3
        return is_told and not self.is_button(position)

    def is_signal(self, position: int) -> bool:
        """Whether the line is a sign of a comment widget and of nothing else."""
        if self._lines[position].word_count > _LONGEST:
            return False
        return (
            self.count(position) is not None
            or self.is_form(position)
            or self.is_speaker(position)
            or self.is_button(position)
            or self.is_footer(position)
        )

    def is_foreign(self, position: int) -> bool:
        """Whether the line can hardly be part of a thread: a menu, a claim of rights."""
        line = self._lines[position]
        evidence = self._vocabulary.evidence(line)
        if evidence.get("comments", 0) >= 3 or line.word_count > _LONGEST or self.is_widget(position):
            return False
        told = max(evidence.get("navigation", 0), evidence.get("appeal", 0))
        return evidence.get("rights", 0) >= 3 or (line.word_count <= 12 and told >= 3)

    def is_ending(self, position: int) -> bool:
        """Whether a foreign line alone ends a thread."""
        line = self._lines[position]
        is_heading = line.word_count >= 2 and self._vocabulary.is_ending(line)
        return is_heading or self._vocabulary.evidence(line).get("rights", 0) >= 3


def find_comments(lines: Sequence[PageLine], vocabulary: Vocabulary, after: int) -> tuple[int, int] | None:
    """Return the first and last index of the comment thread; None where there is none.

    Looked for below the line *after*, and below the first paragraph that follows it.
    """
    shapes = CommentLines(lines, vocabulary)
    first_text = next((at for at in range(after + 1, len(lines)) if _is_text(shapes, lines[at], at)), None)
    if first_text is None:
        return None
    signals = [at > first_text and shapes.is_signal(at) for at in range(len(lines))]
    starts = (
        _start(lines, shapes, signals, first_text + 1),
        find_exchange(lines, vocabulary, first_text + 1),
        _signed(lines, shapes, signals, first_text + 1),
    )
    start = min((at for at in starts if at is not None), default=None)
    return (start, _end(lines, shapes, signals, start)) if start is not None else None


def _is_text(shapes: CommentLines, line: PageLine, at: int) -> bool:
    """Whether the line may be all of a short article: prose, or a sentence that is no comment's."""
    return line.is_prose or (line.is_finished and line.word_count >= _SENTENCE and not shapes.is_signal(at))


def _signed(lines: Sequence[PageLine], shapes: CommentLines, signals: Sequence[bool], first: int) -> int | None:
    """Return where comments begin that are signed in one way, each above or below what it says."""
    signed = find_signatures(lines, first, [at for at in range(first, len(lines)) if signals[at]])
    if not signed:
        return None
    heads = [at for at in range(first, len(lines)) if shapes.is_heading(at)]
    if len(signed) > 1 and any(signed[0] < head < signed[1] for head in heads):
        # The first is the article's own, above the thread.
        signed = signed[1:]
    start = signed[0]
    if not _has_said_under(lines, shapes, signed[-1]):
        start = next((head for head in reversed(heads) if start - _NEAR <= head < start), max(first, start - 1))
    return _widget_start(lines, shapes, start, first)


def _has_said_under(lines: Sequence[PageLine], shapes: CommentLines, at: int) -> bool:
    below = at + 1
    return below < len(lines) and not shapes.is_widget(below) and (lines[below].is_finished or lines[below].is_prose)


def _start(lines: Sequence[PageLine], shapes: CommentLines, signals: Sequence[bool], first: int) -> int | None:
    speakers = sum(signals[at] and shapes.is_speaker(at) for at in range(first, len(lines)))
    for at in range(first, len(lines)):
        # What stands under a comment begins no thread.
        if not signals[at] or shapes.is_footer(at):
            continue
        is_speaker = shapes.is_speaker(at)
        if (is_speaker and speakers >= 3) or _is_confirmed(lines, shapes, signals, at):
            return _widget_start(lines, shapes, at, first)
        speakers -= is_speaker
    return None


def _is_confirmed(lines: Sequence[PageLine], shapes: CommentLines, signals: Sequence[bool], position: int) -> bool:
    """Whether what follows a first sign looks like a thread: more signs, dates, or a name and what it says."""
    following = range(position + 1, min(len(lines), position + _NEAR))
    if sum(signals[at] for at in following) >= 2 or any(signals[at] for at in following[:4]):
        return True
    is_counted = bool(shapes.count(position))
    if (is_counted or shapes.is_speaker(position)) and sum(map(shapes.is_time, following)) >= 2:
        return True
    return is_counted and _is_counted_thread(lines, shapes, signals, following)


def _is_counted_thread(
    lines: Sequence[PageLine], shapes: CommentLines, signals: Sequence[bool], following: Sequence[int]
) -> bool:
    """Whether a number of comments has a widget with a sign under it, or a name and what it says."""
    if any(signals[at] for at in following) and sum(map(shapes.is_widget, following[:8])) >= 3:
        return True
    return len(following) >= 2 and _is_said(lines[following[0]], lines[following[1]])


def _is_said(name: PageLine, text: PageLine) -> bool:
    return name.word_count <= 4 and not name.is_finished and text.is_finished and text.word_count >= 3


def _widget_start(lines: Sequence[PageLine], shapes: CommentLines, position: int, first: int) -> int:
    """Step back over the widget's own lines, and over the name above a first comment that has no heading."""
    reach = range(position - 1, max(first, position - _BACK) - 1, -1)

    def is_of_widget(at: int) -> bool:
        is_near = not lines[at + 1].gap or shapes.is_form(at)
        return is_near and shapes.is_widget(at) and not lines[at].is_prose

    start = min(takewhile(is_of_widget, reach), default=position)
    if shapes.is_button(position):
        # The first button stands under a comment, whose date and name tell where it begins.
        start = next(filter(shapes.is_time, reach), start)
    is_headless = not shapes.is_widget(start) and not shapes.is_speaker(start)
    above = lines[start - 1] if start > first else None
    if is_headless and above is not None and above.word_count <= 5 and not above.is_finished:
        return start - 1
    return start


def _end(lines: Sequence[PageLine], shapes: CommentLines, signals: Sequence[bool], start: int) -> int:
    last_signal = max((at for at in range(start, len(lines)) if signals[at]), default=start)
    for at in range(start + 1, len(lines)):
        if not shapes.is_foreign(at) or any(signals[at : min(at + _FAR, last_signal + 1)]):
            continue
        others = sum(shapes.is_foreign(after) for after in range(at + 1, min(len(lines), at + 4)))
        if others >= 2 or shapes.is_ending(at) or at + 4 >= len(lines):
            return at - 1
    return len(lines) - 1
