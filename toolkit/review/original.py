"""A segment's source as the file had it before repair, from its offsets and the log of repairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from toolkit.difference import Piece, difference
from toolkit.document import Document, RepairEntry, Segment, Span

__all__ = ["REPAIRS", "OriginalPiece", "original_pieces"]

REPAIRS = {
    "chrome": "the frame of a web page",
    "running-head": "a running head or foot",
    "page-number": "a page number",
    "chunk-number": "a number that the site put between its pieces of text",
    "broken-line": "a line that was broken inside a sentence",
    "quote": "a quotation mark or bracket of the wrong form",
    "width": "a character or mark of the wrong width",
    "space": "a space that does not belong there",
}
"""Kinds of repair, in words."""


@dataclass(frozen=True, slots=True)
class OriginalPiece:
    """A run of the source as it was; those that are not "inserted", joined, are the decoded source."""

    text: str
    """What the file had; of an inserted piece, what repair put there."""
    kind: Literal["kept", "changed", "dropped", "inserted"]
    now: str = ""
    """What stands for it in the segment now."""
    repairs: tuple[str, ...] = ()
    """The kinds of the repairs that did it, as in the repair log; see :data:`REPAIRS`."""

    @property
    def reason(self) -> str:
        """The repairs in words."""
        return "; ".join(REPAIRS.get(kind, kind) for kind in self.repairs)


def original_pieces(document: Document, segment: Segment) -> list[OriginalPiece]:
    """The segment's source before repair, in order; one kept piece where nothing was repaired.

    Empty where the segment's offsets and the log do not fit together, as in a file whose source
    another program changed: then nobody knows what was there.
    """
    start, end = segment.source_span
    # An insertion behind the last character stands at the end itself.
    entries = [e for e in document.log if e.start <= end and e.end >= start]
    raw = _decoded(segment, entries, start, end)
    if raw is None:
        return []
    places = [segment.offsets.to_source(index) for index in range(len(segment.source))]
    pieces: list[OriginalPiece] = []
    cursor = 0
    for first, last in _stretches(entries, start, end):
        index = cursor
        while index < len(places) and (places[index] < last or last == end):
            index += 1
        now = segment.source[cursor:index]
        before = raw[first - start : last - start]
        if before == now:
            kinds: tuple[str, ...] = ()
        else:
            near = [e for e in entries if e.start <= last and e.end >= first]
            inside = [e for e in near if e.start < last and e.end > first] or near
            kinds = tuple(dict.fromkeys(entry.kind for entry in inside))
        pieces.extend(_told(difference(before, now), kinds))
        cursor = index
    return _joined(pieces)


def _decoded(segment: Segment, entries: Sequence[RepairEntry], start: int, end: int) -> str | None:
    """``[start, end)`` of the decoded source; None where a character of it is unknown."""
    known: list[str | None] = [None] * (end - start)
    for index, character in enumerate(segment.source):
        place = segment.offsets.to_source(index) - start
        if 0 <= place < len(known):
            known[place] = character
    for entry in entries:
        if len(entry.before) != entry.end - entry.start:
            return None
        for place in range(max(start, entry.start), min(end, entry.end)):
            known[place - start] = entry.before[place - entry.start]
    if any(character is None for character in known):
        return None
    return "".join(character for character in known if character is not None)


def _stretches(entries: Sequence[RepairEntry], start: int, end: int) -> Iterator[Span]:
    """``[start, end)`` cut where repairs begin and end; what belongs together stays together.

    An insertion takes the character behind it along, from which it cannot be told by its place.
    """
    spans = sorted((e.start, max(e.end, e.start + 1)) for e in entries)
    merged: list[Span] = []
    for first, last in spans:
        first, last = max(first, start), min(last, end)
        if merged and first < merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], last)
        elif first < last:
            merged.append((first, last))
    cuts = sorted({start, end, *(cut for span in merged for cut in span)})
    yield from pairwise(cuts) if len(cuts) > 1 else [(start, end)]


def _told(pieces: Sequence[Piece], repairs: tuple[str, ...]) -> Iterator[OriginalPiece]:
    """A difference as pieces of the original: what goes and comes at one place was changed."""
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        following = pieces[position + 1] if position + 1 < len(pieces) else None
        position += 1
        if piece.op == "equal":
            yield OriginalPiece(piece.text, "kept", piece.text)
        elif piece.op == "insert":
            yield OriginalPiece(piece.text, "inserted", piece.text, repairs)
        elif following is not None and following.op == "insert":
            position += 1
            yield OriginalPiece(piece.text, "changed", following.text, repairs)
        else:
            yield OriginalPiece(piece.text, "dropped", "", repairs)


def _joined(pieces: Sequence[OriginalPiece]) -> list[OriginalPiece]:
    """Neighbours of one kind as one piece."""
    joined: list[OriginalPiece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last is not None and (last.kind, last.repairs) == (piece.kind, piece.repairs):
            joined[-1] = OriginalPiece(
                last.text + piece.text, last.kind, last.now + piece.now, last.repairs
            )
        else:
            joined.append(piece)
    return joined
