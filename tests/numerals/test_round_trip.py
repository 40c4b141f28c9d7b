"""Values written in Chinese, found, rendered, read back in English and compared: nothing may change.

Case number N is made from the random numbers that seed N gives, so 100,000 cases are the same
everywhere; the first tenth runs always, the others are ``slow``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.numerals import (
    Value,
    ValueType,
    decide,
    decimal_string,
    find_english,
    find_values,
    match_values,
    render,
)

DIGITS = "零一二三四五六七八九"
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True)
class Case:
    """What was written and what has to be found."""

    zh: str
    type: str
    value: str
    unit: str | None = None
    approximate: str = ""
    english: str = "{}"
    """The sentence the English is put into."""
    per: str = ""


def in_characters(number: int) -> str:
    """Written by other rules than the reader's: from the largest scale down, zeros merged."""
    text = _characters(number)
    return text[1:] if text.startswith("一十") else text


def _characters(number: int) -> str:
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= scale:
            head, rest = divmod(number, scale)
            gap = "零" if 0 < rest < scale // 10 else ""
            return _characters(head) + name + gap + (_characters(rest) if rest else "")
    return DIGITS[number]


def figures(number: int, rng: Random) -> str:
    """One of the ways a document writes a whole number in figures."""
    forms = [str(number)]
    if number >= 1000:
        forms.append(f"{number:,}")
    for scale, name in ((10**4, "万"), (10**8, "亿")):
        if number >= scale and (Fraction(number, scale) * 10_000).denominator == 1:
            forms.append(decimal_string(Fraction(number, scale)) + name)
    return rng.choice(forms + [form.translate(FULL_WIDTH) for form in forms])


FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
MONEY = (("元", "yuan"), ("美元", "US dollar"), ("欧元", "euro"), ("港元", "Hong Kong dollar"))
MONEY += (("日元", "Japanese yen"), ("英镑", "pound"))
MEASURES = (
    ("亩", "mu"),
    ("公顷", "hectare"),
    ("平方公里", "square kilometer"),
    ("平方米", "square meter"),
    ("公里", "kilometer"),
    ("吨", "ton"),
    ("公斤", "kilogram"),
    ("千瓦时", "kWh"),
    ("立方米", "cubic meter"),
    ("人", "person"),
    ("户", "household"),
    ("天", "day"),
    ("家", None),
    ("项", None),
    ("个", None),
)
PREFIXES = (("", ""), ("约", "about"), ("近", "nearly"), ("逾", "over"), ("不足", "under"))
SUFFIXES = (("", ""), ("左右", "about"), ("以上", "at-least"), ("以内", "within"))
PLACE = "there were {} at that place"


def a_number(rng: Random) -> int:
    return rng.choice(
        (
            rng.randint(2, 9999),
            rng.randint(1, 999_999) * 1000,
            rng.randint(10_000, 10**12),
            rng.randint(1, 9999) * 10**8,
        )
    )


def quantities(rng: Random) -> Case:
    number = a_number(rng)
    money = rng.random() < 0.5
    word, unit = rng.choice(MONEY if money else MEASURES)
    written = figures(number, rng) if rng.random() < 0.5 else in_characters(number)
    if written == in_characters(number) and len(written) == 1 and word in ("元", "天", "户"):
        written = str(number)
    if rng.random() < 0.5:
        prefix, suffix = rng.choice(PREFIXES), ("", "")
    else:
        prefix, suffix = ("", ""), rng.choice(SUFFIXES)
    if word == "天" and prefix[0] == "近":
        prefix = ("", "")
    return Case(
        f"，{prefix[0]}{written}{word}{suffix[0]}，",
        "money" if money else "cardinal",
        str(number),
        unit,
        prefix[1] or suffix[1],
        PLACE,
    )


def approximations(rng: Random) -> Case:
    """来 and 多 inside a number."""
    number = rng.randint(2, 99) * 10 ** rng.randint(1, 6)
    word, unit = rng.choice(MONEY + MEASURES)
    mark, approximate = rng.choice((("多", "over"), ("余", "over"), ("来", "about")))
    kind = "money" if (word, unit) in MONEY else "cardinal"
    return Case(f"，{number}{mark}{word}，", kind, str(number), unit, approximate, PLACE)


def prices(rng: Random) -> Case:
    """In yuan, jiao and fen."""
    yuan, jiao, fen = rng.randint(1, 99), rng.randint(1, 9), rng.randint(0, 9)
    written = [str(n) if rng.random() < 0.5 else in_characters(n) for n in (yuan, jiao, fen)]
    zh = f"{written[0]}元{written[1]}角" + (f"{written[2]}分" if fen else "")
    value = decimal_string(Fraction(yuan * 100 + jiao * 10 + fen, 100))
    return Case(f"，每件{zh}，", "money", value, "yuan", english="at {} each")


def rates(rng: Random) -> Case:
    """So much for a unit of something else: 元/吨."""
    number = decimal_string(Fraction(rng.randint(1, 99_999), rng.choice((1, 10))))
    kind, word, unit, other = rng.choice(
        (
            ("money", "元/吨", "yuan", "ton"),
            ("money", "元/平方米", "yuan", "square meter"),
            ("money", "元/千瓦时", "yuan", "kWh"),
            ("cardinal", "公斤/亩", "kilogram", "mu"),
            ("cardinal", "毫克/立方米", "milligram", "cubic meter"),
        )
    )
    return Case(f"，{number}{word}，", kind, number, unit, english="at {} then", per=other)


def quantity_ranges(rng: Random) -> Case:
    low = rng.randint(2, 998)
    high = rng.randint(low + 1, 999)
    scale, name = rng.choice(((1, ""), (10**4, "万"), (10**8, "亿")))
    word, unit = rng.choice(MONEY + MEASURES)
    mark = rng.choice(("至", "到", "-", "—", "～", "－"))
    return Case(
        f"，{low}{mark}{high}{name}{word}，",
        "money" if (word, unit) in MONEY else "cardinal",
        f"{low * scale}-{high * scale}",
        unit,
        english=PLACE,
    )


def limits(rng: Random) -> Case:
    """Both ends named: 1万元以上5万元以下; English reads them as two."""
    low = rng.randint(2, 998)
    high = rng.randint(low + 1, 999)
    word, unit = rng.choice(MONEY + MEASURES[:9])
    kind = "money" if (word, unit) in MONEY else "cardinal"
    zh = f"，{low}万{word}以上{rng.choice(('', '、'))}{high}万{word}以下，"
    return Case(zh, kind, f"{low}0000-{high}0000", unit, english=PLACE)


def temperatures(rng: Random) -> Case:
    low = rng.randint(1, 40)
    sign = rng.choice(("-", "－", "零下"))
    if rng.random() < 0.5:
        return Case(
            f"，气温为{sign}{low}℃，",
            "cardinal",
            f"-{low}",
            "degree Celsius",
            english="at {} there",
        )
    high = rng.randint(1, 20)
    value = f"-{low}-{high}"
    return Case(f"，-{low}℃至{high}℃，", "cardinal", value, "degree Celsius", english="at {} there")


def shares(rng: Random) -> Case:
    number = Fraction(rng.randint(1, 99_999), rng.choice((1, 10, 100)))
    text = decimal_string(number)
    kind = rng.choice(("percent", "points", "permille", "growth", "multiple", "tenths", "minus"))
    if kind == "percent":
        return Case(f"占{text}%，", kind, text, english="a share of {}")
    if kind == "minus":
        return Case(f"增幅为-{text}%，", "percent", f"-{text}", english="a rate of {}")
    if kind == "tenths":
        tenths, rest = rng.randint(1, 9), rng.randint(1, 9)
        zh = f"占{DIGITS[tenths]}成{DIGITS[rest] if rest != 5 else '半'}，"
        return Case(zh, "percent", str(tenths * 10 + rest), english="a share of {}")
    if kind == "points":
        return Case(f"提高{text}个百分点，", kind, text, english="up {}")
    if kind == "permille":
        zh = (
            f"为{text}‰，"
            if rng.random() < 0.5
            else f"为千分之{in_characters(rng.randint(1, 99))}，"
        )
        if "‰" not in zh:
            text = str(int(find_values(zh)[0].value))
        return Case(zh, kind, text, english="a rate of {}")
    if kind == "growth":
        return Case(f"增长{text}倍，", kind, text, english="increased by {}")
    if number == 1:
        number, text = Fraction(2), "2"
    return Case(f"是上年的{text}倍，", kind, text, english="it was {} that of the year before")


def doublings(rng: Random) -> Case:
    times = rng.randint(1, 4)
    written = rng.choice(("一", "")) if times == 1 else "一两三四"[times - 1]
    return Case(
        f"总量翻{written}番，", "multiple", str(2**times), english="it rose to {} that of then"
    )


def fractions(rng: Random) -> Case:
    below = rng.choice((*range(3, 11), 10_000, 10**6))
    above = rng.randint(1, min(below, 10) - 1)
    name = {10_000: "万", 10**6: "百万"}.get(below) or in_characters(below)
    value = decimal_string(Fraction(above, below))
    return Case(f"占{name}分之{in_characters(above)}，", "fraction", value, english="{} of it")


def dates(rng: Random) -> Case:
    year = rng.randint(1950, 2049)
    month = rng.randint(1, 12)
    day = rng.randint(1, MONTH_DAYS[month - 1])
    form = rng.randint(0, 7)
    space = rng.choice(("", " "))
    if form == 0:
        zh, value = f"{year}{space}年{month}月{day}日", f"{year}-{month:02d}-{day:02d}"
    elif form == 1:
        characters = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
        zh = f"{characters}年{in_characters(month)}月{in_characters(day)}日"
        value = f"{year}-{month:02d}-{day:02d}"
    elif form == 2:
        zh, value = f"{year}年{space}{month}月", f"{year}-{month:02d}"
    elif form == 3:
        zh, value = f"{month}月{day}日", f"--{month:02d}-{day:02d}"
    elif form == 4:
        last = rng.randint(year + 1, 2050)
        zh, value = f"{year}{rng.choice('至-—')}{last}年", f"{year}..{last}"
    elif form == 5:
        month = rng.randint(1, 11)
        last = rng.randint(month + 1, 12)
        zh = f"{year}年{month}{rng.choice('至-—')}{last}月"
        value = f"{year}-{month:02d}..{year}-{last:02d}"
    elif form == 6:
        zh, value = f"{year}年前三季度", f"{year}/Q1..{year}/Q3"
    else:
        part, name = rng.choice((("上半年", "H1"), ("下半年", "H2"), ("第三季度", "Q3")))
        zh, value = f"{year}年{part}", f"{year}/{name}"
    return Case(f"，{zh}，", "date", value, english="from {} on")


def times(rng: Random) -> Case:
    hour, minute = rng.randint(1, 11), rng.choice((0, rng.randint(1, 59)))
    daytime, shift = rng.choice((("上午", 0), ("凌晨", 0), ("下午", 12), ("晚上", 12), ("晚", 12)))
    mark = rng.choice(("时", "点"))
    written = f"{hour}{mark}" + (f"{minute}分" if minute else "")
    start = (hour + shift) * 60 + minute
    value = f"{start // 60:02d}:{minute:02d}"
    if rng.random() < 0.7:
        return Case(f"，{daytime}{written}，", "time", value, english="at {} sharp")
    last = rng.randint(start + 1, 24 * 60)
    zh = f"，{start // 60}:{minute:02d}{rng.choice(('-', '—', '至'))}{last // 60}:{last % 60:02d}，"
    value = f"{value}-{last // 60:02d}:{last % 60:02d}"
    return Case(zh, "time", value, english="open from {} there")


def eras(rng: Random) -> Case:
    if rng.random() < 0.3:
        number = rng.randint(12, 21)
        return Case(f"，{number}世纪，", "century", str(number), english="in {} there")
    tens = rng.randint(1, 9) * 10
    part, name = rng.choice((("", ""), ("初", "/early"), ("中期", "/mid"), ("末", "/late")))
    written = rng.choice((str(tens), in_characters(tens)))
    zh = f"，20世纪{written}年代{part}，"
    return Case(zh, "decade", f"{1900 + tens}{name}", english="in {} there")


def names(rng: Random) -> Case:
    number = rng.randint(2, 19)
    kind = rng.choice(
        ("ordinal", "plan", "document", "ratio", "number", "attachment", "article", "anniversary")
    )
    if kind == "ordinal":
        written = rng.choice((str(number), in_characters(number)))
        return Case(f"，第{written}届，", kind, str(number), english="the {} session")
    if kind == "plan":
        return Case(f"，“{in_characters(number)}五”规划，", kind, str(number))
    if kind == "document":
        year = rng.randint(1990, 2030)
        left, right = rng.choice(("〔〕", "[]", "【】", "（）", "()", "［］"))
        return Case(f"，科发{left}{year}{right}{number}号，", kind, f"{year}-{number}")
    if kind == "number":
        return Case(f"，第{number * 17}号，", kind, str(number * 17), english="under {} of them")
    if kind == "attachment":
        return Case(f"，见附件{number}，", "number", str(number), english="see {} below")
    if kind == "article":
        zh = f"，依照《办法》第{in_characters(number)}条处理，"
        return Case(zh, "ordinal", str(number), english="under {} of them")
    if kind == "anniversary":
        zh = f"，成立{in_characters(number * 5)}周年，"
        return Case(zh, "ordinal", str(number * 5), english="the {} anniversary")
    other = rng.randint(1, 50)
    return Case(f"，比例为{number}:{other}，", kind, f"{number}:{other}", english="a ratio of {}")


MAKERS: tuple[Callable[[Random], Case], ...] = (
    quantities,
    quantities,
    approximations,
    prices,
    rates,
    quantity_ranges,
    limits,
    temperatures,
    shares,
    shares,
    doublings,
    fractions,
    dates,
    times,
    eras,
    names,
)
CASES = 100_000
SLICES = 10


def case(seed: int) -> Case:
    rng = Random(seed)  # noqa: S311 - nothing secret
    return rng.choice(MAKERS)(rng)


def in_ones(value: Value) -> tuple[object, ...]:
    """What the value says, per cent and growth in parts of one: 3倍 more is 300%."""
    scale = {"percent": Fraction(1, 100), "permille": Fraction(1, 1000)}.get(value.type)
    if scale is not None or value.type in ("growth", "fraction"):
        return "share", value.value * (scale or 1), value.high
    kind = "number" if value.type in ("number", "ordinal") else value.type
    return kind, value.decimal, value.unit


def check(case: Case) -> str:
    """The type of what was found, where nothing changed on the way there and back."""
    values = find_values(case.zh)
    assert len(values) == 1, (case, values)
    value = values[0]
    assert (value.type, value.decimal, value.unit) == (case.type, case.value, case.unit), case
    assert (value.approximate, value.per) == (case.approximate, case.per), case
    assert value.text == case.zh[value.start : value.end]
    english = case.english.format(render(value))
    read = find_english(english)
    assert match_values(values, read).clean, (case, english, read)
    if value.label == "limits" or (value.type == "decade" and value.high is not None):
        assert [one.value for one in read] == [value.value, value.high], (case, english, read)
    else:
        assert len(read) == 1, (case, english, read)
        said = in_ones(value)
        if case.unit is None:
            said = (*said[:2], in_ones(read[0])[2])
        assert in_ones(read[0]) == said, (case, english, read)
        assert read[0].per == case.per, (case, english, read)
        assert read[0].approximate in (
            case.approximate,
            *(("over",) if case.approximate == "more" else ()),
        )
    decision = decide(value)
    if decision is not None:
        assert value.start <= decision.start < decision.end <= value.end
        whole = {render(value), *decision.variants}
        assert any(decision.target in form for form in whole) or value.unit in (
            "person",
            "household",
        ), (case, decision)
    return value.type


def check_slice(number: int) -> Counter[str]:
    size = CASES // SLICES
    return Counter(check(case(seed)) for seed in range(number * size, (number + 1) * size))


def test_a_tenth_of_100_000_values_survives_the_way_there_and_back() -> None:
    types = check_slice(0)
    assert sum(types.values()) == CASES // SLICES
    assert set(types) == set(get_args(ValueType))
    assert min(types.values()) >= 50, types


@pytest.mark.slow
@pytest.mark.parametrize("number", range(1, SLICES))
def test_the_other_values_survive_too(number: int) -> None:
    assert sum(check_slice(number).values()) == CASES // SLICES


@given(st.integers(1, 10**15))
@settings(max_examples=300, deadline=None)
def test_whole_numbers_in_characters(number: int) -> None:
    (value,) = find_values(f"共{in_characters(number)}吨")
    assert value.value == number


@given(
    st.text(
        alphabet="0123456789.,%年月日至-—万亿千百十一二三两几多余约近第届倍成分之个人元“”五（）〔〕号:： ",
        max_size=40,
    )
)
@settings(max_examples=500, deadline=None)
def test_any_text_gives_ordered_spans(text: str) -> None:
    end = 0
    for value in find_values(text):
        assert end <= value.start < value.end <= len(text)
        assert value.text == text[value.start : value.end]
        assert render(value)
        end = value.end


@given(st.text(alphabet="0123456789.,%-–:() onetwhirdfuvsxlMaychNoJPRB$", max_size=50))
@settings(max_examples=500, deadline=None)
def test_any_english_gives_ordered_spans(text: str) -> None:
    end = 0
    for value in find_english(text):
        assert 0 <= value.start < value.end <= len(text)
        assert value.end > end
        assert value.text == text[value.start : value.end]
        end = value.end
