"""Page numbers glued into sentences: the series goes, real numbers stay."""

from __future__ import annotations

from collections.abc import Callable

from toolkit.document import RepairedDocument

PARTS = [
    "全县林业系统坚持生态优先的方针，抓好造林绿化和资源管护，完成人工造林3500亩，封山育林12000亩，森林覆盖率稳步提高，"
    "护林防火责任层层落实，全年没有发生重大森林火灾，林区社会秩",
    "序保持稳定。林业产业结构进一步优化，油茶、毛竹、花卉苗木三大基地建设步伐加快，新增油茶林4000亩，带动农户1200户增收，"
    "龙头企业发展到6家，产值突破2亿元，林业总产值的增",
    "长幅度居全市首位。集体林权制度配套改革稳步推进，办理林权抵押贷款3000万元，调处山林纠纷45起，维护了林区和谐，林农经",
    "营山林的积极性明显提高。科技兴林取得成效，推广良种良法5项，建立示范基地7个，举办培训班8期，培训林农900人次，印发技术资"
    "料6000份，服务水平有了新的提高，群众满意度上升。机关作风建设深入开展，干部下基层解决问",
    "题260个，办结率达到98%。下一步要继续抓好以下工作，确保全年任务圆满完成。",
]


def glue(mark: Callable[[int], str]) -> str:
    text = PARTS[0]
    for number, part in enumerate(PARTS[1:], 1):
        text += mark(number) + part
    return text


def test_bare_numbers_within_words_go(repair: Callable[..., RepairedDocument]) -> None:
    document = repair(glue(str))
    assert [p.text for p in document.paragraphs] == ["".join(PARTS)]
    assert [e.before for e in document.log if e.kind == "page-number"] == ["1", "2", "3", "4"]


def test_marked_numbers_go(repaired: Callable[..., list[str]]) -> None:
    for mark in ("—{}—", "- {} -", "－{}－", "第{}页 共5页"):
        assert repaired(glue(mark.format)) == ["".join(PARTS)], mark


def test_the_text_without_page_numbers_stays(repaired: Callable[..., list[str]]) -> None:
    assert repaired("".join(PARTS)) == ["".join(PARTS)]


def test_real_numbers_that_count_up_stay(repaired: Callable[..., list[str]]) -> None:
    line = (
        "全年共召开专题会议1次，组织现场观摩2次，开展督查3次，下发通报4份，整改问题5个，"
        "新建企业6家，培育品牌7个，举办招聘会8场，帮扶农户9户，化解矛盾10起，"
    )
    assert repaired(line * 3 + "成效明显。") == [line * 3 + "成效明显。"]


def test_labels_that_count_up_stay(repaired: Callable[..., list[str]]) -> None:
    lines = [f"附件{n}给出了各单位的任务分解情况，{PARTS[n % 5]}。" for n in range(1, 7)]
    assert repaired(*lines) == lines


def test_one_odd_number_is_not_judged_alone(repaired: Callable[..., list[str]]) -> None:
    assert repaired("全年经济社会3发展成效明显，群众满意。") == [
        "全年经济社会3发展成效明显，群众满意。"
    ]


def test_the_page_number_before_an_item_leaves_the_item_its_number(
    repaired: Callable[..., list[str]],
) -> None:
    more = (
        "各单位要把握林木生长的季节，尽早安排苗木调运，同时做好技术服务，提高造林质量。主要任务："
    )
    text = glue(str) + more + "51、抓好春季造林。"
    assert repaired(text) == ["".join(PARTS) + more + "1、抓好春季造林。"]


def test_a_dash_within_a_range_stays(repaired: Callable[..., list[str]]) -> None:
    line = "2011-3-5前报送，电话0591-2-3，规划期为2011—2015年。"
    assert repaired(line) == [line]


SHORT = [
    "全县农业系统坚持生态优先，抓好粮食生产，新建高产示范片12000亩，农业社会化服务水平不断提升，群众增收渠道进一步拓宽，加快农村",
    "基础设施建设，投入资金300万元，修建机耕路12公里，修复水毁工程45处，农田灌溉条件明显改善，优质稻种植面积保持稳定，城乡居民收入",
    "稳步增长，农产品抽检合格率达到98%以上，没有发生重大质量安全事件，农资市场秩序持续好转，放心店覆盖面不断扩大，大力推动茶叶产业",
    "发展提速增效，带动农户1200户增收，为实现全年目标任务奠定了坚实的基础，全县农业总产值突破20亿元，各项工作走在前列。",
]


def test_three_numbers_between_words_make_a_short_series(
    repair: Callable[..., RepairedDocument],
) -> None:
    document = repair(SHORT[0] + "1" + SHORT[1] + "2" + SHORT[2] + "3" + SHORT[3])
    assert document.paragraphs[0].text == "".join(SHORT)
    assert document.damage == ()


def test_a_series_with_a_gap_stays_and_is_reported(
    repair: Callable[..., RepairedDocument],
) -> None:
    text = SHORT[0] + "1" + SHORT[1] + SHORT[2] + "，案件86起，3行政处罚12件，推进产业4" + SHORT[3]
    document = repair(text)
    assert document.paragraphs[0].text == text
    assert [(d.kind, text[d.start : d.end]) for d in document.damage] == [
        ("stray-number", "1"),
        ("stray-number", "3"),
        ("stray-number", "4"),
    ]
    assert "推进产业▶4◀发展提速" in document.damage[-1].message


def test_a_number_within_a_word_is_reported(repair: Callable[..., RepairedDocument]) -> None:
    (damage,) = repair("林区社会秩2序保持稳定。").damage
    assert (damage.kind, damage.start, damage.end) == ("stray-number", 5, 6)
    assert "社会秩▶2◀序保持" in damage.message


def test_real_numbers_are_not_reported(repair: Callable[..., RepairedDocument]) -> None:
    lines = [
        "按照附件3要求，落实16字方针，防治2型糖尿病，方案2实施顺利，任务5完成，1比0获胜。",
        "雨量86毫米，浓度15微克，每天2英镑，问题3整改到位，1是加强领导，2要强化监管，3月启动。",
        "成立20人工作专班，新增企业3家，2011年完成，第3小组负责，用时24小时，约30左右。",
        "加强领导，3同时制度落实到位。",
    ]
    assert repair(*lines).damage == ()
