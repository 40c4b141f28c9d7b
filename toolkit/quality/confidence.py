"""How far a machine's segment can be trusted: a traffic light, not a percentage.

- ``red``: no English, or an open major or critical finding, or English that is probably poor.
- ``green``: no finding of any kind, and English that is probably good, or that a person approved for
  the same source in another document.
- ``amber``: everything between, and everything where the model has no calibration.

"Probably" comes from a logistic regression on what is known without a reference: the model's mean
log-probability a token, the length of the source, how much of it code decided, whether the model had to
be asked again. Its weights belong to one model and come with its package (``metadata.json``,
"confidence"; training/calibrate.py fits them on the held-out development pairs).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Literal, get_args

from toolkit.document import Document, Finding, Hypothesis, Segment
from toolkit.quality.findings import by_segment, open_findings

__all__ = ["LIGHTS", "Calibration", "Light", "features", "light_of", "lights"]

Light = Literal["green", "amber", "red"]
LIGHTS: tuple[Light, ...] = get_args(Light)

_BY_CODE = frozenset({"glossary", "numerals", "copied"})
"""Origins of English that no model made."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of a logistic regression, and the chances from which a segment is green or red."""

    intercept: float
    score: float
    """For the mean log-probability a token, at most 0."""
    length: float
    """For log2 of the number of source characters."""
    decided: float
    """For the share of the source's characters that constraints cover, 0 to 1."""
    tried: float
    """For 1 where the model had to be asked again."""
    green: float
    red: float

    @classmethod
    def parse(cls, text: str) -> Calibration | None:
        """From a signature's or metadata's JSON; None where it is none."""
        try:
            values = json.loads(text)
            numbers = [float(values[field.name]) for field in fields(cls)]
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return None
        return cls(*numbers) if all(map(math.isfinite, numbers)) else None

    def format(self) -> str:
        """As :meth:`parse` reads it."""
        return json.dumps({name: round(value, 4) for name, value in asdict(self).items()})

    def chance(self, values: tuple[float, float, float, float]) -> float:
        """The chance, 0 to 1, that English with these :func:`features` is good."""
        weights = (self.score, self.length, self.decided, self.tried)
        total = self.intercept + sum(w * v for w, v in zip(weights, values, strict=True))
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


def features(segment: Segment) -> tuple[float, float, float, float] | None:
    """What the regression sees of a segment; None where no model's score is known."""
    score = segment.hypotheses[0].score if segment.hypotheses else None
    if score is None or not math.isfinite(score):
        return None
    length = max(1, len(segment.body))
    covered = sum(c.end - c.start for c in segment.constraints if c.fate != "missing")
    return score, math.log2(length), min(1.0, covered / length), float(bool(segment.tried))


def light_of(
    segment: Segment, findings: Iterable[Finding], calibration: Calibration | None
) -> Light | None:
    """The light of a segment with these open findings; None where a person has seen to it."""
    if segment.reviewed:
        return None
    severities = {finding.severity for finding in findings}
    if not segment.target or severities & {"major", "critical"}:
        return "red"
    first = segment.hypotheses[0] if segment.hypotheses else None
    if first is not None and (first.origin in _BY_CODE or _approved_before(first)):
        return "amber" if severities else "green"
    values = features(segment)
    if values is None or calibration is None:
        return "amber"
    chance = calibration.chance(values)
    if chance < calibration.red:
        return "red"
    return "green" if chance >= calibration.green and not severities else "amber"


def _approved_before(hypothesis: Hypothesis) -> bool:
    """Whether a person approved this English for the very same Chinese."""
    match = hypothesis.match
    return match is not None and match.kind in ("context", "exact")


def lights(document: Document) -> Mapping[str, Light]:
    """The light of every segment that has one, by id, from the document's findings and signature."""
    calibration = Calibration.parse(document.signature.get("confidence", ""))
    still_open = by_segment(open_findings(document))
    shown = {}
    for segment in document.segments():
        light = light_of(segment, still_open.get(segment.id, ()), calibration)
        if light is not None:
            shown[segment.id] = light
    return shown
