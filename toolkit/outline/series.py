"""Which labels inside a paragraph begin an item, told from the series they stand in.

A scrape glues headings, items and sentences into one run, and 2、 may as well stand in an
enumeration. So candidates are linked into series (1, 2, 3 of one family of styles) and an item is
believed where its place (after a sentence, at the start) and its neighbours agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from toolkit.outline.blocks import Block
from toolkit.outline.cues import CLOSERS, HEADING_NOUN_END, STRONG
from toolkit.outline.labels import FAMILY, RANK, Label, find_block_labels
from toolkit.outline.sentences import inside, shielded

__all__ = ["Candidate", "find_items", "place_before"]

_MAX_GLUED_HEADING = 60  # characters between a heading's label and the label glued behind it
_STRETCH = 400  # characters before a label that are looked at
_MAX_GLUED_PHRASE = 20  # the same for an unnumbered heading
_OPEN_SERIES = 4  # how many broken-off series of one family are kept open
_OUTER = 5  # ranks up to （一） hardly ever stand inside a proper paragraph
_SHORT = 300  # characters; in a longer paragraph 一、 is a heading
_LONG = 1500  # characters; no typist makes a paragraph with several items as long
_STRONG_MARK = re.compile(f"[{STRONG}]")


@dataclass(slots=True, eq=False)
class Candidate:
    """A label with its place and its neighbours in the series; ``accepted`` once it is an item."""

    block: int
    label: Label
    before: str
    """What stands before it, see :func:`place_before`."""
    lost_so_far: int
    """How many lost labels stand before it in the document."""
    previous: Candidate | None = field(default=None, repr=False)
    next: Candidate | None = field(default=None, repr=False)
    accepted: bool = False
    series: int = -1

    @property
    def rank(self) -> int:
        """Conventional depth of the label's style; a lost one counts as 1、."""
        return RANK.get(self.label.style, RANK["arabic"])


def find_items(blocks: Sequence[Block]) -> list[list[Candidate]]:
    """For each block the labels that begin an item in it, in order."""
    by_block: list[list[Candidate]] = []
    everything: list[Candidate] = []
    lost = 0
    for index, block in enumerate(blocks):
        found = []
        if block.is_prose:
            for label in _outside_quotations(block.plain, find_block_labels(block.plain)):
                if label.start > 0 and block.kind == "heading":
                    break  # the markup says that it is one heading
                found.append(Candidate(index, label, place_before(block.plain, label.start), lost))
                lost += label.lost
        by_block.append(found)
        everything.extend(found)
    _link(everything)
    _accept_by_place(everything)
    for block, found in zip(blocks, by_block, strict=True):
        if found:
            _accept_by_neighbours(found)
            _accept_glued(block.plain, found)
            _leave_lists(block.plain, found)
    return [[candidate for candidate in found if candidate.accepted] for found in by_block]


def _outside_quotations(text: str, labels: list[Label]) -> list[Label]:
    if not labels or labels[-1].start == 0:
        return labels
    shields = shielded(text)
    return [label for label in labels if not inside(label.start, shields)]


def place_before(text: str, start: int) -> str:
    """What stands before ``start``: start, strong, semicolon, colon, comma or none."""
    index = start - 1
    while index >= 0 and text[index].isspace():
        index -= 1
    if index < 0:
        return "start"
    while index > 0 and text[index] in CLOSERS:
        index -= 1
    character = text[index]
    if character in STRONG or character == "…":
        return "strong"
    if text[start - 1] in CLOSERS:
        return "none"
    return {"；": "semicolon", ";": "semicolon", "：": "colon", ":": "colon"}.get(
        character, "comma" if character in "，,、" else "none"
    )


def _link(candidates: Sequence[Candidate]) -> None:
    """Give every candidate the one before and behind it in its series, and the series a number."""
    open_series: dict[str, list[Candidate]] = {}
    count = 0
    for candidate in candidates:
        number = candidate.label.number
        if number is None:
            continue
        running = open_series.setdefault(FAMILY[candidate.label.style], [])
        for index in range(len(running) - 1, -1, -1):
            last = running[index]
            step = number - (last.label.number or 0)
            if 1 <= step <= 1 + candidate.lost_so_far - last.lost_so_far and step <= 4:
                candidate.previous, last.next = last, candidate
                candidate.series = last.series
                # Whatever opened after the series that goes on was nested in it and is over.
                del running[index:]
                break
        else:
            candidate.series = count
            count += 1
        running.append(candidate)
        del running[:-_OPEN_SERIES]


def _accept_by_place(candidates: Sequence[Candidate]) -> None:
    last_lost: Candidate | None = None
    for position, candidate in enumerate(candidates):
        if candidate.label.lost:
            candidate.accepted = candidate.before in ("start", "strong", "colon")
            last_lost = candidate if candidate.accepted else last_lost
        elif candidate.before == "start":
            candidate.accepted = True
        elif candidate.before == "strong":
            beside_lost = last_lost is not None and last_lost.block == candidate.block
            if position + 1 < len(candidates):
                following = candidates[position + 1]
                beside_lost |= following.label.lost and following.block == candidate.block
            candidate.accepted = bool(candidate.previous or candidate.next or beside_lost)


def _accept_by_neighbours(found: Sequence[Candidate]) -> None:
    """Items after ：and ，, and those after ；whose series mostly stands after full stops."""
    strong: dict[int, int] = {}
    semicolons: dict[int, int] = {}
    for candidate in found:
        if candidate.before == "strong":
            strong[candidate.series] = strong.get(candidate.series, 0) + 1
        elif candidate.before == "semicolon":
            semicolons[candidate.series] = semicolons.get(candidate.series, 0) + 1
    for candidate in reversed(found):
        if candidate.accepted or candidate.label.lost:
            continue
        if candidate.before == "semicolon":
            here = candidate.series
            candidate.accepted = strong.get(here, 0) > semicolons.get(here, 0)
        elif candidate.before in ("colon", "comma"):
            candidate.accepted = any(
                other is not None
                and other.accepted
                and other.block == candidate.block
                and other.before in ("strong", "colon", "comma")
                for other in (candidate.previous, candidate.next)
            )


def _accept_glued(text: str, found: Sequence[Candidate]) -> None:
    """Items whose label is glued to the heading before it: …增加收入1、…, …办法第一章…"""
    glued = any(c.accepted and c.before != "start" for c in found)
    behind = 0  # end of the last item's label
    item: Candidate | None = None
    for candidate in found:
        if not candidate.accepted and candidate.before == "none":
            number = candidate.label.number or 0
            stretch = text[max(behind, candidate.label.start - _STRETCH) : candidate.label.start]
            marks = [match.end() for match in _STRONG_MARK.finditer(stretch)]
            phrase = stretch[marks[-1] :] if marks else stretch
            goes_on = candidate.next is not None and (
                candidate.next.before != "none" or candidate.next.accepted or candidate.rank <= 3
            )
            if number == 1 and goes_on:
                limit = _MAX_GLUED_PHRASE if marks else _MAX_GLUED_HEADING
                candidate.accepted = len(phrase) <= limit and (
                    not marks or HEADING_NOUN_END.search(phrase.strip()) is not None
                )
            elif candidate.previous is not None and candidate.previous.accepted and glued:
                outer = candidate.rank <= _OUTER
                same = item is not None and item.series == candidate.series
                candidate.accepted = outer or (goes_on and same)
        if candidate.accepted:
            behind, item = candidate.label.end, candidate
            glued = glued or candidate.before != "start"


def _may_be_listed(candidate: Candidate, length: int) -> bool:
    """Whether an item's style and series allow it to stand inside a proper paragraph."""
    if candidate.rank > _OUTER:
        return True
    alone = all(
        other is None or other.block == candidate.block
        for other in (candidate.previous, candidate.next)
    )
    listed = candidate.label.number == 1 or candidate.previous is not None
    return candidate.rank >= RANK["han"] and alone and listed and length <= _SHORT


def _leave_lists(text: str, found: Sequence[Candidate]) -> None:
    """Leave a proper paragraph's own list (…三件事。1、…。2、…。3、…。) in its line."""
    within = [c for c in found if c.accepted and c.before != "start"]
    if not within or len(text) > _LONG:
        return
    if any(c.label.lost or not _may_be_listed(c, len(text)) for c in within):
        return
    for candidate, following in pairwise(within):
        body = text[candidate.label.end : following.label.start]
        if len(_STRONG_MARK.findall(body)) > 1:
            return
    if found[0].before == "start" and found[0].series != within[0].series:
        opening = text[found[0].label.end : within[0].label.start]
        if len(_STRONG_MARK.findall(opening)) <= 1 and len(opening) <= _MAX_GLUED_HEADING:
            return  # a heading with its items
    for candidate in within:
        candidate.accepted = False
