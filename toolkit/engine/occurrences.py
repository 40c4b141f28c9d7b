"""Where an English form stands in a text: exactly, or in any case and with other marks between words.

A document asks for thousands of forms, each in a segment or two. They are looked for by their
characters: to compile a regular expression for each would take longer than all other checks together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from toolkit.document import Span

__all__ = ["Text", "find_easily", "find_exactly"]

_SPACES = re.compile(r"\s+")
_NUMBER_GOES_ON = re.compile(
    r"[.,:/–-]\d|\s*(?:%|percent|per cent|(?:hundred|thousand|[mbtr]+illion)\b)"
)
"""186 is not found in "186 million", "186%", "186.5" or "186–190"."""

_PARTS = re.compile(r"[\s\-‐‑–,\"“”]+")
_GAP = re.compile(
    r"[\"”’]?,?(?:\s*[-‐‑–]\s*|\s+)(?P<quote>[\"“‘]?)(?:(?:the|an?)\s+)?(?P<inner>[\"“‘]?)"
)
"""What may stand between two words of a form that is found easily."""

_STRAIGHT = str.maketrans("’", "'")


_ALIKE = dict(zip("İı\u1fd3\u1fe3\ufb05", "ii\u0390\u03b0\ufb06", strict=True))


class _Folding(dict[int, int]):
    """For :meth:`str.translate`: one case for each character by itself, as ``re.IGNORECASE`` has it.

    :meth:`str.casefold` and :meth:`str.lower` would change the length of some texts.
    """

    def __missing__(self, code: int) -> int:
        character = chr(code)
        folded = _ALIKE.get(character) or character.casefold()
        self[code] = ord(folded if len(folded) == 1 else character.lower())
        return self[code]


_FOLDING = _Folding()


class _Word(NamedTuple):
    text: str
    folded: bool
    """Whether it is found in any case; an abbreviation (AIDS, R&D) only as it is."""


def _word(text: str) -> _Word:
    straight = text.translate(_STRAIGHT)
    if len(text) > 1 and text.isupper():
        return _Word(straight, folded=False)
    return _Word(straight.translate(_FOLDING), folded=True)


class Text:
    """A text in which many forms are to be found easily."""

    __slots__ = ("_folded", "_straight", "plain")

    def __init__(self, plain: str) -> None:
        self.plain = plain
        self._straight = plain.translate(_STRAIGHT)
        # The same thing, and twenty times faster.
        self._folded = plain.lower() if plain.isascii() else self._straight.translate(_FOLDING)

    def variant(self, word: _Word) -> str:
        """The text, of the same length, that has ``word`` where this one says it."""
        return self._folded if word.folded else self._straight


# ------------------------------------------------------------------------------ exactly


@dataclass(frozen=True, slots=True)
class _Exact:
    starts: tuple[str, ...]
    """The first word, with both cases of its first letter."""
    others: tuple[str, ...]
    endings: tuple[str, ...]
    not_before: str | None
    """Marks that make what stands before them, if a digit, part of the form; None where anything may
    stand before it."""
    last: str


def find_exactly(form: str, text: str, *, plural: bool) -> list[Span]:
    """Where ``form``, or with ``plural`` its plural, stands at word boundaries, the first letter's
    case and spaces aside, from left to right. A number must not go on before or behind it.

    ``form`` has a character that is no space.
    """
    wanted = _exact(form, plural)
    places = [(text, start) for start in wanted.starts]
    return _scan(places, lambda start: _end_exactly(wanted, text, start))


@lru_cache(maxsize=4096)
def _exact(form: str, plural: bool) -> _Exact:
    words = form.split()
    first, last = words[0][0], words[-1][-1]
    endings: tuple[str, ...] = ("",)
    if plural and last.isalpha():
        endings = ("es", "s", "")
        if last in "yY" and form.strip() != last:
            words[-1] = words[-1][:-1]
            endings = ("y", "ies", "ys") if last == "y" else ("Y", "IES", "YS")
    return _Exact(
        starts=tuple(letter + words[0][1:] for letter in dict.fromkeys(first + first.swapcase())),
        others=tuple(words[1:]),
        endings=endings,
        not_before=None if first in "[(" else ".,:/–-" if first.isalnum() else "",
        last=last,
    )


def _end_exactly(wanted: _Exact, text: str, start: int) -> int | None:
    if wanted.not_before is not None and not _begins(text, start, wanted.not_before):
        return None
    at = start + len(wanted.starts[0])
    for word in wanted.others:
        spaces = _SPACES.match(text, at)
        if spaces is None or not text.startswith(word, spaces.end()):
            return None
        at = spaces.end() + len(word)
    for ending in wanted.endings:
        end = at + len(ending)
        if text.startswith(ending, at) and _ends(text, end, wanted.last):
            if wanted.last.isdigit() and _NUMBER_GOES_ON.match(text, end):
                continue
            return end
    return None


# ------------------------------------------------------------------------------- easily


@dataclass(frozen=True, slots=True)
class _Easy:
    words: tuple[_Word, ...]
    """All but the last."""
    finals: tuple[tuple[_Word, tuple[str, ...]], ...]
    """The last word's singular and plural, each with the endings it may have."""
    begins_word: bool
    last: str


def find_easily(form: str, text: Text) -> list[Span]:
    """Where a term or its plural stands at word boundaries, from left to right, whatever its case,
    hyphens, articles, commas and quotation marks.

    ``form`` has a character that is no space.
    """
    wanted = _easy(form)
    if wanted is None:
        return find_exactly(form, text.plain, plural=True)
    starts = wanted.words[:1] or [word for word, _ in wanted.finals]
    places = [(text.variant(word), word.text) for word in starts]
    return _scan(places, lambda start: _end_easily(wanted, text, start))


@lru_cache(maxsize=4096)
def _easy(form: str) -> _Easy | None:
    """None where there is nothing in ``form`` but marks."""
    parts = [part for part in _PARTS.split(form) if part]
    parts = [part for part in parts if part.lower() not in ("the", "a", "an")] or parts
    if not parts:
        return None
    last = parts[-1]
    finals: tuple[tuple[_Word, tuple[str, ...]], ...]
    if last[-1] in "yY":
        finals = ((_word(last), ("s", "S", "")), (_word(last[:-1] + "ies"), ("",)))
    elif last[-1].isalpha():
        finals = ((_word(last), ("es", "eS", "Es", "ES", "s", "S", "")),)
    else:
        finals = ((_word(last), ("",)),)
    return _Easy(tuple(map(_word, parts[:-1])), finals, parts[0][0].isalnum(), last[-1])


def _end_easily(wanted: _Easy, text: Text, start: int) -> int | None:
    if wanted.begins_word and not _begins(text.plain, start, ".,"):
        return None
    return _end_of_words(wanted, wanted.words, text, start)


def _end_of_words(wanted: _Easy, words: Sequence[_Word], text: Text, at: int) -> int | None:
    if not words:
        return _end_of_final(wanted, text, at)
    if not text.variant(words[0]).startswith(words[0].text, at):
        return None
    gap = _GAP.match(text.plain, at + len(words[0].text))
    if gap is None:
        return None
    # A single quotation mark or an article at the end of the gap may be the next word's own.
    places = (gap.end(), gap.start("inner"), gap.end("quote"), gap.start("quote"))
    for place in dict.fromkeys(places):
        end = _end_of_words(wanted, words[1:], text, place)
        if end is not None:
            return end
    return None


def _end_of_final(wanted: _Easy, text: Text, at: int) -> int | None:
    for word, endings in wanted.finals:
        if text.variant(word).startswith(word.text, at):
            rest = at + len(word.text)
            for ending in endings:
                end = rest + len(ending)
                if text.plain.startswith(ending, rest) and _ends(text.plain, end, wanted.last):
                    return end
    return None


# --------------------------------------------------------------------------------- both


def _scan(places: Sequence[tuple[str, str]], end_at: Callable[[int], int | None]) -> list[Span]:
    """The spans that begin where one of ``places``, a text and its start, does and do not overlap."""
    found: list[Span] = []
    ahead = [text.find(begin) for text, begin in places]
    while any(place >= 0 for place in ahead):
        start = min(place for place in ahead if place >= 0)
        end = end_at(start)
        position = start + 1
        if end is not None:
            found.append((start, end))
            position = end
        for index, (text, begin) in enumerate(places):
            if 0 <= ahead[index] < position:
                ahead[index] = text.find(begin, position)
    return found


def _begins(text: str, start: int, marks: str) -> bool:
    """Whether no word goes on at ``start``, nor behind ``marks`` a number."""
    if start == 0:
        return True
    before = text[start - 1]
    if before.isalnum() or before == "_":
        return False
    return not (before in marks and start > 1 and text[start - 2].isdecimal())


def _ends(text: str, end: int, last: str) -> bool:
    """Whether the word that ``last`` ends, if it is part of one, does not go on at ``end``."""
    if not last.isalnum() or end == len(text):
        return True
    return not (text[end].isalnum() or text[end] == "_")
