"""Where each character of a derived text stands in the text it was made from.

Repair deletes and replaces characters, and the outline cuts paragraphs, yet every segment must be
traceable to its place in the decoded source. An :class:`OffsetMap` keeps that as runs of characters
that moved together, so a 50 MB document costs a few runs per repair and not an integer per character.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Edit", "OffsetMap", "apply_edits"]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``text[start:end]`` by ``after``; offsets are code points, half-open."""

    start: int
    end: int
    after: str


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Monotone map from offsets of a derived text to offsets of its source.

    ``derived`` and ``source`` hold the starts of runs, both ascending and of equal length; within a
    run the two advance together. ``length`` is the derived text's length, ``source_end`` the offset
    in the source where its end stands: behind its last character and what was deleted after that.
    """

    derived: tuple[int, ...]
    source: tuple[int, ...]
    length: int
    source_end: int

    @classmethod
    def identity(cls, length: int, source_start: int = 0) -> OffsetMap:
        """The map of a text that stands unchanged at ``source_start``."""
        return cls((0,), (source_start,), length, source_start + length)

    def to_source(self, offset: int) -> int:
        """Source offset of the derived character ``offset`` (``length`` gives the source's end)."""
        if offset >= self.length:
            return self.source_end
        run = bisect_right(self.derived, offset) - 1
        return self.source[run] + offset - self.derived[run]

    def span_to_source(self, start: int, end: int) -> tuple[int, int]:
        """Source span of the derived span; an empty span stays empty.

        It never reaches beyond ``source_end``, though an inserted character counts as one there.
        """
        first = self.to_source(start)
        if end <= start:
            return first, first
        return first, max(first, min(self.to_source(end - 1) + 1, self.source_end))

    def to_derived(self, offset: int) -> int:
        """Derived offset of the first character that stands at or behind source ``offset``.

        Of several characters made from one, and of what was inserted before it, it is the last.
        """
        run = bisect_right(self.source, offset) - 1
        if run < 0:
            return 0
        end = self.derived[run + 1] if run + 1 < len(self.derived) else self.length
        return min(self.derived[run] + offset - self.source[run], end)

    def cut(self, start: int, end: int) -> OffsetMap:
        """The map of the derived text's slice ``[start:end]``."""
        start, end = max(0, start), min(end, self.length)
        if end <= start:
            place = self.to_source(start)
            return OffsetMap((0,), (place,), 0, place)
        first = bisect_right(self.derived, start) - 1
        last = bisect_right(self.derived, end - 1) - 1
        derived = [0, *(d - start for d in self.derived[first + 1 : last + 1])]
        source = [self.to_source(start), *self.source[first + 1 : last + 1]]
        source_end = min(self.to_source(end - 1) + 1, self.source_end)
        return OffsetMap(tuple(derived), tuple(source), end - start, source_end)

    def after(self, edits: Sequence[Edit]) -> OffsetMap:
        """The map after ``edits`` (ascending, not overlapping, in derived offsets) were applied.

        A replacement of the same length stays aligned character by character. Any other one's
        characters map into the replaced source span from its start onwards; those that are more than
        the span has all map to its last character, or to its place where it is empty.
        """
        pieces: list[tuple[int, int]] = []  # (derived start, source start) of each run
        position = 0  # in the new text
        cursor = 0  # in the old text

        def keep(start: int, end: int) -> None:
            nonlocal position
            if end <= start:
                return
            part = self.cut(start, end)
            pieces.extend((position + d, s) for d, s in zip(part.derived, part.source, strict=True))
            position += end - start

        for edit in edits:
            keep(cursor, edit.start)
            if len(edit.after) == edit.end - edit.start:
                keep(edit.start, edit.end)
            elif edit.after:
                place, end = self.span_to_source(edit.start, edit.end)
                aligned = min(end - place, len(edit.after))
                if aligned:
                    pieces.append((position, place))
                last = max(place, end - 1)
                pieces.extend((position + i, last) for i in range(aligned, len(edit.after)))
                position += len(edit.after)
            cursor = edit.end
        keep(cursor, self.length)
        if not pieces:
            place = self.to_source(0)
            return OffsetMap((0,), (place,), 0, self.source_end)
        merged: list[tuple[int, int]] = []
        for derived, source in pieces:
            if merged and derived - merged[-1][0] == source - merged[-1][1]:
                continue
            merged.append((derived, source))
        return OffsetMap(
            tuple(d for d, _ in merged), tuple(s for _, s in merged), position, self.source_end
        )


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with ``edits`` (ascending, not overlapping) applied."""
    out: list[str] = []
    cursor = 0
    for edit in edits:
        if edit.start < cursor:
            raise ValueError(f"edits overlap or are out of order at {edit.start}")
        out.append(text[cursor : edit.start])
        out.append(edit.after)
        cursor = edit.end
    out.append(text[cursor:])
    return "".join(out)
