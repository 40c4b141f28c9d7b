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
