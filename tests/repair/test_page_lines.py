"""Page number lines and running heads go, and the sentence they cut is joined."""

from __future__ import annotations

from collections.abc import Callable

import pytest

PAGES = [
    "各乡镇要把防汛工作摆在突出位置，逐级签订责任书，落实巡查人员和抢险队伍，做到险情早发现、早报告、早处",
    "置。水库管理单位要严格执行调度方案，汛期不得擅自超汛限水位运行，遇到强降雨要加密巡查频次，及时转移危",
    "险区域的群众。教育部门要加强学生的安全教育，防止溺水事故的发生，重点抓好暑期和周末两个时段的管",
    "理工作。各单位要严格值班纪律，实行领导带班和二十四小时值班制度。",
]


@pytest.mark.parametrize(
    "mark", ["- {} -", "—{}—", "第{}页 共4页", "第 {} 页", "{}/4", "{}", "－{}－"]
)
def test_numbers_on_lines_of_their_own(repaired: Callable[..., list[str]], mark: str) -> None:
    lines = [line for n, page in enumerate(PAGES, 1) for line in (page, mark.format(n))]
    assert repaired(*lines) == ["".join(PAGES)]


def test_header_and_footer_go_with_the_page_numbers(repaired: Callable[..., list[str]]) -> None:
    lines = ["云溪县防汛文件汇编", "关于做好今年防汛工作的通知"]
    for number, page in enumerate(PAGES, 1):
        lines += [page, "云溪县水利局编", f"- {number} -", "云溪县防汛文件汇编"]
    assert repaired(*lines[:-1]) == ["关于做好今年防汛工作的通知", "".join(PAGES)]


def test_a_header_with_the_page_number_in_it(repaired: Callable[..., list[str]]) -> None:
    lines = [line for n, page in enumerate(PAGES, 1) for line in (page, f"云溪县公报 第{n}版")]
    assert repaired(*lines) == ["".join(PAGES)]


def test_a_running_head_without_page_numbers(repaired: Callable[..., list[str]]) -> None:
    lines = [line for page in PAGES for line in (page, "云溪县防汛文件汇编")]
    assert repaired(*lines[:-1]) == ["".join(PAGES)]


def test_a_heading_at_a_page_border_keeps_its_line(repaired: Callable[..., list[str]]) -> None:
    lines = ["一、基本情况", "- 1 -", PAGES[3], "- 2 -", "二、主要做法", "- 3 -", PAGES[3]]
    assert repaired(*lines) == ["一、基本情况", PAGES[3], "二、主要做法", PAGES[3]]


def test_repeated_lines_within_the_text_stay(repaired: Callable[..., list[str]]) -> None:
    lines = [
        "甲村",
        "完成了任务，群众满意。",
        "存在的问题",
        "乙村",
        "进展较慢，需要督促。",
        "存在的问题",
        "丙村",
        "尚未开工，正在办理手续。",
        "存在的问题",
    ]
    assert repaired(*lines) == lines


def test_numbers_of_a_column_stay(repaired: Callable[..., list[str]]) -> None:
    lines = ["序号", "1", "张三", "2", "李四", "3", "王五", "4", "赵六"]
    assert repaired(*lines) == lines


@pytest.mark.parametrize("line", ["- 3 -", "—3—", "－ 3 －", "第3页 共4页", "共 4 页 第 3 页"])
def test_a_sole_page_number_line_goes(repaired: Callable[..., list[str]], line: str) -> None:
    assert repaired(PAGES[0], line, PAGES[1] + "。") == [PAGES[0] + PAGES[1] + "。"]
    assert repaired("一、基本情况", PAGES[3], line) == ["一、基本情况", PAGES[3]]


@pytest.mark.parametrize("line", ["3", "3/4", "-3", "3-", "-3-4-", "第3页"])
def test_a_sole_line_that_may_be_something_else_stays(
    repaired: Callable[..., list[str]], line: str
) -> None:
    assert repaired("一、基本情况", PAGES[3], line, PAGES[3]) == [
        "一、基本情况",
        PAGES[3],
        line,
        PAGES[3],
    ]
