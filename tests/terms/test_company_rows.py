"""Rows of short names of companies, and rows of industries, goods and places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from toolkit.terms import TermMatcher

Composed = Callable[[str], list[tuple[str, str]]]


@pytest.fixture(scope="module")
def composed(matcher: TermMatcher) -> Composed:
    def find(text: str) -> list[tuple[str, str]]:
        matches = matcher.match(text)
        return [
            (text[m.start : m.end], m.entry.en) for m in matches if m.entry.origin == "composed"
        ]

    return find


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "先后引进恒达、金穗、泰禾等三家公司",
            [("恒达", "Hengda"), ("金穗", "Jinsui"), ("泰禾", "Taihe")],
        ),
        (
            "宏鑫、瑞恒、福源、晟达等农产品加工企业",
            [("宏鑫", "Hongxin"), ("瑞恒", "Ruiheng"), ("福源", "Fuyuan"), ("晟达", "Shengda")],
        ),
        (
            "走访了东陶机电、永昌染织、华兴塑胶等42家企业",
            [
                ("东陶机电", "Dongtao Electromechanical"),
                ("永昌染织", "Yongchang Dyeing and Weaving"),
                ("华兴塑胶", "Huaxing Plastics"),
            ],
        ),
        (
            "形成以恒达、金穗、泰禾等为龙头的企业群",
            [("恒达", "Hengda"), ("金穗", "Jinsui"), ("泰禾", "Taihe")],
        ),
        (
            "支持永兴、宏达、金龙等5家水泥企业",
            [("永兴", "Yongxing"), ("宏达", "Hongda"), ("金龙", "Jinlong")],
        ),
        (
            "支持华为、腾讯、中兴等企业落户",
            [("华为", "Huawei"), ("腾讯", "Tencent"), ("中兴", "ZTE")],
        ),
        (
            "培育安踏、特步、匹克、恒丰等品牌",
            [("安踏", "ANTA"), ("特步", "Xtep"), ("匹克", "PEAK"), ("恒丰", "Hengfeng")],
        ),
    ],
)
def test_names_in_a_row_are_romanised(
    composed: Composed, text: str, names: list[tuple[str, str]]
) -> None:
    assert composed(text) == names


def test_a_short_name_is_a_known_companys_only_beside_another(composed: Composed) -> None:
    assert dict(composed("泉旺、福田、旭昌等农业企业"))["福田"] == "Futian"
    assert dict(composed("潍柴、福田、玉柴等企业"))["福田"] == "Foton"


@pytest.mark.parametrize(
    "text",
    [
        "光伏、锂电、氢能等企业",
        "服装、玩具、五金等企业",
        "石材、卫浴、树脂等企业",
        "对接动漫、电竞、直播等企业",
        "引进快递、民宿、康养等企业",
        "小米、玉米、大豆等加工企业",
        "先后与南京、无锡、苏州等地的企业",
        "德国、日本、美国等国家的企业",
        "阳泉、永春、安溪等企业",
        "永兴、永春、宏达等企业",
        "泰兴路、永安街、金山桥等公司",
        "共建、共享、共管等品牌",
        "宏鑫、瑞恒等企业",
        "张恒达、李金穗、王泰禾等企业家",
        "宏鑫、瑞恒、福源等企业负责人",
        "恒达、金穗、泰禾等行业的企业",
        "恒达、金穗、泰禾等乡镇",
        "形成以服装、玩具、鞋帽等为龙头的企业群",
    ],
)
def test_other_rows_are_left_alone(composed: Composed, text: str) -> None:
    assert not composed(text)


def test_a_term_keeps_its_own_english_in_a_row(
    with_user: Callable[[str], object], segmenter: object
) -> None:
    glossary = with_user("华为\tHuawei Technologies\n")
    matcher = TermMatcher(glossary, segmenter)  # type: ignore[arg-type]
    text = "华为、腾讯、中兴等企业"
    assert [m.entry.en for m in matcher.match(text)][:3] == [
        "Huawei Technologies",
        "Tencent",
        "ZTE",
    ]
