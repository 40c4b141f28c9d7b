"""Broken lines are joined; headings, items, addresses and dates keep their own lines."""

from __future__ import annotations

from collections.abc import Callable

from toolkit.document import RepairedDocument

TEXT = [
    "望溪县卫生局关于开展基层医疗机构规范化建设与管理年活动的",
    "实施方案",
    "为进一步提高基层医疗服务水平，根据上级统一部署，县卫生局",
    "决定在全县开展规范化建设与管理年活动，制定本方案。",
    "一、总体要求",
    "坚持以群众健康为中心，完善制度，改善条件，提升能力，力争",
    "用一年时间使全县乡镇卫生院的服务环境和服务质量有明显的改",
    "善，群众满意度达到90%以上。",
    "二、进一步加强组织领导，明确各级各类医疗卫生机构的责任与",
    "分工",
    "各单位要成立领导小组，主要负责人负总责，制定具体的工作计",
    "划，落实专人负责，确保各项任务按期完成。",
    "望溪县卫生局",
    "2013年3月6日",
]
JOINED = [
    TEXT[0] + TEXT[1],
    TEXT[2] + TEXT[3],
    TEXT[4],
    TEXT[5] + TEXT[6] + TEXT[7],
    TEXT[8] + TEXT[9],
    TEXT[10] + TEXT[11],
    TEXT[12],
    TEXT[13],
]


def test_wrapped_lines_become_paragraphs(repaired: Callable[..., list[str]]) -> None:
    assert repaired(*TEXT) == JOINED


def test_an_indent_begins_a_paragraph(repaired: Callable[..., list[str]]) -> None:
    paragraphs = [JOINED[1], JOINED[3], JOINED[5]]
    wrapped = []
    for paragraph in paragraphs:
        text = "\u3000\u3000" + paragraph
        wrapped += [text[start : start + 19] for start in range(0, len(text), 19)]
    assert repaired(*wrapped) == paragraphs


def test_joined_paragraphs_stay(repaired: Callable[..., list[str]]) -> None:
    assert repaired(*JOINED) == JOINED


def test_a_line_that_ends_with_a_comma_goes_on(repaired: Callable[..., list[str]]) -> None:
    assert repaired("各单位要高度重视，", "认真组织实施。") == ["各单位要高度重视，认真组织实施。"]


def test_a_line_that_begins_with_a_mark_goes_on(repaired: Callable[..., list[str]]) -> None:
    assert repaired("各单位要高度重视", "，认真组织实施。") == ["各单位要高度重视，认真组织实施。"]


def test_a_cut_word_is_joined(repaired: Callable[..., list[str]]) -> None:
    lines = ("在县委、县政府的坚强领导下，我们认真组织开展了春季植树造", "林活动，完成造林任务。")
    assert repaired(*lines) == ["".join(lines)]


def test_headings_addresses_and_signatures_stay(repaired: Callable[..., list[str]]) -> None:
    lines = ["各科室：", "工作要求", "加强领导，落实责任。", "局办公室", "2014年5月"]
    assert repaired(*lines) == lines


def test_a_lost_label_begins_a_line(repaired: Callable[..., list[str]]) -> None:
    lines = ["加强工作领导，促进农业增效", "、落实责任。", "各科室要落实责任。"]
    assert repaired(*lines) == lines


def test_a_break_within_a_decimal_is_joined(repair: Callable[..., RepairedDocument]) -> None:
    for lines in (("99", ".8%，居全市第一。"), ("99.", "8%，居全市第一。")):
        document = repair("截至年底，土地确权发证率" + lines[0], lines[1])
        texts = [paragraph.text for paragraph in document.paragraphs]
        assert texts == ["截至年底，土地确权发证率99.8%，居全市第一。"]
        assert document.damage == ()


def test_an_item_behind_a_number_stays(repaired: Callable[..., list[str]]) -> None:
    lines = ["比上年增加99", "2. 抓好春耕生产，落实责任。", "第1.", "8月报送材料。"]
    assert len(repaired(*lines)) == 4
