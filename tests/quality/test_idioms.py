"""Numbers that English says without their figure, and figures for what the Chinese names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from toolkit.document import Finding


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("实行24小时值守。", "Someone is on watch round the clock."),
        ("参保率100%。", "All of them are insured."),
        ("1小时内到场。", "They were there within an hour."),
        ("孙站长一行4人到会。", "Station head Sun and three others came to the meeting."),
        ("周工等9人获奖。", "Engineer Zhou and eight colleagues won prizes."),
        ("“十二五”期间建成。", "It was built from 2011 to 2015."),
        ("二季度末完成。", "It was done as of June 30."),
        ("2019年底完成。", "It was done by December 31, 2019."),
        ("历时半个多月。", "It took more than two weeks."),
        ("开展“百企进校”活动。", "A drive took 100 firms into schools."),
        ("每万人拥有量上升。", "The number per 10,000 people rose."),
    ],
)
def test_explained(check: Callable[..., list[Finding]], source: str, target: str) -> None:
    assert check(source, target, "number", "addition") == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("参保率100%。", "Many of them are insured."),
        ("1小时内到场。", "They were there within a day."),
        ("孙站长一行4人到会。", "Station head Sun and five others came to the meeting."),
        ("“十二五”期间建成。", "It was built from 2006 to 2010."),
        ("二季度末完成。", "It was done as of June 15."),
        ("2019年底完成。", "It was done by December 31, 2018."),
        ("历时半个多月。", "It took more than three weeks."),
        ("开展“百企进校”活动。", "A drive took 1,000 firms into schools."),
        ("投入1万元。", "Per 10,000 people, 10,000 yuan was spent."),
    ],
)
def test_not_explained(check: Callable[..., list[Finding]], source: str, target: str) -> None:
    assert check(source, target, "number", "addition") != []
