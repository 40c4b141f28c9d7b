"""Dates, periods, times of day, decades and centuries in Chinese text."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from toolkit.numerals.chinese_numbers import DIGITS, read_whole
from toolkit.numerals.value import DateParts, Value

__all__ = ["SEPARATOR", "read_date"]

SEPARATOR = r"\s*(?:起?至|到|-{1,2}|~|—{1,2}|–)\s*"
"""What stands between the ends of a range, in folded text."""

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
    r"|(?P<alone>1[0-2]|0?[1-9]|元)\s*月(?![球亮饼龄])(?:份)?|(?P<han>十[一二]?|[一二三四五六七八九])月份)"
)
_DAY_POINT = re.compile(
    r"(?P<day>[12]\d|3[01]|0?[1-9])\s*日(?!报[社纸刊道]|[元常本程均志益历游用])"
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
_TIME = re.compile(
    r"(?P<hour>[01]?\d|2[0-4])(?::(?P<minute>[0-5]\d)(?![\d:.])|\s*(?:时(?![间期代候段])|点(?=\s*[0-5]?\d分|半|钟|整))"
    r"(?:整|\s*(?P<minute2>[0-5]?\d)\s*分(?![钟之])|(?P<half>半))?)"
)
_HAN = "一二三四五六七八九十"
_HAN_TIME = re.compile(
    rf"(?P<hour>零|[{_HAN}]{{1,3}})时(?![间期代候段])(?:(?P<minute>[{_HAN}]{{1,3}})分)?"
)
_BEFORE_TIME = re.compile(r"(?:日|上午|下午|晚上|凌晨|早上|于)\s*$")
_AROUND_CLOCK = re.compile(r"[午晨晚日天于~—-]\s*$")
_AFTER_CLOCK = re.compile(r"\s*(?:[前后起至止~—-]|开[始会]|召开|举行|之间)")
_HOLIDAY = re.compile(
    # Days known by their date: “五一”, “七一”前夕, 三八红旗手.
    r"(?P<month>[三五六七八])(?P<day>[一四八])(?:(?<=[“\"]..)(?=[”\"])|(?=前夕|节|劳动|期间|建军|儿童|黄金周|妇女|红旗|青年))"
    r"|(?P<environment>六五)(?=[”\"]?\s*(?:世界)?环境日)"
)
_GENERATION = re.compile(r"(?P<tens>[6-9]0|00)后(?=[”\"、青年群一代干人])")
_DECADE = re.compile(
    rf"(?:(?P<century>\d\d|[{_HAN}]{{2,3}})\s*世纪\s*)?(?P<tens>[1-9]0|[{_HAN}]十)\s*年代"
)
_CENTURY = re.compile(rf"(?P<century>[12]\d|[{_HAN}]{{2,3}})\s*世纪")
_HALF_PART = {"上": "H1", "下": "H2"}
_DURATION_AFTER = re.compile(r"\s*(?:内|之内|以内|以上|以下|期满|后|左右|的|时间|/)")
_DURATION_BEFORE = re.compile(
    r"(?:少于|超过|多于|短于|长于|低于|不足|满|为期|期限为?|至少|最多|最长|提前|届满|达|历时|公示|每|共|近|约|公示期|逾期)\s*$"
)
_RATIO_CONTEXT = re.compile(r"比|按|配")
_CLAUSE_START = re.compile(r"[，。；、,;]")


def read_date(text: str, start: int) -> Value | None:
    """The date or period that begins at ``start`` of folded ``text``."""
    for read in (_holiday, _periods, _points, _numeric, _clock, _eras):
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
    day = match["day"]
    parts = DateParts(None, _number(month), _number(day) if day else None, _part(match["part"]))
    return parts, _trimmed(text, match)


def _trimmed(text: str, match: re.Match[str]) -> int:
    """The end of ``match`` without the spaces it ran into."""
    return match.start() + len(match.group().rstrip())


_SEPARATOR = re.compile(SEPARATOR)


def _periods(text: str, start: int) -> Value | None:
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
        return _date(text, start, end, parts)
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


def _clock(text: str, start: int) -> Value | None:
    match = _TIME.match(text, start)
    if match is None:
        return _han_clock(text, start)
    if match["minute"]:
        clause = _CLAUSE_START.split(text[max(0, start - 8) : start])[-1]
        if _RATIO_CONTEXT.search(clause + text[match.end() : match.end() + 4]):
            return None
        if match["minute"] != "00" and not (
            _AROUND_CLOCK.search(text, max(0, start - 2), start)
            or _AFTER_CLOCK.match(text, match.end())
        ):
            return None
    minute = match["minute"] or match["minute2"] or ("30" if match["half"] else "0")
    minutes = int(match["hour"]) * 60 + int(minute)
    before = text[max(0, start - 2) : start]
    label = "下午" if before in ("下午", "晚上", "傍晚") else ""
    if label and int(match["hour"]) < 12:
        minutes += 720
    parts = (Fraction(int(match["hour"])), Fraction(int(minute))) if match["minute"] else ()
    return Value(
        start, match.end(), match.group(), "time", Fraction(minutes), label=label, parts=parts
    )


def _han_clock(text: str, start: int) -> Value | None:
    match = _HAN_TIME.match(text, start)
    if match is None or not _BEFORE_TIME.search(text, max(0, start - 3), start):
        return None
    hour, minute = _number(match["hour"]), _number(match["minute"]) if match["minute"] else 0
    afternoon = text[max(0, start - 2) : start] in ("下午", "晚上") and hour < 12
    minutes = Fraction(hour * 60 + minute + 720 * afternoon)
    return Value(start, match.end(), match.group(), "time", minutes)


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
    match = _DECADE.match(text, start)
    if match is not None:
        century = _number(match["century"]) if match["century"] else 20
        first = Fraction((century - 1) * 100 + _number(match["tens"]))
        return Value(start, match.end(), match.group(), "decade", first, enforce=True)
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
