"""Comparison by value: what is the same, what is missing, added or turned round."""

from __future__ import annotations

import time

import pytest

from toolkit.numerals import Matching, find_english, find_values, match_values


def matched(zh: str, en: str) -> Matching:
    return match_values(find_values(zh), find_english(en))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("总投资8.2亿元", "a total investment of 820 million yuan"),
        ("总投资8.2亿元", "a total investment of RMB 0.82 billion"),
        ("总投资8.2亿", "a total investment of 820 million yuan"),
        ("5个子项目", "five sub-projects"),
        ("有1人被评为先进个人", "one person was named an advanced individual"),
        ("一个项目", "a project"),
        ("增长3倍", "increased by 300%"),
        ("增长3倍", "quadrupled"),
        ("增长到3倍", "rose to three times that of last year"),
        ("增长到3倍", "tripled"),
        ("翻一番", "doubled"),
        ("翻两番", "quadrupled"),
        ("增长一倍", "doubled"),
        ("三分之一", "one third"),
        ("八成", "80 percent"),
        ("八成", "four fifths"),
        ("一半以上", "more than half"),
        ("每半年检查一次", "inspected once every six months"),
        ("一年半", "18 months"),
        ("15个工作日", "15 working days"),
        ("2006年11月29日", "On November 29, 2006"),
        ("2006年1-9月", "from January to September 2006"),
        ("从10%提高到15%", "rose from 10% to 15%"),
        ("10%至15%", "from 10% up to 15%"),
        ("第六条", "Article 6"),
        ("第三章", "Chapter III"),
        ("成立60周年", "the 60th anniversary of its founding"),
        ("于20日前报送", "report by the 20th"),
        ("科发〔2019〕12号", "Ke Fa [2019] No. 12"),
        ("近300家", "nearly 300 enterprises"),
        ("300余家", "over 300 enterprises"),
        ("不超过50万元", "no more than 500,000 yuan"),
        ("“十一五”期间", "during the 11th Five-Year Plan period"),
        ("几十家企业", "many enterprises"),
        ("“三个代表”重要思想", "the important thought of Three Represents"),
        ("1—9月", "in the first nine months"),
        ("1—9月", "in the first three quarters of the year"),
        ("2006年1—9月", "in the first 9 months of 2006"),
        ("2006年1—6月", "in the first half of 2006"),
        ("前三季度", "the first three quarters"),
        ("前9个月", "the first nine months"),
        ("一季度", "the first three months"),
        ("提高0.5个百分点", "up 0.5 points"),
        ("提高0.5个百分点", "up 0.5 pct points"),
        ("提高0.5个百分点", "up half a percentage point"),
        ("三点要求", "three points"),
        ("增长48.6%", "up 48.6 pct"),
        ("1.2万亩", "800 hectares"),
        ("5公里", "5,000 meters"),
        ("两周", "14 days"),
        ("“十一五”时期", "the Eleventh Five-Year Plan period"),
        ("“十五五”规划", "the Fifteenth Five Year Plan"),
        ("由23年增加到86年", "from 23 to 86 years"),
        ("5400户", "5,400 families"),
        ("（单位：万元）", "(unit: 10,000 yuan)"),
        ("产值（亿元）", "Output (RMB 100 million)"),
        ("电话：0595-22630123", "Tel: +86-595-2263-0123"),
        ("电话：0595-22630123", "Tel. (0595) 2263 0123"),
        ("电话：0595-22630123", "call 86-595-22630123"),
        ("税收增幅-3.2%", "tax revenue fell 3.2%"),
        ("税收下降3.2%", "tax revenue growth was -3.2%"),
        ("八成的十个人里有八个", "80%, or eight out of ten"),
        ("1万元以上5万元以下", "not less than 10,000 yuan but not more than 50,000 yuan"),
        ("晚7时", "at 7 p.m."),
        ("当日24时", "at midnight"),
        ("八十年代初", "at the beginning of the 1980s"),
        ("80分以上，不足95分", "80 or more but less than 95"),
        ("用时1小时40分", "in one hour and 40 minutes"),
        ("传真：0578-6823×××；电话：+86 595 2263 0123", "Fax: 0578-6823×××; Tel.: as above"),
    ],
)
def test_the_same(zh: str, en: str) -> None:
    matching = matched(zh, en)
    assert matching.clean, (matching.missing, matching.extra, matching.differing)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("90亿元", "90 billion yuan"),
        ("8.2亿元", "8.2 billion yuan"),
        ("8.2亿元", "82 million yuan"),
        ("8.2亿元", "820 million dollars"),
        ("1.2万人", "12,00 people"),
        ("提高2.3个百分点", "up 2.3%"),
        ("增长12.5%", "up 12.5 percentage points"),
        ("增长3倍", "tripled"),
        ("增长到3倍", "increased by 300%"),
        ("翻两番", "doubled"),
        ("三项", "four projects"),
        ("2006年", "2007"),
        ("11月29日", "November 28"),
        ("第三批", "the second batch"),
        ("科发〔2019〕12号", "Ke Fa [2018] No. 12"),
        ("按1:0.5配套", "matched at 1:5"),
        ("“十一五”期间", "during the 12th Five-Year Plan period"),
        ("31万亩", "310,000 hectares"),
        ("0.85", "0,85"),
        ("20—30万元", "20 to 300,000 yuan"),
        ("企业落实政策", "12 enterprises implemented the policy"),
        ("每5年", "every 5 months"),
        ("每五年一次", "once every five months"),
        ("5400人", "5,400 households"),
        ("5400人", "5,400 rural households"),
        ("5400户", "5,400 people"),
        ("3吨", "3 kilograms"),
        ("1.2万亩", "1,200 hectares"),
        ("1—9月", "the first three months"),
        ("1—9月", "the first eight months"),
        ("增长0.5%", "up 0.5 points"),
        ("（万元）", "(million yuan)"),
        ("（单位：万元）", "(10 million yuan)"),
        ("86人", "a phone for 595 people"),
        ("税收增幅-3.2%", "tax revenue grew 3.2%"),
        ("税收增长3.2%", "tax revenue growth was -3.2%"),
        ("800元/亩", "800 yuan per hectare"),
        ("上午7时", "at 7 p.m."),
        ("8时至17时", "8:00 a.m. to 6:00 p.m."),
        ("八十年代初", "the late 1980s"),
        ("1万元以上5万元以下", "not less than 10,000 yuan but not more than 500,000 yuan"),
        ("零下5℃", "5 degrees Celsius"),
        ("1元5角", "15 yuan"),
        ("获二等奖", "won a third prize"),
        ("电话5400部", "5,300 phones"),
    ],
)
def test_different(zh: str, en: str) -> None:
    assert not matched(zh, en).clean


def test_missing_and_extra_are_named() -> None:
    matching = matched("投入307万元，增长12%", "invested 3.7 million yuan, up 12%")
    assert [value.text for value in matching.missing] == ["307万元"]
    assert [value.text for value in matching.extra] == ["3.7 million yuan"]
    assert [(zh.text, en.text) for zh, en in matching.pairs] == [("12%", "12%")]


def test_a_limit_turned_round() -> None:
    matching = matched("近300家企业", "more than 300 enterprises")
    assert not matching.missing and not matching.extra
    assert [(zh.text, en.value) for zh, en in matching.differing] == [("近300家", 300)]
    assert not matched("不低于10%", "no more than 10%").clean
    assert matched("约300家企业", "more than 300 enterprises").clean


def test_multisets() -> None:
    assert not matched("12项、12项", "12 projects").clean
    assert not matched("12项", "12 projects and 12 projects").clean
    assert matched("12项、3项、12项", "3 projects, 12 projects and 12 projects").clean


def test_the_required_one_takes_the_counterpart() -> None:
    matching = matched(
        "“三个代表”重要思想，架桥3座", "thought of Three Represents, built 3 bridges"
    )
    assert matching.clean
    assert matching.pairs[0][1].text == "3"


def test_long_tables_stay_quick() -> None:
    zh = find_values("、".join(f"{n}项" for n in range(100, 3100)))
    en = find_english(", ".join(f"{n} items" for n in range(100, 3100)))
    begin = time.process_time()
    assert match_values(zh, en).clean
    assert not match_values(zh, en[1:]).clean
    assert time.process_time() - begin < 5
