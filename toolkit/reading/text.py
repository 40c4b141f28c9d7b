"""Plain text into paragraphs: the file's own lines."""

from __future__ import annotations

import re

from toolkit.document import RawDocument, RawParagraph
from toolkit.reading.characters import clean, is_blank
from toolkit.reading.encoding import Decoded

__all__ = ["lines_of", "read_text"]

_LINE = re.compile(r"[^\r\n]+")


def read_text(decoded: Decoded, name: str) -> RawDocument:
    """One paragraph for each line that is not blank; ``text`` keeps the decoded text's offsets."""
    text = clean(decoded.text)
    return RawDocument(name, "text", decoded.encoding, text, lines_of(text), decoded.damage)


def lines_of(text: str) -> tuple[RawParagraph, ...]:
    """The lines of cleaned ``text`` that are not blank, as paragraphs."""
    return tuple(
        RawParagraph(match.start(), match.end())
        for match in _LINE.finditer(text)
        if not is_blank(text, match.start(), match.end())
    )
