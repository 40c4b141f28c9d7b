"""What stands around a quantity: its limits, its sign, what it is counted for; and two limits that
make one range: 50万元以上100万元以下."""

from __future__ import annotations

from dataclasses import replace

from toolkit.numerals.chinese_measures import Measure, minus_before, per_after, suffix_after
from toolkit.numerals.units import UNITS_BY_NAME
from toolkit.numerals.value import Approximate, Value

__all__ = ["join_limits", "minus_of", "per_of", "surrounded"]

_LIMITED = frozenset({"money", "cardinal", "percent", "permille", "points", "multiple", "growth"})
_BETWEEN = frozenset({"", "、", ",", "，"})


def join_limits(text: str, values: list[Value]) -> list[Value]:
    """``values`` with a lower limit and the upper one right behind it as one range."""
    joined: list[Value] = []
    for value in values:
        low = joined[-1] if joined else None
        if low is not None and _are_ends(low, value, text[low.end : value.start]):
            joined[-1] = _range(text, low, value)
        else:
            joined.append(value)
    return joined


def _are_ends(low: Value, high: Value, between: str) -> bool:
    if between not in _BETWEEN or high.type not in _LIMITED:
        return False
    if (low.approximate, high.approximate) != ("at-least", "at-most"):
        return False
    # 1倍以上 alone reads as growth; the end says what is counted.
    same = low.type == high.type or {low.type, high.type} == {"growth", "multiple"}
    return (
        same
        and (low.unit, low.measure, low.per) == (high.unit, high.measure, high.per)
        and low.high is None
        and high.high is None
        and low.value < high.value
    )


def _range(text: str, low: Value, high: Value) -> Value:
    # A noun that the English may choose (5人以上10人以下) is left to the model with its limits.
    loose = high.type == "cardinal" and (high.unit is None or UNITS_BY_NAME[high.unit].loose)
    return replace(
        high,
        start=low.start,
        text=text[low.start : high.end],
        value=low.value,
        high=high.value,
        approximate="",
        bound=low.bound,
        required=low.required or high.required,
        label="limits",
        enforce=not loose,
        alternatives=(),
        number_start=low.start,
        number_end=high.end,
    )


def surrounded(
    text: str,
    start: int,
    end: int,
    approximate: Approximate,
    prefix: tuple[Approximate, int] | None,
) -> tuple[int, int, Approximate]:
    """The span with 近, 约 … before it and 以上, 左右 … behind it; what is inside counts first."""
    if prefix is not None and not approximate:
        approximate, start = prefix
    suffix = suffix_after(text, end)
    if suffix is not None:
        end = suffix[1]
        approximate = approximate or suffix[0]
    return start, end, approximate


def per_of(text: str, measure: Measure) -> tuple[str, int]:
    """What the amount is counted for, and where it all ends."""
    return per_after(text, measure) or ("", measure.end)


def minus_of(text: str, start: int, measure: Measure | None) -> int | None:
    """Where the minus sign of a temperature begins."""
    if measure is None or measure.unit != "degree Celsius":
        return None
    return minus_before(text, start)
