"""Han characters, and Traditional ones read as Simplified, so that every offset holds.

The source a reviewer sees stays as it was written; cues, terms, numerals and the model work on this.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

__all__ = ["HAN", "has_chinese", "to_simplified"]

HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""One Han character: 〇, and the Unicode blocks of CJK ideographs without Yijing hexagrams."""


def has_chinese(text: str) -> bool:
    """Whether ``text`` has a Han character."""
    return HAN.search(text) is not None


def to_simplified(text: str) -> str:
    """``text`` in Simplified characters, of the same length; Simplified text comes out unchanged.

    OpenCC's character table ``t2s`` may turn a phrase into one of another length (it hardly ever
    does): then the text is converted character by character.
    """
    if text.isascii():
        return text
    converter = _converter()
    converted: str = converter.convert(text)
    if len(converted) == len(text):
        return converted
    characters = (converter.convert(character) for character in text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, characters, strict=True))


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")
