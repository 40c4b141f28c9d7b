"""All checks of a segment, and those that need the whole document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from toolkit.document import Document, Finding, Segment
from toolkit.engine import locate
from toolkit.quality.abbreviations import check_first_uses
from toolkit.quality.damage import check_damage
from toolkit.quality.findings import make_finding
from toolkit.quality.invented import check_names
from toolkit.quality.numbers import check_numbers
from toolkit.quality.terms import check_terms
from toolkit.quality.text import check_text

__all__ = ["check_consistency", "check_document", "check_segment", "with_findings"]

_WITHOUT_ENGLISH = {"empty", "echo"}


def check_segment(segment: Segment) -> tuple[Finding, ...]:
    """The findings of one segment, in the order of the checks.

    Where there is no English at all, its missing numbers and terms are not listed one by one.
    """
    found = list(check_text(segment))
    if not any(finding.code in _WITHOUT_ENGLISH for finding in found):
        terms = locate(
            [c for c in segment.constraints if c.kind == "term"], segment.target, exact=False
        )
        found.extend(check_numbers(segment, terms))
        found.extend(check_terms(segment, terms))
        found.extend(check_names(segment, terms))
    found.extend(check_damage(segment))
    return _told_apart(found)


def _told_apart(findings: list[Finding]) -> tuple[Finding, ...]:
    """Findings with a key each: the second of two equal ones (a number added twice) is ``…-2``."""
    seen: Counter[str] = Counter()
    apart = []
    for finding in findings:
        seen[finding.key] += 1
        number = seen[finding.key]
        apart.append(replace(finding, key=f"{finding.key}-{number}") if number > 1 else finding)
    return tuple(apart)


def check_document(document: Document) -> tuple[Finding, ...]:
    """Every finding, in document order."""
    segments = list(document.segments())
    inconsistent = check_consistency(segments)
    unexplained = check_first_uses(segments)
    found: list[Finding] = []
    for segment in segments:
        found.extend(check_segment(segment))
        if segment.id in inconsistent:
            found.append(inconsistent[segment.id])
        found.extend(unexplained.get(segment.id, ()))
    return tuple(found)


def with_findings(document: Document) -> Document:
    """``document`` carrying the findings of :func:`check_document`."""
    return replace(document, findings=check_document(document))


def check_consistency(segments: Iterable[Segment]) -> dict[str, Finding]:
    """By id, segments with the same source as an earlier one and other English."""
    first: dict[str, Segment] = {}
    found: dict[str, Finding] = {}
    for segment in segments:
        body = segment.body.strip()
        if len(body) < 4 or not segment.target:
            continue
        english = segment.target.casefold().rstrip(".")
        earlier = first.setdefault(segment.source, segment)
        if english != earlier.target.casefold().rstrip("."):
            found[segment.id] = make_finding(
                segment,
                "inconsistent",
                f"the same source is translated otherwise in {earlier.id}: {earlier.target}",
                detail=earlier.source,
            )
    return found
