"""Lines: what is glued is cut, what a person typed so is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from toolkit.document import Document

Make = Callable[..., Document]


def test_a_document_that_is_one_run(outline: Make) -> None:
    run = (
        "某县水利局2009年工作总结今年以来，我局认真工作，取得成绩。一、主要工作情况（一）抓建设。全年投资1亿元。建成"
        "水库3座。（二）抓管理。制定制度5项。加强检查。二、存在问题今年的工作还有不足。三、明年打算1、加强建设。继续"
        "投资。再建水库。2、加强管理。完善制度。抓好落实。某县水利局2009年12月30日"
    )
    assert outline(run).lines == (
        "某县水利局2009年工作总结",
        "今年以来，我局认真工作，取得成绩。",
        "一、主要工作情况",
        "（一）抓建设。",
        "全年投资1亿元。建成水库3座。",
        "（二）抓管理。",
        "制定制度5项。加强检查。",
        "二、存在问题",
        "今年的工作还有不足。",
        "三、明年打算",
        "1、加强建设。",
        "继续投资。再建水库。",
        "2、加强管理。",
        "完善制度。抓好落实。",
        "某县水利局",
        "2009年12月30日",
    )


def test_chapters_and_articles_in_one_run(outline: Make) -> None:
    run = (
        "第一章总则第一条为了加强管理，制定本办法。第二条本办法适用于本市。第二章管理第三条单位应当建立制度。"
        "第四条违反本办法第三条规定的，予以处罚。第三章附则第五条本办法自发布之日起施行。"
    )
    assert outline(run).lines == (
        "第一章总则",
        "第一条为了加强管理，制定本办法。",
        "第二条本办法适用于本市。",
        "第二章管理",
        "第三条单位应当建立制度。",
        "第四条违反本办法第三条规定的，予以处罚。",
        "第三章附则",
        "第五条本办法自发布之日起施行。",
    )


def test_unmarked_headings_that_the_text_before_them_lists(outline: Make) -> None:
    run = (
        "一、总体情况。我们围绕道路养护、桥梁加固和客运管理三个方面开展工作。1、道路养护加强了与乡镇的联系，修补路面"
        "三千多平方米，清理边沟一百二十公里，更换标志牌四十六块。2、桥梁加固完成了任务。检测了全部桥梁。3、客运管理"
        "交通部门在春节前组织了一次检查，查出隐患，督促企业逐项整改到位，保证了旅客出行。二、下步打算。继续努力。"
    )
    lines = outline(run).lines
    assert [line for line in lines if line[0].isdigit()] == [
        "1、道路养护",
        "2、桥梁加固",
        "3、客运管理",
    ]


def test_unmarked_headings_of_one_length(outline: Make) -> None:
    run = (
        "二、经济运行。1、招商引资全年引进项目28个，到位资金3.1亿元，超额完成了市里下达的目标任务。客商满意。2、园区建设"
        "投入4500万元，新修道路6公里，铺设管网12公里，新建标准厂房3万平方米。企业入驻。3、项目推进对35个重点项目实行领导包"
        "抓，定期督查，按月通报，及时解决征地拆迁中的问题。进度加快。三、民生事业。稳步发展。"
    )
    lines = outline(run).lines
    assert [line for line in lines if line[0].isdigit()] == [
        "1、招商引资",
        "2、园区建设",
        "3、项目推进",
    ]


def test_an_unmarked_heading_like_its_siblings(outline: Make) -> None:
    run = (
        "一、抓招商，壮大经济实力。引进项目5个。成效明显。二、抓生态，改善人居环境今年，我镇投入资金300万元，栽植树木"
        "2万株，清运垃圾600吨，拆除违章建筑40处。三、抓民生，增进群众福祉。新建学校1所。群众满意。"
    )
    assert "二、抓生态，改善人居环境" in outline(run).lines


def test_an_unnumbered_heading_between_two_sentences(outline: Make) -> None:
    run = (
        "一、抓收入。完成收入3亿元。增长较快。二、抓支出。支出2亿元。保障有力。下步工作安排2010年是关键的一年，我局要继续"
        "努力。1、加强征管。依法征收。应收尽收。2、严格支出。压缩开支。勤俭办事。"
    )
    assert "下步工作安排" in outline(run).lines


def test_an_unnumbered_heading_between_a_sentence_and_a_label(outline: Make) -> None:
    run = (
        "一、抓收入。完成收入3亿元。增长较快。二、抓支出。支出2亿元。保障有力。下步工作安排1、加强征管。依法征收。应收尽收。"
        "2、严格支出。压缩开支。勤俭办事。"
    )
    assert outline(run).lines[4:7] == ("下步工作安排", "1、加强征管。", "依法征收。应收尽收。")


def test_the_addressee_behind_a_glued_title(outline: Make) -> None:
    run = (
        "关于做好防汛工作的通知各县区人民政府：汛期将至，现通知如下。一、提高认识。各地要高度重视。二、落实责任。"
        "实行首长负责制。特此通知。二〇〇九年五月一日"
    )
    lines = outline(run).lines
    assert lines[:2] == ("关于做好防汛工作的通知", "各县区人民政府：")
    assert lines[-1] == "二〇〇九年五月一日"


def test_items_whose_number_was_lost(outline: Make) -> None:
    run = "一、工作开展情况。、落实补贴政策。发放补贴9万元。群众满意。2、推广良种。推广面积3万亩。产量提高。二、打算。"
    assert outline(run).lines[1:3] == ("、落实补贴政策。", "发放补贴9万元。群众满意。")


@pytest.mark.parametrize(
    "paragraph",
    [
        "会议强调，要抓好三件事。1、抓生产。2、抓销售。3、抓安全。各单位要认真落实。",
        "第一季度完成投资1.5亿元，增长6.18%，做到一是一、二是二，第一把手要负总责。",
        "一、二季度情况较好，三、四季度要加把劲。周一、周三开行，2006.11.29通车。",
        "本办法第三条规定的情形，按照第六条第（二）项、第十条执行。第十二条所称单位包括企业。",
        "首先，我代表县政府表示感谢。今年工作目标已经确定。最后，祝大家身体健康！",
        "主要包括：（1）企业；（2）学校；（3）机关。其中（2）最多。",
        "他说：“一、要抓好生产。二、要抓好销售。”大家都同意。",
        "第九条 有下列情形之一的，不予受理：（一）材料不全的；（二）超过期限的；（三）不符合条件的。",
        "1.加强征管。2.严格支出。3.做好服务。",
        "会议提出三点要求：一、提高认识。二、加强领导。三、狠抓落实。",
        "增长3.家企业参加，猪、牛、羊存栏稳定。",
        "按照年度工作计划我局完成了各项任务，得到了上级的肯定。今年目标任务较重。明年继续努力。",
        "各项工作目标今年内要全部实现。全年任务我们要坚决完成。下一步打算今年启动。",
        "会议决定，2010年12月1日起施行。",
    ],
)
def test_a_proper_paragraph_stays_whole(outline: Make, paragraph: str) -> None:
    assert (
        outline("某县财政局工作总结", paragraph, "一、抓收入", "完成收入3亿元。").lines[1]
        == paragraph
    )


def test_item_paragraphs_stay_whole(outline: Make) -> None:
    lines = (
        "一、工作要点",
        "1、以增加收入为核心，力争人均纯收入达到2300元以上，净增100至120元，增幅不低于全市平均水平。",
        "2、以植树造林为契机，完成第二批1.8万亩造林任务，成活率不低于85%，做到栽一片、活一片、成林一片。",
        "3、以服务群众为宗旨，坚持每月5日、15日、25日为接待日，凡群众来信来访，7个工作日内给予答复。",
    )
    assert outline(*lines).lines == lines


def test_a_heading_of_the_markup_stays_whole(outline: Make) -> None:
    heading = "一、抓收入。促增长。保稳定。二、抓支出。"
    assert outline("前言内容。", heading, "正文。", kinds={1: ("heading", 2)}).lines[1] == heading


def test_cells_are_never_cut(outline: Make) -> None:
    cell = "一、抓收入。完成3亿元。二、抓支出。支出2亿元。"
    document = outline("甲", cell, kinds={1: ("cell", None)})
    assert document.lines[1] == cell


def test_white_space_at_a_cut_goes(outline: Make) -> None:
    lines = outline("一、抓收入。 完成3亿元。增长快。\u3000二、抓支出。 支出2亿元。保障好。").lines
    assert lines == (
        "一、抓收入。",
        "完成3亿元。增长快。",
        "二、抓支出。",
        "支出2亿元。保障好。",
    )
