"""Times of day in Chinese, one by one or as ranges: 晚7时, 上午9时30分, 8:30—17:30."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from toolkit.numerals.chinese_numbers import SEPARATOR, read_whole
from toolkit.numerals.value import Value

__all__ = ["read_clock"]

_HAN = "一二三四五六七八九十"
_HOUR = rf"(?:[01]?\d|2[0-4]|零|二?十[一二三四]?|[两{_HAN}])"
_TIME = re.compile(
    rf"(?P<hour>{_HOUR})(?::(?P<minute>[0-5]\d)(?![\d:.])|\s*(?P<mark>时(?![间期代候段])|点(?!点滴))"
    rf"(?:整|\s*(?P<minute2>[0-5]?\d|[{_HAN}]{{1,3}})\s*分(?![钟之])|(?P<half>半)|(?P<quarter>[一三])刻)?)"
)
_BARE_RANGE = re.compile(rf"(?P<hour>[01]?\d|2[0-4]){SEPARATOR}(?=(?:[01]?\d|2[0-4])\s*[时点])")
_MORNING = r"上午|早上|早晨|清晨|凌晨|(?<!今|明|每)早|(?<!今|明|每)晨"
_EVENING = r"下午|午后|傍晚|晚上|晚间|夜晚|(?<![今当昨明每])晚"
_DAYTIME = re.compile(
    rf"(?P<morning>{_MORNING})\s*$|(?P<noon>中午|正午)\s*$|(?P<evening>{_EVENING})\s*$"
    r"|(?P<night>夜间|夜里|深夜|午夜|(?<![昼日])夜)\s*$|(?P<that>[今当昨明每][早晨晚])\s*$"
)
_DAYTIME_AT = re.compile(rf"\s*(?:{_MORNING}|中午|正午|{_EVENING}|夜间|夜里|深夜|当晚|次日)")
_POINT_AS_TIME = re.compile(r"\s*[0-5]?\d分|半|钟|整")
_BEFORE_HAN = re.compile(r"(?:日|于)\s*$")
_AROUND_CLOCK = re.compile(r"[午晨晚日天于~—-]\s*$")
_AFTER_CLOCK = re.compile(r"\s*(?:[前后起至止~—-]|开[始会]|召开|举行|之间)")
_RATIO_CONTEXT = re.compile(r"比|按|配")
_CLAUSE_START = re.compile(r"[，。；、,;]")
_SEPARATOR = re.compile(SEPARATOR)
_DAY_END = 24 * 60
_FIRST_SURE_HOUR = (
    7  # 3:00 may be a ratio or an afternoon; 7:00 and later ones are times as they stand
)


@dataclass(frozen=True, slots=True)
class _Point:
    end: int
    minutes: int
    sure: bool
    """Nothing else but this minute of the day can be meant."""
    figures: tuple[int, int] | None = None
    """Hour and minute of 17:30, which may be a ratio as well."""
    required: bool = True
    """False for 晚上七点, which may be at seven every evening."""


def read_clock(text: str, start: int) -> Value | None:
    """The time of day whose hour stands at ``start`` of folded ``text``; 晚, 上午 before it belong to it."""
    daytime = _DAYTIME.search(text, max(0, start - 4), start)
    point = _point(text, start, daytime)
    if point is None:
        return _bare_range(text, start, daytime)
    first = start if daytime is None or daytime["that"] else daytime.start()
    value = _value(text, first, point)
    separator = _SEPARATOR.match(text, point.end)
    if separator is None:
        return value
    return _joined(text, value, separator.end(), daytime) or value


def _value(text: str, first: int, point: _Point) -> Value:
    parts = () if point.figures is None else tuple(Fraction(part) for part in point.figures)
    midnight = point.minutes == _DAY_END
    return Value(
        first,
        point.end,
        text[first : point.end],
        "time",
        Fraction(point.minutes),
        parts=parts,
        required=point.required,
        enforce=point.sure,
        alternatives=(("time", Fraction(0)),) if midnight else (),
    )


def _joined(text: str, first: Value, place: int, daytime: re.Match[str] | None) -> Value | None:
    """The range from ``first`` to a time at ``place``; 下午2时至5时 ends in the afternoon too."""
    own = _DAYTIME_AT.match(text, place)
    if own is not None:
        if own.group().strip() == "次日":
            return None
        place = own.end()
        daytime = _DAYTIME.search(text, max(0, place - 4), place)
    second = _point(text, place, daytime, ranged=True)
    if second is None or second.minutes <= first.value:
        return None
    return replace(
        first,
        end=second.end,
        text=text[first.start : second.end],
        high=Fraction(second.minutes),
        parts=(),
        enforce=first.enforce or second.sure,
        alternatives=(),
    )


def _bare_range(text: str, start: int, daytime: re.Match[str] | None) -> Value | None:
    """8至10时: the first hour goes without its word."""
    match = _BARE_RANGE.match(text, start)
    if match is None:
        return None
    minutes = _in_the_day(int(match["hour"]), 0, daytime)
    begin = start if daytime is None or daytime["that"] else daytime.start()
    first = _value(text, begin, _Point(match.end("hour"), minutes, daytime is not None))
    return _joined(text, first, match.end(), daytime)


def _point(
    text: str, start: int, daytime: re.Match[str] | None, *, ranged: bool = False
) -> _Point | None:
    match = _TIME.match(text, start)
    if match is None:
        return None
    hour = _number(match["hour"])
    minute = _number(match["minute"] or match["minute2"] or "0")
    if hour is None or minute is None or hour * 60 + minute > _DAY_END or minute >= 60:
        return None
    if match["half"]:
        minute = 30
    elif match["quarter"]:
        minute = 15 if match["quarter"] == "一" else 45
    if match["minute"] and daytime is None and not ranged and not _is_clock(text, match):
        return None
    han = not match["hour"].isdigit()
    if daytime is None and not ranged and match["mark"]:
        if han and (
            match["mark"] != "时" or not _BEFORE_HAN.search(text, max(0, start - 3), start)
        ):
            return None
        if match["mark"] == "点" and not _POINT_AS_TIME.match(text, match.end("mark")):
            return None
    minutes = _in_the_day(hour, minute, daytime)
    spoken = han and match["mark"] == "点"
    written = bool(match["minute"] or match["minute2"] or match["half"])
    sure = daytime is not None or hour > 12 or (written and hour >= _FIRST_SURE_HOUR)
    end = match.start() + len(match.group().rstrip())
    return _Point(end, minutes, sure, (hour, minute) if match["minute"] else None, not spoken)


def _is_clock(text: str, match: re.Match[str]) -> bool:
    """Whether 17:30 is no ratio."""
    start, end = match.span()
    if match["minute"].startswith("0"):
        return True
    clause = _CLAUSE_START.split(text[max(0, start - 8) : start])[-1]
    if _RATIO_CONTEXT.search(clause + text[end : end + 4]):
        return False
    return bool(
        _AROUND_CLOCK.search(text, max(0, start - 2), start) or _AFTER_CLOCK.match(text, end)
    )


def _in_the_day(hour: int, minute: int, daytime: re.Match[str] | None) -> int:
    if daytime is None:
        return hour * 60 + minute
    late = bool(daytime["evening"]) or (daytime["that"] or "").endswith("晚")
    later = (
        (late and hour <= 12)
        or (bool(daytime["night"]) and 6 <= hour <= 12)
        or (bool(daytime["noon"]) and hour < 10)
    )
    hour += 12 if later else 0
    if daytime["morning"] == "凌晨" and hour == 12:
        hour = 0
    elif daytime["evening"] in ("下午", "午后") and hour == 24:
        hour = 12
    return hour * 60 + minute


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    whole = read_whole(text)
    return None if whole is None else int(whole)
