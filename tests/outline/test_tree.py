"""Levels, numbers and titles of sections."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from toolkit.document import Document
from toolkit.outline import outline_rows

Make = Callable[..., Document]
Tree = Callable[..., list[tuple[int, str, str]]]


def test_styles_nest_in_the_order_of_the_document(tree: Tree) -> None:
    rows = tree(
        "乙县工作总结",
        "一、甲",
        "正文。",
        "1、子甲",
        "正文。",
        "（1）孙甲",
        "正文。",
        "（2）孙乙",
        "正文。",
        "2、子乙",
    )
    assert rows == [
        (0, "", "乙县工作总结"),
        (1, "一、", "甲"),
        (2, "1、", "子甲"),
        (3, "（1）", "孙甲"),
        (3, "（2）", "孙乙"),
        (2, "2、", "子乙"),
    ]


def test_an_outer_style_that_comes_later_is_still_outer(tree: Tree) -> None:
    rows = tree(
        "（一）甲",
        "正文。",
        "1、子甲",
        "正文。",
        "（二）乙",
        "正文。",
        "一、外",
        "正文。",
        "二、外二",
        "正文。",
    )
    assert [row[0] for row in rows] == [1, 2, 1, 1, 1]


def test_an_inner_series_that_goes_on_keeps_its_place(tree: Tree) -> None:
    rows = tree("1、甲", "正文。", "一、子甲", "正文。", "二、子乙", "正文。", "2、乙", "正文。")
    assert [row[0] for row in rows] == [1, 2, 2, 1]


def test_mixed_marks_are_one_series(tree: Tree) -> None:
    rows = tree(
        "一、甲", "正文。", "1.子甲", "正文。", "2．子乙", "正文。", "3、子丙", "正文。", "二、乙"
    )
    assert [row[0] for row in rows] == [1, 2, 2, 2, 1]


def test_chapters_sections_and_articles(tree: Tree) -> None:
    rows = tree(
        "某市管理办法",
        "第一章 总则",
        "第一条 为了加强管理，制定本办法。",
        "第二章 管理",
        "第一节 收费",
        "第二条 单位应当按时缴费。逾期不缴的，加收滞纳金。",
    )
    assert rows[1:] == [
        (1, "第一章", "总则"),
        (2, "第一条", "为了加强管理，制定本办法"),
        (1, "第二章", "管理"),
        (2, "第一节", "收费"),
        (3, "第二条", "单位应当按时缴费"),
    ]


def test_unnumbered_headings_divide_the_document(tree: Tree) -> None:
    rows = tree(
        "甲县工作总结",
        "上半年，我们做了工作。",
        "一、抓收入",
        "完成收入3亿元。",
        "下半年工作安排",
        "下半年，我们要继续努力。",
        "一、抓支出",
        "支出3亿元。",
    )
    assert rows[1:] == [
        (1, "一、", "抓收入"),
        (1, "", "下半年工作安排"),
        (2, "一、", "抓支出"),
    ]


def test_an_unnumbered_heading_within_a_series_that_goes_on(tree: Tree) -> None:
    rows = tree("一、甲", "正文。", "主要做法", "正文。", "二、乙", "正文。")
    assert rows == [(1, "一、", "甲"), (2, "", "主要做法"), (1, "二、", "乙")]


def test_ordinals_are_sections_within_their_line(outline: Make) -> None:
    document = outline(
        "一、建队伍", "狠抓落实：一是定目标；二是强督查。督查每月一次。", "二、建机制", "正文。"
    )
    assert len(document.lines) == 4
    assert [
        (row["level"], row["label"], row["number"], row["title"]) for row in outline_rows(document)
    ] == [
        (1, "一、", 1, "建队伍"),
        (2, "一是", 1, "定目标"),
        (2, "二是", 2, "强督查"),
        (1, "二、", 2, "建机制"),
    ]


def test_sequence_words_number_the_last_item_too(outline: Make) -> None:
    rows = outline_rows(outline("首先，力量不足。人少。其次，信息不畅。最后，方式单一。"))
    assert [(row["label"], row["number"]) for row in rows] == [
        ("首先，", 1),
        ("其次，", 2),
        ("最后，", 3),
    ]


def test_a_second_set_of_ordinals_follows_the_first(tree: Tree) -> None:
    rows = tree("一是抓收入。二是抓支出。", "首先，要学习。其次，要落实。")
    assert [row[0] for row in rows] == [1, 1, 1, 1]


def test_ordinals_within_an_ordinal_are_deeper(tree: Tree) -> None:
    rows = tree("一是抓收入。首先，摸底数。其次，强征管。二是抓支出。")
    assert rows == [
        (1, "一是", "抓收入"),
        (2, "首先，", "摸底数"),
        (2, "其次，", "强征管"),
        (1, "二是", "抓支出"),
    ]


def test_a_lone_ordinal_is_text(tree: Tree) -> None:
    assert tree("首先，我代表县政府表示感谢。", "最后，祝大家健康。", "一是要学习。") == []


def test_a_lost_number_is_inferred_and_reported_but_not_read(outline: Make) -> None:
    document = outline(
        "一、甲", "、子甲", "正文。", "2、子乙", "正文。", "、子丙", "正文。", "二、乙", "正文。"
    )
    rows = outline_rows(document)
    assert [(r["level"], r["label"], r["number"], r["inferred"]) for r in rows] == [
        (1, "一、", 1, None),
        (2, "、", None, 1),
        (2, "2、", 2, None),
        (2, "、", None, 3),
        (1, "二、", 2, None),
    ]
    assert [damage.kind for damage in document.damage] == ["lost-label", "lost-label"]
    assert all(damage.start == damage.end for damage in document.damage)
    assert "子甲" in document.damage[0].message


def test_a_lost_outer_number(outline: Make) -> None:
    rows = outline_rows(outline("一、甲", "正文。", "、乙", "正文。", "三、丙", "正文。"))
    assert [(row["level"], row["inferred"]) for row in rows] == [(1, None), (1, 2), (1, None)]


def test_the_markup_gives_levels_where_there_is_no_label(tree: Tree) -> None:
    kinds = {0: ("heading", 1), 1: ("heading", 2), 3: ("heading", 3), 5: ("heading", 2)}
    rows = tree("年度报告", "概况", "正文。", "人口", "正文。", "展望", "正文。", kinds=kinds)
    assert rows == [(0, "", "年度报告"), (1, "", "概况"), (2, "", "人口"), (1, "", "展望")]


def test_cells_headers_and_footnotes_are_no_headings(tree: Tree) -> None:
    kinds = {1: ("cell", None), 2: ("header", None), 3: ("footnote", None)}
    assert tree("正文开始。", "一、甲", "二、乙", "三、丙", "正文结束。", kinds=kinds) == []


@pytest.mark.parametrize(
    ("lines", "title", "line"),
    [
        (("某市财政局关于预算的通知", "各单位：", "现通知如下。"), "某市财政局关于预算的通知", 1),
        (("某政发〔2016〕3号", "关于预算的通知", "现通知如下。"), "关于预算的通知", 2),
        (("某市人民政府文件", "某政〔2016〕3号", "关于预算的通知", "正文。"), "关于预算的通知", 3),
        (("某市财政局", "关于预算的通知", "现通知如下。"), "某市财政局关于预算的通知", 1),
        (
            ("某市关于加强财政预算绩效", "管理工作的意见", "正文。"),
            "某市关于加强财政预算绩效管理工作的意见",
            1,
        ),
        (("某市管理办法", "（试行）", "第一章 总则"), "某市管理办法（试行）", 1),
        (("某市财政简报", "第5期", "我市预算执行良好", "正文。"), "我市预算执行良好", 3),
        (("在大会上的讲话", "（2005年3月18日）", "同志们：", "正文。"), "在大会上的讲话", 1),
    ],
)
def test_the_title(outline: Make, lines: tuple[str, ...], title: str, line: int) -> None:
    root = outline(*lines).root
    assert (root.title, root.line, root.has_heading) == (title, line, True)


def test_no_title(outline: Make) -> None:
    root = outline("各单位：", "现通知如下。", "一、甲", "正文。").root
    assert (root.title, root.has_heading, root.line) == ("", False, 0)


def test_ten_thousand_sections_are_fast(outline: Make) -> None:
    lines = []
    for number in range(2_000):
        lines += ["一、甲", f"（一）乙{number}", "1、丙", "（1）丁", "①戊", "正文。"]
    started = time.process_time()
    document = outline(*lines)
    assert time.process_time() - started < 10
    sections = list(document.sections())
    assert len(sections) == 10_001
    assert max(section.level for section in sections) == 5


NOTICE = (
    "关于报送年度总结的通知",
    "一、报送时间",
    "请于12月20日前报送。",
    "二、报送要求",
    "数据要准确。",
)
SIGNATURE = ("云溪县农业局", "2012年12月1日")


@pytest.mark.parametrize(
    "attachments",
    [
        ("附件：1.年度总结提纲", "2.数据汇总表"),
        ("附件：1、年度总结提纲；", "2、数据汇总表；", "3、联系人名单。"),
        ("附件：", "1.年度总结提纲", "2.数据汇总表"),
        ("附：1．年度总结提纲", "2．数据汇总表"),
    ],
)
def test_the_list_of_attachments_makes_no_sections(
    outline: Make, attachments: tuple[str, ...]
) -> None:
    document = outline(*NOTICE, *attachments, *SIGNATURE)
    assert [row["title"] for row in outline_rows(document)][1:] == ["报送时间", "报送要求"]
    assert document.lines[-len(attachments) - 2 :] == (*attachments, *SIGNATURE)
    kinds = [segment.kind for segment in document.segments()]
    assert "heading" not in kinds[-len(attachments) - 2 :]


@pytest.mark.parametrize(
    "opening", ["附件：年度总结提纲", "附件", "附件："], ids=["named", "alone", "with-a-colon"]
)
def test_the_attachment_itself_keeps_its_sections(tree: Tree, opening: str) -> None:
    own = ("1.内容", "各乡镇要按照提纲认真总结，不得遗漏。", "2.格式", "使用统一的纸张。")
    assert [row[2] for row in tree(*NOTICE, opening, *own)][-2:] == ["内容", "格式"]
