"""Paragraphs under repair, and the few things a repair does to them: edit, drop, join.

Each returns new paragraphs and writes what it did as :class:`RepairEntry` with offsets in the decoded
source, so that a reader of the log finds every place whatever was repaired before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from toolkit.document import RawDocument, RepairedParagraph, RepairEntry
from toolkit.offsets import Edit, OffsetMap, apply_edits

__all__ = [
    "Pieces",
    "Repaired",
    "drop",
    "edit",
    "is_running_text",
    "join",
    "paragraphs_of",
    "split_lines",
]

_BREAKS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Repaired:
    """What one kind of repair hands on."""

    paragraphs: tuple[RepairedParagraph, ...]
    log: tuple[RepairEntry, ...] = ()


def paragraphs_of(raw: RawDocument) -> tuple[RepairedParagraph, ...]:
    """The document's paragraphs as they are, without the empty ones."""
    found = []
    for paragraph in raw.paragraphs:
        text = raw.text[paragraph.start : paragraph.end]
        if not text or text.isspace():
            continue
        found.append(
            RepairedParagraph(
                text,
                OffsetMap.identity(len(text), paragraph.start),
                paragraph.kind,
                paragraph.level,
                paragraph.place,
            )
        )
    return tuple(found)


def split_lines(paragraphs: Iterable[RepairedParagraph]) -> tuple[RepairedParagraph, ...]:
    """Paragraphs cut at line breaks they have inside (``<br>``, a soft break), empty lines dropped."""
    out: list[RepairedParagraph] = []
    for paragraph in paragraphs:
        if not _BREAKS.search(paragraph.text):
            out.append(paragraph)
            continue
        start = 0
        for match in [*_BREAKS.finditer(paragraph.text), None]:
            end = match.start() if match else len(paragraph.text)
            piece = paragraph.text[start:end]
            if piece.strip():
                out.append(
                    replace(paragraph, text=piece, offsets=paragraph.offsets.cut(start, end))
                )
            start = match.end() if match else end
    return tuple(out)


def edit(
    paragraph: RepairedParagraph, edits: Sequence[Edit], kind: str
) -> tuple[RepairedParagraph, list[RepairEntry]]:
    """The paragraph after ``edits`` (ascending, not overlapping), and their log entries."""
    if not edits:
        return paragraph, []
    log = []
    for one in edits:
        start, end = paragraph.offsets.span_to_source(one.start, one.end)
        log.append(RepairEntry(kind, start, end, paragraph.text[one.start : one.end], one.after))
    changed = replace(
        paragraph,
        text=apply_edits(paragraph.text, edits),
        offsets=paragraph.offsets.after(edits),
    )
    return changed, log


def drop(paragraph: RepairedParagraph, kind: str) -> RepairEntry:
    """The log entry for a paragraph that is left out."""
    start, end = paragraph.offsets.span_to_source(0, len(paragraph.text))
    return RepairEntry(kind, start, end, paragraph.text, "")


def join(
    pieces: Sequence[RepairedParagraph], kind: str
) -> tuple[RepairedParagraph, list[RepairEntry]]:
    """One paragraph of several that belong together, white space at the seams left out."""
    if len(pieces) == 1:
        return pieces[0], []
    derived: list[int] = []
    source: list[int] = []
    texts: list[str] = []
    log: list[RepairEntry] = []
    length = 0
    for index, piece in enumerate(pieces):
        start = len(piece.text) - len(piece.text.lstrip()) if index else 0
        end = len(piece.text.rstrip()) if index + 1 < len(pieces) else len(piece.text)
        offsets = piece.offsets.cut(start, max(start, end))
        if index:
            seam = pieces[index - 1].offsets.source_end
            begin = piece.offsets.to_source(0)
            log.append(RepairEntry(kind, seam, max(seam, begin), "", ""))
        if end > start:
            derived.extend(length + place for place in offsets.derived)
            source.extend(offsets.source)
            texts.append(piece.text[start:end])
            length += end - start
    text = "".join(texts)
    last = pieces[-1].offsets.source_end
    merged = OffsetMap(tuple(derived) or (0,), tuple(source) or (last,), length, last)
    return replace(pieces[0], text=text, offsets=merged), log


class Pieces:
    """A paragraph that is being put together; ``tail`` is the end of its text so far."""

    _TAIL = 200  # characters; whether a sentence goes on is decided from no more

    def __init__(self, first: RepairedParagraph) -> None:
        self.pieces = [first]
        self.tail = first.text.rstrip()[-self._TAIL :]

    def add(self, piece: RepairedParagraph) -> None:
        """Puts another piece behind."""
        self.pieces.append(piece)
        self.tail = (self.tail + piece.text.strip())[-self._TAIL :]


def is_running_text(paragraph: RepairedParagraph) -> bool:
    """Whether the file leaves the paragraph's borders open to doubt: plain text, no cell or heading."""
    return paragraph.kind == "text"
