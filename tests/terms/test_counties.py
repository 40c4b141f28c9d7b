"""The list of counties: its form, its spelling, and where its names are taken."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from toolkit.segmenter import Segmenter
from toolkit.terms import Glossary, TermMatcher
from toolkit.terms.counties import counties

Found = Callable[[str], list[tuple[str, str]]]
TYPES = {
    "县": "County",
    "区": "(?:Mining |Special |Forestry |New )?District|New Area",
    "市": "City",
    "旗": "Banner",
    "盟": "League",
    "州": "Prefecture",
    "地区": "Prefecture",
}


def test_it_holds_the_counties_of_china(builtin: Glossary) -> None:
    assert len(counties()) > 3500
    assert "zh" not in counties()
    places = {e.form for e in builtin.entries if e.domain == "places"}
    assert places.isdisjoint(counties()), "listed twice"


def test_every_name_has_the_english_of_its_type() -> None:
    for zh, county in counties().items():
        kind = next(k for k in sorted(TYPES, key=len, reverse=True) if zh.endswith(k))
        assert re.fullmatch(rf"[A-Z][A-Za-z', -]* (?:{TYPES[kind]})", county.en), (zh, county.en)
        assert county.en not in county.variants
        assert county.use in ("", "common", "behind")
        if "自治" in zh:
            assert "Autonomous" in county.en


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市政府重视郊区建设", []),
        ("阳泉市郊区建设", ["阳泉市郊区"]),
        ("公安县里的同志", []),
        ("公安县教育局", ["公安县教育局"]),
        ("荆州市公安县", ["荆州市公安县"]),
        ("我市新建区医院", []),
        ("南昌市新建区", ["南昌市新建区"]),
        ("农民致富县里支持", []),
    ],
)
def test_names_that_are_words_need_a_neighbour(
    matcher: TermMatcher, text: str, names: list[str]
) -> None:
    assert [m.entry.zh for m in matcher.match(text) if m.entry.origin == "composed"] == names


@pytest.mark.parametrize(
    ("text", "piece", "english"),
    [
        ("洛江区万安街道办事处", "洛江区万安街道办事处", "Wan'an Subdistrict Office, Luojiang District"),
        ("洛江区河市镇政府", "洛江区河市镇政府", "Heshi Town Government, Luojiang District"),
        ("歙县深渡镇的茶农", "歙县深渡镇", "Shendu Town, Shexian County"),
        ("噶尔县门士乡", "噶尔县", "Gar County"),
        ("土默特左旗毕克齐镇", "土默特左旗", "Tumd Left Banner"),
    ],
)  # fmt: skip
def test_towns_are_in_pinyin_where_their_county_is(
    found: Found, text: str, piece: str, english: str
) -> None:
    assert (piece, english) in found(text)
    assert len(found(text)) == 1


def test_either_spelling_is_allowed(matcher: TermMatcher) -> None:
    (match,) = matcher.match("墨脱县通车")
    assert {"Medog County", "Motuo County"} <= set(match.entry.variants)
    (match,) = matcher.match("昆山市")
    assert "Kunshan" in match.entry.variants


def test_a_users_english_for_a_county_comes_first(
    with_user: Callable[[str], Glossary], segmenter: Segmenter
) -> None:
    glossary = with_user("鲤城区\tLicheng\n经济开发区\tEconomic Area\n")
    matcher = TermMatcher(glossary, segmenter)
    assert [m.entry.en for m in matcher.match("鲤城区科技局")] == [
        "Licheng Science and Technology Bureau"
    ]
    assert [m.entry.en for m in matcher.match("晋江经济开发区")] == ["Jinjiang Economic Area"]


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("泉州市鲤城区", "Licheng District of Quanzhou"),
        ("泉州市鲤城区", "Licheng District, Quanzhou"),
        ("自治区科技厅", "Department of Science and Technology of the autonomous region"),
        ("州科技局", "Prefecture Science and Technology Bureau"),
        ("省科技进步二等奖", "second prizes of the Provincial Science and Technology Progress Award"),
        ("省科技进步二等奖", "second prize of the provincial science and technology progress award"),
        ("省级星火计划项目", "provincial Spark Program project"),
        ("国家863计划项目", "863 Program project"),
        ("洛江经济开发区管委会", "Administrative Committee of the Luojiang Economic Development Zone"),
    ],
)  # fmt: skip
def test_sentences_may_word_a_name_otherwise(matcher: TermMatcher, text: str, variant: str) -> None:
    (match,) = matcher.match(text)
    assert variant in match.entry.variants


def test_a_project_of_a_long_name_stands_before_it(matcher: TermMatcher) -> None:
    (match,) = matcher.match("国家科技型中小企业技术创新基金项目")
    assert match.entry.en.startswith("project under the National Innovation Fund for ")
    (match,) = matcher.match("省重大科技专项课题")
    assert "project project" not in match.entry.en


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("区科技局局长陈志明到会", "Chen Zhiming"),
        ("洛江区科技局副局长林秀英参加", "Lin Xiuying"),
        ("州长马明生出席", "Ma Mingsheng"),
        ("王小明主席致辞", "Wang Xiaoming"),
        ("澄溪县县长周文斌讲话", "Zhou Wenbin"),
    ],
)
def test_people_stand_beside_composed_posts(found: Found, text: str, person: str) -> None:
    assert person in [english for _, english in found(text)]
