"""The segments of a review with what is known of each: revision, section, findings, light.

Only the segments that an edit can concern are checked again: those changed, for one English per
source those with the same source, and those whose abbreviations it explains or no longer does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from toolkit.document import Document, Finding, Section, Segment
from toolkit.errors import ReviewError
from toolkit.quality import (
    Calibration,
    Light,
    ShortTerm,
    check_consistency,
    check_first_uses,
    check_segment,
    find_short_terms,
    light_of,
)

__all__ = ["Item", "Prepared", "SectionRange", "Store", "revision_of"]


@dataclass(frozen=True, slots=True)
class Item:
    """A segment as the review shows it."""

    segment: Segment
    revision: int
    """Stands for all a person may have changed: equal only where nothing of it differs, also after
    the review was closed and opened again. A browser holds it exactly (it is below 2**52)."""
    section: str
    """The id of the section it stands in."""
    findings: tuple[Finding, ...]
    open: tuple[Finding, ...]
    """The findings that were not ignored."""
    light: Light | None
    """None where a person has seen to it."""
    position: int
    """0-based, in document order."""
    opened: Segment
    """As it was in the file when the review was opened."""

    @property
    def changed(self) -> bool:
        """Whether its English or state was ever changed by a person."""
        return bool(self.segment.history)


class SectionRange(NamedTuple):
    """A section and the positions of its segments, those of its subsections included."""

    section: Section
    start: int
    end: int


def revision_of(segment: Segment) -> int:
    """See :attr:`Item.revision`."""
    seen = [
        segment.target,
        segment.state,
        [[note.author, note.text] for note in segment.notes],
        segment.ignored,
        len(segment.history),
        segment.history[-1].when if segment.history else "",
    ]
    digest = hashlib.blake2b(json.dumps(seen).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 12


class Prepared(NamedTuple):
    """What changed segments lead to, worked out and not yet taken over."""

    items: list[Item]
    inconsistent: dict[str, Finding | None]
    """By id: what the comparison of equal sources says now."""
    short_terms: dict[int, list[ShortTerm]]
    """Of the whole document, by position."""
    first_uses: dict[str, list[Finding]]
    """Of the whole document, by id: abbreviations that were not spelled out before."""


class Store:
    """The document of a review. Not thread-safe by itself.

    Checking thousands of segments takes seconds, so it is done bit by bit: :meth:`known` checks the
    segment that is asked for, :meth:`check_next` the first that are not checked yet. Until then an
    item has no findings and no light.
    """

    def __init__(self, opened: Document, changed: Mapping[str, Segment]) -> None:
        self.opened = opened
        """What the file held."""
        self.items: list[Item] = []
        """In document order."""
        self.sections: list[SectionRange] = []
        """In document order, each before its subsections."""
        self._calibration = Calibration.parse(opened.signature.get("confidence", ""))
        self._positions: dict[str, int] = {}
        self._same: dict[str, list[int]] = {}
        """Positions by source."""
        self._document: Document | None = None
        self._lay_out(opened.root)
        for section in opened.sections():
            for segment in section.segments:
                self._add(section.id, segment, changed.get(segment.id, segment))
        self._inconsistent: dict[str, Finding | None] = {
            **check_consistency(item.segment for item in self.items)
        }
        self._short_terms = {
            item.position: terms for item in self.items if (terms := find_short_terms(item.segment))
        }
        self._first_uses = check_first_uses([i.segment for i in self.items], self._short_terms)
        self._checked = bytearray(len(self.items))
        self._first = 0
        """No position before it is unchecked."""

    @property
    def checked(self) -> int:
        """How many segments have been checked."""
        return self._checked.count(1)

    def item(self, segment_id: str) -> Item:
        """The segment of that id, checked; raises ReviewError."""
        position = self._positions.get(segment_id)
        if position is None:
            raise ReviewError(f"there is no segment {segment_id!r}; load the page again")
        return self.known(position)

    def known(self, position: int) -> Item:
        """The segment at that position, checked."""
        if not self._checked[position]:
            item = self.items[position]
            own = check_segment(item.segment)
            self.items[position] = self._item(
                item, item.segment, own, self._others(item.segment.id)
            )
            self._checked[position] = 1
        return self.items[position]

    def check_next(self, count: int | None = None) -> bool:
        """Check ``count`` segments more, all by default; whether some are left."""
        end = len(self.items) if count is None else self._first + count
        for position in range(self._first, min(end, len(self.items))):
            self.known(position)
        self._first = min(end, len(self.items))
        return self._first < len(self.items)

    def range_of(self, section_id: str) -> SectionRange:
        """The section of that id; raises ReviewError."""
        for found in self.sections:
            if found.section.id == section_id:
                return found
        raise ReviewError(f"there is no section {section_id!r}; load the page again")

    def current(self, section: Section) -> Section:
        """``section`` with its own segments as they stand, those of its subsections left out."""
        own = (self.items[self._positions[segment.id]] for segment in section.segments)
        return replace(section, segments=tuple(item.segment for item in own), sections=())

    def document(self) -> Document:
        """The document as it stands, without findings."""
        if self._document is None:
            self._document = self.opened.with_segments(
                {i.segment.id: i.segment for i in self.items}
            )
        return self._document

    def prepare(self, segments: Iterable[Segment]) -> Prepared:
        """What these changed segments lead to."""
        changed = {self._positions[segment.id]: segment for segment in segments}
        inconsistent: dict[str, Finding | None] = {}
        for source in {segment.source for segment in changed.values()}:
            group = [
                changed.get(position, self.items[position].segment)
                for position in self._same[source]
            ]
            found = check_consistency(group)
            inconsistent |= {s.id: found.get(s.id) for s in group}
        short_terms = self._short_terms | {p: find_short_terms(s) for p, s in changed.items()}
        short_terms = {position: terms for position, terms in short_terms.items() if terms}
        first_uses: dict[str, list[Finding]] = {}
        if short_terms:
            now = [changed.get(item.position, item.segment) for item in self.items]
            first_uses = check_first_uses(now, short_terms)
        moved = {**self._first_uses, **first_uses}
        items = []
        for segment_id in {**inconsistent, **moved}:
            position = self._positions[segment_id]
            item, segment = self.items[position], changed.get(position)
            finding = inconsistent.get(segment_id, self._inconsistent.get(segment_id))
            others = _together(finding, first_uses.get(segment_id))
            if segment is None:
                if self._checked[position] and others != self._others(segment_id):
                    own = _own(item.findings)
                    items.append(self._item(item, item.segment, own, others))
            elif _checked_text(segment) == _checked_text(item.segment):
                items.append(self._item(item, segment, _own(self.known(position).findings), others))
            else:
                items.append(self._item(item, segment, check_segment(segment), others))
        return Prepared(items, inconsistent, short_terms, first_uses)

    def commit(self, prepared: Prepared) -> None:
        """Take over what :meth:`prepare` gave."""
        for item in prepared.items:
            self.items[item.position] = item
            self._checked[item.position] = 1
        self._inconsistent |= prepared.inconsistent
        self._short_terms, self._first_uses = prepared.short_terms, prepared.first_uses
        self._document = None

    def _add(self, section: str, before: Segment, now: Segment) -> None:
        position = len(self.items)
        self._positions[now.id] = position
        self._same.setdefault(now.source, []).append(position)
        self.items.append(Item(now, revision_of(now), section, (), (), None, position, before))

    def _others(self, segment_id: str) -> tuple[Finding, ...]:
        """What other segments say of this one."""
        return _together(self._inconsistent.get(segment_id), self._first_uses.get(segment_id))

    def _item(
        self,
        item: Item,
        segment: Segment,
        own: tuple[Finding, ...],
        others: tuple[Finding, ...],
    ) -> Item:
        findings = (*own, *others)
        still_open = tuple(f for f in findings if f.key not in segment.ignored)
        return replace(
            item,
            segment=segment,
            revision=item.revision if segment is item.segment else revision_of(segment),
            findings=findings,
            open=still_open,
            light=light_of(segment, still_open, self._calibration),
        )

    def _lay_out(self, section: Section, start: int = 0) -> int:
        # Recursion is as deep as the outline, which toolkit.outline and the reader bound.
        place = len(self.sections)
        self.sections.append(SectionRange(section, start, start))
        end = start + len(section.segments)
        for child in section.sections:
            end = self._lay_out(child, end)
        self.sections[place] = SectionRange(section, start, end)
        return end


def _own(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Without what other segments say."""
    return tuple(finding for finding in findings if finding.code != "inconsistent")


def _together(finding: Finding | None, more: list[Finding] | None) -> tuple[Finding, ...]:
    return (*(() if finding is None else (finding,)), *(more or ()))


def _checked_text(segment: Segment) -> tuple[object, ...]:
    """All that the checks look at and an edit can change."""
    return segment.target, segment.constraints, segment.tried
