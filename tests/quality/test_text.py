"""Checks of the English as a text: each has a case it finds and one it leaves alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.document import Segment
from toolkit.offsets import OffsetMap
from toolkit.quality.text import check_text

SOURCE = "全区规模以上企业的产值稳步增长，科技投入不断增加。"
GOOD = (
    "The output of enterprises above designated size grew steadily and investment in science rose."
)


def codes(target: str, source: str = SOURCE) -> list[str]:
    segment = Segment("s0001", source, OffsetMap.identity(len(source)), 1, target=target)
    return [finding.code for finding in check_text(segment)]


def test_a_good_translation_has_no_finding() -> None:
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("", ["empty"]),
        ("   ", ["empty"]),
        (SOURCE, ["echo"]),
        ("全区规模以上企业的产值 grew 科技投入。", ["echo"]),
        (GOOD.replace("science", "科技"), ["untranslated"]),
        (GOOD.replace("grew", "grew grew grew grew"), ["loop"]),
        (
            GOOD.replace(
                "The output",
                "The output of the area, the output of the area, the output of the area",
            ),
            ["loop"],
        ),
        ("Output grew.", ["length"]),
        (GOOD.replace("and", "，and"), ["punctuation"]),
        (GOOD.replace("science", "(science"), ["punctuation"]),
        (GOOD.rstrip("."), ["punctuation"]),
        (GOOD.replace("steadily", "steadily,,"), ["punctuation"]),
        (GOOD.replace("science", '"science'), ["punctuation"]),
    ],
)
def test_each_fault_is_found(target: str, expected: list[str]) -> None:
    assert codes(target) == expected


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("2006", "2006"),  # not Chinese: the same on both sides is right
        ("（一）加强领导", "(I) Strengthening leadership"),
        ("（三）抓好“三农（一）工作", "(III) work (on agriculture"),  # unpaired in the source too
        (
            "继续推进改革，继续推进开放，继续推进创新。",
            "Continue reform, continue opening up, continue innovation.",
        ),
        ("一步一步、一年一年地干。", "Work step by step and year by year."),
    ],
)
def test_what_only_looks_like_a_fault_is_left_alone(source: str, target: str) -> None:
    assert codes(target, source) == []


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("The meeting , it is said, was held.", "a space before a mark: ' ,'"),
        ("The meeting was held .", "a space before a mark: ' .'"),
        ("The meeting was held..", "doubled mark: .."),
        ("The meeting, , was held.", "doubled mark: , ,"),
        ("It cost .5 yuan, etc., and so on ...", ""),
    ],
)
def test_marks_are_called_by_their_fault(target: str, message: str) -> None:
    segment = Segment("s1", "会议已经召开", OffsetMap.identity(6), 1, target=target)
    messages = [f.message for f in check_text(segment) if f.code == "punctuation"]
    assert messages == ([message] if message else [])


def test_the_key_stays_when_the_english_changes_elsewhere() -> None:
    def key(target: str) -> str:
        segment = Segment("s1", SOURCE, OffsetMap.identity(len(SOURCE)), 1, target=target)
        return next(iter(check_text(segment))).key

    first = key(GOOD.replace("science", "科技"))
    assert first == key(GOOD.replace("science", "科技").replace("rose", "went up"))
    assert first != key(GOOD.replace("science", "科学"))


@given(st.text(max_size=200))
def test_any_english_can_be_checked(target: str) -> None:
    for code in codes(target):
        assert code in {"empty", "echo", "untranslated", "loop", "length", "punctuation"}
