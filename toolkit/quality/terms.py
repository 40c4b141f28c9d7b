"""Terms: asked for and not there, or forbidden and there."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.document import Constraint, Finding, Segment
from toolkit.engine import locate
from toolkit.quality.findings import make_finding

__all__ = ["check_terms"]


def check_terms(segment: Segment) -> Iterator[Finding]:
    """A finding for each term whose English, or an allowed variant of it, is not in the target, and
    for each forbidden rendering that is there and not part of something asked for."""
    terms = [c for c in segment.constraints if c.kind == "term"]
    located = locate(terms, segment.target)
    allowed = [term.target_span for term in located if term.target_span is not None]
    for term in located:
        chinese = segment.source[term.start : term.end]
        if term.target_span is None:
            yield make_finding(
                segment,
                "term-missing",
                f"{chinese} should be “{term.target}”",
                detail=f"{chinese}@{term.start}",
                source=(term.start, term.end),
            )
        for english in term.forbidden:
            (found,) = locate([Constraint("term", 0, 0, english)], segment.target)
            span = found.target_span
            if span is not None and not any(s < span[1] and span[0] < e for s, e in allowed):
                yield make_finding(
                    segment,
                    "term-forbidden",
                    f"{chinese} must not be “{english}” but “{term.target}”",
                    detail=f"{chinese}>{english}",
                    source=(term.start, term.end),
                    target=span,
                )
