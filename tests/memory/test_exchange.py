"""Figures exchanged by value: the right ones, in the right form, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from toolkit.memory.exchange import exchange
from toolkit.numerals import find_english, find_values, match_values


@pytest.mark.parametrize(
    ("stored", "english", "source", "expected"),
    [
        (
            "全年实现产值 38.6 亿元,增长 5.2%。", "Output reached RMB 3.86 billion, up 5.2 percent.",
            "全年实现产值 41.3 亿元,增长 8%。", "Output reached RMB 4.13 billion, up 8 percent.",
        ),
        (
            "惠及农户4.2万户。", "42,000 rural households benefited.",
            "惠及农户9800户。", "9,800 rural households benefited.",
        ),
        (
            "在三个乡镇建立示范片12个。", "Twelve demonstration plots were set up in three towns.",
            "在五个乡镇建立示范片9个。", "Nine demonstration plots were set up in five towns.",
        ),
        ("总面积8.7万亩", "a total of 87,000 mu", "总面积120万亩", "a total of 1.2 million mu"),
        ("增长5%", "a 5% increase", "增长8%", "an 8% increase"),
        ("增长8%", "an 8% increase", "增长12%", "a 12% increase"),
        ("增长11%", "An 11% increase", "增长10%", "A 10% increase"),
        ("下降1个百分点", "down by 1 percentage point",
         "下降2.5个百分点", "down by 2.5 percentage points"),
        ("历时3年", "over three years", "历时1年", "over one year"),
        ("第三批", "the third batch", "第十二批", "the 12th batch"),
        ("2013年12月18日", "December 18, 2013", "2014年1月2日", "January 2, 2014"),
        ("按照2011—2013年规划", "under the 2011–2013 plan",
         "按照2012—2014年规划", "under the 2012–2014 plan"),
        ("解决困难130多件", "solved more than 130 problems",
         "解决困难90多件", "solved more than 90 problems"),
        ("占三分之一", "one third of them", "占四分之三", "three quarters of them"),
        ("增长3倍", "an increase of 300%", "增长2倍", "an increase of 200%"),
        ("惠及农户9000户。", "9,000 households benefited.",
         "惠及农户1户。", "One household benefited."),
        ("温度为20至25度", "It is 20 to 25 degrees", "温度为22至28度", "It is 22 to 28 degrees"),
        # Another unit: the house's form takes its place.
        ("面积1.5万亩", "an area of 1,000 hectares", "面积3万亩", "an area of 30,000 mu"),
        # The figure is written otherwise and says the same.
        ("共3600人", "3,600 people", "共0.36万人", "3,600 people"),
        # Equal figures that stay equal are told apart by nothing and need not be.
        ("12个村和15家企业", "12 villages and 15 companies",
         "13个村和15家企业", "13 villages and 15 companies"),
    ],
)  # fmt: skip
def test_figures_are_exchanged(stored: str, english: str, source: str, expected: str) -> None:
    assert exchange(stored, english, source) == expected


@pytest.mark.parametrize(
    ("why", "stored", "english", "source"),
    [
        ("which 12 is which", "12个村12家企业", "12 villages, 12 companies", "12个村15家企业"),
        ("a noun would go", "5万至6万人次", "50,000 to 60,000 people", "7万至8万人次"),
        ("a noun would change", "共1个村", "only 1 village", "共3个村"),
        ("a noun would change", "共3个村", "only 3 villages", "共1个村"),
        ("another word", "增长5%", "up 5%", "下降5%"),
        ("another kind of figure", "增长5%", "up 5%", "增长5个百分点"),
        ("another limit", "近300人参加", "nearly 300 people", "约400人参加"),
        ("the English lacks it", "培训300人", "People were trained.", "培训400人"),
        ("the English is wrong", "培训300人", "400 people were trained.", "培训500人"),
        ("the English adds one", "培训300人", "300 people in 5 days", "培训400人"),
        ("said twice", "培训300人", "300 people were trained, all 300 of them.", "培训400人"),
        ("the figure is more than a number there", "培训2人次", "trained two times", "培训9人次"),
        ("other measure", "新建12所", "12 were built", "新建15座"),
    ],
)
def test_figures_that_are_in_doubt_are_not(
    why: str, stored: str, english: str, source: str
) -> None:
    assert exchange(stored, english, source) is None


counts = st.integers(2, 99_999)
amounts = st.one_of(
    st.integers(2, 9_999).map(lambda n: f"{n}万元"),
    st.integers(11, 9_999).map(lambda n: f"{n / 10:g}亿元"),
    st.integers(1_000, 99_999).map(lambda n: f"{n}元"),
)
shares = st.integers(1, 999).map(lambda n: f"{n / 10:g}%")
years = st.integers(1990, 2040)


@st.composite
def figures(draw: st.DrawFn) -> tuple[str, str, str, int]:
    return draw(amounts), draw(shares), f"{draw(counts)}", draw(years)


def chinese(amount: str, share: str, count: str, year: int) -> str:
    return f"{year}年全县完成投资{amount},增长{share},培训农民{count}人次。"


@settings(max_examples=60)
@given(figures(), figures())
def test_the_exchanged_english_says_the_new_figures(
    old: tuple[str, str, str, int], new: tuple[str, str, str, int]
) -> None:
    from toolkit.numerals import decide

    values = find_values(chinese(*old))
    assume(len(values) == 4 and len(find_values(chinese(*new))) == 4)
    said = [decision.target for decision in map(decide, values) if decision is not None]
    assume(len(said) == 4)
    english = (
        f"In {said[0]}, the county invested {said[1]}, an increase of {said[2]}, and trained {said[3]}"
        " farmers."
    )
    result = exchange(chinese(*old), english, chinese(*new))
    if result is None:
        # Refused only where two of the figures are one number.
        numbers = [value.value for value in values if value.type != "percent"]
        assert (
            len(set(numbers)) < len(numbers)
            or not match_values(values, find_english(english)).clean
        )
        return
    read = match_values(find_values(chinese(*new)), find_english(result))
    assert read.clean and len(read.pairs) == 4


@given(
    st.text("一二三十百千万亿元0123456789.%年月个约近多,。、增长", max_size=20),
    st.text(max_size=20),
)
def test_nothing_raises(source: str, english: str) -> None:
    for other in (source, source.replace("1", "2"), source[::-1]):
        result = exchange(source, english, other)
        assert result is None or isinstance(result, str)
