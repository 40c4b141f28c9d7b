"""Terms: asked for and not there, or forbidden and there."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.document import Finding, Segment
from toolkit.engine import locate
from toolkit.quality.findings import make_finding

__all__ = ["check_terms"]


def check_terms(segment: Segment) -> Iterator[Finding]:
    """A finding for each term whose English, or an allowed variant of it, is not in the target."""
    terms = [c for c in segment.constraints if c.kind == "term"]
    for term in locate(terms, segment.target):
        if term.target_span is None:
            chinese = segment.source[term.start : term.end]
            yield make_finding(
                segment,
                "term-missing",
                f"{chinese} should be “{term.target}”",
                detail=f"{chinese}@{term.start}",
                source=(term.start, term.end),
            )
