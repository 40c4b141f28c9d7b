"""Confidence lights: what makes a segment green, amber or red, and where no light is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from toolkit.document import Constraint, Document, Hypothesis, Section, Segment
from toolkit.offsets import OffsetMap
from toolkit.quality import Calibration, check_segment, light_of, lights, with_findings
from toolkit.quality.confidence import features

CALIBRATION = Calibration(
    intercept=3.0, score=4.0, length=0.0, decided=0.0, tried=-2.0, green=0.8, red=0.2
)
SOURCE = "全区企业产值稳步增长。"
ENGLISH = "The output of enterprises in the district grew steadily."


def segment(target: str = ENGLISH, score: float | None = -0.2, origin: str = "machine") -> Segment:
    return Segment(
        "s0001", SOURCE, OffsetMap.identity(len(SOURCE)), 1, target=target, state="machine",
        hypotheses=(Hypothesis(target, score, origin),),
    )  # fmt: skip


def light(found: Segment, calibration: Calibration | None = CALIBRATION) -> str | None:
    return light_of(found, check_segment(found), calibration)


@pytest.mark.parametrize(("score", "expected"), [(-0.2, "green"), (-0.7, "amber"), (-1.5, "red")])
def test_the_models_own_certainty_counts(score: float, expected: str) -> None:
    assert light(segment(score=score)) == expected


def test_a_segment_that_was_asked_again_is_less_certain() -> None:
    assert light(replace(segment(), tried=("beam",))) == "amber"


def test_a_minor_finding_is_never_green_and_a_major_one_always_red() -> None:
    assert light(segment(ENGLISH.rstrip("."))) == "amber"
    assert light(segment(ENGLISH.replace("output", "产值"))) == "red"
    assert light(segment("", None)) == "red"


def test_an_ignored_finding_does_not_count() -> None:
    found = segment(ENGLISH.rstrip("."))
    (finding,) = check_segment(found)
    root = Section("r", 0, "", None, "", segments=(replace(found, ignored=(finding.key,)),))
    document = with_findings(
        Document("a", "text", "utf-8", root, signature={"confidence": CALIBRATION.format()})
    )
    assert lights(document) == {"s0001": "green"}


@pytest.mark.parametrize("state", ["edited", "approved"])
def test_what_a_person_has_seen_to_has_no_light(state: str) -> None:
    assert light(replace(segment("产值"), state=state)) is None  # type: ignore[arg-type]


def test_without_a_calibration_nothing_of_a_model_is_green() -> None:
    assert light(segment(), None) == "amber"
    assert light(segment(score=None)) == "amber"
    assert light(segment(score=float("nan"))) == "amber"  # a file may say so


def test_english_by_code_is_green_unless_something_is_found() -> None:
    assert light(segment(score=None, origin="glossary"), None) == "green"
    assert light(segment(ENGLISH.rstrip("."), None, "glossary"), None) == "amber"


def test_features_are_score_length_share_and_retries() -> None:
    found = replace(
        segment(), constraints=(Constraint("term", 2, 4, "enterprise", fate="produced"),
                                Constraint("term", 4, 6, "output value", fate="missing")),
    )  # fmt: skip
    score, length, decided, tried = features(found) or ()
    assert (score, tried) == (-0.2, 0.0)
    assert 2**length == pytest.approx(len(SOURCE))
    assert decided == pytest.approx(2 / len(SOURCE))


def test_a_calibration_is_read_as_it_was_written() -> None:
    assert Calibration.parse(CALIBRATION.format()) == CALIBRATION


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"green": 1}', CALIBRATION.format().replace("0.8", '"x"'),
             CALIBRATION.format().replace("0.8", "Infinity"), "[" * 100_000,
             CALIBRATION.format().replace("0.8", "1" + "0" * 400)],
)  # fmt: skip
def test_what_is_no_calibration_is_none(text: str) -> None:
    assert Calibration.parse(text) is None


@pytest.mark.parametrize("score", [-1e9, 0.0, 1e9])
def test_any_score_has_a_chance(score: float) -> None:
    assert 0 <= CALIBRATION.chance((score, 3.0, 0.0, 0.0)) <= 1
