"""Lost numbers and marks: reported where they are, and never in sound Chinese."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from toolkit.document import RepairedDocument

LOST = [
    "建立高产示范片|个，面积扩大。",
    "兑现补贴资金|万元，惠及农户。",
    "新增大棚面积|亩，建成基地。",
    "完成技术创新基金项目|项、重点项目5项。",
    "通过验收后，|个项目通过鉴定。",
    "对我县|个应急保障单位进行了检查。",
    "引导|家社会组织参与救助。",
    "选派骨干教师|名赴外地挂职。",
    "安排机动车辆|辆，保障运力。",
    "查处违规行为|起，今年要加强。",
    "涉及学校|所。",
    "清退不符合条件的对象|人，做到公平。",
    "申报期限不少于|个工作日。",
    "资助额不超过|万元，分两次拨付。",
    "同期承担的项目不得超过|项，每年检查。",
    "取消今后|年的申报资格。",
    "活动为期|天，共分三个阶段。",
    "毛入学率达到|%，比上年提高。",
    "面积占总数的 96|，亩产提高。",
    "合格率达 98.7|，比上年提高。",
    "返还比例为60%，大型企业为30|。",
    "按照2011|2013年规划的要求。",
    "纪念“|”地震三十周年。",
    "认真总结200|-200|年度的经验。",
    "200|年工作思路如下。",
    "云溪县林业局|年工作总结",
    "举办第|届文化节。",
    "增长百分之|，居全市首位。",
    "總投資資金|萬元，進展順利。",
    "培训技术骨干|人，扩大了队伍。",
    "选派科技特派员|人。",
    "完成年度计划的106|，超额完成。",
    "为上年的 95.4|；",
]


@pytest.mark.parametrize("marked", LOST)
def test_reported_at_its_place(repair: Callable[..., RepairedDocument], marked: str) -> None:
    line = marked.replace("|", "")
    places, offset = [], -1
    for _ in range(marked.count("|")):
        offset = marked.index("|", offset + 1)
        places.append(offset - len(places))
    document = repair(line)
    assert [damage.start for damage in document.damage] == places
    assert all(damage.start == damage.end for damage in document.damage)
    assert document.paragraphs[0].text == line


SOUND = [
    "个人和家庭的项目由专家评审，首个专项已经启动，各项工作、多项任务有序推进，事项、款项清楚。",
    "培育万元户，万元产值能耗下降，亩产提高，年均增长5%，每亩补贴80元，每万人口专利拥有量居首位。",
    "大家要有个好的开端，这是个大问题，每个、各个、整个、一个、两个、若干个、几个、数十个都要抓。",
    "国家、厂家、商家、作家、农家，研究所、派出所、场所，车辆、每辆，一起、引起、从今年起，全部完成。",
    "名校长、名教师、名班主任、知名、署名、姓名、前三名，第一名，报名。",
    "去年、今年、全年、每年、历年、近年、连续多年，一年来，200年的历史，近200年。",
    "占地500亩，占用土地20亩，由去年的14:1提高到11:1，容积率不低于1.2。",
    "产值突破亿元，收入首次突破万元，不足亿元的企业，上万人，数万元，近亿元。",
    "负责人、当事人、法定代表人（签章）、申请人，单位：万元、%",
    "企业家、艺术家，强弱项，加分项，住房楼栋、三类户，首台套，农民家。",
    "增长1、技术改造成效明显。在“一个中心”“两个基本点”的指引下前进。",
    "第一届、首届、本届，及第，次第，2006年至2010年，2006—2010年，20061129。",
    "自1月1日起，自发布之日起，从即日起，本年度起，执行新标准。",
    "完成年度计划的106%，任务的80个百分点，目标的2，新老骨干人人有责，培养骨干人才，计划的5项工作。",
]


@pytest.mark.parametrize("line", SOUND)
def test_sound_text_gives_no_report(repair: Callable[..., RepairedDocument], line: str) -> None:
    assert repair(line).damage == ()


def test_sound_text_gives_no_report_in_a_damaged_document(
    repair: Callable[..., RepairedDocument],
) -> None:
    plain = ["建立高产示范片个，面积扩大。", "兑现补贴资金万元，惠及农户。"]
    document = repair(*plain, *(line for line in SOUND if "有个" not in line))
    assert len(document.damage) == len(plain), [d.message for d in document.damage]


def test_a_doubtful_sign_counts_only_in_a_damaged_document(
    repair: Callable[..., RepairedDocument],
) -> None:
    doubtful = "目前已推开，有家企业获得补助。"
    assert repair(doubtful).damage == ()
    plain = ["建立高产示范片个，面积扩大。", "兑现补贴资金万元，惠及农户。"]
    assert len(repair(doubtful, *plain).damage) == 3


def test_the_message_shows_the_place(repair: Callable[..., RepairedDocument]) -> None:
    (damage,) = repair("建立高产示范片个，面积扩大。").damage
    assert damage.kind == "lost-number"
    assert "示范片▢个，面积" in damage.message
