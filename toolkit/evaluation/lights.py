"""What the confidence lights are worth: each light's segments against their references."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from toolkit.document import Segment
from toolkit.evaluation.counting import Checked
from toolkit.evaluation.scores import chrf_of_each, score
from toolkit.quality import LIGHTS, Calibration, Light, light_of

__all__ = ["GOOD", "LightFigures", "measure_lights"]

GOOD = 50.0
"""chrF2 of a segment from which its English counts as good."""

_WORST = {"major", "critical"}


@dataclass(frozen=True, slots=True)
class LightFigures:
    """The segments of one light."""

    light: Light
    segments: int
    without_finding: int
    good: int
    """Without a finding, and chrF2 of at least :data:`GOOD`."""
    with_major: int
    """With a major or critical finding."""
    chrf: float | None
    """chrF2 of all of them together; None where there are none."""

    def to_json(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self)


def measure_lights(
    checked: Sequence[Checked], references: Sequence[str], calibration: Calibration | None
) -> tuple[LightFigures, ...]:
    """The figures of each light."""
    scores = chrf_of_each([segment.target for segment, _ in checked], references)
    rows: dict[Light, list[tuple[Segment, str, set[str], float]]] = {name: [] for name in LIGHTS}
    for (segment, findings), reference, chrf in zip(checked, references, scores, strict=True):
        light = light_of(segment, findings, calibration)
        if light is not None:
            severities: set[str] = {finding.severity for finding in findings}
            rows[light].append((segment, reference, severities, chrf))
    figures = []
    for name, members in rows.items():
        pairs = [(segment.target, reference) for segment, reference, _, _ in members]
        figures.append(
            LightFigures(
                name,
                segments=len(members),
                without_finding=sum(not found for _, _, found, _ in members),
                good=sum(not found and chrf >= GOOD for _, _, found, chrf in members),
                with_major=sum(bool(found & _WORST) for _, _, found, _ in members),
                chrf=score(*zip(*pairs, strict=True)).chrf if pairs else None,
            )
        )
    return tuple(figures)
