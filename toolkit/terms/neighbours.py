"""Where a name that no list has may stand: what comes before it, and what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

__all__ = ["FUNCTION_CHARACTERS", "NO_NAME_CHARACTERS", "Words", "begins", "is_chinese", "parts"]

FUNCTION_CHARACTERS = frozenset(
    "的有个一二三四五六七八九十两几多各全本该我和与及在为是了等辖所下属某其他这那对到从把将被以至于由"
)
"""Characters that the name of a place does not hold in running text (三个镇, 各乡)."""

NO_NAME_CHARACTERS = FUNCTION_CHARACTERS | frozenset(
    "邻贫外每此小老新旧有关省市区县乡镇州盟旗村级工农牧林渔商正原时好做抓搞促由让报请经已并又再同给跟比按据因但却只也都还就才要"
    "会能可应须未不无没非凡直驻派调选评获受送交回来去上下进出入过往"
)
"""Characters that no name holds that is in no list (已报县政府, 下派县科技局)."""

_PARTICLES = frozenset("由和与对向从把被为等及或在以的了到赴至经原时任")
_BEFORE = frozenset("vpcd")
"""First letters of the tags a word of two characters has that can stand before a name."""


class Words(Protocol):
    """What a finder asks of a segmenter's dictionary."""

    def place_names(self) -> frozenset[str]:
        """The words tagged as names of places."""

    def tag(self, word: str) -> str:
        """A word's part of speech; empty where there is no such word."""


def is_chinese(text: str) -> bool:
    """Whether all characters are Chinese, and there is one."""
    return bool(text) and all("\u4e00" <= character <= "\u9fff" for character in text)


def parts(form: str, start: int, end: int, borders: Sequence[int]) -> list[str]:
    """The words that ``form[start:end]`` is cut into."""
    cuts = [start, *(i for i in range(start + 1, end) if borders[i]), end]
    return [form[left:right] for left, right in pairwise(cuts)]


def begins(form: str, start: int, borders: Sequence[int], words: Words) -> bool:
    """Whether a name may begin at ``start``: behind a mark, a particle, a verb or at the beginning."""
    if start == 0 or not is_chinese(form[start - 1]):
        return True
    before = form[max(i for i in range(start) if borders[i]) : start]
    return before in _PARTICLES or (len(before) > 1 and words.tag(before)[:1] in _BEFORE)
