"""The shapes that comment widgets make: wpDiscuz, WordPress, Disqus, Facebook and their like."""

import re
from collections.abc import Sequence

from reader.ingest.evidence import Vocabulary
from reader.ingest.lines import Line, key_of
from reader.ingest.phrases import listed
from reader.text.months import month_of

_LONGEST = 40

_COMMENTS = (
    r"(?:comments?|responses?|repl(?:y|ies)|thoughts?|reactions?|reacties|commentaires?|kommentare?|comentarios?|commenti"
    r"|комментари\w{0,4}|отзыв\w{0,3}|yorum(?:lar)?|تعليق|تعليقات|تعليقا)"
)
_COUNT = re.compile(
    rf"(?:(\d{{1,3}}(?: \d{{3}}){{0,2}}|\d{{1,7}}) {_COMMENTS}(?: (?:on|to|about|sur|zu|a|к) .{{1,300}})?"
    rf"|{_COMMENTS} (\d{{1,3}}(?: \d{{3}}){{0,2}}|\d{{1,7}})|(one|no) {_COMMENTS}(?: (?:on|to) .{{1,300}})?)\Z"
)
_SAYS = re.compile(
    r".{1,60}?\s(?:says|said|writes|wrote|commented|replied|a dit|dit|schreibt|sagt|dice|dijo|пишет|говорит|сказал"
    r"|diyor ki|dedi ki|يقول|قال)(?:\s?:|\s.{4,60}|)\s?\Z",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\b(?:an?|\d{1,3}) (?:second|minute|min|hour|hr|day|week|month|mo|year|yr)s? ago\b|\bjust now\b|\byesterday at\b"
    r"|\bil y a \d|\bvor \d{1,3} (?:tag|stunde|jahr|monat|woche|minute)|\bhace \d"
    r"|\d (?:дн|час|минут|лет|год|месяц|недел)\w{0,4} назад|\b\d{1,3} (?:gün|saat|ay|yıl|hafta|dakika) önce|منذ \d"
    r"|\A\d{1,3} ?(?:[smhdwy]|mo|yrs?|hrs?|mins?)\Z"
)

_FOOTER = re.compile(r"(?:posted|comment|written) by:?\s.{1,60}[|\-–—•,].*\d", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,4}(?:[ap]m|st|nd|rd|th)?\Z")

_REPLY = frozenset(
    "reply replies antworten répondre responder ответить yanıtla cevapla رد rispondi beantwoorden".split()
)
_BUTTONS = _REPLY | frozenset(
    """
    like likes liked dislike share report flag edit edited quote permalink link copy up down upvote downvote vote
    votes see more show view hide load collapse delete translate point points love haha wow s m h d w y mo yr yrs
    signaler beğen author by and others comments comment
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


class CommentLines:
    """Which lines of a page have the shapes that comment widgets make."""

    def __init__(self, lines: Sequence[Line], vocabulary: Vocabulary) -> None:
        self._lines = lines
        self._vocabulary = vocabulary

    def count(self, position: int) -> int | None:
        """Return the number of comments that a line declares; 0 for "no comments", None for no such line."""
        line = self._lines[position]
        match = _COUNT.match(line.key) if line.word_count <= _LONGEST else None
        if match is None:
            return None
        digits = (match.group(1) or match.group(2) or "").replace(" ", "")
        return int(digits) if digits else int(match.group(3) != "no")

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
        return bool(_AGO.search(line.folded) or line.dates)

    def is_speaker(self, position: int) -> bool:
        """Whether the line says that somebody says something: `Anna says:`, `Ben commented Dec 18, 2025`."""
        line = self._lines[position]
        if line.word_count > 16 or not _SAYS.match(line.seen):
            return False
        return line.seen.rstrip().endswith(":") or self.is_time(position)

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
        return line.word_count <= 20 and bool(line.dates) and bool(_FOOTER.match(line.seen))

    def is_form(self, position: int) -> bool:
        """Whether the line invites to comment."""
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
