"""The segments of a review with what is known of each: revision, section, findings, light.

Only the segments that an edit can concern are checked again: those changed, and for one English per
source those with the same source.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from toolkit.document import Document, Finding, Section, Segment
from toolkit.errors import ReviewError
from toolkit.quality import Calibration, Light, check_consistency, check_segment, light_of

__all__ = ["Item", "SectionRange", "Store", "revision_of"]


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


class Store:
    """The document of a review; ``opened`` is what its file held. Not thread-safe by itself."""

    def __init__(self, opened: Document, changed: Mapping[str, Segment]) -> None:
        self._outline = opened
        self._calibration = Calibration.parse(opened.signature.get("confidence", ""))
        self.items: list[Item] = []
        """In document order."""
        self.sections: list[SectionRange] = []
        """In document order, each before its subsections."""
        self.positions: dict[str, int] = {}
        self._same: dict[str, list[int]] = {}
        self._document: Document | None = None
        self._number(opened.root)
        before = [(section.id, s) for section in opened.sections() for s in section.segments]
        segments = [changed.get(segment.id, segment) for _, segment in before]
        self.positions = {segment.id: position for position, segment in enumerate(segments)}
        for position, segment in enumerate(segments):
            self._same.setdefault(segment.source, []).append(position)
        inconsistent = check_consistency(segments)
        for position, ((section, first), segment) in enumerate(zip(before, segments, strict=True)):
            found = check_segment(segment)
            if segment.id in inconsistent:
                found = (*found, inconsistent[segment.id])
            item = Item(segment, 0, section, (), (), None, position, first)
            self.items.append(self._known(item, segment, found))

    def item(self, segment_id: str) -> Item:
        """The segment of that id; raises ReviewError."""
        position = self.positions.get(segment_id)
        if position is None:
            raise ReviewError(f"there is no segment {segment_id!r}; load the page again")
        return self.items[position]

    def range_of(self, section_id: str) -> SectionRange:
        """The section of that id; raises ReviewError."""
        for found in self.sections:
            if found.section.id == section_id:
                return found
        raise ReviewError(f"there is no section {section_id!r}; load the page again")

    def current(self, section: Section) -> Section:
        """``section`` with its own segments as they stand, those of its subsections aside."""
        segments = tuple(self.item(segment.id).segment for segment in section.segments)
        return replace(section, segments=segments, sections=())

    def document(self) -> Document:
        """The document as it stands, with its findings."""
        if self._document is None:
            document = self._outline.with_segments({i.segment.id: i.segment for i in self.items})
            findings = tuple(finding for item in self.items for finding in item.findings)
            self._document = replace(document, findings=findings)
        return self._document

    def prepare(self, segments: Iterable[Segment]) -> list[Item]:
        """The items that these changed segments lead to; nothing is changed yet."""
        changed = {self.positions[segment.id]: segment for segment in segments}
        prepared: dict[int, Item] = {}
        for position, segment in changed.items():
            item = self.items[position]
            own = tuple(f for f in item.findings if f.code != "inconsistent")
            if (segment.target, segment.constraints) != (
                item.segment.target,
                item.segment.constraints,
            ):
                own = check_segment(segment)
            prepared[position] = self._known(item, segment, own)
        for source in {segment.source for segment in changed.values()}:
            group = [prepared.get(p, self.items[p]) for p in self._same[source]]
            inconsistent = check_consistency(item.segment for item in group)
            for item in group:
                findings = [f for f in item.findings if f.code != "inconsistent"]
                if item.segment.id in inconsistent:
                    findings.append(inconsistent[item.segment.id])
                if tuple(findings) != item.findings:
                    prepared[item.position] = self._known(item, item.segment, tuple(findings))
        return list(prepared.values())

    def commit(self, prepared: Sequence[Item]) -> None:
        """Take over what :meth:`prepare` gave."""
        for item in prepared:
            self.items[item.position] = item
        self._document = None

    def _known(self, item: Item, segment: Segment, findings: tuple[Finding, ...]) -> Item:
        still_open = tuple(f for f in findings if f.key not in segment.ignored)
        return replace(
            item,
            segment=segment,
            revision=revision_of(segment),
            findings=findings,
            open=still_open,
            light=light_of(segment, still_open, self._calibration),
        )

    def _number(self, section: Section, start: int = 0) -> int:
        # Recursion is as deep as the outline, which toolkit.outline and the reader bound.
        place = len(self.sections)
        self.sections.append(SectionRange(section, start, start))
        end = start + len(section.segments)
        for child in section.sections:
            end = self._number(child, end)
        self.sections[place] = SectionRange(section, start, end)
        return end
