"""Characters that must not reach an output, and the question whether a text is Chinese at all."""

from __future__ import annotations

import re

__all__ = ["clean", "control_share", "is_blank"]

# Every other C0 and C1 control, noncharacters and lone surrogates: XML 1.0 (section 2.2) forbids
# most of them, and a terminal obeys the rest.
_ILLEGAL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]+")
_VISIBLE = re.compile("[^\\s\u200b-\u200f\u2060\ufeff]")


def clean(text: str) -> str:
    """``text`` without control characters, of the same length.

    A control character becomes a space; vertical tab, form feed, next line, U+2028 and U+2029 end a
    line and become a line feed.
    """
    return _LINE_ENDS.sub("\n", _ILLEGAL.sub(" ", text))


def control_share(text: str) -> float:
    """The share of control characters that no text file has; padding with NUL at the end aside."""
    body = text.rstrip("\x00")
    if not body:
        return 0.0
    return sum(m.end() - m.start() for m in _CONTROLS.finditer(body)) / len(body)


def is_blank(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether ``text[start:end]`` has nothing but white space and characters without width."""
    return _VISIBLE.search(text, start, len(text) if end is None else end) is None
