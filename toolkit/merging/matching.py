"""Which segment each row of an edited file belongs to: by id and source hash, else by its Chinese."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.bilingual.review_table import plain
from toolkit.bilingual.rows import Row
from toolkit.document import Document, Segment
from toolkit.editing import cleaned

__all__ = ["Matching", "Refused", "match", "same_english", "visible"]


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is not taken."""

    row: Row
    reason: str
    """For the person who made the row: why, and what would help."""
    segment: str = ""
    """The segment it was meant for, where that is known."""
    other: bool = False
    """Whether it is about another Chinese than that segment's."""


@dataclass(frozen=True, slots=True)
class Matching:
    """What became of every row."""

    rows: dict[str, Row]
    """One row for a segment, by the segment's id, in the document's order."""
    refused: tuple[Refused, ...]
    foreign: int
    """Rows of a translation memory whose Chinese is not in the document."""


def match(
    document: Document, rows: Sequence[Row], *, in_order: bool = False, memory: bool = False
) -> Matching:
    """Find the segment of every row.

    A row belongs to the segment of its id where hash and Chinese say so too (white space and Unicode
    normalisation aside). One whose id is unknown, or now means another sentence, belongs to the
    segment that has its Chinese (and its hash), if only one has it. ``in_order`` pairs such rows of
    one Chinese with as many segments, one after the other, as the files of CAT tools keep them. A row
    without any id was added by a person. ``memory`` says that the rows are a translation memory's:
    what the document does not have is no mistake there.
    """
    found = _Found(document)
    for row in rows:
        found.add(row, memory=memory)
    found.resolve(in_order=in_order)
    united: dict[str, Row] = {}
    for segment in found.segments.values():
        if (one := found.united(segment)) is not None:
            united[segment.id] = one
    return Matching(united, tuple(found.refused), found.foreign)


def same_english(one: str, other: str) -> bool:
    """Whether two texts are one English: cleaned, and where the first is as a keyboard has it (an
    office program left it), without the other's non-breaking and soft marks."""
    one, other = cleaned(one), cleaned(other)
    return one == other or (one == visible(one) and one == visible(other))


def visible(text: str) -> str:
    """``text`` with spaces, hyphens and line breaks as an office program leaves them."""
    return "\n".join(plain(text).splitlines())


class _Found:
    def __init__(self, document: Document) -> None:
        self.segments = {segment.id: segment for segment in document.segments()}
        self.by_source: dict[str, list[Segment]] = {}
        for segment in self.segments.values():
            self.by_source.setdefault(_key(segment.source), []).append(segment)
        self.rows: dict[str, list[Row]] = {}
        self.ambiguous: dict[str, list[Row]] = {}
        self.refused: list[Refused] = []
        self.foreign = 0

    def add(self, row: Row, *, memory: bool) -> None:
        segment = self.segments.get(row.id) if row.id else None
        if row.trouble:
            self._refuse(row, row.trouble, segment)
            return
        if segment is not None and not _differs(row, segment):
            self._take(segment, row)
            return
        same = [s for s in self.by_source.get(_key(row.source), []) if not _differs(row, s)]
        if segment is not None and not same:
            if memory:
                self.foreign += 1
            else:
                self.refused.append(Refused(row, _differs(row, segment), segment.id, other=True))
        elif not row.id and not memory:
            self._added(row, same)
        elif len(same) == 1:
            self._take(same[0], row)
        elif same:
            self.ambiguous.setdefault(_key(row.source), []).append(row)
        elif memory:
            self.foreign += 1
        else:
            self._refuse(
                row, f"no segment has the id {row.id} or this Chinese; is it of another document?"
            )

    def resolve(self, *, in_order: bool) -> None:
        """Deal with the rows whose Chinese stands in several segments."""
        for key, rows in self.ambiguous.items():
            free = [s for s in self.by_source[key] if s.id not in self.rows]
            if in_order and len(rows) == len(free):
                for segment, row in zip(free, rows, strict=True):
                    self._take(segment, row)
                continue
            for row in rows:
                if free and all(same_english(row.target, s.target) for s in free):
                    for segment in free:
                        self._take(segment, row)
                else:
                    names = ", ".join(segment.id for segment in self.by_source[key])
                    self._refuse(
                        row,
                        f"its Chinese stands in {names}; give the row the id of the one it means",
                    )

    def united(self, segment: Segment) -> Row | None:
        """The one row for ``segment``; several count as one where their English is the same."""
        rows = self.rows.get(segment.id, [])
        if not rows:
            return None
        first = rows[0]
        if any(cleaned(row.target) != cleaned(first.target) for row in rows):
            places = ", ".join(row.place for row in rows)
            for row in rows:
                reason = f"several rows ({places}) have different English for it; keep one of them"
                self._refuse(row, reason, segment)
            return None
        states = [row.state for row in rows if row.state is not None]
        said = list(dict.fromkeys(row.comment for row in rows if row.comment is not None))
        return replace(
            first,
            state="approved" if "approved" in states else states[0] if states else None,
            comment="\n".join(said) if said else None,
            rejected=any(row.rejected for row in rows),
        )

    def _added(self, row: Row, same: list[Segment]) -> None:
        if len(same) == 1 and same_english(row.target, same[0].target) and not row.comment:
            return
        if not (row.source or row.target).strip():
            self._refuse(row, "a remark on no segment; write it in a segment's row")
        else:
            self._refuse(row, "it has no id, so it was added; put its text into a segment's row")

    def _take(self, segment: Segment, row: Row) -> None:
        self.rows.setdefault(segment.id, []).append(row)

    def _refuse(self, row: Row, reason: str, segment: Segment | None = None) -> None:
        self.refused.append(Refused(row, reason, segment.id if segment else ""))


def _differs(row: Row, segment: Segment) -> str:
    """Why ``row`` is not about the Chinese of ``segment``; "" where it is."""
    if row.source and _key(row.source) != _key(segment.source):
        return "its Chinese is not the document's; put that back, or work on a new export"
    if row.hash and row.hash != segment.hash:
        return "its hash is that of another Chinese than the document's; work on a new export"
    if not row.source and not row.hash:
        return "it has neither the Chinese nor its hash; put the Chinese back"
    return ""


def _key(source: str) -> str:
    return "".join(unicodedata.normalize("NFC", source).split())
