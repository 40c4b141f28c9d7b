"""Character classes and line shapes that every kind of repair looks at."""

from __future__ import annotations

import re

__all__ = [
    "CLOSING",
    "END_MARKS",
    "HAN",
    "LABEL",
    "SENTENCE_MARK",
    "display_width",
    "han_count",
    "to_half_width_digits",
]

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Chinese characters, for use inside a regex class; 〇 counts as one."""

END_MARKS = "。！？；：…!?;:"
"""Marks a paragraph may end with; behind one of them a line is complete."""

CLOSING = "”’」』）)》〉】〕］"
"""Closing quotes and brackets that may follow an end mark."""

SENTENCE_MARK = re.compile(r"[，。；？！,;]")
"""A mark that running text has and a heading, a name or a list of links hardly ever."""

_ORDINAL = "〇零一二三四五六七八九十百"

LABEL = re.compile(
    rf"[\s\u3000]*(?:"
    rf"第[{_ORDINAL}\d０-９]{{1,5}}[章节節条條编編篇部]"
    rf"|[（(〔][{_ORDINAL}\d０-９]{{1,3}}[）)〕]"
    rf"|[{_ORDINAL}]{{1,3}}[、．.，]"
    rf"|[\d０-９]{{1,2}}(?:[、）)]|[．.](?![\d０-９]))"
    rf"|[①-⑳⑴-⒇⒈-⒛㈠-㈩]"
    rf"|[{_ORDINAL}]{{1,2}}(?:是|要)"
    rf"|附件|附[:：]|、)"
)
"""A paragraph that begins like this starts something of its own."""

_WIDE = re.compile(r"[^\x00-\xff‐-―‘’“”…·]")
_HAN_ONE = re.compile(f"[{HAN}]")
_FULL_DIGITS = {0xFF10 + digit: 0x30 + digit for digit in range(10)}


def display_width(text: str) -> float:
    """Width in Chinese characters: a half-width character counts one half."""
    wide = len(_WIDE.findall(text)) + sum(map(text.count, "“”‘’…"))
    return wide + (len(text) - wide) / 2


def han_count(text: str) -> int:
    """How many Chinese characters the text has."""
    return len(_HAN_ONE.findall(text))


def to_half_width_digits(text: str) -> str:
    """The text with full-width digits as ASCII ones, for :func:`int`."""
    return text.translate(_FULL_DIGITS)
