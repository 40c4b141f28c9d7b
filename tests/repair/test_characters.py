"""Widths, quotation marks and spaces, each with a case to mend and one to leave alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("完成投资１２６万元,增长１５．６％.", "完成投资126万元，增长15.6%。"),
        ("通过ＩＳＯ９００１认证", "通过ISO9001认证"),
        ("(２００５年３月18日)", "（2005年3月18日）"),
        ("１．加快建设", "1.加快建设"),
        ("问题怎么解决?关键在于落实!", "问题怎么解决？关键在于落实！"),
        ("要求是:抓落实;重实效", "要求是：抓落实；重实效"),
        ("各县(市、区)要抓紧", "各县（市、区）要抓紧"),
        ("占总数的73,其中", "占总数的73，其中"),
        ('以"科技兴农"战略为统领', "以“科技兴农”战略为统领"),
        ('提出"稳粮","增收"的思路', "提出“稳粮”，“增收”的思路"),
        ("一支“作风优良、业务过硬“的队伍", "一支“作风优良、业务过硬”的队伍"),
        ("被评为 “ 先进单位” ,受到表彰", "被评为“先进单位”，受到表彰"),
        ("云 溪 县 林 业 局 工 作 要 点", "云溪县林业局工作要点"),
        (
            "积极推进可持 续发 展，成效明 显，超过全年任务，受到各级表彰。",
            "积极推进可持续发展，成效明显，超过全年任务，受到各级表彰。",
        ),
        ("　　为了做好工作", "为了做好工作"),
        ("二、加强作 风建设", "二、加强作风建设"),
    ],
)
def test_mended(repaired: Callable[..., list[str]], before: str, after: str) -> None:
    assert repaired(before) == [after]


@pytest.mark.parametrize(
    "line",
    [
        "争取经费2,380万元，比例为1:25，于17:00前报送第6.18届。",
        "新增 31 万亩，占 5.2%，其中 GDP 增长 3%以上。",
        "网址为http://www.example.com/a,b，邮箱a.b@example.com。",
        "The project (phase 2) is complete, see p. 3.",
        "第一章 总则",
        "第一条 为了规范项目管理，提高资金使用效益，根据国家有关规定，制定本办法。",
        "主题词：农业 计划 通知",
        "张三 李四 王五 赵六",
        "云溪县林业局　　2013年5月6日",
        "《中共中央 国务院关于加快水利改革发展的决定》下发以来，各地认真贯彻落实，取得了成效。",
        "他说：“所谓“三农”问题”，就是这样。",
        "单位盖章： 年 月 日",
        "重点是1.抓落实",
        "等待中...结果",
    ],
)
def test_left_alone(repaired: Callable[..., list[str]], line: str) -> None:
    assert repaired(line) == [line]
