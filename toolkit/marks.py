"""Places in a segment's two texts that a reader sees marked: terms, numbers, findings.

The HTML page and the review app both draw what this finds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit.document import Constraint, Fate, Finding, Segment, Severity

__all__ = ["FATES", "Mark", "MarkKind", "TermStatus", "describe", "mark_constraint", "pair_marks"]

MarkKind = Literal["term", "number", "lost", "finding"]
"""What is marked: a term, a number, the place of a lost number, or what a finding is about."""

TermStatus = Literal["", "preferred", "admitted", "forbidden"]
"""What the glossary says of the English that a term has: see toolkit.terms.entries."""

FATES = {
    "enforced": "copied from the inline form",
    "produced": "produced by the model",
    "repaired": "put in afterwards by code",
    "missing": "missing in the English",
    None: "not checked",
}
"""What a constraint's fate means to a reader."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text: of a pair (``key`` links its two sides), or of a finding (``severity``)."""

    start: int
    end: int
    kind: MarkKind
    title: str
    key: str = ""
    fate: Fate | None = None
    """Of a pair: what became of the constraint; None where nobody looked."""
    severity: Severity | None = None
    status: TermStatus = ""
    """Of a term, where the glossary was asked."""

    @property
    def css(self) -> str:
        """The classes that toolkit/bilingual/page.css and the review app draw it by."""
        if self.severity is not None:
            return f"{self.kind} {self.severity}"
        return f"{self.kind} {self.fate or 'unchecked'} {self.status}".rstrip()


def pair_marks(segment: Segment, findings: Sequence[Finding]) -> tuple[list[Mark], list[Mark]]:
    """The marks of the segment's source and of its target."""
    source: list[Mark] = []
    target: list[Mark] = []
    for number, constraint in enumerate(segment.constraints, 1):
        here, there = mark_constraint(segment, constraint, str(number))
        source.append(here)
        if there is not None:
            target.append(there)
    for finding in findings:
        for marks, span in ((source, finding.source), (target, finding.target)):
            if span is not None:
                marks.append(Mark(*span, "finding", finding.message, severity=finding.severity))
    return source, target


def mark_constraint(
    segment: Segment, constraint: Constraint, key: str, status: TermStatus = ""
) -> tuple[Mark, Mark | None]:
    """A constraint's place in the source, and in the target where it is there."""
    kind: MarkKind = "number"
    if constraint.kind in ("term", "lost"):
        kind = "term" if constraint.kind == "term" else "lost"
    title, fate = describe(segment, constraint), constraint.fate
    here = Mark(constraint.start, constraint.end, kind, title, key, fate, None, status)
    if constraint.target_span is None:
        return here, None
    return here, Mark(*constraint.target_span, kind, title, key, fate, None, status)


def describe(segment: Segment, constraint: Constraint) -> str:
    """A constraint in words: kind, both sides, fate."""
    chinese = segment.source[constraint.start : constraint.end] or "lost in the source"
    kind = "lost number" if constraint.kind == "lost" else constraint.kind
    return f"{kind}: {chinese} → {constraint.target} ({FATES[constraint.fate]})"
