"""A value written in Chinese, found, rendered, read back in English and compared: nothing may change."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.numerals import decide, decimal_string, find_english, find_values, match_values, render

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


def figures(number: int) -> st.SearchStrategy[str]:
    """The ways a document writes a whole number in figures."""
    forms = [str(number)]
    if number >= 1000:
        forms.append(f"{number:,}")
    for scale, name in ((10**4, "万"), (10**8, "亿")):
        if number >= scale and (Fraction(number, scale) * 10_000).denominator == 1:
            forms.append(decimal_string(Fraction(number, scale)) + name)
    return st.sampled_from(forms + [form.translate(FULL_WIDTH) for form in forms])


FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
NUMBERS = st.one_of(
    st.integers(2, 9999),
    st.integers(1, 999_999).map(lambda n: n * 1000),
    st.integers(10_000, 10**12),
    st.integers(1, 9999).map(lambda n: n * 10**8),
)
MONEY = (("元", "yuan"), ("美元", "US dollar"), ("欧元", "euro"), ("港元", "Hong Kong dollar"))
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


@st.composite
def quantities(draw: st.DrawFn) -> Case:
    number = draw(NUMBERS)
    money = draw(st.booleans())
    word, unit = draw(st.sampled_from(MONEY if money else MEASURES))
    written = draw(figures(number)) if draw(st.booleans()) else in_characters(number)
    if written == in_characters(number) and len(written) == 1 and word in ("元", "天", "户"):
        written = str(number)
    prefix, suffix = draw(
        st.one_of(
            st.tuples(st.sampled_from(PREFIXES), st.just(("", ""))),
            st.tuples(st.just(("", "")), st.sampled_from(SUFFIXES)),
        )
    )
    if word == "天" and prefix[0] == "近":
        prefix = ("", "")
    return Case(
        f"，{prefix[0]}{written}{word}{suffix[0]}，",
        "money" if money else "cardinal",
        str(number),
        unit,
        prefix[1] or suffix[1],
        "there were {} at that place",
    )


@st.composite
def quantity_ranges(draw: st.DrawFn) -> Case:
    low = draw(st.integers(2, 998))
    high = draw(st.integers(low + 1, 999))
    scale, name = draw(st.sampled_from(((1, ""), (10**4, "万"), (10**8, "亿"))))
    word, unit = draw(st.sampled_from(MONEY + MEASURES))
    mark = draw(st.sampled_from(("至", "到", "-", "—", "～", "－")))
    return Case(
        f"，{low}{mark}{high}{name}{word}，",
        "money" if (word, unit) in MONEY else "cardinal",
        f"{low * scale}-{high * scale}",
        unit,
        english="there were {} at that place",
    )


@st.composite
def shares(draw: st.DrawFn) -> Case:
    number = Fraction(draw(st.integers(1, 99_999)), draw(st.sampled_from((1, 10, 100))))
    text = decimal_string(number)
    kind = draw(st.sampled_from(("percent", "points", "permille", "growth", "multiple")))
    if kind == "percent":
        return Case(f"占{text}%，", kind, text, english="a share of {}")
    if kind == "points":
        return Case(f"提高{text}个百分点，", kind, text, english="up {}")
    if kind == "permille":
        return Case(f"为{text}‰，", kind, text, english="a rate of {}")
    if kind == "growth":
        return Case(f"增长{text}倍，", kind, text, english="increased by {}")
    if number == 1:
        number, text = Fraction(2), "2"
    return Case(f"是上年的{text}倍，", kind, text, english="it was {} that of the year before")


@st.composite
def fractions(draw: st.DrawFn) -> Case:
    below = draw(st.integers(3, 10))
    above = draw(st.integers(1, below - 1))
    written = f"{in_characters(below)}分之{in_characters(above)}"
    return Case(
        f"占{written}，", "fraction", decimal_string(Fraction(above, below)), english="{} of it"
    )


@st.composite
def dates(draw: st.DrawFn) -> Case:
    year = draw(st.integers(1950, 2049))
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, MONTH_DAYS[month - 1]))
    form = draw(st.integers(0, 5))
    space = draw(st.sampled_from(("", " ")))
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
        last = draw(st.integers(year + 1, 2050))
        zh, value = f"{year}{draw(st.sampled_from('至-—'))}{last}年", f"{year}..{last}"
    else:
        month = draw(st.integers(1, 11))
        last = draw(st.integers(month + 1, 12))
        zh = f"{year}年{month}{draw(st.sampled_from('至-—'))}{last}月"
        value = f"{year}-{month:02d}..{year}-{last:02d}"
    return Case(f"，{zh}，", "date", value, english="from {} on")


@st.composite
def names(draw: st.DrawFn) -> Case:
    number = draw(st.integers(2, 19))
    kind = draw(st.sampled_from(("ordinal", "plan", "document", "ratio")))
    if kind == "ordinal":
        written = draw(st.sampled_from((str(number), in_characters(number))))
        return Case(f"，第{written}届，", kind, str(number), english="the {} session")
    if kind == "plan":
        return Case(f"，“{in_characters(number)}五”规划，", kind, str(number))
    if kind == "document":
        year = draw(st.integers(1990, 2030))
        left, right = draw(st.sampled_from(("〔〕", "[]", "【】", "（）", "()")))
        return Case(f"，科发{left}{year}{right}{number}号，", kind, f"{year}-{number}")
    other = draw(st.integers(1, 50))
    return Case(f"，比例为{number}:{other}，", kind, f"{number}:{other}", english="a ratio of {}")


CASES = st.one_of(quantities(), quantity_ranges(), shares(), fractions(), dates(), names())


def check(case: Case) -> None:
    values = find_values(case.zh)
    assert len(values) == 1, (case, values)
    value = values[0]
    assert (value.type, value.decimal, value.unit) == (case.type, case.value, case.unit)
    assert value.approximate == case.approximate
    assert value.text == case.zh[value.start : value.end]
    english = case.english.format(render(value))
    read = find_english(english)
    assert len(read) == 1, (case, english, read)
    assert match_values(values, read).clean, (case, english, read)
    if case.type not in ("growth", "fraction", "permille"):
        # Growth is read as the percentage it is rendered as, odd fractions as per cent.
        assert (read[0].type, read[0].decimal) == (value.type, value.decimal), (case, english)
        assert case.unit is None or read[0].unit == case.unit
    assert read[0].approximate in (
        case.approximate,
        *(("over",) if case.approximate == "more" else ()),
    )
    decision = decide(value)
    if decision is not None:
        assert value.start <= decision.start < decision.end <= value.end
        assert decision.target in render(value) or value.unit in ("person", "household")


@given(CASES)
@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
def test_round_trip(case: Case) -> None:
    check(case)


@pytest.mark.slow
@given(CASES)
@settings(max_examples=100_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_round_trip_at_length(case: Case) -> None:
    check(case)


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
