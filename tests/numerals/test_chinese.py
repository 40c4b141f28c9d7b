"""Finding numerals in Chinese: spans, limits, order, and what is left alone in running text."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest

from toolkit.numerals import Value, decide, find_values, render


def only(text: str) -> Value:
    values = find_values(text)
    assert len(values) == 1, values
    return values[0]


@pytest.mark.parametrize(
    ("text", "span", "approximate", "bound"),
    [
        ("共有近300家企业", "近300家", "nearly", ""),
        ("约8.2亿元", "约8.2亿元", "about", ""),
        ("培训200人左右", "200人左右", "about", ""),
        ("奖励10万元以上", "10万元以上", "at-least", ""),
        ("35岁以下", "35岁以下", "at-most", ""),
        ("30分钟以内", "30分钟以内", "within", ""),
        ("30多家", "30多家", "over", ""),
        ("3100余人", "3100余人", "over", ""),
        ("十余万元", "十余万元", "over", ""),
        ("逾3000万元", "逾3000万元", "over", ""),
        ("不足三成", "不足三成", "under", ""),
        ("不到10家", "不到10家", "under", ""),
        ("几十家", "几十家", "several", ""),
        ("超过50人", "50人", "", "more"),
        ("突破70亿元", "70亿元", "", "more"),
        ("低于1%", "1%", "", "under"),
        ("不低于10%", "10%", "", "at-least"),
        ("不得超过50万元", "50万元", "", "at-most"),
        ("不少于4期", "4期", "", "at-least"),
        ("最多3项", "3项", "", "at-most"),
        ("至少2小时", "2小时", "", "at-least"),
    ],
)
def test_limits(text: str, span: str, approximate: str, bound: str) -> None:
    value = only(text)
    assert (value.text, value.approximate, value.bound) == (span, approximate, bound)


@pytest.mark.parametrize("text", ["近三年来", "附近3公里", "节约3万元", "签约3个"])
def test_words_that_only_look_like_approximations(text: str) -> None:
    assert only(text).approximate == ""


def test_order_offsets_and_no_overlap() -> None:
    text = (
        "2006年，全区规模企业125家，产值46.34亿元，占73%，其中16家增长12.5％、提高 2.3 个百分点。"
    )
    values = find_values(text)
    assert [(value.type, value.decimal) for value in values] == [
        ("date", "2006"),
        ("cardinal", "125"),
        ("money", "4634000000"),
        ("percent", "73"),
        ("cardinal", "16"),
        ("percent", "12.5"),
        ("points", "2.3"),
    ]
    end = 0
    for value in values:
        assert end <= value.start < value.end
        assert text[value.start : value.end] == value.text
        end = value.end


def test_spaces_and_full_width_keep_their_offsets() -> None:
    text = "共　１２　万亩，"
    value = only(text)
    assert value.value == 120_000
    assert text[value.start : value.end] == value.text == "１２　万亩"


def test_traditional_characters() -> None:
    value = only("總投資3.5億元")
    assert value.value == 350_000_000
    assert value.text == "3.5億元"


def test_money_and_its_look_alikes() -> None:
    assert only("3元").unit == "yuan"
    assert find_values("二元结构") == ()
    assert only("2006年元旦").type == "date"
    assert only("30万美元").unit == "US dollar"
    assert only("RMB500万").value == 5_000_000
    assert find_values("型号RMX500") == ()


@pytest.mark.parametrize(
    ("text", "kind", "decimal"),
    [
        ("增长3倍", "growth", "3"),
        ("增加了约2倍", "growth", "2"),
        ("扩大1倍", "growth", "1"),
        ("增长到3倍", "multiple", "3"),
        ("提高到原来的4倍", "multiple", "4"),
        ("翻一番", "multiple", "2"),
        ("翻两番", "multiple", "4"),
        ("翻三番", "multiple", "8"),
    ],
)
def test_growth_and_multiples_differ(text: str, kind: str, decimal: str) -> None:
    value = only(text)
    assert (value.type, value.decimal) == (kind, decimal)


def test_time_and_ratio() -> None:
    assert only("每天17:00前报送").type == "time"
    assert only("按1:10配备").type == "ratio"
    assert only("师生比1:15").decimal == "1:15"


def test_a_day_of_the_month_and_a_term_of_days() -> None:
    assert only("于20日报送").type == "date"
    term = only("公示期不少于7日")
    assert (term.type, term.unit) == ("cardinal", "day")


def test_congresses_and_sessions() -> None:
    values = find_values("党的十八届五中、六中全会和党的二十大精神")
    assert [value.value for value in values] == [18, 5, 6, 20]
    assert {value.type for value in values} == {"ordinal"}


def test_twelve_major_projects_are_no_congress() -> None:
    value = only("十二大重点工程")
    assert (value.type, value.value) == ("cardinal", 12)


def test_plans_in_a_row() -> None:
    values = find_values("“十二五”规划和“十三五”期间")
    assert [(value.type, value.value, value.label) for value in values] == [
        ("plan", 12, "plan"),
        ("plan", 13, "period"),
    ]


def test_fifteen_is_no_plan() -> None:
    assert only("十五个项目").value == 15
    assert only("十四五个").decimal == "14-15"


def test_document_number_stops_at_the_verb_before_it() -> None:
    value = only("现按照市科发〔2019〕12号文件")
    assert value.label == "市科发"
    assert value.parts == (Fraction(2019), Fraction(12))
    assert only("（2019年12月）").type == "date"


def test_what_may_be_left_unsaid_is_not_required() -> None:
    for text in ("一个", "首家", "几十家", "百名", "万元产值", "一等奖", "三级网络", "半年"):
        assert not only(text).required, text
    for text in ("三个", "8.2亿元", "第三批", "2006年", "12%"):
        assert only(text).required, text


def test_a_list_counts_itself() -> None:
    assert not only("钢铁、建材、化工三个行业").required
    assert only("抓好三个行业").required


def test_what_code_decides() -> None:
    for text in ("8.2亿元", "31万亩", "12.5%", "2.3个百分点", "2006年11月29日", "科发〔2019〕12号"):
        assert only(text).enforce, text
    for text in ("一个", "几十家", "上半年", "翻一番", "三级网络", "863计划", "5·12"):
        assert not only(text).enforce, text


def test_dates_that_became_names() -> None:
    june = only("第四届6.18项目成果交易会".removeprefix("第四届"))
    assert (june.decimal, june.required) == ("--06-18", False)
    assert only("“5·12”全国防灾减灾日").decimal == "--05-12"
    assert only("6.18亿元").value == 618_000_000
    assert only("6.18%").value == Fraction("6.18")


@pytest.mark.parametrize(
    "text",
    [
        "统一领导、统一标准",
        "同一项目、每一个环节、另一种方式",
        "一件件抓落实",
        "一企一策、一户一档",
        "“三严三实”和“四个全面”",
        "百姓安居乐业、万众创新",
        "长三角和三门峡",
        "服务器型号A4-300、GB/T15834",
        "网址www.test123.cn",
        "版本1.2.3",
    ],
)
def test_running_text_without_numerals(text: str) -> None:
    assert find_values(text) == ()


def test_empty_and_odd_input() -> None:
    assert find_values("") == ()
    assert find_values("，。、") == ()
    for text in ("1" * 5000, "一" * 5000, "百万" * 3000, "1." * 3000, "（" * 5000, "〔2019" * 900):
        begin = time.process_time()
        find_values(text)
        assert time.process_time() - begin < 2


def test_speed_of_ordinary_text() -> None:
    line = (
        "全年争取项目28项、资金1350万元，比2005年增长12.5%，带动农户3.5万户，统一思想、进一步落实。"
    )
    text = line * (200_000 // len(line.encode()))
    begin = time.process_time()
    values = find_values(text)
    assert len(values) == 5 * text.count("28项")
    # 50 KB a second on any machine; an ordinary one does several times that.
    assert time.process_time() - begin < 4


def test_damaged_years_are_left_to_the_reviewer() -> None:
    for text in ("20052007年重大项目", "200年度工作"):
        value = only(text)
        assert not value.enforce
        assert value.unit is None


def test_anniversaries_are_ordinals_in_english() -> None:
    value = only("成立三十周年")
    assert (value.value, render(value)) == (30, "30th")


def test_a_quoted_date_is_a_name() -> None:
    assert only("“7.28”唐山大地震").decimal == "--07-28"
    assert only("“ 7.28 ”唐山").decimal == "--07-28"
    assert only("提高“7.28%”").decimal == "7.28"


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("投资（万元）", "10,000 yuan"),
        ("单位：万元", "10,000 yuan"),
        ("（计量单位：亿元）", "100 million yuan"),
        ("面积(万亩)", "10,000 mu"),
        ("（万元、%）", "10,000 yuan"),
    ],
)
def test_the_unit_of_a_table_is_decided(text: str, english: str) -> None:
    (value,) = find_values(text)
    decision = decide(value)
    assert value.required
    assert decision is not None and decision.target == english


@pytest.mark.parametrize("text", ["万元产值", "（万元产值能耗）", "（元）", "每万元"])
def test_a_unit_in_running_text_is_not(text: str) -> None:
    assert not any(value.required or value.enforce for value in find_values(text))


@pytest.mark.parametrize(
    ("text", "decimal", "english"),
    [
        ("每吨征收1元5角", "1.5", "1.5 yuan"),
        ("票价三元零五分", "3.05", "3.05 yuan"),
        ("单价4角5，比去年高", "0.45", "0.45 yuan"),
        ("每斤收购价两块五", "2.5", "2.5 yuan"),
        ("每立方米3毛钱", "0.3", "0.3 yuan"),
        ("每公斤涨5分", "0.05", "0.05 yuan"),
        ("培育千亿级产业集群", "100000000000", "100-billion-yuan"),
        ("每吨2680元/吨", "2680", "2,680 yuan per ton"),
        ("伙食45元/人·天", "45", "45 yuan per person per day"),
    ],
)
def test_prices(text: str, decimal: str, english: str) -> None:
    value = only(text)
    decision = decide(value)
    assert (value.type, value.decimal, value.unit) == ("money", decimal, "yuan")
    assert decision is not None and decision.target == english


@pytest.mark.parametrize(
    "text", ["长三角一体化", "三角地带", "八角亭", "五角星", "二元结构", "两面三刀"]
)
def test_corners_and_the_like_cost_nothing(text: str) -> None:
    assert find_values(text) == ()


@pytest.mark.parametrize(
    "text",
    ["考核加5分", "价格30分", "每达100万元加0.1分", "用时2分40秒", "种了3分地", "三块五花肉"],
)
def test_points_minutes_and_pieces_are_no_money(text: str) -> None:
    assert all(value.text != "元" and value.decimal != "0.05" for value in find_values(text))
    assert {value.type for value in find_values(text) if "元" not in value.text} == {"cardinal"}


def test_not_a_cent_is_an_idiom() -> None:
    for text in ("不收一分钱", "一分钱不拖欠"):
        assert not only(text).required and not only(text).enforce


@pytest.mark.parametrize(
    ("text", "span", "decimal", "english"),
    [
        ("晚会晚7时开始", "晚7时", "19:00", "7:00 p.m."),
        ("夜间11时关闭", "夜间11时", "23:00", "11:00 p.m."),
        ("凌晨12时30分", "凌晨12时30分", "00:30", "12:30 a.m."),
        ("下午12时30分", "下午12时30分", "12:30", "12:30 p.m."),
        ("下午两点半", "下午两点半", "14:30", "2:30 p.m."),
        ("今晚7时开始", "7时", "19:00", "7:00 p.m."),
        ("当日24时截止", "24时", "24:00", "midnight"),
        ("下午2时至5时", "下午2时至5时", "14:00-17:00", "2:00 p.m. to 5:00 p.m."),
        ("早8点至晚5点", "早8点至晚5点", "08:00-17:00", "8:00 a.m. to 5:00 p.m."),
        ("8:30—17:30开放", "8:30—17:30", "08:30-17:30", "8:30 a.m. to 5:30 p.m."),
    ],
)
def test_times_of_day(text: str, span: str, decimal: str, english: str) -> None:
    value = only(text)
    decision = decide(value)
    assert (value.type, value.text, value.decimal) == ("time", span, decimal)
    assert decision is not None and decision.target == english
    assert text[decision.start : decision.end] == span


@pytest.mark.parametrize(
    "text", ["现提三点意见", "提5点要求", "历时3时代", "上午两个会", "师生比8:30"]
)
def test_no_times_of_day(text: str) -> None:
    assert "time" not in {value.type for value in find_values(text)}


def test_a_time_that_may_be_either_half_of_the_day_is_not_decided() -> None:
    for text in ("8时起", "于6时"):
        assert not only(text).enforce


@pytest.mark.parametrize(
    ("text", "kind", "decimal"),
    [
        ("增幅为-3.2%", "percent", "-3.2"),
        ("增幅（－3.2％）", "percent", "-3.2"),
        ("气温零下5℃", "cardinal", "-5"),
        ("-5℃至3℃", "cardinal", "-5-3"),
        ("-10~-5℃", "cardinal", "-10--5"),
        ("零下5至8℃", "cardinal", "-8--5"),
    ],
)
def test_below_nought(text: str, kind: str, decimal: str) -> None:
    value = only(text)
    assert (value.type, value.decimal) == (kind, decimal)


@pytest.mark.parametrize("text", ["5%-10%", "3月-10%", "三成-5%", "A-5%", "2006年-10%"])
def test_a_hyphen_between_numbers_is_no_minus_sign(text: str) -> None:
    assert all(value.value >= 0 for value in find_values(text))


@pytest.mark.parametrize(
    ("text", "decimal", "english"),
    [
        (
            "罚款1万元以上5万元以下",
            "10000-50000",
            "not less than 10,000 yuan but not more than 50,000 yuan",
        ),
        ("一倍以上五倍以下罚款", "1-5", "not less than one time but not more than five times"),
        ("3年以上、7年以下", "3-7", "not less than three years but not more than seven years"),
    ],
)
def test_two_limits_are_one_range(text: str, decimal: str, english: str) -> None:
    value = only(text)
    assert (value.decimal, render(value)) == (decimal, english)


@pytest.mark.parametrize("text", ["5吨以上5万元以下", "5万元以上的3家以下", "5万元以下10万元以上"])
def test_limits_of_different_things_are_two(text: str) -> None:
    assert len(find_values(text)) == 2


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("违反第三条", "Article 3"),
        ("依照本办法第十九条处罚", "Article 19"),
        ("《条例》第五条", "Article 5"),
        ("第八条所列材料", "Article 8"),
        ("详见附件2", "Attachment 2"),
        ("如表3所示", "Table 3"),
        ("搬至306室", "Room 306"),
        ("上世纪六七十年代", "1960s and 1970s"),
        ("20世纪80年代初", "early 1980s"),
        ("2009年前三季度", "the first three quarters of 2009"),
    ],
)
def test_references_and_eras(text: str, english: str) -> None:
    decision = decide(only(text))
    assert decision is not None and decision.target == english


@pytest.mark.parametrize(
    "text",
    [
        "第一条，就是抓落实",
        "第三条生产线",
        "附件3份",
        "填表5份",
        "代表3人",
        "挂图8,600份",
        "3室1厅",
        "第四节课",
    ],
)
def test_items_and_sheets_are_no_references(text: str) -> None:
    words = ("Article", "Attachment", "Table", "Figure", "Room", "Section")
    decided = [decide(value) for value in find_values(text)]
    assert not any(d.target.startswith(words) for d in decided if d is not None)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("日均用电380度", "kWh"),
        ("用电量180度以内，第二档181至350度", "kWh"),
        ("坡度大于25度", "degree"),
        ("东经119.3度", "degree"),
        ("38度", None),
        ("得98.5分", "point"),
        ("1小时40分", "minute"),
        ("6分47秒", "minute"),
        ("里氏6.1级", "magnitude"),
        ("5.2级地震", "magnitude"),
        ("大风8级", None),
        ("土石15万方", "cubic meter"),
        ("谈判3方", None),
        ("带宽100兆", "Mbps"),
        ("全文1.2万字", "character"),
    ],
)
def test_units_that_only_the_context_tells(text: str, unit: str | None) -> None:
    assert unit in {value.unit for value in find_values(text)}


@pytest.mark.parametrize(
    ("text", "value", "approximate"),
    [
        ("二十来万床", 200_000, "about"),
        ("800来人", 800, "about"),
        ("百十来号人", 100, "about"),
        ("约300家", 300, "about"),
        ("数以万计的观众", 10_000, "several"),
        ("数千农户", 1000, "several"),
    ],
)
def test_vague_numbers(text: str, value: int, approximate: str) -> None:
    found = only(text)
    assert (found.value, found.approximate) == (value, approximate)


def test_about_inside_the_span_is_kept() -> None:
    for text in ("约300家", "二十来万床", "800来人"):
        decision = decide(only(text))
        assert decision is not None and decision.target.startswith("about ")
    decision = decide(only("300家左右"))
    assert decision is not None and decision.target == "300"


@pytest.mark.parametrize(
    "text",
    [
        "3000来自各地",
        "1+X证书",
        "构建“1+4+N”体系",
        "桩号K12+450",
        "GB/T 19001—2016",
        "北纬26度30分",
        "北纬26°05′",
    ],
)
def test_codes_sums_and_places_on_the_map(text: str) -> None:
    assert [value.decimal for value in find_values(text)] in ([], ["3000"])


def test_months_in_characters() -> None:
    assert only("十一月工作要点").decimal == "--11"
    assert only("十一个月完成").unit == "month"
    for text in ("历时三月", "三月内完成", "农历四月十八", "每一月"):
        assert "date" not in {value.type for value in find_values(text)}, text
    assert not only("三月前完成").enforce
