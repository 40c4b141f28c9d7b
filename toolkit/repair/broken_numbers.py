"""Numbers with spaces inside: ``80 00 亩`` and ``1 0 0 %``.

They are joined where they can only be one number: no number begins with 0, and nobody writes three digits
in a row apart. ``3 500 人`` may as well be a page number and a count, so it is left and reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.document import Damage, RepairedParagraph, RepairEntry
from toolkit.offsets import Edit
from toolkit.repair.characters import SENTENCE_MARK
from toolkit.repair.measures import AFTER_NUMBER
from toolkit.repair.paragraphs import Repaired, edit, is_running_text

__all__ = ["find_broken_numbers", "join_numbers"]

_AROUND = 8  # characters of context in a message
_LONGEST = 7  # digits
_OF_DATES = "年月日号號点點时時分秒届屆期周至到页頁位路线線楼以"
_UNIT = "".join(one for one in AFTER_NUMBER if one not in _OF_DATES)
_SPACED = re.compile(
    r"(?<![\d.,，．:：/A-Za-z-])(?<!\d[ \xa0])"
    rf"(?P<number>\d{{1,3}}(?:[ \xa0]\d{{1,3}})+)(?=[ \xa0]?[{_UNIT}‰])"
)
_SPACE = re.compile(r"[ \xa0]")


def join_numbers(paragraphs: Sequence[RepairedParagraph]) -> Repaired:
    """Takes the spaces out of what can only be one number."""
    out: list[RepairedParagraph] = []
    log: list[RepairEntry] = []
    for paragraph in paragraphs:
        edits = [
            Edit(space.start(), space.end(), "")
            for match in _found(paragraph)
            if _is_one_number(match.group("number"))
            for space in _SPACE.finditer(paragraph.text, *match.span("number"))
        ]
        paragraph, entries = edit(paragraph, edits, "space")
        out.append(paragraph)
        log.extend(entries)
    return Repaired(tuple(out), tuple(log))


def find_broken_numbers(paragraphs: Sequence[RepairedParagraph]) -> tuple[Damage, ...]:
    """The numbers in sentences that may be one or two."""
    return tuple(
        _damage(paragraph, match.start("number"), match.end("number"))
        for paragraph in paragraphs
        for match in _found(paragraph)
        if SENTENCE_MARK.search(paragraph.text)
    )


def _found(paragraph: RepairedParagraph) -> Sequence[re.Match[str]]:
    return tuple(_SPACED.finditer(paragraph.text)) if is_running_text(paragraph) else ()


def _is_one_number(number: str) -> bool:
    first, *others = _SPACE.split(number)
    if first.startswith("0") or len(first) + sum(map(len, others)) > _LONGEST:
        return False
    single = all(len(piece) == 1 for piece in (first, *others))
    return (single and len(others) >= 2) or all(piece.startswith("0") for piece in others)


def _damage(paragraph: RepairedParagraph, start: int, end: int) -> Damage:
    text = paragraph.text
    around = (
        f"{text[max(0, start - _AROUND) : start]}▶{text[start:end]}◀{text[end : end + _AROUND]}"
    )
    place = paragraph.offsets.span_to_source(start, end)
    return Damage("stray-number", *place, f"one number with a space in it, or two: {around}")
