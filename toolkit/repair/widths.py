"""Full-width digits and letters made half-width, ASCII punctuation in Chinese made full-width.

A mark is Chinese where a Chinese character or mark stands beside it; inside numbers (2,380, 1:25, 6.18),
times, addresses of the web and Latin text it stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.document import RepairedParagraph, RepairEntry
from toolkit.offsets import Edit
from toolkit.repair.characters import HAN
from toolkit.repair.paragraphs import Repaired, edit

__all__ = ["repair_widths"]

_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ％]+|(?<=[\d０-９])．")
_HALF_MARKS = {
    "｡": "。",
    "､": "、",
    "｢": "「",
    "｣": "」",
    "﹐": "，",
    "﹑": "、",
    "﹔": "；",
    "﹕": "：",
}
_TO_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

_WEB = re.compile(
    r"(?:https?://|ftp://|www\.)[!-~]+|(?<![\w.+-])[\w.+-]{1,64}+@[\w-]+\.[\w.-]+", re.ASCII
)
_ASCII_MARK = re.compile(r"[,.:;?!()]")
_FULL = {
    ",": "，",
    ".": "。",
    ":": "：",
    ";": "；",
    "?": "？",
    "!": "！",
    "(": "（",
    ")": "）",
}
_CHINESE = re.compile(f"[{HAN}，。、；：？！“”‘’《》〈〉（）「」『』【】〔〕…—％]")
_STRAY_FULL_STOP = re.compile(rf"(?<=[{HAN}”’）》」])．")
_NUMBERED = "表图圖式章节節"  # 表.1 is a number
_SENTENCE = 10  # characters of text in front of a full stop that ends a paragraph behind a number
_TRIGGER = re.compile(r"[０-９Ａ-Ｚａ-ｚ％．｡､｢｣﹐﹑﹔﹕,.:;?!()]")


def repair_widths(paragraphs: Sequence[RepairedParagraph]) -> Repaired:
    """Digits, letters and marks in the width that belongs where they stand."""
    out: list[RepairedParagraph] = []
    log: list[RepairEntry] = []
    for paragraph in paragraphs:
        if _TRIGGER.search(paragraph.text):
            paragraph, entries = edit(paragraph, _half_width(paragraph.text), "width")
            log.extend(entries)
            paragraph, entries = edit(paragraph, _full_width(paragraph.text), "width")
            log.extend(entries)
        out.append(paragraph)
    return Repaired(tuple(out), tuple(log))


def _half_width(text: str) -> list[Edit]:
    edits = [
        Edit(match.start(), match.end(), match.group().translate(_TO_HALF))
        for match in _FULL_WIDTH.finditer(text)
    ]
    edits.extend(
        Edit(place, place + 1, _HALF_MARKS[text[place]])
        for place in (m.start() for m in re.finditer("[｡､｢｣﹐﹑﹔﹕]", text))
    )
    edits.extend(Edit(m.start(), m.end(), "。") for m in _STRAY_FULL_STOP.finditer(text))
    return sorted(edits, key=lambda one: one.start)


def _full_width(text: str) -> list[Edit]:
    if not _ASCII_MARK.search(text) or not _CHINESE.search(text):
        return []
    protected = [match.span() for match in _WEB.finditer(text)]
    edits: list[Edit] = []
    brackets: list[tuple[int, bool]] = []  # open "(" and whether Chinese stands before it
    upcoming = iter([*protected, (len(text) + 1, len(text) + 1)])
    start, end = next(upcoming)
    for match in _ASCII_MARK.finditer(text):
        place = match.start()
        while place >= end:
            start, end = next(upcoming)
        if place >= start:
            continue
        mark = match.group()
        if mark == "(":
            brackets.append((place, _beside(text, place - 1, -1)))
        elif mark == ")":
            if brackets:
                opening, chinese = brackets.pop()
                inside = bool(_CHINESE.search(text, opening + 1, place))
                if chinese or inside or _beside(text, place + 1, 1):
                    edits.append(Edit(opening, opening + 1, "（"))
                    edits.append(Edit(place, place + 1, "）"))
            elif _beside(text, place - 1, -1):
                edits.append(Edit(place, place + 1, "）"))
        elif _is_chinese_mark(text, place, mark):
            edits.append(Edit(place, place + 1, _FULL[mark]))
    edits.extend(
        Edit(place, place + 1, "（")
        for place, chinese in brackets
        if chinese and _beside(text, place + 1, 1)
    )
    return sorted(edits, key=lambda one: one.start)


def _neighbour(text: str, place: int, step: int) -> str:
    """The character at ``place`` or, over spaces, behind it in the direction of ``step``."""
    while 0 <= place < len(text) and text[place] in " \u3000\xa0":
        place += step
    return text[place] if 0 <= place < len(text) else ""


def _beside(text: str, place: int, step: int) -> bool:
    character = _neighbour(text, place, step)
    return bool(character) and bool(_CHINESE.match(character))


def _is_chinese_mark(text: str, place: int, mark: str) -> bool:
    previous, following = _neighbour(text, place - 1, -1), _neighbour(text, place + 1, 1)
    before = bool(previous) and bool(_CHINESE.match(previous))
    after = bool(following) and bool(_CHINESE.match(following))
    if mark != ".":
        return before or (after and (previous.isalnum() or previous in "%)\"'"))
    if previous == "." or following == ".":
        return False  # an ellipsis of dots keeps its dots
    if text[place + 1 : place + 2].isascii() and text[place + 1 : place + 2].isalpha():
        return False  # a file name
    if before:
        return not (following.isdigit() and previous in _NUMBERED)
    ends = not following and place > _SENTENCE
    return (
        ends
        and (previous.isalnum() or previous in "%)")
        and bool(_CHINESE.search(text, place - _SENTENCE, place))
    )
