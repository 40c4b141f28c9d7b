"""Texts cut to what a line of an overview holds."""

from __future__ import annotations

import unicodedata

__all__ = ["shorten"]

_LOOK_BACK = 20  # columns: as far an English cut goes back to the end of a word


def shorten(text: str, columns: int = 120) -> str:
    """``text`` in at most ``columns`` columns, "…" for what is cut; a Chinese character takes two."""
    room, fits = columns, 0
    for character in text:
        room -= 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if room < 0:
            break
        fits += 1
    if fits == len(text):
        return text
    start = text[: max(0, fits - 1)]
    blank = start.rfind(" ", max(0, len(start) - _LOOK_BACK))
    return f"{start[:blank] if blank > 0 else start}…"
