"""What makes a candidate translation unusable, seen from source and target alone.

Small models go wrong in a few ways that can be told without knowing the languages well: they say
nothing, copy the Chinese, repeat a phrase over and over, or write far too much or too little. A
source that repeats itself may be repeated in English too; the limits allow for that. They were set so
that no human translation of 7,800 sentence pairs of the genre breaks one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from toolkit.traditional import HAN

__all__ = ["Fault", "blemishes", "count_han", "find_faults", "repeated_words", "without_stutter"]

Fault = Literal["empty", "echo", "untranslated", "loop", "length"]

_WORD = re.compile(r"[^\W_](?:[\w.,%&'’/-]*[\w%])?")
_CONTENT = re.compile(r"[^\W\d_]{6,}")

_ECHO_SHARE = 0.3
"""A target with at least this share of Chinese among its letters is an echo of the source."""

_RUN_OF_CHARACTERS = re.compile(r"([^\W_][\w.,-]{0,11}?)\1{4,}")
_ASKS = re.compile(r"[?？吗呢何谁哪]|什么|怎")
_LONGEST_PLAIN_RUN = 9  # digits: 1000000000 is a number, a longer row of zeros is not


def count_han(text: str) -> int:
    """Chinese characters in ``text``."""
    return len(HAN.findall(text))


def find_faults(source: str, target: str, extra_words: int = 0) -> tuple[Fault, ...]:
    """What is wrong with ``target`` as a translation of the Chinese ``source``; () when nothing.

    ``extra_words`` are English words that constraints put in place of little or no Chinese.
    """
    if not any(character.isalnum() for character in target):
        return ("empty",)
    faults: list[Fault] = []
    han = count_han(target)
    letters = sum(map(str.isalpha, target))
    if han and han >= _ECHO_SHARE * letters:
        return ("echo",)
    if han:
        faults.append("untranslated")
    if _loops(source, target):
        faults.append("loop")
    if not _plausible_length(source, target, extra_words):
        faults.append("length")
    return tuple(faults)


def blemishes(source: str, target: str) -> int:
    """What is no fault yet but weighs between candidates; 0 for most sentences.

    Words that only repeat what stands right before them, and a question (two) nobody asked, which is
    what the ``[?]`` of a lost number leads small models to.
    """
    asks = target.rstrip().endswith("?") and not _ASKS.search(source)
    repeated = 0
    if not _repeats_itself(source):
        repeated = sum(size * (times - 1) for size, times in _runs(_words(target)))
    return repeated + 2 * asks


def repeated_words(target: str) -> int:
    """How many sequences of three words ``target`` says again."""
    words = _words(target)
    sequences = list(zip(words, words[1:], words[2:], strict=False))
    return len(sequences) - len(set(sequences))


_STUTTER = re.compile(r"\b((?:[^\W_][\w'’-]*\s+){0,6}[^\W_][\w'’-]*)(?P<next>,?\s+\1\b)+")
_DOUBLED_RIGHTLY = frozenset({"had", "that", "who", "is"})


def without_stutter(source: str, target: str) -> str:
    """``target`` with a phrase said two or more times in a row said once: "in this year this year".

    Left alone are figures (5, 5), words English does double, and sources that repeat themselves.
    """
    if _repeats_itself(source):
        return target
    return _STUTTER.sub(_said_once, target)


def _said_once(match: re.Match[str]) -> str:
    phrase = match[1]
    rightly = (
        phrase.lower() in _DOUBLED_RIGHTLY
        or not any(map(str.isalpha, phrase))
        or (" " not in phrase and match["next"].startswith(","))
    )
    return match.group() if rightly else phrase


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _plausible_length(source: str, target: str, extra_words: int) -> bool:
    han = count_han(source)
    words = len(_words(target))
    foreign = len(re.findall(r"[A-Za-z0-9]+", source))
    if words > 2 * han + 6 + foreign + extra_words:
        return False
    return han < 12 or words >= 0.25 * han


def _loops(source: str, target: str) -> bool:
    for run in _RUN_OF_CHARACTERS.finditer(target):
        if len(run.group()) > _LONGEST_PLAIN_RUN or not run.group().isdigit():
            return True
    words = _words(target)
    if not _repeats_itself(source):
        for size, times in _runs(words):
            if times > 2 or size > 3:
                return True
    # How often the source says the same thing is how often the English may.
    content = [word for word in words if _CONTENT.fullmatch(word)]
    return (
        _most_common(words, 5) > max(2, _most_common(source, 3))
        or _most_common(content, 3) > max(2, _most_common(source, 2))
        or _most_common(content, 2) > max(3, _most_common(source, 2) + 1)
        or _most_common(content, 1)
        > max(5, len(words) // 10, _most_common(HAN.findall(source), 1) + 2)
    )


def _runs(words: Sequence[str]) -> list[tuple[int, int]]:
    """(n, times) of each n-gram of up to 12 words that stands ``times`` > 1 in a row, longest first."""
    runs: list[tuple[int, int]] = []
    position = 0
    while position < len(words):
        best = (0, 1)
        for size in range(1, min(12, (len(words) - position) // 2) + 1):
            if words[position + size] != words[position]:
                continue
            gram = words[position : position + size]
            times = 1
            while words[position + times * size : position + (times + 1) * size] == gram:
                times += 1
            if gram[0][0].isdigit() and times < 5:
                continue  # 1:1:1, or 10%, 10% and 10%
            if times > 1 and size * times > best[0] * best[1]:
                best = (size, times)
        if best[1] > 1:
            runs.append(best)
            position += best[0] * best[1]
        else:
            position += 1
    return runs


def _repeats_itself(source: str) -> bool:
    """Whether the source says something twice in a row (一步一步, 研究研究)."""
    return re.search(r"([\u4e00-\u9fff]{1,8})[，、]?\1", source) is not None


def _most_common(items: Sequence[str], size: int) -> int:
    """How often the most frequent ``size``-gram of words or characters occurs."""
    grams = Counter(zip(*(items[shift:] for shift in range(size)), strict=False))
    return max(grams.values(), default=0)
