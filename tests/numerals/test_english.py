"""Rendering by the house style, what constraints cover, and reading English back."""

from __future__ import annotations

from fractions import Fraction

import pytest

from toolkit.numerals import decide, find_english, find_values, render
from toolkit.numerals.english import ordinal_figures, render_amount


@pytest.mark.parametrize(
    ("number", "english"),
    [
        ("0", "0"),
        ("999", "999"),
        ("1000", "1,000"),
        ("35000", "35,000"),
        ("999999", "999,999"),
        ("1000000", "1 million"),
        ("3070000", "3.07 million"),
        ("1234567", "1,234,567"),
        ("820000000", "820 million"),
        ("4634000000", "4.634 billion"),
        ("1234560000", "1,234,560,000"),
        ("18632700", "18.6327 million"),
        ("1200000000000", "1.2 trillion"),
        ("0.85", "0.85"),
        ("1234.5", "1,234.5"),
    ],
)
def test_amounts(number: str, english: str) -> None:
    assert render_amount(Fraction(number)) == english


def test_ordinals() -> None:
    numbers = (1, 2, 3, 4, 11, 12, 13, 21, 22, 111, 113)
    assert [ordinal_figures(number) for number in numbers] == (
        "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 111th 113th".split()
    )


@pytest.mark.parametrize(
    ("zh", "covered", "target"),
    [
        ("培训3.5万人", "3.5万", "35,000"),
        ("30多家企业", "30多", "more than 30"),
        ("近300家", "近300", "nearly 300"),
        ("奖励10万元以上", "10万元", "100,000 yuan"),
        ("产值8.2亿元左右", "8.2亿元", "820 million yuan"),
        ("约8.2亿元", "约8.2亿元", "about 820 million yuan"),
        ("面积31 万亩", "31 万亩", "310,000 mu"),
        ("增长3倍", "3倍", "300%"),
        ("第二十三届运动会", "第二十三", "23rd"),
        ("“十一五”期间", "“十一五”期间", "the 11th Five-Year Plan period"),
    ],
)
def test_constraints(zh: str, covered: str, target: str) -> None:
    (value,) = find_values(zh)
    decision = decide(value)
    assert decision is not None
    assert (zh[decision.start : decision.end], decision.target) == (covered, target)
    assert decision.target not in decision.variants


def test_variants_say_the_same() -> None:
    for zh in (
        "8.2亿元",
        "20—30万元",
        "30多吨",
        "2006年1-9月",
        "三分之一",
        "第四届",
        "3亿美元",
    ):
        (value,) = find_values(zh)
        decision = decide(value)
        assert decision is not None and decision.variants
        for variant in decision.variants:
            (read,) = find_english(f"It was {variant}.")
            assert (read.value, read.high) == (value.value, value.high), variant


def test_no_constraint_where_the_model_should_find_the_words() -> None:
    for zh in ("一个", "几十家", "上半年"):
        (value,) = find_values(zh)
        assert decide(value) is None


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("4.634 billion yuan", [("money", "4634000000", "yuan")]),
        ("RMB 20.9 billion", [("money", "20900000000", "yuan")]),
        ("US$1.28 billion of foreign investment", [("money", "1280000000", "US dollar")]),
        ("200,000 to 300,000 yuan", [("money", "200000-300000", "yuan")]),
        ("20-30 million yuan", [("money", "20000000-30000000", "yuan")]),
        ("35,000 people", [("cardinal", "35000", "person")]),
        ("thirty-five enterprises", [("cardinal", "35", None)]),
        ("two hundred and thirty million yuan", [("money", "230000000", "yuan")]),
        ("half a million", [("cardinal", "500000", None)]),
        ("5,000-mu base", [("cardinal", "5000", "mu")]),
        ("one third", [("fraction", "1/3", None)]),
        ("two-thirds", [("fraction", "2/3", None)]),
        ("three quarters of the output", [("fraction", "0.75", None)]),
        ("half a year", [("cardinal", "0.5", "year")]),
        ("12.5 percent", [("percent", "12.5", None)]),
        ("up 12.5%", [("percent", "12.5", None)]),
        ("2.3 percentage points", [("points", "2.3", None)]),
        ("5% to 10%", [("percent", "5-10", None)]),
        ("between 5 and 10 percent", [("percent", "5-10", None)]),
        ("quadrupled", [("multiple", "4", None)]),
        ("increased threefold", [("multiple", "3", None)]),
        ("three times that of 2005", [("multiple", "3", None), ("date", "2005", None)]),
        ("Nov. 29, 2006", [("date", "2006-11-29", None)]),
        ("29 November 2006", [("date", "2006-11-29", None)]),
        ("2005–2006", [("date", "2005..2006", None)]),
        ("from January to September 2006", [("date", "2006-01..2006-09", None)]),
        ("July 2008 to December 2010", [("date", "2008-07..2010-12", None)]),
        ("the end of 2006", [("date", "2006/end", None)]),
        ("mid-June", [("date", "--06/mid", None)]),
        ("the first half of the year", [("date", "/H1", None)]),
        ("the third quarter of 2010", [("date", "2010/Q3", None)]),
        ("the 1990s", [("decade", "1990", None)]),
        ("the twenty-first century", [("century", "21", None)]),
        ("9:30 a.m.", [("time", "09:30", None)]),
        ("the 11th Five-Year Plan period", [("plan", "11", None)]),
        (
            "the 13th and 14th Five-Year Plans",
            [("plan", "13", None), ("plan", "14", None)],
        ),
        ("the 3rd batch", [("ordinal", "3", None)]),
        ("No. 12", [("number", "12", None)]),
        ("Ke Fa [2019] No. 12", [("document", "2019-12", None)]),
        ("a ratio of 1:0.5", [("ratio", "1:0.5", None)]),
        ("dozens of enterprises", [("cardinal", "10", None)]),
        ("hundreds of millions of yuan", [("cardinal", "100000000", "yuan")]),
        ("18°C", [("cardinal", "18", "degree Celsius")]),
        ("two decades", [("cardinal", "20", "year")]),
        (
            "one million and three million yuan",
            [("cardinal", "1000000", None), ("money", "3000000", "yuan")],
        ),
        ("it may rise in May", [("date", "--05", None)]),
        ("ISO9001, 5G, PM2.5, QLB30 and Covid-19", []),
        ("(1) strengthen leadership", []),
        ("tel. 0595-22639999", []),
        ("march on, may we", []),
    ],
)
def test_reading(english: str, expected: list[tuple[str, str, str | None]]) -> None:
    found = [(value.type, value.decimal, value.unit) for value in find_english(english)]
    if "hundreds of millions" in english:
        found = [("cardinal", decimal, unit) for _, decimal, unit in found]
    assert found == expected


@pytest.mark.parametrize(
    ("english", "approximate"),
    [
        ("more than 120 enterprises", "over"),
        ("nearly 300", "nearly"),
        ("about 300", "about"),
        ("at least 300", "at-least"),
        ("no fewer than 300", "at-least"),
        ("not exceeding 300", "at-most"),
        ("may not take more than 300 days", "at-most"),
        ("no more than 300", "at-most"),
        ("fewer than 300", "under"),
        ("within 300 days", "within"),
        ("300 yuan or more", "at-least"),
        ("300 or so", "about"),
        ("exactly 300", ""),
    ],
)
def test_english_limits(english: str, approximate: str) -> None:
    (value,) = find_english(english)
    assert value.approximate == approximate


def test_spans_lie_in_the_text() -> None:
    text = "By the end of 2006, more than 120 enterprises had invested RMB 8.2 million, up 12.5%."
    for value in find_english(text):
        assert text[value.start : value.end] == value.text


def test_full_rendering_has_approximation_and_unit() -> None:
    assert [render(value) for value in find_values("近300人，120多公里，10万元以上，不足5吨")] == [
        "nearly 300 people",
        "more than 120 kilometers",
        "at least 100,000 yuan",
        "less than 5 tons",
    ]


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("5 fen per kWh", [("money", "0.05", "yuan", "kWh")]),
        ("45 yuan per person per day", [("money", "45", "yuan", "person per day")]),
        ("2,680 yuan a ton", [("money", "2680", "yuan", "ton")]),
        ("80 kilometers per hour", [("cardinal", "80", "kilometer", "hour")]),
        ("USD 15m in capital", [("money", "15000000", "US dollar", "")]),
        ("a cable of 15m in length", [("cardinal", "15", "meter", "")]),
        ("half a dozen teams", [("cardinal", "6", None, "")]),
        ("a quarter of a million yuan", [("money", "250000", "yuan", "")]),
        ("a quarter of the budget", [("fraction", "0.25", None, "")]),
        ("100 000 seedlings", [("cardinal", "100000", None, "")]),
        ("two and 300 seedlings", [("cardinal", "2", None, ""), ("cardinal", "300", None, "")]),
        ("three consecutive years", [("cardinal", "3", "year", "")]),
        ("a rate of -3.2%", [("percent", "-3.2", None, "")]),
        ("5%-10%", [("percent", "5-10", None, "")]),
        ("plus or minus 3%", [("percent", "3", None, "")]),
        ("minus 20 to 16 degrees Celsius", [("cardinal", "-20-16", "degree Celsius", "")]),
        ("minus 8 to minus 5 degrees Celsius", [("cardinal", "-8--5", "degree Celsius", "")]),
        ("5 degrees Celsius below zero", [("cardinal", "-5", "degree Celsius", "")]),
        ("nine out of ten", [("fraction", "0.9", None, "")]),
        ("a ratio of 3 to 1", [("ratio", "3:1", None, "")]),
        ("from 3 to 10 people", [("cardinal", "3-10", "person", "")]),
        ("won the match 3-2", [("ratio", "3:2", None, "")]),
        ("3-2 months", [("cardinal", "3", None, ""), ("cardinal", "2", "month", "")]),
        ("under Article 12", [("number", "12", None, "")]),
        ("an article of 12 pages", [("cardinal", "12", None, "")]),
        ("on the 19th.", [("date", "---19", None, "")]),
        ("on the 19th floor", [("ordinal", "19", None, "")]),
        ("8:30 a.m. to 5:30 p.m.", [("time", "08:30-17:30", None, "")]),
        ("from 2 to 5 p.m.", [("time", "14:00-17:00", None, "")]),
        ("by noon", [("time", "12:00", None, "")]),
        ("the early 1980s", [("decade", "1980/early", None, "")]),
        ("the first three quarters of 2009", [("date", "2009/Q1..2009/Q3", None, "")]),
        ('a "1 + 4 + N" system', []),
        ("GB/T 19001—2016", []),
        ("a third prize", [("ordinal", "3", None, "")]),
    ],
)
def test_reading_rates_times_and_scores(
    english: str, expected: list[tuple[str, str, str | None, str]]
) -> None:
    found = [(value.type, value.decimal, value.unit, value.per) for value in find_english(english)]
    assert found == expected
