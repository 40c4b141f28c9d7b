"""What the confidence lights are worth, on segments whose references are known."""

from __future__ import annotations

import pytest

from toolkit.document import Hypothesis, Segment
from toolkit.evaluation import check_each
from toolkit.evaluation.lights import measure_lights
from toolkit.offsets import OffsetMap
from toolkit.quality import Calibration

pytest.importorskip("sacrebleu")

CALIBRATION = Calibration(
    intercept=3.0, score=4.0, length=0.0, decided=0.0, tried=0.0, green=0.8, red=0.2
)
REFERENCE = "The output of enterprises in the district grew steadily."


def segment(number: int, target: str, score: float) -> Segment:
    source = "全区企业产值稳步增长。"
    return Segment(
        str(number), source, OffsetMap.identity(len(source)), number, target=target, state="machine",
        hypotheses=(Hypothesis(target, score),),
    )  # fmt: skip


def test_lights_are_counted_against_the_references() -> None:
    segments = [
        segment(1, REFERENCE, -0.1),
        segment(2, "A wholly different sentence about weather, boats, and music.", -0.1),
        segment(3, REFERENCE, -0.7),
        segment(4, REFERENCE.replace("output", "产值"), -0.1),
    ]
    green, amber, red = measure_lights(check_each(segments), [REFERENCE] * 4, CALIBRATION)
    assert (green.light, green.segments, green.without_finding, green.good) == ("green", 2, 2, 1)
    assert (amber.segments, amber.good, amber.chrf) == (1, 1, pytest.approx(100.0))
    assert (red.segments, red.without_finding, red.with_major) == (1, 0, 1)
    assert green.chrf is not None
    assert 50 < green.chrf < 100


def test_a_light_without_segments_has_no_score() -> None:
    figures = measure_lights(check_each([segment(1, REFERENCE, -0.1)]), [REFERENCE], CALIBRATION)
    assert [(f.segments, f.chrf is None) for f in figures] == [(1, False), (0, True), (0, True)]
