"""Asks the dictionary whether a place cuts a word, around suspects only: segmentation is slow."""

from __future__ import annotations

import re
from itertools import accumulate

from toolkit.repair.characters import HAN
from toolkit.segmenter import Segmenter
from toolkit.traditional import to_simplified

__all__ = ["cuts_word", "tokens_around"]

_CONTEXT = 6  # characters of context on each side
_TAIL = re.compile(f"[{HAN}]*$")
_HEAD = re.compile(f"[{HAN}]*")
_SPACE = re.compile(r"[ \u3000\xa0]+")


def cuts_word(before: str, after: str, segmenter: Segmenter) -> bool:
    """Whether the end of ``before`` and the start of ``after`` are parts of one word."""
    left = _TAIL.search(_SPACE.sub("", before[-2 * _CONTEXT :]))
    right = _HEAD.match(_SPACE.sub("", after[: 2 * _CONTEXT]))
    first = left.group()[-_CONTEXT:] if left else ""
    second = right.group()[:_CONTEXT] if right else ""
    if not first or not second:
        return False
    position = 0
    for word in segmenter.cut(to_simplified(first + second)):
        if position < len(first) < position + len(word):
            return True
        position += len(word)
        if position >= len(first):
            return False
    return False


def tokens_around(
    text: str, start: int, end: int, segmenter: Segmenter
) -> tuple[list[str], list[str]] | None:
    """The words before and behind ``text[start:end]``; None where a word goes across its borders.

    ``text`` is simplified. Only a few characters on each side are looked at, to the next mark.
    """
    left = _TAIL.search(text[max(0, start - 10) : start])
    right = _HEAD.match(text[end : end + 8])
    first = left.group() if left else ""
    second = right.group() if right else ""
    words = segmenter.cut(first + text[start:end] + second)
    places = list(accumulate(map(len, words), initial=0))
    if len(first) not in places or len(first) + end - start not in places:
        return None
    middle = places.index(len(first))
    return words[:middle], words[places.index(len(first) + end - start, middle) :]
