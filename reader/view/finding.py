"""What is looked for in one article, and the places that have it. Computed without Textual."""

import re
from dataclasses import dataclass, replace

LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Finding:
    """A *text* to find: *heeds_case* None is as in vim, where a capital letter makes it a question of case."""

    text: str = ""
    heeds_case: bool | None = None
    whole_words: bool = False

    def of(self, text: str) -> "Finding":
        """Return the same for another text."""
        return replace(self, text=text[:LONGEST])

    def with_case(self) -> "Finding":
        """Return the same with case heeded, or passed over if it was."""
        return replace(self, heeds_case=not self.is_of_case)

    def with_words(self) -> "Finding":
        """Return the same for whole words only, or for parts of words too."""
        return replace(self, whole_words=not self.whole_words)

    @property
    def is_of_case(self) -> bool:
        """Whether capital and small letters are told apart."""
        if self.heeds_case is None:
            return any(character.isupper() for character in self.text)
        return self.heeds_case

    @property
    def switches(self) -> str:
        """What is switched, in words."""
        case = {None: "", True: "with case", False: "any case"}[self.heeds_case]
        return " · ".join(filter(None, (case, "whole words" if self.whole_words else "")))

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return the spans of *text* that have it, in order; a space stands for any white space."""
        words = self.text.split()
        if not words:
            return []
        pattern = r"\s+".join(map(re.escape, words))
        if self.whole_words:
            pattern = rf"(?<!\w){pattern}(?!\w)"
        return [match.span() for match in re.finditer(pattern, text, re.NOFLAG if self.is_of_case else re.IGNORECASE)]
