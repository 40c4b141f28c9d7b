"""Numbers that stand where no number can: reported, for a reader to look at.

A page number that a converter glued into a sentence (``产业3发展``) is taken out only where a whole
series shows it (:mod:`toolkit.repair.page_numbers`). In a short document there is none; what cannot be a
number, between two words and with nothing it could count, is left in its place and reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.document import Damage, RepairedParagraph
from toolkit.repair.characters import HAN
from toolkit.repair.number_places import cannot_be_number
from toolkit.repair.paragraphs import is_running_text
from toolkit.segmenter import Segmenter
from toolkit.traditional import to_simplified

__all__ = ["find_stray_numbers"]

_AROUND = 8  # characters of context in a message
_NEIGHBOURS = 3  # other strays on each side that a number behind a mark may count up with
_NUMBER = re.compile(rf"(?<=[{HAN}，；])(?<!\d[，；])[1-9]\d?(?=[{HAN}])")


@dataclass(frozen=True, slots=True)
class _Stray:
    paragraph: int
    start: int
    end: int
    number: int
    alone: bool  # odd enough without another one in the document


def find_stray_numbers(
    paragraphs: Sequence[RepairedParagraph], segmenter: Segmenter
) -> tuple[Damage, ...]:
    """The numbers that count nothing and number nothing, in document order."""
    found = [
        stray
        for index, paragraph in enumerate(paragraphs)
        if is_running_text(paragraph)
        for stray in _strays(index, to_simplified(paragraph.text), segmenter)
    ]
    return tuple(
        _damage(paragraphs[stray.paragraph], stray)
        for position, stray in enumerate(found)
        if stray.alone
        or any(
            other.alone and _counts_up(stray, other)
            for other in found[max(0, position - _NEIGHBOURS) : position + _NEIGHBOURS + 1]
        )
    )


def _strays(index: int, text: str, segmenter: Segmenter) -> Iterator[_Stray]:
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if cannot_be_number(text, start, end, segmenter):
            yield _Stray(index, start, end, int(match.group()), text[start - 1] not in "，；")


def _counts_up(one: _Stray, other: _Stray) -> bool:
    """Whether the numbers ascend as their places do."""
    first, second = sorted((one, other), key=lambda stray: (stray.paragraph, stray.start))
    return 0 < second.number - first.number <= 3


def _damage(paragraph: RepairedParagraph, stray: _Stray) -> Damage:
    text, start, end = paragraph.text, stray.start, stray.end
    around = (
        f"{text[max(0, start - _AROUND) : start]}▶{text[start:end]}◀{text[end : end + _AROUND]}"
    )
    place = paragraph.offsets.span_to_source(start, end)
    return Damage(
        "stray-number",
        *place,
        f"a number stands where none can, maybe a page number: {around}",
    )
