"""Names of companies and people made by rule, and words that only look like such names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from toolkit.terms import TermMatcher
from toolkit.terms.romanization import romanize_person

Found = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "piece", "english"),
    [
        (
            "福建铁拓机械有限公司生产的设备",
            "福建铁拓机械有限公司",
            "Fujian Tietuo Machinery Co., Ltd.",
        ),
        ("支持鑫达机械有限公司建设", "鑫达机械有限公司", "Xinda Machinery Co., Ltd."),
        (
            "由宁波东晟电子科技股份有限公司承担",
            "宁波东晟电子科技股份有限公司",
            "Ningbo Dongsheng Electronic Technology Co., Ltd.",
        ),
        (
            "企业名单：绿禾生态农业发展有限公司、",
            "绿禾生态农业发展有限公司",
            "Lyuhe Ecological Agriculture Development Co., Ltd.",
        ),
        (
            "杭州娃哈哈饮料有限公司",
            "杭州娃哈哈饮料有限公司",
            "Hangzhou Wahaha Beverage Co., Ltd.",
        ),
        (
            "成立同泰高科技（集团）有限公司",
            "同泰高科技（集团）有限公司",
            "Tongtai High Technology Group Co., Ltd.",
        ),
        ("厦工机械股份有限公司", "厦工机械股份有限公司", "Xiagong Machinery Co., Ltd."),
        ("成立了惠民物业有限公司", "惠民物业有限公司", "Huimin Property Co., Ltd."),
        (
            "洪昌（集团）有限公司",
            None,
            None,
        ),
        (
            "泉州市恒骏纺织集团有限公司申报",
            "泉州市恒骏纺织集团有限公司",
            "Quanzhou Hengjun Textile Group Co., Ltd.",
        ),
    ],
)
def test_companies_are_composed(
    found: Found, text: str, piece: str | None, english: str | None
) -> None:
    companies = [(zh, en) for zh, en in found(text) if "Co., Ltd." in en]
    assert companies == ([(piece, english)] if piece is not None else [])


@pytest.mark.parametrize(
    "text",
    [
        "全市有限公司数量增加",
        "国有投资有限公司改制",
        "成立一家科技有限公司",
        "引进专业检测有限公司",
        "龙头食品有限公司带动农户",
        "该县电子有限公司停产",
        "各家机械有限公司",
        "新建电力有限公司",
        "依托央企电力集团有限公司",
        "组建城投建设有限公司",
        "成立文旅投资集团有限公司",
        "包括大中机械有限公司",
    ],
)
def test_kinds_of_companies_are_no_names(found: Found, text: str) -> None:
    assert not [en for _, en in found(text) if "Co., Ltd." in en]


def test_other_words_for_a_trade_are_allowed(matcher: TermMatcher) -> None:
    (match,) = [m for m in matcher.match("福建铁拓光电有限公司") if "Co." in m.entry.en]
    assert "Fujian Tietuo Photoelectric Co., Ltd." in match.entry.variants
    assert "Fujian Tietuo Optoelectronics Co., Ltd" in match.entry.variants


@pytest.mark.parametrize(
    ("text", "piece", "english"),
    [
        ("县科技局局长王建国主持会议", "王建国", "Wang Jianguo"),
        ("副市长曾志伟出席", "曾志伟", "Zeng Zhiwei"),
        ("市委书记李明、市长陈晓东", "李明", "Li Ming"),
        ("市委书记李明、市长陈晓东", "陈晓东", "Chen Xiaodong"),
        ("省农科院林长青研究员带队", "林长青", "Lin Changqing"),
        ("表彰刘秀英同志", "刘秀英", "Liu Xiuying"),
        ("学习雷锋同志", "雷锋", "Lei Feng"),
        ("副市长张宁。", "张宁", "Zhang Ning"),
        ("局长王强，", "王强", "Wang Qiang"),
        ("镇党委书记欧阳文海介绍", "欧阳文海", "Ouyang Wenhai"),
    ],
)
def test_people_are_found_beside_their_posts(
    found: Found, text: str, piece: str, english: str
) -> None:
    assert (piece, english) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "书记高度重视此项工作",
        "局长向村民介绍情况",
        "主任任务繁重",
        "副县长李某受到处分",
        "老同志和女同志",
        "局长办公会议研究决定",
        "主任金融工作经验丰富",
        "书记张罗了一桌饭菜",
        "专家方案评审会",
        "广大同志要认真学习",
        "全体党员同志",
        "聘请专家顾问",
        "专家顾问团",
        "会长许可证",
        "组长祝贺",
        "县委书记祝福",
        "主任陈列馆",
        "局长谢谢",
        "专家葛根",
        "记者莫斯科",
        "书记曹县",
        "局长伍万元",
        "李氏同志",
        "培养20余名博士",
    ],
)
def test_words_behind_a_post_are_no_names(found: Found, text: str) -> None:
    assert not [
        (zh, en)
        for zh, en in found(text)
        if en.count(" ") == 1 and all(part[:1].isupper() for part in en.split()) and len(zh) < 5
    ]


@pytest.mark.parametrize(
    ("name", "surname", "english"),
    [
        ("王建国", 1, "Wang Jianguo"),
        ("单小明", 1, "Shan Xiaoming"),
        ("解永安", 1, "Xie Yong'an"),
        ("尉迟恭", 2, "Yuchi Gong"),
        ("吕长青", 1, "Lyu Changqing"),
    ],
)
def test_people_are_spelled(name: str, surname: int, english: str) -> None:
    assert romanize_person(name, surname) == english


def test_a_bureau_and_its_head_are_cut_apart(found: Found) -> None:
    assert ("洛江区科技局", "Luojiang District Science and Technology Bureau") in found(
        "洛江区科技局局长到会"
    )
