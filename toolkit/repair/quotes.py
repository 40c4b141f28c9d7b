"""Quotation marks: straight ones made “ and ”, and one that points the wrong way turned.

Only where the marks around it leave no doubt: an opening mark inside an open quotation that no closing
mark follows, closes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.document import RepairedParagraph, RepairEntry
from toolkit.offsets import Edit
from toolkit.repair.characters import HAN
from toolkit.repair.paragraphs import Repaired, edit

__all__ = ["repair_quotes"]

_QUOTE = re.compile('["＂“”]')
_HAN_ANY = re.compile(f"[{HAN}]")
_ROUNDS = 4
_OPENS_AFTER = "，。；：、（(《！？,;: \u3000"
_CLOSES_BEFORE = "，。；：、）)》！？,;"


def repair_quotes(paragraphs: Sequence[RepairedParagraph]) -> Repaired:
    """Quotation marks that open and close in turn."""
    out: list[RepairedParagraph] = []
    log: list[RepairEntry] = []
    for paragraph in paragraphs:
        if _QUOTE.search(paragraph.text) and _HAN_ANY.search(paragraph.text):
            for _ in range(_ROUNDS):  # a straight mark made “ or ” may show that another is wrong
                paragraph, entries = edit(paragraph, _edits(paragraph.text), "quote")
                log.extend(entries)
                if not entries:
                    break
        out.append(paragraph)
    return Repaired(tuple(out), tuple(log))


def _edits(text: str) -> list[Edit]:
    marks = [(match.start(), match.group()) for match in _QUOTE.finditer(text)]
    edits: list[Edit] = []
    is_open = False
    for index, (place, mark) in enumerate(marks):
        following = marks[index + 1][1] if index + 1 < len(marks) else ""
        if mark in '"＂':
            opens = _straight_opens(text, place, is_open)
            edits.append(Edit(place, place + 1, "“" if opens else "”"))
            is_open = opens
        elif mark == "“":
            if is_open and following != "”":
                edits.append(Edit(place, place + 1, "”"))
                is_open = False
            else:
                is_open = True
        else:
            if not is_open and following == "”":
                edits.append(Edit(place, place + 1, "“"))
                is_open = True
            else:
                is_open = False
    return edits


def _straight_opens(text: str, place: int, is_open: bool) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if (not after or after in _CLOSES_BEFORE) and before and before not in _OPENS_AFTER:
        return False
    if (
        (not before or before in "，：（(《、")
        and after
        and after not in _CLOSES_BEFORE + " \u3000"
    ):
        return True
    return not is_open
