"""Traditional Chinese read as Simplified, character by character, so that every offset holds.

The source a reviewer sees stays as it was written; cues, terms, numerals and the model work on this.
"""

from __future__ import annotations

from functools import cache
from typing import Any

__all__ = ["to_simplified"]


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
    return "".join(
        new if len(new) == 1 else old for old, new in zip(text, characters, strict=True)
    )


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")
