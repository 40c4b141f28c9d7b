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
        (GOOD.replace("rose.", "rose:"), ["punctuation"]),
        (GOOD.replace("rose.", "rose?"), ["punctuation"]),
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
        ("继续努力！", "Let us go on working."),
        ("谁来负责！", "Who is to answer for it?"),
        ("他说：“大家都应当来。”", 'He said, "All of you should come."'),
        ("他说：“大家都应当来。”", "He said that all should come."),
        ("各村（含自然村寨）都通了车。", "All villages, hamlets included, have buses."),
        ("共有5件（套）。", "There are five sets."),
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


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("谁来负责？", "Somebody has to answer for it."),
        ("内容如下：", "The contents are as follows."),
        ("继续努力！", "Shall we go on working?"),
        ("他说：“大家都应当来。”", "He said: All of you should come."),
        ("各村（含自然村寨）都通了车。", "All villages hamlets included have buses."),
    ],
)
def test_marks_that_changed_or_went(source: str, target: str) -> None:
    assert codes(target, source) == ["punctuation"]


@pytest.mark.parametrize(
    ("target", "place"),
    [("A (b (c) d", 2), ("A (b) c) d", 7), ("A b] c", 3), ('A "b" c "d', 8)],
)
def test_the_mark_without_a_partner_is_shown(target: str, place: int) -> None:
    segment = Segment("s1", "会议已经召开", OffsetMap.identity(6), 1, target=target)
    (finding,) = check_text(segment)
    assert finding.target == (place, place + 1)


def test_chinese_that_was_left_is_shown_on_both_sides() -> None:
    segment = Segment(
        "s1", SOURCE, OffsetMap.identity(len(SOURCE)), 1, target=GOOD.replace("science", "科技")
    )
    (finding,) = check_text(segment)
    assert finding.source is not None and finding.target is not None
    assert SOURCE[slice(*finding.source)] == segment.target[slice(*finding.target)] == "科技"


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
