"""Parts and proportions in Chinese: per cent, percentage points, fractions, ratios, multiples."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from toolkit.numerals.chinese_measures import (
    bound_before,
    minus_before,
    prefix_before,
    suffix_after,
)
from toolkit.numerals.chinese_numbers import ARABIC, DIGITS, read_number, read_whole
from toolkit.numerals.value import Approximate, Value, ValueType

__all__ = ["read_share"]

_HAN = "[零〇一二两三四五六七八九十百千点]"
_RANGE = r"\s*(?:至|到|-{1,2}|~|—{1,2}|–)\s*"
_PERCENT = re.compile(
    rf"(?P<low>{ARABIC})\s*(?:(?P<inner>%)?{_RANGE}(?P<high>{ARABIC}))?\s*(?P<sign>[%‰])(?P<point>\s*个?百分点)?"
)
_HAN_PERCENT = re.compile(
    rf"(?P<per>[百千])分之\s*(?P<low>{_HAN}{{1,12}}|{ARABIC})(?P<more>多)?"
    rf"(?:{_RANGE}(?:(?P=per)分之)?(?P<high>{_HAN}{{1,12}}|{ARABIC}))?"
)
_POINTS = re.compile(
    rf"(?P<low>{ARABIC}|{_HAN}{{1,12}})(?P<inner>\s*个百分点)?(?:{_RANGE}(?P<high>{ARABIC}|{_HAN}{{1,12}}))?\s*(?P<more>多)?个?(?P<more2>多)?\s*百分点"
)
_FRACTION = re.compile(
    rf"(?P<below>[十百千]?[万亿]|{_HAN}{{1,12}}|\d{{1,9}})分之\s*(?P<above>{_HAN}{{1,12}}|{ARABIC})(?P<more>[多强])?"
)
_TENTHS = re.compile(
    rf"(?P<low>{ARABIC}|[一二两三四五六七八九])(?:(?:{_RANGE})?(?P<high>{ARABIC}|[一二两三四五六七八九]))?成"
    r"(?P<more>多)?(?P<half>半|[一二三四五六七八九](?!是|来|则))?"
    r"(?!员(?!工)|[立果功为本就分长年型品熟交都体因套色绩全人家活效材形文语林行吉渝不])"
)
_HALF = re.compile(r"一半|(?<=过)半(?=[，。；、数]|$)|(?<=减)半(?![径价])|半数")
_SLASH_FRACTION = re.compile(r"(?P<above>[1-9])/(?P<below>[2-9]|10)(?![\d/.%月级号期类]|决赛)")
_PART_BEFORE = re.compile(r"[占按约近超过达的为足]\s*$")
_PART_AFTER = re.compile(r"\s*(?:的|以上|以下|比例|左右|[强多])|[，。；、)]|$")
_RATIO = re.compile(
    rf"(?<![件表图录])(?<![件表图录] ){ARABIC}(?:\s?:\s?{ARABIC}){{1,3}}(?P<scale>[万亿])?(?![:\d]|\s?年)|{ARABIC}\s*比\s*{ARABIC}(?![个家项])"
)
_HAN_RATIO = re.compile(
    r"(?P<left>[一二三四五六七八九十])比(?P<right>[一二三四五六七八九十])(?![一二三四五六七八九十])"
)
_TIMES = re.compile(
    rf"(?P<low>{ARABIC}|{_HAN}{{1,12}}|几|数)(?P<scale>[十百千万])?(?:{_RANGE}(?P<high>{ARABIC}|{_HAN}{{1,12}}))?\s*(?P<more>[多余])?\s*倍(?P<more2>多)?(?!频)"
)
# 高出企业平均数两倍: what is exceeded may stand between.
_EXCEEDED = re.compile(r"(?:高出|多出)[^，。；：、的\d]{1,10}$")
_GROWTH = re.compile(
    r"(?:增长|增加|增幅|增产|增收|增|提高|提升|扩大|延长|上升|上涨|升|涨|扩|高出|高|多|快|超出|激增|扩张|翻升|扩容|增速|加大)"
    r"(?:幅度)?(?:了|约|近|超过|超|逾|至少|达|将近|接近|不止|不到|最高|分别)*\s*$"
)
_REACHED = re.compile(
    r"(?:到|至|为|是|的|相当于|等于|达到|按|以|由|从|约为)\s*(?:了|约|近|超过)*\s*$"
)
_DOUBLE = re.compile(r"双倍")
_DOUBLING = re.compile(r"翻(?:了|近|上)*(?P<times>[一两二三四五])?番(?P<more>多)?")


_FALL = re.compile(
    r"(?:下降|减少|降低|下滑|回落|下跌|萎缩|缩减|负增长|(?<!增)减|(?<!升)降|跌)(?:了|约|近|幅度?为?|幅达)*\s*$"
)
_SIGNED = frozenset({"percent", "permille", "points"})
_PADDED = re.compile(r"[:比]\s?0\d")
_MOST_GOALS = 99  # a score may end in nought, a ratio never does


def read_share(text: str, start: int) -> Value | None:
    """The proportion that begins at ``start`` of folded ``text``."""
    for read in (_percent, _points, _fraction, _tenths, _ratio, _times, _doubling, _double):
        value = read(text, start)
        if value is not None:
            return value
    return None


def _read(text: str) -> Fraction | None:
    if text[0].isdigit():
        return Fraction(text.replace(",", ""))
    return read_whole(text)


def _made(
    text: str,
    start: int,
    end: int,
    kind: ValueType,
    value: Fraction,
    high: Fraction | None = None,
    *,
    more: bool = False,
    enforce: bool = True,
    required: bool = True,
) -> Value:
    """The value with the approximation around it; what follows it (以上) is left to the model."""
    if high is not None and high <= value:
        high = None
    approximate: Approximate = "over" if more else ""
    first = start
    number_end = end
    prefix = prefix_before(text, start, scale=False)
    if prefix is not None and not more:
        approximate, first = prefix
    minus = minus_before(text, start) if kind in _SIGNED and prefix is None else None
    if minus is not None:
        value, first, number_end = -value, minus, end
    suffix = suffix_after(text, end)
    if suffix is not None and not approximate:
        approximate, end = suffix
    return Value(
        first,
        end,
        text[first:end],
        kind,
        value,
        high=high,
        approximate=approximate,
        bound=bound_before(text, first),
        required=required,
        enforce=enforce,
        number_start=first,
        number_end=number_end,
    )


def _percent(text: str, start: int) -> Value | None:
    match = _PERCENT.match(text, start)
    if match is not None:
        low = Fraction(match["low"].replace(",", ""))
        high = Fraction(match["high"].replace(",", "")) if match["high"] else None
        kind: ValueType = "percent" if match["sign"] == "%" else "permille"
        if match["point"]:
            kind = "points"
        value = _made(text, start, match.end(), kind, low, high)
        if high is None and kind == "percent" and _FALL.search(text, max(0, start - 8), start):
            # 下降3.2% may be growth of -3.2%.
            value = replace(value, alternatives=(("percent", -value.value),))
        return value
    if text.startswith("百分百", start):
        return _made(text, start, start + 3, "percent", Fraction(100), required=False)
    match = _HAN_PERCENT.match(text, start)
    if match is None:
        return None
    first = _read(match["low"])
    if first is None:
        return None
    last = _read(match["high"]) if match["high"] else None
    kind = "percent" if match["per"] == "百" else "permille"
    end = match.end() if last is not None or not match["high"] else match.end("low")
    return _made(text, start, end, kind, first, last, more=bool(match["more"]))


def _points(text: str, start: int) -> Value | None:
    match = _POINTS.match(text, start)
    if match is None:
        return None
    low = _read(match["low"])
    high = _read(match["high"]) if match["high"] else None
    more = bool(match["more"] or match["more2"])
    if low is None:
        reading = read_number(text, start)
        if reading is None or reading.end != match.end("low"):
            return None
        low, high, more = reading.low, reading.high, reading.more
    return _made(text, start, match.end(), "points", low, high, more=more)


def _fraction(text: str, start: int) -> Value | None:
    half = _HALF.match(text, start)
    if half is not None:
        value = _made(
            text, start, half.end(), "fraction", Fraction(1, 2), enforce=False, required=False
        )
        past = text[start - 1 : start] == "过"
        return replace(value, approximate="over") if past and half.group() == "半" else value
    match = _SLASH_FRACTION.match(text, start)
    if match is not None and int(match["above"]) < int(match["below"]):
        before = _PART_BEFORE.search(text, max(0, start - 2), start)
        if before is None and not _PART_AFTER.match(text, match.end()):
            return None
        number = Fraction(int(match["above"]), int(match["below"]))
        return _made(text, start, match.end(), "fraction", number)
    match = _FRACTION.match(text, start)
    if match is None:
        return None
    below = Fraction(10_000) if match["below"] == "万" else _read(match["below"])
    above = _read(match["above"])
    if not below or above is None:
        return None
    return _made(text, start, match.end(), "fraction", above / below, more=bool(match["more"]))


def _tenths(text: str, start: int) -> Value | None:
    match = _TENTHS.match(text, start)
    if match is None:
        return None
    low = _read(match["low"])
    high = _read(match["high"]) if match["high"] else None
    if low is None or low > 10 or (high is not None and high > 10):
        return None
    if match["half"]:
        low += Fraction(1, 2) if match["half"] == "半" else Fraction(DIGITS[match["half"]], 10)
    return _made(
        text,
        start,
        match.end(),
        "percent",
        low * 10,
        None if high is None else high * 10,
        more=bool(match["more"]),
    )


def _ratio(text: str, start: int) -> Value | None:
    match = _RATIO.match(text, start)
    if match is not None:
        figures = match.group().rstrip("万亿")
        parts = tuple(
            Fraction(part.strip().replace(",", "")) for part in re.split("[:比]", figures)
        )
        if _PADDED.search(figures):
            return None  # 3:00 is a time, whatever stands around it
        if match["scale"]:
            parts = (*parts[:-1], parts[-1] * (10**4 if match["scale"] == "万" else 10**8))
        if "比" in match.group() and text[match.end() : match.end() + 1] in ("%", "年", "月"):
            return None
    else:
        match = _HAN_RATIO.match(text, start)
        if match is None:
            return None
        sides = [read_whole(match["left"]), read_whole(match["right"])]
        parts = tuple(side for side in sides if side is not None)
        if len(parts) != 2:
            return None
    if not parts[-1] and any(part > _MOST_GOALS for part in parts):
        return None
    ratio = parts[0] / parts[1] if parts[1] else parts[0]
    return Value(start, match.end(), match.group(), "ratio", ratio, parts=parts, enforce=True)


def _times(text: str, start: int) -> Value | None:
    match = _TIMES.match(text, start)
    if match is None:
        return None
    reading = read_number(text, start)
    if reading is None or reading.end > match.end() or (match["high"] and reading.high):
        return None
    low, high = reading.low, reading.high
    if not low:
        return None
    if match["high"]:
        high = _read(match["high"])
    grown = _grown(text, start, match.end())
    if low == 1 and high is None:
        # One time as much again: 增长1倍, 高一倍.
        grown = not _reached(text, start)
    value = _made(
        text,
        start,
        match.end(),
        "growth" if grown else "multiple",
        low,
        high,
        more=reading.more or bool(match["more"] or match["more2"]),
        enforce=low > 1 and high is None and not reading.several,
        required=not reading.several,
    )
    return replace(value, approximate="several") if reading.several else value


def _grown(text: str, start: int, end: int) -> bool:
    if _reached(text, start):
        return False
    return any(pattern.search(text, max(0, start - 14), start) for pattern in (_GROWTH, _EXCEEDED))


def _reached(text: str, start: int) -> bool:
    return _REACHED.search(text, max(0, start - 6), start) is not None


def _doubling(text: str, start: int) -> Value | None:
    match = _DOUBLING.match(text, start)
    if match is None:
        return None
    times = read_whole(match["times"]) if match["times"] else Fraction(1)
    if times is None:
        return None
    value = _made(
        text,
        start,
        match.end(),
        "multiple",
        Fraction(2 ** int(times)),
        more=bool(match["more"]),
        enforce=False,
    )
    return replace(value, approximate="nearly") if "近" in match.group() else value


def _double(text: str, start: int) -> Value | None:
    match = _DOUBLE.match(text, start)
    if match is None:
        return None
    return _made(text, start, match.end(), "multiple", Fraction(2), enforce=False)
