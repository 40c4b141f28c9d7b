"""Repaired paragraphs into lines: every heading, the title and the signature on a line of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.document import RepairedParagraph
from toolkit.outline.blocks import Block, blocks_of, cut_block
from toolkit.outline.cues import ADDRESSEE, DATE_AT_END, GLUED_TITLE, STRONG, UNNUMBERED_HEADING
from toolkit.outline.headings import Piece, heading_ends
from toolkit.outline.series import find_items
from toolkit.segmenter import Segmenter

__all__ = ["cut_lines"]

_GLUED_LENGTH = 60  # a first paragraph of this many characters may have the title glued to it
_TAIL = 3  # how many paragraphs from the end may have the signature glued to them
_SIGNATURE = 80  # characters a glued signature with its date takes at most
_ROUNDS = 3


def cut_lines(paragraphs: tuple[RepairedParagraph, ...], segmenter: Segmenter) -> list[Block]:
    """The document's lines in order. Cutting them once more changes nothing."""
    lines = blocks_of(paragraphs)
    for _ in range(_ROUNDS):
        count = len(lines)
        lines = _cut_once(lines, segmenter)
        if len(lines) == count:
            break
    return lines


def _cut_once(blocks: Sequence[Block], segmenter: Segmenter) -> list[Block]:
    pieces = _item_pieces(_cut_frame(blocks))
    ends = heading_ends(pieces, segmenter)
    lines = []
    for index, piece in enumerate(pieces):
        if index in ends:
            heading, *body = cut_block(piece.block, (ends[index],))
            lines.extend([replace(heading, is_heading=True), *body])
        else:
            lines.append(piece.block)
    return lines


def _item_pieces(blocks: Sequence[Block]) -> list[Piece]:
    pieces = []
    for block, items in zip(blocks, find_items(blocks), strict=True):
        places = [item.label.start for item in items if item.label.start > 0]
        parts = cut_block(block, places)
        # A part begins with an item's label unless it is what stands before the first one.
        waiting = list(items)
        for number, part in enumerate(parts):
            leads = number > 0 or (bool(items) and items[0].label.start == 0)
            item = waiting.pop(0) if leads and waiting else None
            for order, bit in enumerate(_cut_unnumbered(part, bool(places))):
                pieces.append(Piece(bit, item if order == 0 else None, bool(places)))
    return pieces


def _cut_unnumbered(block: Block, glued: bool) -> list[Block]:
    """Cut headings without a number from the sentences before and behind them, in a glued run."""
    if not glued:
        return [block]
    places: list[int] = []
    for match in UNNUMBERED_HEADING.finditer(block.plain):
        places.extend(match.span("heading"))
    return cut_block(block, places)


def _cut_frame(blocks: Sequence[Block]) -> list[Block]:
    """Cut the title from the first paragraph and the signature from the last, where glued."""
    out = list(blocks)
    prose = [index for index, block in enumerate(out) if block.is_prose]
    for index in reversed(prose[-_TAIL:]):
        plain = out[index].plain
        match = DATE_AT_END.search(plain, max(0, len(plain) - _SIGNATURE))
        if match:
            organisation = match.start("organisation")
            places = [organisation] if organisation >= 0 else []
            out[index : index + 1] = cut_block(out[index], [*places, match.start("date")])
    if prose:
        first = out[prose[0]]
        glued = len(first.plain) > _GLUED_LENGTH and any(mark in first.plain for mark in STRONG)
        match = GLUED_TITLE.match(first.plain) if glued else None
        if match:
            places = [match.end("title")]
            addressee = ADDRESSEE.match(first.plain, match.end())
            if addressee:
                places.append(addressee.end())
            out[prose[0] : prose[0] + 1] = cut_block(first, places)
    return out
