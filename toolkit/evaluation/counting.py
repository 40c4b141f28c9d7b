"""Counting what came out right: terms, numbers by value, and translations that are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from toolkit.document import Finding, Segment
from toolkit.numerals import find_values
from toolkit.quality import check_segment
from toolkit.traditional import to_simplified

__all__ = ["Checked", "Counts", "check_each", "count"]


class Checked(NamedTuple):
    """A translated segment and its findings, those of the segment by itself."""

    segment: Segment
    findings: tuple[Finding, ...]


def check_each(segments: Iterable[Segment]) -> list[Checked]:
    """The segments with what ``zhdoc check`` finds in each by itself (toolkit.quality)."""
    return [Checked(segment, check_segment(segment)) for segment in segments]


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of a set of translated segments."""

    segments: int
    terms: int
    """Terms that were set, or for a model without constraints, looked for."""
    terms_right: int
    """Those whose English, a variant or their plural is in the translation."""
    numbers: int
    """Values of the sources that a translation must say, those inside terms left out."""
    numbers_right: int
    numbers_added: int
    """Values of the translations that their sources do not say."""
    loops: int
    echoes: int
    empties: int
    untranslated: int
    """Segments with Chinese left in the English."""

    @property
    def term_success(self) -> float | None:
        """Share of the terms that are right, 0 to 1; None without terms."""
        return self.terms_right / self.terms if self.terms else None

    @property
    def number_accuracy(self) -> float | None:
        """Share of the numbers that are right, 0 to 1; None without numbers."""
        return self.numbers_right / self.numbers if self.numbers else None

    def to_json(self) -> dict[str, Any]:
        """The counts and both shares."""
        shares = {"term_success": self.term_success, "number_accuracy": self.number_accuracy}
        return {**asdict(self), **shares}


def count(checked: Iterable[Checked]) -> Counts:
    """The counts of translated segments whose constraints are settled.

    Numbers and faults are those of the findings.
    """
    total: Counter[str] = Counter()
    for segment, findings in checked:
        total["segments"] += 1
        terms = [c for c in segment.constraints if c.kind == "term"]
        total["terms"] += len(terms)
        total["terms_right"] += sum(c.target_span is not None for c in terms)
        codes = Counter(finding.code for finding in findings)
        numbers = _numbers(segment)
        wrong = numbers if codes["empty"] or codes["echo"] else min(numbers, codes["number"])
        total["numbers"] += numbers
        total["numbers_right"] += numbers - wrong
        total["numbers_added"] += codes["addition"]
        total["loops"] += bool(codes["loop"])
        total["echoes"] += bool(codes["echo"])
        total["empties"] += bool(codes["empty"])
        total["untranslated"] += bool(codes["untranslated"])
    return Counts(**{name: total[name] for name in Counts.__dataclass_fields__})


def _numbers(segment: Segment) -> int:
    """How many values the segment's English has to say."""
    shift = len(segment.label)
    terms = [(c.start - shift, c.end - shift) for c in segment.constraints if c.kind == "term"]
    return sum(
        value.required and all(value.end <= start or end <= value.start for start, end in terms)
        for value in find_values(to_simplified(segment.body))
    )
