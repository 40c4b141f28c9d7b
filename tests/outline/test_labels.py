"""Labels: every style is recognised, traps are left alone, each has its English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.outline import render_label
from toolkit.outline.labels import find_block_labels, find_ordinals, han_number


@pytest.mark.parametrize(
    ("text", "style", "number"),
    [
        ("一、抓收入", "han", 1),
        ("十二、抓收入", "han", 12),
        ("二．抓收入", "han", 2),
        ("（三）抓收入", "han-paren", 3),
        ("(二十一)抓收入", "han-paren", 21),
        ("㈠抓收入", "han-paren", 1),
        ("1、抓收入", "arabic", 1),
        ("１、抓收入", "arabic", 1),
        ("2.抓收入", "arabic-dot", 2),
        ("3．抓收入", "arabic-dot", 3),
        ("⒈抓收入", "arabic-dot", 1),
        ("（4）抓收入", "arabic-paren", 4),
        ("(5)抓收入", "arabic-paren", 5),
        ("6）抓收入", "arabic-paren", 6),
        ("⑴抓收入", "arabic-paren", 1),
        ("③抓收入", "circled", 3),
        ("第一编 总则", "part", 1),
        ("第二部分 做法", "part", 2),
        ("第三章 附则", "chapter", 3),
        ("第二节 收费", "division", 2),
        ("第十条 为了公平", "article", 10),
        ("第十条为了公平", "article", 10),
        ("第3条 项目应当公开", "article", 3),
        ("、抓收入", "lost", None),
        ("（）抓收入", "lost-paren", None),
    ],
)
def test_recognises_every_style(text: str, style: str, number: int | None) -> None:
    label = find_block_labels(text)[0]
    assert (label.start, label.style, label.number) == (0, style, number)


@pytest.mark.parametrize(
    "text",
    [
        "1.5亿元的投资",
        "6.18项目交易会",
        "2006.11.29开馆",
        "一、二季度增长较快",
        "1、2号线通车",
        "第六条规定的情形",
        "第十条所称单位",
        "依照第三条、第四条规定办理",
        "第一把手负责",
        "第一课时",
        "统一、高效的体制",
        "每周一、三接待",
        "猪、牛、羊",
        "“甲”、“乙”",
        "增长3.2%、4.5%",
        "1,200、1,300元",
    ],
)
def test_leaves_traps_alone(text: str) -> None:
    assert find_block_labels(text) == []


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("一是抓收入；二是抓支出。", ["一是", "二是"]),
        ("今年，一要抓收入，二要抓支出。", ["一要", "二要"]),
        ("首先，抓收入。其次，抓支出。最后，抓管理。", ["首先，", "其次，", "最后，"]),
        ("第一，抓收入。第二、抓支出。", ["第一，", "第二、"]),
        ("其一，抓收入；其二，抓支出。", ["其一，", "其二，"]),
        ("一方面抓收入，一方面抓支出。", []),
        ("做到一是一、二是二，统一是好事。", []),
        ("发展是第一要务，稳定是第一责任。", []),
    ],
)
def test_finds_ordinals_at_clause_starts(text: str, labels: list[str]) -> None:
    assert [label.text for label in find_ordinals(text)] == labels


@pytest.mark.parametrize(
    ("label", "english"),
    [
        ("一、", "I."),
        ("十四、", "XIV."),
        ("（一）", "(I)"),
        ("(九)", "(IX)"),
        ("1、", "1."),
        ("12.", "12."),
        ("1．", "1."),
        ("（1）", "(1)"),
        ("2）", "(2)"),
        ("①", "(1)"),
        ("⑴", "(1)"),
        ("一是", "First,"),
        ("二是", "Second,"),
        ("一要", "First,"),
        ("二十一是", "21st,"),
        ("首先，", "First,"),
        ("其次，", "Second,"),
        ("最后，", "Finally,"),
        ("第一，", "First,"),
        ("其二，", "Second,"),
        ("第一章", "Chapter I"),
        ("第一编", "Part I"),
        ("第二节", "Section 2"),
        ("第三条", "Article 3"),
        ("第 十二 条", "Article 12"),
        ("、", "[?]."),
        ("（）", "([?])"),
        ("", ""),
        ("附件", "附件"),
    ],
)
def test_renders_labels_in_english(label: str, english: str) -> None:
    assert render_label(label) == english


@pytest.mark.parametrize(
    ("text", "value"),
    [("一", 1), ("十", 10), ("十九", 19), ("三十", 30), ("九十九", 99), ("一百零三", 103)],
)
def test_reads_chinese_numerals(text: str, value: int) -> None:
    assert han_number(text) == value


@pytest.mark.parametrize("text", ["", "一二", "十十", "百", "甲", "零"])
def test_refuses_what_is_no_numeral(text: str) -> None:
    assert han_number(text) is None


@given(st.text("一二三十第条章（）()、.．①123是要首先，。；甲乙 ", max_size=30))
def test_labels_stand_where_they_say(text: str) -> None:
    for label in [*find_block_labels(text), *find_ordinals(text)]:
        assert text[label.start : label.end] == label.text
        assert label.number is None or label.number >= 0
