"""Dates, periods, decades and centuries in Chinese text; times of day stand in chinese_clock."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from toolkit.numerals.chinese_clock import read_clock
from toolkit.numerals.chinese_numbers import DIGITS, SEPARATOR, read_whole
from toolkit.numerals.value import DateParts, Value

__all__ = ["read_date"]

_YEAR = r"(?:(?:1[89]|20)\d\d|[一二][〇○零九八][〇○零一二三四五六七八九]{2})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_DAY = r"(?:[12]\d|3[01]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_QUARTER = r"第?[一二三四1-4]季度"
_YEAR_PART = rf"年?底(?![线部层子])|年?末(?!端)|年?初(?![中级步审高始衷])|上半年|下半年|{_QUARTER}"
_MONTH_PART = r"底(?![线部层子])|末(?!端)|初(?![中级步审高始衷])|[上中下]旬"
_POINT = re.compile(
    rf"(?P<year>{_YEAR})\s*年(?![级龄限])(?:度(?!假))?\s*"
    rf"(?:(?P<year_part>{_YEAR_PART})"
    rf"|(?P<month>{_MONTH})\s*月(?![球亮饼龄])(?:份)?\s*"
    rf"(?:(?P<day>{_DAY})\s*[日号](?!元)|(?P<month_part>{_MONTH_PART}))?)?"
)
_MONTH_POINT = re.compile(
    rf"(?:(?P<month>{_MONTH})\s*月(?:份)?\s*(?:(?P<day>{_DAY})\s*[日号](?!元)|(?P<part>{_MONTH_PART}))"
    r"|(?P<alone>1[0-2]|0?[1-9]|元)\s*月(?![球亮饼龄])(?:份)?"
    r"|(?P<han>十[一二]?|[一二三四五六七八九])月(?:份|(?![球亮饼龄花季嫂光一二三四五六七八九十初廿])))"
)
# 历时三月 counts months; 每一月 and 一月一次 no month either.
_NO_MONTH_BEFORE = re.compile(r"(?:[每这那上下本前满达近约共逾余隔闰数足]|为期|历时|长达)\s*$")
_NO_MONTH_AFTER = re.compile(r"[一两三]次|[内后期余之以左多间]")
_DAY_POINT = re.compile(
    r"(?P<day>[12]\d|3[01]|0?[1-9])\s*日(?!报[社纸刊道]|[元常本程均志益历游用])"
)
_FIRST_QUARTERS = re.compile(
    rf"(?:(?P<year>{_YEAR})\s*年(?:度)?)?前(?P<count>[二两三23])\s*个?季度"
    r"|(?<=前)(?P<alone>[二两三23])\s*个?季度"
)
_PART = re.compile(rf"(?P<half>[上下]半年)|(?P<quarter>{_QUARTER})")
_YEARS = re.compile(
    rf"(?P<first>{_YEAR})\s*(?:年度?)?{SEPARATOR}(?P<last>{_YEAR})(?:\s*年(?![级龄])度?|(?![\d.%万亿年]))"
)
_SCHOOL_YEARS = re.compile(r"(?P<first>(?:19|20)\d\d)-(?P<last>\d\d)(?=学年|年度)")
_MONTHS = re.compile(
    rf"(?:(?P<year>{_YEAR})\s*年\s*)?(?P<first>{_MONTH})\s*(?:月份?)?{SEPARATOR}"
    rf"(?P<last>{_MONTH})\s*月(?:份)?(?!\s*{_DAY}\s*[日号])(?P<part>底|末|初|[上中下]旬)?"
)
_DAYS = re.compile(
    rf"(?:(?P<year>{_YEAR})\s*年\s*)?(?P<month>{_MONTH})\s*月\s*(?P<first>{_DAY})\s*日?{SEPARATOR}"
    rf"(?P<last>{_DAY})\s*日"
)
_BARE_DAYS = re.compile(
    rf"(?P<first>[12]?\d|3[01])\s*日?{SEPARATOR}(?P<last>[12]\d|3[01]|[1-9])\s*日(?!元)"
)
_NUMERIC = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<mark>[-./])(?P<month>1[0-2]|0?[1-9])(?P=mark)"
    r"(?P<day>[12]\d|3[01]|0?[1-9])(?![\d.])"
    r"|(?P<year2>(?:19|20)\d\d)\.(?P<month2>1[0-2]|0[1-9])(?![\d.%万亿元千百])"
)
_SHORT_YEAR = re.compile(r"(?P<year>0\d)\s*年(?!代)")
_EVENT = re.compile(r"(?P<month>1[0-2]|[1-9])[·•‧](?P<day>[12]\d|3[01]|[1-9])(?!\d)")
_DOTTED_EVENT = re.compile(
    r"(?P<month>1[0-2]|[1-9])\.(?P<day>1\d|2\d|3[01])(?=\s*[”\"]?\s*"
    r"(?:[^\W\d_]{0,6})(?:交易会|展|洽谈会|活动|事件|地震|会议|项目|专项|行动|购物|大促|海交会))"
)
_QUOTE_BEFORE = re.compile(r"[“\"‘]\s?$")
_QUOTED_EVENT = re.compile(r"(?P<month>1[0-2]|[1-9])\.(?P<day>[12]\d|3[01]|[1-9])(?=\s?[”\"’])")
_HAN = "一二三四五六七八九十"
_HOLIDAY = re.compile(
    # Days known by their date: “五一”, “七一”前夕, 三八红旗手.
    r"(?P<month>[三五六七八])(?P<day>[一四八])(?:(?<=[“\"]..)(?=[”\"])|(?=前夕|节|劳动|期间|建军|儿童|黄金周|妇女|红旗|青年))"
    r"|(?P<environment>六五)(?=[”\"]?\s*(?:世界)?环境日)"
)
_GENERATION = re.compile(r"(?P<tens>[6-9]0|00)后(?=[”\"、青年群一代干人])")
_DECADE = re.compile(
    rf"(?:(?P<century>\d\d|[{_HAN}]{{2,3}})\s*世纪\s*|上世纪\s*)?(?P<tens>[1-9]0|[{_HAN}]十|(?<=世纪)十)\s*年代"
    r"(?:(?P<early>初期?(?![中级步审高始衷]))|(?P<mid>中期)|(?P<late>[末后]期|末(?!端)))?"
)
_TWO_DECADES = re.compile(
    rf"(?:(?P<century>\d\d|[{_HAN}]{{2,3}})\s*世纪\s*|上世纪\s*)?"
    r"(?P<first>[一二三四五六七八])(?P<second>[二三四五六七八九])十\s*年代"
)
_CENTURY = re.compile(rf"(?P<century>[12]\d|[{_HAN}]{{2,3}})\s*世纪")
_HALF_PART = {"上": "H1", "下": "H2"}
_DURATION_AFTER = re.compile(r"\s*(?:内|之内|以内|以上|以下|期满|后|左右|的|时间|/)")
_DURATION_BEFORE = re.compile(
    r"(?:少于|超过|多于|短于|长于|低于|不足|满|为期|期限为?|至少|最多|最长|提前|届满|达|历时|公示|每|共|近|约|公示期|逾期)\s*$"
)


def read_date(text: str, start: int) -> Value | None:
    """The date or period that begins at ``start`` of folded ``text``."""
    for read in (_holiday, _periods, _points, _numeric, read_clock, _eras):
        value = read(text, start)
        if value is not None:
            return value
    return None


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    if text == "元":
        return 1
    if len(text) > 1 and all(character in DIGITS for character in text):
        return int("".join(str(DIGITS[character]) for character in text))
    whole = read_whole(text)
    return 0 if whole is None else int(whole)


def _date(
    text: str,
    start: int,
    end: int,
    first: DateParts,
    last: DateParts | None = None,
    *,
    enforce: bool = True,
    required: bool = True,
) -> Value:
    return Value(
        start,
        end,
        text[start:end],
        "date",
        Fraction(first.year or 0),
        date=first,
        until=last,
        enforce=enforce,
        required=required,
    )


def _part(word: str | None) -> str:
    if not word:
        return ""
    if word.endswith("半年"):
        return _HALF_PART[word[0]]
    if word.endswith("季度"):
        return f"Q{_number(word.removeprefix('第')[0])}"
    return {
        "底": "end",
        "末": "end",
        "初": "early",
        "上旬": "early",
        "中旬": "mid",
        "下旬": "late",
    }[word.removeprefix("年")]


def _point(text: str, start: int) -> tuple[DateParts, int] | None:
    """One point in the calendar that names at least its year or its month."""
    match = _POINT.match(text, start)
    if match is not None:
        month, day = match["month"], match["day"]
        parts = DateParts(
            _number(match["year"]),
            _number(month) if month else None,
            _number(day) if day else None,
            _part(match["year_part"] or match["month_part"]),
        )
        return parts, _trimmed(text, match)
    match = _MONTH_POINT.match(text, start)
    if match is None:
        return None
    month = match["month"] or match["alone"] or match["han"]
    if match["han"] and not match.group().endswith("份"):
        before = _NO_MONTH_BEFORE.search(text, max(0, start - 3), start)
        if before is not None or _NO_MONTH_AFTER.match(text, match.end()):
            return None
    day = match["day"]
    parts = DateParts(None, _number(month), _number(day) if day else None, _part(match["part"]))
    return parts, _trimmed(text, match)


def _trimmed(text: str, match: re.Match[str]) -> int:
    """The end of ``match`` without the spaces it ran into."""
    return match.start() + len(match.group().rstrip())


_SEPARATOR = re.compile(SEPARATOR)


def _periods(text: str, start: int) -> Value | None:
    quarters = _first_quarters(text, start)
    if quarters is not None:
        return quarters
    match = _YEARS.match(text, start)
    if match is not None and _number(match["first"]) < _number(match["last"]):
        # 2008年至2010年12月: the second end is more than a year.
        longer = _point(text, match.start("last"))
        if longer is None or longer[0].month is None:
            first, last = _number(match["first"]), _number(match["last"])
            return _date(text, start, _trimmed(text, match), DateParts(first), DateParts(last))
    match = _SCHOOL_YEARS.match(text, start)
    if match is not None:
        first = int(match["first"])
        last = first - first % 100 + int(match["last"])
        if last == first + 1:
            return _date(text, start, match.end(), DateParts(first), DateParts(last))
    match = _DAYS.match(text, start)
    if match is not None and _number(match["first"]) < _number(match["last"]):
        year = _number(match["year"]) if match["year"] else None
        month = _number(match["month"])
        first_day = DateParts(year, month, _number(match["first"]))
        last_day = DateParts(year, month, _number(match["last"]))
        return _date(text, start, match.end(), first_day, last_day)
    match = _MONTHS.match(text, start)
    if match is not None and _number(match["first"]) < _number(match["last"]):
        year = _number(match["year"]) if match["year"] else None
        first_month = DateParts(year, _number(match["first"]))
        last_month = DateParts(year, _number(match["last"]), None, _part(match["part"]))
        return _date(text, start, match.end(), first_month, last_month)
    begin = _point(text, start)
    if begin is not None:
        return _joined(text, start, *begin)
    match = _BARE_DAYS.match(text, start)
    if match is not None and int(match["first"]) < int(match["last"]):
        if _DURATION_AFTER.match(text, match.end()) or _DURATION_BEFORE.search(
            text, max(0, start - 6), start
        ):
            return None
        first_day, last_day = (DateParts(None, None, int(match[end])) for end in ("first", "last"))
        return _date(text, start, match.end(), first_day, last_day, enforce=False)
    return None


def _first_quarters(text: str, start: int) -> Value | None:
    """前三季度, 2009年前三季度."""
    match = _FIRST_QUARTERS.match(text, start)
    if match is None:
        return None
    year = _number(match["year"]) if match["year"] else None
    count = _number(match["count"] or match["alone"])
    first, last = DateParts(year, part="Q1"), DateParts(year, part=f"Q{count}")
    begin = start - 1 if match["alone"] else start
    value = _date(text, begin, match.end(), first, last)
    return replace(value, alternatives=(("cardinal", Fraction(count)),))


def _joined(text: str, start: int, first: DateParts, end: int) -> Value | None:
    """``first``, or the period from it to a second point."""
    separator = _SEPARATOR.match(text, end)
    if separator is None:
        return None
    second = _point(text, separator.end())
    if second is None:
        match = _DAY_POINT.match(text, separator.end())
        if match is None or first.day is None:
            return None
        second = DateParts(None, None, int(match["day"])), match.end()
    last, end = second
    if last.year is None:
        month = last.month if last.month is not None else first.month
        turned = first.month is not None and month is not None and month < first.month
        year = None if first.year is None else first.year + turned
        last = replace(last, year=year, month=month)
    return _date(text, start, end, first, last)


def _points(text: str, start: int) -> Value | None:
    point = _point(text, start)
    if point is not None:
        parts, end = point
        # “五月” may become "that month" or a holiday's name.
        bare = parts == DateParts(month=parts.month) and text[end - 1] == "月"
        bare = bare and not text[start].isdigit()
        # 三月前 may be before March or three months ago.
        enforce = not bare or text[end : end + 1] != "前"
        return _date(text, start, end, parts, required=not bare, enforce=enforce)
    match = _SHORT_YEAR.match(text, start)
    if match is not None:
        return _date(text, start, match.end(), DateParts(2000 + int(match["year"])), enforce=False)
    match = _PART.match(text, start)
    if match is not None:
        if text[max(0, start - 1) : start] == "前":
            return None
        return _date(text, start, match.end(), DateParts(part=_part(match.group())), enforce=False)
    match = _DAY_POINT.match(text, start)
    if match is None:
        return None
    if _DURATION_AFTER.match(text, match.end()) or _DURATION_BEFORE.search(
        text, max(0, start - 6), start
    ):
        return None
    day = int(match["day"])
    return replace(
        _date(text, start, match.end(), DateParts(None, None, day), enforce=False),
        alternatives=(("cardinal", Fraction(day)),),
    )


def _numeric(text: str, start: int) -> Value | None:
    match = _NUMERIC.match(text, start)
    if match is not None:
        year = int(match["year"] or match["year2"])
        month = int(match["month"] or match["month2"])
        day = int(match["day"]) if match["day"] else None
        return _date(text, start, match.end(), DateParts(year, month, day))
    match = _EVENT.match(text, start) or _DOTTED_EVENT.match(text, start)
    if match is None and _QUOTE_BEFORE.search(text, max(0, start - 2), start):
        match = _QUOTED_EVENT.match(text, start)
    if match is not None:
        # A date that became a name: 5·12, 6.18.
        parts = DateParts(None, int(match["month"]), int(match["day"]))
        value = _date(text, start, match.end(), parts, enforce=False, required=False)
        decimal = Fraction(f"{match['month']}.{match['day']}")
        return replace(value, alternatives=(("cardinal", decimal),))
    return None


def _holiday(text: str, start: int) -> Value | None:
    match = _HOLIDAY.match(text, start)
    if match is None:
        return None
    month, day = (
        (6, 5) if match["environment"] else (_number(match["month"]), _number(match["day"]))
    )
    parts = DateParts(None, month, day)
    return _date(text, start, match.end(), parts, enforce=False, required=False)


def _eras(text: str, start: int) -> Value | None:
    match = _TWO_DECADES.match(text, start)
    if match is not None:
        century = (_number(match["century"]) - 1) * 100 if match["century"] else 1900
        low, high = (Fraction(century + 10 * DIGITS[match[ten]]) for ten in ("first", "second"))
        if low < high:
            return Value(start, match.end(), match.group(), "decade", low, high=high, enforce=True)
    match = _DECADE.match(text, start)
    if match is not None:
        century = _number(match["century"]) if match["century"] else 20
        first = Fraction((century - 1) * 100 + _number(match["tens"]))
        part = next((name for name in ("early", "mid", "late") if match[name]), "")
        return Value(
            start,
            match.end(),
            match.group(),
            "decade",
            first,
            date=DateParts(part=part) if part else None,
            enforce=True,
        )
    match = _GENERATION.match(text, start)
    if match is not None:
        tens = int(match["tens"])
        first = Fraction(1900 + tens if tens else 2000)
        return Value(start, match.end(), match.group(), "decade", first, required=False)
    match = _CENTURY.match(text, start)
    if match is None:
        return None
    number = Fraction(_number(match["century"]))
    return Value(start, match.end(), text[start : match.end()], "century", number, enforce=True)
