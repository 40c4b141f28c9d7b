"""By and to, a day and a month, billions and millions, Grade II and III; figures that changed places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from toolkit.document import Finding


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("补贴提高到300元。", "The subsidy was raised by 300 yuan."),
        ("补贴提高了300元。", "The subsidy was raised to about 300 yuan."),
        ("成本降至上年的70%。", "Costs were cut by 70%."),
        ("成本下降30%。", "Costs were reduced to 30%."),
        ("减轻企业负担90万元。", "The burden on enterprises was reduced to 900,000 yuan."),
        ("比重由3%发展到8%。", "The share grew from 3% by 8%."),
        ("每天补助20元。", "The allowance is 20 yuan a month."),
        ("每年投入20元。", "The daily input is 20 yuan."),
        ("损失数十亿元。", "The losses were tens of thousands of yuan."),
        ("水质达到Ⅳ类。", "The water is of Grade V."),
        ("荣获第二名。", "It won the third place."),
    ],
)
def test_contradictions(check: Callable[..., list[Finding]], source: str, target: str) -> None:
    findings = check(source, target, "number")
    assert findings and {finding.severity for finding in findings} == {"critical"}
    assert all(finding.source is not None for finding in findings)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("补贴提高到300元。", "The subsidy was raised to 300 yuan."),
        ("补贴提高了300元。", "The subsidy was raised by some 300 yuan."),
        ("产值增长2.6%。", "Good orders brought growth to 2.6%."),
        ("成本下降30%。", "Costs were reduced 30% to the lowest on record."),
        ("成本降至70%。", "Costs are down to 70%, read by all."),
        ("增加值90万元。", "The value added was raised to 900,000 yuan."),
        ("增幅达到5%。", "It rose by 5%."),
        ("每天补助20元。", "The daily allowance is 20 yuan."),
        ("每天补助20元，按月发放。", "The allowance of 20 yuan a day is paid every month."),
        ("损失数十亿元。", "The losses were billions of yuan."),
        ("水质达到Ⅳ类。", "The water is of Grade IV."),
        ("启动Ⅳ级响应。", "A level-four response was begun."),
    ],
)
def test_agreement(check: Callable[..., list[Finding]], source: str, target: str) -> None:
    assert check(source, target, "number") == []


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("电话：0598-22334455", "Tel.: 0598-22334455", False),
        ("电话：0598-22334455", "Tel.: +86 598 2233 4455", False),
        ("电话：0598-22334455", "Tel.: 0598-22334545", True),
        ("执行标准：GB 15580", "Standard: GB 15580", False),
        ("执行标准：GB 15580", "Standard: GB 15508", True),
    ],
)
def test_codes_are_copied(
    check: Callable[..., list[Finding]], source: str, target: str, wrong: bool
) -> None:
    assert bool(check(source, target, "number")) is wrong


@pytest.mark.parametrize(
    ("source", "target", "terms"),
    [
        ("水稻种7万亩，小麦种9万亩。", "Rice was grown on 90,000 mu and wheat on 70,000 mu.", 1),
        ("水稻种7万亩，小麦种9万亩。", "It was 90,000 mu of rice and 70,000 mu of wheat.", 1),
        ("2011年办成23件，2012年办成35件。", "It was 35 in 2011 and 23 in 2012.", 0),
        ("东区新建站点12个，西区新建站点15个。", "The east got 15 stops and the west 12.", 0),
        ("走访7个村、34家店。", "We went to see 34 villages and seven shops.", 0),
        ("甲组产量7万吨，增长5%；丁组产量9万吨，增长8%。", "It was 90,000 tons, up 5%, and 70,000 tons, up 8%.", 0),
    ],
)  # fmt: skip
def test_exchanged(
    check: Callable[..., list[Finding]], source: str, target: str, terms: int
) -> None:
    named = {"水稻": "rice", "小麦": "wheat"} if terms else None
    (finding,) = check(source, target, "number", terms=named)
    assert "changed places" in finding.message
    assert finding.source is not None and finding.target is not None


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("水稻种7万亩，小麦种9万亩。", "Wheat was grown on 90,000 mu and rice on 70,000 mu."),
        ("水稻种7万亩，小麦种9万亩。", "Rice was grown on 70,000 mu and wheat on 90,000 mu."),
        # Of the whole, the part; at the place, what is there.
        ("水稻30户中12户改种小麦。", "Of the rice growers, 12 of the 30 turned to wheat."),
        ("水稻进7个村、49户，小麦未动。", "Rice is with 49 households in seven villages, wheat is not."),
        # Nothing says that these are one row.
        ("5000吨级水稻船3艘，小麦船没有。", "Three 5,000-ton ships carry rice, none wheat."),
    ],
)  # fmt: skip
def test_another_order_is_no_exchange(
    check: Callable[..., list[Finding]], source: str, target: str
) -> None:
    assert check(source, target, "number", terms={"水稻": "rice", "小麦": "wheat"}) == []
