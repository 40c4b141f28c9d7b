"""Full-width digits and letters made half-width, ASCII punctuation in Chinese made full-width.

A mark is Chinese where a Chinese character or mark stands beside it; inside numbers (2,380, 1:25, 6.18),
times, addresses of the web and Latin text it stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.document import RepairedParagraph, RepairEntry
from toolkit.offsets import Edit, apply_edits
from toolkit.repair.characters import HAN
from toolkit.repair.paragraphs import Repaired, edit

__all__ = ["repair_widths", "with_repaired_widths"]

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
_RUN = re.compile(r"[,.:;?!() \u3000\xa0]+")
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
            while edits := _full_width(
                paragraph.text
            ):  # a mark made Chinese may make its neighbour so
                paragraph, entries = edit(paragraph, edits, "width")
                log.extend(entries)
        out.append(paragraph)
    return Repaired(tuple(out), tuple(log))


def with_repaired_widths(text: str) -> str:
    """The text alone, as :func:`repair_widths` would leave it."""
    if not _TRIGGER.search(text):
        return text
    text = apply_edits(text, _half_width(text))
    while edits := _full_width(text):
        text = apply_edits(text, edits)
    return text


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
    edits: list[Edit] = []
    brackets = _Brackets(text)
    web = [*(match.span() for match in _WEB.finditer(text)), (len(text), len(text))]
    upcoming = 0
    for run in _RUN.finditer(text):
        # Marks in a row, spaces between them or not, have their neighbours in common.
        previous, following = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
        for match in _ASCII_MARK.finditer(text, run.start(), run.end()):
            place, mark = match.start(), match.group()
            while place >= web[upcoming][1] and upcoming + 1 < len(web):
                upcoming += 1
            if place >= web[upcoming][0]:
                continue
            if mark == "(":
                brackets.open(place, _is_chinese(previous), _is_chinese(following))
            elif mark == ")":
                edits.extend(brackets.close(place, _is_chinese(previous), _is_chinese(following)))
            elif _is_chinese_mark(text, place, mark, previous, following):
                edits.append(Edit(place, place + 1, _FULL[mark]))
    edits.extend(brackets.left_open())
    return sorted(edits, key=lambda one: one.start)


class _Brackets:
    """Pairs round brackets; a pair is Chinese where Chinese stands in it or beside it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen = 0  # how far the text was searched for Chinese
        self._open: list[tuple[int, bool, bool]] = []  # place, Chinese beside it, inside

    def open(self, place: int, before: bool, behind: bool) -> None:
        self._look(place)
        self._open.append((place, before or behind, False))

    def close(self, place: int, before: bool, behind: bool) -> list[Edit]:
        self._look(place)
        if not self._open:
            return [Edit(place, place + 1, "）")] if before else []
        start, beside, inside = self._open.pop()
        if inside:
            self._mark()
        if not (inside or beside or behind):
            return []
        return [Edit(start, start + 1, "（"), Edit(place, place + 1, "）")]

    def left_open(self) -> list[Edit]:
        return [Edit(place, place + 1, "（") for place, chinese, _ in self._open if chinese]

    def _look(self, place: int) -> None:
        if self._open and _CHINESE.search(self._text, self._seen, place):
            self._mark()
        self._seen = place + 1

    def _mark(self) -> None:
        if self._open:
            place, beside, _ = self._open[-1]
            self._open[-1] = (place, beside, True)


def _is_chinese(character: str) -> bool:
    return bool(character) and bool(_CHINESE.match(character))


def _is_chinese_mark(text: str, place: int, mark: str, previous: str, following: str) -> bool:
    before, after = _is_chinese(previous), _is_chinese(following)
    if mark != ".":
        return before or (after and (previous.isalnum() or previous in ("%", "'")))
    if "." in (text[place - 1 : place], text[place + 1 : place + 2]):
        return False  # an ellipsis of dots keeps its dots
    if text[place + 1 : place + 2].isascii() and text[place + 1 : place + 2].isalpha():
        return False  # a file name
    if before:
        return not (following.isdigit() and previous in _NUMBERED)
    ends = not following and place > _SENTENCE
    return (
        ends
        and (previous.isalnum() or previous == "%")
        and bool(_CHINESE.search(text, place - _SENTENCE, place))
    )
