"""Dates, periods, times, decades and centuries in English text."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from toolkit.numerals.english_numbers import read_ordinal
from toolkit.numerals.value import DateParts, Value

__all__ = ["DATE_START", "read_english_date"]

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
_MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?:\.|\b(?=\s\d)))"
_YEAR = r"(?:1[89]|20)\d\d(?![\d%]|[,.]\d|s\b)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%:]|[,.]\d)"
DATE_START = (
    rf"{_MONTH}(?!\w)|(?:[Tt]he\s+)?(?:end|beginning|start|close|middle|first\s+half|second\s+half)\s+of\b"
    r"|(?:early|late|mid)[\s-]|[Yy]ear-end|Q[1-4]\b|(?:first|second)\s+half(?!\s+of)"
)
_POINT = re.compile(
    rf"(?P<month>{_MONTH})\s+(?P<day>{_DAY})(?:,?\s+(?:of\s+)?(?P<year>{_YEAR}))?"
    rf"|(?P<month2>{_MONTH}),?\s+(?:of\s+)?(?P<year2>{_YEAR})"
    rf"|(?P<day3>{_DAY})\s+(?:of\s+)?(?P<month3>{_MONTH})(?:,?\s+(?P<year3>{_YEAR}))?"
    rf"|(?P<month4>{_MONTH})(?!\w| Day\b)"
)
_YEAR_POINT = re.compile(rf"(?P<year>{_YEAR})(?!\s*(?:yuan|mu\b|million|billion|percent|people|%))")
_MAY_CONTEXT = re.compile(
    r"(?:in|of|by|from|to|since|until|till|before|after|on|between|and|early|late|mid|through|during|for|last|next|this|every|each|at)[\s-]+$"
    r"|[-–(]$",
    re.IGNORECASE,
)
_MAY_FOLLOWED = re.compile(r"\s+(?:\d|to\b|through\b)|\s?[-–]\s?[A-Z\d]")
_PART = re.compile(
    r"(?:the\s+)?(?:(?P<end>end|close)|(?P<early>beginning|start)|(?P<middle>middle)|(?P<half>first|second)\s+half"
    r"|(?P<quarter>first|second|third|fourth|final|last)\s+quarter)(?:\s+of\s+|\s+in\s+|\s+)(?:(?:the|this|last|next|that|the\s+previous|the\s+same)\s+)?(?P<year>year\b)?"
    r"|(?P<prefix>early|late|mid)(?:\s+in\s+|\s+of\s+|[\s-]+)(?:the\s+)?",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:the\s+)?(?:(?P<half>first|second)\s+half(?!\s+of\b)"
    r"|(?P<quarter>first|second|third|fourth)\s+quarter)\b",
    re.IGNORECASE,
)
_COUNTS = "two three four five six seven eight nine ten eleven".split()
_FIRST_MONTHS = re.compile(
    rf"first\s+(?:(?P<word>{'|'.join(_COUNTS)})|(?P<figure>[2-9]|1[01]))\s+(?:months|(?P<quarters>quarters)(?:\s+of\s+(?P<year>{_YEAR}))?)\b",
    re.IGNORECASE,
)
_QUARTER = re.compile(rf"Q(?P<quarter>[1-4])\b(?:,?\s+(?:of\s+)?(?P<year>{_YEAR}))?")
_TO = re.compile(r"\s*(?:–|—|-|\bto\b|\bthrough\b|\buntil\b|\btill\b)\s*(?:the\s+end\s+of\s+)?")
_AND = re.compile(r"\s+and\s+")
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_SHORT_SPAN = re.compile(r"(?P<first>(?:19|20)\d\d)[-–/](?P<last>\d\d)(?!\d)")
_SECOND_DAY = re.compile(rf"(?P<day>{_DAY})(?!\s+(?:of\s+)?{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?")
_NUMERIC = re.compile(
    r"(?P<year>(?:19|20)\d\d)([-./])(?P<month>1[0-2]|0?[1-9])\2(?P<day>[12]\d|3[01]|0?[1-9])(?![\d.])"
)
_DECADE = re.compile(
    r"(?:(?P<part>early|late|mid)[\s-]+(?:the\s+)?"
    r"|(?:the\s+)?(?:(?P<early>beginning|start)|(?P<late>end|close)|(?P<mid>middle))\s+of\s+the\s+)?"
    r"(?:(?P<first>(?:1[89]|20)\d0)'?s\b|'(?P<tens>\d0)s\b)",
    re.IGNORECASE,
)
_CENTURY = re.compile(
    r"[\s-]+(?:century|centuries)\b|(?=(?:,|\s+and|\s+to|\s?[–-])\s*(?:the\s)?[\w-]+\s+centuries\b)"
)
_TIME = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?![\d:]|[.,]\d)\s*(?P<half>[ap]\.?\s?m\b\.?)?"
    r"|(?P<hour2>\d{1,2})\s*(?:(?P<half2>[ap]\.?\s?m\b\.?)|o'clock)",
    re.IGNORECASE,
)
_BARE_HOUR = re.compile(
    r"(?P<hour>\d{1,2})(?=(?:\s?[-–]\s?|\s+(?:to|and)\s+)\d{1,2}(?::[0-5]\d)?\s*(?:(?P<half>[ap])\.?\s?m\b|o'clock))",
    re.IGNORECASE,
)
_NAMED_TIME = re.compile(r"(?P<noon>(?:12\s)?noon|midday)\b|(?:12\s)?midnight\b", re.IGNORECASE)
_NOON = Fraction(12 * 60)
_HALVES = {"first": "H1", "second": "H2"}
_QUARTERS = {
    "first": "Q1",
    "second": "Q2",
    "third": "Q3",
    "fourth": "Q4",
    "final": "Q4",
    "last": "Q4",
}


def read_english_date(text: str, start: int) -> Value | None:
    """The date or period at ``start``."""
    for read in (_numeric, _eras, _clock, _period, _part_alone):
        value = read(text, start)
        if value is not None:
            return value
    return None


def _value(
    text: str, start: int, end: int, first: DateParts, last: DateParts | None = None
) -> Value:
    return Value(
        start, end, text[start:end], "date", Fraction(first.year or 0), date=first, until=last
    )


def _month_number(name: str) -> int:
    return _MONTH_NUMBERS[name[:3]]


def _bare_point(text: str, start: int) -> tuple[DateParts, int] | None:
    match = _POINT.match(text, start)
    if match is not None:
        month = match["month"] or match["month2"] or match["month3"] or match["month4"]
        if (
            month in ("May", "March")
            and match["month4"]
            and not _MAY_CONTEXT.search(text[max(0, start - 12) : start])
            and not _MAY_FOLLOWED.match(text, match.end())
        ):
            return None
        day = match["day"] or match["day3"]
        year = match["year"] or match["year2"] or match["year3"]
        return (
            DateParts(
                int(year) if year else None,
                _month_number(month),
                int(re.sub(r"\D", "", day)) if day else None,
            ),
            match.end(),
        )
    match = _YEAR_POINT.match(text, start)
    if match is None:
        return None
    return DateParts(int(match["year"])), match.end()


def _point(text: str, start: int) -> tuple[DateParts, int] | None:
    """A point, with the part of the year or month that stands before it."""
    quarter = _QUARTER.match(text, start)
    if quarter is not None:
        year = int(quarter["year"]) if quarter["year"] else None
        return DateParts(year, part=f"Q{quarter['quarter']}"), quarter.end()
    match = _PART.match(text, start)
    if match is None:
        return _bare_point(text, start)
    if match["year"]:
        part = _part_name(match)
        return (DateParts(part=part), match.end()) if part[0] in "HQ" else None
    point = _bare_point(text, match.end())
    if point is None:
        return None
    return replace(point[0], part=_part_name(match)), point[1]


def _part_name(match: re.Match[str]) -> str:
    if match["half"]:
        return _HALVES[match["half"].lower()]
    if match["quarter"]:
        return _QUARTERS[match["quarter"].lower()]
    if match["end"]:
        return "end"
    if match["early"]:
        return "early"
    if match["middle"]:
        return "mid"
    return str(match["prefix"]).lower()


def _period(text: str, start: int) -> Value | None:
    match = _SHORT_SPAN.match(text, start)
    if match is not None:
        first = int(match["first"])
        last = first - first % 100 + int(match["last"])
        if first < last:
            return _value(text, start, match.end(), DateParts(first), DateParts(last))
    point = _point(text, start)
    if point is None:
        return None
    first_parts, end = point
    single = _value(text, start, end, first_parts)
    if first_parts.month is None and first_parts.year is not None and not first_parts.part:
        single = replace(single, alternatives=(("cardinal", Fraction(first_parts.year)),))
    joint = _TO.match(text, end)
    if joint is None and _BETWEEN.search(text[max(0, start - 12) : start]):
        joint = _AND.match(text, end)
    if joint is None:
        return single
    second = _second(text, joint.end(), first_parts)
    if second is None:
        return single
    last_parts, end = second
    if last_parts.year is not None and first_parts.year is None:
        turned = (
            first_parts.month is not None
            and last_parts.month is not None
            and last_parts.month < first_parts.month
        )
        first_parts = replace(first_parts, year=last_parts.year - turned)
    elif last_parts.year is None and first_parts.year is not None:
        last_parts = replace(last_parts, year=first_parts.year)
    return _value(text, start, end, first_parts, last_parts)


def _second(text: str, start: int, first: DateParts) -> tuple[DateParts, int] | None:
    """The other end of a period: a point of the same kind, or a day of the same month."""
    if first.day is not None:
        match = _SECOND_DAY.match(text, start)
        if match is not None:
            day = int(re.sub(r"\D", "", match["day"]))
            year = int(match["year"]) if match["year"] else None
            return DateParts(year, first.month, day), match.end()
    point = _point(text, start)
    if point is None:
        return None
    parts = point[0]
    if first.month is None and first.year is not None:
        if parts.year is None or (parts.month is None and parts.year <= first.year):
            return None
    elif parts.month is None:
        return None
    return point


def _part_alone(text: str, start: int) -> Value | None:
    match = _FIRST_MONTHS.match(text, start)
    if match is not None:
        return _first_months(text, match)
    match = _ALONE.match(text, start)
    if match is None:
        return None
    part = _HALVES[match["half"].lower()] if match["half"] else _QUARTERS[match["quarter"].lower()]
    return _value(text, start, match.end(), DateParts(part=part))


def _first_months(text: str, match: re.Match[str]) -> Value | None:
    """``first nine months``: January to September, or the count of months of something else."""
    count = _COUNTS.index(match["word"].lower()) + 2 if match["word"] else int(match["figure"])
    if match["quarters"]:
        if count > 3:
            return None
        year = int(match["year"]) if match["year"] else None
        quarters = DateParts(year, part="Q1"), DateParts(year, part=f"Q{count}")
        value = _value(text, *match.span(), *quarters)
        return replace(value, alternatives=(("cardinal", Fraction(count)),))
    months = count
    value = _value(text, *match.span(), DateParts(month=1), DateParts(month=months))
    return replace(value, alternatives=(("cardinal", Fraction(count)),))


def _numeric(text: str, start: int) -> Value | None:
    match = _NUMERIC.match(text, start)
    if match is None:
        return None
    parts = DateParts(int(match["year"]), int(match["month"]), int(match["day"]))
    return _value(text, start, match.end(), parts)


def _eras(text: str, start: int) -> Value | None:
    match = _DECADE.match(text, start)
    if match is not None:
        first = int(match["first"]) if match["first"] else 1900 + int(match["tens"])
        part = (match["part"] or "").lower()
        part = part or next((name for name in ("early", "mid", "late") if match[name]), "")
        value = Value(start, match.end(), match.group(), "decade", Fraction(first))
        return replace(value, date=DateParts(part=part)) if part else value
    ordinal = read_ordinal(text, start)
    if ordinal is not None:
        number, end, _ = ordinal
        word = _CENTURY.match(text, end)
        if word is not None:
            return Value(start, word.end(), text[start : word.end()], "century", number)
    return None


def _clock(text: str, start: int) -> Value | None:
    first = _time(text, start) or _bare_hour(text, start)
    if first is None:
        return None
    joint = _TO.match(text, first.end) or _AND.match(text, first.end)
    second = _time(text, joint.end()) if joint is not None else None
    if second is None or second.value <= first.value:
        return None if first.text.isdigit() else first
    return replace(
        first, end=second.end, text=text[start : second.end], high=second.value, parts=()
    )


def _time(text: str, start: int) -> Value | None:
    named = _NAMED_TIME.match(text, start)
    if named is not None:
        minutes = _NOON if named["noon"] else 2 * _NOON
        value = Value(start, named.end(), named.group(), "time", minutes, required=False)
        return value if named["noon"] else replace(value, alternatives=(("time", Fraction(0)),))
    match = _TIME.match(text, start)
    if match is None:
        return None
    hour, minute = int(match["hour"] or match["hour2"]), int(match["minute"] or 0)
    half = (match["half"] or match["half2"] or "").lower()
    parts = (Fraction(hour), Fraction(minute)) if match["minute"] and not half else ()
    minutes = Fraction(_hour(hour, half) * 60 + minute)
    value = Value(start, match.end(), match.group(), "time", minutes, parts=parts)
    if "clock" in match.group().lower() and hour < 12:
        return replace(value, alternatives=(("time", minutes + _NOON),))
    return value


def _bare_hour(text: str, start: int) -> Value | None:
    """``2`` of ``2 to 5 p.m.``"""
    match = _BARE_HOUR.match(text, start)
    if match is None or int(match["hour"]) > 12:
        return None
    minutes = Fraction(_hour(int(match["hour"]), (match["half"] or "").lower()) * 60)
    return Value(start, match.end(), match.group(), "time", minutes)


def _hour(hour: int, half: str) -> int:
    if half.startswith("p") and hour < 12:
        return hour + 12
    return 0 if half.startswith("a") and hour == 12 else hour
