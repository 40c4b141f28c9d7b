"""A block: one paragraph, or a piece of one, that is still whole; cutting turns blocks into lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from toolkit.document import ParagraphKind, RepairedParagraph
from toolkit.offsets import OffsetMap
from toolkit.traditional import to_simplified

__all__ = ["Block", "blocks_of", "cut_block"]


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that ends up on one line unless it is cut."""

    text: str
    plain: str
    """``text`` in Simplified characters, of the same length: what the rules look at."""
    offsets: OffsetMap
    kind: ParagraphKind = "text"
    level: int | None = None
    place: str = ""
    is_heading: bool = False
    """Its body was cut from it."""

    @property
    def is_prose(self) -> bool:
        """Whether labels and headings may be looked for in it."""
        return self.kind in ("text", "heading")


def blocks_of(paragraphs: tuple[RepairedParagraph, ...]) -> list[Block]:
    """One block for each paragraph that has any text, without white space at its ends."""
    blocks = []
    for paragraph in paragraphs:
        block = Block(
            paragraph.text,
            to_simplified(paragraph.text),
            paragraph.offsets,
            paragraph.kind,
            paragraph.level,
            paragraph.place,
        )
        blocks.extend(cut_block(block, ()))
    return blocks


def cut_block(block: Block, places: tuple[int, ...] | list[int]) -> list[Block]:
    """``block`` cut at ``places`` (ascending); white space at the cuts goes, empty pieces go."""
    if not places and block.text and block.text == block.text.strip():
        return [block]
    pieces = []
    bounds = [0, *places, len(block.text)]
    for start, end in pairwise(bounds):
        text = block.text[start:end]
        stripped = text.strip()
        if not stripped:
            continue
        start += len(text) - len(text.lstrip())
        end = start + len(stripped)
        if start == 0 and end == len(block.text):
            return [block]
        pieces.append(
            replace(
                block,
                text=stripped,
                plain=block.plain[start:end],
                offsets=block.offsets.cut(start, end),
            )
        )
    return pieces
