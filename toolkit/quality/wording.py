"""Whether a term is said in other words of the same kind: inflected, coordinated, turned round.

Good English shares a head ("the district Party committee and government"), inflects ("building a new
countryside" for "build a new countryside"), turns short names round ("NPC deputies" for "deputy to
the National People's Congress"), abbreviates them (VAT) and says a level where it likes ("the Tax
Service of the province"). All of that says the term; a synonym does not. In a name no other word
may come between its own: the Key Technology R&D Program is not the Key R&D Program.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from toolkit.document import Span

__all__ = [
    "Words",
    "find_wording",
    "is_name",
    "name_words",
    "read_words",
    "said_words",
    "without_level",
]

_WINDOW = 8
"""Words a term may be spread over; longer terms get four more than they have."""
_FREE_ORDER = 3
"""Content words up to which their order is free."""
_FREE_NAME = 6
"""The same for a name whose words stand together."""
_REACH = 20
"""Words between a name and the level it belongs to."""

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
_LEVELS = frozenset("nation provinc city district county town".split())
_IRREGULAR = {
    "scientific": "scienc",
    "technological": "technology",
    "technical": "technology",
    "national": "nation",
    "provincial": "provinc",
    "municipal": "city",
    "municipality": "city",
    "township": "town",
    "agricultural": "agricultur",
    "industrial": "industry",
    "educational": "education",
    "environmental": "environment",
    "manufacturer": "manufactur",
    "manufacturing": "manufactur",
    "statistical": "statistic",
    "fungi": "fungus",
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
_NUMBERS = frozenset(
    "two three four five six seven eight nine ten first second third fourth fifth".split()
)
_COORDINATORS = frozenset(("and", "or"))
_INITIAL = re.compile(r"[A-Za-z]+(?:['’]s)?")
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


@lru_cache(maxsize=8192)
def name_words(form: str) -> frozenset[str]:
    """The words of ``form`` that nothing else says: those of a name, with a capital, and numbers."""
    kept = []
    for match in _TOKEN.finditer(form):
        word = match.group()
        if word[0].isupper() or word[0].isdigit() or word in _NUMBERS:
            kept += [folded for folded in read_words(word).folded if folded]
    return frozenset(kept) - _SMALL_WORDS


@lru_cache(maxsize=8192)
def is_name(form: str) -> bool:
    """Whether ``form`` is a name as a whole: the 863 Program, but not a Torch Program project."""
    return bool(_content(form)) and name_words(form) >= set(_content(form))


def said_words(form: str, words: Words) -> frozenset[str]:
    """Which content words of ``form`` the text has, wherever they stand."""
    return frozenset(word for word in _content(form) if word in words.places)


def find_wording(
    form: str, words: Words, *, taken: Sequence[Span], used: Collection[int]
) -> tuple[int, Span] | None:
    """Where ``words`` say ``form`` otherwise: the index of the first of them, and their span.

    Not wholly inside one of ``taken``, which other terms need for themselves, though sharing a word with
    them is all right; and not beginning with a word of ``used``.
    """
    content, name = _content(form), is_name(form)
    level = next((word for word in content if word in _LEVELS), None) if name else None
    for places in _placed(content, words, used, name):
        if level is not None and not _belongs(content, places, level, words):
            continue
        found = _free_span(places, words, taken)
        if found is not None:
            return found
    rest = tuple(word for word in content if word != level)
    if level is not None and rest:
        for places in _placed(rest, words, used, name):
            if _level_at(places[0], words) == level:
                found = _free_span(places, words, taken)
                if found is not None:
                    return found
        if "one" in _after(level, words) and set(rest) <= words.places.keys():
            place = words.places[level][0]
            return place, words.spans[place]
    for letters, owner in ((_initials(form, None), None), (_initials(form, level), level)):
        for place in words.places.get(letters, ()):
            if place not in used and (owner is None or _level_at(place, words) == owner):
                return place, words.spans[place]
    return None


def without_level(form: str, words: Words) -> bool:
    """Whether a name is said but for its level, and no other level stands in its place."""
    content = _content(form)
    level = next((word for word in content if word in _LEVELS), None)
    rest = tuple(word for word in content if word != level)
    if level is None or not rest or not is_name(form):
        return False
    return any(_level_at(places[0], words) == "" for places in _placed(rest, words, (), True))


def _placed(
    content: Sequence[str], words: Words, used: Collection[int], name: bool
) -> Iterator[list[int]]:
    """The places of ``content`` in ``words``, wherever they stand near each other in one sentence."""
    if not content or not all(word in words.places for word in content):
        return
    free = len(content) <= (_FREE_NAME if name else _FREE_ORDER)
    starts = sorted(i for word in set(content if free else content[:1]) for i in words.places[word])
    window = max(_WINDOW, len(content) + 4)
    for first in starts:
        if first in used:
            continue
        segment = words.folded[first : first + window]
        if "" in segment:
            segment = segment[: segment.index("")]
        places = _in_order(content, segment)
        if places is not None and name and not _close(places, segment):
            places = None
        if places is None and free:
            places = _in_any_order(content, segment)
            if places is not None and name and not _close(places, segment):
                places = None
        if places is not None:
            yield [first + place for place in places]


def _free_span(
    places: Sequence[int], words: Words, taken: Sequence[Span]
) -> tuple[int, Span] | None:
    first, last = min(places), max(places)
    span = words.spans[first][0], words.spans[last][1]
    if any(start <= span[0] and span[1] <= end for start, end in taken):
        return None
    return first, span


def _in_order(content: Sequence[str], segment: Sequence[str]) -> list[int] | None:
    """The places of ``content`` where its words stand in ``segment`` in order."""
    if segment[0] != content[0]:
        return None
    places = [0]
    for word in content[1:]:
        try:
            places.append(segment.index(word, places[-1] + 1))
        except ValueError:
            return None
    return places


def _in_any_order(content: Sequence[str], segment: Sequence[str]) -> list[int] | None:
    places: list[int] = []
    for word in content:
        place = next(
            (i for i, other in enumerate(segment) if other == word and i not in places), None
        )
        if place is None:
            return None
        places.append(place)
    return places


def _close(places: Sequence[int], segment: Sequence[str]) -> bool:
    """Whether only small words, numbers or a coordination stand between the words of a name."""
    for left, right in pairwise(sorted(places)):
        between = segment[left + 1 : right]
        if _COORDINATORS.isdisjoint(between) and not all(
            word in _SMALL_WORDS or word == "no" or word.isdigit() for word in between
        ):
            return False
    return True


def _belongs(content: Sequence[str], places: Sequence[int], level: str, words: Words) -> bool:
    """Whether no other level takes the name: "the District Party Committee and the County
    Government" has no County Party Committee."""
    index = content.index(level)
    own = places[index]
    head = places[index + 1] if index + 1 < len(places) else min(places)
    nearest = _levels_before(head, words)
    return not nearest or level in nearest or own == head


def _level_at(place: int, words: Words) -> str:
    """The level that the name at ``place`` belongs to; "" where none is said.

    It stands before, perhaps before another name of the same row, or behind: "of the province".
    """
    before = _levels_before(place, words)
    if before:
        return before[0]
    for index in range(place, min(len(words.folded), place + _REACH)):
        if words.folded[index] == "":
            break
        if words.folded[index] in _LEVELS:
            return words.folded[index]
    return ""


def _levels_before(place: int, words: Words) -> list[str]:
    """The nearest level before ``place`` in its sentence; several where they stand in a row."""
    found: list[str] = []
    for index in range(place - 1, max(-1, place - 1 - _REACH), -1):
        word = words.folded[index]
        if word == "" or (found and word not in _LEVELS and word not in _SMALL_WORDS):
            break
        if word in _LEVELS:
            found.append(word)
    return found


def _after(word: str, words: Words) -> set[str]:
    return {words.folded[i + 1] for i in words.places.get(word, ()) if i + 1 < len(words.folded)}


@lru_cache(maxsize=8192)
def _initials(form: str, level: str | None) -> str:
    """VAT for value-added tax, without the letter of ``level``; "" where that would be too short."""
    letters = [
        match.group()[0].upper()
        for match in _INITIAL.finditer(form)
        if match.group().lower() not in _SMALL_WORDS and _folded(match.group()) != (level,)
    ]
    return "".join(letters) if len(letters) > 2 else "-"
