"""Ranges of counts, measured quantities and money in Chinese: 5至10万元, 三到五个, -10~-5℃."""

from __future__ import annotations

import re
from fractions import Fraction

from toolkit.numerals.chinese_limits import minus_of, per_of, surrounded
from toolkit.numerals.chinese_measures import (
    Measure,
    bound_before,
    in_context,
    minus_before,
    prefix_before,
    read_measure,
)
from toolkit.numerals.chinese_numbers import SEPARATOR, Reading, read_number
from toolkit.numerals.value import Approximate, Value

__all__ = ["read_range"]

_SEPARATOR = re.compile(SEPARATOR)
_SCALES = re.compile(r"(?<=[\d零一二两三四五六七八九十])\s*([百千万亿]+)$")
_SCALE_VALUES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def read_range(text: str, start: int, first: Reading) -> Value | None:
    """5至10万元, 5万元—10万元, 三到五个, 30-50人."""
    if first.high is not None or first.several or first.bare:
        return None
    between = read_measure(text, first.end, han=first.han and first.tokens == 1)
    separator = None
    if between is not None:
        separator = _SEPARATOR.match(text, between.end)
    if separator is None:
        between = None
        separator = _SEPARATOR.match(text, first.end)
    if separator is None:
        return None
    place = separator.end()
    # -10~-5℃: a minus sign of its own.
    below = text[place : place + 1] == "-" and minus_before(text, start) is not None
    place += below
    second = read_number(text, place)
    if second is None or second.high is not None or second.several or second.bare or second.code:
        return None
    strict = second.han and second.tokens == 1
    measure = read_measure(text, second.end, han=strict)
    if not strict:
        measure = in_context(text, start, measure)
    if between is not None and (measure is None or not _alike(measure, between)):
        return None
    dashed = "-" in separator.group()
    if (
        measure is None
        and (dashed or first.han or second.han)
        and second.integer_figures
        and first.integer_figures
    ):
        if len(text[start : first.end]) > 4 or (text[start] == "0" and first.low):
            return None
    elif measure is None and (strict or first.han):
        return None
    low = first.low if between is not None else _scaled(first, text[place : second.end], second)
    high = second.low
    minus = minus_of(text, start, measure)
    if below and minus is None:
        return None
    if minus is not None:
        low = -low
        high = -high if below else high
        if text[minus] == "零":
            low, high = -high, low  # 零下5至8℃ are both below zero
    if not low < high:
        return None
    per, end = per_of(text, measure) if measure is not None else ("", second.end)
    fixed = measure is not None and measure.unit and (per or not measure.loose)
    number_end = end if fixed else second.end
    prefix = prefix_before(text, start, scale=False)
    approximate: Approximate = "over" if second.more else ""
    position, end, approximate = surrounded(text, start, end, approximate, prefix)
    if minus is not None:
        position = minus
    return Value(
        position,
        end,
        text[position:end],
        "money" if measure is not None and measure.currency else "cardinal",
        low,
        unit=measure.unit if measure is not None else None,
        high=high,
        per=per,
        approximate=approximate,
        bound=bound_before(text, position),
        measure=measure.word if measure is not None else "",
        required=not (measure is None and dashed),
        enforce=measure is not None and (measure.currency or second.low >= 10),
        number_start=position,
        number_end=number_end,
    )


def _alike(one: Measure, other: Measure) -> bool:
    return one.word == other.word or (one.unit is not None and one.unit == other.unit)


def _scaled(first: Reading, second_text: str, second: Reading) -> Fraction:
    """20至30万: the first number takes the second's scale."""
    scale = _SCALES.search(second_text)
    if scale is None or first.tokens > 1:
        return first.low
    factor = 1
    for character in scale.group(1):
        factor *= _SCALE_VALUES[character]
    return first.low * factor if first.low * factor < second.low else first.low
