"""What the source lost: a reviewer has to find it out, the English cannot have it."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.document import Finding, Segment
from toolkit.quality.findings import make_finding

__all__ = ["check_damage"]


def check_damage(segment: Segment) -> Iterator[Finding]:
    """One finding for each place where the segment's source lost something."""
    for index, damage in enumerate(segment.damage):
        start = segment.offsets.to_derived(damage.start)
        end = segment.offsets.to_derived(damage.end) if damage.end > damage.start else start
        yield make_finding(
            segment,
            "source-damage",
            damage.message,
            detail=f"{damage.kind}{index}",
            source=(min(start, len(segment.source)), min(max(start, end), len(segment.source))),
        )
