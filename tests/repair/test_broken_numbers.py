"""Numbers with spaces inside are joined where they can only be one, and reported where not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from toolkit.document import RepairedDocument


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("完成造林80 00 亩，", "完成造林8000 亩，"),
        ("完成率1 0 0 %，", "完成率100 %，"),
        ("合格率达1 0 0％，", "合格率达100%，"),
        ("培训农民1 2 0人，", "培训农民120人，"),
        ("投入资金3 000 万元，", "投入资金3000 万元，"),
    ],
)
def test_one_number_is_joined(
    repair: Callable[..., RepairedDocument], broken: str, whole: str
) -> None:
    document = repair(f"今年{broken}成效明显。")
    assert document.paragraphs[0].text == f"今年{whole}成效明显。"
    assert document.damage == ()
    assert {entry.kind for entry in document.log} <= {"space", "width"}


def test_one_number_or_two_is_reported(repair: Callable[..., RepairedDocument]) -> None:
    line = "今年兑现补贴12 30 万元，受益农户3 500 户。"
    document = repair(line)
    assert document.paragraphs[0].text == line
    assert [(d.kind, line[d.start : d.end]) for d in document.damage] == [
        ("stray-number", "12 30"),
        ("stray-number", "3 500"),
    ]
    assert "▶12 30◀" in document.damage[0].message


@pytest.mark.parametrize(
    "line",
    [
        "电话0591 12 30 转办公室，地址中山路8 10 号，1 2 月报送，2011 12 月完成。",
        "比分为3 2，编号1 0 0，密码 8 0 7 不变。",
    ],
)
def test_two_numbers_stay(repair: Callable[..., RepairedDocument], line: str) -> None:
    document = repair(line)
    assert document.paragraphs[0].text == line
    assert [d for d in document.damage if d.kind == "stray-number"] == []


def test_two_years_stay_two(repair: Callable[..., RepairedDocument]) -> None:
    document = repair("按照2011 2013 年规划实施。")
    assert document.paragraphs[0].text == "按照2011 2013 年规划实施。"
    assert [d.kind for d in document.damage] == ["lost-mark"]
