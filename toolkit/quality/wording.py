"""Whether a term is said in other words of the same kind: inflected, coordinated, turned round.

Good English shares a head ("the district Party committee and government"), inflects ("building a new
countryside" for "build a new countryside") and turns short names round ("NPC deputies" for "deputy to
the National People's Congress"). All of that says the term; a synonym does not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from toolkit.document import Span

__all__ = ["Words", "find_wording", "read_words"]

_WINDOW = 8
"""Words a term may be spread over; longer terms get four more than they have."""
_FREE_ORDER = 3
"""Content words up to which their order is free."""

_SMALL_WORDS = frozenset(
    "a an the of and or for in on to by with at from as into against its their our his her s".split()
)
# Names that count as one word.
_NAMES = {
    "people's congress": "Congress",
    "people's congresses": "Congress",
    "chinese people's political consultative conference": "CPPCC",
    "communist party of china": "CPC",
    "people's republic of china": "PRC",
}
_EXPANDED = {
    "npc": "national Congress",
    "sme": "small and medium sized enterprise",
    "soe": "state owned enterprise",
    "r&d": "research and development",
    "s&t": "science and technology",
}
_TOKEN = re.compile(
    rf"(?P<name>\b(?i:{'|'.join(_NAMES)})\b)".replace("'", "['’]")
    + r"|(?P<stop>(?<!\bNo)(?<!\bNos)[.;!?](?=\s|$))|[A-Za-z]&[A-Za-z]\b|[^\W_]+(?:[’'][a-z]{2,}\b)?"
)
_IRREGULAR = {
    "anti": "fight",
    "combat": "fight",
    "fought": "fight",
    "built": "build",
    "led": "lead",
    "made": "make",
    "held": "hold",
    "children": "child",
    "women": "woman",
    "men": "man",
    "consortia": "consortium",
    "criteria": "criterion",
} | {word: word for word in ("news", "means", "series", "species", "goods", "united", "limited")}
_VOWEL = re.compile(r"[aeiouy]")
_NO_PLURAL = re.compile(r"(?:ss|is|(?<!ea)us)$")
_SIBILANT = re.compile(r"(?:ss|x|z|ch|sh)es$")


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words, folded, with their places; "" stands for the end of a sentence."""

    folded: tuple[str, ...]
    spans: tuple[Span, ...]
    places: Mapping[str, Sequence[int]]
    """Where each of them stands."""


def read_words(text: str) -> Words:
    """The words of ``text``; a well-known abbreviation and what it stands for are the same."""
    folded: list[str] = []
    spans: list[Span] = []
    for match in _TOKEN.finditer(text):
        if match["stop"]:
            words: tuple[str, ...] = ("",)
        elif match["name"]:
            words = (_NAMES[match["name"].lower().replace("’", "'")],)
        else:
            words = _folded(match.group())
        folded += words
        spans += [match.span()] * len(words)
    places: dict[str, list[int]] = {}
    for index, word in enumerate(folded):
        places.setdefault(word, []).append(index)
    return Words(tuple(folded), tuple(spans), places)


@lru_cache(maxsize=8192)
def _folded(word: str) -> tuple[str, ...]:
    plain = word.lower().replace("’", "'").removesuffix("'s")
    expanded = _EXPANDED.get(plain) or _EXPANDED.get(plain.removesuffix("s"))
    if expanded is not None and word[:1].isupper():
        return tuple(_root(part) for part in expanded.split())
    if len(word) > 1 and word.removesuffix("s").isupper():
        return (word.removesuffix("s"),)
    root = _root(plain)
    return (_IRREGULAR.get(root, root),)


def _root(word: str) -> str:
    """``word`` without simple inflection: -s, -es, -ies, -ed, -ing, a doubled consonant, a silent e."""
    if word in _IRREGULAR or not word.islower() or not word.isalpha():
        return _IRREGULAR.get(word, word)
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif _SIBILANT.search(word):
        word = word[:-2]
    elif word.endswith("s") and len(word) > 3 and not _NO_PLURAL.search(word):
        word = word[:-1]
    if word.endswith("ied") and len(word) > 4:
        word = word[:-3] + "y"
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and _VOWEL.search(stem):
            word = stem
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] in "bdgklmnprt":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


@lru_cache(maxsize=8192)
def _content(form: str) -> tuple[str, ...]:
    words = [word for word in read_words(form).folded if word and word not in _SMALL_WORDS]
    # A lone number or letter says nothing by itself.
    return tuple(words) if any(len(word) > 2 for word in words) else ()


def find_wording(
    form: str, words: Words, *, taken: Sequence[Span], used: Collection[int]
) -> tuple[int, Span] | None:
    """Where ``words`` say ``form`` otherwise: the index of the first of them, and their span.

    Not wholly inside one of ``taken``, which other terms need for themselves, though sharing a word with
    them is all right; and not beginning with a word of ``used``.
    """
    content = _content(form)
    if not content or not all(word in words.places for word in content):
        return None
    free = len(content) <= _FREE_ORDER
    starts = sorted(i for word in set(content if free else content[:1]) for i in words.places[word])
    window = max(_WINDOW, len(content) + 4)
    for first in starts:
        if first in used:
            continue
        end = first + window
        segment = words.folded[first:end]
        if "" in segment:
            segment = segment[: segment.index("")]
        last = _in_order(content, segment)
        if last is None and free:
            last = _in_any_order(content, segment)
        if last is None:
            continue
        span = words.spans[first][0], words.spans[first + last][1]
        if not any(start <= span[0] and span[1] <= end_ for start, end_ in taken):
            return first, span
    return None


def _in_order(content: Sequence[str], segment: Sequence[str]) -> int | None:
    """The place of the last word of ``content`` where they stand in ``segment`` in order."""
    if segment[0] != content[0]:
        return None
    place = 0
    for word in content[1:]:
        try:
            place = segment.index(word, place + 1)
        except ValueError:
            return None
    return place


def _in_any_order(content: Sequence[str], segment: Sequence[str]) -> int | None:
    places: list[int] = []
    for word in content:
        place = next(
            (i for i, other in enumerate(segment) if other == word and i not in places), None
        )
        if place is None:
            return None
        places.append(place)
    return max(places)
