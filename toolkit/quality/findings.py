"""Making findings: one place gives them their keys, so that "ignored" survives a new run."""

from __future__ import annotations

import hashlib

from toolkit.document import Finding, Segment, Severity, Span
from toolkit.quality.catalogue import CATALOGUE

__all__ = ["make_finding"]


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
