"""Terms in sentences: what must be found, and what only looks like a term."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.segmenter import Segmenter
from toolkit.terms import Glossary, TermMatcher, load_glossary, parse_entries
from toolkit.terms.forms import fold, fold_text

Found = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "term", "english"),
    [
        ("市级专利试点单位已有三家", "专利试点单位", "patent pilot unit"),
        ("我局组织申报科技型中小企业技术创新基金项目", "科技型中小企业技术创新基金", None),
        ("列入国家科技支撑计划", "国家科技支撑计划", "National Key Technology R&D Program"),
        ("切实加强党风廉政建设责任制", "党风廉政建设责任制", None),
        ("以科学发展观为统领", "科学发展观", "Scientific Outlook on Development"),
        ("开展“三网一员”队伍建设", "“三网一员”", '"three networks and one assistant" system'),
        ("三个代表重要思想", "三个代表重要思想", "the important thought of Three Represents"),
        (
            "“三个代表”重要思想为指导",
            "“三个代表”重要思想",
            "the important thought of Three Represents",
        ),
        ("培育专精特新“小巨人”企业十家", "专精特新“小巨人”企业", None),
        ("培育专精特新小巨人企业十家", "专精特新小巨人企业", None),
        ("研究防震 减灾的工作", "防震 减灾", "earthquake preparedness and disaster reduction"),
        ("实施８６３计划两项", "８６３计划", "863 Program"),
        ("修订中华人民共和国专利法的决定", "中华人民共和国专利法", None),
        ("人大代表前来视察", "人大代表", "deputy to the people's congress"),
        ("中共中央国务院决定", "中共中央", "CPC Central Committee"),
    ],
)
def test_a_term_is_found_whole(found: Found, text: str, term: str, english: str | None) -> None:
    matches = dict(found(text))
    assert term in matches
    if english is not None:
        assert matches[term] == english


@pytest.mark.parametrize(
    ("text", "trap"),
    [
        ("发展中国家的经验", "中国"),
        ("科技局面打开了", "科技局"),
        ("科技局长讲话", "科技局"),
        ("他们学会使用计算机", "学会"),
        ("中国人大学读书", "人大"),
        ("十五个村通了公路", "十五"),
        ("共二十三农户参加", "三农"),
        ("公司法人代表签字", "公司法"),
        ("预算法定原则", "预算法"),
        ("专利法律状态查询", "专利法"),
        ("成本高企的局面", "高企"),
        ("安全生产线改造", "安全生产"),
        ("省委员会开会", "省委"),
        ("社区委员会开会", "区委"),
        ("校区政府采购", "区政府"),
        ("区县政府联动", "县政府"),
        ("中小学生近视", "中小学"),
        ("1863计划书", "863计划"),
        ("昆士兰州政府", "兰州"),
        ("以通知形式告知大家", "通知"),
        ("合计三万元", "合计"),
        ("是否同意", "是"),
    ],
)
def test_what_only_looks_like_a_term_is_left_alone(found: Found, text: str, trap: str) -> None:
    assert trap not in [piece for piece, _ in found(text)]


def test_a_word_made_of_terms_only_may_be_cut() -> None:
    glossary = Glossary(parse_entries("国家\tstate\n安全\tsecurity\n".encode(), "a.tsv"))
    matcher = TermMatcher(glossary, Segmenter([("国家安全", 10**6)]))
    assert [m.entry.en for m in matcher.match("维护国家安全的人")] == ["state", "security"]
    assert matcher.match("维护国家安全感的人")[0].entry.en == "state"


def test_the_longest_wins_then_the_user_then_the_leftmost(
    with_user: Callable[[str], Glossary], segmenter: Segmenter
) -> None:
    matcher = TermMatcher(with_user("自主创新\tindigenous innovation"), segmenter)
    (match,) = matcher.match("提高自主创新能力的举措")
    assert match.entry.zh == "自主创新能力"  # longer, though built in
    (match,) = matcher.match("坚持自主创新的方针")
    assert (match.entry.en, match.entry.origin) == ("indigenous innovation", "user")

    glossary = Glossary(parse_entries("甲乙丙\tleft\n丙丁戊\tright\n".encode(), "a.tsv"))
    (match,) = TermMatcher(glossary, _SingleCharacters()).match("甲乙丙丁戊")
    assert match.entry.en == "left"


class _SingleCharacters(Segmenter):
    def cut(self, text: str) -> list[str]:
        return list(text)


def test_an_admitted_term_applies_to_a_whole_text_only(found: Found) -> None:
    assert found("通知") == [("通知", "notice")]
    assert found("关于会议的通知已印发") == []


def test_an_admitted_term_keeps_shorter_ones_out() -> None:
    text = "新农村\tnew countryside\n建设新农村\tx\n"
    glossary = Glossary(parse_entries(text.encode(), "a.tsv"))
    plain = TermMatcher(glossary, Segmenter(glossary.words()))
    assert [m.entry.zh for m in plain.match("积极建设新农村家园")] == ["建设新农村"]
    text = "zh\ten\tstatus\n新农村\tnew countryside\tpreferred\n建设新农村\tx\tadmitted\n"
    glossary = Glossary(parse_entries(text.encode(), "a.tsv"))
    assert TermMatcher(glossary, Segmenter(glossary.words())).match("积极建设新农村家园") == ()


@pytest.mark.parametrize(
    ("text", "piece", "english"),
    [
        ("合计", "合计", "Total"),
        ("合　　计", "合　　计", "Total"),
        (" 备 注：", "备 注", "Remarks"),
        ("是", "是", "Yes"),
        ("同上", "同上", "Same as above"),
    ],
)
def test_table_words_apply_to_a_whole_cell(
    found: Found, text: str, piece: str, english: str
) -> None:
    assert found(text) == [(piece, english)]


@pytest.mark.parametrize("text", ["", " ", "，。", "no Chinese at all", "123"])
def test_texts_without_terms_have_no_matches(found: Found, text: str) -> None:
    assert found(text) == []


def test_quotation_marks_stay_in_pairs(found: Found) -> None:
    assert ("“十一五”规划", "11th Five-Year Plan") in found("编制“十一五”规划工作")
    assert [piece for piece, _ in found("编制十一五”规划工作")] == []
    assert ("“十一五”", "11th Five-Year Plan period") in found("在“十一五”末期")
    assert ("自主创新", "independent innovation") in found("坚持“自主创新”方针")


@pytest.mark.parametrize("status", ["preferred"])
def test_every_term_is_found_in_a_neutral_sentence(
    builtin: Glossary, matcher: TermMatcher, status: str
) -> None:
    terms = [e for e in builtin.terms.values() if e.status == status and len(e.form) > 1]
    missed = []
    for entry in terms:
        text = f"，{entry.zh}，"
        spans = [text[m.start : m.end] for m in matcher.match(text)]
        if [fold(span) for span in spans] != [entry.form]:
            missed.append((entry.zh, spans))
    assert missed == []


def test_matching_is_linear(matcher: TermMatcher) -> None:
    text = "洛江区科技局推进自主创新和科技成果转化，市级专利试点单位申报国家级星火计划项目。" * 500
    matches = matcher.match(text)
    assert len(matches) % 500 == 0
    assert len(matches) >= 2500
    assert len(matcher.match("科技" + "a" * 100_000 + "科技")) == 2  # a quadratic step would hang


_PIECES = st.sampled_from(
    [
        *"科技局 科技 局面 市 区 县 省 委 洛江区 泉州市 “ ” ， 的 自主创新 能力 十一五 规划 三 个 代表 重要 思想 R&D 经费 "
        "专精特新 小巨人 企业 人大 代表 ( ） \u3000 863计划 农村 信用社 村 镇 街道 政府 办公室 高新技术 产业".split(
            " "
        ),
        " ",
        "  ",
        "\n",
        '"',
    ]
)


@given(st.lists(_PIECES, max_size=14).map("".join))
def test_matches_are_ordered_apart_and_fold_to_their_terms(matcher: TermMatcher, text: str) -> None:
    end = 0
    for match in matcher.match(text):
        assert end <= match.start < match.end <= len(text)
        piece = text[match.start : match.end]
        if match.entry.pos == "cell":
            piece = "".join(piece.split())
        assert fold(piece) == match.entry.form
        assert match.entry.status != "forbidden"
        end = match.end


@given(st.text(alphabet="科技局 　ＡＢab1２“”\"'「」·—-，（）", max_size=30))
def test_folding_remembers_where_each_character_stood(text: str) -> None:
    folded = fold_text(text)
    assert len(folded.form) == len(folded.places)
    assert list(folded.places) == sorted(set(folded.places))
    for character, place in zip(folded.form, folded.places, strict=True):
        assert fold_text(f"a{text[place]}b").spaceless == f"a{character}b"


def test_the_user_may_use_only_their_own(segmenter: Segmenter) -> None:
    glossary = load_glossary(builtin=False)
    assert glossary.entries == ()
    assert TermMatcher(glossary, segmenter).match("洛江区科技局自主创新") == ()


def test_departments_are_not_the_ministry() -> None:
    glossary = load_glossary()
    matcher = TermMatcher(glossary, Segmenter(glossary.words()))
    found = {
        text: [match.entry.zh for match in matcher.match(text)]
        for text in ("各级应急管理部门要加强值班", "应急管理部印发通知", "公安部门户网站")
    }
    assert found["各级应急管理部门要加强值班"] == ["应急管理部门"]
    assert found["应急管理部印发通知"][0] == "应急管理部"
    assert found["公安部门户网站"][0] == "公安部"
