"""Chunk numbers go and what they cut is joined; the text's own numbering stays."""

from __future__ import annotations

from collections.abc import Callable

from toolkit.document import RepairedDocument

FIRST = "今年以来,全县水利系统认真贯彻上级部署,扎实推进农田水利基本建设,全年完成渠道防渗改造和山塘整治任务,新增灌溉面积 1"
SECOND = "2 万亩,受到群众好评。下半年将继续推进中小河流治理,完善防汛抗旱指挥体系,力争在汛期到来之前完成水毁工程的修复任"
THIRD = "务,确保安全度汛。各乡镇要落实行政首长负责制,备足抢险物资,加强值班值守。"


def test_chunks_are_joined_and_the_cut_number_is_whole_again(
    repair: Callable[..., RepairedDocument],
) -> None:
    document = repair(f"1、{FIRST}", f"2、{SECOND}", f"3、{THIRD}")
    assert len(document.paragraphs) == 1
    text = document.paragraphs[0].text
    assert "面积 12 万亩，受到" in text
    assert "修复任务，确保" in text
    assert [e.before for e in document.log if e.kind == "chunk-number"] == ["1、", "2、", "3、"]


def test_a_missing_chunk_number_is_tolerated(repaired: Callable[..., list[str]]) -> None:
    lines = repaired(f"1、{FIRST}", f"2、{SECOND}", f"4、{THIRD}")
    assert len(lines) == 1
    assert "4、" not in lines[0]


def test_real_items_stay(repaired: Callable[..., list[str]]) -> None:
    lines = [
        "一、加强领导",
        "1、成立工作专班，由分管领导任组长，定期研究解决工作中遇到的困难和问题，重要事项及时向党组报告，做到责任到人、措施到位。",
        "2、完善考核办法，把任务完成情况列入年度考核，实行季度通报、半年督查、年终评比，对工作不力的单位和个人给予通报批评。",
        "3、加大宣传力度，利用广播、电视、网络等媒体广泛宣传，营造良好的社会氛围，引导群众积极参与，形成齐抓共管的局面。",
    ]
    assert repaired(*lines) == lines


def test_short_items_without_end_marks_stay(repaired: Callable[..., list[str]]) -> None:
    lines = ["会议议程：", "1、传达文件精神", "2、通报工作进展", "3、部署下一阶段任务"]
    assert repaired(*lines) == lines


def test_one_such_paragraph_is_no_series(repaired: Callable[..., list[str]]) -> None:
    assert repaired(f"1、{THIRD}")[0].startswith("1、")


FRAME = ["展开阅读全文", "相关资源", "某ICP备00000000号"]
OPENING = (
    "云溪县林业局年度工作总结今年以来,全县林业系统抓好造林绿化和资源管护。全年完成人工造林3500亩,封山育林12000亩,"
    "经市林业局检查,造林"
)
CLOSING = "验收合格率达到98%,居全市首位。下一步要抓好森林防火和病虫害防治,确保全年任务圆满完成。"


def test_two_chunks_in_the_frame_of_a_site_are_one_text(repaired: Callable[..., list[str]]) -> None:
    whole = (OPENING + CLOSING).replace(",", "，")
    assert repaired(f"1、{OPENING}", f"2、{CLOSING}", *FRAME) == [whole]
    signed = repaired(f"1、{OPENING}", f"2、{CLOSING}", "云溪县林业局", "2012年9月3日", *FRAME)
    assert signed == [whole, "云溪县林业局", "2012年9月3日"]


def test_two_items_in_the_frame_of_a_site_stay(repaired: Callable[..., list[str]]) -> None:
    items = [f"1、{THIRD}".replace(",", "，"), f"2、{CLOSING}".replace(",", "，")]
    assert repaired(*items, *FRAME) == items
    broken = [f"1、{OPENING}".replace(",", "，"), items[1]]
    assert repaired(*broken) == broken
    assert repaired("一、主要工作", *broken, *FRAME) == ["一、主要工作", *broken]
    assert repaired(*broken, "二、下一步打算", *FRAME) == [*broken, "二、下一步打算"]
