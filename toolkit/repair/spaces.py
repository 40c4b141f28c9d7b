"""White space inside words and around Chinese marks, which a scrape or an OCR left there.

Between two Chinese characters one space goes, and beside a Chinese mark it goes too; beside digits and
Latin letters it stays, many offices write it so. Layout stays: the space behind 第一条, the columns of a
line of names, the gap between the parts of a signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.document import RepairedParagraph, RepairEntry
from toolkit.offsets import Edit
from toolkit.repair.characters import HAN, LABEL, SENTENCE_MARK
from toolkit.repair.paragraphs import Repaired, edit
from toolkit.repair.words import cuts_word
from toolkit.segmenter import Segmenter

__all__ = ["repair_spaces"]

_SPACE = " \xa0\u3000\t\u2002-\u200a\u200b\ufeff"
_MARKS = "，。、；：？！“”‘’《》〈〉（）「」『』【】〔〕…·"
_EDGE = re.compile(rf"\A[{_SPACE}]++|(?<![{_SPACE}])[{_SPACE}]++\Z")
_AT_MARK = re.compile(
    rf"(?<=[{_MARKS}])[{_SPACE}]++(?!年[{_SPACE}]+月)|(?<![{_SPACE}])[{_SPACE}]++(?=[{_MARKS}])"
)
_BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])(?!(?<=[年月])[{_SPACE}]+[月日])[{_SPACE}]+(?=[{HAN}])")
_LABEL_BEFORE = re.compile(
    r"(?:^|[。；！？：”）\s]|第[一二三四五六七八九十百零〇\d]{1,5}[章节節编編篇][\s\u3000]*[^，。；：]{1,24}?)"
    r"第[一二三四五六七八九十百零〇\d]{1,5}(?:[章节節编編篇条條]|部分)$"
)
_HEADING_LABEL = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,5}(?:[章节節编編篇]|部分)$")
_TWO_ISSUERS = re.compile(rf".?(?:中央|委|党组) (?:国务院|國務院|[{HAN}]{{2,8}}(?:人民政府|委))")
_NAME = re.compile(rf"[{HAN}]{{2,4}}")
_DATE_END = re.compile(r"[年\d〇○一二三四五六七八九十][^，。]{2,10}日$")
_LONG_LINE = 30  # characters; a longer line without any mark is a glued title, not columns


def repair_spaces(paragraphs: Sequence[RepairedParagraph], segmenter: Segmenter) -> Repaired:
    """Paragraphs without the white space that belongs to no word and no layout."""
    out: list[RepairedParagraph] = []
    log: list[RepairEntry] = []
    for paragraph in paragraphs:
        edges = [Edit(m.start(), m.end(), "") for m in _EDGE.finditer(paragraph.text)]
        paragraph, entries = edit(paragraph, edges, "indent")
        log.extend(entries)
        at_marks = [Edit(m.start(), m.end(), "") for m in _AT_MARK.finditer(paragraph.text)]
        paragraph, entries = edit(paragraph, at_marks, "space")
        log.extend(entries)
        if paragraph.text:
            paragraph, entries = edit(paragraph, _inner(paragraph.text, segmenter), "space")
            log.extend(entries)
            out.append(paragraph)
    return Repaired(tuple(out), tuple(log))


def _inner(text: str, segmenter: Segmenter) -> list[Edit]:
    places = list(_BETWEEN_HAN.finditer(text))
    if not places:
        return []
    if len(text) > _LONG_LINE and SENTENCE_MARK.search(text):
        return [
            Edit(m.start(), m.end(), "")
            for m in places
            if len(m.group()) < 3
            and not _follows_label(text, m.start())
            and not _TWO_ISSUERS.match(text, max(0, m.start() - 2))
        ]
    if _is_letter_spaced(text):
        return [Edit(m.start(), m.end(), "") for m in places]
    if _is_columns(text):
        return []
    return [
        Edit(m.start(), m.end(), "")
        for m in places
        if m.group() == " "
        and not _follows_label(text, m.start())
        and (
            LABEL.match(text)
            or cuts_word(
                text[max(0, m.start() - 12) : m.start()], text[m.end() : m.end() + 12], segmenter
            )
        )
    ]


def _follows_label(text: str, place: int) -> bool:
    before = text[max(0, place - 40) : place]
    return bool(_LABEL_BEFORE.search(before) or _HEADING_LABEL.search(before))


def _is_letter_spaced(text: str) -> bool:
    """Whether a line is set wide: ``通 知``, every character apart from the next."""
    parts = text.split()
    single = sum(len(part) == 1 for part in parts)
    return len(parts) >= 2 and single >= 0.7 * len(parts)


def _is_columns(text: str) -> bool:
    """Whether a short line has parts beside each other: names, key words, an office and a date."""
    _, colon, rest = text.partition("：")
    parts = (rest if colon else text).split()
    if _DATE_END.search(text) and len(parts) == 2:
        return True
    return len(parts) >= (2 if colon else 3) and all(_NAME.fullmatch(part) for part in parts)
