"""Paragraphs of a marked-up file into a RawDocument whose text is the paragraphs, one a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from toolkit.document import Damage, ParagraphKind, RawDocument, RawParagraph
from toolkit.reading.characters import clean, is_blank
from toolkit.reading.encoding import mark_replacement_characters

__all__ = ["Piece", "assemble"]

_LINE_ENDS = re.compile(r"[\r\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph before it has its place in the document's text; see RawParagraph."""

    text: str
    kind: ParagraphKind = "text"
    level: int | None = None
    place: str = ""


def assemble(
    pieces: Iterable[Piece], name: str, format: Literal["html", "docx"], encoding: str = ""
) -> RawDocument:
    """The document of ``pieces``; blank ones are left out, line ends inside one cut it."""
    texts: list[str] = []
    paragraphs: list[RawParagraph] = []
    damage: list[Damage] = []
    position = 0
    for piece in pieces:
        for line in _LINE_ENDS.split(clean(piece.text)):
            if is_blank(line):
                continue
            end = position + len(line)
            paragraphs.append(RawParagraph(position, end, piece.kind, piece.level, piece.place))
            damage.extend(mark_replacement_characters(line, position))
            texts.append(line)
            position = end + 1
    return RawDocument(name, format, encoding, "\n".join(texts), tuple(paragraphs), tuple(damage))
