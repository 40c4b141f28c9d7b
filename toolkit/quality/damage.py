"""What the source lost: a reviewer has to find it out, the English cannot have it."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.document import Finding, Segment
from toolkit.quality.findings import make_finding

__all__ = ["check_damage"]


def check_damage(segment: Segment) -> Iterator[Finding]:
    """One finding for each place where the segment's source lost something."""
    for index, damage in enumerate(segment.damage):
        yield make_finding(
            segment,
            "source-damage",
            damage.message,
            detail=f"{damage.kind}{index}",
            source=segment.damage_span(damage),
        )
