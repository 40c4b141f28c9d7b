"""Findings made, in one place, so that a key and "ignored" survive a new run; sorted by segment."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from toolkit.document import Document, Finding, Segment, Severity, Span
from toolkit.quality.catalogue import CATALOGUE

__all__ = ["by_segment", "make_finding", "open_findings"]


def make_finding(
    segment: Segment,
    code: str,
    message: str,
    *,
    detail: str = "",
    severity: Severity | None = None,
    source: Span | None = None,
    target: Span | None = None,
) -> Finding:
    """A finding on ``segment``; ``detail`` tells two of one code apart (the number, the term).

    The key is made of the source's hash, the code and the detail, so it stays the same while the
    English around it changes.
    """
    kind = CATALOGUE[code]
    digest = hashlib.sha256(f"{segment.hash}\0{code}\0{detail}".encode()).hexdigest()[:12]
    return Finding(
        key=f"{code}-{digest}",
        code=code,
        mqm=kind.mqm,
        severity=severity or kind.severity,
        segment=segment.id,
        message=message,
        source=source,
        target=target,
        tried=segment.tried,
    )


def open_findings(document: Document) -> tuple[Finding, ...]:
    """The findings that no reviewer chose to ignore."""
    ignored = {(s.id, key) for s in document.segments() for key in s.ignored}
    return tuple(f for f in document.findings if (f.segment, f.key) not in ignored)


def by_segment(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """``findings`` by their segment's id, in their order."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.segment, []).append(finding)
    return found
