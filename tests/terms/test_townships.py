"""Towns: the list of them, and where they are taken with their type and without."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from toolkit.terms import TermMatcher
from toolkit.terms.townships import counties_in, townships

Found = Callable[[str], list[tuple[str, str]]]


def composed(matcher: TermMatcher, text: str) -> list[tuple[str, str]]:
    return [(m.entry.zh, m.entry.en) for m in matcher.match(text) if m.entry.origin == "composed"]


def test_the_list_holds_towns_by_county() -> None:
    assert len(townships()) > 2400
    assert sum(map(len, townships().values())) > 34_000
    assert "罗溪镇" in townships()["洛江区"]
    for county, towns in townships().items():
        assert re.search("[区县市旗]$", county), county
        assert len(set(towns)) == len(towns), county
        for town in towns:
            assert re.fullmatch("[\u4e00-\u9fff]+(?:镇|乡|街道)", town), town


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("罗溪镇修建水渠", [("罗溪镇", "Luoxi Town")]),
        ("由马甲镇、罗溪镇承办", [("马甲镇", "Majia Town"), ("罗溪镇", "Luoxi Town")]),
        ("推进河市镇建设", []),
        ("到双阳街道走访", [("双阳街道", "Shuangyang Subdistrict")]),
        ("罗溪镇党委开会", [("罗溪镇党委", "Luoxi Town Party Committee")]),
        ("长岗镇的矿山", [("长岗镇", "Changgang Town")]),
        ("推进新城镇建设", []),
        ("新建街道综合养老服务中心", []),
        ("要求新建镇中心幼儿园", []),
        ("发展各乡镇和农村集镇", []),
        ("全镇和街道干部", []),
    ],
)
def test_towns_of_the_list_are_taken_anywhere(
    matcher: TermMatcher, text: str, names: list[tuple[str, str]]
) -> None:
    assert composed(matcher, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("在罗溪举办培训班", [("罗溪", "Luoxi")]),
        ("在河市、马甲、罗溪设点", [("河市", "Heshi"), ("马甲", "Majia"), ("罗溪", "Luoxi")]),
        ("罗溪与马甲相邻", [("罗溪", "Luoxi"), ("马甲", "Majia")]),
        ("推进河市镇建设", [("河市镇", "Heshi Town")]),
        ("五大连池市的团结、青山两镇", [("五大连池市", "Wudalianchi City"), ("团结", "Tuanjie"), ("青山", "Qingshan")]),
        ("五大连池市各族人民团结奋斗", [("五大连池市", "Wudalianchi City")]),
    ],
)  # fmt: skip
def test_a_document_that_names_the_county_has_its_towns_by_name_alone(
    matcher: TermMatcher, text: str, names: list[tuple[str, str]]
) -> None:
    assert composed(matcher.within(["洛江区2006年总结", text]), text) == names
    assert not {name for name, _ in composed(matcher, text)} & {"罗溪", "马甲", "河市"}


def test_the_counties_of_a_text() -> None:
    assert counties_in("泉州市洛江区与晋江市的交流，全区共六个区县。") == {"洛江区", "晋江市"}
    assert counties_in("") == frozenset()


def test_several_towns_may_share_the_type(matcher: TermMatcher) -> None:
    (match,) = matcher.match("罗溪镇修建水渠")
    assert match.entry.variants == ("Luoxi",)
