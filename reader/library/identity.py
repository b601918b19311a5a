"""Article ids, a function of the library's files alone, and articles that have moved.

The id that the front matter gives wins, else the path makes one. Nothing here looks at a cache, at a clock or at the
order in which files are met, so that two machines call one article the same.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from itertools import chain, count
from typing import NamedTuple

from reader.library.conflict_copies import copied_path, is_named_after, likely_copied_path

_ID = re.compile(r"[0-9a-z](?:[0-9a-z-]{0,62}[0-9a-z])?\Z")
_NOT_SLUG = re.compile(r"[^0-9a-z]+")
_APOSTROPHES = re.compile("['’‘ʼ`´]")
MAX_LENGTH = 64
_DIGEST = 8
TEXT_KEY_BYTES = 8


def is_id(text: str) -> bool:
    """Tell whether *text* can be an id: 1-64 of `0-9 a-z -`, no hyphen at the ends."""
    return bool(_ID.match(text))


def slug(text: str, length: int = 48) -> str:
    """Return *text* as words of `0-9a-z` joined by hyphens, at most *length* long, cut between words if possible."""
    folded = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold()
    plain = folded
    if not folded.isascii():
        plain = "".join(character for character in folded if not unicodedata.combining(character))
    words = _NOT_SLUG.sub("-", plain).strip("-")
    if len(words) <= length:
        return words
    cut = words[: length + 1]
    whole = cut.rpartition("-")[0]
    return (whole if len(whole) >= length // 2 else cut[:length]).strip("-")


def id_of_path(path: str) -> str:
    """Return the id of an article without one in its file, from the composed form of its path."""
    return _path_id(composed(path))


def composed(path: str) -> str:
    """Return a path in composed form, since systems differ in how they write a name."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def _path_id(path: str) -> str:
    return f"{slug(_stem(path))}-{_digest(path)}".strip("-")


def usable_id(text: str) -> str | None:
    """Return *text* as an id: itself, or `a-b` for `A_b`; None if nothing of it can be used."""
    if is_id(text):
        return text
    words = slug(text, 100_000)
    if len(words) <= MAX_LENGTH:
        return words or None
    return f"{slug(words, MAX_LENGTH - _DIGEST - 1)}-{_digest(text)}"


def text_sha256(text: str) -> str:
    """Return the SHA-256 of a plain text, by which notes identify the text they were made on."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def short_key(sha256: str) -> str:
    """Return the key of an article's text from its SHA-256; empty for an empty text, which identifies nothing."""
    return "" if sha256 == EMPTY_SHA256 else sha256[: 2 * TEXT_KEY_BYTES]


EMPTY_SHA256 = hashlib.sha256(b"").hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:_DIGEST]


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


# Which file has which id


class IdClaim(NamedTuple):
    """The facts that decide about a file's id: *wanted* is the id in its front matter, empty if there is none."""

    path: str
    wanted: str = ""
    title: str = ""
    site: str = ""
    url: str = ""


class Identity(NamedTuple):
    """The id of a file's article; *told* is a sentence if it differs from the wanted one, or if the file is a copy."""

    id: str
    told: str = ""
    is_copy: bool = False


def assign_ids(claims: Iterable[IdClaim]) -> dict[str, Identity]:
    """Map the path of every file to its article's identity; each id is given once.

    Of several files that want one id the one named after it gets it, else the one with the shortest name. A conflict
    copy never gets the id of its article.
    """
    claims = list(claims)
    by_path = {composed(each.path): each for each in claims}
    original_by_path = {each.path: path for each in claims if (path := _original_path(each, by_path))}
    found: dict[str, Identity] = {}
    owner_by_id: dict[str, IdClaim] = {}
    left: list[IdClaim] = []
    natural_by_path = {each.path: _natural_id(each) for each in claims}
    for claim in sorted(claims, key=lambda each: _rank(each, natural_by_path[each.path])):
        natural = natural_by_path[claim.path]
        if claim.path in original_by_path or natural in owner_by_id:
            left.append(claim)
        else:
            owner_by_id[natural] = claim
            found[claim.path] = Identity(natural)
    for claim in left:
        own = _free_id(claim.path, owner_by_id)
        owner = owner_by_id.get(natural_by_path[claim.path])
        owner_by_id[own] = claim
        original = original_by_path.get(claim.path) or _namesake(claim, owner)
        found[claim.path] = _other_identity(claim, own, owner, original, is_there=original in by_path)
    return found


def _original_path(claim: IdClaim, by_path: Mapping[str, IdClaim]) -> str | None:
    """Return the path of the file of which a file is a conflict copy, existing or not; None for any other file."""
    path = composed(claim.path)
    sure = copied_path(path)
    if sure is not None:
        return sure
    original = by_path.get(likely_copied_path(path) or "")
    if original is None:
        return None
    if claim.wanted or original.wanted:
        is_same = claim.wanted == original.wanted
    else:
        is_headed_alike = bool(claim.title and claim.site) and claim[2:4] == original[2:4]
        is_same = is_headed_alike or bool(claim.url and claim.url == original.url)
    return likely_copied_path(path) if is_same else None


def _rank(claim: IdClaim, natural: str) -> tuple[bool, bool, int, str, str]:
    path = composed(claim.path)
    # An adapted id yields to one that is written so; of two spellings the composed one comes first.
    return (
        claim.wanted not in ("", natural),
        _stem(path) != natural,
        len(path),
        path,
        "" if claim.path == path else claim.path,
    )


def _natural_id(claim: IdClaim) -> str:
    return usable_id(claim.wanted) or id_of_path(claim.path)


def _free_id(path: str, taken: Container[str]) -> str:
    """Return a free id for a file whose own id belongs to another one."""
    numbered = (_path_id(f"{path}/{number}") for number in count(2))
    return next(each for each in chain((id_of_path(path), _path_id(path)), numbered) if each not in taken)


def _namesake(claim: IdClaim, owner: IdClaim | None) -> str | None:
    """Return the path of the file with the id that a file wants, if the file is named after that one."""
    if owner and claim.wanted and is_named_after(claim.path, owner.path):
        return composed(owner.path)
    return None


def _other_identity(
    claim: IdClaim, own: str, owner: IdClaim | None, original: str | None, *, is_there: bool
) -> Identity:
    if original is not None:
        versions = "they are two versions of one article" if is_there else "that file is missing"
        told = f"A syncing program left this copy of {original}: {versions}."
        return Identity(own, told, is_copy=True)
    there = owner.path if owner else ""
    if claim.wanted:
        return Identity(own, f"{there} also has the id “{claim.wanted}”; this file is listed as {own}.")
    return Identity(own, f"Its name looks the same as that of {there}; this file is listed as {own}.")


# Where articles have gone


class Successor(NamedTuple):
    """An article with the text of a missing one; *keys* are those of its text and its file."""

    id: str
    path: str
    keys: frozenset[str]
    is_copy: bool = False


def match_moves(gone: Mapping[str, Mapping[str, int]], successors: Iterable[Successor]) -> dict[str, str]:
    """Map the ids of missing articles (*gone*) to the present ids of articles with the same text.

    *gone* weighs for each id the keys that its text had. The article with the most weight wins, then one with the same
    file name, then one not yet taken, then the first by path.
    """
    found: dict[str, str] = {}
    taken: Counter[str] = Counter()
    known = [each for each in successors if not each.is_copy]
    by_key: dict[str, list[Successor]] = {}
    for each in known:
        for key in each.keys:
            by_key.setdefault(key, []).append(each)
    for old in sorted(gone):
        same = {each.id: each for key in gone[old] for each in by_key.get(key, ())}
        if not same:
            continue

        def order(each: Successor, old: str = old) -> tuple[int, bool, int, str]:
            weight = sum(gone[old].get(key, 0) for key in each.keys)
            is_called_so = old in {slug(_stem(each.path)), f"{slug(_stem(each.path))}-{old[-_DIGEST:]}"}
            return (-weight, not is_called_so, taken[each.id], each.path)

        found[old] = min(same.values(), key=order).id
        taken[found[old]] += 1
    return found
