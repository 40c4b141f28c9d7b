"""Numbers that good English says without their figure, and figures it has for what the Chinese names.

24小时 round the clock, 一行5人 … and four others, 三季度末 as of September 30, “十五”期间 from 2001
to 2005, 每万人 per 10,000 people. They have no value in common with their counterpart, so the
comparison by value leaves them over.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence

from toolkit.document import Span
from toolkit.numerals import DateParts, Value

__all__ = ["left_unexplained"]

_ROUND_THE_CLOCK = re.compile(r"\b(?:round|around)[- ]the[- ]clock\b|\bday and night\b", re.I)
_WHOLE = re.compile(
    r"\b(?:all|each|every|entire|entirely|whole|full|fully|universal|complete|completely)\b", re.I
)
_PARTY = re.compile(r"(?:一行|等)$")
_OTHERS = re.compile(r"\b(?P<number>\w+) (?:others?|other \w+|colleagues|companions)\b", re.I)
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_TIMES = ("second", "minute", "hour", "day", "week", "month", "year")
_LAST_DAY = re.compile(r"[末底]")
_QUARTERS = {"Q1": 3, "H1": 6, "Q2": 6, "Q3": 9, "Q4": 12, "H2": 12, "": 12}
_FIRST_PLAN = 1953
_HALF_MONTH = re.compile(r"半个?多?月")
_HALF_MONTH_DAYS: dict[str | None, int] = {"week": 2, "day": 15}
_BASES = {100: "百", 1000: "千", 10**4: "万", 10**5: "十万", 10**6: "百万", 10**8: "亿"}


def left_unexplained(
    missing: Sequence[Value],
    extra: Sequence[Value],
    chinese: Sequence[Value],
    source: str,
    target: str,
) -> tuple[list[Value], list[Value]]:
    """What of the ``missing`` Chinese and ``extra`` English values no idiom of these explains.

    ``chinese`` are all values of ``source``; offsets are in ``source`` and ``target``.
    """
    left: list[Value] = []
    explained: list[Span] = []
    for value in missing:
        spans = list(_spans(value, extra, source, target))
        if spans:
            explained += spans
        else:
            left.append(value)
    return left, [
        value
        for value in extra
        if not any(start <= value.start and value.end <= end for start, end in explained)
        and not _named(value, chinese, source)
    ]


def _spans(value: Value, extra: Sequence[Value], source: str, target: str) -> Iterator[Span]:
    """Where the English says a Chinese value in such other words."""
    amount = value.value if value.high is None else None
    if value.type == "percent" and amount == 100:
        yield from (match.span() for match in _WHOLE.finditer(target))
    if value.type == "cardinal" and value.unit == "hour" and amount == 24:
        yield from (match.span() for match in _ROUND_THE_CLOCK.finditer(target))
    if value.type == "cardinal" and amount is not None and _PARTY.search(source[: value.start]):
        for match in _OTHERS.finditer(target):
            number = match["number"].lower()
            said = (
                _WORDS.index(number)
                if number in _WORDS
                else int(number)
                if number.isdecimal()
                else 0
            )
            if said == amount - 1:
                yield match.span()
    if value.type == "cardinal" and value.unit in _TIMES and amount == 1:
        single = rf"\b(?:an?|the|per|each|every) {value.unit}\b"
        yield from (match.span() for match in re.finditer(single, target, re.IGNORECASE))
    if value.type == "plan":
        yield from _years(_FIRST_PLAN + 5 * (int(value.value) - 1), extra)
    if value.type == "date" and value.date is not None and value.until is None:
        yield from _last_days(value.date, source[value.end : value.end + 1], extra)


def _years(first: int, extra: Sequence[Value]) -> Iterator[Span]:
    """The first and last year of a Five-Year Plan; the 10th began in 2001."""
    # The second plan was followed by a gap of three years.
    first += 3 if first > 1962 else 0
    ends = {first, first + 4}
    for value in extra:
        if value.date is None:
            continue
        years = {value.date.year} | ({value.until.year} if value.until is not None else set())
        if years == ends:
            yield value.start, value.end


def _last_days(date: DateParts, follows: str, extra: Sequence[Value]) -> Iterator[Span]:
    """The last day of a quarter, half-year, year or month whose end is meant."""
    end = date.part == "end"
    if not end and not _LAST_DAY.match(follows):
        return
    month = date.month or _QUARTERS.get("" if end else date.part)
    if month is None:
        return
    for value in extra:
        other = value.date
        if other is None or value.until is not None or other.month != month or other.day is None:
            continue
        last = calendar.monthrange(other.year or date.year or 2001, month)[1]
        if other.day == last and other.year in (None, date.year):
            yield value.start, value.end


def _named(value: Value, chinese: Sequence[Value], source: str) -> bool:
    """Whether the Chinese has an English number as a word of its own: 千村, 每万人, 半个多月."""
    if value.high is not None:
        return False
    if value.value == _HALF_MONTH_DAYS.get(value.unit) and _HALF_MONTH.search(source):
        return True
    base = _BASES.get(int(value.value)) if value.value.denominator == 1 else None
    if base is None or value.type not in ("cardinal", "money"):
        return False
    spans = [(other.start, other.end) for other in chinese]
    return any(
        not any(start <= match.start() < end for start, end in spans)
        for match in re.finditer(base, source)
    )
