"""Dates, periods and times of day in English, by the house style."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from toolkit.numerals.value import DateParts

__all__ = [
    "MONTHS",
    "day_long_forms",
    "render_date",
    "render_decade",
    "render_full_period",
    "render_time",
]

MONTHS = (
    "January February March April May June July August September October November December".split()
)
_PARTS = {"end": "the end of ", "early": "early ", "mid": "mid-", "late": "late "}
_HALVES = {"H1": "first half", "H2": "second half"}
_QUARTERS = {
    "Q1": "first quarter",
    "Q2": "second quarter",
    "Q3": "third quarter",
    "Q4": "fourth quarter",
}
_COUNTED_QUARTERS = {"Q2": "two", "Q3": "three"}
_DAY_END = 24 * 60


def render_date(first: DateParts, last: DateParts | None = None) -> str:
    """``November 29, 2006``, ``the end of June``, ``January to September 2006``, ``2005 to 2007``."""
    if last is None:
        return _point(first)
    if first.part == "Q1" and last.part in _COUNTED_QUARTERS:
        of = f" of {first.year}" if first.year is not None else ""
        return f"the first {_COUNTED_QUARTERS[last.part]} quarters{of}"
    if first.year is not None and first.year == last.year and first.month is not None:
        # The year is said once, at the end.
        if first.month == last.month and first.day is not None and last.day is not None:
            return f"{MONTHS[first.month - 1]} {first.day} to {last.day}, {first.year}"
        return f"{_point(replace(first, year=None))} to {_point(last)}"
    same_month = first.year is None and first.month is not None and first.month == last.month
    if same_month and first.day is not None and last.day is not None:
        return f"{MONTHS[(first.month or 1) - 1]} {first.day} to {last.day}"
    return f"{_point(first)} to {_point(last)}"


def render_full_period(first: DateParts, last: DateParts) -> str:
    """The same with the month said twice: ``November 4 to November 10, 2013``."""
    if first.year is not None and first.year == last.year and first.month is not None:
        first = replace(first, year=None)
    return f"{_point(first)} to {_point(last)}"


def _point(date: DateParts) -> str:
    if date.part in _HALVES or date.part in _QUARTERS:
        part = _HALVES.get(date.part) or _QUARTERS[date.part]
        if date.year is not None:
            return f"the {part} of {date.year}"
        return f"the {part} of the year" if date.part in _HALVES else f"the {part}"
    return _PARTS.get(date.part, "") + _plain(date)


def _plain(date: DateParts) -> str:
    if date.month is None:
        if date.year is not None:
            return str(date.year)
        return f"the {_day_ordinal(date.day or 0)}"
    month = MONTHS[date.month - 1]
    if date.day is not None:
        return f"{month} {date.day}" + (f", {date.year}" if date.year is not None else "")
    return f"{month} {date.year}" if date.year is not None else month


def _day_ordinal(day: int) -> str:
    suffix = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{suffix}"


def render_decade(first: Fraction, part: str) -> str:
    """``the 1990s``, ``the early 1980s``, ``the mid-1980s``."""
    return f"the {_PARTS.get(part, '')}{int(first)}s"


def day_long_forms(minutes: Fraction, last: Fraction | None = None) -> list[str]:
    """``17:00``, ``9:30 to 17:00``, ``9:30-17:00``, as schedules write them."""
    times = [
        f"{int(time) // 60}:{int(time) % 60:02d}" for time in (minutes, last) if time is not None
    ]
    return [mark.join(times) for mark in (" to ", "-", "–")] if last is not None else times


def render_time(minutes: Fraction) -> str:
    """``9:30 a.m.``, ``5:00 p.m.``, ``midnight`` at the end of a day."""
    if minutes == _DAY_END:
        return "midnight"
    hour, minute = divmod(int(minutes), 60)
    half = "a.m." if hour % 24 < 12 else "p.m."
    return f"{(hour - 1) % 12 + 1}:{minute:02d} {half}"
