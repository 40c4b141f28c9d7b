"""Counts, measured quantities and money in Chinese, one by one or as ranges."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from toolkit.numerals.chinese_limits import minus_of, per_of, surrounded
from toolkit.numerals.chinese_measures import (
    Measure,
    bound_before,
    in_context,
    more_after,
    prefix_before,
    read_measure,
)
from toolkit.numerals.chinese_numbers import Reading, read_number, read_whole
from toolkit.numerals.chinese_ranges import read_range
from toolkit.numerals.value import Approximate, Value

__all__ = ["read_quantity"]

_SPLIT_MORE = re.compile(r"个多(?=月|小时|星期|工作日|钟头)")
_AND_HALF = re.compile(r"半(?![年径导数途个天夜])")
_SPLIT_HALF = re.compile(r"个半(?=月|小时|钟头)")
_HALF = re.compile(r"半(?P<word>年|个月|个小时|小时|个学期)(?![级轮刊报])")
_HALF_OF = re.compile(r"半(?=[箱瓶袋桶碗杯盒吨亩斤])")
_SCORES_OF = re.compile(r"数以(?P<scale>[十百千]?[百千万亿])计")
_BEST = re.compile(r"[十百]佳")
_LEVEL = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:产业|集群|企业|园区|基地|板块)")
_HALF_UNITS = {"年": "year", "个月": "month", "个小时": "hour", "小时": "hour"}
_NAMED = re.compile(
    r"\s*(?:计划|工程|热线|高校|专线|服务热线|产业|模式|政策|专项|型|系列|国道|省道|线)"
)
_AFTER_HAN_YUAN = re.compile(r"[，。；、,;)/以的钱左之及和~一\s]|$")
_EACH = re.compile(r"[每]\s*$")
_HUNDREDS = re.compile(r"百万(?=[\u4e00-\u9fff])|[百千万](?:[强企校村乡镇日米果]|年(?!来)|分制)")
_FINANCIAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
_LIST_BEFORE = re.compile(r"(?:、|和|与|及)[^，。；：、,;:]{1,12}$")
_COPIES_BEFORE = re.compile(r"一式$")
_ROUND_THE_CLOCK = re.compile(r"24小时(?=值班|不间断|畅通|在线|监控|全天候|轮流|服务|值守|备勤)")
_ROAD_BEFORE = re.compile(r"[国省县]道\s*$")
_UNIT_BEFORE = re.compile(r"(?:[(]\s*|单位\s*[:：]\s*)$")
_UNIT_BEHIND = re.compile(r"\s*(?:[)、,，;；/]|$)")
_LARGE_HAN = re.compile(r"[百千万亿]")


def read_quantity(text: str, start: int) -> Value | None:
    """The quantity whose number begins at ``start`` of folded ``text``.

    A single Chinese digit counts only with a measure word behind it (三项, not 三农), a bare scale
    (百, 万) only with a measure word, after 每 or after an approximation (上万, 近百).
    """
    half = _HALF.match(text, start)
    if half is not None and text[max(0, start - 1) : start] not in ("上", "下"):
        unit = _HALF_UNITS.get(half["word"])
        return Value(
            start,
            half.end(),
            half.group(),
            "cardinal",
            Fraction(1, 2),
            unit=unit,
            measure=half["word"],
            required=False,
        )
    if _HALF_OF.match(text, start):
        half_of = Fraction(1, 2)
        return Value(start, start + 1, text[start], "fraction", half_of, required=False)
    scores = _SCORES_OF.match(text, start)
    if scores is not None:
        return _scores(text, scores)
    reading = read_number(text, start)
    if reading is None or reading.code:
        return None
    if reading.tokens == 1 and text[start] in _FINANCIAL:
        return None
    ranged = read_range(text, start, reading)
    if ranged is not None:
        return ranged
    return _single(text, start, reading)


def _scores(text: str, match: re.Match[str]) -> Value | None:
    """数以万计: tens of thousands."""
    scale = read_whole(match["scale"])
    if scale is None:
        return None
    return Value(
        *match.span(),
        match.group(),
        "cardinal",
        scale,
        approximate="several",
        required=False,
    )


def _measure(text: str, start: int, reading: Reading) -> tuple[Measure | None, bool, Fraction]:
    """The measure behind a number; whether 多 stood inside it; what 半 inside it adds."""
    position = reading.end
    single = reading.tokens == 1 and not reading.more
    strict = reading.han and (single or reading.high is not None)
    split = _SPLIT_MORE.match(text, position)
    half = _SPLIT_HALF.match(text, position)
    inside = split or half
    if inside is not None:
        # 两个多月 reads 两个月, with 多 inside.
        found = read_measure("个" + text[inside.end() : inside.end() + 4], 0, han=False)
        if found is not None:
            shifted = replace(found, end=inside.end() + found.end - 1)
            return shifted, split is not None, Fraction(1, 2) if half else Fraction(0)
    found = read_measure(text, position, han=strict)
    if found is not None and found.time:
        half = _AND_HALF.match(text, found.end)
        if half is not None:
            return replace(found, end=half.end()), False, Fraction(1, 2)
    if reading.bare and found is not None and found.word == "里":
        return None, False, Fraction(0)  # 万里 is a figure of speech
    if strict:
        return found, False, Fraction(0)
    return in_context(text, start, found), False, Fraction(0)


def _single(text: str, start: int, reading: Reading) -> Value | None:
    measure, more, added = _measure(text, start, reading)
    prefix = prefix_before(text, start, scale=reading.bare)
    word = text[start : reading.end].strip()
    if reading.han and (reading.tokens == 1 or reading.high is not None):
        if measure is None and not _counts_alone(text, start, reading, prefix is not None):
            return None
        yuan = measure is not None and measure.word == "元" and not reading.bare
        if measure is not None and yuan and not _AFTER_HAN_YUAN.match(text, measure.end):
            return None
    elif (
        reading.bare
        and measure is None
        and not _counts_alone(text, start, reading, prefix is not None)
    ):
        return None
    if measure is not None and measure.time and prefix is not None and prefix[0] == "nearly":
        # 近三年 are the last three years.
        prefix = None
    per, end = per_of(text, measure) if measure is not None else ("", reading.end)
    fixed = measure is not None and measure.unit and (per or not measure.loose)
    number_end = end if fixed else reading.end
    approximate: Approximate = (
        "several"
        if reading.several
        else "about"
        if reading.about
        else "over"
        if reading.more or more
        else ""
    )
    if not approximate and prefix is None and measure is not None:
        later = more_after(text, end)
        if later is not None:
            approximate, end = "over", later
            number_end = end if number_end == measure.end else number_end
    first, end, approximate = surrounded(text, start, end, approximate, prefix)
    number = reading.low + added
    minus = minus_of(text, start, measure) if first == start else None
    if minus is not None:
        number, first = -number, minus
    value = Value(
        first,
        end,
        text[first:end],
        "money" if measure is not None and measure.currency else "cardinal",
        number,
        unit=measure.unit if measure is not None else None,
        high=reading.high,
        approximate=approximate,
        bound=bound_before(text, first),
        measure=measure.word if measure is not None else "",
        per=per,
        required=_required(reading, measure, word) and not _left_unsaid(text, start, reading),
        number_start=first,
        number_end=number_end,
    )
    if measure is None and reading.integer_figures and _NAMED.match(text, end):
        # A name with a figure in it: 863计划, 12345热线.
        road = _ROAD_BEFORE.search(text, max(0, start - 3), start)
        return replace(value, type="number", required=road is None)
    if value.unit == "year" and reading.integer_figures and value.value >= _MOST_YEARS:
        # A date that lost a mark or a digit (20052007年, 200年度): nothing to decide here.
        return replace(value, unit=None)
    if reading.bare and measure is not None and measure.unit and _is_heading(text, start, end):
        # What a table's figures count in, which English says as exactly: （万元）, 单位：万元.
        return replace(value, required=True, enforce=True)
    if value.measure == "级" and text[reading.end - 1] == "亿" and _LEVEL.match(text, end):
        # 千亿级产业: the yuan go without saying.
        return replace(
            value, type="money", unit="yuan", required=True, enforce=True, number_end=end
        )
    value = _with_alternatives(value)
    return replace(value, enforce=value.required and _worth(value, reading))


def _is_heading(text: str, start: int, end: int) -> bool:
    """Whether a bracket, or what follows 单位：, holds only this unit, or a list of units."""
    return (
        _UNIT_BEFORE.search(text, max(0, start - 6), start) is not None
        and _UNIT_BEHIND.match(text, end) is not None
    )


def _counts_alone(text: str, start: int, reading: Reading, approximated: bool) -> bool:
    """Whether a character number without a measure word is a number at all."""
    if reading.several or _BEST.match(text, start):
        return True
    if reading.high is not None or not _LARGE_HAN.match(text, start):
        return False
    if text[reading.end - 1] == "亿" and reading.tokens > 1:
        return True
    if _HUNDREDS.match(text, start) or bound_before(text, start):
        return True
    return approximated or _EACH.search(text, max(0, start - 2), start) is not None


def _required(reading: Reading, measure: Measure | None, word: str) -> bool:
    if reading.bare or reading.several:
        return False
    if reading.more and reading.low == 10 and "几" in word:
        return False
    if reading.han and reading.low == 1 and reading.high is None:
        return False
    # Grades and classes (三级网络) may become other words.
    return not (
        reading.han
        and measure is not None
        and measure.word in ("级", "层", "道", "度", "期", "代", "步", "类")
    )


def _left_unsaid(text: str, start: int, reading: Reading) -> bool:
    """What good English says otherwise: a list's own count (甲、乙两个), in triplicate, day and night."""
    if _ROUND_THE_CLOCK.match(text, start) or _BEST.match(text, start):
        return True
    if not reading.han or reading.low > 10 or reading.more:
        return False
    return (
        _LIST_BEFORE.search(text, max(0, start - 15), start) is not None
        or _COPIES_BEFORE.search(text, max(0, start - 2), start) is not None
    )


def _with_alternatives(value: Value) -> Value:
    """年级, 届 … may be ordinals in English, 周年 are."""
    if value.measure == "周年" and value.high is None:
        return replace(value, type="ordinal", alternatives=(("cardinal", value.value),))
    if value.measure in ("届", "级", "期", "次", "层", "代", "位", "步", "季度"):
        return replace(value, alternatives=(("ordinal", value.value), ("number", value.value)))
    return value


def _worth(value: Value, reading: Reading) -> bool:
    """Whether code should decide the English: large, exact or measured quantities."""
    if reading.high is not None and reading.han:
        return False
    if value.type == "money":
        return True
    if reading.integer_figures and not value.measure and len(value.text) > 3:
        return False  # a code as likely as a count
    if value.unit is not None and value.unit not in _TIME_OR_PEOPLE:
        return not (reading.han and reading.tokens == 1)
    if value.unit in _SHORT_TIME and value.value < 10:
        return False
    if value.measure and value.value > 1 and not reading.several:
        return True  # 4批, 5个: small, but a count like others
    return value.value >= 10 or value.value.denominator != 1


_MOST_YEARS = 100
_SHORT_TIME = frozenset({"year", "month", "week", "day", "working day", "hour", "minute", "second"})
_TIME_OR_PEOPLE = _SHORT_TIME | {"person", "household"}
