"""Names made by rule, and words that only look like places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from toolkit.segmenter import Segmenter
from toolkit.terms import Glossary, TermMatcher
from toolkit.terms.romanization import romanize

Found = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "piece", "english"),
    [
        ("洛江区实施项目", "洛江区", "Luojiang District"),
        ("洛江区科技局组织申报", "洛江区科技局", "Luojiang District Science and Technology Bureau"),
        ("泉州市地震局发布", "泉州市地震局", "Quanzhou Municipal Earthquake Bureau"),
        (
            "福建省科技厅下发",
            "福建省科技厅",
            "Fujian Provincial Department of Science and Technology",
        ),
        ("受市科技局委托", "市科技局", "Municipal Science and Technology Bureau"),
        ("省农科院专家", "省农科院", "Provincial Academy of Agricultural Sciences"),
        ("区地震办主任", "区地震办", "District Earthquake Office"),
        (
            "泉州市委宣传部要求",
            "泉州市委宣传部",
            "Publicity Department of the Quanzhou Municipal Party Committee",
        ),
        (
            "青田县人大常委会",
            "青田县人大常委会",
            "Standing Committee of the Qingtian County People's Congress",
        ),
        ("中共青田县委决定", "中共青田县委", "CPC Qingtian County Committee"),
        ("中共福建省委要求", "中共福建省委", "CPC Fujian Provincial Committee"),
        ("上海市科委发布", "上海市科委", "Shanghai Municipal Science and Technology Commission"),
        (
            "陕西省西安市雁塔区科技局",
            "陕西省西安市雁塔区科技局",
            "Yanta District Science and Technology Bureau, Xi'an City, Shaanxi Province",
        ),
        (
            "来自青田县石桥乡李庄村的农民",
            "青田县石桥乡李庄村",
            "Lizhuang Village, Shiqiao Township, Qingtian County",
        ),
        (
            "洛江区双阳街道阳江社区居民",
            "洛江区双阳街道阳江社区",
            "Yangjiang Community, Shuangyang Subdistrict, Luojiang District",
        ),
        ("歙县的茶叶", "歙县", "Shexian County"),
        (
            "内蒙古自治区科技厅",
            "内蒙古自治区科技厅",
            "Inner Mongolia Autonomous Region Department of Science and Technology",
        ),
    ],
)
def test_names_are_composed(found: Found, text: str, piece: str, english: str) -> None:
    assert (piece, english) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "我区工作进展顺利",
        "全市各县都有",
        "辖区和社区居民",
        "城市和地区之间",
        "园区、新区、灾区、库区、矿区",
        "居民区和山区",
        "三角区、中心区、无人区",
        "旅游兴县和文化强县",
        "各县区、外省市",
        "有三个镇和两个乡",
        "奈良县和东京市",
        "旧城区改建",
    ],
)
def test_words_that_look_like_places_are_left_alone(matcher: TermMatcher, text: str) -> None:
    assert [m.entry.zh for m in matcher.match(text) if m.entry.origin == "composed"] == []


def test_towns_that_no_list_has_are_taken_only_behind_a_place(found: Found) -> None:
    assert ("青田县澄桥乡", "Chengqiao Township, Qingtian County") in found("在青田县澄桥乡调研")
    assert found("在澄桥乡调研") == []
    assert found("福建省有三个镇") == [("福建省", "Fujian Province")]


def test_variants_allow_the_other_orders(matcher: TermMatcher) -> None:
    (match,) = matcher.match("泉州市科技局")
    assert match.entry.origin == "composed"
    assert set(match.entry.variants) >= {
        "Science and Technology Bureau of Quanzhou City",
        "Quanzhou Science and Technology Bureau",
    }


def test_a_users_english_for_a_body_or_place_holds_in_composed_names(
    with_user: Callable[[str], Glossary], segmenter: Segmenter
) -> None:
    glossary = with_user("科技局\tS&T Bureau\n洛江区\tLuojiang\n")
    (match,) = TermMatcher(glossary, segmenter).match("洛江区科技局")
    assert match.entry.en == "Luojiang S&T Bureau"


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("洛江", "Luojiang"),
        ("西安", "Xi'an"),
        ("六安", "Lu'an"),
        ("陕西", "Shaanxi"),
        ("厦门", "Xiamen"),
        ("长乐", "Changle"),
        ("东阿", "Dong'e"),
        ("哈尔滨", "Harbin"),
        ("墨脱", None),
    ],
)
def test_places_are_spelled(name: str, english: str | None) -> None:
    assert romanize(name) == english


@pytest.mark.parametrize(
    "text", ["泉州市城市社区建设", "洛江区社区卫生服务中心", "洛江区社区矫正工作"]
)
def test_communities_in_general_are_no_names(found: Found, text: str) -> None:
    assert not any(english.startswith(("Chengshi", "Shequ")) for _, english in found(text))
    assert not any(" Community," in english for _, english in found(text))
